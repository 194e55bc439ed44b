//! Sentences joined by a product that depends on the direction.

use ndarray::Array1;

use super::{SentenceGraph, unit};
use crate::matrix::TermMatrix;

/// W = A·Bᵀ without its diagonal: the edge from u to v weighs a(u)·b(v). No sentence is joined to itself.
///
/// Exact. O(entries) time and O(terms) memory a step, as in [`CosineGraph`](super::CosineGraph).
#[derive(Debug)]
pub struct DirectedGraph {
    from: TermMatrix,
    to: TermMatrix,
    /// a(u)·b(u), to be taken off.
    loops: Array1<f64>,
    terms: Array1<f64>,
}

impl DirectedGraph {
    /// The rows of `from` send, the rows of `to` receive. Both are of the same document, without negative entries.
    pub fn new(from: TermMatrix, to: TermMatrix) -> Self {
        let loops = (0..from.len()).map(|sentence| from.similarity_to(sentence, &to, sentence)).collect();
        let terms = Array1::zeros(from.width());
        Self { from, to, loops, terms }
    }

    /// `product` = `left`·(`right`ᵀ·x) without the diagonal.
    fn multiply(
        (left, right): (&TermMatrix, &TermMatrix),
        loops: &Array1<f64>,
        terms: &mut Array1<f64>,
        x: &Array1<f64>,
        product: &mut Array1<f64>,
    ) {
        right.multiply_transposed(x, terms);
        left.multiply(terms, product);
        super::cosine::take_off_loops(loops, x, product);
    }
}

impl SentenceGraph for DirectedGraph {
    fn len(&self) -> usize {
        self.from.len()
    }

    fn is_symmetric(&self) -> bool {
        false
    }

    fn apply(&mut self, x: &Array1<f64>, product: &mut Array1<f64>) {
        Self::multiply((&self.to, &self.from), &self.loops, &mut self.terms, x, product);
    }

    fn degrees(&mut self) -> Array1<f64> {
        let mut degrees = Array1::zeros(self.len());
        let ones = Array1::ones(self.len());
        Self::multiply((&self.from, &self.to), &self.loops, &mut self.terms, &ones, &mut degrees);
        degrees
    }

    fn arriving_at(&mut self, sentence: usize) -> Array1<f64> {
        let mut weights = Array1::zeros(self.len());
        let target = unit(self.len(), sentence);
        Self::multiply((&self.from, &self.to), &self.loops, &mut self.terms, &target, &mut weights);
        weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, Document, Language};

    #[test]
    fn the_operator_equals_the_matrix_it_stands_for() {
        let doc = Document::new("Rain fell. Rain and wind rose. Wind fell. Snow.", Language::English);
        let (from, to) = (TermMatrix::counts(&doc), TermMatrix::tf_idf(&doc, &Context::default()));
        let mut graph = DirectedGraph::new(from.clone(), to.clone());
        let degrees = graph.degrees();
        let weight = |u: usize, v: usize| if u == v { 0.0 } else { from.similarity_to(u, &to, v) };
        for v in 0..doc.len() {
            let arriving = graph.arriving_at(v);
            for u in 0..doc.len() {
                assert!((arriving[u] - weight(u, v)).abs() < 1e-12);
            }
            let degree: f64 = (0..doc.len()).map(|u| weight(v, u)).sum();
            assert!((degrees[v] - degree).abs() < 1e-12);
        }
    }
}
