//! Rows of a Parquet file, each as a line of JSON: then they are records like all others, and lists, numbers and nested
//! columns need nothing of their own.
//!
//! What is read here comes from anywhere, and the crate `parquet` trusts it in places. So what it would believe is checked before
//! ([`footer`], [`pages`], [`deltas`]), it runs on a stack of its own, and where it panics the file is damaged.
//!
//! ```text
//! footer ─► schema ─► group ─► pages, deltas ─► rows ─► lines of JSON
//! ```

#[cfg(any(test, fuzzing))]
pub(crate) mod check;
mod deltas;
mod footer;
mod group;
mod pages;
mod quiet;
mod rows;
mod schema;
mod thrift;

use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender};

use anyhow::{Context, Result, anyhow, bail};
use arrow_array::RecordBatch;
use arrow_json::EncoderOptions;

use super::batch::{BATCH_BYTES, Block};
use super::lines::{KEPT_OF_TOO_LONG, Line};
use super::named::columns;
use super::{Fields, Place};
use group::{Group, Groups};
use rows::{Row, Rows};

/// The stack of the thread that reads: enough for columns that are nested as deep as is allowed, in any build.
const STACK_BYTES: usize = 64 << 20;

/// What the thread that reads says: the next rows and where the row behind them stands, that there are no more, or what is wrong.
type Message = Result<Option<(Block, Place)>>;

/// A Parquet file that is being read.
pub(crate) struct Table {
    blocks: Receiver<Message>,
    /// The number of the next row as its line, from 1. There are no offsets: a row has no place in the file.
    next: Place,
    is_done: bool,
}

impl Table {
    /// Reads a file from the row that `start` names.
    ///
    /// # Errors
    ///
    /// If it is no Parquet file, or has no column for the text.
    pub(crate) fn open(
        path: &Path,
        start: Place,
        max_bytes: usize,
        fields: &Fields,
        read: &Arc<AtomicU64>,
    ) -> Result<Self> {
        let file = File::open(path)?;
        let (fields, read) = (fields.clone(), Arc::clone(read));
        let (opened, outcome) = mpsc::sync_channel(1);
        // Nothing is read that nobody has asked for, except for one block.
        let (sender, blocks) = mpsc::sync_channel(0);
        let run = move || match quiet::catch(|| Walk::open(file, start, max_bytes, &fields, read)) {
            Ok(walk) => {
                if opened.send(Ok(())).is_ok() {
                    walk.all(&sender);
                }
            }
            Err(error) => _ = opened.send(Err(error)),
        };
        quiet::thread(STACK_BYTES, run)?;
        outcome.recv().context("a thread has died")??;
        Ok(Self { blocks, next: start, is_done: false })
    }

    /// Where the next row stands.
    pub(crate) fn place(&self) -> Place {
        self.next
    }

    /// The next rows; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the file cannot be read on.
    pub(crate) fn block(&mut self) -> Result<Option<Block>> {
        // Whoever is done says so, and whoever is asked again has said so before.
        let message = if self.is_done { Ok(None) } else { self.blocks.recv().context("a thread has died")? };
        self.is_done = !matches!(message, Ok(Some(_)));
        Ok(message?.map(|(block, next)| {
            self.next = next;
            block
        }))
    }
}

/// The way through a file, in the thread that reads it.
struct Walk {
    groups: Groups,
    /// The group that is read, and the number of its next row from 0.
    group: usize,
    row: u64,
    next: Place,
    max_bytes: usize,
    /// What a row takes of the file, and who is told that it was read.
    bytes_a_row: f64,
    read: Arc<AtomicU64>,
    options: EncoderOptions,
}

/// Nobody listens any more.
struct Unheard;

impl Walk {
    fn open(file: File, start: Place, max_bytes: usize, fields: &Fields, read: Arc<AtomicU64>) -> Result<Self> {
        let size = file.metadata()?.len();
        let groups = Groups::open(file, max_bytes, |names| wanted(names, fields))?;
        let rows = (0..groups.len()).try_fold(0u64, |rows, group| rows.checked_add(groups.rows(group)));
        let Some(rows) = rows else { bail!("the Parquet file is damaged: it claims more than 2^64 rows") };
        let mut walk = Self {
            groups,
            group: 0,
            row: start.line - 1,
            next: start,
            max_bytes,
            bytes_a_row: size as f64 / rows.max(1) as f64,
            read,
            options: EncoderOptions::default(),
        };
        while walk.group < walk.groups.len() && walk.row >= walk.groups.rows(walk.group) {
            walk.row -= walk.groups.rows(walk.group);
            walk.group += 1;
        }
        walk.count(start.line - 1);
        Ok(walk)
    }

    /// Hands over all rows. A group that is damaged costs its own rows from there on.
    fn all(mut self, sender: &SyncSender<Message>) {
        while self.group < self.groups.len() {
            if self.read_group(sender).is_err() {
                return;
            }
            self.group += 1;
            self.row = 0;
        }
        // Nobody may want to know.
        _ = sender.send(Ok(None));
    }

    fn read_group(&mut self, sender: &SyncSender<Message>) -> Result<(), Unheard> {
        let rows = self.groups.rows(self.group);
        let mut together = self.groups.at_once(self.group);
        let mut open = None;
        while self.row < rows {
            match self.read_rows(&mut open, together) {
                Ok(batch) => self.send_rows(&batch, sender)?,
                // What cannot be read together, because it is too much or because some are damaged, may be read one by one.
                Err(_) if together > 1 => {
                    together = 1;
                    open = None;
                }
                Err(error) => return self.lose(rows, &error, sender),
            }
        }
        Ok(())
    }

    fn read_rows(&self, open: &mut Option<Group>, together: usize) -> Result<RecordBatch> {
        quiet::catch(|| {
            let group = match open {
                Some(group) => group,
                None => open.insert(self.groups.group(self.group, self.row, together)?),
            };
            let rows = group.next()?.filter(|rows| rows.num_rows() > 0);
            rows.ok_or_else(|| anyhow!("the Parquet file is damaged: the columns end before the rows"))
        })
    }

    /// Hands over rows in blocks of so many bytes.
    fn send_rows(&mut self, batch: &RecordBatch, sender: &SyncSender<Message>) -> Result<(), Unheard> {
        let options = std::mem::take(&mut self.options);
        let mut written = 0;
        while written < batch.num_rows() {
            let block = quiet::catch(|| self.block(batch, &options, &mut written));
            let end = block.is_err();
            sender.send(block.map(|block| Some((block, self.next)))).map_err(|_| Unheard)?;
            if end {
                return Err(Unheard);
            }
        }
        self.options = options;
        Ok(())
    }

    fn block(&mut self, batch: &RecordBatch, options: &EncoderOptions, written: &mut usize) -> Result<Block> {
        let mut rows = Rows::new(batch, options)?;
        let mut block = Block { bytes: Vec::new(), lines: Vec::new(), max_bytes: self.max_bytes };
        while *written < batch.num_rows() && block.bytes.len() < BATCH_BYTES {
            let start = block.bytes.len();
            let mut row = Row::new(&mut block.bytes, self.max_bytes);
            rows.write(*written, &mut row);
            let (bytes, flaw) = (row.bytes(), row.flaw.take().map(Into::into));
            if bytes > self.max_bytes as u64 {
                block.bytes.truncate(start + KEPT_OF_TOO_LONG);
            }
            block.lines.push(Line { place: self.next, range: start..block.bytes.len(), bytes, flaw });
            *written += 1;
            self.next.line += 1;
            self.row += 1;
        }
        self.count(block.lines.len() as u64);
        Ok(block)
    }

    /// Reports the rest of a group, as one record that failed.
    fn lose(&mut self, rows: u64, error: &anyhow::Error, sender: &SyncSender<Message>) -> Result<(), Unheard> {
        let lost = rows - self.row;
        let last = self.next.line + (lost - 1);
        let which = if lost > 1 { format!("rows {} to {last} are", self.next.line) } else { "this row is".to_owned() };
        let flaw = Some(format!("{error:#}; {which} lost").into());
        let line = Line { place: self.next, range: 0..0, bytes: 0, flaw };
        self.next.line = last + 1;
        self.row = rows;
        self.count(lost);
        let block = Block { bytes: Vec::new(), lines: vec![line], max_bytes: self.max_bytes };
        sender.send(Ok(Some((block, self.next)))).map_err(|_| Unheard)
    }

    fn count(&self, rows: u64) {
        self.read.fetch_add((rows as f64 * self.bytes_a_row) as u64, Ordering::Relaxed);
    }
}

/// Which columns are read.
fn wanted(names: &[&str], fields: &Fields) -> Result<Vec<bool>> {
    let body = fields.sentences.as_ref().unwrap_or(&fields.text);
    let has_docs = names.contains(&fields.docs.as_str()) && fields.sentences.is_none();
    let needed = if has_docs { &fields.docs } else { body };
    if !names.contains(&needed.as_str()) {
        bail!(
            "there is no column {needed:?}; there are: {}; --text-field or --sentences-field takes another",
            columns(names.iter().copied())
        );
    }
    Ok(names.iter().map(|name| fields.names().any(|wanted| wanted == *name)).collect())
}
