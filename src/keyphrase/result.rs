//! [`Keyphrase`]: a phrase, and every place where it stands.

use std::fmt;

use crate::text::Span;

/// A phrase that says what a text is about.
///
/// `Display` writes it on one line.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Keyphrase<'t> {
    /// Word for word as the text first writes it.
    pub text: &'t str,
    /// What the method gave it; higher is better. Only comparable within one document and method.
    pub score: f64,
    /// Its place among the keyphrases; 1 is the best.
    pub rank: usize,
    /// Every place where it stands, in order. Words are the same that have one stem, so that the text may spell it otherwise there.
    pub occurrences: Vec<Occurrence>,
}

/// A place where a [`Keyphrase`] stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Occurrence {
    /// The number of the source text among those of the document, from 0.
    pub document: usize,
    /// Where it stands in that text.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub span: Span,
}

impl fmt::Display for Keyphrase<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, word) in self.text.split_whitespace().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            f.write_str(word)?;
        }
        Ok(())
    }
}
