//! Random: no opinion, the same one every time.
//!
//! The floor under every comparison: a method that does not beat it has learned nothing of the text. Scores come from a seed and
//! the number of the sentence by SplitMix64 (Steele, Lea & Flood, *Fast Splittable Pseudorandom Number
//! Generators*, OOPSLA 2014), so they are the same on every machine. O(sentences).

use super::{Scorer, Scores};
use crate::context::Context;
use crate::document::Document;

/// Scores by chance, evenly from 0 to 1. It does not look at the query.
#[derive(Clone, Copy, Debug, Default)]
pub struct Random {
    /// Another seed, another order.
    pub seed: u64,
}

impl Scorer for Random {
    fn score(&self, doc: &Document<'_>, _: &Context<'_>) -> Scores {
        let scores: Vec<f64> = (0..doc.len() as u64).map(|sentence| chance(self.seed, sentence)).collect();
        Scores::new(scores)
    }
}

/// The `number`-th output of SplitMix64, as a fraction of its range.
fn chance(seed: u64, number: u64) -> f64 {
    let mut z = seed.wrapping_add((number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^= z >> 31;
    // The upper 53 bits fill the fraction of a double.
    (z >> 11) as f64 / (1u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_the_published_sequence() {
        // The first outputs for seed 1234567, as in the reference implementation.
        let expected = [6_457_827_717_110_365_317u64, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        for (number, expected) in expected.into_iter().enumerate() {
            assert_eq!(chance(1_234_567, number as u64), (expected >> 11) as f64 / (1u64 << 53) as f64);
        }
    }
}
