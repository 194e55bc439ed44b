//! [`WordReader`]: from a word of a text to its stem.

use std::cell::RefCell;

use super::stem_cache::{StemCache, StemId};
use super::table::Language;

/// Number of languages whose caches a thread keeps.
const MAX_KEPT_CACHES: usize = 4;

/// Reads the words of a document in one language: folds case, tells stop words, stems.
///
/// Stems come from a [cache](StemCache) that the thread keeps for its next document, because the vocabulary of a collection soon
/// repeats itself. What is read does not depend on the contents of the cache.
///
/// A document numbers its terms by itself. Its number for a stem, the *local id*, is kept beside the stem, so that the one
/// look-up of a word finds both. Local ids are gone with the reader.
pub(crate) struct WordReader {
    cache: StemCache,
}

thread_local! {
    /// The caches that no reader of this thread is using.
    static KEPT: RefCell<Vec<StemCache>> = const { RefCell::new(Vec::new()) };
}

impl WordReader {
    pub(crate) fn new(language: Language) -> Self {
        let kept = KEPT.with_borrow_mut(|kept| {
            let index = kept.iter().position(|cache| cache.language() == language)?;
            Some(kept.remove(index))
        });
        let mut cache = kept.unwrap_or_else(|| StemCache::new(language));
        cache.forget_local_ids();
        Self { cache }
    }

    /// The stem of `word`, or `None` if it is a stop word.
    pub(crate) fn stem_of(&mut self, word: &str) -> Option<&str> {
        let stem = self.find(word);
        (!stem.is_stop_word()).then(|| self.stem(stem))
    }

    /// The id of the stem of `word`; of `word` itself, in lower case, if it is a stop word.
    #[inline]
    pub(crate) fn find(&mut self, word: &str) -> StemId {
        self.cache.find(word)
    }

    pub(crate) fn stem(&self, stem: StemId) -> &str {
        self.cache.stem(stem)
    }

    /// The number that this document has given to a stem, if any.
    #[inline]
    pub(crate) fn local_id(&self, stem: StemId) -> Option<u32> {
        self.cache.local_id(stem)
    }

    pub(crate) fn set_local_id(&mut self, stem: StemId, id: u32) {
        self.cache.set_local_id(stem, id);
    }

    /// The learned weight of words with this stem as cues, in units of 1 / [`Language::CUE_WEIGHT_ONE`].
    #[inline]
    pub(crate) fn cue_weight(&self, stem: StemId) -> i16 {
        self.cache.cue_weight(stem)
    }

    /// Frees the parts of an oversized cache that the next document will not use. Stems remain valid.
    pub(crate) fn trim(&mut self) {
        self.cache.trim();
    }
}

impl Drop for WordReader {
    fn drop(&mut self) {
        // An empty cache makes no allocation.
        let empty = StemCache::new(self.cache.language());
        let cache = Some(std::mem::replace(&mut self.cache, empty)).filter(StemCache::is_small);
        // The list is gone already if the thread is ending.
        let _ = KEPT.try_with(|kept| {
            let mut kept = kept.borrow_mut();
            kept.extend(cache);
            if kept.len() > MAX_KEPT_CACHES {
                kept.remove(0);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::stem_cache::MAX_KEPT_WORDS;
    use super::*;

    #[test]
    fn memory_between_documents_is_bounded() {
        for width in [0, 64] {
            for begin in (0..4 * MAX_KEPT_WORDS).step_by(MAX_KEPT_WORDS / 3) {
                let mut reader = WordReader::new(Language::English);
                for number in begin..begin + MAX_KEPT_WORDS / 3 {
                    let word = format!("word{number:0>width$}");
                    assert_eq!(reader.stem_of(&word), Some(word.as_str()));
                }
                drop(reader);
                KEPT.with_borrow(|kept| assert!(kept.iter().all(StemCache::is_small)));
            }
        }
    }

    #[test]
    fn local_ids_are_gone_with_their_reader() {
        let mut reader = WordReader::new(Language::English);
        let stem = reader.find("running");
        assert_eq!(reader.local_id(stem), None);
        reader.set_local_id(stem, 7);
        let same = reader.find("Runs");
        assert_eq!(reader.local_id(same), Some(7));
        drop(reader);
        let mut reader = WordReader::new(Language::English);
        let again = reader.find("running");
        assert_eq!(reader.local_id(again), None);
    }

    #[test]
    fn readers_of_one_thread_are_independent() {
        let mut english = WordReader::new(Language::English);
        let mut german = WordReader::new(Language::German);
        assert_eq!(english.stem_of("Running"), Some("run"));
        assert_eq!(german.stem_of("Flüsse"), Some("fluss"));
        assert_eq!(WordReader::new(Language::English).stem_of("rivers"), Some("river"));
    }
}
