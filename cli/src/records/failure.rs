//! What could not be read, where it stands and why.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where a record stands in its file, after decompression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Place {
    /// The line it begins in, from 1; in formats without lines, the number of the row.
    pub(crate) line: u64,
    /// How many bytes stand before it.
    pub(crate) offset: u64,
}

impl Place {
    /// Where a file begins.
    pub(crate) const START: Self = Self { line: 1, offset: 0 };
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, byte {}", self.line, self.offset)
    }
}

/// A record that could not be used.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) place: Place,
    /// How long the record is; more than is in `raw` where it was too long to be held.
    pub(crate) bytes: u64,
    /// In words, for a person.
    pub(crate) reason: String,
    /// The record as it stands there, or the beginning of one that is too long.
    pub(crate) raw: Vec<u8>,
}
