//! Signals that ask for an end.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// Whether somebody wants the run to end. The second signal ends it at once.
#[derive(Clone)]
pub(crate) struct Signals {
    received: Arc<AtomicUsize>,
    /// Whether the next signal ends the process.
    again: Arc<AtomicBool>,
}

impl Signals {
    /// From here on SIGINT and SIGTERM are noted down.
    ///
    /// # Errors
    ///
    /// If the system does not allow it.
    pub(crate) fn install() -> io::Result<Self> {
        let received = Arc::new(AtomicUsize::new(0));
        let again = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            // In the order in which they were registered: the first signal finds `again` still false.
            flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&again))?;
            flag::register(signal, Arc::clone(&again))?;
            flag::register_usize(signal, Arc::clone(&received), usize::try_from(signal).unwrap_or_default())?;
        }
        Ok(Self { received, again })
    }

    /// Whether to stop.
    pub(crate) fn stop(&self) -> bool {
        self.received.load(Ordering::Relaxed) != 0
    }

    /// From here on a signal ends the process at once: there is nothing left that would be lost.
    pub(crate) fn end_at_once(&self) {
        self.again.store(true, Ordering::SeqCst);
    }

    /// The exit code that names the signal, if there was one.
    pub(crate) fn code(&self) -> Option<u8> {
        let signal = self.received.load(Ordering::Relaxed);
        u8::try_from(128 + signal).ok().filter(|_| signal != 0)
    }
}
