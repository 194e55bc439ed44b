//! `excerpt split`: the sentences of a text, with their byte spans.

use std::io::Write;

use anyhow::{Context, Result, anyhow};
use excerpt::{Language, Span, text};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::args::{LanguageChoice, SplitArgs};
use crate::input::{Input, read, sources};
use crate::output::Sink;
use crate::{Outcome, report};

/// So many records are split side by side before they are written.
const RECORDS_AT_ONCE: usize = 4096;

/// A record as it comes. The id is not looked into, so that it goes out as it came in.
#[derive(Deserialize)]
struct Record<'r> {
    #[serde(borrow)]
    id: Option<&'r RawValue>,
    lang: Option<String>,
    text: Option<String>,
}

/// A record as it goes.
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

pub(crate) fn run(args: &SplitArgs) -> Result<Outcome> {
    let mut sink = Sink::new(args.output.as_deref());
    let paths = sources(&args.files);
    let (mut done, mut failed) = (0, 0);
    for path in &paths {
        match read(path, &args.reading) {
            Ok(input) if args.jsonl => {
                failed += usize::from(!split_records(&input, args.language, &mut sink)?);
                done += 1;
            }
            Ok(input) => {
                if paths.len() > 1 {
                    writeln!(sink, "==> {} <==", input.name)?;
                }
                split_text(&input, args.language, &mut sink)?;
                done += 1;
            }
            Err(error) => {
                report(format_args!("{error:#}"));
                failed += 1;
            }
        }
    }
    match (done, failed) {
        (0, _) => Ok(Outcome::Nothing),
        (_, 0) => sink.finish().map(|()| Outcome::Done),
        _ => sink.finish().map(|()| Outcome::Partly),
    }
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

/// Splits each record of a JSON Lines file, in order; whether all could be read.
fn split_records(input: &Input, language: LanguageChoice, sink: &mut Sink) -> Result<bool> {
    let lines: Vec<(usize, &str)> = input.text.trim_start_matches('\u{feff}').lines().enumerate().collect();
    let mut all = true;
    for batch in lines.chunks(RECORDS_AT_ONCE) {
        let records = batch.par_iter().filter(|(_, line)| !line.trim().is_empty());
        let split: Vec<_> = records.map(|(number, line)| (number, split_record(line, language))).collect();
        for (number, record) in split {
            match record {
                Ok(record) => writeln!(sink, "{record}")?,
                Err(error) => {
                    report(format_args!("{}, line {}: {error:#}", input.name, number + 1));
                    all = false;
                }
            }
        }
    }
    Ok(all)
}

fn split_record(line: &str, choice: LanguageChoice) -> Result<String> {
    let record: Record<'_> = serde_json::from_str(line).context("not a record")?;
    let text = record.text.ok_or_else(|| anyhow!("the record has no field \"text\""))?;
    let language = match record.lang.as_deref() {
        None | Some("auto") => choice.of(&text),
        // A record may name a language that has no rules of its own.
        Some(code) => code.parse().unwrap_or(Language::Undetermined),
    };
    let sentence = |span: Span| Sentence { span, text: span.slice(&text) };
    let sentences = text::sentences(&text, language).map(sentence).collect();
    Ok(serde_json::to_string(&Split { id: record.id, sentences })?)
}
