//! The lazy greedy choice: for values that only ever fall as the summary grows.

use std::collections::BinaryHeap;

use super::Purse;
use super::waiting::Waiting;

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
    let waiting = (0..sentences).filter(|&sentence| purse.is_candidate(sentence));
    // Under the value it had when so many sentences had been taken.
    let wait = |sentence| Waiting { value: value(state, purse, sentence), index: sentence, known: 0 };
    let mut heap: BinaryHeap<Waiting<usize>> = waiting.map(wait).collect();
    while let Some(top) = heap.pop() {
        let taken = purse.bought().len();
        if purse.is_empty() || top.value <= 0.0 {
            break;
        }
        if !purse.fits(top.index) {
            continue;
        }
        if top.known == taken {
            purse.spend(top.index);
            take(state, top.index);
        } else {
            heap.push(Waiting { value: value(state, purse, top.index), known: taken, ..top });
        }
    }
}
