//! Stop words, from the crate `stop-words`: the list of NLTK where it has one, otherwise that of ISO.

use hashbrown::HashSet;

use super::per_language::PerLanguage;
use super::table::Language;

static SETS: PerLanguage<HashSet<&str>> =
    PerLanguage::new(|language| list(language).unwrap_or_default().iter().copied().collect());

/// The list of a language, in lower case. (`stop_words::get` panics where there is none, `lookup` does not.)
pub(super) fn list(language: Language) -> Option<&'static [&'static str]> {
    stop_words::lookup(language.row().code)
}

pub(super) fn contains(language: Language, word: &str) -> bool {
    SETS.get(language).contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_stop_words() {
        for (language, word) in [
            (Language::English, "the"),
            (Language::English, "don't"),
            (Language::German, "und"),
            (Language::Russian, "что"),
            (Language::Czech, "nebo"),
        ] {
            assert!(contains(language, word), "{language} {word}");
        }
    }

    #[test]
    fn content_words_are_no_stop_words() {
        // The ISO list for English, 1,298 words long, would swallow these.
        for word in ["member", "problem", "world"] {
            assert!(!contains(Language::English, word), "{word}");
        }
        assert!(!contains(Language::Undetermined, "the"));
    }
}
