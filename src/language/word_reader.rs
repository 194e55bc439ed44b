//! [`WordReader`]: from a word as written to its stem.

use std::cell::RefCell;
use std::ops::Range;

use hashbrown::HashMap;

use super::{Language, Stemmer};

/// So many forms are remembered of a language: the running text of most collections has fewer, and they fit in 5 MB.
const MOST_FORMS: usize = 1 << 16;

/// Longer words than this, in bytes, hardly ever come back.
const LONGEST_FORM: usize = 32;

/// So many languages are remembered by a thread.
const MOST_LANGUAGES: usize = 4;

/// Reads words of one language: lower case, stop words, stems.
///
/// Each form is worked out once and remembered by its thread for the documents that follow: the vocabulary of a
/// collection soon repeats itself, and a look into a table takes a tenth of the time that stemming does. What comes out is the same.
pub(crate) struct WordReader {
    /// Always there, but while it is dropped.
    forms: Option<Forms>,
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
        Self { forms: Some(kept.unwrap_or_else(|| Forms::new(language))) }
    }

    /// The stem of `word`, or `None` if it is a stop word.
    pub(crate) fn stem_of(&mut self, word: &str) -> Option<&str> {
        self.forms.as_mut()?.stem_of(word)
    }
}

impl Drop for WordReader {
    fn drop(&mut self) {
        // A thread that is ending keeps nothing any more.
        let _ = KEPT.try_with(|kept| {
            let mut kept = kept.borrow_mut();
            kept.extend(self.forms.take());
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
    /// Where the stem of each form stands among all; `None` for stop words.
    known: HashMap<Box<str>, Option<Range<u32>>>,
    /// All stems, end to end.
    stems: String,
    /// The last word in lower case.
    folded: String,
}

impl Forms {
    fn new(language: Language) -> Self {
        let stemmer = Stemmer::new(language);
        Self { language, stemmer, known: HashMap::new(), stems: String::new(), folded: String::new() }
    }

    fn stem_of(&mut self, word: &str) -> Option<&str> {
        let range = match self.known.get(word) {
            Some(range) => range.clone(),
            None => self.learn(word),
        }?;
        Some(&self.stems[range.start as usize..range.end as usize])
    }

    fn learn(&mut self, word: &str) -> Option<Range<u32>> {
        if self.known.len() == MOST_FORMS || self.stems.len() > MOST_FORMS * LONGEST_FORM {
            self.known.clear();
            self.stems.clear();
        }
        self.language.fold(word, &mut self.folded);
        let range = (!self.language.is_stop_word(&self.folded)).then(|| {
            let start = self.stems.len() as u32;
            self.stems.push_str(&self.stemmer.stem(&self.folded));
            start..self.stems.len() as u32
        });
        if word.len() <= LONGEST_FORM {
            self.known.insert(word.into(), range.clone());
        }
        range
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh(word: &str) -> Option<String> {
        Forms::new(Language::English).stem_of(word).map(str::to_owned)
    }

    #[test]
    fn what_is_remembered_is_what_would_be_worked_out() {
        let long = "w".repeat(LONGEST_FORM + 1);
        let words = ["Running", "the", "runs", "", "éclair", &long];
        for _ in 0..2 {
            let mut reader = WordReader::new(Language::English);
            for word in words {
                assert_eq!(reader.stem_of(word).map(str::to_owned), fresh(word), "{word}");
            }
        }
    }

    #[test]
    fn memory_is_bounded() {
        let mut forms = Forms::new(Language::English);
        for number in 0..3 * MOST_FORMS {
            let word = format!("word{number}");
            assert_eq!(forms.stem_of(&word), Some(word.as_str()));
            assert!(forms.known.len() <= MOST_FORMS);
        }
        for number in 0..2 * MOST_FORMS {
            forms.stem_of(&format!("{number:0>64}"));
            assert!(forms.stems.len() <= (MOST_FORMS + 2) * LONGEST_FORM);
        }
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
