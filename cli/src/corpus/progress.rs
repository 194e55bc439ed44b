//! How far a run is and how long it will take: a bar on a terminal, a line now and then elsewhere.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{HumanCount, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

use super::checkpoint::Tally;
use crate::report::report;

/// Where nobody sees a bar, a line is enough so often.
const BETWEEN_LINES: Duration = Duration::from_secs(10);

pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    quiet: bool,
    started: Instant,
    last_line: Instant,
    /// What was done before this run.
    before: Tally,
    /// Bytes of the input, 0 if that is not known, and how many of them are read.
    bytes: u64,
    read: Arc<AtomicU64>,
}

impl Progress {
    pub(crate) fn new(quiet: bool, before: Tally, bytes: u64, read: Arc<AtomicU64>) -> Self {
        let terminal = !quiet && std::io::stderr().is_terminal();
        let now = Instant::now();
        Self { bar: terminal.then(|| bar(bytes)), quiet, started: now, last_line: now, before, bytes, read }
    }

    /// Shows where the run is.
    pub(crate) fn tick(&mut self, tally: Tally) {
        let read = self.read.load(Ordering::Relaxed);
        if let Some(bar) = &self.bar {
            bar.set_message(self.line(tally).to_string());
            bar.set_position(read.min(self.bytes));
        } else if !self.quiet && self.last_line.elapsed() >= BETWEEN_LINES {
            self.last_line = Instant::now();
            report(format_args!("{}{}", self.line(tally), self.left(read)));
        }
    }

    /// Takes the bar away and says what was done.
    pub(crate) fn end(self, tally: Tally) -> String {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        format!("{} in {:.1} s", self.line(tally), self.started.elapsed().as_secs_f64())
    }

    fn line(&self, tally: Tally) -> Line {
        let seconds = self.started.elapsed().as_secs_f64().max(1e-3);
        let rate = (tally.records - self.before.records) as f64 / seconds;
        Line { tally, rate: rate.round() as u64 }
    }

    /// The share that is read, and the time that is left if all goes on as it went.
    fn left(&self, read: u64) -> String {
        if self.bytes == 0 || read == 0 {
            return String::new();
        }
        let share = (read as f64 / self.bytes as f64).min(1.0);
        let left = self.started.elapsed().mul_f64((1.0 - share) / share);
        format!(", {:.0} %, {} left", share * 100.0, HumanDuration(left))
    }
}

/// What was done and how fast.
struct Line {
    tally: Tally,
    rate: u64,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { records, failed, broken, .. } = self.tally;
        write!(f, "{} {}", HumanCount(records), if records == 1 { "record" } else { "records" })?;
        if failed > 0 {
            write!(f, ", {} failed", HumanCount(failed))?;
        }
        if broken > 0 {
            write!(f, ", {} broken {}", HumanCount(broken), if broken == 1 { "file" } else { "files" })?;
        }
        write!(f, ", {} a second", HumanCount(self.rate))
    }
}

fn bar(bytes: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target((bytes > 0).then_some(bytes), ProgressDrawTarget::stderr());
    let template = if bytes > 0 { "{bar:30} {percent:>3} %  {msg}, {eta} left" } else { "{spinner} {msg}" };
    // A template that cannot be read would show the bar that comes by default.
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
