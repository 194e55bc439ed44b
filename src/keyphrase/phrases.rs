//! Which phrases may be keyphrases at all.
//!
//! The papers take noun phrases, found by a tagger. There is none for most languages, so here the text itself says what holds
//! together. A phrase is a stretch of a run, where a run lies between stop words, numbers and marks; and
//!
//! 1. it is the whole run; or it stands at least twice in the text; or the run is too long for a phrase, then each of its
//!    words is one (each pair of characters in scripts without spaces);
//! 2. it does not always stand within the same longer phrase: *climate* is none where only *climate change* occurs.

use std::ops::Range;

use hashbrown::HashMap;

use super::Candidate;
use super::words::{Word, Words};

/// A phrase that may be a keyphrase.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// The words where it first stands.
    pub(super) first: Range<usize>,
    /// How often it stands in the text.
    pub(super) count: usize,
}

impl Phrase {
    /// The candidate, if its words are worth `worth` in sum: it scores that times the number of places where it stands.
    pub(super) fn scored(&self, worth: f64) -> Candidate {
        Candidate { first: self.first.clone(), score: worth * self.count as f64 }
    }
}

/// Half words in the shortest phrase: a word, or two characters of a script without spaces.
pub(super) const SHORTEST: usize = 2;

/// The phrases of the runs that `keep` makes, of at most `max_words` words; in no particular order.
///
/// Goes from phrases of n words to those of n + 1. A phrase can only repeat if that without its last word does, so there is little left to
/// look at after a few rounds, each linear in the text.
pub(super) fn phrases(words: &Words<'_, '_>, keep: impl Fn(&Word) -> bool, max_words: usize) -> Vec<Phrase> {
    let longest = max_words.saturating_mul(2);
    let places = Places::new(words, keep, longest);
    let mut level = Level::singles(words, &places, longest);
    let mut phrases = Vec::new();
    for length in 1.. {
        let next = level.longer(words, &places, length + 1, longest);
        level.mark_covered(&next);
        phrases.extend(level.phrases());
        if next.grams.is_empty() {
            break;
        }
        level = next;
    }
    phrases
}

/// What the run of each word says of it.
struct Places {
    /// Where the run of a word ends; 0 for words outside of all runs.
    run_ends: Vec<usize>,
    /// Whether a word is the first of a run that is short enough for a phrase.
    opens_phrase: Vec<bool>,
    /// Whether its run is too long for a phrase.
    in_long_run: Vec<bool>,
}

impl Places {
    fn new(words: &Words<'_, '_>, keep: impl Fn(&Word) -> bool, longest: usize) -> Self {
        let len = words.as_slice().len();
        let mut places = Self { run_ends: vec![0; len], opens_phrase: vec![false; len], in_long_run: vec![false; len] };
        for run in words.runs(keep) {
            places.run_ends[run.clone()].fill(run.end);
            let fits = words.halves(&run) <= longest;
            places.opens_phrase[run.start] = fits;
            places.in_long_run[run].fill(!fits);
        }
        places
    }
}

/// A sequence of words.
struct Gram {
    first: Range<usize>,
    count: usize,
    halves: usize,
    /// Whether it may be a keyphrase even if it stands only once.
    alone: bool,
    covered: bool,
}

/// All sequences of one length that matter.
struct Level {
    grams: Vec<Gram>,
    /// The gram that starts at each word.
    at: Vec<Option<u32>>,
}

impl Level {
    fn singles(words: &Words<'_, '_>, places: &Places, longest: usize) -> Self {
        let mut level = Builder::new(words.as_slice().len());
        for (index, word) in words.as_slice().iter().enumerate() {
            if places.run_ends[index] > 0 && word.halves <= longest {
                level.push(index..index + 1, (0, word.id), word.halves, places);
            }
        }
        level.done
    }

    /// The grams with one word more.
    fn longer(&self, words: &Words<'_, '_>, places: &Places, length: usize, longest: usize) -> Self {
        let mut level = Builder::new(self.at.len());
        for (index, gram) in self.at.iter().enumerate() {
            let Some(id) = *gram else { continue };
            let (gram, end) = (&self.grams[id as usize], index + length);
            if end > places.run_ends[index] {
                continue;
            }
            let last = words.as_slice()[end - 1];
            let is_piece = places.in_long_run[index] && gram.halves < SHORTEST;
            let matters = gram.count > 1 || places.opens_phrase[index] || is_piece;
            if matters && gram.halves + last.halves <= longest {
                level.push(index..end, (id, last.id), gram.halves + last.halves, places);
            }
        }
        level.done
    }

    /// Notes which grams stand only within one of the longer ones. What stands once is no phrase that could hold another.
    fn mark_covered(&mut self, longer: &Level) {
        for (index, gram) in longer.at.iter().enumerate() {
            let Some(gram) = *gram else { continue };
            let count = longer.grams[gram as usize].count;
            for part in [self.at[index], self.at[index + 1]].into_iter().flatten() {
                let part = &mut self.grams[part as usize];
                part.covered |= count > 1 && part.count == count;
            }
        }
    }

    fn phrases(&self) -> impl Iterator<Item = Phrase> + '_ {
        let may_be = |gram: &&Gram| gram.halves >= SHORTEST && !gram.covered && (gram.count > 1 || gram.alone);
        self.grams.iter().filter(may_be).map(|gram| Phrase { first: gram.first.clone(), count: gram.count })
    }
}

/// Fills a level.
struct Builder {
    done: Level,
    /// A gram by that without its last word, and the last word.
    ids: HashMap<(u32, u32), u32>,
}

impl Builder {
    fn new(len: usize) -> Self {
        Self { done: Level { grams: Vec::new(), at: vec![None; len] }, ids: HashMap::new() }
    }

    fn push(&mut self, range: Range<usize>, key: (u32, u32), halves: usize, places: &Places) {
        let Level { grams, at } = &mut self.done;
        let id = *self.ids.entry(key).or_insert_with(|| {
            grams.push(Gram { first: range.clone(), count: 0, halves, alone: false, covered: false });
            grams.len() as u32 - 1
        });
        let gram = &mut grams[id as usize];
        gram.count += 1;
        let is_run = places.opens_phrase[range.start] && range.end == places.run_ends[range.start];
        // The shortest phrase of a long run: one word, or two characters.
        let is_piece = places.in_long_run[range.start] && (range.len() == 1 || halves == SHORTEST);
        gram.alone |= is_run || is_piece;
        at[range.start] = Some(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, Language};

    fn found(text: &str, language: Language) -> Vec<(String, usize)> {
        let doc = Document::new(text, language);
        let words = Words::new(&doc);
        let mut phrases = phrases(&words, Word::is_content, 3);
        phrases.sort_by_key(|phrase| (phrase.first.start, phrase.first.end));
        phrases.iter().map(|phrase| (words.text(&phrase.first).to_owned(), phrase.count)).collect()
    }

    fn counted(phrases: &[(&str, usize)]) -> Vec<(String, usize)> {
        phrases.iter().map(|&(phrase, count)| (phrase.to_owned(), count)).collect()
    }

    #[test]
    fn runs_are_phrases_and_so_is_what_repeats_by_itself() {
        assert_eq!(
            found("Climate change is here. The climate changes. A warm climate.", Language::English),
            counted(&[("Climate", 3), ("Climate change", 2), ("warm climate", 1)])
        );
    }

    #[test]
    fn what_stands_only_within_a_phrase_is_none() {
        assert_eq!(
            found("Climate change is here. And climate change.", Language::English),
            counted(&[("Climate change", 2)])
        );
    }

    #[test]
    fn a_run_that_is_too_long_falls_apart() {
        assert_eq!(
            found("old stone bridge arches", Language::English),
            counted(&[("old", 1), ("stone", 1), ("bridge", 1), ("arches", 1)])
        );
        assert_eq!(found("洪水泛滥成灾难民多", Language::Undetermined).len(), 8);
    }

    #[test]
    fn characters_are_joined_where_they_repeat_together() {
        let phrases = found("人工智能很热。人工智能很新。他研究人工智能。", Language::Undetermined);
        assert!(phrases.contains(&("人工智能".to_owned(), 3)), "{phrases:?}");
        assert!(phrases.iter().all(|(phrase, _)| phrase != "人工" && phrase != "智能"), "{phrases:?}");
    }
}
