//! What a summary is expected to say, by the scores of the sentences.
//!
//! If a score is the chance that a person takes the sentence, then the sum of the chances of the sentences with a word is how often that
//! person is expected to write it. A set of sentences that says those words as often, and no others, is the one that minimum Bayes risk
//! decoding would choose (Kumar & Byrne, *Minimum Bayes-Risk Decoding for Statistical Machine Translation*, 2004). Stop words count too: who
//! speaks of *I* and *you* is seldom quoted.

use crate::document::Document;
use crate::score::Scores;

/// How often each word is expected.
#[derive(Clone, Debug)]
pub(super) struct Expected<'d, 't> {
    doc: &'d Document<'t>,
    counts: Vec<f64>,
    total: f64,
    /// How often the set at hand may still say each.
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
        let sum: f64 = likely.iter().map(|&sentence| scores.get(sentence)).sum();
        let (mut counts, mut total) = (vec![0.0; doc.number_count()], 0.0);
        for &sentence in likely {
            let chance = (scores.get(sentence) * size as f64 / sum).min(1.0);
            doc.numbers(sentence).for_each(|number| {
                counts[number] += chance;
                total += chance;
            });
        }
        Self { doc, left: counts.clone(), counts, total }
    }

    /// Compares a set of sentences with what is expected.
    pub(super) fn overlap(&mut self, set: &[usize]) -> Overlap {
        let Self { doc, counts, left, total } = self;
        let (mut said, mut hits) = (0.0, 0.0);
        for &sentence in set {
            doc.numbers(sentence).for_each(|number| {
                let hit = left[number].min(1.0);
                left[number] -= hit;
                hits += hit;
                said += 1.0;
            });
        }
        set.iter().for_each(|&sentence| doc.numbers(sentence).for_each(|number| left[number] = counts[number]));
        Overlap { precision: hits / said, f1: 2.0 * hits / (said + *total) }
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
