//! Coverage: the set of sentences that covers the concepts of the text.
//!
//! Gillick & Favre, *A Scalable Global Model for Summarization*, ILP for NLP workshop 2009 (ICSISumm). A concept is a pair of terms
//! that follow each other; it weighs the number of documents that hold it, or of sentences if there is but one document,
//! and counts once, however often it is covered. Concepts of a single document (or sentence) are dropped. Wanted is the set with the
//! greatest weight that the budget allows.
//!
//! First comes the greedy choice by weight for cost; then sentences are swapped, as long as that gains: each one taken is given back for
//! the one that adds most in its place. Sentences that cover nothing new come last, by their scores.
//!
//! Lazy greedy is hardly more than O(words) for a short summary. A round of swaps costs O(concepts · picks); there are as many as gain
//! anything, but no more than two million looks at a sentence. On 40 documents each of
//! the development sets of CNN/DailyMail, Multi-News and PubMed, the greedy choice of three sentences lies 0.0, 0.3 and 0.7 % below
//! the best set there is, after swaps 0.0, 0.1 and 0.4 %; of 100 words, where a swap must fit, 1.7, 4.2 and 7.1 % and 1.7, 4.2 and
//! 7.0 %. It does not show in ROUGE: see `docs/methods.md`. `CoverageExact`, with the feature `exact`, finds the best set.

use super::concepts::{Concepts, Cover};
use super::queue::{self, Objective, per_cost};
use super::{Selection, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::score::Scores;
use crate::{Result, error::check_range};

/// Weighted coverage of concepts.
///
/// The exact greedy choice up to about a million values, enough for 1,000 sentences of which all are selected; beyond, each choice is
/// the best of 64 sentences.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `cost_exponent` | 0.3 | 0 to 2 | at 0 cost does not matter to the greedy choice, at 1 each word must bring its share |
/// | `swaps` | true | | whether to swap sentences after the greedy choice |
#[derive(Clone, Copy, Debug)]
pub struct Coverage {
    /// How much cost counts against gain, 0 to 2.
    pub cost_exponent: f64,
    /// Whether to swap sentences after the greedy choice.
    pub swaps: bool,
}

impl Default for Coverage {
    /// As for [`Submodular`](super::Submodular).
    fn default() -> Self {
        Self { cost_exponent: 0.3, swaps: true }
    }
}

/// How much a score counts beside a concept: enough to break a tie, never more.
const TIE_BREAK: f64 = 1e-6;

/// A set that is better by less than this is no better; weights are whole numbers but for a query.
pub(super) const LEAST_GAIN: f64 = 1e-6;

/// So many looks at a sentence, for all swaps together: less than 0.1 s.
const LOOKS: usize = 2_000_000;

/// The gain of each sentence for its cost.
struct Gain<'g, 'c> {
    cost_exponent: f64,
    scores: &'g Scores,
    cover: &'g mut Cover<'c>,
}

impl Objective for Gain<'_, '_> {
    const DIMINISHES: bool = true;

    fn value(&mut self, sentence: usize, selection: &Selection<'_>) -> Option<f64> {
        let gain = self.cover.gain(sentence) + TIE_BREAK * (1.0 + self.scores.get(sentence));
        per_cost(gain, selection.cost(sentence), self.cost_exponent)
    }

    fn add(&mut self, sentence: usize) {
        self.cover.add(sentence);
    }
}

impl Coverage {
    /// Adds by gain for cost until nothing fits.
    pub(super) fn fill(
        &self,
        doc: &Document<'_>,
        scores: &Scores,
        cover: &mut Cover<'_>,
        selection: &mut Selection<'_>,
    ) {
        queue::fill(&mut Gain { cost_exponent: self.cost_exponent, scores, cover }, doc.len(), selection);
    }

    /// Swaps as long as that gains.
    fn swap(&self, doc: &Document<'_>, scores: &Scores, cover: &mut Cover<'_>, selection: &mut Selection<'_>) {
        let mut looks = 0;
        let mut gained = true;
        while std::mem::take(&mut gained) {
            for out in selection.selected().to_vec() {
                looks += doc.len();
                if looks > LOOKS {
                    return;
                }
                cover.remove(out);
                let into = selection.swap(out, |selection| best_instead(doc.len(), cover, selection, out));
                gained |= into.is_some();
                cover.add(into.unwrap_or(out));
            }
            self.fill(doc, scores, cover, selection);
        }
    }
}

/// The first of the sentences that fit and gain most, if that is more than `out` would.
fn best_instead(sentences: usize, cover: &Cover<'_>, selection: &Selection<'_>, out: usize) -> Option<usize> {
    let mut best = None;
    let mut most = cover.gain(out) + LEAST_GAIN;
    for into in 0..sentences {
        let gain = cover.gain(into);
        if gain > most && selection.fits(into) {
            (best, most) = (Some(into), gain);
        }
    }
    best
}

impl Selector for Coverage {
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, selection: &mut Selection<'_>) {
        let concepts = Concepts::new(doc, &context.attention(doc));
        let scores = scores.normalized();
        let mut cover = Cover::new(&concepts);
        self.fill(doc, &scores, &mut cover, selection);
        if self.swaps {
            self.swap(doc, &scores, &mut cover, selection);
        }
    }

    fn validate(&self) -> Result<()> {
        check_range("cost_exponent", self.cost_exponent, 0.0, 2.0, "0 to 2")
    }
}
