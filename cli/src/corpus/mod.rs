//! `excerpt corpus`: summaries of any number of records, in bounded memory, on all cores, in order.
//!
//! ```text
//! plan ─► pipeline (reader ─► workers) ─► output (file or stream, quarantine) ─► report
//!                                            │
//!                                        checkpoint
//! ```

mod args;
pub(crate) mod checkpoint;
#[cfg(feature = "parquet")]
mod columns;
mod durable;
mod frames;
mod gate;
mod identity;
mod output;
mod part;
mod pipeline;
mod plan;
mod progress;
mod quarantine;
mod render;
mod shape;
mod shared;
mod signals;
mod timed;
mod work;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

pub(crate) use args::CorpusArgs;

use crate::files::Claims;
use crate::names::named;
use crate::outcome::Outcome;
use crate::report::report;
use checkpoint::{Position, State, Tally};
use durable::Start;
use identity::Identity;
use output::{Destination, Output};
use pipeline::{Done, Ending};
use plan::{Plan, PlanOptions};
use progress::Progress;
use shape::Shape;
use shared::Shared;
use signals::Signals;
use work::Work;

/// So often the caller of the works looks up from waiting.
const TICK: Duration = Duration::from_millis(100);

/// So long records in hand are waited for when somebody wants the run to end.
const GRACE: Duration = Duration::from_millis(1500);

pub(crate) fn run(args: &CorpusArgs) -> Result<Outcome> {
    let signals = Signals::install().context("cannot listen to signals")?;
    let ended = begin(args, &signals);
    // Whatever a stopped run died of, the signal is what ended it.
    match (ended, signals.code()) {
        (Err(_), Some(code)) => Ok(Outcome::Stopped(code)),
        (ended, _) => ended,
    }
}

fn begin(args: &CorpusArgs, signals: &Signals) -> Result<Outcome> {
    args.answer.check()?;
    let shape = Shape::new(args.answer.format, &args.output)?;
    let mut claims = Claims::with_stdout();
    let destination = Destination::claim(args, shape, &args.answer.fields().keep, &mut claims)?;
    claims.check_reads(args.answer.method.files())?;
    let options = PlanOptions { format: args.answer.from, claims: &claims, stopped: &|| signals.stop() };
    let plan = Plan::new(&args.inputs, &options)?;
    let work = Work::new(&args.answer, shape)?;
    if plan.sources.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let identity = Identity::new(&args.answer, &plan)?;
    let start = Start { identity, sources: plan.sources.len(), restart: args.restart };
    let (output, state) = destination.open(start, plan.bytes(), &work.renderer, args.force)?;
    let Some(output) = output else {
        report(format_args!("{} was finished by an earlier run", named(&args.output)));
        return Ok(outcome(state.tally, plan.missing));
    };
    if state.tally.records > 0 {
        report(format_args!("going on after {} records of an earlier run", state.tally.records));
    }
    let shared = Shared {
        plan,
        work,
        max_record_bytes: args.answer.max_record_bytes.get(),
        timeout: args.answer.timeout.map(Duration::from_secs_f64),
        signals: signals.clone(),
        read: Arc::default(),
    };
    Run::start(args, shared, output, state)
}

fn outcome(tally: Tally, missing: usize) -> Outcome {
    if tally.failed + tally.broken > 0 || missing > 0 { Outcome::Partly } else { Outcome::Done }
}

/// A run on its way.
struct Run {
    strict: bool,
    /// Maximum number of failures, if there is one.
    max_failures: Option<u64>,
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
    fn start(args: &CorpusArgs, shared: Shared, output: Output, state: State) -> Result<Outcome> {
        let shared = Arc::new(shared);
        let replies = pipeline::start(&shared, state.position, rayon::current_num_threads())?;
        let progress = Progress::new(args.quiet, state.tally, shared.plan.bytes(), Arc::clone(&shared.read));
        let State { position, tally, .. } = state;
        let max_failures = Some(args.max_failures).filter(|&max| max > 0);
        let (strict, quiet) = (args.strict, args.quiet);
        let run = Run { strict, max_failures, quiet, shared, output, progress, position, tally, first: None };
        run.all(&replies)
    }

    /// Writes what comes out of the works, until there is nothing more or somebody wants an end.
    fn all(mut self, replies: &Receiver<Receiver<Done>>) -> Result<Outcome> {
        let mut cut_short = false;
        while !cut_short && let Some(done) = self.next(replies)? {
            for outcome in done.outcomes {
                if self.strict
                    && let Ending::Failed(failure) | Ending::Broken(failure) = &outcome.result
                {
                    let name = named(&self.shared.plan.sources[outcome.source].path);
                    report(format_args!("{name}, {}: {}; --strict stops here", failure.place, failure.reason));
                    return self.stop(Outcome::Partly);
                }
                self.take(outcome)?;
                if let Some(max) = self.max_failures.filter(|&max| self.failures() >= max) {
                    self.report_first();
                    report(format_args!("{max} records failed; --max-failures allows more, 0 any number"));
                    return self.stop(Outcome::Partly);
                }
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
        let path = &self.shared.plan.sources[outcome.source].path;
        match &outcome.result {
            Ending::Answered(line) => {
                self.tally.records += 1;
                self.output.answer(line)?;
            }
            Ending::Failed(failure) => {
                self.tally.records += 1;
                self.tally.failed += 1;
                self.first.get_or_insert_with(|| format!("{}, {}: {}", named(path), failure.place, failure.reason));
                self.tally.unlisted += u64::from(!self.output.fail(path, failure)?);
            }
            Ending::Broken(failure) => {
                self.tally.broken += 1;
                report(format_args!("{}: {}", named(path), failure.reason));
                self.tally.unlisted += u64::from(!self.output.fail(path, failure)?);
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

    /// Number of records and files that failed.
    fn failures(&self) -> u64 {
        self.tally.failed + self.tally.broken
    }

    fn report_first(&self) {
        if let Some(first) = &self.first {
            report(format_args!("the first that failed: {first}"));
        }
    }

    fn idle(&mut self) -> Result<()> {
        self.progress.tick(self.tally);
        self.output.settle()
    }

    fn stop(self, outcome: Outcome) -> Result<Outcome> {
        let resumes = self.output.is_resumable();
        self.output.keep()?;
        let words = self.progress.end(self.tally);
        let advice = if resumes { "; the same command goes on from here" } else { "" };
        report(format_args!("stopped after {words}{advice}"));
        Ok(outcome)
    }

    fn finish(self) -> Result<Outcome> {
        let failed = self.failures() > 0;
        let place =
            self.output.quarantine().filter(|_| failed).map(|path| format!("; what failed is in {}", named(path)));
        if place.is_some() {
            self.report_first();
        }
        // To turn lines into columns takes long, and can be begun anew.
        self.shared.signals.end_at_once();
        self.output.finish(self.position, self.tally)?;
        let words = self.progress.end(self.tally);
        if failed || !self.quiet {
            report(format_args!("{words}{}{}", place.unwrap_or_default(), unlisted(self.tally)));
        }
        Ok(outcome(self.tally, self.shared.plan.missing))
    }
}

/// What the quarantine does not hold, in words.
fn unlisted(tally: Tally) -> String {
    match tally.unlisted {
        0 => String::new(),
        count => format!(", but for {count} that it had no room for: it may be as large as the input, or 16 MiB"),
    }
}
