//! Signals that ask for an end.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

/// Time from a signal to the end of the process, whatever it waits for: a pipe that nobody reads, a folder without end, a slow
/// record. Two seconds are promised.
const MAX_ENDING: Duration = Duration::from_millis(1_850);

/// Time between two looks at whether a signal has come.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// Whether somebody wants the run to end. The second signal ends it at once, and so does time.
#[derive(Clone)]
pub(crate) struct Signals {
    received: Arc<AtomicUsize>,
    /// Whether the next signal ends the process.
    again: Arc<AtomicBool>,
}

impl Signals {
    /// From here on SIGINT, SIGTERM and SIGHUP are noted down. One that the process was told to ignore, as `nohup` does with SIGHUP,
    /// stays ignored.
    ///
    /// # Errors
    ///
    /// If the system does not allow it.
    pub(crate) fn install() -> io::Result<Self> {
        let signals = Self { received: Arc::default(), again: Arc::default() };
        let ignored = ignored_signals();
        for signal in [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0) {
            // In the order in which they were registered: the first signal finds `again` still false.
            flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&signals.again))?;
            flag::register(signal, Arc::clone(&signals.again))?;
            let number = usize::try_from(signal).unwrap_or_default();
            flag::register_usize(signal, Arc::clone(&signals.received), number)?;
        }
        let watched = signals.clone();
        thread::Builder::new().name("signals".to_owned()).spawn(move || watched.end_in_time())?;
        Ok(signals)
    }

    /// Waits for a signal, and ends the process if nothing else has done so in time.
    fn end_in_time(&self) {
        while !self.stop() {
            thread::sleep(POLL_INTERVAL);
        }
        thread::sleep(MAX_ENDING);
        // Without the clean-up of the standard library, which waits for a standard output that is blocked.
        low_level::exit(self.code().map_or(1, i32::from));
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

/// The signals that the process ignores, as a set of bits; none where the system does not tell.
fn ignored_signals() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}
