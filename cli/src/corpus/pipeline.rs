//! One thread reads, some work, and whoever called takes what comes out, in the order of the records.
//!
//! ```text
//! reader ─► jobs ─► workers
//!    │                 │ a reply for each job
//!    └───► replies ────┴─► caller
//! ```
//!
//! For every batch the reader puts a job into one queue and the receiver of its reply into the other, so that replies are
//! taken in order without anything being sorted. Both queues are short and the bytes in the works are bounded: if the caller
//! is slow, the reader waits.
//!
//! A record that is larger than all that may be in the works is there alone. One worker does nothing else: an allocator keeps what a
//! thread has freed, and so would keep the memory of the largest record once for every thread.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;

use super::checkpoint::Position;
use super::gate::{Gate, Permit};
use super::plan::Source;
use super::shared::{Shared, spawn};
use super::timed::Timed;
use crate::records::{Batch, Failure, Place, Reader};

/// So many bytes of records are in the works for each thread, unless a single record has more.
const BYTES_A_THREAD: usize = 1 << 20;

/// What became of a few records.
pub(crate) struct Done {
    pub(crate) outcomes: Vec<Outcome>,
    /// Whether there was no more time for the others.
    pub(crate) cut_short: bool,
    /// In the works until it is written.
    _permit: Option<Permit>,
}

/// What became of a record.
pub(crate) struct Outcome {
    pub(crate) result: Ending,
    /// The number of its file.
    pub(crate) source: usize,
    /// Where to go on behind it.
    pub(crate) next: Position,
}

/// How it ended.
pub(crate) enum Ending {
    /// With a line for the output.
    Answered(Vec<u8>),
    Failed(Failure),
    /// Not the record but its whole file cannot be read from here on.
    Broken(Failure),
}

struct Job {
    batch: Batch,
    source: usize,
    /// Where to go on behind the batch.
    next: Place,
    permit: Permit,
    reply: SyncSender<Done>,
}

/// The ends of the queues that the reader fills.
struct Queues {
    jobs: SyncSender<Job>,
    /// Those that go alone.
    large: SyncSender<Job>,
    replies: SyncSender<Receiver<Done>>,
    gate: Arc<Gate>,
}

/// Starts the threads. They end with the records, or when nobody takes the replies any more; one that is blocked in a read
/// ends with the process.
///
/// # Errors
///
/// If the system has no more threads.
pub(crate) fn start(shared: &Arc<Shared>, from: Position, threads: usize) -> Result<Receiver<Receiver<Done>>> {
    let room = 2 * threads + 2;
    let (jobs, queue) = mpsc::sync_channel(room);
    let (large, large_queue) = mpsc::sync_channel(1);
    let (replies, taken) = mpsc::sync_channel(room);
    let (queue, large_queue) = (Arc::new(Mutex::new(queue)), Arc::new(Mutex::new(large_queue)));
    for number in 0..=threads {
        let queue = if number < threads { &queue } else { &large_queue };
        let (shared, queue) = (Arc::clone(shared), Arc::clone(queue));
        spawn(format!("worker {number}"), move || work(&shared, &queue))?;
    }
    let queues = Queues { jobs, large, replies, gate: Gate::new(threads * BYTES_A_THREAD) };
    let shared = Arc::clone(shared);
    // It fails when nobody listens any more, and then there is nobody to tell.
    spawn("reader".to_owned(), move || _ = read(&shared, from, &queues))?;
    Ok(taken)
}

/// Nobody listens any more.
struct Unheard;

fn read(shared: &Shared, from: Position, queues: &Queues) -> Result<(), Unheard> {
    for source in from.source..shared.plan.sources.len() {
        let start = if source == from.source { from.place } else { Place::START };
        // What reads a format is not ours; a file that makes it panic is one broken file more.
        let read = catch_unwind(AssertUnwindSafe(|| read_source(shared, source, start, queues)));
        read.unwrap_or_else(|_| give_up(source, start, "reading it panicked".to_owned(), queues))?;
    }
    Ok(())
}

fn read_source(shared: &Shared, source: usize, start: Place, queues: &Queues) -> Result<(), Unheard> {
    let Source { path, format, .. } = &shared.plan.sources[source];
    let fields = &shared.work.fields;
    let mut reader = match Reader::open(path, *format, start, shared.max_record_bytes, fields, &shared.read) {
        Ok(reader) => reader,
        Err(error) => return give_up(source, start, format!("{error:#}"), queues),
    };
    loop {
        if shared.signals.stop() {
            return Err(Unheard);
        }
        match reader.batch() {
            Ok(Some(batch)) => hand_over(batch, source, reader.place(), queues)?,
            Ok(None) => return Ok(()),
            Err(error) => return give_up(source, reader.place(), format!("{error:#}"), queues),
        }
    }
}

fn hand_over(batch: Batch, source: usize, next: Place, queues: &Queues) -> Result<(), Unheard> {
    let permit = queues.gate.enter(batch.bytes());
    let (reply, taken) = mpsc::sync_channel(1);
    queues.replies.send(taken).map_err(|_| Unheard)?;
    let jobs = if permit.is_alone() { &queues.large } else { &queues.jobs };
    jobs.send(Job { batch, source, next, permit, reply }).map_err(|_| Unheard)
}

/// Goes on with the next file.
fn give_up(source: usize, place: Place, reason: String, queues: &Queues) -> Result<(), Unheard> {
    let failure = Failure { place, bytes: 0, reason, raw: Vec::new() };
    let next = Position { source: source + 1, place: Place::START };
    let outcomes = vec![Outcome { result: Ending::Broken(failure), source, next }];
    let (reply, taken) = mpsc::sync_channel(1);
    reply.send(Done { outcomes, cut_short: false, _permit: None }).map_err(|_| Unheard)?;
    queues.replies.send(taken).map_err(|_| Unheard)
}

fn work(shared: &Arc<Shared>, queue: &Mutex<Receiver<Job>>) {
    let mut timed = shared.timeout.map(|limit| Timed::new(Arc::clone(shared), limit));
    loop {
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        let reply = job.reply.clone();
        // The caller may have gone.
        _ = reply.send(answer(shared, timed.as_mut(), job));
    }
}

fn answer(shared: &Shared, timed: Option<&mut Timed>, job: Job) -> Done {
    let Job { batch, source, next, permit, .. } = job;
    let (batch, mut timed) = (Arc::new(batch), timed);
    let mut outcomes = Vec::with_capacity(batch.len());
    for index in 0..batch.len() {
        if shared.signals.stop() {
            break;
        }
        let place = if index + 1 < batch.len() { batch.place(index + 1) } else { next };
        let line = match &mut timed {
            None => shared.work.answer(&batch, index),
            Some(timed) => timed.answer(&batch, index),
        };
        let result = match line {
            Ok(line) => Ending::Answered(line),
            Err(reason) => Ending::Failed(batch.failure(index, reason)),
        };
        outcomes.push(Outcome { result, source, next: Position { source, place } });
    }
    Done { cut_short: outcomes.len() < batch.len(), outcomes, _permit: Some(permit) }
}
