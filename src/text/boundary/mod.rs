//! Sentence boundaries: where the sentences of a block end.
//!
//! A [scan](scan) finds stops, a [candidate](candidate) is a run of stops with its closing quotes and brackets, and a
//! [classifier](classifier) decides for each whether a sentence ends there:
//!
//! ```text
//! start = 0
//! for candidate in candidates(block):
//!     if something follows and is_end(start, candidate):
//!         yield start..candidate.end
//!         start = candidate.end
//! yield start..block.len()
//! ```
//!
//! The classifier is a logistic regression ([model](model)) over categorical [features](features) of the text to the
//! [left](left) and to the [right](right) of the candidate, among them the verdict of a few [rules](rules). Kiss & Strunk
//! (*Unsupervised Multilingual Sentence Boundary Detection*, 2006) and Gillick (*Sentence Boundary Detection and the Problem with the
//! U.S.*, 2009) describe the task and its features.

mod candidate;
mod capitals;
mod chunk;
mod classifier;
mod emoji;
mod features;
mod inside;
mod left;
mod list;
mod memo;
mod model;
mod quotes;
mod right;
mod rules;
mod scan;
mod token;
#[cfg(feature = "training")]
pub mod training;
mod values;
mod vector;

use candidate::{Candidate, Finder};
use classifier::Classifier;
use token::white_space_len;
use values::Mark;

use crate::language::Language;
use crate::util::char_class::is_small_letter;

/// Splits one block into sentences.
pub(super) struct Splitter<'t> {
    text: &'t str,
    finder: Finder<'t>,
    classifier: Classifier<'t>,
}

impl<'t> Splitter<'t> {
    pub(super) fn new(text: &'t str, language: Language) -> Self {
        Self { text, finder: Finder::new(text), classifier: Classifier::new(text, language) }
    }

    /// The end of the sentence that begins at `start`; `None` if it is the last of the block.
    pub(super) fn next_boundary(&self, start: usize) -> Option<usize> {
        let first = self.first_visible(start);
        let (mut from, item_end) = self.item(first);
        loop {
            let candidate = self.finder.next(from).filter(|candidate| candidate.end < self.text.len());
            match candidate {
                Some(candidate) if item_end.is_none_or(|end| candidate.end < end) => {
                    if self.may_end(first, &candidate) && self.classifier.is_end(start, &candidate) {
                        return Some(candidate.end);
                    }
                    from = candidate.end;
                }
                _ => return item_end,
            }
        }
    }

    /// Offset of the first visible character at or after `start`.
    fn first_visible(&self, start: usize) -> usize {
        start + white_space_len(&self.text[start..])
    }

    /// For a sentence that begins at `first`, its first visible character: the offset from which candidates count, which is the end
    /// of the label of a list item; and the end of the item, if another item follows in the same line.
    fn item(&self, first: usize) -> (usize, Option<usize>) {
        let sentence = &self.text[first..];
        let Some(label) = list::label(sentence) else { return (first, None) };
        let end = list::item_len(sentence, label).map(|length| first + length);
        (first + label.len, end)
    }

    /// Whether a candidate is worth classifying. A stop inside a number, an address or a time is not, because something is glued to
    /// it; nor is one with nothing before it.
    fn may_end(&self, first: usize, candidate: &Candidate) -> bool {
        let after = &self.text[candidate.end..];
        let Some(next) = after.chars().next() else { return false };
        let is_free = match candidate.mark {
            Mark::Strong => true,
            Mark::Colon | Mark::Semicolon => next.is_whitespace(),
            _ => next == ' ' || !(is_small_letter(next) || next.is_numeric() || ",;:/-_@%".contains(next)),
        };
        is_free && candidate.start > first
    }
}

#[cfg(test)]
mod tests;
