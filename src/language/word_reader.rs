//! [`WordReader`]: from a word as written to its stem.

use std::cell::RefCell;
use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

use super::short_word::{Seeds, ShortWord};
use super::{Language, Stemmer};
use crate::scratch::reusable;

/// So many forms are remembered of a language between documents: the running text of most collections has fewer, and they fit in 8 MB.
const MOST_FORMS: usize = 1 << 16;

/// So many forms are remembered while a document is read: what comes later is rare, and to work out each time what it is a form of
/// takes less than the room. As many as fit in a table of 13 MB.
const MOST_KNOWN: usize = (1 << 18) / 8 * 7;

/// So many languages are remembered by a thread.
const MOST_LANGUAGES: usize = 4;

/// Reads words of one language: lower case, stop words, stems.
///
/// Each form is worked out once and remembered by its thread for the documents that follow: the vocabulary of a
/// collection soon repeats itself, and a look into a table takes a tenth of the time that stemming does. What comes out is the same.
///
/// Whoever reads a document can leave a note at each stem, so that the one look that finds the form leads on to what the document
/// knows of it. The notes of a reader are gone with it.
pub(crate) struct WordReader {
    forms: Forms,
}

/// The number of a stem, or of a stop word; holds as long as its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StemId(u32);

reusable!(StemId);

impl StemId {
    /// Set in those of stop words.
    const STOP: u32 = 1 << 31;

    pub(crate) fn is_stop(self) -> bool {
        self.0 & Self::STOP != 0
    }

    fn index(self) -> usize {
        (self.0 & !Self::STOP) as usize
    }
}

thread_local! {
    /// The forms that no reader of this thread has at the moment.
    static KEPT: RefCell<Vec<Forms>> = const { RefCell::new(Vec::new()) };
}

impl WordReader {
    pub(crate) fn new(language: Language) -> Self {
        let kept = KEPT.with_borrow_mut(|kept| {
            let place = kept.iter().position(|forms| forms.language == language)?;
            Some(kept.remove(place))
        });
        let mut forms = kept.unwrap_or_else(|| Forms::new(language));
        forms.forget_notes();
        Self { forms }
    }

    /// The stem of `word`, or `None` if it is a stop word.
    pub(crate) fn stem_of(&mut self, word: &str) -> Option<&str> {
        let stem = self.find(word);
        (!stem.is_stop()).then(|| self.stem(stem))
    }

    /// The number of the stem of `word`, or its own if it is a stop word.
    #[inline]
    pub(crate) fn find(&mut self, word: &str) -> StemId {
        self.forms.find(word)
    }

    /// The stem of that number.
    pub(crate) fn stem(&self, stem: StemId) -> &str {
        self.forms.stem(stem)
    }

    /// What [`set_note`](Self::set_note) left at a stem.
    #[inline]
    pub(crate) fn note(&self, stem: StemId) -> Option<u32> {
        let forms = &self.forms;
        let (reader, note) = forms.notes[stem.index()];
        (reader == forms.reader).then_some(note)
    }

    /// How much a word of that stem counts as a cue.
    #[inline]
    pub(crate) fn cue_weight(&self, stem: StemId) -> i16 {
        self.forms.cue_weights.get(stem.index()).copied().unwrap_or_default()
    }

    /// Forgets what no other document will need, but for the stems: there may be more of it than of the text.
    pub(crate) fn close(&mut self) {
        let forms = &mut self.forms;
        if forms.known.len() > MOST_FORMS {
            forms.known = HashTable::new();
        }
        if !forms.is_small() {
            forms.stems = HashTable::new();
        }
    }

    /// Leaves a note at a stem.
    pub(crate) fn set_note(&mut self, stem: StemId, note: u32) {
        let forms = &mut self.forms;
        forms.notes[stem.index()] = (forms.reader, note);
    }
}

impl Drop for WordReader {
    fn drop(&mut self) {
        // An empty one costs nothing to make.
        let empty = Forms::new(self.forms.language);
        let forms = std::mem::replace(&mut self.forms, empty);
        let forms = Some(forms).filter(Forms::is_small);
        // A thread that is ending keeps nothing any more.
        let _ = KEPT.try_with(|kept| {
            let mut kept = kept.borrow_mut();
            kept.extend(forms);
            if kept.len() > MOST_LANGUAGES {
                kept.remove(0);
            }
        });
    }
}

/// What is known of the words of a language.
struct Forms {
    language: Language,
    stemmer: Stemmer,
    hasher: DefaultHashBuilder,
    seeds: Seeds,
    known: HashTable<Form>,
    stems: HashTable<StemId>,
    /// All stems, end to end.
    arena: String,
    /// Where each stem ends.
    ends: Vec<u32>,
    /// A note at each stem, and the number of the reader that left it.
    notes: Vec<(u32, u32)>,
    /// How much each stem counts as a cue, up to the last that does: of many stems, few do.
    cue_weights: Vec<i16>,
    /// The number of the reader that has these forms now.
    reader: u32,
    /// The last word in lower case.
    folded: String,
}

/// A word as written, and what it is a form of.
#[derive(Clone, Copy)]
struct Form {
    word: ShortWord,
    stem: StemId,
}

impl Forms {
    fn new(language: Language) -> Self {
        let hasher = DefaultHashBuilder::default();
        Self {
            language,
            stemmer: Stemmer::new(language),
            seeds: Seeds([hasher.hash_one(1), hasher.hash_one(2)]),
            hasher,
            known: HashTable::new(),
            stems: HashTable::new(),
            arena: String::new(),
            ends: Vec::new(),
            notes: Vec::new(),
            cue_weights: Vec::new(),
            reader: 0,
            folded: String::new(),
        }
    }

    /// Whether there is little enough to keep it for the next document.
    fn is_small(&self) -> bool {
        self.known.len() <= MOST_FORMS
            && self.ends.len() <= MOST_FORMS
            && self.arena.len() <= MOST_FORMS * ShortWord::LONGEST
    }

    fn forget_notes(&mut self) {
        if self.reader == u32::MAX {
            self.notes.fill((0, 0));
            self.reader = 0;
        }
        self.reader += 1;
    }

    #[inline]
    fn find(&mut self, word: &str) -> StemId {
        let Some(short) = ShortWord::new(word) else { return self.read(word) };
        let hash = short.hash(self.seeds);
        match self.known.find(hash, |form| form.word == short) {
            Some(form) => form.stem,
            None => self.learn(word, short, hash),
        }
    }

    #[cold]
    fn learn(&mut self, word: &str, short: ShortWord, hash: u64) -> StemId {
        let stem = self.read(word);
        if self.known.len() == MOST_KNOWN {
            return stem;
        }
        let seeds = self.seeds;
        self.known.insert_unique(hash, Form { word: short, stem }, |form| form.word.hash(seeds));
        stem
    }

    /// Works out what was not met before.
    fn read(&mut self, word: &str) -> StemId {
        self.language.fold(word, &mut self.folded);
        let Self { stems, arena, ends, notes, cue_weights, hasher, stemmer, folded, .. } = self;
        let is_stop = self.language.is_stop_word(folded);
        // A stop word stays as it is, and apart from stems that are spelled the same.
        let stemmed = stemmer.stem(folded);
        let stem = if is_stop { folded.as_str() } else { &stemmed };
        let known = |id: &StemId| (stem_in(arena, ends, *id), id.is_stop());
        let rehash = |id: &StemId| hasher.hash_one(known(id));
        match stems.entry(hasher.hash_one((stem, is_stop)), |id| known(id) == (stem, is_stop), rehash) {
            Entry::Occupied(found) => *found.get(),
            Entry::Vacant(place) => {
                let new = StemId(ends.len() as u32 | if is_stop { StemId::STOP } else { 0 });
                place.insert(new);
                arena.push_str(stem);
                ends.push(arena.len() as u32);
                notes.push((0, 0));
                let cue_weight = self.language.cue_weight(&stemmed);
                if cue_weight != 0 {
                    cue_weights.resize(new.index(), 0);
                    cue_weights.push(cue_weight);
                }
                new
            }
        }
    }

    fn stem(&self, stem: StemId) -> &str {
        stem_in(&self.arena, &self.ends, stem)
    }
}

fn stem_in<'a>(arena: &'a str, ends: &[u32], stem: StemId) -> &'a str {
    let start = stem.index().checked_sub(1).map_or(0, |before| ends[before]);
    &arena[start as usize..ends[stem.index()] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh(word: &str) -> Option<String> {
        let mut forms = Forms::new(Language::English);
        let stem = forms.find(word);
        (!stem.is_stop()).then(|| forms.stem(stem).to_owned())
    }

    #[test]
    fn what_is_remembered_is_what_would_be_worked_out() {
        let long = "w".repeat(ShortWord::LONGEST + 1);
        let words = ["Running", "the", "runs", "", "éclair", &long];
        for _ in 0..2 {
            let mut reader = WordReader::new(Language::English);
            for word in words {
                assert_eq!(reader.stem_of(word).map(str::to_owned), fresh(word), "{word}");
            }
        }
    }

    #[test]
    fn memory_between_documents_is_bounded() {
        for width in [0, 64] {
            for begin in (0..4 * MOST_FORMS).step_by(MOST_FORMS / 3) {
                let mut reader = WordReader::new(Language::English);
                for number in begin..begin + MOST_FORMS / 3 {
                    let word = format!("word{number:0>width$}");
                    assert_eq!(reader.stem_of(&word), Some(word.as_str()));
                }
                drop(reader);
                KEPT.with_borrow(|kept| assert!(kept.iter().all(|forms| forms.is_small())));
            }
        }
    }

    #[test]
    fn a_word_of_the_callers_is_never_taken_for_a_stop_word() {
        let mut reader = WordReader::new(Language::English);
        let the = reader.find("the");
        for word in ["\0the", "\0The", " the"] {
            let other = reader.find(word);
            assert!(!other.is_stop() && other.index() != the.index(), "{word:?}");
        }
    }

    #[test]
    fn notes_are_gone_with_their_reader() {
        let mut reader = WordReader::new(Language::English);
        let stem = reader.find("running");
        assert_eq!(reader.note(stem), None);
        reader.set_note(stem, 7);
        let same = reader.find("Runs");
        assert_eq!(reader.note(same), Some(7));
        drop(reader);
        let mut reader = WordReader::new(Language::English);
        let again = reader.find("running");
        assert_eq!(reader.note(again), None);
    }

    #[test]
    fn readers_of_one_thread_do_not_disturb_each_other() {
        let mut one = WordReader::new(Language::English);
        let mut other = WordReader::new(Language::German);
        assert_eq!(one.stem_of("Running"), Some("run"));
        assert_eq!(other.stem_of("Flüsse"), Some("fluss"));
        assert_eq!(WordReader::new(Language::English).stem_of("rivers"), Some("river"));
    }
}
