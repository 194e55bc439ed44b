//! [`Outcome`]: how a command ended.

/// How a run ended; the exit codes of the manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything was done.
    Done,
    /// Some files or records failed and were reported; the others are done.
    Partly,
    /// Nothing could be read.
    Nothing,
    /// A signal ended it; this is the exit code that names it.
    Stopped(u8),
}

impl Outcome {
    /// Of a command that was asked to do a number of files.
    pub(crate) fn of(done: usize, asked: usize) -> Self {
        match done {
            _ if done == asked => Outcome::Done,
            0 => Outcome::Nothing,
            _ => Outcome::Partly,
        }
    }
}
