//! The way from words as written to terms and back, for those who ask after the document was read.

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
    /// The word by which each term first appears; of every term, once all are read.
    examples: Vec<Option<Place>>,
}

#[derive(Clone, Copy, Debug)]
struct Written {
    place: Place,
    term: Option<TermId>,
}

/// Where a word stands: to hold the text itself would tie how long a document may be borrowed to its source.
#[derive(Clone, Copy, Debug)]
struct Place {
    part: usize,
    span: Span,
}

impl Place {
    fn slice<'t>(self, doc: &Document<'t>) -> &'t str {
        self.span.slice(doc.parts[self.part].source)
    }
}

impl AsWritten {
    pub(super) fn new(doc: &Document<'_>) -> Self {
        let mut reader = WordReader::new(doc.language);
        let Self { hasher, mut words, .. } = Self::default();
        let mut examples = vec![None; doc.term_count()];
        // The words of furniture are no terms.
        let holds_terms = |sentence: &usize| doc.sentences[*sentence].kind != BlockKind::Furniture;
        for sentence in (0..doc.len()).filter(holds_terms) {
            let part = doc.sentences[sentence].part;
            for span in doc.words(sentence) {
                let word = span.slice(doc.parts[part].source);
                let hash = hasher.hash_one(word);
                if words.find(hash, |known| known.place.slice(doc) == word).is_none() {
                    let place = Place { part, span };
                    let term = doc.vocabulary.find(word, &mut reader);
                    words.insert_unique(hash, Written { place, term }, |known| hasher.hash_one(known.place.slice(doc)));
                    if let Some(term) = term {
                        examples[term.index()].get_or_insert(place);
                    }
                }
            }
        }
        Self { hasher, words, examples }
    }

    /// The word by which a term first appears.
    pub(super) fn example<'t>(&self, term: TermId, doc: &Document<'t>) -> &'t str {
        self.examples[term.index()].map_or("", |place| place.slice(doc))
    }

    pub(super) fn find(&self, word: &str, doc: &Document<'_>) -> Option<TermId> {
        self.words.find(self.hasher.hash_one(word), |known| known.place.slice(doc) == word)?.term
    }
}
