//! Sentences joined where they are alike enough.

use ndarray::Array1;

use super::SentenceGraph;
use crate::matrix::TermMatrix;
use crate::parallel::map_init;
use crate::postings::Postings;

/// Up to this many edges are kept in memory, 64 MiB; a denser graph is searched anew in each step.
const KEPT_EDGES: usize = 1 << 24;

/// Edges of weight 1 between sentences whose rows have a product above a threshold, each sentence
/// being joined to itself (Erkan & Radev 2004, section 3.2).
///
/// Which pairs pass the threshold is not a matter of sums, so pairs have to be looked at: those that share a
/// term, found through an inverted index. Time is Σ n(t)² over the terms t, with n(t) the number of
/// sentences that hold t: quadratic in the worst case, and spread over all cores.
#[derive(Debug)]
pub struct ThresholdGraph {
    matrix: TermMatrix,
    /// For each term, the sentences that hold it and its weight there.
    postings: Postings<(u32, f64)>,
    threshold: f64,
    /// The neighbours of each sentence, unless there are too many to keep.
    neighbours: Option<Vec<Vec<u32>>>,
}

impl ThresholdGraph {
    /// Joins the rows of `matrix` whose product is above `threshold`.
    pub fn new(matrix: TermMatrix, threshold: f64) -> Self {
        let postings = Postings::new(&matrix, 0..matrix.len(), |sentence, weight| (sentence, weight));
        let mut graph = Self { matrix, postings, threshold, neighbours: None };
        let edges: usize = graph.map_rows(|_, neighbours| neighbours.len()).iter().sum();
        if edges <= KEPT_EDGES {
            graph.neighbours = Some(graph.map_rows(|_, neighbours| neighbours.to_vec()));
        }
        graph
    }

    /// Calls `f` with each sentence and its neighbours, in parallel; results in order.
    fn map_rows<R: Send>(&self, f: impl Fn(usize, &[u32]) -> R + Sync) -> Vec<R> {
        let scratch = || (vec![0.0; self.matrix.len()], Vec::new());
        map_init(self.matrix.len(), scratch, |(sums, found), sentence| {
            self.find_neighbours(sentence, sums, found);
            f(sentence, found)
        })
    }

    /// Fills `found` with the neighbours of a sentence. `sums` is all zeros before and after.
    fn find_neighbours(&self, sentence: usize, sums: &mut [f64], found: &mut Vec<u32>) {
        found.clear();
        let (terms, weights) = self.matrix.row(sentence);
        for (&term, weight) in terms.iter().zip(weights) {
            for &(other, other_weight) in self.postings.of(term) {
                if sums[other as usize] == 0.0 {
                    found.push(other);
                }
                sums[other as usize] += weight * other_weight;
            }
        }
        // A sentence is like itself whatever rounding says.
        found.retain(|&other| std::mem::take(&mut sums[other as usize]) > self.threshold || other as usize == sentence);
    }
}

impl SentenceGraph for ThresholdGraph {
    fn len(&self) -> usize {
        self.matrix.len()
    }

    fn apply(&mut self, x: &Array1<f64>, product: &mut Array1<f64>) {
        let sum = |neighbours: &[u32]| neighbours.iter().map(|&other| x[other as usize]).sum();
        let sums: Vec<f64> = match &self.neighbours {
            Some(neighbours) => neighbours.iter().map(|row| sum(row)).collect(),
            None => self.map_rows(|_, neighbours| sum(neighbours)),
        };
        product.assign(&Array1::from(sums));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, Document, Language};

    #[test]
    fn joins_the_pairs_above_the_threshold() {
        let text = "Rain fell on the town. Rain fell. Wind rose in town. Snow.";
        let matrix = TermMatrix::tf_idf(&Document::new(text, Language::English), &Context::default());
        let mut graph = ThresholdGraph::new(matrix.clone(), 0.3);
        for a in 0..matrix.len() {
            let row = graph.arriving_at(a);
            for b in 0..matrix.len() {
                assert_eq!(row[b] == 1.0, matrix.similarity(a, b) > 0.3, "{a} {b}");
            }
        }
    }
}
