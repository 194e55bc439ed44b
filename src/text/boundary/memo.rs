//! A memory of verdicts, so that what was weighed once need not be weighed again.

use std::sync::atomic::{AtomicU64, Ordering};

/// What is known of a candidate before everything is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A sentence ends, whatever else may be found.
    Ends,
    /// None ends, whatever else may be found.
    GoesOn,
    /// It takes a closer look.
    Open,
}

/// Verdicts by key. A key falls on a pair of slots; a new verdict takes the slot of its key, and what stood there the other.
///
/// A verdict depends on its key alone, so that threads may share the memory without waiting for one another: the worst that
/// can happen is that two of them find out the same thing.
pub(super) struct Memo(Box<[AtomicU64]>);

/// A thousand or two of keys cover nearly all candidates of a language.
const SLOTS_LOG2: u32 = 13;

impl Memo {
    pub(super) fn new() -> Self {
        Self((0..1 << SLOTS_LOG2).map(|_| AtomicU64::new(0)).collect())
    }

    /// The verdict for `key`, which is below 2⁶², found by `weigh` if it is not remembered.
    #[inline]
    pub(super) fn verdict(&self, key: u64, weigh: impl FnOnce() -> Verdict) -> Verdict {
        // Fibonacci hashing: the upper bits of the product depend on all bits of the key.
        let slot = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - SLOTS_LOG2)) as usize;
        let (newer, older) = (&self.0[slot], &self.0[slot ^ 1]);
        if let Some(verdict) = remembered(newer, key).or_else(|| remembered(older, key)) {
            return verdict;
        }
        let verdict = weigh();
        older.store(newer.load(Ordering::Relaxed), Ordering::Relaxed);
        newer.store(key << 2 | (verdict as u64 + 1), Ordering::Relaxed);
        verdict
    }
}

/// What `slot` holds, if it holds a verdict for `key`.
#[inline]
fn remembered(slot: &AtomicU64, key: u64) -> Option<Verdict> {
    let held = slot.load(Ordering::Relaxed);
    match held & 3 {
        _ if held >> 2 != key => None,
        1 => Some(Verdict::Ends),
        2 => Some(Verdict::GoesOn),
        3 => Some(Verdict::Open),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_each_verdict_by_its_key() {
        let memo = Memo::new();
        let all = [Verdict::Ends, Verdict::GoesOn, Verdict::Open];
        for round in 0..2 {
            for key in 0..10_000 {
                assert_eq!(
                    memo.verdict(key, || all[key as usize % 3]),
                    all[key as usize % 3],
                    "{key} in round {round}"
                );
            }
        }
        assert_eq!(memo.verdict(9_999, || panic!("it was met just now")), all[0]);
    }
}
