//! The way from words as written to terms, for those who ask after the document was read.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::Document;
use crate::language::WordReader;
use crate::text::{BlockKind, Span};
use crate::vocabulary::TermId;

/// Each different word of a document, and its term unless it is a stop word.
#[derive(Debug, Default)]
pub(super) struct AsWritten {
    hasher: DefaultHashBuilder,
    words: HashTable<Written>,
}

/// A word, by where it first stands: to hold the text itself would tie how long a document may be borrowed to its source.
#[derive(Clone, Copy, Debug)]
struct Written {
    part: usize,
    span: Span,
    term: Option<TermId>,
}

impl Written {
    fn slice<'t>(&self, doc: &Document<'t>) -> &'t str {
        self.span.slice(doc.parts[self.part].source)
    }
}

impl AsWritten {
    pub(super) fn new(doc: &Document<'_>) -> Self {
        let mut reader = WordReader::new(doc.language);
        let Self { hasher, mut words } = Self::default();
        // The words of furniture are no terms.
        let holds_terms = |sentence: &usize| doc.sentences[*sentence].kind != BlockKind::Furniture;
        for sentence in (0..doc.len()).filter(holds_terms) {
            let part = doc.sentences[sentence].part;
            for span in doc.words(sentence) {
                let word = span.slice(doc.parts[part].source);
                let hash = hasher.hash_one(word);
                if words.find(hash, |known| known.slice(doc) == word).is_none() {
                    let term = doc.vocabulary.find(word, &mut reader);
                    words.insert_unique(hash, Written { part, span, term }, |known| hasher.hash_one(known.slice(doc)));
                }
            }
        }
        Self { hasher, words }
    }

    pub(super) fn find(&self, word: &str, doc: &Document<'_>) -> Option<TermId> {
        self.words.find(self.hasher.hash_one(word), |known| known.slice(doc) == word)?.term
    }
}
