//! The vocabulary of a document: its terms, numbered.
//!
//! A word that occurs many times is folded and stemmed once: the [`WordReader`] finds the stem of a word as written and, beside it, the
//! term of that stem in this document. When the whole document is read, the stems are copied into one string. Terms are numbered
//! by first appearance, and no hash table is ever iterated over, so nothing depends on the order of a table.

use std::hash::BuildHasher;
use std::sync::OnceLock;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::language::{StemId, WordReader};
use crate::scratch::{Scratch, reusable};
use crate::util::ragged::StringArena;

/// A term of a document: a stem, for all the words that share it. Dense from 0, in order of
/// first appearance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TermId(pub(crate) u32);

reusable!(TermId);

impl TermId {
    /// The number itself, to index arrays with one entry per term.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a word is in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Interned {
    Term(TermId),
    /// A stop word, by its number in this document. Dense from 0, in order of first appearance.
    StopWord(u32),
}

/// Interns stems as [`TermId`]s, and has the stem of each term.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// The stem of each term, as an id of the reader; empty once [finished](Self::finish).
    stem_ids: Scratch<StemId>,
    /// The stem of each term; empty until then.
    stems: StringArena,
    /// Number of distinct stop words.
    stop_word_count: u32,
    /// Terms by their stems, made on first use.
    by_stem: OnceLock<StemIndex>,
}

/// A hash table from stems to terms.
#[derive(Debug, Default)]
struct StemIndex {
    hasher: DefaultHashBuilder,
    terms: HashTable<TermId>,
}

/// Number of bytes of text a distinct term, to reserve room.
const MEAN_BYTES_PER_TERM: usize = 12;

/// Maximum number of bytes of text to reserve room for: a long text soon repeats its terms.
const MAX_RESERVED_BYTES: usize = 1 << 16;

impl Vocabulary {
    /// Number of terms.
    pub(crate) fn len(&self) -> usize {
        self.stems.len()
    }

    /// Makes room for the terms of a text of this many bytes.
    pub(crate) fn reserve(&mut self, bytes: usize) {
        self.stem_ids.reserve(bytes.min(MAX_RESERVED_BYTES) / MEAN_BYTES_PER_TERM);
    }

    /// Copies the stems from the reader when the whole document is read.
    pub(crate) fn finish(&mut self, mut reader: WordReader) {
        reader.trim();
        let stem_ids = std::mem::take(&mut self.stem_ids);
        self.stems.reserve_exact(stem_ids.len(), stem_ids.iter().map(|&stem| reader.stem(stem).len()).sum());
        for &stem in &stem_ids {
            self.stems.push(reader.stem(stem));
        }
    }

    /// The stem of a term.
    pub(crate) fn stem(&self, term: TermId) -> &str {
        self.stems.get(term.index())
    }

    /// Number of distinct stop words.
    pub(crate) fn stop_word_count(&self) -> usize {
        self.stop_word_count as usize
    }

    /// Finds or makes the term of a stem. All stems of a document must come from one reader, which reads no other document.
    #[inline]
    pub(crate) fn intern(&mut self, stem: StemId, reader: &mut WordReader) -> Interned {
        match (reader.local_id(stem), stem.is_stop_word()) {
            (Some(id), false) => Interned::Term(TermId(id)),
            (Some(id), true) => Interned::StopWord(id),
            (None, false) => Interned::Term(self.add(stem, reader)),
            (None, true) => {
                reader.set_local_id(stem, self.stop_word_count);
                self.stop_word_count += 1;
                Interned::StopWord(self.stop_word_count - 1)
            }
        }
    }

    fn add(&mut self, stem: StemId, reader: &mut WordReader) -> TermId {
        let new = TermId(self.stem_ids.len() as u32);
        reader.set_local_id(stem, new.0);
        self.stem_ids.push(stem);
        new
    }

    /// The term of any word, such as one of a query; `None` for a stop word and for a word that is not in the document.
    pub(crate) fn find(&self, word: &str, reader: &mut WordReader) -> Option<TermId> {
        let stem = reader.stem_of(word)?;
        let StemIndex { hasher, terms } = self.by_stem.get_or_init(|| self.index_by_stem());
        terms.find(hasher.hash_one(stem), |&term| self.stem(term) == stem).copied()
    }

    fn index_by_stem(&self) -> StemIndex {
        let StemIndex { hasher, mut terms } = StemIndex::default();
        let hash = |&term: &TermId| hasher.hash_one(self.stem(term));
        terms.reserve(self.len(), hash);
        for term in (0..self.len() as u32).map(TermId) {
            terms.insert_unique(hash(&term), term, hash);
        }
        StemIndex { hasher, terms }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn inflected_forms_are_one_term() {
        let mut vocabulary = Vocabulary::default();
        let mut reader = WordReader::new(Language::English);
        let mut intern = |word| {
            let stem = reader.find(word);
            vocabulary.intern(stem, &mut reader)
        };
        assert_eq!(intern("Runs"), intern("running"));
        assert_eq!(intern("the"), Interned::StopWord(0));
        assert_eq!(intern("and"), Interned::StopWord(1));
        assert_eq!(intern("The"), Interned::StopWord(0));
        vocabulary.finish(reader);
        let mut reader = WordReader::new(Language::English);
        assert_eq!(vocabulary.len(), 1);
        assert_eq!(vocabulary.stem(TermId(0)), "run");
        assert_eq!(vocabulary.find("run", &mut reader), Some(TermId(0)));
        assert_eq!(vocabulary.find("walk", &mut reader), None);
    }
}
