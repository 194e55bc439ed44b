//! `excerpt split`: the sentences of a text, with their byte spans.

use std::io::Write;

use anyhow::{Context, Result, anyhow};
use excerpt::{Language, Span, text};
use serde::Serialize;
use serde_json::Value;

use crate::args::{LanguageChoice, SplitArgs};
use crate::input::{Input, read, sources};
use crate::output::Sink;
use crate::{Outcome, report};

/// A sentence as JSON.
#[derive(Serialize)]
struct Sentence<'t> {
    #[serde(flatten)]
    span: Span,
    text: &'t str,
}

pub(crate) fn run(args: &SplitArgs) -> Result<Outcome> {
    let mut sink = Sink::open(args.writing.output.as_deref())?;
    let (mut done, mut failed) = (0, 0);
    for path in sources(&args.files) {
        match read(&path, &args.reading) {
            Ok(input) if args.jsonl => {
                let bad = split_records(&input, args.language, &mut sink)?;
                failed += usize::from(bad > 0);
                done += 1;
            }
            Ok(input) => {
                split_text(&input.text, args.language, &mut sink)?;
                done += 1;
            }
            Err(error) => {
                report(format_args!("{error:#}"));
                failed += 1;
            }
        }
    }
    sink.finish()?;
    Ok(match (done, failed) {
        (_, 0) => Outcome::Done,
        (0, _) => Outcome::Nothing,
        _ => Outcome::Partly,
    })
}

/// One sentence a line: its span and its text, on one line.
fn split_text(text: &str, language: LanguageChoice, sink: &mut Sink) -> Result<()> {
    for span in text::sentences(text, language.of(text)) {
        let line: Vec<&str> = span.slice(text).split_whitespace().collect();
        writeln!(sink, "{}\t{}\t{}", span.start, span.end, line.join(" "))?;
    }
    Ok(())
}

/// Splits each record of a JSON Lines file; returns how many could not be read.
fn split_records(input: &Input, language: LanguageChoice, sink: &mut Sink) -> Result<usize> {
    let mut bad = 0;
    for (number, line) in input.text.lines().enumerate() {
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.is_empty() {
            continue;
        }
        match split_record(line, language) {
            Ok(record) => writeln!(sink, "{record}")?,
            Err(error) => {
                report(format_args!("{}, line {}: {error:#}", input.name, number + 1));
                bad += 1;
            }
        }
    }
    Ok(bad)
}

fn split_record(line: &str, language: LanguageChoice) -> Result<String> {
    let record: Value = serde_json::from_str(line).context("not JSON")?;
    let text = record["text"].as_str().ok_or_else(|| anyhow!("has no field \"text\" that is a string"))?;
    let language = match record["lang"].as_str() {
        // A record may name a language that has no rules of its own.
        Some(code) => code.parse().unwrap_or(Language::Undetermined),
        None => language.of(text),
    };
    let sentences: Vec<Sentence<'_>> =
        text::sentences(text, language).map(|span| Sentence { span, text: span.slice(text) }).collect();
    let id = serde_json::to_string(&record["id"])?;
    Ok(format!("{{\"id\":{id},\"sentences\":{}}}", serde_json::to_string(&sentences)?))
}
