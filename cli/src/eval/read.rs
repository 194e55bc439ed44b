//! From the records of a file to records with references.

use std::path::Path;

use anyhow::{Result, anyhow, bail};
use excerpt::Language;
use excerpt_eval::{Record, Source};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::args::EvalArgs;
use crate::names::named;
use crate::options::LanguageChoice;
use crate::records::{self, Body, Fields, MAX_RECORD_BYTES};
use crate::report::report;

/// Where references are looked for, in this order, unless a field is named.
const REFERENCE_FIELDS: [&str; 5] = ["summaries", "summary", "references", "reference", "highlights"];

/// The records of a file.
pub(super) struct Set {
    /// What the file is called.
    pub(super) name: String,
    pub(super) records: Vec<Record>,
    /// The ids of the records, as JSON.
    pub(super) ids: Vec<Option<Box<RawValue>>>,
    /// How many records could not be used.
    pub(super) failed: usize,
}

/// Reads a file. Records that cannot be used are reported.
///
/// # Errors
///
/// If the file cannot be read, or has no record that can be used, or more than are held.
pub(super) fn read(path: &Path, args: &EvalArgs) -> Result<Set> {
    let mut set = Set { name: named(path), records: Vec::new(), ids: Vec::new(), failed: 0 };
    let limit = args.limit.map(|limit| limit as usize);
    // A file can be read twice: to count, and to keep what is evaluated.
    let counted = match limit.filter(|_| path.is_file()) {
        None => None,
        Some(limit) => Some(Spread::new(for_each(path, args, Some(&mut set), |_, _| Ok(()))?, limit)),
    };
    let (mut bytes, mut number) = (0, 0);
    let mut kept = (Vec::new(), Vec::new());
    let reported = if counted.is_some() { None } else { Some(&mut set) };
    for_each(path, args, reported, |record, id| {
        number += 1;
        if counted.as_ref().is_none_or(|counted| counted.keeps(number - 1)) {
            bytes += held_bytes(&record) + id.as_ref().map_or(0, |id| id.get().len() as u64);
            if bytes > args.max_bytes {
                bail!(
                    "{}: its records have more than {} bytes; --limit evaluates fewer, --max-bytes allows more",
                    named(path),
                    args.max_bytes
                );
            }
            kept.0.push(record);
            kept.1.push(id);
        }
        Ok(())
    })?;
    (set.records, set.ids) = kept;
    if set.records.is_empty() {
        bail!("{}: there is no record to evaluate", set.name);
    }
    if let Some(limit) = limit.filter(|_| counted.is_none()) {
        let spread = Spread::new(set.records.len(), limit);
        spread.keep(&mut set.records);
        spread.keep(&mut set.ids);
    }
    Ok(set)
}

/// Calls `each` with every record that can be used: how many there are. The others are reported and counted in `set`, if it is given.
fn for_each<F>(path: &Path, args: &EvalArgs, mut set: Option<&mut Set>, mut each: F) -> Result<usize>
where
    F: FnMut(Record, Option<Box<RawValue>>) -> Result<()>,
{
    let references = references(args);
    let mut count = 0;
    records::for_each(path, &fields(args, &references), MAX_RECORD_BYTES, |place, found| {
        let found = found.map_err(|failure| anyhow!(failure.reason));
        match found.and_then(|found| record(&found, &references, args)) {
            Ok((record, id)) => {
                count += 1;
                each(record, id)?;
            }
            Err(error) => {
                if let Some(set) = &mut set {
                    report(format_args!("{}, line {}: {error:#}", set.name, place.line));
                    set.failed += 1;
                }
            }
        }
        Ok(())
    })?;
    Ok(count)
}

/// What a record takes in memory, nearly.
fn held_bytes(record: &Record) -> u64 {
    let (Source::Texts(texts) | Source::Sentences(texts)) = &record.source;
    let texts = texts.iter().chain(&record.references).chain(&record.candidates).chain(&record.query);
    texts.map(|text| (text.len() + size_of::<String>()) as u64).sum::<u64>() + size_of::<Record>() as u64
}

fn references(args: &EvalArgs) -> Vec<String> {
    match &args.fields.reference_field {
        Some(field) => vec![field.clone()],
        None => REFERENCE_FIELDS.map(str::to_owned).to_vec(),
    }
}

fn fields(args: &EvalArgs, references: &[String]) -> Fields {
    let names = &args.fields;
    Fields {
        id: names.id_field.clone(),
        text: names.text_field.clone(),
        docs: names.docs_field.clone(),
        sentences: names.sentences_field.clone(),
        query: names.query_field.clone(),
        lang: names.lang_field.clone(),
        keep: references.iter().chain(&names.candidate_field).cloned().collect(),
    }
}

fn record(
    found: &records::Record<'_>,
    references: &[String],
    args: &EvalArgs,
) -> Result<(Record, Option<Box<RawValue>>)> {
    let (kept_references, kept_candidates) = found.kept.split_at(references.len());
    let mut present = kept_references.iter().zip(references).filter_map(|(kept, name)| Some((kept.as_deref()?, name)));
    let Some((reference, name)) = present.next() else {
        bail!("no reference: there is no field {}; --reference-field names another", references.join(", "));
    };
    let source = source(&found.body);
    let record = Record {
        language: language(found.lang.as_deref(), args.language, &source),
        source,
        query: found.query.as_deref().map(str::to_owned),
        references: texts(reference, name)?,
        candidates: candidates(kept_candidates, &args.fields.candidate_field)?,
    };
    if record.references.iter().all(|reference| reference.trim().is_empty()) {
        bail!("the reference {name:?} is empty");
    }
    Ok((record, found.id.as_deref().map(ToOwned::to_owned)))
}

fn source(body: &Body<'_>) -> Source {
    match body {
        Body::Text(text) => Source::Texts(vec![text.to_string()]),
        Body::Docs(docs) => Source::Texts(docs.iter().map(|doc| doc.text.to_string()).collect()),
        Body::Sentences(sentences) => Source::Sentences(sentences.iter().map(ToString::to_string).collect()),
    }
}

/// As the record says; a language that has no rules of its own is nobody's.
fn language(named: Option<&str>, choice: LanguageChoice, source: &Source) -> Language {
    match named {
        None | Some("auto") => choice.fixed().unwrap_or_else(|| source.detect()),
        Some(code) => code.parse().unwrap_or(Language::Undetermined),
    }
}

/// The summary that each of the fields holds.
fn candidates(kept: &[Option<std::borrow::Cow<'_, RawValue>>], names: &[String]) -> Result<Vec<String>> {
    let summary = |(kept, name): (&Option<std::borrow::Cow<'_, RawValue>>, &String)| {
        let json = kept.as_deref().ok_or_else(|| anyhow!("there is no field {name:?}"))?;
        // A list is one summary here, sentence by sentence.
        Ok(texts(json, name)?.join("\n"))
    };
    kept.iter().zip(names).map(summary).collect()
}

/// What a field of texts may be.
#[derive(Deserialize)]
#[serde(untagged)]
enum Texts {
    One(String),
    Many(Vec<Lines>),
}

/// A text, or its sentences.
#[derive(Deserialize)]
#[serde(untagged)]
enum Lines {
    Text(String),
    Sentences(Vec<String>),
}

fn texts(json: &RawValue, name: &str) -> Result<Vec<String>> {
    let texts = serde_json::from_str(json.get())
        .map_err(|_| anyhow!("the field {name:?} is neither a string nor a list of strings"))?;
    Ok(match texts {
        Texts::One(text) => vec![text],
        Texts::Many(many) => many.into_iter().map(Lines::joined).collect(),
    })
}

impl Lines {
    fn joined(self) -> String {
        match self {
            Lines::Text(text) => text,
            Lines::Sentences(sentences) => sentences.join("\n"),
        }
    }
}

/// Records that are spread evenly over all.
struct Spread {
    step: usize,
    limit: usize,
}

impl Spread {
    /// At most `limit` of `count`.
    fn new(count: usize, limit: usize) -> Self {
        Self { step: (count / limit).max(1), limit }
    }

    /// Whether a record is one of them, by its number from 0.
    fn keeps(&self, number: usize) -> bool {
        number.is_multiple_of(self.step) && number / self.step < self.limit
    }

    fn keep<T>(&self, items: &mut Vec<T>) {
        let mut numbers = 0..;
        items.retain(|_| numbers.next().is_some_and(|number| self.keeps(number)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_spreads() {
        let spread = |count, limit| {
            let mut items: Vec<usize> = (0..count).collect();
            Spread::new(count, limit).keep(&mut items);
            items
        };
        assert_eq!(spread(10, 3), [0, 3, 6]);
        assert_eq!(spread(3, 10), [0, 1, 2]);
        assert_eq!(spread(5, 3), [0, 1, 2]);
    }

    #[test]
    fn references_are_a_string_or_a_list() {
        let texts = |json: &str| texts(serde_json::from_str(json).unwrap(), "summary");
        assert_eq!(texts(r#""a\nb""#).unwrap(), ["a\nb"]);
        assert_eq!(texts(r#"["a", "b"]"#).unwrap(), ["a", "b"]);
        assert_eq!(texts(r#"[["a", "b"], "c"]"#).unwrap(), ["a\nb", "c"]);
        assert_eq!(
            texts("5").unwrap_err().to_string(),
            r#"the field "summary" is neither a string nor a list of strings"#
        );
    }
}
