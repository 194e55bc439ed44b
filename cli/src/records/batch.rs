//! A few records on their way from the reader to whoever looks into them.

use std::borrow::Cow;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::value::to_raw_value;

use super::csv::{self, Header};
use super::lines::Line;
use super::open::{is_plain, open_at};
use super::{Body, Failure, Fields, Place, Record, json};
use crate::input::ReadingArgs;
use crate::input::{Decoded, decode};
use crate::names::path_text;

/// Size in bytes after which a batch ends. Large against the work of handing it over, small against memory and a second of work.
pub(super) const BATCH_BYTES: usize = 256 << 10;

/// Number of records after which a batch ends, so that those in hand on a few cores are fewer than a thousand.
pub(super) const BATCH_RECORDS: usize = 128;

/// Records that stand one after the other in one file, read but not looked into: that is work, and can be done elsewhere.
pub(crate) enum Batch {
    /// Objects, one a line.
    Json(Block),
    /// Rows.
    Csv(Block, Arc<Header>),
    /// A file that is one text. It has not been read, unless nothing else tells how many bytes it holds.
    Text(TextFile),
}

/// Lines and the bytes they lie in.
pub(crate) struct Block {
    pub(crate) bytes: Vec<u8>,
    pub(crate) lines: Vec<Line>,
    /// The most bytes that a line may have.
    pub(crate) max_bytes: usize,
}

/// A text that is a record by itself. Its id is the path.
pub(crate) struct TextFile {
    path: PathBuf,
    bytes: u64,
    max_bytes: usize,
    read: Arc<AtomicU64>,
    /// What was read of it already.
    held: Mutex<Option<Result<Vec<u8>, String>>>,
}

impl Batch {
    /// The batch of a file.
    pub(super) fn text(path: PathBuf, max_bytes: usize, read: Arc<AtomicU64>) -> Self {
        let bytes = fs::metadata(&path).map_or(0, |metadata| metadata.len());
        let mut file = TextFile { path, bytes, max_bytes, read, held: Mutex::default() };
        if !is_plain(&file.path) {
            let held = file.read();
            file.bytes = held.as_ref().map_or(bytes, |held| held.len() as u64);
            file.held = Mutex::new(Some(held));
        }
        Batch::Text(file)
    }

    /// How many records there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Batch::Json(block) | Batch::Csv(block, _) => block.lines.len(),
            Batch::Text(_) => 1,
        }
    }

    /// How much memory it takes, nearly.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Batch::Json(block) | Batch::Csv(block, _) => block.bytes.len(),
            Batch::Text(file) => usize::try_from(file.bytes).unwrap_or(usize::MAX).min(file.max_bytes),
        }
    }

    /// Where a record stands.
    pub(crate) fn place(&self, index: usize) -> Place {
        match self {
            Batch::Json(block) | Batch::Csv(block, _) => block.lines[index].place,
            Batch::Text(_) => Place::START,
        }
    }

    /// A record. Only of files that are texts can the encoding be another than UTF-8.
    ///
    /// # Errors
    ///
    /// Says what is wrong with it.
    pub(crate) fn record(&self, index: usize, fields: &Fields, reading: &ReadingArgs) -> Result<Record<'_>, String> {
        match self {
            Batch::Json(block) => json::parse(block.whole(index)?, self.place(index), fields),
            Batch::Csv(block, header) => csv::parse(block.whole(index)?, header, fields),
            Batch::Text(file) => file.record(fields, reading),
        }
    }

    /// What is known of a record that could not be used.
    pub(crate) fn failure(&self, index: usize, reason: String) -> Failure {
        let (bytes, raw) = match self {
            Batch::Json(block) | Batch::Csv(block, _) => (block.lines[index].bytes, block.raw(index).to_vec()),
            // It still stands where it stood.
            Batch::Text(file) => (file.bytes, Vec::new()),
        };
        Failure { place: self.place(index), bytes, reason, raw }
    }
}

impl Block {
    /// A line as it stands there; of one that is too long, the beginning.
    fn raw(&self, index: usize) -> &[u8] {
        &self.bytes[self.lines[index].range.clone()]
    }

    /// A line to be looked into.
    fn whole(&self, index: usize) -> Result<&[u8], String> {
        self.lines[index].whole(self.raw(index), self.max_bytes)
    }
}

impl TextFile {
    fn record(&self, fields: &Fields, reading: &ReadingArgs) -> Result<Record<'static>, String> {
        let Decoded { text, original } = decode(self.bytes()?, reading).map_err(|error| error.to_string())?;
        let id = to_raw_value(&path_text(&self.path)).ok().map(Cow::Owned);
        let body = Body::Text(Cow::Owned(text));
        let kept = fields.keep.iter().map(|_| None).collect();
        Ok(Record { id, body, original, query: None, lang: None, kept })
    }

    /// What it holds, which is not kept.
    fn bytes(&self) -> Result<Vec<u8>, String> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner).take();
        held.unwrap_or_else(|| self.read())
    }

    fn read(&self) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let file = open_at(&self.path, 0, &self.read).map_err(|error| error.to_string())?;
        // One more than allowed tells whether there are more.
        let read = file.take(self.max_bytes as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| error.to_string())?;
        match bytes.len() <= self.max_bytes {
            true => Ok(bytes),
            false => Err(format!("the text has more than the {} bytes that are allowed", self.max_bytes)),
        }
    }
}
