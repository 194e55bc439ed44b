//! YAKE: early, capitalized, frequent words in few different surroundings.
//!
//! Campos, Mangaravite, Pasquali, Jorge, Nunes & Jatowt, *YAKE! Keyword extraction from single documents using multiple local
//! features*, Information Sciences 509 (2020), as its authors' program computes it. For each word
//!
//! case = max(all capitals, capitalized within a sentence) / (1 + ln tf)
//!
//! position = ln(ln(3 + median of the numbers, from 0, of the sentences that hold it))
//!
//! frequency = tf / (mean of tf + its standard deviation), both over the words that are no stop words
//!
//! relatedness = 1 + (DL + DR) · tf / max tf, where DL is the number of different left neighbours by that of all, and DR on
//! the right
//!
//! spread = sentences that hold it / all sentences
//!
//! S(w) = relatedness · position / (case + (frequency + spread) / relatedness)
//!
//! and for a phrase that stands tf times, S(p) = Π S(w) / (tf · (1 + Σ S(w))). A stop word w within it counts with the chance b =
//! tf(v w)/tf(v) · tf(w x)/tf(x) of its neighbours v and x: it multiplies the product by 2 − b and takes 1 − b from the sum. Low S is
//! good, so the score is −S.
//!
//! Phrases are all stretches of words between marks that neither begin nor end in a stop word and hold no number. Differences from the
//! program: sentences and words are those of this crate, a stop word is what the language's list has (there, also any word of less than three
//! letters), and words are the same that have one stem (there, but for a plural s). Linear in the text.

use std::ops::Range;

use hashbrown::HashMap;

use super::phrases::SHORTEST;
use super::words::{WordKind, Words};
use super::{Candidate, Extractor};
use crate::context::Context;

/// Scores phrases by what their words do in the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Yake;

impl Extractor for Yake {
    fn candidates(&self, words: &Words<'_, '_>, _context: &Context<'_>, max_words: usize) -> Vec<Candidate> {
        let pairs = Pairs::new(words);
        let features = Features::new(words);
        let scores = features.scores(&pairs);
        let phrase = Phrase { words, pairs: &pairs, features: &features, scores: &scores };
        let mut candidates = Vec::new();
        count_phrases(words, max_words.saturating_mul(2), |first, count| {
            candidates.push(Candidate { score: -phrase.score(&first, f64::from(count)), first });
        });
        candidates
    }
}

/// What is counted for each word, by its id.
#[derive(Clone, Default)]
struct Feature {
    frequency: f64,
    capitals: f64,
    capitalized: f64,
    /// The numbers of the sentences that hold it, each once.
    sentences: Vec<u32>,
    is_stop: bool,
}

struct Features {
    words: Vec<Feature>,
    sentences: usize,
}

impl Features {
    fn new(words: &Words<'_, '_>) -> Self {
        let mut features = vec![Feature::default(); words.id_count()];
        let mut sentences = 0;
        for sentence in words.as_slice().chunk_by(|a, b| a.sentence == b.sentence) {
            for (place, word) in sentence.iter().enumerate() {
                let feature = &mut features[word.id as usize];
                feature.frequency += 1.0;
                feature.is_stop = word.kind == WordKind::Stop;
                let text = words.spelling(word);
                if is_all_capitals(text) {
                    feature.capitals += 1.0;
                } else if place > 0 && is_capitalized(text) {
                    feature.capitalized += 1.0;
                }
                if feature.sentences.last() != Some(&sentences) {
                    feature.sentences.push(sentences);
                }
            }
            sentences += 1;
        }
        Self { words: features, sentences: sentences as usize }
    }

    /// S of each word.
    fn scores(&self, pairs: &Pairs) -> Vec<f64> {
        let most = self.words.iter().map(|word| word.frequency).fold(0.0, f64::max);
        let usual = usual_frequency(&self.words);
        let score = |(id, word): (usize, &Feature)| {
            let relatedness = 1.0 + (pairs.left_variety[id] + pairs.right_variety[id]) * word.frequency / most;
            let case = word.capitals.max(word.capitalized) / (1.0 + word.frequency.ln());
            let position = (3.0 + median(&word.sentences)).ln().ln();
            let spread = word.sentences.len() as f64 / self.sentences as f64;
            relatedness * position / (case + (word.frequency / usual + spread) / relatedness)
        };
        self.words.iter().enumerate().map(score).collect()
    }
}

/// The mean of the frequencies of words that are no stop words, and their standard deviation, in sum.
fn usual_frequency(words: &[Feature]) -> f64 {
    let counts: Vec<f64> = words.iter().filter(|word| !word.is_stop).map(|word| word.frequency).collect();
    let n = counts.len().max(1) as f64;
    let mean = counts.iter().sum::<f64>() / n;
    let variance = counts.iter().map(|count| (count - mean).powi(2)).sum::<f64>() / n;
    mean + variance.sqrt()
}

/// The median of sorted numbers.
fn median(sorted: &[u32]) -> f64 {
    let at = |index: usize| sorted.get(index).copied().map_or(0.0, f64::from);
    (at(sorted.len().saturating_sub(1) / 2) + at(sorted.len() / 2)) / 2.0
}

fn is_all_capitals(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

/// Whether the first letter of several is the only capital.
fn is_capitalized(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && !chars.as_str().is_empty() && !chars.any(char::is_uppercase)
}

/// How often two words stand next to each other, with no mark and no number between.
struct Pairs {
    counts: HashMap<(u32, u32), f64>,
    /// Of each word, how many different words stand on its left, by how many do.
    left_variety: Vec<f64>,
    right_variety: Vec<f64>,
}

impl Pairs {
    fn new(words: &Words<'_, '_>) -> Self {
        let ids = words.id_count();
        let mut counts: HashMap<(u32, u32), f64> = HashMap::new();
        let (mut left, mut right) = (vec![(0.0, 0.0); ids], vec![(0.0, 0.0); ids]);
        for pair in words.as_slice().windows(2) {
            let has_number = pair.iter().any(|word| word.kind == WordKind::Number);
            if pair[1].joined && !has_number {
                let count = counts.entry((pair[0].id, pair[1].id)).or_insert(0.0);
                let is_new = f64::from(u8::from(*count == 0.0));
                *count += 1.0;
                for (different, all) in [&mut right[pair[0].id as usize], &mut left[pair[1].id as usize]] {
                    (*different, *all) = (*different + is_new, *all + 1.0);
                }
            }
        }
        let variety =
            |sides: Vec<(f64, f64)>| sides.into_iter().map(|(different, all)| different / all.max(1.0)).collect();
        Self { counts, left_variety: variety(left), right_variety: variety(right) }
    }

    fn count(&self, first: u32, second: u32) -> f64 {
        self.counts.get(&(first, second)).copied().unwrap_or(0.0)
    }
}

/// What a phrase is scored by.
struct Phrase<'a> {
    words: &'a Words<'a, 'a>,
    pairs: &'a Pairs,
    features: &'a Features,
    scores: &'a [f64],
}

impl Phrase<'_> {
    /// S of a phrase.
    fn score(&self, first: &Range<usize>, count: f64) -> f64 {
        let (mut product, mut sum) = (1.0, 0.0);
        for place in first.clone() {
            let word = self.words.as_slice()[place];
            if word.kind == WordKind::Stop {
                let chance = self.bond(place);
                product *= 2.0 - chance;
                sum -= 1.0 - chance;
            } else {
                product *= self.scores[word.id as usize];
                sum += self.scores[word.id as usize];
            }
        }
        product / ((1.0 + sum) * count)
    }

    /// How firmly a stop word within a phrase is bound to its neighbours.
    fn bond(&self, place: usize) -> f64 {
        let [before, word, behind] = [place - 1, place, place + 1].map(|place| self.words.as_slice()[place].id);
        let frequency = |id: u32| self.features.words[id as usize].frequency;
        self.pairs.count(before, word) / frequency(before) * (self.pairs.count(word, behind) / frequency(behind))
    }
}

/// Calls `found` with each phrase where it first stands, and how often it does, length by length.
fn count_phrases(words: &Words<'_, '_>, longest: usize, mut found: impl FnMut(Range<usize>, u32)) {
    let blocks = words.runs(|word| word.kind != WordKind::Number);
    // The phrases of one length by the number of that without its last word; of each word, the phrase that starts there.
    let mut at: Vec<u32> = vec![0; words.as_slice().len()];
    for length in 1.. {
        let mut level = Level::default();
        for block in blocks.iter().filter(|block| block.len() >= length) {
            for (start, at) in (block.start..).zip(&mut at[block.start..=block.end - length]) {
                let phrase = start..start + length;
                // Sums grow with the length, so a phrase that is too long here has no longer one that fits.
                if words.halves(&phrase) <= longest {
                    *at = level.push((*at, words.as_slice()[phrase.end - 1].id), start);
                }
            }
        }
        if level.phrases.is_empty() {
            break;
        }
        // The largest list is of no more use.
        level.ids = HashMap::new();
        let phrases = level.phrases.into_iter().map(|(start, count)| (start as usize..start as usize + length, count));
        phrases.filter(|(phrase, _)| may_be_keyphrase(words, phrase)).for_each(|(phrase, count)| found(phrase, count));
    }
}

fn may_be_keyphrase(words: &Words<'_, '_>, phrase: &Range<usize>) -> bool {
    let ends = [phrase.start, phrase.end - 1].map(|place| words.as_slice()[place].kind);
    ends == [WordKind::Content; 2] && words.halves(phrase) >= SHORTEST
}

/// The phrases of one length.
#[derive(Default)]
struct Level {
    ids: HashMap<(u32, u32), u32>,
    /// The word with which each first begins, and how often it stands.
    phrases: Vec<(u32, u32)>,
}

impl Level {
    fn push(&mut self, key: (u32, u32), start: usize) -> u32 {
        let id = *self.ids.entry(key).or_insert_with(|| {
            self.phrases.push((start as u32, 0));
            self.phrases.len() as u32 - 1
        });
        self.phrases[id as usize].1 += 1;
        id
    }
}
