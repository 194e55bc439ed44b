//! What the sentences of a set say together, and what one more would add to it.

use super::expected::{Expected, Overlap};
use crate::document::Document;
use crate::score::Scores;
use crate::scratch::{Scratch, reusable};

/// The words of the sentences of a set. Once a set is read, any other sentence is weighed with it by looking at that sentence alone.
#[derive(Clone, Debug)]
pub(super) struct Said<'d, 't> {
    doc: &'d Document<'t>,
    terms: Scratch<Term>,
    /// When each pair of neighbouring terms was last seen.
    pairs: Scratch<u32>,
    expected: Expected<'d, 't>,
    written: u64,
    recurring: u64,
    set: Tally,
    /// What the terms and pairs of the set are marked with.
    set_mark: u32,
    last_mark: u32,
}

/// What the text has of a term.
#[derive(Clone, Copy, Debug, Default)]
struct Term {
    /// How often it is written.
    total: u32,
    /// How many sentences have it.
    sentences: u32,
    /// When it was last seen.
    seen: u32,
}

reusable!(Term);

impl Term {
    /// Its sentences, if more than one.
    fn recurring(self) -> u64 {
        if self.sentences > 1 { u64::from(self.sentences) } else { 0 }
    }
}

/// Counts over the sentences of a set. Whole numbers, so that they do not depend on the order of the sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tally {
    pub(super) words: usize,
    /// The words of the shortest; of no sentence, nothing is shorter.
    pub(super) shortest: Option<usize>,
    pub(super) longest: usize,
    /// How many terms are written, and how many different ones.
    pub(super) terms: usize,
    pub(super) distinct_terms: usize,
    /// The same for pairs of neighbouring terms.
    pub(super) pairs: usize,
    pub(super) distinct_pairs: usize,
    /// How often the text writes one of its terms.
    pub(super) mass: u64,
    /// The sentences that have each of its terms that recur.
    pub(super) recurring: u64,
    /// How far its words are expected.
    pub(super) overlap: Overlap,
}

impl<'d, 't> Said<'d, 't> {
    /// Reads the body of `doc`. What is expected is read from the `likely` sentences, of which `size` will be taken.
    pub(super) fn new(doc: &'d Document<'t>, scores: &Scores, likely: &[usize], size: usize) -> Self {
        let mut terms = Scratch::filled(Term::default(), doc.term_count());
        for sentence in (0..doc.len()).filter(|&sentence| doc.sentences()[sentence].kind.is_body()) {
            let (distinct, counts) = doc.occurrences().row(sentence);
            for (term, count) in distinct.iter().zip(counts) {
                terms[term.index()].total += count;
                terms[term.index()].sentences += 1;
            }
        }
        Self {
            doc,
            written: terms.iter().map(|term| u64::from(term.total)).sum(),
            recurring: terms.iter().map(|term| term.recurring()).sum(),
            terms,
            pairs: Scratch::filled(0, doc.pairs().count),
            expected: Expected::new(doc, scores, likely, size),
            set: Tally::default(),
            set_mark: 0,
            last_mark: 0,
        }
    }

    /// Reads a set anew.
    pub(super) fn read(&mut self, set: &[usize]) {
        self.expected.clear();
        self.set = Tally::default();
        self.last_mark += 1;
        self.set_mark = self.last_mark;
        for &sentence in set {
            let overlap = self.expected.say(sentence);
            self.set = self.tally_with(sentence, overlap, self.set_mark);
            let distinct = self.doc.occurrences().row(sentence).0;
            distinct.iter().for_each(|term| self.terms[term.index()].seen = self.set_mark);
        }
    }

    /// Counts over the set and one more sentence, which does not stay.
    pub(super) fn with(&mut self, sentence: usize) -> Tally {
        self.last_mark += 1;
        let overlap = self.expected.weigh(sentence);
        self.tally_with(sentence, overlap, self.last_mark)
    }

    /// Counts over the set.
    pub(super) fn set(&self) -> Tally {
        self.set
    }

    /// How many terms the text writes.
    pub(super) fn written(&self) -> u64 {
        self.written
    }

    /// The sentences that have each of the terms that recur.
    pub(super) fn recurring(&self) -> u64 {
        self.recurring
    }

    pub(super) fn expected(&self) -> &Expected<'d, 't> {
        &self.expected
    }

    /// Marks the pairs of the sentence that the set does not have.
    fn tally_with(&mut self, sentence: usize, overlap: Overlap, mark: u32) -> Tally {
        let mut tally = self.set;
        tally.overlap.words += overlap.words;
        tally.overlap.hits += overlap.hits;
        let words = self.doc.sentences()[sentence].words;
        tally.words += words;
        tally.shortest = Some(tally.shortest.map_or(words, |shortest| shortest.min(words)));
        tally.longest = tally.longest.max(words);
        tally.terms += self.doc.terms(sentence).len();
        for term in self.doc.occurrences().row(sentence).0 {
            let term = self.terms[term.index()];
            if term.seen != self.set_mark {
                tally.distinct_terms += 1;
                tally.mass += u64::from(term.total);
                tally.recurring += term.recurring();
            }
        }
        let pairs = self.doc.pairs_of(sentence);
        tally.pairs += pairs.len();
        for &pair in pairs {
            let seen = &mut self.pairs[pair as usize];
            if *seen != self.set_mark && std::mem::replace(seen, mark) != mark {
                tally.distinct_pairs += 1;
            }
        }
        tally
    }
}
