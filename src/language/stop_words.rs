//! Stop words, from the crate `stop-words`: the list of NLTK where it has one, else that of ISO.

use std::sync::OnceLock;

use hashbrown::HashSet;

use super::{Language, TABLE};

type Set = HashSet<&'static str>;

/// A set for each language of the table, filled when first asked for.
static SETS: [OnceLock<Set>; TABLE.len()] = [const { OnceLock::new() }; TABLE.len()];

/// The list as it comes. (`get` of the same crate panics where there is none; `lookup` does not.)
pub(super) fn list(language: Language) -> Option<&'static [&'static str]> {
    stop_words::lookup(language.code())
}

pub(super) fn contains(language: Language, word: &str) -> bool {
    let set = SETS[language as usize].get_or_init(|| list(language).unwrap_or(&[]).iter().copied().collect());
    set.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_small_words() {
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
    fn content_words_are_none() {
        // The ISO list for English, 1,298 words long, would swallow these.
        for word in ["member", "problem", "world"] {
            assert!(!contains(Language::English, word), "{word}");
        }
        assert!(!contains(Language::Undetermined, "the"));
    }
}
