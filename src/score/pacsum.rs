//! PacSum: centrality with a direction. What later sentences take up counts for a sentence, what earlier ones said
//! already counts against it.
//!
//! Zheng & Lapata, *Sentence Centrality Revisited for Unsupervised Summarization*, ACL 2019, section 3, over tf·idf as in the
//! released code:
//!
//! e(i,j) = max(0, s(i,j) − θ), θ = min s + β·(max s − min s)
//!
//! score(i) = (1 − λ) · Σ_{j>i} e(i,j) − λ · Σ_{j<i} e(i,j)
//!
//! s is the product of tf·idf rows, not scaled to length 1, and 1 for i = j; min and max run over all pairs. idf(t) = ln(N − n + ½) −
//! ln(n + ½).
//!
//! With β = 0 and some pair without a common term, θ is 0 and both sums are products with the sum of all rows before or after:
//! O(words) (`prefix_sums`). Otherwise pairs have to be looked at, through an inverted index: Σ n(t)².

use ndarray::Array1;

use super::{Scorer, Scores};
use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::parallel::map_init;
use crate::postings::Postings;
use crate::{Result, error::check_range};

/// PacSum.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `lambda` | 0.3 | 0 to 1 | the weight of the likeness to what came before, which counts against a sentence |
/// | `beta` | 0 | 0 to 1 | where between the least and the greatest likeness an edge begins; above 0 it is quadratic |
#[derive(Clone, Copy, Debug)]
pub struct PacSum {
    /// The weight of the likeness to earlier sentences, 0 to 1; that to later ones has 1 − λ.
    pub lambda: f64,
    /// Where between the least and the greatest likeness an edge begins, 0 to 1.
    pub beta: f64,
}

impl Default for PacSum {
    /// The paper tunes both for each corpus. β = 0 is the linear case; from λ = 0 to 0.45 the mean ROUGE over eleven development
    /// sets changes by 0.3, so the value hardly matters.
    fn default() -> Self {
        Self { lambda: 0.3, beta: 0.0 }
    }
}

impl PacSum {
    /// The rows, whose products are the likenesses.
    fn rows(doc: &Document<'_>) -> TermMatrix {
        let counts = TermMatrix::counts(doc);
        let sentences = counts.len() as f64;
        let idf = counts.column_counts().mapv(|n: f64| (sentences - n + 0.5).ln() - (n + 0.5).ln());
        counts.weighted(&idf)
    }

    fn combine(&self, before: f64, after: f64) -> f64 {
        (1.0 - self.lambda) * after - self.lambda * before
    }

    /// The case θ = 0, by running sums of rows. Negative likenesses are left out of it, and there are none: a
    /// product of two rows is a sum of products of counts and squares of idf.
    fn prefix_sums(&self, rows: &TermMatrix) -> Array1<f64> {
        let mut before = Array1::zeros(rows.width());
        let mut after = Array1::zeros(rows.width());
        rows.multiply_transposed(&Array1::ones(rows.len()), &mut after);
        let score = |sentence| {
            rows.add_row(sentence, -1.0, &mut after);
            let score = self.combine(rows.dot(sentence, &before), rows.dot(sentence, &after));
            rows.add_row(sentence, 1.0, &mut before);
            score
        };
        (0..rows.len()).map(score).collect()
    }

    /// Any θ, pair by pair.
    fn pairs(&self, rows: &TermMatrix, postings: &Postings<(u32, f64)>, threshold: f64) -> Vec<f64> {
        let score = |likeness: &mut Vec<f64>, sentence: usize| {
            fill_likeness(rows, postings, sentence, likeness);
            let edge = |likeness: &f64| (likeness - threshold).max(0.0);
            let before: f64 = likeness[..sentence].iter().map(edge).sum();
            let after: f64 = likeness[sentence + 1..].iter().map(edge).sum();
            self.combine(before, after)
        };
        map_init(rows.len(), || vec![0.0; rows.len()], score)
    }
}

/// The likeness of one sentence to each other.
fn fill_likeness(rows: &TermMatrix, postings: &Postings<(u32, f64)>, sentence: usize, likeness: &mut [f64]) {
    likeness.fill(0.0);
    let (terms, weights) = rows.row(sentence);
    for (&term, weight) in terms.iter().zip(weights) {
        for &(other, other_weight) in postings.of(term) {
            likeness[other as usize] += weight * other_weight;
        }
    }
    likeness[sentence] = 1.0;
}

/// The least and the greatest likeness of any pair, each sentence with itself among them.
fn extremes(rows: &TermMatrix, postings: &Postings<(u32, f64)>) -> (f64, f64) {
    let of_row = |likeness: &mut Vec<f64>, sentence: usize| {
        fill_likeness(rows, postings, sentence, likeness);
        let low = likeness.iter().copied().fold(f64::INFINITY, f64::min);
        let high = likeness.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        (low, high)
    };
    let both = |a: (f64, f64), b: (f64, f64)| (a.0.min(b.0), a.1.max(b.1));
    map_init(rows.len(), || vec![0.0; rows.len()], of_row).into_iter().fold((1.0, 1.0), both)
}

impl Scorer for PacSum {
    fn score(&self, doc: &Document<'_>, context: &Context<'_>) -> Scores {
        let rows = Self::rows(doc);
        let scores = if self.beta == 0.0 {
            // The least likeness is 0 unless every pair shares a term, which only a handful of sentences can.
            self.prefix_sums(&rows)
        } else {
            let postings = Postings::new(&rows, 0..rows.len(), |sentence, weight| (sentence, weight));
            let (low, high) = extremes(&rows, &postings);
            Array1::from(self.pairs(&rows, &postings, low + self.beta * (high - low)))
        };
        Scores::new(scores).focused(context.relevance(doc))
    }

    fn validate(&self) -> Result<()> {
        check_range("lambda", self.lambda, 0.0, 1.0, "0 to 1")?;
        check_range("beta", self.beta, 0.0, 1.0, "0 to 1")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn running_sums_equal_the_pairs() {
        let doc = Document::new(include_str!("../../data/samples/science.txt"), Language::English);
        let rows = PacSum::rows(&doc);
        let postings = Postings::new(&rows, 0..rows.len(), |sentence, weight| (sentence, weight));
        let pacsum = PacSum::default();
        let fast = pacsum.prefix_sums(&rows);
        for (fast, slow) in fast.iter().zip(pacsum.pairs(&rows, &postings, 0.0)) {
            assert!((fast - slow).abs() < 1e-9 * slow.abs().max(1.0));
        }
    }
}
