//! Blend: several signals vote, each by the order it puts the sentences in. Nothing is learned.
//!
//! Reciprocal-rank fusion (Cormack, Clarke & Büttcher, SIGIR 2009):
//!
//! score(s) = Σ over the signals: w / (k + rank of s by the signal), ranks from 0
//!
//! The signals are those that do best where others fail: five steps of PageRank over cosines (papers, reviews), likeness to what follows
//! less likeness to what came before (news), the share of the text's words that are terms of the sentence (extracts that
//! should cover much), and position. Position weighs `position`, and up to 1 more the more the first three sentences have in common with
//! the rest of the text than others do: where they announce what follows, to stand early means something.
//!
//! O(n log n) beside the features, which are linear in the text.

use ndarray::Array1;

use super::{Scorer, Scores, place};
use crate::context::Context;
use crate::document::Document;
use crate::explanation::Explanation;
use crate::features::{Feature, Features};
use crate::{Result, error::check_range};

/// The best this many by a signal are said to stand out in it.
const OUTSTANDING: usize = 5;

/// Reciprocal-rank fusion of four signals.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `constant` | 8 | 0 to 1000 | k: how little the first few ranks differ |
/// | `position` | 1.5 | 0 to 10 | the least that position weighs, where each other signal weighs 1 |
#[derive(Clone, Copy, Debug)]
pub struct Blend {
    /// k, 0 to 1000: the higher it is, the less the first ranks stand out.
    pub constant: f64,
    /// What position weighs at least, 0 to 10.
    pub position: f64,
}

impl Default for Blend {
    /// The paper fuses lists of a thousand results with k = 60. A text has tens of sentences; on 24 development sets, 5 to 30 differ by
    /// 0.3 in mean ROUGE. A position weight of 1.5 is the least with which news is summarized no worse than by its first
    /// sentences.
    fn default() -> Self {
        Self { constant: 8.0, position: 1.5 }
    }
}

/// A signal: what it is called in an explanation, and its value for a sentence.
type Signal = (&'static str, fn(&[f32; Feature::COUNT]) -> f32);

const SIGNALS: [Signal; 4] = [
    ("its early place", |row| -row[Feature::Index as usize]),
    ("its likeness to other sentences", |row| row[Feature::Rank as usize]),
    ("the text's frequent words", |row| row[Feature::Mass as usize]),
    ("its echo in what follows", |row| row[Feature::After as usize] - row[Feature::Before as usize]),
];

/// The rank of each sentence by each signal; the last rank for what is no prose.
struct Ranks([Vec<usize>; SIGNALS.len()]);

impl Ranks {
    fn new(doc: &Document<'_>, features: &Features<'_, '_>) -> Self {
        let prose: Vec<usize> = (0..doc.len()).filter(|&index| doc.sentences()[index].kind.is_body()).collect();
        let values: Vec<_> = features.rows().map(|row| SIGNALS.map(|(_, signal)| signal(&row))).collect();
        Self(std::array::from_fn(|signal| {
            let mut order = prose.clone();
            // Stable: of equals, the earlier first.
            order.sort_by(|&a, &b| values[b][signal].total_cmp(&values[a][signal]));
            let mut ranks = vec![doc.len(); doc.len()];
            order.iter().enumerate().for_each(|(rank, &sentence)| ranks[sentence] = rank);
            ranks
        }))
    }
}

impl Blend {
    fn weights(&self, features: &Features<'_, '_>) -> [f64; SIGNALS.len()] {
        let announced = f64::from(features.row(0)[Feature::LeadCohesion as usize]) - 1.0;
        [self.position + announced.clamp(0.0, 1.0), 1.0, 1.0, 1.0]
    }
}

impl Scorer for Blend {
    fn score(&self, doc: &Document<'_>, context: &Context<'_>) -> Scores {
        if doc.is_empty() {
            return Scores::new(Array1::zeros(0));
        }
        let features = Features::new(doc, context);
        let Ranks(ranks) = Ranks::new(doc, &features);
        let weights = self.weights(&features);
        let vote = |sentence: usize| -> f64 {
            let votes = ranks
                .iter()
                .zip(weights)
                .map(|(ranks, weight)| weight / (1.0 + self.constant + ranks[sentence] as f64));
            votes.sum()
        };
        let scores: Array1<f64> = (0..doc.len()).map(vote).collect();
        Scores::new(scores).focused(context.relevance(doc))
    }

    fn explain(&self, doc: &Document<'_>, context: &Context<'_>, _: &Scores, picks: &[usize]) -> Vec<Explanation> {
        let features = Features::new(doc, context);
        let Ranks(ranks) = Ranks::new(doc, &features);
        let explain_one = |&sentence: &usize| {
            let mut standing: Vec<(usize, &str)> =
                SIGNALS.iter().zip(&ranks).map(|((name, _), ranks)| (ranks[sentence], *name)).collect();
            standing.sort_by_key(|&(rank, _)| rank);
            standing.retain(|&(rank, _)| rank < OUTSTANDING);
            let reasons = standing.into_iter().map(|(_, name)| name.to_owned()).collect();
            Explanation { reasons, ..place(doc, context, sentence) }
        };
        picks.iter().map(explain_one).collect()
    }

    fn validate(&self) -> Result<()> {
        check_range("constant", self.constant, 0.0, 1000.0, "0 to 1000")?;
        check_range("position", self.position, 0.0, 10.0, "0 to 10")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn what_every_signal_likes_comes_first() {
        let doc = Document::new(
            "The river flooded the old town in the night. The river flooded cellars. Crews worked in the old town \
             all night. It rained.",
            Language::English,
        );
        let blend = Blend::default();
        let scores = blend.score(&doc, &Context::default());
        assert_eq!(scores.ranking()[0], 0);
        assert_eq!(scores.ranking()[3], 3);
        let why = blend.explain(&doc, &Context::default(), &scores, &[0]);
        assert_eq!(why[0].reasons.len(), SIGNALS.len(), "{why:?}");
    }
}
