//! [`Features`]: the categorical features of a candidate.

use super::values::{Before, Closers, Gap, Inside, Length, Listed, Mark, Next, Opener, Token};

/// The features of a candidate, by name. [`FeatureVector`](super::vector::FeatureVector) has the same by number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Features {
    pub(super) mark: Mark,
    pub(super) closers: Closers,
    pub(super) gap: Gap,
    pub(super) opener: Opener,
    pub(super) next: Next,
    pub(super) token: Token,
    pub(super) listed: Listed,
    pub(super) before: Before,
    pub(super) inside: Inside,
    pub(super) length: Length,
    /// Whether the token is the first of the sentence or of a line.
    pub(super) opens: bool,
    /// Whether white space precedes the mark.
    pub(super) spaced: bool,
    /// Whether the token ends in a vowel, as most words and few abbreviations do.
    pub(super) vowel: bool,
    /// Whether the block has capitals.
    pub(super) cased: bool,
}
