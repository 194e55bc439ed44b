//! `excerpt FILE...`: summaries of files.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::ValueHint;
use excerpt::{Shortfall, Summarizer, Summary};
use rayon::prelude::*;

use crate::files::OutputArgs;
use crate::input::{Input, MAX_FILES_IN_MEMORY, ReadingArgs, check_size, read, sources};
use crate::names::{brief, quoted};
use crate::options::MethodArgs;
use crate::outcome::Outcome;
use crate::output::{Format, Page, Sink, Style, StyleOptions};
use crate::report::report;

#[derive(Debug, clap::Args)]
pub(crate) struct SummarizeArgs {
    /// Texts to summarize [default: standard input]
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) method: MethodArgs,

    /// Treat all files as one collection and write one summary
    #[arg(long)]
    pub(crate) together: bool,

    /// How to print the summary
    #[arg(short, long, value_enum, default_value = "text")]
    pub(crate) format: Format,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

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
    let style = Style::new(
        StyleOptions {
            format: args.format,
            together: args.together,
            scorer: args.method.scorer.clone(),
            selector: args.method.selector().to_owned(),
        },
        &sink,
        paths.len(),
    );
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
    for batch in paths.chunks(MAX_FILES_IN_MEMORY) {
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
    Ok(Outcome::of(done, paths.len()))
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
    Ok(Outcome::of(inputs.len(), paths.len()))
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
