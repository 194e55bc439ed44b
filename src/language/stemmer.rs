//! Snowball stemmers, and guards against what goes wrong in them.
//!
//! `rust-stemmers` 1.2.0 panics on some Greek words (`αντίθετε`), returns an empty stem for some words of Greek, Turkish, Tamil
//! and English (`ίσα`, `ları`), and is quadratic in the length of the word: a quarter of a megabyte without a space takes
//! seconds. So Greek is stemmed by `frostem`, a word with an empty stem stays as it is, and so does a long one.

use std::borrow::Cow;

use super::table::Language;

/// Maximum length of a word to stem in bytes.
///
/// The longest words of ordinary text are shorter: German and Finnish compounds, Tamil at three bytes a letter. At 64 bytes the
/// slowest stemmer takes 2 µs, at 4 KB it would take 1.1 ms.
const MAX_STEMMED_BYTES: usize = 64;

/// The stemmer of a language.
pub(crate) struct Stemmer {
    inner: Inner,
}

enum Inner {
    None,
    Snowball(rust_stemmers::Stemmer),
    Greek(frostem::Stemmer),
}

impl Stemmer {
    pub(crate) fn new(language: Language) -> Self {
        let inner = match language.row().stemmer {
            _ if language == Language::Greek => Inner::Greek(frostem::Stemmer::new(frostem::Algorithm::Greek)),
            Some(algorithm) => Inner::Snowball(rust_stemmers::Stemmer::create(algorithm)),
            None => Inner::None,
        };
        Self { inner }
    }

    /// The stem of `word`, which must be in lower case. Never empty, unless the word is.
    pub(crate) fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        if word.len() > MAX_STEMMED_BYTES {
            return Cow::Borrowed(word);
        }
        let stem = match &self.inner {
            Inner::None => Cow::Borrowed(word),
            Inner::Snowball(stemmer) => stemmer.stem(word),
            Inner::Greek(stemmer) => stemmer.stem(word),
        };
        if stem.is_empty() { Cow::Borrowed(word) } else { stem }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(language: Language, word: &str) -> String {
        Stemmer::new(language).stem(word).into_owned()
    }

    #[test]
    fn inflected_forms_share_a_stem() {
        assert_eq!(stem(Language::English, "running"), stem(Language::English, "runs"));
        assert_eq!(stem(Language::German, "häuser"), stem(Language::German, "haus"));
        assert_eq!(stem(Language::Czech, "města"), "města");
    }

    #[test]
    fn greek_words_that_make_rust_stemmers_panic_are_stemmed() {
        for word in ["αντίθετε", "αντιθετε", "αναιρετε", "ισαισα", "γράφετε"] {
            assert!(!stem(Language::Greek, word).is_empty());
        }
        assert_eq!(stem(Language::Greek, "γραφετε"), stem(Language::Greek, "γραφω"));
    }

    #[test]
    fn a_stem_is_never_empty() {
        for (language, word) in [
            (Language::Greek, "ίσα"),
            (Language::Greek, "ίσες"),
            (Language::English, "''s"),
            (Language::Turkish, "ları"),
        ] {
            assert!(!stem(language, word).is_empty(), "{word}");
        }
    }

    #[test]
    fn long_words_are_not_stemmed() {
        let word = "y".repeat(256 * 1024);
        assert_eq!(stem(Language::English, &word), word);
    }
}
