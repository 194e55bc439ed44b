//! Luhn: sentences in which frequent words stand close together.
//!
//! Luhn, *The Automatic Creation of Literature Abstracts*, IBM Journal of Research and Development 2(2), 1958. In a sentence, a
//! cluster is a run of words that begins and ends with a significant one and holds no more than four others in a row;
//!
//! score = max over the clusters of (significant words)² / (words of the cluster)
//!
//! Luhn takes words between two bounds of frequency as significant and leaves the bounds open. Here they are terms, so that stop
//! words are out, that stand in the text twice and for at least a share of all. O(words).

use super::{Scorer, Scores, heaviest, place};
use crate::context::Context;
use crate::document::Document;
use crate::explanation::Explanation;
use crate::text::{BlockKind, words};
use crate::{Result, error::check_range};

/// So many words in a row without a significant one part two clusters ("more than four", says the paper).
const GAP: usize = 4;

/// Luhn's clusters.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `least_share` | 0.002 | 0 to 1 | the share of all terms written that a significant one makes up at least |
#[derive(Clone, Copy, Debug)]
pub struct Luhn {
    /// The share of all terms written that a significant one makes up at least, 0 to 1.
    pub least_share: f64,
}

impl Default for Luhn {
    /// Twice in an article of a thousand content words; in a book, the few hundred words it is about.
    fn default() -> Self {
        Self { least_share: 0.002 }
    }
}

impl Luhn {
    /// For each term, whether it is significant.
    fn significant(&self, doc: &Document<'_>) -> Vec<bool> {
        let mut counts = vec![0u32; doc.term_count()];
        let mut total = 0u32;
        for term in (0..doc.len()).flat_map(|sentence| doc.terms(sentence)) {
            counts[term.index()] += 1;
            total += 1;
        }
        let least = (self.least_share * f64::from(total)).max(2.0);
        counts.into_iter().map(|count| f64::from(count) >= least).collect()
    }
}

/// The value of the best cluster, given for each word whether it is significant.
fn best_cluster(words: impl Iterator<Item = bool>) -> f64 {
    let mut best: f64 = 0.0;
    // Where the cluster began, where its last significant word stands, and how many it has.
    let mut cluster: Option<(usize, usize, f64)> = None;
    for (at, _) in words.enumerate().filter(|(_, significant)| *significant) {
        let grown = match cluster {
            Some((begin, last, count)) if at - last <= GAP + 1 => (begin, at, count + 1.0),
            _ => (at, at, 1.0),
        };
        best = best.max(grown.2 * grown.2 / (grown.1 - grown.0 + 1) as f64);
        cluster = Some(grown);
    }
    best
}

impl Scorer for Luhn {
    fn score(&self, doc: &Document<'_>, context: &Context<'_>) -> Scores {
        let significant = self.significant(doc);
        let score = |sentence: usize| {
            let text: &str = doc.text(sentence);
            let is_significant =
                |word: crate::Span| doc.find_word(word.slice(text)).is_some_and(|term| significant[term.index()]);
            match doc.sentences()[sentence].kind {
                BlockKind::Furniture => 0.0,
                _ => best_cluster(words(text).map(is_significant)),
            }
        };
        let scores: Vec<f64> = (0..doc.len()).map(score).collect();
        Scores::new(scores).focused(context.relevance(doc))
    }

    fn explain(&self, doc: &Document<'_>, context: &Context<'_>, _: &Scores, picks: &[usize]) -> Vec<Explanation> {
        let significant = self.significant(doc);
        let explain_one = |&sentence: &usize| {
            let terms = doc.terms(sentence);
            let first = |place: usize| significant[terms[place].index()] && !terms[..place].contains(&terms[place]);
            let named = heaviest((0..terms.len()).map(|place| f64::from(u8::from(first(place)))));
            let words = named.into_iter().map(|place| doc.word_in(sentence, terms[place]).to_owned());
            Explanation { terms: words.collect(), ..place(doc, context, sentence) }
        };
        picks.iter().map(explain_one).collect()
    }

    fn validate(&self) -> Result<()> {
        check_range("least_share", self.least_share, 0.0, 1.0, "0 to 1")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word a letter; capitals are significant.
    fn best(words: &str) -> f64 {
        best_cluster(words.chars().map(char::is_uppercase))
    }

    #[test]
    fn clusters_end_after_more_than_four_others() {
        // The figure of the paper: four significant words among seven make 16/7.
        assert_eq!(best("xxWxWWxxWxx"), 16.0 / 7.0);
        // Four others do not part two words, but a word alone makes more: 1 against 4/6.
        assert_eq!(best("WxxxxW"), 1.0);
        assert_eq!(best("WWxxxxWW"), 16.0 / 8.0);
        assert_eq!(best("WWxxxxxWW"), 4.0 / 2.0);
        assert_eq!(best("WWWxxxxxWW"), 9.0 / 3.0);
        assert_eq!(best("xxx"), 0.0);
    }
}
