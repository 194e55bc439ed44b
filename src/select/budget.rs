//! [`Budget`]: how long a summary may be.

use std::fmt;

use super::estimate_tokens;
use crate::document::Document;
use crate::{Error, Result, error::check_range};

/// How long a summary may be. Never exceeded.
///
/// Where characters, bytes or tokens are counted, so is one separator between two sentences: a
/// space or a line end. A summary joined by either fits; a line end behind the last sentence is not counted.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Budget {
    /// A number of sentences, 1 or more.
    Sentences(usize),
    /// A number of words, 1 or more, as UAX #29 has them: numbers count, punctuation does not, and each Chinese character
    /// is one.
    Words(usize),
    /// A number of characters (Unicode scalar values), 1 or more.
    Chars(usize),
    /// A number of bytes of UTF-8, 1 or more.
    Bytes(usize),
    /// A number of tokens of a language model, 1 or more, by the estimate of [`estimate_tokens`].
    Tokens(usize),
    /// This share of the sentences that could be taken, rounded down, but one in any case. Above 0, up to 1.
    Ratio(f64),
}

impl Default for Budget {
    /// Three sentences.
    fn default() -> Self {
        Budget::Sentences(3)
    }
}

impl Budget {
    /// Checks the range.
    pub(crate) fn validate(self) -> Result<()> {
        match self {
            Budget::Ratio(ratio) if ratio > 0.0 => check_range("ratio", ratio, 0.0, 1.0, "above 0 and at most 1"),
            Budget::Ratio(value) => Err(Error::Parameter { name: "ratio", value, range: "above 0 and at most 1" }),
            Budget::Sentences(0) | Budget::Words(0) | Budget::Chars(0) | Budget::Bytes(0) | Budget::Tokens(0) => {
                Err(Error::Parameter { name: self.unit(), value: 0.0, range: "1 or more" })
            }
            _ => Ok(()),
        }
    }

    /// What the budget comes to in its unit, of a document with that many candidates.
    pub(super) fn amount(self, candidates: usize) -> usize {
        match self {
            // 0.29 of 100 is 29, though their product is 28.999999999999996.
            Budget::Ratio(ratio) => ((candidates as f64 * ratio + 1e-9) as usize).max(1),
            Budget::Sentences(n) | Budget::Words(n) | Budget::Chars(n) | Budget::Bytes(n) | Budget::Tokens(n) => n,
        }
    }

    /// What a sentence of a document costs, after a separator or as the first.
    pub(super) fn cost(self, doc: &Document<'_>, sentence: usize, after_separator: bool) -> usize {
        let text = || doc.text(sentence);
        let separator = usize::from(after_separator);
        match self {
            Budget::Sentences(_) | Budget::Ratio(_) => 1,
            Budget::Words(_) => doc.sentences()[sentence].words,
            Budget::Chars(_) => text().chars().count() + separator,
            Budget::Bytes(_) => text().len() + separator,
            Budget::Tokens(_) => estimate_tokens(text()) + separator,
        }
    }

    /// What is counted, in the plural.
    pub(crate) fn unit(self) -> &'static str {
        match self {
            Budget::Sentences(_) | Budget::Ratio(_) => "sentences",
            Budget::Words(_) => "words",
            Budget::Chars(_) => "characters",
            Budget::Bytes(_) => "bytes",
            Budget::Tokens(_) => "tokens",
        }
    }
}

impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Budget::Ratio(ratio) => write!(f, "{ratio} of the sentences"),
            Budget::Sentences(n) | Budget::Words(n) | Budget::Chars(n) | Budget::Bytes(n) | Budget::Tokens(n) => {
                write!(f, "{n} {}", self.unit())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budgets_out_of_range_are_refused() {
        for budget in [Budget::Sentences(0), Budget::Ratio(0.0), Budget::Ratio(1.5), Budget::Ratio(f64::NAN)] {
            assert!(budget.validate().is_err(), "{budget}");
        }
    }
}
