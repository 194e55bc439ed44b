//! A bound on the time that a record may take.
//!
//! A thread cannot be stopped from outside, so a slow record is not: it is given up, another thread goes on with the next
//! record, and what the first comes to in the end is thrown away. Which records are too slow depends on the machine and on
//! what else it does; this is the one option that makes the output do so.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::time::Duration;

use super::shared::{Shared, spawn};
use crate::records::Batch;

/// So many threads of a worker may still be busy with records that were given up. Then the next is waited for.
const MOST_LATE: usize = 2;

type Line = Result<Vec<u8>, String>;

/// Answers records, each within the limit or not at all.
pub(crate) struct Timed {
    shared: Arc<Shared>,
    limit: Duration,
    hand: Option<Hand>,
    /// Where those that were given up will answer, the oldest first.
    late: Vec<Receiver<Line>>,
}

/// A thread that answers one record after the other.
struct Hand {
    tasks: SyncSender<(Arc<Batch>, usize)>,
    lines: Receiver<Line>,
}

impl Timed {
    pub(crate) fn new(shared: Arc<Shared>, limit: Duration) -> Self {
        Self { shared, limit, hand: None, late: Vec::new() }
    }

    /// The line of a record.
    ///
    /// # Errors
    ///
    /// Says why there is none: because it took too long, among others.
    pub(crate) fn answer(&mut self, batch: &Arc<Batch>, index: usize) -> Line {
        const GONE: &str = "its thread has gone";
        let hand = self.hand.take().map_or_else(|| Hand::start(&self.shared), Ok)?;
        hand.tasks.send((Arc::clone(batch), index)).map_err(|_| GONE)?;
        match hand.lines.recv_timeout(self.limit) {
            Ok(line) => {
                self.hand = Some(hand);
                line
            }
            Err(RecvTimeoutError::Timeout) => {
                if self.late.len() == MOST_LATE {
                    _ = self.late.remove(0).recv();
                }
                self.late.push(hand.lines);
                Err(format!("it took more than {} s", self.limit.as_secs_f64()))
            }
            Err(RecvTimeoutError::Disconnected) => Err(GONE.to_owned()),
        }
    }
}

impl Hand {
    fn start(shared: &Arc<Shared>) -> Result<Self, String> {
        let (tasks, queue) = mpsc::sync_channel::<(Arc<Batch>, usize)>(1);
        let (answers, lines) = mpsc::sync_channel(1);
        let shared = Arc::clone(shared);
        let run = move || {
            while let Ok((batch, index)) = queue.recv() {
                if answers.send(shared.work.answer(&batch, index)).is_err() {
                    return;
                }
            }
        };
        spawn("hand".to_owned(), run).map_err(|error| format!("{error:#}"))?;
        Ok(Self { tasks, lines })
    }
}
