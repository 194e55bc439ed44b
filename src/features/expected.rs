//! What a summary is expected to say, by the scores of the sentences.
//!
//! If a score is the chance that a person takes the sentence, then the sum of the chances of the sentences with a word is how often that
//! person is expected to write it. A set of sentences that says those words as often, and no others, is the one that minimum Bayes risk
//! decoding would choose (Kumar & Byrne, *Minimum Bayes-Risk Decoding for Statistical Machine Translation*, 2004). Stop words count too: who
//! speaks of *I* and *you* is seldom quoted.

use crate::document::Document;
use crate::score::Scores;
use crate::scratch::Scratch;

/// Chances are counted in parts of this, since sums of whole numbers do not depend on their order.
pub(super) const ONE: i64 = 1 << 32;

/// How often each word is expected, and how often a set of sentences may still say it.
#[derive(Clone, Debug)]
pub(super) struct Expected<'d, 't> {
    doc: &'d Document<'t>,
    total: i64,
    /// How often each word is expected, but for what the set has said.
    left: Scratch<i64>,
    /// What the words of the set had of that, word by word.
    said: Scratch<(usize, i64)>,
}

/// How far the words of sentences are expected.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Overlap {
    /// How many words they are.
    pub(super) words: i64,
    /// How many of them are expected, in parts of [`ONE`].
    pub(super) hits: i64,
}

impl<'d, 't> Expected<'d, 't> {
    /// Reads `likely` sentences, of which `size` will be taken. Their scores become chances that sum to about that.
    pub(super) fn new(doc: &'d Document<'t>, scores: &Scores, likely: &[usize], size: usize) -> Self {
        let sum: f64 = likely.iter().map(|&sentence| scores.get(sentence)).sum();
        let (mut left, mut total) = (Scratch::filled(0, doc.number_count()), 0);
        for &sentence in likely {
            let chance = scores.get(sentence) * size as f64 / sum;
            // Scores of some methods are below zero, and may sum to nothing. Where all are zero, all are as likely.
            let chance = if chance.is_nan() { 1.0 } else { chance.clamp(0.0, 1.0) };
            let parts = (chance * ONE as f64) as i64;
            doc.numbers(sentence).for_each(|number| {
                left[number] += parts;
                total += parts;
            });
        }
        Self { doc, left, total, said: Scratch::default() }
    }

    /// Begins another set.
    pub(super) fn clear(&mut self) {
        self.take_back(0);
    }

    /// Adds a sentence to the set; returns what it adds.
    pub(super) fn say(&mut self, sentence: usize) -> Overlap {
        let Self { doc, left, said, .. } = self;
        let mut overlap = Overlap::default();
        said.extend(doc.numbers(sentence).map(|number| {
            let hit = left[number].min(ONE);
            left[number] -= hit;
            overlap.words += 1;
            overlap.hits += hit;
            (number, hit)
        }));
        overlap
    }

    /// What a sentence would add to the set.
    pub(super) fn weigh(&mut self, sentence: usize) -> Overlap {
        let before = self.said.len();
        let overlap = self.say(sentence);
        self.take_back(before);
        overlap
    }

    /// Takes back what was said after the first `words` words.
    fn take_back(&mut self, words: usize) {
        let Self { left, said, .. } = self;
        said.drain(words..).for_each(|(number, hit)| left[number] += hit);
    }

    /// The share of the words of a set that are expected.
    pub(super) fn precision(overlap: Overlap) -> f64 {
        overlap.hits as f64 / ONE as f64 / overlap.words as f64
    }

    /// The harmonic mean of that and of the share of the expected words that the set says.
    pub(super) fn f1(&self, overlap: Overlap) -> f64 {
        2.0 * overlap.hits as f64 / (overlap.words as f64 * ONE as f64 + self.total as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn words_are_said_as_often_as_they_are_expected() {
        let doc = Document::new("Rain fell. The rain, the rain! Snow fell there.", Language::English);
        let scores = Scores::new(vec![0.6, 0.3, 0.3]);
        // Chances of 2/3 and 1/3: rain 2/3 + 2 · 1/3, fell 2/3, the 2 · 1/3. The third sentence is not likely.
        let mut expected = Expected::new(&doc, &scores, &[0, 1], 1);
        let part = |count: f64| (count * ONE as f64).round() as i64;
        let is_near = |hits: i64, count: f64| (hits - part(count)).abs() < 8;
        let whole = (2.0 / 3.0) * 2.0 + (1.0 / 3.0) * 4.0;
        for _ in 0..2 {
            expected.clear();
            let first = expected.weigh(0);
            assert_eq!(first, expected.weigh(0), "what is weighed does not stay");
            assert!(first.words == 2 && is_near(first.hits, 1.0 + 2.0 / 3.0), "{first:?}");
            assert!((expected.f1(first) - 2.0 * (5.0 / 3.0) / (2.0 + whole)).abs() < 1e-8);
            expected.say(0);
            // Half of the expected rain is said, and all of `fell`: what is left of rain is 1/3, and `the` has 2/3.
            let second = expected.weigh(1);
            assert!(second.words == 4 && is_near(second.hits, 1.0 / 3.0 + 2.0 / 3.0), "{second:?}");
            expected.clear();
            let last = expected.weigh(2);
            assert!(last.words == 3 && is_near(last.hits, 2.0 / 3.0), "{last:?}");
            assert!((Expected::precision(last) - 2.0 / 3.0 / 3.0).abs() < 1e-8);
        }
    }

    #[test]
    fn scores_that_are_no_chances_are_cut_off() {
        let doc = Document::new("Rain fell. The rain, the rain! Snow fell there.", Language::English);
        for scores in [[1.0, -1.0, 1e-9], [-1.0, 1.0, 0.0], [-1e300, 1e-300, 0.0], [0.0, 0.0, 0.0]] {
            let mut expected = Expected::new(&doc, &Scores::new(scores.to_vec()), &[0, 1, 2], 3);
            for sentence in 0..3 {
                let overlap = expected.weigh(sentence);
                assert!((0.0..=1.0).contains(&Expected::precision(overlap)), "{scores:?}: {overlap:?}");
                assert!((0.0..=1.0).contains(&expected.f1(overlap)), "{scores:?}: {overlap:?}");
            }
        }
    }
}
