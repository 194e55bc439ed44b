//! Reads files batch by batch, whatever their format.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use anyhow::Result;

use super::Place;
use super::batch::{Batch, Block};
use super::lines::Lines;
use super::open::{Stream, open_at};

/// A batch ends after so many bytes. Large against the work of handing it over, small against memory and a second of work.
const BATCH_BYTES: usize = 256 << 10;
/// A batch ends after so many records, so that those in hand on a few cores are fewer than a thousand.
const BATCH_RECORDS: usize = 128;

/// A file that is being read.
pub(crate) struct Reader {
    lines: Lines<Stream>,
    max_bytes: usize,
    /// What went wrong behind the records that were given last.
    broken: Option<io::Error>,
}

impl Reader {
    /// Reads a file from `start` on. Records of more than `max_bytes` are not held; `read` is told how many bytes were taken
    /// from the file.
    ///
    /// # Errors
    ///
    /// If it cannot be opened.
    pub(crate) fn open(path: &Path, start: Place, max_bytes: usize, read: &Arc<AtomicU64>) -> Result<Self> {
        let lines = Lines::new(open_at(path, start.offset, read)?, start, max_bytes);
        Ok(Self { lines, max_bytes, broken: None })
    }

    /// The next records; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the file cannot be read on.
    pub(crate) fn batch(&mut self) -> io::Result<Option<Batch>> {
        if let Some(error) = self.broken.take() {
            return Err(error);
        }
        let mut block = Block { bytes: Vec::new(), lines: Vec::new(), max_bytes: self.max_bytes };
        while block.bytes.len() < BATCH_BYTES && block.lines.len() < BATCH_RECORDS {
            match self.lines.read(&mut block.bytes) {
                Ok(Some(line)) => block.lines.push(line),
                Ok(None) => break,
                Err(error) if block.lines.is_empty() => return Err(error),
                Err(error) => {
                    self.broken = Some(error);
                    break;
                }
            }
        }
        Ok((!block.lines.is_empty()).then_some(Batch::Json(block)))
    }

    /// Where the next record begins.
    pub(crate) fn place(&self) -> Place {
        self.lines.place()
    }
}
