//! `excerpt eval`: how good the summaries of records with references are.

mod args;
mod data;
mod read;
mod systems;
mod table;

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use excerpt::Language;
use excerpt_eval::{Evaluation, Measures, Report, Tokens, groups};
use indicatif::{ProgressBar, ProgressStyle};

pub(crate) use args::EvalArgs;
use args::{Compare, Format};
use read::Set;

use crate::outcome::Outcome;
use crate::output::Sink;
use crate::report::report;

/// What a file came to.
struct Evaluated {
    set: Set,
    /// What was compared.
    tokens: Vec<String>,
    /// By record and by system.
    measured: Vec<Vec<Measures>>,
    report: Report,
}

pub(crate) fn run(args: &EvalArgs) -> Result<Outcome> {
    let systems = systems::systems(args);
    let baseline = systems::baseline(&args.baseline, &systems)?;
    let evaluation =
        Evaluation { systems, length: args.length(), tokens: Compare::tokens(args.compare), queries: !args.no_query };
    let (mut sink, claims) = Sink::claim(&args.output)?;
    claims.check_reads(&args.files)?;
    let (mut done, mut failed) = (Vec::new(), 0);
    for path in &args.files {
        match evaluate(path, &evaluation, baseline, args) {
            Ok(evaluated) => {
                failed += usize::from(evaluated.set.failed > 0);
                write(&evaluated, args, done.is_empty(), &mut sink)?;
                done.push(evaluated.report);
            }
            Err(error) => {
                report(format_args!("{error:#}"));
                failed += 1;
            }
        }
    }
    if done.is_empty() {
        return Ok(Outcome::Nothing);
    }
    end(&done, args, &mut sink)?;
    sink.finish()?;
    Ok(if failed > 0 { Outcome::Partly } else { Outcome::Done })
}

fn evaluate(path: &Path, evaluation: &Evaluation, baseline: usize, args: &EvalArgs) -> Result<Evaluated> {
    let set = read::read(path, args)?;
    let bar = progress(&set);
    let measured = evaluation.run(&set.records, || bar.inc(1))?;
    bar.finish_and_clear();
    let report = Report::new(&evaluation.systems, &measured, &groups(&set.records), baseline, args.bootstrap());
    Ok(Evaluated { tokens: tokens(&set, evaluation), set, measured, report })
}

/// Only seen on a terminal.
fn progress(set: &Set) -> ProgressBar {
    let style = ProgressStyle::with_template("{prefix} {bar:40} {pos}/{len}, {eta} left");
    let bar = ProgressBar::new(set.records.len() as u64).with_prefix(set.name.clone());
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// The kinds of tokens there were, in order of appearance.
fn tokens(set: &Set, evaluation: &Evaluation) -> Vec<String> {
    let mut kinds: Vec<String> = Vec::new();
    for kind in set.records.iter().map(|record| evaluation.tokens_of(record).to_string()) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

fn write(evaluated: &Evaluated, args: &EvalArgs, first: bool, sink: &mut Sink) -> Result<()> {
    match args.format {
        Format::Text => table::write(evaluated, args, sink)?,
        Format::Json => {
            let before = if first { if args.files.len() > 1 { "[" } else { "" } } else { "," };
            write!(sink, "{before}{}", data::json(evaluated, args)?)?;
        }
        Format::Jsonl => data::jsonl(evaluated, sink)?,
        Format::Csv => data::csv(evaluated, first, sink)?,
    }
    // A table is worth reading while the next one is made.
    Ok(sink.flush()?)
}

fn end(reports: &[Report], args: &EvalArgs, sink: &mut Sink) -> Result<()> {
    match args.format {
        Format::Text if reports.len() > 1 => table::means(reports, sink),
        Format::Json => Ok(writeln!(sink, "{}", if args.files.len() > 1 { "]" } else { "" })?),
        _ => Ok(()),
    }
}

impl Compare {
    fn tokens(choice: Option<Self>) -> fn(Language) -> Tokens {
        match choice {
            None => Tokens::of,
            Some(Compare::RougeScore) => |_| Tokens::RougeScore,
            Some(Compare::Stems) => Tokens::Stems,
            Some(Compare::Words) => |_| Tokens::Words,
            Some(Compare::Characters) => |_| Tokens::Characters,
        }
    }
}
