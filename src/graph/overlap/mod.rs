//! Sentences joined by the terms they share, for their length: the graph of TextRank.

mod kernel;
mod terms;

use ndarray::Array1;

use super::SentenceGraph;
use crate::matrix::TermMatrix;
use crate::parallel::has_threads;
use crate::postings::Postings;
use crate::scratch::Scratch;
use terms::Terms;

/// Up to this many sentences, all weights are worked out once: they fit in the cache of a core (512 KB), and to multiply by them takes
/// a fraction of the time that going through the terms does. This far, quadratic is quicker.
const FEW: usize = 256;

/// Edge weights |a ∩ b| / (ln |a| + ln |b|), where a sentence is the set of its terms (Mihalcea & Tarau,
/// *TextRank: Bringing Order into Texts*, EMNLP 2004, section 4.1). No sentence is joined to itself.
///
/// The denominator keeps W from being a product of two sparse matrices, but it is a short sum of such products, to the last digits of
/// a number (`kernel`). So a product takes O(entries) time, however long the text and however many lengths its sentences have.
#[derive(Debug)]
pub struct OverlapGraph {
    sentences: usize,
    product: Product,
}

/// A way to multiply.
#[derive(Debug)]
enum Product {
    /// By all weights, row by row.
    Weights(Scratch<f64>),
    Terms(Box<Terms>),
}

impl OverlapGraph {
    /// The graph over the terms of each row; how often a row has a term makes no difference.
    pub fn new(matrix: &TermMatrix) -> Self {
        let is_small = matrix.len() <= FEW;
        let product =
            if is_small { Product::Weights(all_weights(matrix)) } else { Product::Terms(Box::new(Terms::new(matrix))) };
        Self { sentences: matrix.len(), product }
    }

    /// Does `work` with products made on several threads, if the graph is worth that, and if this is not one of the threads already: those
    /// have other texts to read, and would begin one in the middle of this.
    pub(crate) fn with_threads<R: Send>(mut self, work: impl FnOnce(Self) -> R + Send) -> R {
        match &mut self.product {
            Product::Terms(terms)
                if terms.is_worth_threads() && rayon::current_thread_index().is_none() && has_threads() =>
            {
                terms.use_threads();
                // To go to the threads once takes less time than to go there for each product.
                rayon::scope(|_| work(self))
            }
            _ => work(self),
        }
    }
}

/// The logarithm of the length of a sentence in terms. Without any it has no edges, and the length does not matter.
fn log_length(terms: usize) -> f64 {
    (terms.max(1) as f64).ln()
}

/// The weight that one shared term gives to the edge between two sentences.
fn weight(log_a: f64, log_b: f64) -> f64 {
    let sum = log_a + log_b;
    // Two sentences of one term each: ln 1 + ln 1 = 0.
    if sum > 0.0 { 1.0 / sum } else { 0.0 }
}

/// The weight of each pair.
fn all_weights(matrix: &TermMatrix) -> Scratch<f64> {
    let n = matrix.len();
    let logs: Scratch<f64> = (0..n).map(|sentence| log_length(matrix.row(sentence).0.len())).collect();
    let mut weights = Scratch::filled(0.0, n * n);
    for sentences in Postings::new(matrix, 0..n, |sentence, _| sentence).by_term() {
        for (place, &a) in sentences.iter().enumerate() {
            let row = &mut weights[a as usize * n..][..n];
            sentences[place + 1..].iter().for_each(|&b| row[b as usize] += 1.0);
        }
    }
    for a in 0..n {
        for b in a + 1..n {
            if weights[a * n + b] > 0.0 {
                weights[a * n + b] *= weight(logs[a], logs[b]);
                weights[b * n + a] = weights[a * n + b];
            }
        }
    }
    weights
}

/// The product of a symmetric matrix with `x`, as the sum of its rows, each times its entry of `x`. Four rows at a time: then sums stay
/// in registers for as long, and several entries are worked on at once.
fn multiply(rows: &[f64], x: &Array1<f64>, product: &mut Array1<f64>) {
    let n = x.len();
    product.fill(0.0);
    let Some(product) = product.as_slice_mut() else { return };
    let mut x = x.iter().copied();
    for rows in rows.chunks(4 * n.max(1)) {
        let mut row = rows.chunks_exact(n);
        let mut next = || (row.next().unwrap_or(&rows[..n]), x.next().unwrap_or(0.0));
        let [(a, u), (b, v), (c, w), (d, z)] = [next(), next(), next(), next()];
        for ((((sum, a), b), c), d) in product.iter_mut().zip(a).zip(b).zip(c).zip(d) {
            *sum += (a * u + b * v) + (c * w + d * z);
        }
    }
}

impl SentenceGraph for OverlapGraph {
    fn len(&self) -> usize {
        self.sentences
    }

    fn degrees(&mut self) -> Array1<f64> {
        match &self.product {
            Product::Weights(weights) => {
                weights.chunks_exact(self.sentences.max(1)).map(|row| row.iter().sum()).collect()
            }
            Product::Terms(_) => super::product_of_ones(self),
        }
    }

    fn weights(&self) -> Option<Vec<f64>> {
        match &self.product {
            Product::Weights(weights) if self.sentences <= super::FEW => Some(weights.to_vec()),
            _ => None,
        }
    }

    fn apply(&mut self, x: &Array1<f64>, product: &mut Array1<f64>) {
        match &mut self.product {
            Product::Weights(weights) => multiply(weights, x, product),
            Product::Terms(terms) => terms.multiply(x, product),
        }
    }

    fn apply_roughly(&mut self, x: &Array1<f64>, product: &mut Array1<f64>) {
        match &mut self.product {
            Product::Weights(weights) => multiply(weights, x, product),
            Product::Terms(terms) => terms.multiply_roughly(x, product),
        }
    }

    fn roughness(&self) -> f64 {
        match &self.product {
            Product::Weights(_) => 0.0,
            Product::Terms(terms) => terms.roughness(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Document, Language};

    /// The formula of the paper, pair by pair.
    fn slow(matrix: &TermMatrix, a: usize, b: usize) -> f64 {
        let (terms_a, terms_b) = (matrix.row(a).0, matrix.row(b).0);
        let shared = terms_a.iter().filter(|term| terms_b.contains(term)).count() as f64;
        let logs = (terms_a.len() as f64).ln() + (terms_b.len() as f64).ln();
        if a == b || logs <= 0.0 || shared == 0.0 { 0.0 } else { shared / logs }
    }

    /// Both ways to multiply, of a document of any length.
    fn both(matrix: &TermMatrix) -> [OverlapGraph; 2] {
        let graph = |product| OverlapGraph { sentences: matrix.len(), product };
        [graph(Product::Weights(all_weights(matrix))), graph(Product::Terms(Box::new(Terms::new(matrix))))]
    }

    #[track_caller]
    fn compare(text: &str) {
        let matrix = TermMatrix::counts(&Document::new(text, Language::English));
        for mut graph in both(&matrix) {
            let mut rough = Array1::zeros(matrix.len());
            for a in 0..matrix.len() {
                let row = graph.arriving_at(a);
                graph.apply_roughly(&super::super::unit(matrix.len(), a), &mut rough);
                for b in 0..matrix.len() {
                    let expected = slow(&matrix, a, b);
                    assert!((row[b] - expected).abs() < 1e-12, "{a} {b}: {}, not {expected}", row[b]);
                    let most = 1e-12 + graph.roughness() * expected;
                    assert!((rough[b] - expected).abs() <= most, "{a} {b}: {}, not {expected}", rough[b]);
                }
            }
        }
    }

    #[test]
    fn equals_the_formula_pair_by_pair() {
        compare(
            "Rain. Rain fell. Wind fell on the town. Rain and wind and snow fell. Rain. Snow rose. \
             Rain, rain, rain and hail and snow fell on the old town. The.",
        );
    }

    proptest! {
        #[test]
        fn equals_the_formula_whatever_the_lengths(
            sentences in prop::collection::vec(prop::collection::vec(0_u32..60, 1..40), 0..24),
        ) {
            let word = |number: &u32| format!("w{}", number * number / 31);
            let sentence = |words: &Vec<u32>| words.iter().map(word).collect::<Vec<_>>().join(" ");
            compare(&sentences.iter().map(sentence).collect::<Vec<_>>().join(".\n\n"));
        }
    }
}
