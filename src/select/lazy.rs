//! The lazy greedy choice: for values that only ever fall as the summary grows.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::Purse;

/// A sentence that waits under the value it had when `seen` sentences had been taken.
#[derive(Debug, PartialEq)]
struct Waiting {
    value: f64,
    sentence: usize,
    seen: usize,
}

impl Eq for Waiting {}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.total_cmp(&other.value).then(other.sentence.cmp(&self.sentence))
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Takes, again and again, the sentence that fits and for which `gain`, divided by a power of its cost, is greatest (of equals,
/// the first), and tells `take` so. Ends when nothing fits or nothing is to be gained.
///
/// A gain may only fall as more is taken (the sum is submodular), so the last one known is a bound, and only the sentence
/// on top of the heap is looked at again (Minoux 1978). The result is that of the plain greedy choice.
pub(super) fn lazy_greedy<S>(
    sentences: usize,
    purse: &mut Purse<'_>,
    state: &mut S,
    cost_exponent: f64,
    gain: impl Fn(&S, usize) -> f64,
    take: impl Fn(&mut S, usize),
) {
    let value = |state: &S, purse: &Purse<'_>, sentence: usize| {
        gain(state, sentence) / (purse.cost(sentence).max(1) as f64).powf(cost_exponent)
    };
    let waiting = (0..sentences).filter(|&sentence| purse.fits(sentence));
    let mut heap: BinaryHeap<Waiting> =
        waiting.map(|sentence| Waiting { value: value(state, purse, sentence), sentence, seen: 0 }).collect();
    while let Some(top) = heap.pop() {
        let taken = purse.bought().len();
        if purse.is_empty() || top.value <= 0.0 {
            break;
        }
        if !purse.fits(top.sentence) {
            continue;
        }
        if top.seen == taken {
            purse.spend(top.sentence);
            take(state, top.sentence);
        } else {
            heap.push(Waiting { value: value(state, purse, top.sentence), seen: taken, ..top });
        }
    }
}
