//! Rows of columns: CSV and TSV, as RFC 4180 has them.
//!
//! Where rows end is found [by the quotation marks](super::rows); what is in them is [looked into](super::cells) elsewhere, as with
//! other records.

use std::borrow::Cow;

use anyhow::{Result, bail};
use serde_json::value::{RawValue, to_raw_value};

use super::cells::cells;
use super::named::columns;
use super::rows::Rows;
use super::{Body, Fields, Record};

/// What the first row says, and what parts the columns.
#[derive(Debug)]
pub(crate) struct Header {
    columns: Vec<String>,
    delimiter: u8,
}

impl Header {
    /// Reads the first row; `None` if there is none.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or names no column for the text.
    pub(crate) fn read(rows: &mut Rows, max_bytes: usize, fields: &Fields) -> Result<Option<Self>> {
        let mut bytes = Vec::new();
        let Some(line) = rows.read(&mut bytes)? else { return Ok(None) };
        let row = line.whole(&bytes[line.range.clone()], max_bytes).map_err(anyhow::Error::msg)?;
        let row = row.strip_prefix(b"\xef\xbb\xbf").unwrap_or(row);
        let header =
            Self { columns: cells(row, rows.delimiter).map_err(anyhow::Error::msg)?, delimiter: rows.delimiter };
        let needed = fields.sentences.as_ref().unwrap_or(&fields.text);
        if header.column(needed).is_none() {
            bail!(
                "there is no column {needed:?}; there are: {}; --text-field takes another",
                columns(header.columns.iter().map(String::as_str))
            );
        }
        Ok(Some(header))
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

/// The record in a row. Cells are strings; one with sentences holds a JSON list of them.
///
/// # Errors
///
/// Says what is wrong with it.
pub(crate) fn parse(row: &[u8], header: &Header, fields: &Fields) -> Result<Record<'static>, String> {
    let mut cells = cells(row, header.delimiter)?;
    let (there, named) = (cells.len(), header.columns.len());
    if there != named {
        return Err(format!("the row has {there} columns, but the first row names {named}"));
    }
    let cell = |name: &str| header.column(name).map(|column| cells[column].as_str());
    let filled = |name: &str| cell(name).filter(|cell| !cell.is_empty()).map(|cell| Cow::Owned(cell.to_owned()));
    let (id, query, lang) = (cell(&fields.id).map(json), filled(&fields.query), filled(&fields.lang));
    let kept = fields.keep.iter().map(|name| cell(name).map(json)).collect();
    let mut take =
        |name: &str| header.column(name).map(|column| std::mem::take(&mut cells[column])).unwrap_or_default();
    let body = match &fields.sentences {
        None => Body::Text(Cow::Owned(take(&fields.text))),
        Some(name) => {
            let sentences = serde_json::from_str(&take(name));
            let sentences: Vec<String> =
                sentences.map_err(|_| format!("column {name:?} holds no JSON list of strings"))?;
            Body::Sentences(sentences.into_iter().map(Cow::Owned).collect())
        }
    };
    Ok(Record { id, body, original: None, query, lang, kept })
}

fn json(cell: &str) -> Cow<'static, RawValue> {
    // A string always has a form in JSON.
    Cow::Owned(to_raw_value(cell).unwrap_or_else(|_| RawValue::NULL.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_become_fields() {
        let fields = Fields { keep: vec!["n".into()], sentences: Some("s".into()), ..Fields::default() };
        let header = Header { columns: ["id", "n", "s", "lang"].map(String::from).to_vec(), delimiter: b'\t' };
        let record = parse(b"7\t1\t\"[\"\"A.\"\"]\"\t", &header, &fields).expect("a record");
        assert_eq!((record.id.expect("an id").get(), record.lang), ("\"7\"", None));
        assert_eq!(record.kept[0].as_ref().expect("kept").get(), "\"1\"");
        assert!(matches!(record.body, Body::Sentences(sentences) if sentences == ["A."]));
        assert_eq!(parse(b"7\t1", &header, &fields).unwrap_err(), "the row has 2 columns, but the first row names 4");
    }
}
