//! [`Measures`]: all that is measured of one summary.

use crate::{Fragments, RougeScores};

/// What is measured of a summary.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    /// ROUGE, for each kind by the best reference.
    pub rouge: RougeScores,
    /// chrF2 by the best reference, 0 to 1.
    pub chrf: f64,
    /// Coverage, density and compression.
    pub fragments: Fragments,
    /// The share of repeated pairs of tokens, 0 to 1.
    pub redundancy: f64,
    /// Its length in words (characters where they are the tokens).
    pub words: f64,
    /// Its length in sentences.
    pub sentences: f64,
}

/// The names of all measures, in the order of [`Measures::values`]. `mean_f1` is the mean of `rouge1_f1`, `rouge2_f1` and
/// `rougeLsum_f1`.
pub const MEASURES: [&str; 23] = [
    "rouge1_precision",
    "rouge1_recall",
    "rouge1_f1",
    "rouge2_precision",
    "rouge2_recall",
    "rouge2_f1",
    "rouge3_precision",
    "rouge3_recall",
    "rouge3_f1",
    "rougeL_precision",
    "rougeL_recall",
    "rougeL_f1",
    "rougeLsum_precision",
    "rougeLsum_recall",
    "rougeLsum_f1",
    "mean_f1",
    "chrf",
    "coverage",
    "density",
    "compression",
    "redundancy",
    "words",
    "sentences",
];

impl Measures {
    /// All values, in the order of [`MEASURES`].
    pub fn values(&self) -> [f64; MEASURES.len()] {
        let RougeScores { one, two, three, l, lsum } = self.rouge;
        let mut values = [0.0; MEASURES.len()];
        for (slots, score) in values.chunks_mut(3).zip([one, two, three, l, lsum]) {
            slots.copy_from_slice(&[score.precision, score.recall, score.f1]);
        }
        let Fragments { coverage, density, compression } = self.fragments;
        let rest = [
            self.rouge.mean_f1(),
            self.chrf,
            coverage,
            density,
            compression,
            self.redundancy,
            self.words,
            self.sentences,
        ];
        values[MEASURES.len() - rest.len()..].copy_from_slice(&rest);
        values
    }
}

/// The place of a measure among [`MEASURES`].
pub fn measure(name: &str) -> Option<usize> {
    MEASURES.iter().position(|measure| *measure == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Score;

    #[test]
    fn every_value_has_its_name() {
        let score = |f1| Score { precision: f1 + 0.1, recall: f1 + 0.2, f1 };
        let rouge =
            RougeScores { one: score(1.0), two: score(2.0), three: score(3.0), l: score(4.0), lsum: score(6.0) };
        let measures =
            Measures { rouge, chrf: 7.0, words: 8.0, sentences: 9.0, redundancy: 10.0, ..Measures::default() };
        let value = |name| measures.values()[measure(name).unwrap()];
        assert_eq!((value("rouge1_f1"), value("rouge2_recall"), value("rougeL_precision")), (1.0, 2.2, 4.1));
        assert_eq!((value("mean_f1"), value("chrf"), value("words"), value("sentences")), (3.0, 7.0, 8.0, 9.0));
        assert_eq!(value("redundancy"), 10.0);
    }
}
