//! [`Tokens`]: what is compared.

use std::fmt;

use excerpt::Language;
use rougers::Tokenizer;

/// How text is cut into the tokens that are compared. Figures made with different tokens cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tokens {
    /// As Python's `rouge-score` has it with `use_stemmer=True`: runs of a-z and 0-9 in lower case, those above three characters
    /// stemmed by NLTK's Porter. Text in other scripts has no tokens.
    RougeScore,
    /// The words of UAX #29, in their compatibility form (NFKC) and with their case folded.
    Words,
    /// The same, stemmed by the Snowball stemmer of the language, if it has one.
    Stems(Language),
    /// Characters, as readers see them (grapheme clusters), that are letters or digits. For scripts that do not part words.
    Characters,
}

impl Tokens {
    /// The usual ones for a language: those of `rouge-score` for English, characters for Chinese, Japanese, Thai, Khmer and
    /// Burmese, stems for all others.
    pub fn of(language: Language) -> Self {
        use Language::*;
        match language {
            English => Tokens::RougeScore,
            Chinese | Japanese | Thai | Khmer | Burmese => Tokens::Characters,
            _ => Tokens::Stems(language),
        }
    }

    /// Cuts a text.
    ///
    /// ```
    /// use excerpt::Language;
    /// use excerpt_eval::Tokens;
    ///
    /// assert_eq!(Tokens::RougeScore.cut("It’s dying down."), ["it", "s", "die", "down"]);
    /// assert_eq!(Tokens::Words.cut("Die Straßen"), ["die", "strassen"]);
    /// assert_eq!(Tokens::Stems(Language::Russian).cut("Новые меры"), ["нов", "мер"]);
    /// assert_eq!(Tokens::Characters.cut("今天，好"), ["今", "天", "好"]);
    /// ```
    pub fn cut(self, text: &str) -> Vec<String> {
        match self {
            Tokens::RougeScore => Tokenizer::new(true).tokenize(text),
            Tokens::Words => Tokenizer::unicode().tokenize(text),
            Tokens::Stems(language) => {
                let words = Tokenizer::unicode().tokenize(text);
                words.iter().map(|word| language.stem(word)).collect()
            }
            Tokens::Characters => Tokenizer::character().tokenize(text),
        }
    }

    /// The same without stems, for measures that compare a summary with its source.
    pub fn unstemmed(self) -> Self {
        match self {
            Tokens::Characters => Tokens::Characters,
            _ => Tokens::Words,
        }
    }
}

impl fmt::Display for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Tokens::RougeScore => f.write_str("rouge-score"),
            Tokens::Words => f.write_str("words"),
            Tokens::Stems(language) if language.has_stemmer() => write!(f, "stems ({language})"),
            Tokens::Stems(_) => f.write_str("words"),
            Tokens::Characters => f.write_str("characters"),
        }
    }
}
