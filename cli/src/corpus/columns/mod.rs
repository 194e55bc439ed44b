//! Lines of JSON into a Parquet file.
//!
//! A Parquet file cannot be written on once it was cut short: what it holds stands at its end. So a run writes lines, and
//! they become columns when all are there. They are read twice: what the values of a column have in common is only known behind the
//! last.

mod column;
mod kind;

use std::fmt;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use arrow_array::RecordBatch;
use arrow_schema::{Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use column::{Column, Text};
use kind::{Kind, MAX_LEAVES};

/// Maximum bytes of lines that are turned into columns at once, unless a single line has more.
const MAX_BATCH_BYTES: usize = 8 << 20;
/// Maximum lines of a batch, each of which takes a few hundred bytes beside its own.
const MAX_BATCH_LINES: usize = 10_000;
/// Minimum bytes of a group of rows: readers are slow with many small ones, and this is held in memory.
const MIN_GROUP_BYTES: usize = 32 << 20;

/// Writes the lines of `from` to a Parquet file, durably; `keep` are the fields that are passed on.
///
/// # Errors
///
/// If a file cannot be read or written.
pub(crate) fn convert(from: &Path, to: &Path, keep: &[String]) -> Result<()> {
    let cannot = || format!("cannot write {}", to.display());
    let mut table = Table::new(from, keep)?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let file = File::create(to).with_context(cannot)?;
    let mut writer = ArrowWriter::try_new(file, table.schema(), Some(properties))?;
    let mut write = |batch: &RecordBatch| {
        writer.write(batch)?;
        if writer.in_progress_size() >= MIN_GROUP_BYTES {
            writer.flush()?;
        }
        Ok::<_, anyhow::Error>(())
    };
    let (mut lines, mut bytes) = (0, 0);
    for_each_line(from, |line| {
        if lines > 0 && (bytes + line.len() > MAX_BATCH_BYTES || lines == MAX_BATCH_LINES) {
            write(&table.finish()?).with_context(cannot)?;
            (lines, bytes) = (0, 0);
        }
        (lines, bytes) = (lines + 1, bytes + line.len());
        table.push(line)
    })?;
    write(&table.finish()?).with_context(cannot)?;
    writer.into_inner().map_err(anyhow::Error::from).and_then(|file| Ok(file.sync_all()?)).with_context(cannot)
}

/// Calls `each` with every line, without its break.
fn for_each_line(path: &Path, mut each: impl FnMut(&str) -> Result<()>) -> Result<()> {
    let mut lines = BufReader::new(File::open(path)?);
    let mut line = String::new();
    while lines.read_line(&mut line)? > 0 {
        each(line.trim_end_matches('\n'))?;
        line.clear();
        // One long line is not held until the end.
        line.shrink_to(MAX_BATCH_BYTES);
    }
    Ok(())
}

/// The columns of a file, by name.
struct Table {
    names: Vec<String>,
    columns: Vec<Column>,
}

impl Table {
    /// The columns for the lines of a file: those of a summary are what they are; what the others hold, the lines tell.
    fn new(from: &Path, keep: &[String]) -> Result<Self> {
        let mut names: Vec<String> = ["id".to_owned()].into_iter().chain(keep.iter().cloned()).collect();
        let columns = kinds(from, &names)?.into_iter().map(|kind| Column::new(&kind));
        let text = || Column::new(&Kind::String);
        let own = [
            ("language", text()),
            ("scorer", text()),
            ("selector", text()),
            ("sentences", sentences()),
            ("empty", text()),
        ];
        let (own_names, own): (Vec<&str>, Vec<Column>) = own.into_iter().unzip();
        let columns = columns.chain(own).collect();
        names.extend(own_names.into_iter().map(str::to_owned));
        Ok(Self { names, columns })
    }

    fn schema(&self) -> Arc<Schema> {
        let fields = self.names.iter().zip(&self.columns);
        Arc::new(Schema::new(
            fields.map(|(name, column)| Field::new(name, column.data_type(), true)).collect::<Vec<_>>(),
        ))
    }

    fn push(&mut self, line: &str) -> Result<()> {
        let values = Wanted(&self.names).values(line)?;
        self.columns.iter_mut().zip(values).try_for_each(|(column, value)| column.push(value))
    }

    fn finish(&mut self) -> Result<RecordBatch> {
        let schema = self.schema();
        let arrays = self.columns.iter_mut().map(Column::finish).collect::<Result<_>>()?;
        Ok(RecordBatch::try_new(schema, arrays)?)
    }
}

/// What the values of each column have in common. If all of them were spread over too many columns, the widest are text.
fn kinds(from: &Path, names: &[String]) -> Result<Vec<Kind>> {
    let mut kinds = vec![Kind::Null; names.len()];
    for_each_line(from, |line| {
        for (kind, value) in kinds.iter_mut().zip(Wanted(names).values(line)?) {
            if *kind != Kind::Text
                && let Some(value) = value
            {
                *kind = std::mem::take(kind).and(Kind::of(value)).bounded();
            }
        }
        Ok(())
    })?;
    let mut kinds: Vec<Kind> = kinds.into_iter().map(Kind::settled).collect();
    while kinds.iter().map(Kind::leaves).sum::<usize>() > MAX_LEAVES {
        match kinds.iter_mut().filter(|kind| kind.leaves() > 1).max_by_key(|kind| kind.leaves()) {
            Some(widest) => *widest = Kind::Text,
            None => break,
        }
    }
    Ok(kinds)
}

fn sentences() -> Column {
    let (number, text) = (|| Column::new(&Kind::Integer { exact: false }), || Column::new(&Kind::String));
    let fields = [
        ("document", number()),
        ("index", number()),
        ("start", number()),
        ("end", number()),
        ("text", text()),
        ("score", Column::new(&Kind::Number)),
        ("rank", number()),
        ("why", text()),
    ];
    Column::list(Column::object(fields.map(|(name, column)| (name.to_owned(), column)).into()))
}

/// The fields of a line by name, each as it is written.
#[derive(Clone, Copy)]
struct Wanted<'n>(&'n [String]);

impl Wanted<'_> {
    fn values(self, line: &str) -> Result<Vec<Option<&RawValue>>> {
        let mut json = serde_json::Deserializer::from_str(line);
        Ok(self.deserialize(&mut json)?)
    }
}

impl<'l> DeserializeSeed<'l> for Wanted<'_> {
    type Value = Vec<Option<&'l RawValue>>;

    fn deserialize<D: Deserializer<'l>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'l> Visitor<'l> for Wanted<'_> {
    type Value = Vec<Option<&'l RawValue>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'l>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut values = vec![None; self.0.len()];
        while let Some(name) = object.next_key::<Text<'l>>()? {
            match self.0.iter().position(|wanted| *wanted == *name.0) {
                Some(place) => values[place] = Some(object.next_value()?),
                None => _ = object.next_value::<IgnoredAny>()?,
            }
        }
        Ok(values)
    }
}

#[cfg(test)]
mod tests;
