//! [`Memo`]: a cache of verdicts by the features they depend on.

use std::sync::atomic::{AtomicU64, Ordering};

/// What the features known so far say about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A sentence ends, whatever the other features are.
    Ends,
    /// No sentence ends, whatever the other features are.
    Continues,
    /// It depends on the other features.
    Undecided,
}

/// A hash table from keys to verdicts, lossy and lock-free. Each pair of neighbouring slots is a two-way set: a new verdict
/// takes one slot and moves the verdict in it to the other.
///
/// A verdict is a function of its key, and a slot has both in one atomic word. So threads can share the table without
/// synchronization: at worst two of them compute the same verdict.
pub(super) struct Memo(Box<[AtomicU64]>);

/// Number of slots, as a power of two. A thousand or two of keys cover nearly all candidates of a language.
const SLOTS_LOG2: u32 = 13;

/// Number of bits of a slot that encode the verdict; the key has the others.
const VERDICT_BITS: u32 = 2;

impl Memo {
    pub(super) fn new() -> Self {
        Self((0..1 << SLOTS_LOG2).map(|_| AtomicU64::new(0)).collect())
    }

    /// The verdict for `key`, which must be below 2⁶², from the table or else from `decide`.
    #[inline]
    pub(super) fn verdict(&self, key: u64, decide: impl FnOnce() -> Verdict) -> Verdict {
        // Fibonacci hashing: the upper bits of the product depend on all bits of the key.
        let slot = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - SLOTS_LOG2)) as usize;
        let (newer, older) = (&self.0[slot], &self.0[slot ^ 1]);
        if let Some(verdict) = cached(newer, key).or_else(|| cached(older, key)) {
            return verdict;
        }
        let verdict = decide();
        older.store(newer.load(Ordering::Relaxed), Ordering::Relaxed);
        newer.store(key << VERDICT_BITS | (verdict as u64 + 1), Ordering::Relaxed);
        verdict
    }
}

/// The verdict in a slot, if it is the one for `key`. An empty slot is 0.
#[inline]
fn cached(slot: &AtomicU64, key: u64) -> Option<Verdict> {
    let entry = slot.load(Ordering::Relaxed);
    match entry & 3 {
        _ if entry >> VERDICT_BITS != key => None,
        1 => Some(Verdict::Ends),
        2 => Some(Verdict::Continues),
        3 => Some(Verdict::Undecided),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_comes_back_for_its_key() {
        let memo = Memo::new();
        let all = [Verdict::Ends, Verdict::Continues, Verdict::Undecided];
        for round in 0..2 {
            for key in 0..10_000 {
                assert_eq!(
                    memo.verdict(key, || all[key as usize % 3]),
                    all[key as usize % 3],
                    "{key} in round {round}"
                );
            }
        }
        assert_eq!(memo.verdict(9_999, || panic!("cached just now")), all[0]);
    }
}
