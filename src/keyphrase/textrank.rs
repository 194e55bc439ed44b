//! TextRank: words that keep company with many others.
//!
//! Mihalcea & Tarau, *TextRank: Bringing Order into Texts*, EMNLP 2004, section 3. Nodes are the content words; an
//! edge of weight 1 joins two that stand next to each other once the others are left out (the paper's window of two words, which it found
//! best), in one sentence. Then
//!
//! p(v) = (1 − d)/n + d · Σ over the neighbours u of v: p(u)/deg(u)
//!
//! and the best third of the words is kept. Phrases are made of kept words alone; one scores the sum over its words, times the number of its
//! places (`docs/keyphrases.md` says why). The paper's ranks are n times these. It takes nouns and adjectives where this takes every
//! word that is no stop word, since there is a tagger for few languages.
//!
//! Linear in the text, in each of up to about 140 steps of the walk.

use super::company::{NextGraph, Nodes};
use super::phrases::phrases;
use super::words::Words;
use super::{Candidate, Extractor, walk_words};
use crate::Result;
use crate::context::Context;
use crate::error::check_range;
use crate::score::Scores;

/// Scores phrases by a walk from word to neighbouring word.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `damping` | 0.85 | 0 to 1 | the chance that a step follows an edge rather than jumps |
/// | `kept` | 1/3 | 0 to 1 | the share of the words that phrases may be made of |
#[derive(Clone, Copy, Debug)]
pub struct TextRank {
    /// The chance that a step follows an edge, 0 to 1.
    pub damping: f64,
    /// The share of the words that phrases may be made of, 0 to 1. At least one is.
    pub kept: f64,
}

impl Default for TextRank {
    /// The values of the paper.
    fn default() -> Self {
        Self { damping: 0.85, kept: 1.0 / 3.0 }
    }
}

impl Extractor for TextRank {
    fn candidates(&self, words: &Words<'_, '_>, _context: &Context<'_>, max_words: usize) -> Vec<Candidate> {
        let nodes = Nodes::new(words);
        let ranks = Scores::new(walk_words(&mut NextGraph::new(&nodes), self.damping, None));
        let kept = ((nodes.len as f64 * self.kept).round() as usize).max(1);
        let mut is_kept = vec![false; words.id_count()];
        ranks.ranking().into_iter().take(kept).for_each(|node| is_kept[nodes.ids[node] as usize] = true);
        let found = phrases(words, |word| word.is_content() && is_kept[word.id as usize], max_words);
        found.iter().map(|phrase| phrase.scored(nodes.sum(&phrase.first, ranks.as_array()))).collect()
    }

    fn validate(&self) -> Result<()> {
        check_range("damping", self.damping, 0.0, 1.0, "0 to 1")?;
        check_range("kept", self.kept, 0.0, 1.0, "0 to 1")
    }
}
