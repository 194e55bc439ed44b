//! `excerpt idf`: document frequencies of a collection, as a table for `--idf`.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::ValueHint;
use excerpt::{Document, DocumentFrequencies, Language};
use rayon::prelude::*;

use crate::files::OutputArgs;
use crate::input::{ReadingArgs, read};
use crate::names::named;
use crate::options::{LanguageChoice, language};
use crate::outcome::Outcome;
use crate::output::Sink;
use crate::records::{self, Body, Failure, Fields, Format, Record};
use crate::report::report;

#[derive(Debug, clap::Args)]
pub(crate) struct IdfArgs {
    /// Texts, one a file, or files of records with one each (.jsonl .ndjson .json, .csv, .tsv, .parquet, also .gz or .zst)
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// The field of a record that holds its text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,

    /// Leave out words that fewer documents hold
    #[arg(long, value_name = "N", default_value = "2")]
    pub(crate) least: u64,

    /// The language of the texts, or auto
    #[arg(short, long, value_name = "CODE", default_value = "auto", value_parser = language)]
    pub(crate) language: LanguageChoice,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Maximum documents that are held in memory at once: enough to keep all cores busy between two reads.
const MAX_DOCUMENTS: usize = 1024;
/// Maximum bytes of these, unless the last has more.
const MAX_BYTES: usize = 64 << 20;

pub(crate) fn run(args: &IdfArgs) -> Result<Outcome> {
    let (mut sink, claims) = Sink::claim(&args.output)?;
    claims.check_reads(&args.files)?;
    let mut counter = Counter::new(args.language);
    for path in &args.files {
        let counted = if is_of_records(path) {
            count_records(path, args, &mut counter)
        } else {
            count_file(path, args, &mut counter)
        };
        if let Err(error) = counted {
            report(format_args!("{error:#}"));
            counter.failed += 1;
        }
    }
    let (mut table, failed) = counter.finish();
    if table.documents() == 0 {
        return Ok(Outcome::Nothing);
    }
    table.prune(args.least);
    write!(sink, "{table}")?;
    sink.finish()?;
    report(format_args!(
        "{} documents, {} words that {} of them hold or more",
        table.documents(),
        table.len(),
        args.least
    ));
    Ok(if failed == 0 { Outcome::Done } else { Outcome::Partly })
}

/// Whether a file holds records, by its name; standard input is a text.
fn is_of_records(path: &Path) -> bool {
    path != Path::new("-") && Format::of(path) != Format::Text
}

fn count_file(path: &Path, args: &IdfArgs, counter: &mut Counter) -> Result<()> {
    counter.push(read(path, &args.reading)?.text, None);
    Ok(())
}

fn count_records(path: &Path, args: &IdfArgs, counter: &mut Counter) -> Result<()> {
    let fields = Fields { text: args.text_field.clone(), ..Fields::default() };
    records::for_each(path, &fields, records::MAX_RECORD_BYTES, |_, record| {
        match record {
            Ok(record) => counter.push_record(record),
            Err(Failure { place, reason, .. }) => {
                report(format_args!("{}: line {}: {reason}", named(path), place.line));
                counter.failed += 1;
            }
        }
        Ok(())
    })
}

/// Counts documents a batch at a time.
struct Counter {
    language: LanguageChoice,
    /// Texts, each with its language if its record names one.
    waiting: Vec<(String, Option<Language>)>,
    /// The bytes of the texts.
    waiting_bytes: usize,
    table: DocumentFrequencies,
    failed: usize,
}

impl Counter {
    fn new(language: LanguageChoice) -> Self {
        Self { language, waiting: Vec::new(), waiting_bytes: 0, table: DocumentFrequencies::new(), failed: 0 }
    }

    /// Each text of a record is a document.
    fn push_record(&mut self, record: Record<'_>) {
        let language = record.lang.as_deref().and_then(|lang| lang.parse().ok());
        match record.body {
            Body::Text(text) => self.push(text.into_owned(), language),
            Body::Docs(docs) => docs.into_iter().for_each(|doc| self.push(doc.text.into_owned(), language)),
            Body::Sentences(sentences) => self.push(sentences.join("\n"), language),
        }
    }

    fn push(&mut self, text: String, language: Option<Language>) {
        self.waiting_bytes += text.len();
        self.waiting.push((text, language));
        if self.waiting.len() == MAX_DOCUMENTS || self.waiting_bytes >= MAX_BYTES {
            self.count();
        }
    }

    fn count(&mut self) {
        let language = self.language;
        let add = |mut table: DocumentFrequencies, (text, own): &(String, Option<Language>)| {
            table.add(&Document::new(text, own.unwrap_or_else(|| language.of(text))));
            table
        };
        let merge = |mut a: DocumentFrequencies, b| {
            a.merge(b);
            a
        };
        let new = DocumentFrequencies::new;
        self.table.merge(self.waiting.par_iter().fold(new, add).reduce(new, merge));
        self.waiting.clear();
        self.waiting_bytes = 0;
    }

    fn finish(mut self) -> (DocumentFrequencies, usize) {
        self.count();
        (self.table, self.failed)
    }
}
