//! `excerpt FILE...`: summaries of files.

use std::path::PathBuf;

use anyhow::{Context, Result};
use excerpt::{Shortfall, Summarizer, Summary};
use rayon::prelude::*;

use crate::args::SummarizeArgs;
use crate::decode::check_size;
use crate::input::{Input, read, sources};
use crate::names::{brief, quoted};
use crate::output::{Page, Sink, Style};
use crate::{Outcome, report};

/// So many files are held in memory at once.
pub(crate) const FILES_AT_ONCE: usize = 256;

/// What a run of the program was asked for.
struct Run<'a> {
    args: &'a SummarizeArgs,
    summarizer: Summarizer,
    paths: Vec<PathBuf>,
    style: Style,
}

pub(crate) fn run(args: &SummarizeArgs) -> Result<Outcome> {
    let (mut sink, claims) = Sink::claim(&args.output)?;
    let paths = sources(&args.files);
    claims.check_reads(paths.iter().chain(args.method.files()))?;
    let style = Style::new(args, &sink, paths.len());
    let run = Run { args, summarizer: args.method.summarizer()?, paths, style };
    let outcome = match args.together {
        true => summarize_together(&run, &mut sink)?,
        false => summarize_each(&run, &mut sink)?,
    };
    if outcome != Outcome::Nothing {
        run.style.end(&mut sink)?;
        sink.finish()?;
    }
    Ok(outcome)
}

/// One summary a file, in the order of the files, a few hundred files at a time.
fn summarize_each(run: &Run<'_>, sink: &mut Sink) -> Result<Outcome> {
    let Run { args, summarizer, paths, style } = run;
    let mut done = 0;
    for batch in paths.chunks(FILES_AT_ONCE) {
        let summarize = |path: &PathBuf| {
            let input = read(path, &args.reading)?;
            let summary = summarizer.summarize(&input.text);
            let page = style.render(&Page { summary: &summary, inputs: std::slice::from_ref(&input) })?;
            Ok((page, remark(&summary, args, &input.name)))
        };
        let pages: Vec<Result<(String, Option<String>)>> = batch.par_iter().map(summarize).collect();
        for page in pages {
            match page {
                Ok((page, remark)) => {
                    style.write(&page, done, sink)?;
                    remark.iter().for_each(|remark| report(format_args!("{remark}")));
                    done += 1;
                }
                Err(error) => report(format_args!("{error:#}")),
            }
        }
    }
    Ok(outcome(done, paths.len()))
}

/// One summary of all files that can be read.
fn summarize_together(run: &Run<'_>, sink: &mut Sink) -> Result<Outcome> {
    let Run { args, summarizer, paths, style } = run;
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
    check_size(inputs.iter().map(|input| input.text.len() as u64).sum()).context("the collection")?;
    let summary: Summary<'_> = summarizer.summarize_together(inputs.iter().map(|input| input.text.as_str()));
    style.write(&style.render(&Page { summary: &summary, inputs: &inputs })?, 0, sink)?;
    remark(&summary, args, "the collection").iter().for_each(|remark| report(format_args!("{remark}")));
    Ok(outcome(inputs.len(), paths.len()))
}

pub(crate) fn outcome(done: usize, asked: usize) -> Outcome {
    match done {
        _ if done == asked => Outcome::Done,
        0 => Outcome::Nothing,
        _ => Outcome::Partly,
    }
}

/// What the reader should know of a summary that is not what was asked for, and what would help.
fn remark(summary: &Summary<'_>, args: &SummarizeArgs, name: &str) -> Option<String> {
    let name = quoted(name);
    match summary.shortfall() {
        Some(why @ Shortfall::NothingFits { .. }) => Some(format!("{name}: {why}; allow for that many")),
        Some(why) => Some(format!("{name}: {why}")),
        None if summary.query_missed() => {
            let query = brief(args.method.query.as_deref().unwrap_or_default());
            Some(format!("{name}: no sentence has a word of \"{query}\"; this is the summary without a query"))
        }
        None => None,
    }
}
