//! What a summary is expected to say, by the scores of the sentences.
//!
//! If a score is the chance that a person takes the sentence, then the sum of the chances of the sentences with a word is how often that
//! person is expected to write it. A set of sentences that says those words as often, and no others, is the one that minimum Bayes risk
//! decoding would choose (Kumar & Byrne, *Minimum Bayes-Risk Decoding for Statistical Machine Translation*, 2004). Stop words count too: who
//! speaks of *I* and *you* is seldom quoted.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashMap};

use crate::document::Document;
use crate::score::Scores;

/// The words of the likely sentences, and how often each is expected.
#[derive(Clone, Debug)]
pub(super) struct Expected<'d, 't> {
    doc: &'d Document<'t>,
    hasher: DefaultHashBuilder,
    /// Words in lower case, by their hashes.
    numbers: HashMap<u64, usize>,
    /// The words of the sentences that were read, end to end.
    words: Vec<usize>,
    /// Where in `words` those of a sentence are.
    read: HashMap<usize, Range<usize>>,
    counts: Vec<f64>,
    total: f64,
    /// How often a set may still say each.
    left: Vec<f64>,
}

/// How much a set of sentences says of what is expected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Overlap {
    /// The share of its words that are.
    pub(super) precision: f64,
    /// The harmonic mean of that and of the share of the expected words that it says.
    pub(super) f1: f64,
}

impl<'d, 't> Expected<'d, 't> {
    /// Reads `likely` sentences, of which `size` will be taken. Their scores become chances that sum to about that.
    pub(super) fn new(doc: &'d Document<'t>, scores: &Scores, likely: &[usize], size: usize) -> Self {
        let mut expected = Self {
            doc,
            hasher: DefaultHashBuilder::default(),
            numbers: HashMap::new(),
            words: Vec::new(),
            read: HashMap::new(),
            counts: Vec::new(),
            total: 0.0,
            left: Vec::new(),
        };
        let sum: f64 = likely.iter().map(|&sentence| scores.get(sentence)).sum();
        for &sentence in likely {
            let chance = (scores.get(sentence) * size as f64 / sum).min(1.0);
            for place in expected.read(sentence) {
                expected.counts[expected.words[place]] += chance;
                expected.total += chance;
            }
        }
        expected.left.clone_from(&expected.counts);
        expected
    }

    /// Where the words of a sentence are.
    fn read(&mut self, sentence: usize) -> Range<usize> {
        if let Some(known) = self.read.get(&sentence) {
            return known.clone();
        }
        let start = self.words.len();
        let source = self.doc.parts()[self.doc.sentences()[sentence].part].source;
        let mut folded = String::new();
        for word in self.doc.words(sentence) {
            self.doc.language().fold(word.slice(source), &mut folded);
            let next = self.counts.len();
            let number = *self.numbers.entry(self.hasher.hash_one(folded.as_str())).or_insert(next);
            if number == next {
                self.counts.push(0.0);
                self.left.push(0.0);
            }
            self.words.push(number);
        }
        self.read.insert(sentence, start..self.words.len());
        start..self.words.len()
    }

    /// Compares a set of sentences with what is expected.
    pub(super) fn overlap(&mut self, set: &[usize]) -> Overlap {
        let (mut said, mut hits) = (0.0, 0.0);
        for &sentence in set {
            for place in self.read(sentence) {
                let left = &mut self.left[self.words[place]];
                let hit = left.min(1.0);
                *left -= hit;
                hits += hit;
                said += 1.0;
            }
        }
        for &sentence in set {
            for place in self.read(sentence) {
                self.left[self.words[place]] = self.counts[self.words[place]];
            }
        }
        Overlap { precision: hits / said, f1: 2.0 * hits / (said + self.total) }
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
        for _ in 0..2 {
            let first = expected.overlap(&[0]);
            let whole = (2.0 / 3.0) * 2.0 + (1.0 / 3.0) * 4.0;
            let hits = 1.0 + 2.0 / 3.0;
            assert!((first.precision - hits / 2.0).abs() < 1e-12, "{first:?}");
            assert!((first.f1 - 2.0 * hits / (2.0 + whole)).abs() < 1e-12, "{first:?}");
            let last = expected.overlap(&[2]);
            assert!((last.precision - 2.0 / 3.0 / 3.0).abs() < 1e-12, "{last:?}");
        }
    }
}
