//! The terms of a document: stems, numbered.
//!
//! A word is met many times but lower-cased, looked up and stemmed once: its [`WordReader`] leads from the word as written to a stem,
//! and from there to the number that the stem has here. Once all is read, stems stand end to end in one string. Numbers follow first
//! appearance and no table is ever walked through, so nothing depends on how a table hashes.

use std::hash::BuildHasher;
use std::sync::OnceLock;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::language::{StemId, WordReader};
use crate::scratch::{Scratch, reusable};

/// A term of a document: a stem, and all the words that share it. Dense from 0, in order of
/// first appearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TermId(pub(crate) u32);

reusable!(TermId);

impl TermId {
    /// The number itself, to index arrays with one entry a term.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a word is to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Term(TermId),
    /// A stop word, by its number among those of the document. Dense from 0.
    Stop(u32),
}

/// The interner: from words to [`TermId`]s, and back to something a person can read.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// The stem of each term, as its reader knows it; until that is done.
    read: Scratch<StemId>,
    /// All stems, end to end; from then on.
    arena: String,
    /// Where in the arena each stem ends.
    ends: Vec<u32>,
    /// How many different stop words there are.
    stop_words: u32,
    /// The way back from stems, made when first asked for.
    by_stem: OnceLock<ByStem>,
}

/// Terms by their stems.
#[derive(Debug, Default)]
struct ByStem {
    hasher: DefaultHashBuilder,
    terms: HashTable<TermId>,
}

impl Vocabulary {
    /// How many terms there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Makes room for the terms of a text of so many bytes. A long one soon repeats itself.
    pub(crate) fn reserve(&mut self, bytes: usize) {
        self.read.reserve(bytes.min(1 << 16) / 12);
    }

    /// Takes the stems over from the reader of the document, once all is read.
    pub(crate) fn settle(&mut self, mut reader: WordReader) {
        reader.close();
        let read = std::mem::take(&mut self.read);
        self.arena.reserve_exact(read.iter().map(|&stem| reader.stem(stem).len()).sum());
        self.ends.reserve_exact(read.len());
        for &stem in &read {
            self.arena.push_str(reader.stem(stem));
            self.ends.push(self.arena.len() as u32);
        }
    }

    /// The stem of a term.
    pub(crate) fn stem(&self, term: TermId) -> &str {
        let start = term.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.arena[start as usize..self.ends[term.index()] as usize]
    }

    /// How many different stop words were met.
    pub(crate) fn stop_words(&self) -> usize {
        self.stop_words as usize
    }

    /// Finds or makes the term of a stem. All stems of a document must be from the same reader, and those of no other.
    #[inline]
    pub(crate) fn intern(&mut self, stem: StemId, reader: &mut WordReader) -> Meaning {
        match (reader.note(stem), stem.is_stop()) {
            (Some(known), false) => Meaning::Term(TermId(known)),
            (Some(known), true) => Meaning::Stop(known),
            (None, false) => Meaning::Term(self.add(stem, reader)),
            (None, true) => {
                reader.set_note(stem, self.stop_words);
                self.stop_words += 1;
                Meaning::Stop(self.stop_words - 1)
            }
        }
    }

    fn add(&mut self, stem: StemId, reader: &mut WordReader) -> TermId {
        let new = TermId(self.read.len() as u32);
        reader.set_note(stem, new.0);
        self.read.push(stem);
        new
    }

    /// The term of a word that may not be from the document, such as one of a query.
    pub(crate) fn find(&self, word: &str, reader: &mut WordReader) -> Option<TermId> {
        let stem = reader.stem_of(word)?;
        let ByStem { hasher, terms } = self.by_stem.get_or_init(|| self.index());
        terms.find(hasher.hash_one(stem), |&term| self.stem(term) == stem).copied()
    }

    fn index(&self) -> ByStem {
        let ByStem { hasher, mut terms } = ByStem::default();
        let hash = |&term: &TermId| hasher.hash_one(self.stem(term));
        terms.reserve(self.len(), hash);
        for term in (0..self.len() as u32).map(TermId) {
            terms.insert_unique(hash(&term), term, hash);
        }
        ByStem { hasher, terms }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn forms_of_a_word_are_one_term() {
        let mut vocabulary = Vocabulary::default();
        let mut reader = WordReader::new(Language::English);
        let mut intern = |word| {
            let stem = reader.find(word);
            vocabulary.intern(stem, &mut reader)
        };
        assert_eq!(intern("Runs"), intern("running"));
        assert_eq!(intern("the"), Meaning::Stop(0));
        assert_eq!(intern("and"), Meaning::Stop(1));
        assert_eq!(intern("The"), Meaning::Stop(0));
        vocabulary.settle(reader);
        let mut reader = WordReader::new(Language::English);
        assert_eq!(vocabulary.len(), 1);
        assert_eq!(vocabulary.stem(TermId(0)), "run");
        assert_eq!(vocabulary.find("run", &mut reader), Some(TermId(0)));
        assert_eq!(vocabulary.find("walk", &mut reader), None);
    }
}
