//! Languages: their codes, stemmers, stop words and abbreviations, and which one a text is in.
//!
//! A language is a line in a table and, where there is more to say, a folder in `data/`. Whatever a
//! language needs is read when it is first used; languages that are not used cost nothing.

mod abbreviations;
mod anaphora;
mod cue_weights;
mod cues;
mod detect;
mod fold;
mod function_words;
mod short_word;
mod stemmer;
mod stop_words;
mod table;
mod word_reader;

use std::fmt;
use std::str::FromStr;

use crate::{Error, Result};

pub(crate) use abbreviations::AbbreviationKind;
pub(crate) use cues::Cues;
pub(crate) use fold::lower_case;
use stemmer::Stemmer;
pub use table::Language;
use table::{ALIASES, Row, TABLE};
pub(crate) use word_reader::{StemId, WordReader};

impl Language {
    /// How many there are.
    pub(crate) const COUNT: usize = TABLE.len();

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

    /// Whether there is a Snowball stemmer, so that *run*, *runs* and *running* are one term.
    pub fn has_stemmer(self) -> bool {
        self.row().stemmer.is_some()
    }

    /// Whether there is a list of stop words.
    pub fn has_stop_words(self) -> bool {
        stop_words::list(self).is_some()
    }

    /// The language that `text` is written in, or [`Undetermined`](Language::Undetermined) if
    /// that cannot be told with confidence: too short, a language that is not in the table, no letters.
    ///
    /// Reads at most the first few hundred characters; see `DESIGN.md` for how well that works.
    ///
    /// ```
    /// use excerpt::Language;
    ///
    /// let text = "Der Fluss stieg in der Nacht um zwei Meter, und am Morgen stand der Markt unter Wasser.";
    /// assert_eq!(Language::detect(text), Language::German);
    /// assert_eq!(Language::detect("42"), Language::Undetermined);
    /// ```
    pub fn detect(text: &str) -> Self {
        detect::detect(text)
    }

    /// Whether `word`, in lower case, is one of the words that hold a sentence together but
    /// say nothing of its subject: *the*, *of*, *and*.
    pub fn is_stop_word(self, word: &str) -> bool {
        stop_words::contains(self, word)
    }

    /// The stem of `word` as terms have it: in lower case, without what French and its neighbours write before an
    /// apostrophe, cut down by the Snowball stemmer if there is one.
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

    /// Whether `word`, in any case, is a stop word. Allocates nothing.
    pub(crate) fn is_function_word(self, word: &str) -> bool {
        let mut buffer = [0; fold::LONGEST_LISTED];
        fold::lower_case(word, &mut buffer).is_some_and(|word| self.is_stop_word(word))
    }

    /// What kind of abbreviation `token` is, written without its last full stop and in any case.
    pub(crate) fn abbreviation(self, token: &str) -> Option<AbbreviationKind> {
        abbreviations::lookup(self, token)
    }

    /// Whether `sentence` begins with a pronoun or a connective, so that a reader needs the one before it to
    /// understand it. Always `false` in languages without a list of them; Dutch, English, French, German, Italian, Portuguese,
    /// Russian, Spanish and Swedish have one.
    pub fn is_anaphoric(self, sentence: &str) -> bool {
        anaphora::opens(self, sentence)
    }

    /// The weight that adds 1 to the logarithm of the odds of a sentence, if it is its only word.
    pub(crate) const CUE_WEIGHT_ONE: i16 = 100;

    /// How much a word of `stem`, stop words included, speaks for its sentence: 0 unless training found out.
    pub(crate) fn cue_weight(self, stem: &str) -> i16 {
        cue_weights::weight(self, stem)
    }

    /// Words that say something of the sentence they stand in; none where there is no list.
    pub(crate) fn cues(self) -> &'static Cues {
        cues::cues(self)
    }

    /// Whether `3.` can mean *third*.
    pub(crate) fn writes_ordinals_with_a_stop(self) -> bool {
        use Language::*;
        matches!(
            self,
            German
                | Danish
                | Norwegian
                | Finnish
                | Turkish
                | Czech
                | Slovak
                | Slovenian
                | Croatian
                | Serbian
                | Hungarian
                | Polish
                | Estonian
                | Latvian
                | Lithuanian
                | Icelandic
                | Basque
                | Georgian
                | Azerbaijani
        )
    }

    /// Whether short words run into the next with an apostrophe: *l'heure*, *dell'arte*.
    pub(crate) fn elides(self) -> bool {
        matches!(self, Language::French | Language::Italian | Language::Catalan)
    }

    fn row(self) -> &'static Row {
        // The table has the order of the variants, which a test holds it to.
        &TABLE[self as usize]
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = Error;

    /// Reads a code (`de`, `deu`, `de-AT`) or an English name (`german`), in any case.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownName`], whose message lists the codes there are.
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
    fn the_table_has_the_order_of_the_variants() {
        for (index, row) in TABLE.iter().enumerate() {
            assert_eq!(row.language as usize, index);
        }
        assert!(TABLE[1..].is_sorted_by(|a, b| a.name < b.name), "keep table.rs sorted by name");
    }

    #[test]
    fn codes_and_names_lead_back_to_the_language() {
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
    fn an_unknown_code_is_answered_with_the_known_ones() {
        let error = "klingon".parse::<Language>().unwrap_err();
        assert!(error.to_string().contains("klingon") && error.to_string().contains(" de, "), "{error}");
    }
}
