//! Coverage: the set of sentences that covers the concepts of the text.
//!
//! Gillick & Favre, *A Scalable Global Model for Summarization*, ILP for NLP workshop 2009 (ICSISumm). A concept is a pair of terms
//! that follow each other; it weighs the number of documents that hold it, or of sentences if there is but one document,
//! and counts once, however often it is covered. Concepts of a single document (or sentence) are dropped.
//!
//! This is the greedy choice by weight for cost; sentences that cover nothing new come last, by their scores. Lazy greedy, hardly more
//! than O(words) for a short summary.

use hashbrown::{HashMap, HashSet};

use super::lazy::lazy_greedy;
use super::{Purse, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::score::Scores;
use crate::vocabulary::TermId;
use crate::{Result, error::check_range};

/// Weighted coverage of concepts.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `cost_exponent` | 0.3 | 0 to 2 | at 0 cost does not matter, at 1 each word must bring its share |
#[derive(Clone, Copy, Debug)]
pub struct Coverage {
    /// How much cost counts against gain, 0 to 2.
    pub cost_exponent: f64,
}

impl Default for Coverage {
    /// As for [`Submodular`](super::Submodular).
    fn default() -> Self {
        Self { cost_exponent: 0.3 }
    }
}

/// How much a score counts beside a concept: enough to break a tie, never more.
const TIE_BREAK: f64 = 1e-6;

type Concept = (TermId, TermId);

/// The concepts of a sentence.
fn concepts<'d>(doc: &'d Document<'_>, sentence: usize) -> impl Iterator<Item = Concept> + 'd {
    doc.terms(sentence).windows(2).map(|pair| (pair[0], pair[1]))
}

/// The weight of each concept worth covering.
fn weights(doc: &Document<'_>) -> HashMap<Concept, f64> {
    let by_part = doc.parts().len() > 1;
    // Sentences come in the order of their documents, so it is enough to know where a concept was met last.
    let mut met: HashMap<Concept, (usize, f64)> = HashMap::new();
    for (index, sentence) in doc.sentences().iter().enumerate() {
        let place = if by_part { sentence.part } else { index };
        for concept in concepts(doc, index) {
            let (last, count) = met.entry(concept).or_insert((usize::MAX, 0.0));
            if *last != place {
                (*last, *count) = (place, *count + 1.0);
            }
        }
    }
    met.into_iter().filter(|(_, (_, count))| *count > 1.0).map(|(concept, (_, count))| (concept, count)).collect()
}

impl Selector for Coverage {
    fn select(&self, doc: &Document<'_>, _: &Context<'_>, scores: &Scores, purse: &mut Purse<'_>) {
        let weights = weights(doc);
        let scores = scores.normalized();
        let gain = |covered: &HashSet<Concept>, sentence: usize| {
            let mut new: Vec<Concept> = concepts(doc, sentence).filter(|concept| !covered.contains(concept)).collect();
            new.sort_unstable();
            new.dedup();
            let weight: f64 = new.iter().filter_map(|concept| weights.get(concept)).sum();
            weight + TIE_BREAK * (1.0 + scores.get(sentence))
        };
        let take = |covered: &mut HashSet<Concept>, sentence: usize| covered.extend(concepts(doc, sentence));
        lazy_greedy(doc.len(), purse, &mut HashSet::new(), self.cost_exponent, gain, take);
    }

    fn validate(&self) -> Result<()> {
        check_range("cost_exponent", self.cost_exponent, 0.0, 2.0, "0 to 2")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn concepts_are_counted_once_a_document() {
        let parts = ["Heavy rain fell. Heavy rain again.", "Heavy rain rose.", "Light wind."];
        let doc = Document::from_parts(parts, Language::English);
        let found: Vec<(String, f64)> = weights(&doc)
            .into_iter()
            .map(|((a, b), weight)| (format!("{} {}", doc.stem(a), doc.stem(b)), weight))
            .collect();
        assert_eq!(found, [("heavi rain".to_owned(), 2.0)]);
    }
}
