//! `excerpt corpus`: summaries of any number of records, in bounded memory, on all cores, in order.
//!
//! ```text
//! plan ─► pipeline (reader ─► workers) ─► output (file or stream, quarantine) ─► report
//!                                            │
//!                                        checkpoint
//! ```

mod args;
mod checkpoint;
#[cfg(feature = "parquet")]
mod columns;
mod durable;
mod frames;
mod gate;
mod output;
mod part;
mod pipeline;
mod plan;
mod progress;
mod quarantine;
mod render;
mod shape;
mod signals;
mod timed;
mod work;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

pub(crate) use args::CorpusArgs;

use crate::{Outcome, report};
use checkpoint::{Identity, Position, State, Tally};
use output::Output;
use pipeline::{Done, Ending, Shared};
use plan::{Plan, Source};
use progress::Progress;
use shape::Shape;
use signals::Signals;
use work::Work;

/// So often the caller of the works looks up from waiting.
const TICK: Duration = Duration::from_millis(100);

/// So long records in hand are waited for when somebody wants the run to end.
const GRACE: Duration = Duration::from_millis(1500);

pub(crate) fn run(args: &CorpusArgs) -> Result<Outcome> {
    let signals = Signals::install().context("cannot listen to signals")?;
    let plan = Plan::new(&args.inputs, args.answer.from, &args.output);
    refuse_to_overwrite(&plan, &args.output)?;
    let work = Work::new(&args.answer, Shape::new(args.answer.format, &args.output)?)?;
    if plan.sources.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let (output, state) = output::begin(args, Identity::new(&args.answer, &plan)?, &work.renderer)?;
    let missing = plan.missing;
    let Some(output) = output else {
        report(format_args!("{} was finished by an earlier run", args.output.display()));
        return Ok(outcome(state.tally, missing));
    };
    if state.tally.records > 0 {
        report(format_args!("going on after {} records of an earlier run", state.tally.records));
    }
    let shared = Arc::new(Shared {
        plan,
        work,
        max_record_bytes: args.answer.max_record_bytes.get(),
        timeout: args.answer.timeout.map(Duration::from_secs_f64),
        signals,
        read: Arc::default(),
    });
    let replies = pipeline::start(&shared, state.position, rayon::current_num_threads())?;
    let progress = Progress::new(args.quiet, state.tally, shared.plan.bytes(), Arc::clone(&shared.read));
    let State { position, tally, .. } = state;
    let run = Run { strict: args.strict, quiet: args.quiet, shared, output, progress, position, tally, first: None };
    run.all(&replies)
}

/// The output takes the place of what is there, which must not be an input.
fn refuse_to_overwrite(plan: &Plan, output: &Path) -> Result<()> {
    let Ok(canonical) = fs::canonicalize(output) else { return Ok(()) };
    if canonical.is_dir() {
        bail!("{} is a folder; name a file in it", output.display());
    }
    let is_output = |source: &&Source| fs::canonicalize(&source.path).is_ok_and(|path| path == canonical);
    match plan.sources.iter().find(is_output).filter(|_| canonical.is_file()) {
        Some(source) => bail!("{} is an input; give the output another name", source.name),
        None => Ok(()),
    }
}

fn outcome(tally: Tally, missing: usize) -> Outcome {
    if tally.failed + tally.broken > 0 || missing > 0 { Outcome::Partly } else { Outcome::Done }
}

/// A run on its way.
struct Run {
    strict: bool,
    quiet: bool,
    shared: Arc<Shared>,
    output: Output,
    progress: Progress,
    /// Where the next record begins.
    position: Position,
    tally: Tally,
    /// What failed first, and why.
    first: Option<String>,
}

impl Run {
    /// Writes what comes out of the works, until there is nothing more or somebody wants an end.
    fn all(mut self, replies: &Receiver<Receiver<Done>>) -> Result<Outcome> {
        let mut cut_short = false;
        while !cut_short && let Some(done) = self.next(replies)? {
            for outcome in done.outcomes {
                if self.strict
                    && let Ending::Failed(failure) | Ending::Broken(failure) = &outcome.result
                {
                    let name = &self.shared.plan.sources[outcome.source].name;
                    report(format_args!("{name}, {}: {}; --strict stops here", failure.place, failure.reason));
                    return self.stop(Outcome::Partly);
                }
                self.take(outcome)?;
            }
            self.idle()?;
            cut_short = done.cut_short;
        }
        match self.shared.signals.code() {
            Some(code) => self.stop(Outcome::Stopped(code)),
            None if cut_short => bail!("a thread stopped without being told"),
            None => self.finish(),
        }
    }

    fn take(&mut self, outcome: pipeline::Outcome) -> Result<()> {
        let name = &self.shared.plan.sources[outcome.source].name;
        match &outcome.result {
            Ending::Answered(line) => {
                self.tally.records += 1;
                self.output.answer(line)?;
            }
            Ending::Failed(failure) => {
                self.tally.records += 1;
                self.tally.failed += 1;
                self.first.get_or_insert_with(|| format!("{name}, {}: {}", failure.place, failure.reason));
                self.output.fail(name, failure)?;
            }
            Ending::Broken(failure) => {
                self.tally.broken += 1;
                report(format_args!("{name}: {}", failure.reason));
                self.output.fail(name, failure)?;
            }
        }
        self.position = outcome.next;
        self.output.reached(self.position, self.tally);
        Ok(())
    }

    /// Waits for what comes next; `None` at the end, or if somebody wants one.
    fn next(&mut self, replies: &Receiver<Receiver<Done>>) -> Result<Option<Done>> {
        let reply = loop {
            match replies.recv_timeout(TICK) {
                Ok(reply) => break reply,
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                // The reader may be waiting for a pipe and never hear of it.
                Err(RecvTimeoutError::Timeout) if self.shared.signals.stop() => return Ok(None),
                Err(RecvTimeoutError::Timeout) => self.idle()?,
            }
        };
        let mut stopped = None;
        loop {
            match reply.recv_timeout(TICK) {
                Ok(done) => return Ok(Some(done)),
                Err(RecvTimeoutError::Disconnected) => bail!("a thread of the works has died"),
                Err(RecvTimeoutError::Timeout) if self.shared.signals.stop() => {
                    if stopped.get_or_insert_with(Instant::now).elapsed() > GRACE {
                        return Ok(None);
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.idle()?,
            }
        }
    }

    fn idle(&mut self) -> Result<()> {
        self.progress.tick(self.tally);
        self.output.settle()
    }

    fn stop(self, outcome: Outcome) -> Result<Outcome> {
        let resumes = matches!(self.output, Output::File(_));
        self.output.keep()?;
        let words = self.progress.end(self.tally);
        let advice = if resumes { "; the same command goes on from here" } else { "" };
        report(format_args!("stopped after {words}{advice}"));
        Ok(outcome)
    }

    fn finish(self) -> Result<Outcome> {
        let quarantine = self.output.quarantine().map(|path| path.display().to_string());
        // To turn lines into columns takes long, and can be begun anew.
        self.shared.signals.end_at_once();
        self.output.finish(self.position, self.tally)?;
        let words = self.progress.end(self.tally);
        let failed = self.tally.failed + self.tally.broken > 0;
        let place = quarantine.filter(|_| failed).map(|path| format!("; what failed is in {path}"));
        if let Some(first) = self.first.filter(|_| place.is_some()) {
            report(format_args!("the first that failed: {first}"));
        }
        if failed || !self.quiet {
            report(format_args!("{words}{}", place.unwrap_or_default()));
        }
        Ok(outcome(self.tally, self.shared.plan.missing))
    }
}
