//! What can go wrong, which is only ever a matter of how a summarizer or a document is set up.

use std::fmt;

/// Shorthand for results with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something could not be built. Running never fails: an empty text gives an empty summary.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// No scorer, selector or language goes by that name.
    UnknownName {
        /// What was looked for: `scorer`, `selector` or `language`.
        kind: &'static str,
        /// The name as given.
        name: String,
        /// The names there are.
        known: Vec<&'static str>,
    },
    /// A parameter lies outside of its range.
    Parameter {
        /// The name of the parameter.
        name: &'static str,
        /// The value as given.
        value: f64,
        /// The range, in words.
        range: &'static str,
    },
    /// A span given by the caller cannot stand where it does.
    Span {
        /// What it was to mark: `sentence` or `word`.
        kind: &'static str,
        /// Its place in the list given, from 0.
        index: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A file of document frequencies cannot be read.
    Frequencies {
        /// The line that is wrong, from 1.
        line: usize,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::UnknownName { kind, name, known } => {
                write!(f, "there is no {kind} {name:?}; known are: {}", known.join(", "))
            }
            Error::Parameter { name, value, range } => write!(f, "{name} is {value}, but must be {range}"),
            Error::Frequencies { line } => write!(
                f,
                "line {line} is not one of document frequencies: `documents`, a tab and their number first, then a stem, a tab \
                 and how many of them hold it"
            ),
            Error::Span { kind, index, reason } => write!(f, "the span of {kind} {index} {reason}"),
        }
    }
}

impl std::error::Error for Error {}

/// Checks that a parameter lies within `low..=high`, bounds included.
pub(crate) fn check_range(name: &'static str, value: f64, low: f64, high: f64, range: &'static str) -> Result<()> {
    if (low..=high).contains(&value) { Ok(()) } else { Err(Error::Parameter { name, value, range }) }
}
