//! Sentences joined by the terms they share, for their length: the graph of TextRank.

use ndarray::Array1;

use super::SentenceGraph;
use crate::matrix::TermMatrix;
use crate::postings::Postings;
use crate::scratch::{Scratch, reusable};

/// Up to this many terms, each length of a sentence is a class of its own.
///
/// Hardly a sentence has more. Beyond, lengths are rounded by up to 1.5 %, which changes their weights by less
/// than 0.5 % and keeps the number of classes, and with it the time, bounded on a text made to have as many lengths
/// as it can.
const EXACT_LENGTHS: usize = 128;

/// Classes for each doubling of the length beyond [`EXACT_LENGTHS`].
const CLASSES_AN_OCTAVE: f64 = 24.0;

/// Up to this many sentences, all weights are worked out once: they fit in the cache of a core (512 KB), and to multiply by them takes
/// a fraction of the time that going through the terms does. This far, quadratic is quicker.
const FEW: usize = 256;

/// From so many groups on, a term meets nearly all classes between the first and the last.
const DENSE: usize = 8;

/// Edge weights |a ∩ b| / (ln |a| + ln |b|), where a sentence is the set of its terms (Mihalcea & Tarau,
/// *TextRank: Bringing Order into Texts*, EMNLP 2004, section 4.1). No sentence is joined to itself.
///
/// The denominator keeps W from being a product of two sparse matrices, but it depends only on the two
/// lengths. So for each term the sentences that hold it are grouped by length: with T(l) the
/// sum of x over the group of length l, every member of the group of length k receives Σ T(l) / (ln k + ln l).
/// That costs the square of the number of *lengths* a term meets, not of the number of sentences.
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
    Terms(Terms),
}

/// What it takes to multiply term by term. Sentences have places by the class of their length: then what a term meets of one class lies
/// close together, and a text of a million sentences is walked through instead of jumped about in.
#[derive(Debug)]
struct Terms {
    /// The sentence at each place.
    order: Scratch<u32>,
    /// Where the places of each class end.
    ends: Scratch<u32>,
    /// For each term, the places of the sentences that hold it, ascending.
    postings: Postings<u32>,
    kernel: Kernel,
    /// What is multiplied, and what comes of it, place by place.
    x: Scratch<f64>,
    product: Scratch<f64>,
    groups: Scratch<Group>,
}

/// The sentences of one length that hold the term at hand.
#[derive(Clone, Copy, Debug)]
struct Group {
    class: u32,
    /// Where the places of the class end.
    end: u32,
    sum: f64,
    received: f64,
}

reusable!(Group);

impl OverlapGraph {
    /// The graph over the terms of each row; how often a row has a term makes no difference.
    pub fn new(matrix: &TermMatrix) -> Self {
        let is_small = matrix.len() <= FEW;
        let product = if is_small { Product::Weights(all_weights(matrix)) } else { Product::Terms(Terms::new(matrix)) };
        Self { sentences: matrix.len(), product }
    }
}

/// The class of the length of each sentence, and the logarithm of the length of each class.
fn length_classes(matrix: &TermMatrix) -> (Scratch<u32>, Scratch<f64>) {
    let classes: Scratch<u32> = (0..matrix.len()).map(|sentence| length_class(matrix.row(sentence).0.len())).collect();
    let highest = classes.iter().max().copied().unwrap_or(0);
    (classes, (0..=highest).map(class_log).collect())
}

/// The weight that one shared term gives to the edge between sentences of two classes.
fn weight(log_length: &[f64], a: u32, b: u32) -> f64 {
    let sum = log_length[a as usize] + log_length[b as usize];
    // Two sentences of one term each: ln 1 + ln 1 = 0.
    if sum > 0.0 { 1.0 / sum } else { 0.0 }
}

/// The weight of each pair.
fn all_weights(matrix: &TermMatrix) -> Scratch<f64> {
    let n = matrix.len();
    let (classes, log_length) = length_classes(matrix);
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
                weights[a * n + b] *= weight(&log_length, classes[a], classes[b]);
                weights[b * n + a] = weights[a * n + b];
            }
        }
    }
    weights
}

impl Terms {
    fn new(matrix: &TermMatrix) -> Self {
        let (classes, log_length) = length_classes(matrix);
        let mut ends = Scratch::filled(0, log_length.len());
        classes.iter().for_each(|&class| ends[class as usize] += 1);
        let mut total = 0;
        for end in &mut ends {
            total += std::mem::replace(end, total);
        }
        let mut order = Scratch::filled(0, classes.len());
        let mut places = Scratch::filled(0, classes.len());
        for (sentence, &class) in classes.iter().enumerate() {
            let place = &mut ends[class as usize];
            order[*place as usize] = sentence as u32;
            places[sentence] = *place;
            *place += 1;
        }
        let by_place = order.iter().map(|&sentence| sentence as usize);
        let postings = Postings::new(matrix, by_place, |sentence, _| places[sentence as usize]);
        let zeros = || Scratch::filled(0.0, classes.len());
        let kernel = Kernel::new(&log_length);
        Self { order, ends, postings, kernel, x: zeros(), product: zeros(), groups: Scratch::default() }
    }

    /// The product by way of the terms.
    fn multiply(&mut self, x: &Array1<f64>, product: &mut Array1<f64>) {
        self.x.iter_mut().zip(&self.order).for_each(|(own, &sentence)| *own = x[sentence as usize]);
        self.product.fill(0.0);
        let Self { order, ends, postings, kernel, x, product: received, groups } = self;
        for places in postings.by_term().filter(|places| places.len() > 1) {
            sum_groups(places, ends, x, groups);
            kernel.spread(groups);
            let mut rest = places;
            for group in &*groups {
                let (own, others) = rest.split_at(rest.partition_point(|&place| place < group.end));
                let loops = kernel.row(group.class)[group.class as usize];
                for &place in own {
                    received[place as usize] += group.received - x[place as usize] * loops;
                }
                rest = others;
            }
        }
        received.iter().zip(&*order).for_each(|(received, &sentence)| product[sentence as usize] = *received);
    }
}

/// The weight that one shared term gives to the edge between sentences of any two classes.
#[derive(Debug)]
struct Kernel {
    /// Row by row.
    weights: Scratch<f64>,
    classes: usize,
    /// What each class receives.
    received: Scratch<f64>,
}

impl Kernel {
    fn new(log_length: &[f64]) -> Self {
        let classes = log_length.len();
        let mut weights = Scratch::with_capacity(classes * classes);
        let all = || 0..classes as u32;
        weights.extend(all().flat_map(|a| all().map(move |b| weight(log_length, a, b))));
        Self { weights, classes, received: Scratch::filled(0.0, classes) }
    }

    fn row(&self, class: u32) -> &[f64] {
        &self.weights[class as usize * self.classes..][..self.classes]
    }

    /// Gives to each group what it has from all of them.
    fn spread(&mut self, groups: &mut [Group]) {
        if groups.len() < DENSE {
            for to in 0..groups.len() {
                let row = self.row(groups[to].class);
                groups[to].received = groups.iter().map(|from| from.sum * row[from.class as usize]).sum();
            }
            return;
        }
        // To all classes between the first and the last: one behind the other, so that several are added to at a time.
        let (first, last) = (groups[0].class as usize, groups[groups.len() - 1].class as usize);
        let Self { weights, classes, received } = self;
        let received = &mut received[first..=last];
        received.fill(0.0);
        for from in &*groups {
            let row = &weights[from.class as usize * *classes..][first..=last];
            received.iter_mut().zip(row).for_each(|(received, weight)| *received += from.sum * weight);
        }
        groups.iter_mut().for_each(|group| group.received = received[group.class as usize - first]);
    }
}

/// Sums what the sentences of each class have that hold a term.
fn sum_groups(places: &[u32], ends: &[u32], x: &[f64], groups: &mut Vec<Group>) {
    groups.clear();
    for &place in places {
        match groups.last_mut() {
            Some(group) if place < group.end => group.sum += x[place as usize],
            last => {
                let start = last.map_or(0, |last| last.class as usize + 1);
                let class = start + ends[start..].partition_point(|&end| end <= place);
                groups.push(Group { class: class as u32, end: ends[class], sum: x[place as usize], received: 0.0 });
            }
        }
    }
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

fn length_class(length: usize) -> u32 {
    match length {
        0..=EXACT_LENGTHS => length as u32,
        _ => {
            let octaves = (length as f64 / EXACT_LENGTHS as f64).log2();
            EXACT_LENGTHS as u32 + (octaves * CLASSES_AN_OCTAVE).round() as u32
        }
    }
}

fn class_log(class: u32) -> f64 {
    let beyond = class.saturating_sub(EXACT_LENGTHS as u32);
    let exact = f64::from(class - beyond).max(1.0).ln();
    exact + f64::from(beyond) / CLASSES_AN_OCTAVE * std::f64::consts::LN_2
}

impl SentenceGraph for OverlapGraph {
    fn len(&self) -> usize {
        self.sentences
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, Language};

    /// The formula of the paper, pair by pair.
    fn slow(matrix: &TermMatrix, a: usize, b: usize) -> f64 {
        let (terms_a, terms_b) = (matrix.row(a).0, matrix.row(b).0);
        let shared = terms_a.iter().filter(|term| terms_b.contains(term)).count() as f64;
        let logs = (terms_a.len() as f64).ln() + (terms_b.len() as f64).ln();
        if a == b || logs <= 0.0 || shared == 0.0 { 0.0 } else { shared / logs }
    }

    #[test]
    fn equals_the_formula_pair_by_pair() {
        let text = "Rain. Rain fell. Wind fell on the town. Rain and wind and snow fell. Rain. Snow rose. \
                    Rain, rain, rain and hail and snow fell on the old town. The.";
        let matrix = TermMatrix::counts(&Document::new(text, Language::English));
        let few = OverlapGraph::new(&matrix);
        let many = OverlapGraph { product: Product::Terms(Terms::new(&matrix)), ..OverlapGraph::new(&matrix) };
        for mut graph in [few, many] {
            for a in 0..matrix.len() {
                let row = graph.arriving_at(a);
                for b in 0..matrix.len() {
                    assert!(
                        (row[b] - slow(&matrix, a, b)).abs() < 1e-12,
                        "{a} {b}: {} {}",
                        row[b],
                        slow(&matrix, a, b)
                    );
                }
            }
        }
    }

    #[test]
    fn lengths_keep_their_logarithm() {
        for length in [2, 17, 128, 129, 1_000, 54_321] {
            let exact = (length as f64).ln();
            let classed = class_log(length_class(length));
            let bound = if length <= EXACT_LENGTHS { 1e-15 } else { 0.005 * exact };
            assert!((classed - exact).abs() <= bound, "{length}");
        }
    }
}
