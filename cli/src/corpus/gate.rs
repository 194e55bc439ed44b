//! A bound on the bytes that are in the works.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Lets bytes through up to a limit until some come out again. What is larger than the limit goes through alone.
pub(crate) struct Gate {
    limit: usize,
    inside: Mutex<usize>,
    left: Condvar,
}

/// Bytes that are in the works until this is dropped.
pub(crate) struct Permit {
    gate: Arc<Gate>,
    bytes: usize,
}

impl Gate {
    pub(crate) fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self { limit, inside: Mutex::new(0), left: Condvar::new() })
    }

    /// Waits until there is room.
    pub(crate) fn enter(self: &Arc<Self>, bytes: usize) -> Permit {
        let inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |inside: &mut usize| *inside > 0 && *inside + bytes > self.limit;
        let mut inside = self.left.wait_while(inside, full).unwrap_or_else(PoisonError::into_inner);
        *inside += bytes;
        Permit { gate: Arc::clone(self), bytes }
    }
}

impl Permit {
    /// Whether there was no room for anything beside it.
    pub(crate) fn is_alone(&self) -> bool {
        self.bytes > self.gate.limit
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        *self.gate.inside.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.gate.left.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_goes_alone() {
        let gate = Gate::new(10);
        let (first, second) = (gate.enter(4), gate.enter(6));
        assert!(!first.is_alone());
        let waiting = {
            let gate = Arc::clone(&gate);
            std::thread::spawn(move || drop(gate.enter(99)))
        };
        assert_eq!(*gate.inside.lock().unwrap(), 10);
        drop(first);
        assert!(!waiting.is_finished());
        drop(second);
        waiting.join().expect("it came through");
        assert_eq!(*gate.inside.lock().unwrap(), 0);
    }
}
