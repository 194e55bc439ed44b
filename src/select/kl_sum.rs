//! KL-Sum: the summary whose words are distributed as those of the text.
//!
//! Haghighi & Vanderwende, *Exploring Content Models for Multi-Document Summarization*, NAACL 2009, section 3.2: greedily add
//! the sentence for which KL(P‖Q) is least, P being the distribution of terms in the text and Q that in the summary with it:
//!
//! KL(P‖Q) = Σ_t P(t) · ln(P(t) / Q(t)), Q(t) = (c(t) + δ) / (N + δ·V)
//!
//! with c(t) the count in the summary, N its sum and V the number of different terms.
//!
//! Does not look at scores. Only the terms of the sentence and the length of the summary change Q, so a look at a sentence
//! costs its length and a pick O(words).

use ndarray::Array1;

use super::greedy::greedy;
use super::{Purse, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::score::Scores;
use crate::{Result, error::check_range};

/// KL-Sum.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `smoothing` | 0.01 | 0.000001 to 1 | δ, what a term counts that the summary does not hold |
#[derive(Clone, Copy, Debug)]
pub struct KlSum {
    /// What a term counts that the summary does not hold, 0.000001 to 1.
    pub smoothing: f64,
}

impl Default for KlSum {
    /// Small enough that a term left out is felt, as without any smoothing KL would be infinite.
    fn default() -> Self {
        Self { smoothing: 0.01 }
    }
}

/// The summary so far.
struct Summary {
    counts: Array1<f64>,
    total: f64,
}

impl Selector for KlSum {
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, _: &Scores, purse: &mut Purse<'_>) {
        let matrix = TermMatrix::counts(doc);
        let shares = matrix.term_shares(&context.attention(doc));
        let prior = self.smoothing * matrix.width() as f64;
        // −KL(P‖Q) up to what no sentence can change.
        let value = |summary: &Summary, sentence: usize| {
            let (terms, counts) = matrix.row(sentence);
            let gain = |(term, count): (&crate::TermId, &f64)| {
                let before = summary.counts[term.index()] + self.smoothing;
                shares[term.index()] * ((before + count) / before).ln()
            };
            let gains: f64 = terms.iter().zip(counts).map(gain).sum();
            let total = summary.total + counts.iter().sum::<f64>();
            Some(gains - (total + prior).max(f64::MIN_POSITIVE).ln())
        };
        let take = |summary: &mut Summary, sentence: usize| {
            matrix.add_row(sentence, 1.0, &mut summary.counts);
            summary.total += doc.terms(sentence).len() as f64;
        };
        let nothing = Summary { counts: Array1::zeros(matrix.width()), total: 0.0 };
        greedy(doc.len(), purse, nothing, value, take);
    }

    fn validate(&self) -> Result<()> {
        check_range("smoothing", self.smoothing, 1e-6, 1.0, "0.000001 to 1")
    }
}
