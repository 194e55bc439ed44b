//! A group of rows, read a few at a time.

use std::fs::File;
use std::sync::Arc;

use anyhow::{Result, bail};
use arrow_array::{RecordBatch, RecordBatchReader};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, RowGroups, RowSelection, RowSelector};
use parquet::arrow::{FieldLevels, parquet_to_arrow_field_levels};
use parquet::column::page::{PageIterator, PageReader};
use parquet::errors::Result as ParquetResult;
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataOptions, ParquetMetaDataReader, RowGroupMetaData};

use super::footer::Footer;
use super::pages::{Budget, Pages};
use super::schema::{Schema, is_bounded};
use crate::records::batch::{BATCH_BYTES, BATCH_RECORDS};

/// A file whose footer was read.
pub(super) struct Groups {
    file: Arc<File>,
    metadata: Arc<ParquetMetaData>,
    levels: FieldLevels,
    max_record_bytes: usize,
}

/// A group of rows that is being read.
pub(super) struct Group {
    reader: ParquetRecordBatchReader,
    budget: Arc<Budget>,
}

impl Groups {
    /// Reads the footer. `wanted` says which columns are read, of the names that there are.
    ///
    /// # Errors
    ///
    /// If the file is no Parquet file, or damaged, or `wanted` finds that it lacks something.
    pub(super) fn open<F>(mut file: File, max_record_bytes: usize, wanted: F) -> Result<Self>
    where
        F: FnOnce(&[&str]) -> Result<Vec<bool>>,
    {
        let Footer { bytes, elements } = Footer::read(&mut file)?;
        let schema = |metadata| Schema::new(&elements, metadata);
        let options = ParquetMetaDataOptions::new().with_schema(schema(None)?.parquet);
        let metadata = ParquetMetaDataReader::decode_metadata_with_options(&bytes, Some(&options))?;
        let Schema { parquet, fields } = schema(metadata.file_metadata().key_value_metadata())?;
        let names: Vec<&str> = fields.iter().map(|field| field.name().as_str()).collect();
        let wanted = wanted(&names)?;
        let columns = wanted.iter().enumerate().filter(|(_, wanted)| **wanted).map(|(column, _)| column);
        let columns = ProjectionMask::roots(&parquet, columns);
        let levels = parquet_to_arrow_field_levels(&parquet, columns, Some(&fields))?;
        Ok(Self { file: Arc::new(file), metadata: Arc::new(metadata), levels, max_record_bytes })
    }

    pub(super) fn len(&self) -> usize {
        self.metadata.num_row_groups()
    }

    /// The number of rows of a group; no file has more than fit.
    pub(super) fn rows(&self, group: usize) -> u64 {
        u64::try_from(self.metadata.row_group(group).num_rows()).unwrap_or(0)
    }

    /// So many rows of a group that they take no more memory than a batch of another format, by what they take on average.
    pub(super) fn at_once(&self, group: usize) -> usize {
        let bytes = u64::try_from(self.metadata.row_group(group).total_byte_size()).unwrap_or(0);
        let rows = BATCH_BYTES as u64 / (bytes / self.rows(group).max(1)).max(1);
        usize::try_from(rows).unwrap_or(BATCH_RECORDS).clamp(1, BATCH_RECORDS)
    }

    /// Opens a group behind its first rows.
    ///
    /// # Errors
    ///
    /// If a column is damaged.
    pub(super) fn group(&self, group: usize, passed: u64, together: usize) -> Result<Group> {
        let budget = Budget::new(self.max_record_bytes);
        let rows = usize::try_from(self.rows(group))?;
        let passed = usize::try_from(passed)?;
        let selection = RowSelection::from(vec![RowSelector::skip(passed), RowSelector::select(rows - passed)]);
        let pages = GroupPages { groups: self, group, rows, budget: &budget };
        let reader =
            ParquetRecordBatchReader::try_new_with_row_groups(&self.levels, &pages, together, Some(selection))?;
        if !reader.schema().fields().iter().all(|field| is_bounded(field)) {
            bail!("the Parquet file has a column of a kind that is not read");
        }
        Ok(Group { reader, budget })
    }
}

impl Group {
    /// The next rows; `None` at the end.
    ///
    /// # Errors
    ///
    /// If a column is damaged, or takes more memory than is given to it.
    pub(super) fn next(&mut self) -> Result<Option<RecordBatch>> {
        self.budget.begin_rows();
        Ok(self.reader.next().transpose()?)
    }
}

/// The pages of a group, as the crate asks for them.
struct GroupPages<'g> {
    groups: &'g Groups,
    group: usize,
    rows: usize,
    budget: &'g Arc<Budget>,
}

impl RowGroups for GroupPages<'_> {
    fn num_rows(&self) -> usize {
        self.rows
    }

    fn column_chunks(&self, column: usize) -> ParquetResult<Box<dyn PageIterator>> {
        let chunk = self.groups.metadata.row_group(self.group).column(column);
        let pages = Pages::new(Arc::clone(&self.groups.file), chunk, self.rows, Arc::clone(self.budget))?;
        Ok(Box::new(Once(Some(pages))))
    }

    fn row_groups(&self) -> Box<dyn Iterator<Item = &RowGroupMetaData> + '_> {
        Box::new(std::iter::once(self.groups.metadata.row_group(self.group)))
    }

    fn metadata(&self) -> &ParquetMetaData {
        &self.groups.metadata
    }
}

/// The pages of one column of one group.
struct Once(Option<Pages>);

impl Iterator for Once {
    type Item = ParquetResult<Box<dyn PageReader>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.take().map(|pages| Ok(Box::new(pages) as Box<dyn PageReader>))
    }
}

impl PageIterator for Once {}
