//! A few records on their way from the reader to whoever looks into them.

use super::json::parse;
use super::lines::Line;
use super::{Failure, Fields, Place, Record};

/// Records that stand one after the other in one file, read but not looked into: that is work, and can be done elsewhere.
#[derive(Debug)]
pub(crate) enum Batch {
    /// Lines of JSON.
    Json(Block),
}

/// Lines and the bytes they lie in.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) bytes: Vec<u8>,
    pub(crate) lines: Vec<Line>,
    /// The most bytes that a line may have.
    pub(crate) max_bytes: usize,
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

impl Batch {
    /// How many records there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Batch::Json(block) => block.lines.len(),
        }
    }

    /// How much memory it takes, nearly.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Batch::Json(block) => block.bytes.len(),
        }
    }

    /// Where a record stands.
    pub(crate) fn place(&self, index: usize) -> Place {
        match self {
            Batch::Json(block) => block.lines[index].place,
        }
    }

    /// A record.
    ///
    /// # Errors
    ///
    /// Says what is wrong with it.
    pub(crate) fn record(&self, index: usize, fields: &Fields) -> Result<Record<'_>, String> {
        match self {
            Batch::Json(block) => parse(block.whole(index)?, self.place(index), fields),
        }
    }

    /// What is known of a record that could not be used.
    pub(crate) fn failure(&self, index: usize, reason: String) -> Failure {
        match self {
            Batch::Json(block) => {
                let bytes = block.lines[index].bytes;
                Failure { place: self.place(index), bytes, reason, raw: block.raw(index).to_vec() }
            }
        }
    }
}
