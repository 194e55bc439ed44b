//! [`Sentence`]: where a sentence stands, and what is known of it.

use std::ops::Range;

use crate::text::{BlockKind, Span};

/// A sentence of a [`Document`](super::Document).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Sentence {
    /// Where it stands in the source of its part.
    pub span: Span,
    /// Which part it comes from.
    pub part: usize,
    /// The number of its block within the document: sentences of one paragraph share it.
    pub block: u32,
    /// What that block is.
    pub kind: BlockKind,
    /// How many words it has, stop words included.
    pub words: usize,
    /// The sum of the weights of its words as cues, in parts of `Language::CUE_WEIGHT_ONE`; no farther from 0 than two bytes can tell.
    pub(crate) cues: i16,
    /// Whether the caller said that it is a sentence.
    pub(crate) given: bool,
    pub(super) terms: Stretch,
    pub(super) stop_words: Stretch,
}

/// Neighbours in one of the lists of all sentences. Of four bytes each, since there are two for every sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Stretch {
    /// None yet, behind the first `len`.
    pub(super) fn behind(len: usize) -> Self {
        Self { start: len as u32, end: len as u32 }
    }

    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_pointer_width = "64")]
    fn a_sentence_takes_56_bytes() {
        assert_eq!(size_of::<Sentence>(), 56);
    }
}
