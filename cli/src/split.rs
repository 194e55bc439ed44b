//! `excerpt split`: the sentences of a text, with their byte spans.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::ValueHint;
use excerpt::{Language, Span, text};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::files::OutputArgs;
use crate::input::{Input, ReadingArgs, greet, read, sources};
use crate::names::{named, quoted};
use crate::options::{LanguageChoice, language};
use crate::outcome::Outcome;
use crate::output::{Sink, escape_controls};
use crate::records::{self, Body, Failure, Fields, MAX_RECORD_BYTES, Record};
use crate::report::report;

#[derive(Debug, clap::Args)]
pub(crate) struct SplitArgs {
    /// The text to split [default: standard input]
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// Read and write JSON Lines, record by record: {"id", "lang"?, "text"} in, {"id", "sentences": [{"start", "end", "text"}]}
    /// out. In UTF-8; may be compressed by gzip or Zstandard
    #[arg(long)]
    pub(crate) jsonl: bool,

    /// The field of a record that holds its text
    #[arg(long, value_name = "NAME", default_value = "text", requires = "jsonl")]
    pub(crate) text_field: String,

    /// The language of the text, or auto
    #[arg(short, long, value_name = "CODE", default_value = "auto", value_parser = language)]
    pub(crate) language: LanguageChoice,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// A record as it goes. The id is not looked into, so that it goes out as it came in.
#[derive(Serialize)]
struct Split<'r, 't> {
    id: Option<&'r RawValue>,
    sentences: Vec<Sentence<'t>>,
}

#[derive(Serialize)]
struct Sentence<'t> {
    #[serde(flatten)]
    span: Span,
    text: &'t str,
}

/// How many files or records went well, and how many did not.
#[derive(Default)]
struct Tally {
    done: usize,
    failed: usize,
}

impl Tally {
    fn fail(&mut self, why: std::fmt::Arguments<'_>) {
        report(why);
        self.failed += 1;
    }
}

pub(crate) fn run(args: &SplitArgs) -> Result<Outcome> {
    let (mut sink, claims) = Sink::claim(&args.output)?;
    claims.check_reads(sources(&args.files))?;
    let tally = if args.jsonl { split_all_records(args, &mut sink)? } else { split_texts(args, &mut sink)? };
    match tally {
        Tally { done: 0, failed: 1.. } => Ok(Outcome::Nothing),
        Tally { failed: 0, .. } => sink.finish().map(|()| Outcome::Done),
        _ => sink.finish().map(|()| Outcome::Partly),
    }
}

fn split_texts(args: &SplitArgs, sink: &mut Sink) -> Result<Tally> {
    let mut tally = Tally::default();
    let paths = sources(&args.files);
    for path in &paths {
        match read(path, &args.reading) {
            Ok(input) => {
                if paths.len() > 1 {
                    writeln!(sink, "==> {} <==", quoted(&input.name))?;
                }
                split_text(&input, args.language, sink)?;
                tally.done += 1;
            }
            Err(error) => tally.fail(format_args!("{error:#}")),
        }
    }
    Ok(tally)
}

/// One sentence a line: its span and its text, on one line.
fn split_text(input: &Input, language: LanguageChoice, sink: &mut Sink) -> Result<()> {
    let spans: Vec<Span> = text::sentences(&input.text, language.of(&input.text)).collect();
    for (span, place) in spans.iter().zip(input.places(spans.clone())) {
        let line: Vec<&str> = span.slice(&input.text).split_whitespace().collect();
        writeln!(sink, "{}\t{}\t{}", place.start, place.end, line.join(" "))?;
    }
    Ok(())
}

fn split_all_records(args: &SplitArgs, sink: &mut Sink) -> Result<Tally> {
    check_reading(&args.reading)?;
    let mut tally = Tally::default();
    for path in sources(&args.files) {
        greet(&path);
        split_records(&path, args, sink, &mut tally)?;
    }
    Ok(tally)
}

/// Records are always in UTF-8, as JSON is.
fn check_reading(reading: &ReadingArgs) -> Result<()> {
    if let Some(encoding) = reading.encoding.filter(|encoding| *encoding != encoding_rs::UTF_8) {
        let name = encoding.name();
        bail!("--jsonl reads UTF-8, not {name}; convert the records first, as iconv -f {name} -t UTF-8 does");
    }
    if reading.lossy {
        bail!("--jsonl takes no --lossy: a record that is not in UTF-8 is reported, and the others are split");
    }
    Ok(())
}

/// Splits one record after the other. Each is written before the next is waited for.
///
/// # Errors
///
/// If the output cannot be written. What is wrong with the input is reported.
fn split_records(path: &Path, args: &SplitArgs, sink: &mut Sink, tally: &mut Tally) -> Result<()> {
    let fields = Fields { text: args.text_field.clone(), ..Fields::default() };
    let mut written = Ok(());
    let read = records::for_each(path, &fields, MAX_RECORD_BYTES, |place, record| {
        let split = record.map_err(|Failure { reason, .. }| reason).and_then(|record| split_record(&record, args));
        match split {
            Ok(line) => {
                written = writeln!(sink, "{line}").and_then(|()| sink.flush());
                tally.done += 1;
            }
            Err(why) => tally.fail(format_args!("{}: line {}: {why}", named(path), place.line)),
        }
        match &written {
            Ok(()) => Ok(()),
            Err(_) => bail!("nobody reads on"),
        }
    });
    written?;
    match read {
        // Then something could be read, whatever its records were.
        Ok(()) => tally.done += 1,
        Err(error) => tally.fail(format_args!("{error:#}")),
    }
    Ok(())
}

fn split_record(record: &Record<'_>, args: &SplitArgs) -> Result<String, String> {
    let Body::Text(text) = &record.body else {
        return Err(
            "has several texts, and one is wanted; a line for each will do, as jq -c '.docs[]' prints them".to_owned()
        );
    };
    let language = match record.lang.as_deref() {
        None | Some("auto") => args.language.of(text),
        // A record may name a language that has no rules of its own.
        Some(code) => code.parse().unwrap_or(Language::Undetermined),
    };
    let sentence = |span: Span| Sentence { span, text: span.slice(text) };
    let sentences = text::sentences(text, language).map(sentence).collect();
    let line = serde_json::to_string(&Split { id: record.id.as_deref(), sentences });
    line.map(escape_controls).map_err(|error| error.to_string())
}
