//! Records: what a corpus is made of. Every format ends in a [`Record`], and every record that cannot be read in a
//! [`Failure`], which is a value: it says where it stands and why, and costs no other record anything.
//!
//! ```text
//! open ─► Lines, Rows, Table ─► Batch ─► json, csv ─► Record or Failure
//! ```

mod batch;
mod cells;
#[cfg(any(test, fuzzing))]
pub(crate) mod check;
mod csv;
mod failure;
mod format;
mod gzip;
mod json;
mod lines;
mod named;
mod open;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
mod reader;
mod rows;

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use serde_json::value::RawValue;

use crate::input::Original;
use crate::input::ReadingArgs;
use crate::names::named;
pub(crate) use batch::Batch;
pub(crate) use failure::{Failure, Place};
pub(crate) use format::{Format, ending};
pub(crate) use reader::Reader;

/// The most bytes a record may have unless the user says otherwise: no article or book has as many, but a file without line
/// breaks has.
pub(crate) const MAX_RECORD_BYTES: usize = 256 << 20;

/// What the fields of a record are called.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) id: String,
    /// One text.
    pub(crate) text: String,
    /// Several texts that want one summary. A record that has them needs no text.
    pub(crate) docs: String,
    /// Sentences that are not to be split again. If this is set, every record must have them.
    pub(crate) sentences: Option<String>,
    pub(crate) query: String,
    pub(crate) lang: String,
    /// Whatever else is wanted as it stands, such as what goes into the output or the references of an evaluation.
    pub(crate) keep: Vec<String>,
}

impl Fields {
    /// The names of all fields that are wanted.
    #[cfg(feature = "parquet")]
    fn names(&self) -> impl Iterator<Item = &str> {
        let single = [&self.id, &self.text, &self.docs, &self.query, &self.lang];
        single.into_iter().chain(&self.sentences).chain(&self.keep).map(String::as_str)
    }
}

impl Default for Fields {
    fn default() -> Self {
        let name = str::to_owned;
        Self {
            id: name("id"),
            text: name("text"),
            docs: name("docs"),
            sentences: None,
            query: name("query"),
            lang: name("lang"),
            keep: Vec::new(),
        }
    }
}

/// One text, or several that belong together, and what is known of it. Borrows from the line it was read from.
#[derive(Debug)]
pub(crate) struct Record<'r> {
    /// As JSON, just as it was written: a number of thirty digits stays one.
    pub(crate) id: Option<Cow<'r, RawValue>>,
    pub(crate) body: Body<'r>,
    /// What the text was decoded from, if it is a file of its own.
    pub(crate) original: Option<Original>,
    pub(crate) query: Option<Cow<'r, str>>,
    /// A code or a name, not checked yet.
    pub(crate) lang: Option<Cow<'r, str>>,
    /// The fields named by [`Fields::keep`], in that order, as JSON; `None` where the record has no such field.
    pub(crate) kept: Vec<Option<Cow<'r, RawValue>>>,
}

/// The text of a record.
#[derive(Debug)]
pub(crate) enum Body<'r> {
    Text(Cow<'r, str>),
    Docs(Vec<Doc<'r>>),
    Sentences(Vec<Cow<'r, str>>),
}

/// One of several texts of a record.
#[derive(Debug)]
pub(crate) struct Doc<'r> {
    pub(crate) text: Cow<'r, str>,
    /// When it was written, as the record says it; not looked into.
    pub(crate) date: Option<Cow<'r, str>>,
}

/// Calls `each` with every record of a file and its place, plain or compressed, or of standard input if the path is `-`. For commands that
/// want one record after the other: a line is looked into as soon as it has come, be the next one still on its way.
///
/// # Errors
///
/// If the file cannot be opened or read to its end, or if `each` wants no more. A record that cannot be read is no error.
pub(crate) fn for_each<F>(path: &Path, fields: &Fields, max_bytes: usize, mut each: F) -> Result<()>
where
    F: FnMut(Place, Result<Record<'_>, Failure>) -> Result<()>,
{
    let name = || named(path);
    let format = match Format::of(path) {
        // Nobody wants one record that is called a file of records.
        Format::Text => Format::Json,
        format => format,
    };
    let mut reader =
        Reader::open(path, format, Place::START, max_bytes, fields, &Arc::default()).with_context(name)?.one_by_one();
    let reading = ReadingArgs::default();
    while let Some(batch) = reader.batch().with_context(name)? {
        for index in 0..batch.len() {
            let record = batch.record(index, fields, &reading).map_err(|reason| batch.failure(index, reason));
            each(batch.place(index), record)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_record_costs_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("in.jsonl");
        std::fs::write(&path, "\u{feff}{\"text\":\"A.\"}\n\n{\"text\":5}\n{\"text\":\"B.\",\"id\":7}").expect("ours");
        let mut seen = Vec::new();
        for_each(&path, &Fields::default(), 100, |_, record| {
            seen.push(match record {
                Ok(Record { body: Body::Text(text), id, .. }) => format!("{text} {id:?}"),
                Ok(other) => panic!("{other:?}"),
                Err(Failure { place, reason, raw, .. }) => {
                    format!("{} {} {reason} {}", place.line, place.offset, String::from_utf8_lossy(&raw))
                }
            });
            Ok(())
        })
        .expect("it can be read");
        assert_eq!(seen[0], "A. None");
        assert_eq!(seen[1], "3 18 the field \"text\" is a number, not a string {\"text\":5}");
        assert!(seen[2].starts_with("B. Some") && seen.len() == 3, "{seen:?}");
    }
}
