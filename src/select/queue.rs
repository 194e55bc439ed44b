//! [`Queue`]: the candidates of a selector, the one of greatest value first. [`fill`]: the greedy choice that the selectors share.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::Selection;
use super::selection::Fit;
use crate::scratch::{Scratch, reusable};

/// Values computed for one summary as long as each choice is the exact greedy one: enough for 1,000 sentences of which all are
/// selected, and less than a second's work.
const MAX_LOOKS: usize = 1 << 20;

/// Values computed a choice once there were more. Time is then linear in the length of the summary.
const MIN_LOOKS: usize = 64;

/// What a selector maximizes, one sentence at a time.
pub(super) trait Objective {
    /// Whether the value of a sentence never rises as others are selected (the objective is submodular). Then the last value known
    /// is an upper bound, and only sentences whose bound is greatest are looked at (lazy greedy; Minoux 1978).
    const DIMINISHES: bool;

    /// The value of adding `sentence` to what is selected; `None` if it should never be added.
    fn value(&mut self, sentence: usize, selection: &Selection<'_>) -> Option<f64>;

    /// Learns that `sentence` was selected.
    fn add(&mut self, _sentence: usize) {}
}

/// Adds, again and again, the sentence of greatest value (of equals, the first) until none fits.
///
/// The exact greedy choice for the first [`MAX_LOOKS`] values. Beyond, each choice is the best of the [`MIN_LOOKS`] sentences
/// whose value was greatest when last computed: their whole value if the objective diminishes, else their marginal gain.
pub(super) fn fill<O: Objective>(objective: &mut O, sentences: usize, selection: &mut Selection<'_>) {
    let mut queue = Queue::new(objective, 0..sentences, selection);
    while let Some(best) = queue.pop(objective, selection) {
        selection.try_add(best);
        objective.add(best);
        selection.follower(best).into_iter().for_each(|next| queue.push(next));
    }
}

/// What is gained for a cost, the latter to the power of `exponent`; `None` if nothing is gained.
pub(super) fn per_cost(gain: f64, cost: usize, exponent: f64) -> Option<f64> {
    (gain > 0.0).then(|| gain / (cost.max(1) as f64).powf(exponent))
}

/// The candidates that wait to be selected.
#[derive(Debug)]
pub(super) struct Queue {
    /// Under values computed for what is selected now.
    fresh: BinaryHeap<Entry>,
    /// Under values computed for an earlier state.
    stale: BinaryHeap<Entry>,
    looks: usize,
    /// The value at which the last sentence was selected.
    base: f64,
}

impl Queue {
    pub(super) fn new<O: Objective>(
        objective: &mut O,
        sentences: impl Iterator<Item = usize>,
        selection: &Selection<'_>,
    ) -> Self {
        let candidates = sentences.filter(|&sentence| selection.is_candidate(sentence));
        let entry = |index| Some(Entry { value: objective.value(index, selection)?, index });
        let entries: Scratch<Entry> = candidates.filter_map(entry).collect();
        Self {
            looks: entries.len(),
            fresh: entries.into_vec().into(),
            stale: Scratch::default().into_vec().into(),
            base: 0.0,
        }
    }

    /// Whether no sentence waits.
    pub(super) fn is_empty(&self) -> bool {
        self.fresh.is_empty() && self.stale.is_empty()
    }

    /// Adds a sentence whose value is not known. It may be there already.
    pub(super) fn push(&mut self, index: usize) {
        self.stale.push(Entry { value: f64::INFINITY, index });
    }

    /// Takes out the sentence of greatest value that fits. Those that are barred leave the queue too, as they are
    /// [pushed](Self::push) again when their [predecessor](Selection::follower) is selected.
    pub(super) fn pop<O: Objective>(&mut self, objective: &mut O, selection: &Selection<'_>) -> Option<usize> {
        if selection.is_full() {
            return None;
        }
        if !O::DIMINISHES && self.looks < MAX_LOOKS {
            self.refresh_all(objective, selection);
        }
        let most = if self.looks < MAX_LOOKS { usize::MAX } else { self.looks.saturating_add(MIN_LOOKS) };
        loop {
            self.refresh(objective, selection, most);
            let best = self.fresh.pop()?;
            if selection.fit(best.index) == Fit::Fits {
                self.settle::<O>(best);
                return Some(best.index);
            }
        }
    }

    /// Computes all values anew.
    fn refresh_all<O: Objective>(&mut self, objective: &mut O, selection: &Selection<'_>) {
        let mut entries = std::mem::take(&mut self.stale).into_vec();
        entries.retain_mut(|entry| {
            let value = selection.is_candidate(entry.index).then(|| objective.value(entry.index, selection)).flatten();
            entry.value = value.unwrap_or_default();
            value.is_some()
        });
        self.looks += entries.len();
        self.fresh.append(&mut entries.into());
    }

    /// Computes the greatest values anew, until there are `most` or the greatest is known.
    fn refresh<O: Objective>(&mut self, objective: &mut O, selection: &Selection<'_>, most: usize) {
        while let Some(&top) = self.stale.peek() {
            let is_settled = |best: &Entry| self.looks >= most || (O::DIMINISHES && *best > top);
            if self.fresh.peek().is_some_and(is_settled) {
                break;
            }
            self.stale.pop();
            if selection.is_candidate(top.index)
                && let Some(value) = objective.value(top.index, selection)
            {
                self.fresh.push(Entry { value, ..top });
                self.looks += 1;
            }
        }
    }

    /// Makes all values stale, since `best` is selected.
    fn settle<O: Objective>(&mut self, best: Entry) {
        let mut fresh = std::mem::take(&mut self.fresh);
        if !O::DIMINISHES && self.looks >= MAX_LOOKS {
            // The value of a whole summary grows with it, that of an addition does not.
            let gain = |entry: Entry| Entry { value: entry.value - self.base, ..entry };
            fresh = fresh.into_iter().map(gain).collect();
        }
        self.base = best.value;
        self.stale.append(&mut fresh);
        self.fresh = fresh;
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        drop(Scratch::from(std::mem::take(&mut self.fresh).into_vec()));
        drop(Scratch::from(std::mem::take(&mut self.stale).into_vec()));
    }
}

/// Something that waits under a value. The greatest comes first; of equals, the one with the lowest index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) value: f64,
    /// Of the sentence or term that waits.
    pub(super) index: usize,
}

reusable!(Entry);

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.total_cmp(&other.value).then(other.index.cmp(&self.index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_comes_first_and_of_equals_the_earlier() {
        let entry = |value, index| Entry { value, index };
        let mut heap = BinaryHeap::from([entry(1.0, 0), entry(2.0, 2), entry(2.0, 1)]);
        assert_eq!(heap.pop().map(|top| top.index), Some(1));
        assert_eq!(heap.pop().map(|top| top.index), Some(2));
    }
}
