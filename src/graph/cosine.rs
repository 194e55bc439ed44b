//! Sentences joined by the cosine of their term weights.

use ndarray::Array1;

use super::SentenceGraph;
use crate::matrix::TermMatrix;
use crate::postings::Postings;

/// Sentences joined by the product of their rows: by their cosine, if rows have length 1.
///
/// W = X·Xᵀ, so that W·x = X·(Xᵀ·x): two passes over the entries of X (Lin & Cohen, *A Very Fast Method
/// for Clustering Big Text Datasets*, ECAI 2010). Exact. O(entries) time and O(terms) memory.
#[derive(Debug)]
pub struct CosineGraph {
    matrix: TermMatrix,
    /// The weight of each sentence's edge to itself, to be taken off; empty if loops stay.
    loops: Option<Array1<f64>>,
    terms: Array1<f64>,
}

impl CosineGraph {
    /// Each sentence is joined to itself too.
    pub fn with_loops(matrix: TermMatrix) -> Self {
        let terms = Array1::zeros(matrix.width());
        Self { matrix, loops: None, terms }
    }

    /// No sentence is joined to itself.
    pub fn without_loops(matrix: TermMatrix) -> Self {
        let loops = Some(matrix.squared_lengths());
        Self { loops, ..Self::with_loops(matrix) }
    }
}

impl SentenceGraph for CosineGraph {
    fn len(&self) -> usize {
        self.matrix.len()
    }

    /// Term by term: few pairs of sentences share many.
    fn weights(&self) -> Option<Vec<f64>> {
        let n = self.len();
        if n > super::FEW {
            return None;
        }
        let mut weights = vec![0.0; n * n];
        for sentences in Postings::new(&self.matrix, 0..n, |sentence, weight| (sentence, weight)).by_term() {
            for (place, &(a, of_a)) in sentences.iter().enumerate() {
                sentences[place..].iter().for_each(|&(b, of_b)| weights[a as usize * n + b as usize] += of_a * of_b);
            }
        }
        for a in 0..n {
            // What is left of a loop that was taken off would be rounding error.
            weights[a * n + a] = if self.loops.is_some() { 0.0 } else { weights[a * n + a] };
            (0..a).for_each(|b| weights[a * n + b] = weights[b * n + a]);
        }
        Some(weights)
    }

    fn apply(&mut self, x: &Array1<f64>, product: &mut Array1<f64>) {
        self.matrix.multiply_transposed(x, &mut self.terms);
        self.matrix.multiply(&self.terms, product);
        if let Some(loops) = &self.loops {
            take_off_loops(loops, x, product);
        }
    }
}

/// Takes off what each sentence sent to itself.
pub(super) fn take_off_loops(loops: &Array1<f64>, x: &Array1<f64>, product: &mut Array1<f64>) {
    ndarray::Zip::from(product).and(loops).and(x).for_each(|y, &weight, &x| {
        *y -= weight * x;
        // What is left of a sentence without neighbours is rounding error.
        if y.abs() < weight * x.abs() * 1e-13 {
            *y = 0.0;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, Document, Language};

    const TEXT: &str = "Rain fell. Rain and wind rose. Wind fell. Snow.";

    #[test]
    fn the_operator_equals_the_matrix_it_stands_for() {
        let matrix = TermMatrix::tf_idf(&Document::new(TEXT, Language::English), &Context::default());
        for (mut graph, loops) in
            [(CosineGraph::with_loops(matrix.clone()), 1.0), (CosineGraph::without_loops(matrix.clone()), 0.0)]
        {
            for a in 0..matrix.len() {
                let row = graph.arriving_at(a);
                for b in 0..matrix.len() {
                    let expected = if a == b { loops } else { matrix.similarity(a, b) };
                    assert!((row[b] - expected).abs() < 1e-12);
                }
            }
        }
    }
}
