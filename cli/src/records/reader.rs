//! Reads files batch by batch, whatever their format.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use anyhow::{Error, Result};

use super::batch::{BATCH_BYTES, BATCH_RECORDS, Batch, Block};
use super::csv::Header;
use super::lines::{Line, Lines};
use super::open::{Stream, open_at};
#[cfg(feature = "parquet")]
use super::parquet::Table;
use super::rows::Rows;
use super::{Fields, Format, Place};

/// A file that is being read.
pub(crate) struct Reader {
    rows: Source,
    max_bytes: usize,
    /// The most records of a batch of lines.
    batch_records: usize,
    /// What went wrong behind the records that were given last.
    broken: Option<Error>,
}

enum Source {
    Json(Lines<Stream>),
    /// Without a header there are no rows either.
    Csv(Rows, Option<Arc<Header>>),
    #[cfg(feature = "parquet")]
    Parquet(Box<Table>),
    /// The file, until it was given.
    Text(Option<PathBuf>, Place, Arc<AtomicU64>),
}

impl Reader {
    /// Reads a file from `start` on. Records of more than `max_bytes` are not held; `read` is told how many bytes were taken
    /// from the file.
    ///
    /// # Errors
    ///
    /// If it cannot be opened, or has no column for the text.
    pub(crate) fn open(
        path: &Path,
        format: Format,
        start: Place,
        max_bytes: usize,
        fields: &Fields,
        read: &Arc<AtomicU64>,
    ) -> Result<Self> {
        let lines = |from| open_at(path, from, read).map(|stream| Lines::new(stream, start, max_bytes));
        let rows = match format {
            Format::Json => Source::Json(lines(start.offset)?),
            Format::Csv => open_rows(path, b',', start, max_bytes, fields, read)?,
            Format::Tsv => open_rows(path, b'\t', start, max_bytes, fields, read)?,
            #[cfg(feature = "parquet")]
            Format::Parquet => Source::Parquet(Box::new(Table::open(path, start, max_bytes, fields, read)?)),
            Format::Text => {
                fs::metadata(path)?;
                Source::Text((start == Place::START).then(|| path.to_owned()), start, Arc::clone(read))
            }
        };
        Ok(Self { rows, max_bytes, batch_records: BATCH_RECORDS, broken: None })
    }

    /// The same with one record a batch, where records come as lines: none waits for another.
    pub(crate) fn one_by_one(self) -> Self {
        Self { batch_records: 1, ..self }
    }

    /// The next records; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the file cannot be read on.
    pub(crate) fn batch(&mut self) -> Result<Option<Batch>> {
        if let Some(error) = self.broken.take() {
            return Err(error);
        }
        let (limits, broken) = ((self.max_bytes, self.batch_records), &mut self.broken);
        let max_bytes = self.max_bytes;
        match &mut self.rows {
            Source::Json(lines) => Ok(block(limits, broken, |into| Ok(lines.read(into)?))?.map(Batch::Json)),
            Source::Csv(_, None) => Ok(None),
            Source::Csv(rows, Some(header)) => {
                let block = block(limits, broken, |into| Ok(rows.read(into)?))?;
                Ok(block.map(|block| Batch::Csv(block, Arc::clone(header))))
            }
            #[cfg(feature = "parquet")]
            Source::Parquet(table) => Ok(table.block()?.map(Batch::Json)),
            Source::Text(path, place, read) => {
                // Any other place will do: what counts is that it is no longer the beginning.
                place.line = 2;
                Ok(path.take().map(|path| Batch::text(path, max_bytes, Arc::clone(read))))
            }
        }
    }

    /// Where the next record begins.
    pub(crate) fn place(&self) -> Place {
        match &self.rows {
            Source::Json(lines) => lines.place(),
            Source::Csv(rows, _) => rows.place(),
            #[cfg(feature = "parquet")]
            Source::Parquet(table) => table.place(),
            Source::Text(_, place, _) => *place,
        }
    }
}

/// Rows from `start` on; the first row of the file is read in any case.
fn open_rows(
    path: &Path,
    delimiter: u8,
    start: Place,
    max_bytes: usize,
    fields: &Fields,
    read: &Arc<AtomicU64>,
) -> Result<Source> {
    let rows = |from: Place, read: &Arc<AtomicU64>| -> Result<Rows> {
        Ok(Rows::new(open_at(path, from.offset, read)?, from, delimiter, max_bytes))
    };
    if start == Place::START {
        let mut rows = rows(start, read)?;
        let header = Header::read(&mut rows, max_bytes, fields)?;
        return Ok(Source::Csv(rows, header.map(Arc::new)));
    }
    let header = Header::read(&mut rows(Place::START, &Arc::default())?, max_bytes, fields)?;
    Ok(Source::Csv(rows(start, read)?, header.map(Arc::new)))
}

/// The next lines, none longer than and no more than given. What goes wrong behind some is put aside until those have been given.
fn block<F>((max_bytes, records): (usize, usize), broken: &mut Option<Error>, mut next: F) -> Result<Option<Block>>
where
    F: FnMut(&mut Vec<u8>) -> Result<Option<Line>>,
{
    let mut block = Block { bytes: Vec::new(), lines: Vec::new(), max_bytes };
    while block.bytes.len() < BATCH_BYTES && block.lines.len() < records {
        match next(&mut block.bytes) {
            Ok(Some(line)) => block.lines.push(line),
            Ok(None) => break,
            Err(error) if block.lines.is_empty() => return Err(error),
            Err(error) => {
                *broken = Some(error);
                break;
            }
        }
    }
    Ok((!block.lines.is_empty()).then_some(block))
}
