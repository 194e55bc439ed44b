//! Boundaries: whether a sentence ends at a mark.
//!
//! A [scan](scan) finds the marks, a [candidate](candidate) is a mark with what closes behind it, [evidence](evidence) is
//! what the candidate looks like, and a [model](model) of added weights decides.

mod candidate;
mod evidence;
mod list;
mod model;
mod rules;
mod scan;
mod token;
#[cfg(feature = "training")]
pub mod training;

use candidate::{Candidate, Finder};
use evidence::{Evidence, Mark, Witness};
use model::Model;

use super::marks::{has_inverted_quotes, is_capital_letter, is_small_letter};
use crate::language::Language;

/// Decides where the sentences of one block end.
#[derive(Clone, Copy)]
pub(super) struct Splitter<'t> {
    text: &'t str,
    finder: Finder<'t>,
    witness: Witness<'t>,
    model: &'static Model,
}

impl<'t> Splitter<'t> {
    pub(super) fn new(text: &'t str, language: Language) -> Self {
        Self {
            text,
            finder: Finder { text, inverted_quotes: has_inverted_quotes(text) },
            witness: Witness { text, language, cased: has_capitals(text) },
            model: Model::of(language),
        }
    }

    /// The end of the sentence that starts at `start`, if the block goes on behind it.
    pub(super) fn next_boundary(self, start: usize) -> Option<usize> {
        let (mut from, item_end) = self.item(start);
        loop {
            let candidate = self.finder.next(from).filter(|candidate| candidate.end < self.text.len());
            match candidate {
                Some(candidate) if item_end.is_none_or(|end| candidate.end < end) => {
                    if self.may_end(start, &candidate) && self.ends(start, &candidate) {
                        return Some(candidate.end);
                    }
                    from = candidate.end;
                }
                _ => return item_end,
            }
        }
    }

    /// Where candidates start to count in the sentence that starts at `start`: behind its label, if it is an item of a list.
    /// And where the item ends because the next label follows in the same line.
    fn item(self, start: usize) -> (usize, Option<usize>) {
        let sentence = &self.text[start..];
        let trimmed = sentence.trim_start();
        let Some(label) = list::label(trimmed) else { return (start, None) };
        let start = start + sentence.len() - trimmed.len();
        let end = list::item_len(trimmed, label).map(|length| start + length);
        (start + label.len, end)
    }

    fn ends(self, start: usize, candidate: &Candidate) -> bool {
        let sides = self.witness.sides(start, candidate);
        self.model.score(&Evidence::of(&sides)) > 0.0
    }

    /// Most marks within numbers, addresses and times need no further look: something is glued to them. Neither does a mark
    /// with nothing before it.
    fn may_end(self, start: usize, candidate: &Candidate) -> bool {
        let after = &self.text[candidate.end..];
        let Some(next) = after.chars().next() else { return false };
        let glued = is_small_letter(next) || next.is_numeric() || ",;:/-_@%".contains(next);
        let meant = match candidate.mark {
            Mark::Strong => true,
            Mark::Colon | Mark::Semicolon => next.is_whitespace(),
            _ => !glued,
        };
        meant && !self.text[start..candidate.start].trim_start().is_empty()
    }
}

/// Looks at the first few sentences of the block only: a text is in lower case throughout or not at all.
fn has_capitals(block: &str) -> bool {
    block.chars().take(1000).any(is_capital_letter)
}
