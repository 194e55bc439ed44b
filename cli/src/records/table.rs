//! Rows of a Parquet file, each as a line of JSON: then they are records like all others, and lists, numbers and nested
//! columns need nothing of their own.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Result, bail};
use arrow_json::LineDelimitedWriter;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::file::metadata::ParquetMetaData;

use super::batch::Block;
use super::lines::Line;
use super::reader::{BATCH_BYTES, BATCH_RECORDS};
use super::{Fields, Place};

/// A Parquet file that is being read.
pub(crate) struct Table {
    rows: ParquetRecordBatchReader,
    /// The number of the next row as its line, from 1. There are no offsets: a row has no place in the file.
    next: Place,
    max_bytes: usize,
    /// What a row takes of the file, and who is told that it was read.
    bytes_a_row: f64,
    read: Arc<AtomicU64>,
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
        let size = file.metadata()?.len();
        let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
        let names: Vec<String> = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
        let body = fields.sentences.as_ref().unwrap_or(&fields.text);
        let needed = if names.contains(&fields.docs) && fields.sentences.is_none() { &fields.docs } else { body };
        if !names.contains(needed) {
            bail!(
                "there is no column {needed:?}; there are: {}; --text-field or --sentences-field takes another",
                names.join(", ")
            );
        }
        let wanted = names.iter().enumerate().filter(|(_, name)| fields.names().any(|wanted| wanted == *name));
        let columns = ProjectionMask::roots(builder.parquet_schema(), wanted.map(|(column, _)| column));
        let rows = builder.metadata().file_metadata().num_rows().max(1) as f64;
        let at_once = rows_at_once(builder.metadata());
        let passed = usize::try_from(start.line - 1)?;
        let reader = builder.with_projection(columns).with_batch_size(at_once).with_offset(passed).build()?;
        let table =
            Self { rows: reader, next: start, max_bytes, bytes_a_row: size as f64 / rows, read: Arc::clone(read) };
        table.count(passed);
        Ok(table)
    }

    /// Where the next row stands.
    pub(crate) fn place(&self) -> Place {
        self.next
    }

    /// The next rows; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the file is damaged.
    pub(crate) fn block(&mut self) -> Result<Option<Block>> {
        let Some(rows) = self.rows.next().transpose()? else { return Ok(None) };
        let mut writer = LineDelimitedWriter::new(Vec::new());
        writer.write(&rows)?;
        writer.finish()?;
        let bytes = writer.into_inner();
        let mut lines = Vec::with_capacity(rows.num_rows());
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', &bytes) {
            lines.push(Line { place: self.next, range: start..end, bytes: (end - start) as u64, flaw: None });
            self.next.line += 1;
            start = end + 1;
        }
        self.count(lines.len());
        Ok(Some(Block { bytes, lines, max_bytes: self.max_bytes }))
    }

    fn count(&self, rows: usize) {
        self.read.fetch_add((rows as f64 * self.bytes_a_row) as u64, Ordering::Relaxed);
    }
}

/// So many rows that they take no more memory than a batch of another format, by what the largest of them take on average.
fn rows_at_once(metadata: &ParquetMetaData) -> usize {
    let groups = metadata.row_groups().iter();
    let bytes_a_row = groups.map(|group| group.total_byte_size() / group.num_rows().max(1)).max().unwrap_or(0);
    let rows = BATCH_BYTES / usize::try_from(bytes_a_row).unwrap_or(usize::MAX).max(1);
    rows.clamp(1, BATCH_RECORDS)
}
