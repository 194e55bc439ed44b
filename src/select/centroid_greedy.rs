//! Summary-level centroid: the sentences that *together* come nearest to the centroid of the text.
//!
//! Gholipour Ghalandari, *Revisiting the Centroid-based Method: A Strong Baseline for Multi-Document Summarization*, NewSum
//! workshop 2017, section 3: greedily add the sentence s that maximizes
//!
//! cos(c, x(s) + Σ x(t) over the sentences t taken so far)
//!
//! where c is the sum of all tf·idf rows. Sentences that repeat each other bend the sum away from c, so that no other measure
//! against redundancy is needed.
//!
//! Does not look at scores. The cosine follows from three products, so a choice costs O(words). A summary of more than a million values
//! is no longer the exact greedy one: see [`fill`].

use ndarray::Array1;

use super::queue::{Objective, fill};
use super::{Selection, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::score::Scores;

/// Summary-level centroid. Has no parameters.
///
/// The exact greedy choice up to about a million values, enough for 1,000 sentences of which all are selected; beyond, each choice is
/// the best of 64 sentences.
#[derive(Clone, Copy, Debug, Default)]
pub struct CentroidGreedy;

/// The sum of the rows selected, and its products with the centroid and itself.
struct Sum<'m> {
    matrix: &'m TermMatrix,
    centroid: Array1<f64>,
    row: Array1<f64>,
    with_centroid: f64,
    squared: f64,
}

impl Sum<'_> {
    /// Both products once a row is added.
    fn grown(&self, sentence: usize) -> (f64, f64) {
        let with_centroid = self.with_centroid + self.matrix.dot(sentence, &self.centroid);
        let own = self.matrix.similarity(sentence, sentence);
        (with_centroid, self.squared + 2.0 * self.matrix.dot(sentence, &self.row) + own)
    }
}

impl Objective for Sum<'_> {
    const DIMINISHES: bool = false;

    fn value(&mut self, sentence: usize, _: &Selection<'_>) -> Option<f64> {
        let (with_centroid, squared) = self.grown(sentence);
        Some(if squared > 0.0 { with_centroid / squared.sqrt() } else { 0.0 })
    }

    fn add(&mut self, sentence: usize) {
        (self.with_centroid, self.squared) = self.grown(sentence);
        self.matrix.add_row(sentence, 1.0, &mut self.row);
    }
}

impl Selector for CentroidGreedy {
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, _: &Scores, selection: &mut Selection<'_>) {
        let matrix = TermMatrix::tf_idf(doc, context);
        let mut centroid = Array1::zeros(matrix.width());
        matrix.multiply_transposed(&context.attention(doc), &mut centroid);
        let row = Array1::zeros(matrix.width());
        let mut sum = Sum { matrix: &matrix, centroid, row, with_centroid: 0.0, squared: 0.0 };
        fill(&mut sum, doc.len(), selection);
    }
}
