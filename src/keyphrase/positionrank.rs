//! PositionRank: words that keep company with many others, and come early.
//!
//! Florescu & Caragea, *PositionRank: An Unsupervised Approach to Keyphrase Extraction from Scholarly Documents*, ACL 2017. Nodes
//! are the content words; w(u,v) is how often the two stand within `window` words of each other. The walk jumps to words that come early and
//! often:
//!
//! t(v) ∝ Σ over the places i of v: 1/i, counting all words of the text from 1
//!
//! p(v) = (1 − d) · t(v) + d · Σ_u p(u) · w(u,v) / Σ_x w(u,x)
//!
//! A phrase scores the sum over its words, times the number of its places. Differences from the paper: the number of places, since a
//! phrase here may be any two words that happen to meet (`docs/keyphrases.md` has the effect); it takes nouns and adjectives, this
//! every word that is no stop word; and windows do not reach across the end of a sentence.
//!
//! Linear in the text, in each of up to about 140 steps of the walk, whatever the window.

use ndarray::Array1;

use super::company::{Nodes, WindowGraph};
use super::phrases::phrases;
use super::words::{Word, Words};
use super::{Candidate, Extractor, walk_words};
use crate::Result;
use crate::context::Context;
use crate::error::check_range;

/// Scores phrases by a walk from word to word that keeps jumping back to the start of the text.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `damping` | 0.85 | 0 to 1 | the chance that a step follows an edge rather than jumps |
/// | `window` | 10 | 2 or more | how many words a window holds |
#[derive(Clone, Copy, Debug)]
pub struct PositionRank {
    /// The chance that a step follows an edge, 0 to 1.
    pub damping: f64,
    /// Two words keep company if a stretch of so many words holds both; 2 or more.
    pub window: usize,
}

impl Default for PositionRank {
    /// The paper's damping. It found windows from 2 to 10 about as good as each other.
    fn default() -> Self {
        Self { damping: 0.85, window: 10 }
    }
}

impl Extractor for PositionRank {
    fn candidates(&self, words: &Words<'_, '_>, _context: &Context<'_>, max_words: usize) -> Vec<Candidate> {
        let nodes = Nodes::new(words);
        let jumps = early(&nodes);
        let ranks = walk_words(&mut WindowGraph::new(&nodes, self.window.max(2)), self.damping, Some(&jumps));
        let found = phrases(words, Word::is_content, max_words);
        found.iter().map(|phrase| phrase.scored(nodes.sum(&phrase.first, &ranks))).collect()
    }

    fn validate(&self) -> Result<()> {
        check_range("damping", self.damping, 0.0, 1.0, "0 to 1")?;
        check_range("window", self.window as f64, 2.0, f64::INFINITY, "2 or more")
    }
}

/// How early and often each word comes, as shares that sum to 1.
fn early(nodes: &Nodes) -> Array1<f64> {
    let mut shares: Array1<f64> = Array1::zeros(nodes.len);
    for (place, node) in nodes.of.iter().enumerate() {
        if let Some(node) = *node {
            shares[node as usize] += 1.0 / (place + 1) as f64;
        }
    }
    let total = shares.sum();
    shares / total
}
