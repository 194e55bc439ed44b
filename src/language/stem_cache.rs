//! [`StemCache`]: the stems of the words that a thread has read in one language.

use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

use super::short_word::{Seeds, ShortWord};
use super::stemmer::Stemmer;
use super::table::Language;
use super::{cue_weights, stop_words};
use crate::scratch::reusable;
use crate::util::ragged::StringArena;

/// Maximum number of words that are kept between documents. The running text of most collections has fewer, and they take at
/// most 8 MB.
pub(super) const MAX_KEPT_WORDS: usize = 1 << 16;

/// Maximum number of words that are cached while a document is read: as many as fit in a table of 13 MB. Later words are rare,
/// and stemming them each time costs less than the memory.
const MAX_CACHED_WORDS: usize = (1 << 18) / 8 * 7;

/// Identifies a stem, or a stop word in lower case, in the cache that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StemId(u32);

reusable!(StemId);

impl StemId {
    /// Set in the ids of stop words.
    const STOP_WORD_BIT: u32 = 1 << 31;

    pub(crate) fn is_stop_word(self) -> bool {
        self.0 & Self::STOP_WORD_BIT != 0
    }

    fn index(self) -> usize {
        (self.0 & !Self::STOP_WORD_BIT) as usize
    }
}

/// A memo of [`Stemmer::stem`], case folding and the stop list for one language, from words as written. A look-up takes a tenth
/// of the time of stemming.
pub(super) struct StemCache {
    language: Language,
    stemmer: Stemmer,
    hasher: DefaultHashBuilder,
    seeds: Seeds,
    words: HashTable<CachedWord>,
    /// The ids of all stems, hashed by their text.
    stem_ids: HashTable<StemId>,
    /// The text of each stem, by the index of its id.
    stems: StringArena,
    /// For each stem, the number that the current document has given it, and the generation in which it did.
    local_ids: Vec<(u32, u32)>,
    /// The cue weight of each stem, up to the last that is not 0: few are.
    cue_weights: Vec<i16>,
    /// Counts the documents read with this cache, so that all local ids can be forgotten at once.
    generation: u32,
    /// The last new word in lower case; kept for its allocation.
    folded: String,
}

/// A word as written, and its stem.
#[derive(Clone, Copy)]
struct CachedWord {
    word: ShortWord,
    stem: StemId,
}

impl StemCache {
    /// An empty cache. Makes no allocation.
    pub(super) fn new(language: Language) -> Self {
        let hasher = DefaultHashBuilder::default();
        Self {
            language,
            stemmer: Stemmer::new(language),
            seeds: Seeds([hasher.hash_one(1), hasher.hash_one(2)]),
            hasher,
            words: HashTable::new(),
            stem_ids: HashTable::new(),
            stems: StringArena::default(),
            local_ids: Vec::new(),
            cue_weights: Vec::new(),
            generation: 0,
            folded: String::new(),
        }
    }

    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// Whether the cache is small enough to be kept for the next document.
    pub(super) fn is_small(&self) -> bool {
        self.words.len() <= MAX_KEPT_WORDS
            && self.stems.len() <= MAX_KEPT_WORDS
            && self.stems.byte_len() <= MAX_KEPT_WORDS * ShortWord::MAX_BYTES
    }

    /// Frees what will not be kept for the next document, but for the stems.
    pub(super) fn trim(&mut self) {
        if self.words.len() > MAX_KEPT_WORDS {
            self.words = HashTable::new();
        }
        if !self.is_small() {
            self.stem_ids = HashTable::new();
        }
    }

    pub(super) fn forget_local_ids(&mut self) {
        if self.generation == u32::MAX {
            self.local_ids.fill((0, 0));
            self.generation = 0;
        }
        self.generation += 1;
    }

    #[inline]
    pub(super) fn local_id(&self, stem: StemId) -> Option<u32> {
        let (generation, id) = self.local_ids[stem.index()];
        (generation == self.generation).then_some(id)
    }

    pub(super) fn set_local_id(&mut self, stem: StemId, id: u32) {
        self.local_ids[stem.index()] = (self.generation, id);
    }

    #[inline]
    pub(super) fn cue_weight(&self, stem: StemId) -> i16 {
        self.cue_weights.get(stem.index()).copied().unwrap_or_default()
    }

    pub(super) fn stem(&self, stem: StemId) -> &str {
        self.stems.get(stem.index())
    }

    /// The stem of a word, from the cache if it is there.
    #[inline]
    pub(super) fn find(&mut self, word: &str) -> StemId {
        let Some(short) = ShortWord::new(word) else { return self.stem_uncached(word) };
        let hash = short.hash(self.seeds);
        match self.words.find(hash, |cached| cached.word == short) {
            Some(cached) => cached.stem,
            None => self.insert(word, short, hash),
        }
    }

    #[cold]
    fn insert(&mut self, word: &str, short: ShortWord, hash: u64) -> StemId {
        let stem = self.stem_uncached(word);
        if self.words.len() == MAX_CACHED_WORDS {
            return stem;
        }
        let seeds = self.seeds;
        self.words.insert_unique(hash, CachedWord { word: short, stem }, |cached| cached.word.hash(seeds));
        stem
    }

    /// Folds and stems a word, and finds or makes the id of its stem.
    fn stem_uncached(&mut self, word: &str) -> StemId {
        self.language.fold(word, &mut self.folded);
        let Self { stem_ids, stems, local_ids, cue_weights, hasher, stemmer, folded, .. } = self;
        let is_stop_word = stop_words::contains(self.language, folded);
        // A stop word is not stemmed, and is not the same as a stem of equal spelling.
        let stemmed = stemmer.stem(folded);
        let stem = if is_stop_word { folded.as_str() } else { &stemmed };
        let key = |id: &StemId| (stems.get(id.index()), id.is_stop_word());
        let rehash = |id: &StemId| hasher.hash_one(key(id));
        match stem_ids.entry(hasher.hash_one((stem, is_stop_word)), |id| key(id) == (stem, is_stop_word), rehash) {
            Entry::Occupied(found) => *found.get(),
            Entry::Vacant(vacant) => {
                let new = StemId(stems.len() as u32 | if is_stop_word { StemId::STOP_WORD_BIT } else { 0 });
                vacant.insert(new);
                stems.push(stem);
                local_ids.push((0, 0));
                let cue_weight = cue_weights::weight(self.language, &stemmed);
                if cue_weight != 0 {
                    cue_weights.resize(new.index(), 0);
                    cue_weights.push(cue_weight);
                }
                new
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cached_stems_are_those_of_an_empty_cache() {
        let long = "w".repeat(ShortWord::MAX_BYTES + 1);
        let mut cache = StemCache::new(Language::English);
        for _ in 0..2 {
            for word in ["Running", "the", "runs", "", "éclair", &long] {
                let mut empty = StemCache::new(Language::English);
                let (cached, fresh) = (cache.find(word), empty.find(word));
                let expected = (empty.stem(fresh), fresh.is_stop_word());
                assert_eq!((cache.stem(cached), cached.is_stop_word()), expected, "{word}");
            }
        }
    }

    #[test]
    fn a_word_that_contains_a_stop_word_is_not_one() {
        let mut cache = StemCache::new(Language::English);
        let the = cache.find("the");
        for word in ["\0the", "\0The", " the"] {
            let other = cache.find(word);
            assert!(!other.is_stop_word() && other.index() != the.index(), "{word:?}");
        }
    }
}
