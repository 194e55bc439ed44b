//! Languages: codes, stemmers, stop words, abbreviations, and case folding.
//!
//! A language is a row of the [table](table) and, if there is more to it, a folder in `data/`. Its lists are read on first use, so
//! languages that are not used cost nothing. [Language detection](crate::detect) is a module of its own.

mod abbreviations;
mod anaphora;
mod cue_weights;
mod cues;
mod fold;
mod per_language;
mod short_word;
mod stem_cache;
mod stemmer;
mod stop_words;
mod table;
mod word_reader;

use std::fmt;
use std::str::FromStr;

use crate::{Error, Result};

pub(crate) use abbreviations::AbbreviationKind;
pub(crate) use cues::Cues;
pub(crate) use fold::{MAX_LISTED_BYTES, lower_case};
pub(crate) use per_language::PerLanguage;
pub(crate) use stem_cache::StemId;
use stemmer::Stemmer;
pub use table::Language;
use table::{ALIASES, TABLE};
pub(crate) use word_reader::WordReader;

impl Language {
    /// Every language, [`Undetermined`](Language::Undetermined) first, the others by name.
    pub fn all() -> impl ExactSizeIterator<Item = Language> + Clone {
        TABLE.iter().map(|row| row.language)
    }

    /// The code: ISO 639-1, two letters; `und` for no language in particular.
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// The English name.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Whether there is a Snowball stemmer, which makes *run*, *runs* and *running* one term.
    pub fn has_stemmer(self) -> bool {
        self.row().stemmer.is_some()
    }

    /// Whether there is a list of stop words.
    pub fn has_stop_words(self) -> bool {
        stop_words::list(self).is_some()
    }

    /// Whether `word`, in lower case, is a stop word: one that has a grammatical function but says nothing about the subject, such as
    /// *the*, *of*, *and*.
    pub fn is_stop_word(self, word: &str) -> bool {
        stop_words::contains(self, word)
    }

    /// The stem of `word`, as in [terms](crate::TermId): in lower case, without an elided article or pronoun (French *l'*), stemmed by
    /// the Snowball stemmer if there is one.
    ///
    /// ```
    /// use excerpt::Language;
    ///
    /// assert_eq!(Language::English.stem("Running"), "run");
    /// assert_eq!(Language::French.stem("L'heure"), "heur");
    /// assert_eq!(Language::Czech.stem("Města"), "města");
    /// ```
    pub fn stem(self, word: &str) -> String {
        let mut folded = String::new();
        self.fold(word, &mut folded);
        Stemmer::new(self).stem(&folded).into_owned()
    }

    /// Whether `word`, in any case, is a stop word. Makes no allocation.
    pub(crate) fn is_function_word(self, word: &str) -> bool {
        let mut buffer = [0; MAX_LISTED_BYTES];
        lower_case(word, &mut buffer).is_some_and(|word| self.is_stop_word(word))
    }

    /// The kind of an abbreviation, written without its last period and in any case; `None` for other tokens.
    pub(crate) fn abbreviation(self, token: &str) -> Option<AbbreviationKind> {
        abbreviations::lookup(self, token)
    }

    /// Whether `sentence` begins with a pronoun or a connective that points back, so that a reader needs the sentence before it.
    /// Always `false` in languages without a list of such openings; Dutch, English, French, German, Italian, Portuguese, Russian,
    /// Spanish and Swedish have one.
    pub fn needs_context(self, sentence: &str) -> bool {
        anaphora::begins_with_anaphor(self, sentence)
    }

    /// The cue weight that adds 1 to the log-odds of a sentence of one word.
    pub(crate) const CUE_WEIGHT_ONE: i16 = 100;

    /// Cue words chosen by hand; empty in languages without a list.
    pub(crate) fn cues(self) -> &'static Cues {
        cues::cues(self)
    }

    /// Whether a period after a number can make it an ordinal: `3.` for *third*.
    pub(crate) fn has_ordinal_periods(self) -> bool {
        self.row().has_ordinal_periods
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = Error;

    /// Parses a code (`de`, `deu`, `de-AT`) or an English name (`german`), in any case.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownName`], whose message lists the known codes.
    fn from_str(name: &str) -> Result<Self> {
        let wanted = name.trim().to_lowercase();
        let primary = wanted.split(['-', '_']).next().unwrap_or("");
        let in_table = TABLE
            .iter()
            .find(|row| [row.code, row.code3].contains(&primary) || row.name.to_lowercase() == wanted)
            .map(|row| row.language);
        let alias = || ALIASES.iter().find(|(code, _)| *code == primary).map(|&(_, language)| language);
        in_table.or_else(alias).ok_or_else(|| Error::UnknownName {
            kind: "language",
            name: name.to_owned(),
            known: TABLE.iter().map(|row| row.code).collect(),
        })
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_parse_as_their_language() {
        for language in Language::all() {
            assert_eq!(language.code().parse(), Ok(language));
            assert_eq!(language.name().parse(), Ok(language));
        }
        assert_eq!("pt-BR".parse(), Ok(Language::Portuguese));
        assert_eq!("nn".parse(), Ok(Language::Norwegian));
    }

    #[test]
    fn eighteen_languages_have_a_stemmer() {
        assert_eq!(Language::all().filter(|language| language.has_stemmer()).count(), 18);
        assert!(Language::all().filter(|language| language.has_stemmer()).all(Language::has_stop_words));
    }

    #[test]
    fn the_error_for_an_unknown_code_lists_the_known_ones() {
        let error = "klingon".parse::<Language>().unwrap_err();
        assert!(error.to_string().contains("klingon") && error.to_string().contains(" de, "), "{error}");
    }
}
