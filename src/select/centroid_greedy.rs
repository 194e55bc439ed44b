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
//! Does not look at scores. The cosine follows from three products, so a pick costs O(words).

use ndarray::Array1;

use super::greedy::greedy;
use super::{Purse, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::score::Scores;

/// Summary-level centroid. Has no parameters.
#[derive(Clone, Copy, Debug, Default)]
pub struct CentroidGreedy;

/// The sum of the rows taken, and its products with the centroid and itself.
struct Sum {
    row: Array1<f64>,
    with_centroid: f64,
    squared: f64,
}

impl Selector for CentroidGreedy {
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, _: &Scores, purse: &mut Purse<'_>) {
        let matrix = TermMatrix::tf_idf(doc, context);
        let mut centroid = Array1::zeros(matrix.width());
        matrix.multiply_transposed(&context.attention(doc), &mut centroid);
        let grown = |sum: &Sum, sentence: usize| {
            let with_centroid = sum.with_centroid + matrix.dot(sentence, &centroid);
            let own = matrix.similarity(sentence, sentence);
            (with_centroid, sum.squared + 2.0 * matrix.dot(sentence, &sum.row) + own)
        };
        let value = |sum: &Sum, sentence: usize| {
            let (with_centroid, squared) = grown(sum, sentence);
            Some(if squared > 0.0 { with_centroid / squared.sqrt() } else { 0.0 })
        };
        let take = |sum: &mut Sum, sentence: usize| {
            (sum.with_centroid, sum.squared) = grown(sum, sentence);
            matrix.add_row(sentence, 1.0, &mut sum.row);
        };
        let nothing = Sum { row: Array1::zeros(matrix.width()), with_centroid: 0.0, squared: 0.0 };
        greedy(doc.len(), purse, nothing, value, take);
    }
}
