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
//! costs its length and a choice O(words). A summary of more than a million values is no longer the exact greedy one: see [`fill`].

use ndarray::Array1;

use super::queue::{Objective, fill};
use super::{Selection, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::score::Scores;
use crate::vocabulary::TermId;
use crate::{Result, error::check_range};

/// KL-Sum.
///
/// The exact greedy choice up to about a million values, enough for 1,000 sentences of which all are selected; beyond, each choice is
/// the best of 64 sentences.
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
struct Summary<'m> {
    matrix: &'m TermMatrix,
    /// The share of each term in the text.
    shares: Array1<f64>,
    smoothing: f64,
    counts: Array1<f64>,
    total: f64,
}

impl Objective for Summary<'_> {
    /// The values of all sentences fall as the summary grows, those of short ones faster: bounds tell little.
    const DIMINISHES: bool = false;

    /// −KL(P‖Q) up to what no sentence can change.
    fn value(&mut self, sentence: usize, _: &Selection<'_>) -> Option<f64> {
        let (terms, counts) = self.matrix.row(sentence);
        let gain = |(term, count): (&TermId, &f64)| {
            let before = self.counts[term.index()] + self.smoothing;
            self.shares[term.index()] * ((before + count) / before).ln()
        };
        let gains: f64 = terms.iter().zip(counts).map(gain).sum();
        let total = self.total + counts.iter().sum::<f64>();
        let prior = self.smoothing * self.matrix.width() as f64;
        Some(gains - (total + prior).max(f64::MIN_POSITIVE).ln())
    }

    fn add(&mut self, sentence: usize) {
        self.matrix.add_row(sentence, 1.0, &mut self.counts);
        self.total += self.matrix.row(sentence).1.iter().sum::<f64>();
    }
}

impl Selector for KlSum {
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, _: &Scores, selection: &mut Selection<'_>) {
        let matrix = TermMatrix::counts(doc);
        let shares = matrix.term_shares(&context.attention(doc));
        let counts = Array1::zeros(matrix.width());
        let mut summary = Summary { matrix: &matrix, shares, smoothing: self.smoothing, counts, total: 0.0 };
        fill(&mut summary, doc.len(), selection);
    }

    fn validate(&self) -> Result<()> {
        check_range("smoothing", self.smoothing, 1e-6, 1.0, "0.000001 to 1")
    }
}
