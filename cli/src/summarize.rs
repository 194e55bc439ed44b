//! `excerpt FILE...`: summaries of files.

use std::path::PathBuf;

use anyhow::{Context, Result};
use excerpt::{Shortfall, Summarizer, Summary, score, select};
use rayon::prelude::*;

use crate::args::SummarizeArgs;
use crate::input::{Input, read, sources};
use crate::output::{Page, Sink, Style};
use crate::{Outcome, report};

/// So many files are held in memory at once.
const FILES_AT_ONCE: usize = 256;

pub(crate) fn run(args: &SummarizeArgs) -> Result<Outcome> {
    let summarizer = build(args)?;
    let threads = usize::from(args.writing.threads.unwrap_or(0));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("cannot start threads")?;
    let mut sink = Sink::open(args.writing.output.as_deref())?;
    let paths = sources(&args.files);
    let style = Style::new(args, &sink, paths.len());
    let outcome = pool.install(|| match args.together {
        true => summarize_together(args, &summarizer, &paths, &style, &mut sink),
        false => summarize_each(args, &summarizer, &paths, &style, &mut sink),
    })?;
    sink.finish()?;
    Ok(outcome)
}

fn build(args: &SummarizeArgs) -> Result<Summarizer> {
    let summarizer = Summarizer::builder()
        .language(args.language.fixed())
        .boxed_scorer(score::by_name(&args.scorer)?)
        .boxed_selector(select::by_name(&args.selector)?)
        .budget(args.budget())
        .query(args.query.clone())
        .explain(args.explain)
        .build()?;
    Ok(summarizer)
}

/// One summary a file, in the order of the files, a few hundred files at a time.
fn summarize_each(
    args: &SummarizeArgs,
    summarizer: &Summarizer,
    paths: &[PathBuf],
    style: &Style,
    sink: &mut Sink,
) -> Result<Outcome> {
    let mut done = 0;
    style.begin(sink)?;
    for batch in paths.chunks(FILES_AT_ONCE) {
        let pages: Vec<Result<(String, Option<Shortfall>, String)>> = batch
            .par_iter()
            .map(|path| {
                let input = read(path, &args.reading)?;
                let summary = summarizer.summarize(&input.text);
                let page = Page { summary: &summary, inputs: std::slice::from_ref(&input) };
                Ok((style.render(&page)?, summary.shortfall(), input.name))
            })
            .collect();
        for page in pages {
            match page {
                Ok((page, shortfall, name)) => {
                    style.write(&page, done, sink)?;
                    explain_shortfall(shortfall, &name);
                    done += 1;
                }
                Err(error) => report(format_args!("{error:#}")),
            }
        }
    }
    style.end(sink)?;
    Ok(outcome(done, paths.len()))
}

/// One summary of all files that can be read.
fn summarize_together(
    args: &SummarizeArgs,
    summarizer: &Summarizer,
    paths: &[PathBuf],
    style: &Style,
    sink: &mut Sink,
) -> Result<Outcome> {
    let mut inputs: Vec<Input> = Vec::new();
    for path in paths {
        match read(path, &args.reading) {
            Ok(input) => inputs.push(input),
            Err(error) => report(format_args!("{error:#}")),
        }
    }
    if inputs.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let summary: Summary<'_> = summarizer.summarize_together(inputs.iter().map(|input| input.text.as_str()));
    style.begin(sink)?;
    style.write(&style.render(&Page { summary: &summary, inputs: &inputs })?, 0, sink)?;
    style.end(sink)?;
    explain_shortfall(summary.shortfall(), "the collection");
    Ok(outcome(inputs.len(), paths.len()))
}

fn outcome(done: usize, asked: usize) -> Outcome {
    match done {
        _ if done == asked => Outcome::Done,
        0 => Outcome::Nothing,
        _ => Outcome::Partly,
    }
}

/// An empty summary says why, and what would help.
fn explain_shortfall(shortfall: Option<Shortfall>, name: &str) {
    match shortfall {
        None => {}
        Some(Shortfall::NothingFits { .. }) => {
            report(format_args!("{name}: {}; allow for more", shortfall.unwrap_or(Shortfall::NoText)));
        }
        Some(shortfall) => report(format_args!("{name}: {shortfall}")),
    }
}
