//! Submodular: the set of sentences that covers the words of the text, each further mention counting less.
//!
//! Lin & Bilmes, *A Class of Submodular Functions for Document Summarization*, ACL 2011, with their greedy choice under a
//! knapsack and its guarantee; the function is the feature-based one of Kirchhoff & Bilmes, *Submodularity for Data Selection in
//! Machine Translation*, EMNLP 2014, which needs no pairs of sentences:
//!
//! F(S) = Σ_t w(t) · √( Σ over the s in S of x(s,t) ), w(t) = Σ over all s of x(s,t), x the tf·idf rows
//!
//! Each step takes the sentence with the greatest gain for its cost, gain / costʳ. If a single sentence that fits is
//! worth more than all that were taken, it is taken instead; so F is at least (1 − 1/√e) of the best there is.
//!
//! Does not look at scores. The greedy choice is lazy: hardly more than O(words) for a short summary. A summary of more than a million
//! values is no longer the exact greedy one: see [`fill`].

use ndarray::Array1;

use super::queue::{Objective, fill, per_cost};
use super::{Selection, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::score::Scores;
use crate::vocabulary::TermId;
use crate::{Result, error::check_range};

/// Feature-based submodular coverage.
///
/// The exact greedy choice up to about a million values, enough for 1,000 sentences of which all are selected; beyond, each choice is
/// the best of 64 sentences.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `cost_exponent` | 0.3 | 0 to 2 | r: at 0 cost does not matter, at 1 each word must bring its share |
#[derive(Clone, Copy, Debug)]
pub struct Submodular {
    /// How much cost counts against gain, 0 to 2.
    pub cost_exponent: f64,
}

impl Default for Submodular {
    /// Near the value that Lin & Bilmes found best on DUC 2003.
    fn default() -> Self {
        Self { cost_exponent: 0.3 }
    }
}

/// How far the terms are covered.
struct Covered<'m> {
    matrix: &'m TermMatrix,
    weights: Array1<f64>,
    cost_exponent: f64,
    covered: Array1<f64>,
}

impl Covered<'_> {
    /// What a sentence would add to F.
    fn gain(&self, sentence: usize) -> f64 {
        let (terms, values) = self.matrix.row(sentence);
        let one = |(term, value): (&TermId, &f64)| {
            let before = self.covered[term.index()];
            self.weights[term.index()] * ((before + value).sqrt() - before.sqrt())
        };
        terms.iter().zip(values).map(one).sum::<f64>()
    }
}

impl Objective for Covered<'_> {
    const DIMINISHES: bool = true;

    fn value(&mut self, sentence: usize, selection: &Selection<'_>) -> Option<f64> {
        per_cost(self.gain(sentence), selection.cost(sentence), self.cost_exponent)
    }

    fn add(&mut self, sentence: usize) {
        self.matrix.add_row(sentence, 1.0, &mut self.covered);
    }
}

impl Selector for Submodular {
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, _: &Scores, selection: &mut Selection<'_>) {
        let matrix = TermMatrix::tf_idf(doc, context);
        let mut weights = Array1::zeros(matrix.width());
        matrix.multiply_transposed(&context.attention(doc), &mut weights);
        let covered = Array1::zeros(matrix.width());
        let mut covered = Covered { matrix: &matrix, weights, cost_exponent: self.cost_exponent, covered };
        let full = selection.clone();
        fill(&mut covered, doc.len(), selection);

        let worth = covered.weights.dot(&covered.covered.mapv(f64::sqrt));
        covered.covered.fill(0.0);
        let single = (0..doc.len()).filter(|&sentence| full.fits(sentence)).map(|s| (s, covered.gain(s)));
        let best = single.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        if let Some((sentence, _)) = best.filter(|(_, alone)| *alone > worth || selection.selected().is_empty()) {
            *selection = full;
            selection.try_add(sentence);
        }
    }

    fn validate(&self) -> Result<()> {
        check_range("cost_exponent", self.cost_exponent, 0.0, 2.0, "0 to 2")
    }
}
