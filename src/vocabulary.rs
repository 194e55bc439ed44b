//! The words of a document as numbers.
//!
//! A word is met many times but lower-cased, looked up and stemmed once: a table leads from the word as
//! written, a slice of the source, to what was found out about it. Stems stand end to end in
//! one string. Numbers follow first appearance and no table is ever walked through, so
//! nothing depends on how a table hashes.

use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use crate::language::WordReader;

/// A term of a document: a stem, and all the words that share it. Dense from 0, in order of
/// first appearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TermId(pub(crate) u32);

impl TermId {
    /// The number itself, to index arrays with one entry a term.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The interner: from words to [`TermId`]s, and back to something a person can read.
#[derive(Debug)]
pub(crate) struct Vocabulary<'t> {
    /// Each word as written, and its term unless it is a stop word.
    words: HashMap<&'t str, Option<TermId>>,
    stems: HashTable<TermId>,
    hasher: DefaultHashBuilder,
    /// All stems, end to end.
    arena: String,
    /// Where in the arena each stem ends.
    ends: Vec<usize>,
    /// The first word of each term, as the source has it.
    examples: Vec<&'t str>,
}

impl<'t> Vocabulary<'t> {
    pub(crate) fn new() -> Self {
        Self {
            words: HashMap::new(),
            stems: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            arena: String::new(),
            ends: Vec::new(),
            examples: Vec::new(),
        }
    }

    /// How many terms there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The stem of a term.
    pub(crate) fn stem(&self, term: TermId) -> &str {
        let start = term.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.arena[start..self.ends[term.index()]]
    }

    /// The first word of a term, as written.
    pub(crate) fn example(&self, term: TermId) -> &'t str {
        self.examples[term.index()]
    }

    /// Finds or makes the term of `word`; `None` for a stop word.
    pub(crate) fn intern(&mut self, word: &'t str, reader: &mut WordReader) -> Option<TermId> {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let term = reader.stem_of(word).map(|stem| self.intern_stem(stem, word));
        self.words.insert(word, term);
        term
    }

    /// The term of a word that the document holds.
    pub(crate) fn term(&self, word: &str) -> Option<TermId> {
        *self.words.get(word)?
    }

    /// The term of a word that may not be from the document, such as one of a query.
    pub(crate) fn find(&self, word: &str, reader: &mut WordReader) -> Option<TermId> {
        let stem = reader.stem_of(word)?;
        let hash = self.hasher.hash_one(stem);
        self.stems.find(hash, |&term| self.stem(term) == stem).copied()
    }

    fn intern_stem(&mut self, stem: &str, word: &'t str) -> TermId {
        let new = TermId(self.ends.len() as u32);
        let (arena, ends) = (&self.arena, &self.ends);
        let stem_of = |term: TermId| {
            let start = term.index().checked_sub(1).map_or(0, |before| ends[before]);
            &arena[start..ends[term.index()]]
        };
        let hash = self.hasher.hash_one(stem);
        let rehash = |&term: &TermId| self.hasher.hash_one(stem_of(term));
        match self.stems.entry(hash, |&term| stem_of(term) == stem, rehash) {
            Entry::Occupied(found) => *found.get(),
            Entry::Vacant(place) => {
                place.insert(new);
                self.arena.push_str(stem);
                self.ends.push(self.arena.len());
                self.examples.push(word);
                new
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn forms_of_a_word_are_one_term() {
        let mut vocabulary = Vocabulary::new();
        let mut reader = WordReader::new(Language::English);
        let runs = vocabulary.intern("Runs", &mut reader);
        let running = vocabulary.intern("running", &mut reader);
        assert_eq!(runs, running);
        assert_eq!(vocabulary.intern("the", &mut reader), None);
        assert_eq!(vocabulary.len(), 1);
        assert_eq!(vocabulary.stem(TermId(0)), "run");
        assert_eq!(vocabulary.example(TermId(0)), "Runs");
        assert_eq!(vocabulary.find("run", &mut reader), Some(TermId(0)));
        assert_eq!(vocabulary.find("walk", &mut reader), None);
    }
}
