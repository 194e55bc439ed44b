//! [`Shared`]: what the threads of a run have in common.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use super::plan::Plan;
use super::signals::Signals;
use super::work::Work;

/// What the threads share.
pub(crate) struct Shared {
    pub(crate) plan: Plan,
    pub(crate) work: Work,
    pub(crate) max_record_bytes: usize,
    /// How long a record may take.
    pub(crate) timeout: Option<Duration>,
    pub(crate) signals: Signals,
    /// How many bytes were read from files.
    pub(crate) read: Arc<AtomicU64>,
}

/// Starts a thread that nobody waits for.
///
/// # Errors
///
/// If the system has no more threads.
pub(super) fn spawn(name: String, run: impl FnOnce() + Send + 'static) -> Result<()> {
    thread::Builder::new().name(name).spawn(run).map(drop).context("cannot start a thread")
}
