//! The best of the candidates that do not repeat each other.
//!
//! Going from the best to the worst, a candidate is left out
//!
//! 1. if it overlaps a better one where it first stands: *school board* behind *new school board*;
//! 2. if all its words stand in one better phrase: *school* behind *school board*, *changes of climate* behind *climate change*;
//! 3. if it is spelled nearly as a better one, as YAKE has it (see [`NEARLY`]): for languages without a stemmer.

use std::ops::Range;

use hashbrown::HashMap;

use super::words::Words;
use super::{Candidate, Keyphrase, Limits, Occurrence};
use crate::score::Scores;

/// Two phrases are one if their likeness, 1 less the Levenshtein distance by the length of the longer, is above this
/// (Campos et al. 2020, section 3.5).
const NEARLY: f64 = 0.9;

/// Phrases longer than this, in characters, are not compared letter by letter: that is quadratic, and nobody misspells a
/// sequence of bases.
const LONGEST_COMPARED: usize = 64;

/// Takes the best, and finds all places where they stand.
pub(super) fn best<'t>(words: &Words<'_, 't>, mut candidates: Vec<Candidate>, limits: Limits) -> Vec<Keyphrase<'t>> {
    candidates.sort_by_key(|candidate| (candidate.first.start, candidate.first.end));
    let scores = Scores::new(candidates.iter().map(|candidate| candidate.score).collect::<Vec<f64>>());
    let mut taken = Taken::new(words);
    let mut keyphrases = Vec::new();
    for index in scores.ranking() {
        if keyphrases.len() >= limits.count {
            break;
        }
        let phrase = &candidates[index].first;
        if taken.take(phrase) {
            let (score, rank) = (scores.get(index), keyphrases.len() + 1);
            keyphrases.push(Keyphrase { text: words.text(phrase), score, rank, occurrences: Vec::new() });
        }
    }
    taken.locate(&mut keyphrases);
    keyphrases
}

/// The phrases taken so far.
struct Taken<'w, 'd, 't> {
    words: &'w Words<'d, 't>,
    phrases: Vec<Range<usize>>,
    /// In lower case.
    spelled: Vec<Vec<char>>,
    /// Which phrases hold each word.
    holders: HashMap<u32, Vec<usize>>,
    /// Whether a phrase was taken where it first stands over each word.
    occupied: Vec<bool>,
}

impl<'w, 'd, 't> Taken<'w, 'd, 't> {
    fn new(words: &'w Words<'d, 't>) -> Self {
        let occupied = vec![false; words.as_slice().len()];
        Self { words, phrases: Vec::new(), spelled: Vec::new(), holders: HashMap::new(), occupied }
    }

    /// Takes a phrase unless it repeats another; whether it did.
    fn take(&mut self, phrase: &Range<usize>) -> bool {
        if self.occupied[phrase.clone()].contains(&true) || self.is_held(phrase) {
            return false;
        }
        let spelled: Vec<char> = self.words.text(phrase).chars().flat_map(char::to_lowercase).collect();
        if self.spelled.iter().any(|other| is_nearly(other, &spelled)) {
            return false;
        }
        for word in &self.words.as_slice()[phrase.clone()] {
            self.holders.entry(word.id).or_default().push(self.phrases.len());
        }
        self.occupied[phrase.clone()].fill(true);
        self.phrases.push(phrase.clone());
        self.spelled.push(spelled);
        true
    }

    /// Whether one phrase holds all words of this one.
    fn is_held(&self, phrase: &Range<usize>) -> bool {
        let all = self.words.as_slice();
        let holds = |holder: &Range<usize>, id| all[holder.clone()].iter().any(|word| word.id == id);
        let candidates = self.holders.get(&all[phrase.start].id);
        candidates.into_iter().flatten().any(|&holder| {
            let holder = &self.phrases[holder];
            all[phrase.clone()].iter().all(|word| holds(holder, word.id))
        })
    }

    /// Gives each phrase all places where it stands.
    fn locate(&self, keyphrases: &mut [Keyphrase<'t>]) {
        let words = self.words.as_slice();
        let mut by_first: HashMap<u32, Vec<usize>> = HashMap::new();
        for (index, phrase) in self.phrases.iter().enumerate() {
            by_first.entry(words[phrase.start].id).or_default().push(index);
        }
        for (start, word) in words.iter().enumerate() {
            for &index in by_first.get(&word.id).into_iter().flatten() {
                let place = start..start + self.phrases[index].len();
                if self.is_same(&self.phrases[index], &place) {
                    let (document, span) = self.words.place(&place);
                    let keyphrase = &mut keyphrases[index];
                    if keyphrase.occurrences.is_empty() {
                        // It may stand within a longer stretch before it first stands as a candidate.
                        keyphrase.text = self.words.text(&place);
                    }
                    keyphrase.occurrences.push(Occurrence { document, span });
                }
            }
        }
    }

    fn is_same(&self, phrase: &Range<usize>, place: &Range<usize>) -> bool {
        let words = self.words.as_slice();
        let Some(found) = words.get(place.clone()) else { return false };
        found[1..].iter().all(|word| word.joined)
            && words[phrase.clone()]
                .iter()
                .zip(found)
                .all(|(word, found)| (word.id, word.kind) == (found.id, found.kind))
    }
}

/// Whether two spellings are nearly the same.
fn is_nearly(a: &[char], b: &[char]) -> bool {
    let longer = a.len().max(b.len());
    // The least difference that is too much, in letters: likeness is above `NEARLY` if there are fewer.
    let too_far = ((1.0 - NEARLY) * longer as f64 - 1e-9).ceil() as usize;
    longer <= LONGEST_COMPARED && a.len().abs_diff(b.len()) < too_far && levenshtein(a, b) < too_far
}

/// How many letters must be changed, added or left out to make `b` of `a`.
fn levenshtein(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, to) in b.iter().enumerate() {
            let changed = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearly(a: &str, b: &str) -> bool {
        is_nearly(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
    }

    #[test]
    fn spellings_that_differ_in_less_than_a_tenth_are_one() {
        assert!(nearly("evropská unie", "evropské unie"));
        assert!(!nearly("rain", "rail"));
        assert!(!nearly("0123456789", "012345678x"), "a tenth is not less than a tenth");
        assert!(nearly("0123456789a", "0123456789b"));
    }

    #[test]
    fn distances_are_those_of_the_textbook() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(levenshtein(&chars("kitten"), &chars("sitting")), 3);
        assert_eq!(levenshtein(&[], &chars("abc")), 3);
    }
}
