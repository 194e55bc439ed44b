//! [`Oracle`]: the selector that has read the references.
//!
//! It takes, one after the other, the sentence that raises ROUGE-1 + ROUGE-2 (F1) most, and stops when none does (Nallapati, Zhai & Zhou,
//! *SummaRuNNer*, 2017; with both measures as Liu & Lapata, 2019). Greedy, so a better extract may exist; but nothing that does not
//! know the references comes near. O(budget × sentences × references), each sentence by its tokens.

use excerpt::score::Scores;
use excerpt::select::{Selection, Selector};
use excerpt::{Context, Document};
use hashbrown::HashMap;

use crate::Tokens;

/// Chooses what scores best against references.
#[derive(Debug)]
pub struct Oracle {
    tokens: Tokens,
    references: Vec<Reference>,
}

impl Oracle {
    /// Reads the references.
    pub fn new<'r>(references: impl IntoIterator<Item = &'r str>, tokens: Tokens) -> Self {
        Self { tokens, references: references.into_iter().map(|text| Reference::new(&tokens.cut(text))).collect() }
    }
}

impl Selector for Oracle {
    fn select(&self, doc: &Document<'_>, _: &Context<'_>, _: &Scores, selection: &mut Selection<'_>) {
        let sentences: Vec<Vec<String>> = (0..doc.len()).map(|sentence| self.tokens.cut(doc.text(sentence))).collect();
        let mut tallies: Vec<Tally<'_>> =
            self.references.iter().map(|reference| Tally::new(reference, &sentences)).collect();
        let mut best = 0.0;
        loop {
            let candidates = (0..doc.len()).filter(|&sentence| selection.fits(sentence));
            let valued = candidates.map(|sentence| (sentence, value_with(&mut tallies, sentence)));
            // Of equals the first, as everywhere.
            let next = valued.reduce(|best, next| if next.1 > best.1 { next } else { best });
            match next {
                Some((sentence, value)) if value > best && selection.try_add(sentence) => {
                    tallies.iter_mut().for_each(|tally| tally.add(sentence));
                    best = value;
                }
                _ => return,
            }
        }
    }
}

/// ROUGE-1 + ROUGE-2 with one more sentence, each by the best reference.
fn value_with(tallies: &mut [Tally<'_>], sentence: usize) -> f64 {
    let (mut one, mut two) = (0.0, 0.0);
    for tally in tallies {
        tally.add(sentence);
        one = f64::max(one, tally.tokens.f1());
        two = f64::max(two, tally.pairs.f1());
        tally.remove(sentence);
    }
    one + two
}

/// What a reference holds, each different token and pair by a number.
#[derive(Debug)]
struct Reference {
    tokens: HashMap<String, u32>,
    pairs: HashMap<(u32, u32), u32>,
    token_counts: Vec<u32>,
    pair_counts: Vec<u32>,
}

impl Reference {
    fn new(tokens: &[String]) -> Self {
        let mut reference =
            Self { tokens: HashMap::new(), pairs: HashMap::new(), token_counts: Vec::new(), pair_counts: Vec::new() };
        let ids: Vec<u32> = tokens
            .iter()
            .map(|token| count(&mut reference.tokens, token.clone(), &mut reference.token_counts))
            .collect();
        for pair in ids.windows(2) {
            count(&mut reference.pairs, (pair[0], pair[1]), &mut reference.pair_counts);
        }
        reference
    }

    /// The numbers of the tokens and pairs of a sentence that the reference holds.
    fn find(&self, sentence: &[String]) -> Found {
        let ids: Vec<Option<u32>> = sentence.iter().map(|token| self.tokens.get(token).copied()).collect();
        let pair = |pair: &[Option<u32>]| self.pairs.get(&(pair[0]?, pair[1]?)).copied();
        Found {
            tokens: ids.iter().copied().flatten().collect(),
            pairs: ids.windows(2).filter_map(pair).collect(),
            token_count: sentence.len(),
            pair_count: sentence.len().saturating_sub(1),
        }
    }
}

/// The number of `key`, counted once more.
fn count<K: std::hash::Hash + Eq>(numbers: &mut HashMap<K, u32>, key: K, counts: &mut Vec<u32>) -> u32 {
    let new = counts.len() as u32;
    let number = *numbers.entry(key).or_insert(new);
    if number == new {
        counts.push(0);
    }
    counts[number as usize] += 1;
    number
}

/// A sentence as a reference sees it.
#[derive(Debug)]
struct Found {
    tokens: Vec<u32>,
    pairs: Vec<u32>,
    token_count: usize,
    pair_count: usize,
}

/// What the sentences taken so far share with one reference.
struct Tally<'r> {
    sentences: Vec<Found>,
    tokens: Overlap<'r>,
    pairs: Overlap<'r>,
}

impl<'r> Tally<'r> {
    fn new(reference: &'r Reference, sentences: &[Vec<String>]) -> Self {
        Self {
            sentences: sentences.iter().map(|sentence| reference.find(sentence)).collect(),
            tokens: Overlap::new(&reference.token_counts),
            pairs: Overlap::new(&reference.pair_counts),
        }
    }

    fn add(&mut self, sentence: usize) {
        let found = &self.sentences[sentence];
        self.tokens.add(&found.tokens, found.token_count);
        self.pairs.add(&found.pairs, found.pair_count);
    }

    fn remove(&mut self, sentence: usize) {
        let found = &self.sentences[sentence];
        self.tokens.remove(&found.tokens, found.token_count);
        self.pairs.remove(&found.pairs, found.pair_count);
    }
}

/// A clipped count: each number counts as often as both sides have it.
struct Overlap<'r> {
    wanted: &'r [u32],
    wanted_total: u32,
    held: Vec<u32>,
    held_total: usize,
    hits: usize,
}

impl<'r> Overlap<'r> {
    fn new(wanted: &'r [u32]) -> Self {
        Self { wanted, wanted_total: wanted.iter().sum(), held: vec![0; wanted.len()], held_total: 0, hits: 0 }
    }

    fn add(&mut self, numbers: &[u32], total: usize) {
        for &number in numbers {
            let number = number as usize;
            self.hits += usize::from(self.held[number] < self.wanted[number]);
            self.held[number] += 1;
        }
        self.held_total += total;
    }

    fn remove(&mut self, numbers: &[u32], total: usize) {
        for &number in numbers {
            let number = number as usize;
            self.held[number] -= 1;
            self.hits -= usize::from(self.held[number] < self.wanted[number]);
        }
        self.held_total -= total;
    }

    /// 2 · hits / (held + wanted), which is 2PR / (P + R).
    fn f1(&self) -> f64 {
        if self.hits == 0 {
            0.0
        } else {
            2.0 * self.hits as f64 / (self.held_total as f64 + f64::from(self.wanted_total))
        }
    }
}

#[cfg(test)]
mod tests {
    use excerpt::{Budget, Language, Summarizer};

    use super::*;

    fn summary(references: &[&str], budget: Budget) -> String {
        let text = "Rain fell on the town. The river rose by two metres. A cat slept. The river flooded the market.";
        let oracle = Oracle::new(references.iter().copied(), Tokens::RougeScore);
        let summarizer = Summarizer::builder().language(Language::English).selector(oracle).budget(budget).build();
        summarizer.unwrap().summarize(text).to_string()
    }

    #[test]
    fn takes_what_the_reference_says_and_stops() {
        let reference = "The river rose and flooded the market.";
        assert_eq!(summary(&[reference], Budget::Sentences(1)), "The river flooded the market.");
        let two = "The river rose by two metres.\nThe river flooded the market.";
        assert_eq!(summary(&[two], Budget::Sentences(4)), two);
    }

    #[test]
    fn any_reference_will_do() {
        assert_eq!(summary(&["Nothing of it.", "a cat slept"], Budget::Sentences(3)), "A cat slept.");
    }

    #[test]
    fn no_reference_no_choice() {
        assert_eq!(summary(&[], Budget::Sentences(3)), "");
        assert_eq!(summary(&["", "?"], Budget::Sentences(3)), "");
    }
}
