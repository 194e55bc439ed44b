//! The graph of words that keep company: those that stand within a window of each other.

use std::ops::Range;

use ndarray::Array1;

use super::words::Words;
use crate::graph::SentenceGraph;

/// The content words of a document as nodes of a graph, numbered from 0 by first appearance.
#[derive(Debug)]
pub(super) struct Nodes {
    /// The node of each word; `None` for stop words and numbers.
    pub(super) of: Vec<Option<u32>>,
    /// The word id of each node.
    pub(super) ids: Vec<u32>,
    pub(super) len: usize,
    /// The words of each sentence.
    sentences: Vec<Range<usize>>,
}

impl Nodes {
    pub(super) fn new(words: &Words<'_, '_>) -> Self {
        let mut nodes = Self { of: Vec::new(), ids: Vec::new(), len: 0, sentences: Vec::new() };
        let mut by_id = vec![None; words.id_count()];
        for word in words.as_slice() {
            let node = word.is_content().then(|| {
                *by_id[word.id as usize].get_or_insert_with(|| {
                    nodes.ids.push(word.id);
                    nodes.ids.len() as u32 - 1
                })
            });
            nodes.of.push(node);
        }
        let mut start = 0;
        for sentence in words.as_slice().chunk_by(|a, b| a.sentence == b.sentence) {
            nodes.sentences.push(start..start + sentence.len());
            start += sentence.len();
        }
        nodes.len = nodes.ids.len();
        nodes
    }

    /// The sum of the ranks of the words of a phrase.
    pub(super) fn sum(&self, phrase: &Range<usize>, ranks: &Array1<f64>) -> f64 {
        self.of[phrase.clone()].iter().flatten().map(|&node| ranks[node as usize]).sum()
    }
}

/// Words that stand next to each other once stop words and numbers are left out, each edge of weight 1.
pub(super) struct NextGraph {
    /// Each edge once in either direction, sorted.
    edges: Vec<(u32, u32)>,
    len: usize,
}

impl NextGraph {
    pub(super) fn new(nodes: &Nodes) -> Self {
        let mut edges = Vec::new();
        for sentence in &nodes.sentences {
            let mut before = None;
            for &node in nodes.of[sentence.clone()].iter().flatten() {
                if let Some(before) = before.filter(|&before| before != node) {
                    edges.extend([(before, node), (node, before)]);
                }
                before = Some(node);
            }
        }
        edges.sort_unstable();
        edges.dedup();
        Self { edges, len: nodes.len }
    }
}

impl SentenceGraph for NextGraph {
    fn len(&self) -> usize {
        self.len
    }

    fn apply(&mut self, x: &Array1<f64>, product: &mut Array1<f64>) {
        product.fill(0.0);
        for &(from, to) in &self.edges {
            product[to as usize] += x[from as usize];
        }
    }
}

/// Words weighed by how often they stand within `window` words of each other, in one sentence.
///
/// The edges of a window of 10 words would be nine times as many as words; nothing of them is built. What arrives at a
/// word is the sum over the window around each of its places, which is a difference of two running sums.
pub(super) struct WindowGraph<'n> {
    nodes: &'n Nodes,
    window: usize,
    /// How often each word stands in a window around itself. A word does not keep company with itself.
    loops: Array1<f64>,
    running: Vec<f64>,
}

impl<'n> WindowGraph<'n> {
    pub(super) fn new(nodes: &'n Nodes, window: usize) -> Self {
        let mut loops = Array1::zeros(nodes.len);
        for sentence in &nodes.sentences {
            for place in sentence.clone() {
                let Some(node) = nodes.of[place] else { continue };
                let around = around(place, sentence, window);
                loops[node as usize] += nodes.of[around].iter().filter(|other| **other == Some(node)).count() as f64;
            }
        }
        Self { nodes, window, loops, running: Vec::new() }
    }
}

/// The words within a window of one that stands at `place`.
fn around(place: usize, sentence: &Range<usize>, window: usize) -> Range<usize> {
    let reach = window - 1;
    place.saturating_sub(reach).max(sentence.start)..(place + reach + 1).min(sentence.end)
}

impl SentenceGraph for WindowGraph<'_> {
    fn len(&self) -> usize {
        self.nodes.len
    }

    fn apply(&mut self, x: &Array1<f64>, product: &mut Array1<f64>) {
        product.fill(0.0);
        for sentence in &self.nodes.sentences {
            // Within a sentence the sums stay small, so that the difference of two keeps its digits.
            self.running.clear();
            self.running.push(0.0);
            let mut sum = 0.0;
            for node in &self.nodes.of[sentence.clone()] {
                sum += node.map_or(0.0, |node| x[node as usize]);
                self.running.push(sum);
            }
            for place in sentence.clone() {
                let Some(node) = self.nodes.of[place] else { continue };
                let around = around(place, sentence, self.window);
                product[node as usize] +=
                    self.running[around.end - sentence.start] - self.running[around.start - sentence.start];
            }
        }
        ndarray::Zip::from(product).and(x).and(&self.loops).for_each(|product, x, loops| *product -= loops * x);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, Language};

    #[test]
    fn a_window_is_the_sum_of_its_pairs() {
        let text = "rain fell on rain and wind rose. snow and wind and rain and snow fell, wind rose";
        let doc = Document::new(text, Language::English);
        let words = Words::new(&doc);
        let nodes = Nodes::new(&words);
        for window in [2, 3, 10] {
            let mut pairs = ndarray::Array2::<f64>::zeros((nodes.len, nodes.len));
            for (i, first) in words.as_slice().iter().enumerate() {
                for (j, second) in words.as_slice().iter().enumerate() {
                    let (Some(a), Some(b)) = (nodes.of[i], nodes.of[j]) else { continue };
                    if first.sentence == second.sentence && a != b && i.abs_diff(j) < window {
                        pairs[(a as usize, b as usize)] += 1.0;
                    }
                }
            }
            let mut graph = WindowGraph::new(&nodes, window);
            let x = Array1::linspace(0.1, 1.0, nodes.len);
            let mut product = Array1::zeros(nodes.len);
            graph.apply(&x, &mut product);
            let difference = (&product - &pairs.dot(&x)).mapv(f64::abs).sum();
            assert!(difference < 1e-12, "window {window}: {product} for {pairs}");
        }
    }
}
