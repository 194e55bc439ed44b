//! Lines of JSON into a Parquet file.
//!
//! A Parquet file cannot be written on once it was cut short: what it holds stands at its end. So a run writes lines, and
//! they become columns when all are there.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use arrow_json::ReaderBuilder;
use arrow_json::reader::infer_json_schema_from_iterator;
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use serde_json::{Map, Value};

/// So many rows are turned into columns at once.
const ROWS: usize = 1000;
/// A group of rows is written when it has so many bytes, which bounds the memory that this takes.
const GROUP_BYTES: usize = 32 << 20;

/// Writes the lines of `from` to a Parquet file, durably; `keep` are the fields that are passed on.
///
/// # Errors
///
/// If a file cannot be read or written.
pub(crate) fn convert(from: &Path, to: &Path, keep: &[String]) -> Result<()> {
    let cannot = || format!("cannot write {}", to.display());
    let schema = Arc::new(schema(from, keep)?);
    let lines = BufReader::new(File::open(from)?);
    let rows =
        ReaderBuilder::new(Arc::clone(&schema)).with_batch_size(ROWS).with_coerce_primitive(true).build(lines)?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = ArrowWriter::try_new(File::create(to).with_context(cannot)?, schema, Some(properties))?;
    for rows in rows {
        writer.write(&rows?).with_context(cannot)?;
        if writer.in_progress_size() >= GROUP_BYTES {
            writer.flush().with_context(cannot)?;
        }
    }
    writer.into_inner().map_err(anyhow::Error::from).and_then(|file| Ok(file.sync_all()?)).with_context(cannot)
}

/// The columns: those of a summary are what they are; what the others hold, the lines tell.
fn schema(from: &Path, keep: &[String]) -> Result<Schema> {
    let names = || ["id"].into_iter().chain(keep.iter().map(String::as_str));
    let own = |line: std::io::Result<String>| {
        let line: Map<String, Value> =
            serde_json::from_str(&line?).map_err(|error| ArrowError::JsonError(error.to_string()))?;
        let value = |name: &str| (name.to_owned(), line.get(name).cloned().unwrap_or_default());
        Ok(Value::Object(names().map(value).collect()))
    };
    let inferred = infer_json_schema_from_iterator(BufReader::new(File::open(from)?).lines().map(own));
    let column = |name: &str| {
        // Values that have nothing in common are left as JSON would print them.
        let inferred = inferred.as_ref().ok().and_then(|schema| schema.field_with_name(name).ok());
        let kind = inferred.map(|field| field.data_type().clone()).filter(|kind| *kind != DataType::Null);
        Field::new(name, kind.unwrap_or(DataType::Utf8), true)
    };
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let columns =
        names().map(column).chain([text("language"), text("scorer"), text("selector"), sentences(), text("empty")]);
    Ok(Schema::new(columns.collect::<Vec<_>>()))
}

fn sentences() -> Field {
    let number = |name: &str| Field::new(name, DataType::Int64, true);
    let fields: Fields = vec![
        number("document"),
        number("index"),
        number("start"),
        number("end"),
        Field::new("text", DataType::Utf8, true),
        Field::new("score", DataType::Float64, true),
        number("rank"),
        Field::new("why", DataType::Utf8, true),
    ]
    .into();
    Field::new_list("sentences", Field::new_list_field(DataType::Struct(fields), true), true)
}
