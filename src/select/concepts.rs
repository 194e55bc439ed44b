//! [`Concepts`]: what a summary may cover. [`Cover`]: what it does.

use ndarray::Array1;

use crate::document::Document;

/// The concepts of a document: pairs of terms that follow each other in more than one of its parts, or of its sentences if
/// there is but one part.
pub(super) struct Concepts {
    /// Where those of each sentence end.
    ends: Vec<usize>,
    /// Those of all sentences, end to end; each once a sentence.
    of_sentences: Vec<u32>,
    /// In how many parts, or sentences, each stands, counted by the attention they have.
    pub(super) weights: Vec<f64>,
}

/// What is known of a pair while the document is read.
#[derive(Clone)]
struct Met {
    last_place: usize,
    places: u32,
    weight: f64,
}

impl Concepts {
    /// With how much [attention](crate::Context::attention) each sentence has.
    pub(super) fn new(doc: &Document<'_>, attention: &Array1<f64>) -> Self {
        let by_part = doc.parts().len() > 1;
        let mut met = vec![Met { last_place: usize::MAX, places: 0, weight: 0.0 }; doc.pairs().count];
        let mut all: Vec<u32> = Vec::new();
        let mut all_ends = Vec::with_capacity(doc.len());
        for (index, sentence) in doc.sentences().iter().enumerate() {
            let place = if by_part { sentence.part } else { index };
            for &pair in doc.pairs_of(index) {
                let met = &mut met[pair as usize];
                // Sentences come in the order of their parts, so it is enough to know where a pair was met last.
                if met.last_place != place {
                    (met.last_place, met.places) = (place, met.places + 1);
                    met.weight += attention[index];
                }
            }
            all.extend(doc.pairs_of(index));
            all_ends.push(all.len());
        }
        // What stands in one place only weighs nothing.
        let weights: Vec<Option<f64>> = met.iter().map(|met| (met.places > 1).then_some(met.weight)).collect();
        Self::worth_covering(&all, &all_ends, &weights)
    }

    /// Leaves out what weighs nothing, and numbers the rest anew.
    fn worth_covering(all: &[u32], all_ends: &[usize], all_weights: &[Option<f64>]) -> Self {
        let mut numbers = vec![None; all_weights.len()];
        let mut weights = Vec::new();
        for (number, weight) in numbers.iter_mut().zip(all_weights) {
            if let Some(weight) = weight {
                *number = Some(weights.len() as u32);
                weights.push(*weight);
            }
        }
        let mut concepts = Self { ends: Vec::with_capacity(all_ends.len()), of_sentences: Vec::new(), weights };
        let mut start = 0;
        for &end in all_ends {
            let mut found: Vec<u32> = all[start..end].iter().filter_map(|&pair| numbers[pair as usize]).collect();
            found.sort_unstable();
            found.dedup();
            concepts.of_sentences.extend(found);
            concepts.ends.push(concepts.of_sentences.len());
            start = end;
        }
        concepts
    }

    /// The concepts of a sentence, in ascending order.
    pub(super) fn of(&self, sentence: usize) -> &[u32] {
        let start = sentence.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.of_sentences[start..self.ends[sentence]]
    }
}

/// How often each concept is covered.
pub(super) struct Cover<'c> {
    concepts: &'c Concepts,
    times: Vec<u32>,
}

impl<'c> Cover<'c> {
    pub(super) fn new(concepts: &'c Concepts) -> Self {
        Self { concepts, times: vec![0; concepts.weights.len()] }
    }

    /// The weight of what a sentence would add.
    pub(super) fn gain(&self, sentence: usize) -> f64 {
        let new = self.concepts.of(sentence).iter().filter(|concept| self.times[**concept as usize] == 0);
        new.map(|concept| self.concepts.weights[*concept as usize]).sum()
    }

    pub(super) fn add(&mut self, sentence: usize) {
        self.concepts.of(sentence).iter().for_each(|concept| self.times[*concept as usize] += 1);
    }

    /// Undoes an [`add`](Self::add).
    pub(super) fn remove(&mut self, sentence: usize) {
        self.concepts.of(sentence).iter().for_each(|concept| self.times[*concept as usize] -= 1);
    }

    /// The weight of all that is covered.
    #[cfg(any(test, feature = "exact"))]
    pub(super) fn worth(&self) -> f64 {
        let covered = self.times.iter().zip(&self.concepts.weights).filter(|(times, _)| **times > 0);
        covered.map(|(_, weight)| weight).sum()
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
        let concepts = Concepts::new(&doc, &Array1::ones(doc.len()));
        assert_eq!(concepts.weights, [2.0]);
        let of: Vec<&[u32]> = (0..doc.len()).map(|sentence| concepts.of(sentence)).collect();
        assert_eq!(of, [&[0][..], &[0], &[0], &[]]);
    }

    #[test]
    fn what_is_covered_twice_is_lost_with_the_second() {
        let doc = Document::new("Heavy rain fell. Heavy rain rose. Heavy rain.", Language::English);
        let concepts = Concepts::new(&doc, &Array1::ones(doc.len()));
        let mut cover = Cover::new(&concepts);
        assert_eq!(cover.gain(0), 3.0);
        cover.add(0);
        cover.add(1);
        cover.remove(0);
        assert_eq!((cover.gain(2), cover.worth()), (0.0, 3.0));
        cover.remove(1);
        assert_eq!((cover.gain(2), cover.worth()), (3.0, 0.0));
    }
}
