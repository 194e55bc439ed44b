//! chrF: the characters a summary shares with a reference, in runs of 1 to 6.
//!
//! Popović, *chrF: character n-gram F-score for automatic MT evaluation*, 2015, with β = 2 as in chrF2, as sacreBLEU 2 computes it for a
//! sentence: white space left out, case kept, orders for which a side has no run left out of the mean. It needs no tokens, so it
//! means the same in every language.

/// The longest runs that are compared.
const ORDERS: usize = 6;

/// Recall counts β times as much as precision.
const BETA: f64 = 2.0;

/// The runs of a text, of each length, sorted.
#[derive(Clone, Debug)]
pub struct Runs([Vec<u128>; ORDERS]);

impl Runs {
    /// Finds the runs.
    pub fn new(text: &str) -> Self {
        let chars: Vec<u128> = text.chars().filter(|c| !c.is_whitespace()).map(|c| u128::from(u32::from(c))).collect();
        Self(std::array::from_fn(|order| {
            // A character takes 21 bits, so six fit.
            let pack = |run: &[u128]| run.iter().fold(0, |packed, c| packed << 21 | c);
            let mut runs: Vec<u128> = chars.windows(order + 1).map(pack).collect();
            runs.sort_unstable();
            runs
        }))
    }
}

/// chrF of a summary against one reference, from 0 to 1 (papers print it times 100).
///
/// ```
/// use excerpt_eval::{Runs, chrf};
///
/// assert_eq!(chrf(&Runs::new("Rain fell."), &Runs::new("Rain  fell.")), 1.0);
/// assert_eq!(chrf(&Runs::new("Rain fell."), &Runs::new("")), 0.0);
/// ```
pub fn chrf(reference: &Runs, summary: &Runs) -> f64 {
    let pairs =
        reference.0.iter().zip(&summary.0).filter(|(reference, summary)| !reference.is_empty() && !summary.is_empty());
    let (mut precision, mut recall, mut orders) = (0.0, 0.0, 0.0);
    for (reference, summary) in pairs {
        let shared = shared(reference, summary) as f64;
        precision += shared / summary.len() as f64;
        recall += shared / reference.len() as f64;
        orders += 1.0;
    }
    if precision + recall == 0.0 {
        return 0.0;
    }
    let (precision, recall) = (precision / orders, recall / orders);
    (1.0 + BETA * BETA) * precision * recall / (BETA * BETA * precision + recall)
}

/// How many elements two sorted lists share, each as often as both have it.
fn shared(mut a: &[u128], mut b: &[u128]) -> usize {
    let mut count = 0;
    while let ([first, rest_a @ ..], [second, rest_b @ ..]) = (a, b) {
        count += usize::from(first == second);
        (a, b) = (if first <= second { rest_a } else { a }, if second <= first { rest_b } else { b });
    }
    count
}
