//! The greedy choice that several selectors share.

use super::Purse;

/// Takes, again and again, the sentence that fits and for which `value` is greatest (of equals, the first), and tells
/// `take` so. Ends when nothing fits, or when no sentence has a value.
///
/// Looks at every sentence for every pick, so `value` should be quick; selectors whose values only ever fall
/// can do with less, as [`Mmr`](super::Mmr) does.
pub(super) fn greedy<S>(
    sentences: usize,
    purse: &mut Purse<'_>,
    mut state: S,
    value: impl Fn(&S, usize) -> Option<f64>,
    take: impl Fn(&mut S, usize),
) {
    let mut waiting: Vec<usize> = (0..sentences).collect();
    while !purse.is_empty() {
        waiting.retain(|&sentence| purse.is_candidate(sentence));
        let fitting = waiting.iter().filter(|&&sentence| purse.fits(sentence));
        let valued = fitting.filter_map(|&sentence| Some((sentence, value(&state, sentence)?)));
        let Some((best, _)) = valued.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))) else { break };
        purse.spend(best);
        take(&mut state, best);
    }
}
