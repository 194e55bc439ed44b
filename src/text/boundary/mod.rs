//! Boundaries: whether a sentence ends at a mark.
//!
//! A [scan](scan) finds the marks, a [candidate](candidate) is a mark with what closes behind it, [evidence](evidence) is
//! what the candidate looks like on its [left](left) and its [right](right), and a [model](model) of added weights decides. A
//! [judge](judge) asks for no more of the evidence than the decision needs.

mod candidate;
mod chunk;
mod evidence;
mod inside;
mod judge;
mod left;
mod list;
mod memo;
mod model;
mod right;
mod rules;
mod scan;
#[cfg(test)]
mod tests;
mod token;
#[cfg(feature = "training")]
pub mod training;
mod values;

use candidate::{Candidate, Finder};
use judge::Judge;
use token::white_space_len;
use values::Mark;

use super::marks::is_small_letter;
use crate::language::Language;

/// Decides where the sentences of one block end.
pub(super) struct Splitter<'t> {
    text: &'t str,
    finder: Finder<'t>,
    judge: Judge<'t>,
}

impl<'t> Splitter<'t> {
    pub(super) fn new(text: &'t str, language: Language) -> Self {
        Self { text, finder: Finder::new(text), judge: Judge::new(text, language) }
    }

    /// The end of the sentence that starts at `start`, if the block goes on behind it.
    pub(super) fn next_boundary(&self, start: usize) -> Option<usize> {
        let first = self.first_visible(start);
        let (mut from, item_end) = self.item(first);
        loop {
            let candidate = self.finder.next(from).filter(|candidate| candidate.end < self.text.len());
            match candidate {
                Some(candidate) if item_end.is_none_or(|end| candidate.end < end) => {
                    if self.may_end(first, &candidate) && self.judge.ends(start, &candidate) {
                        return Some(candidate.end);
                    }
                    from = candidate.end;
                }
                _ => return item_end,
            }
        }
    }

    /// Where the first visible character of the sentence stands that starts at `start`.
    fn first_visible(&self, start: usize) -> usize {
        start + white_space_len(&self.text[start..])
    }

    /// Where candidates start to count in the sentence whose first visible character stands at `first`: behind its label, if
    /// it is an item of a list. And where the item ends because the next label follows in the same line.
    fn item(&self, first: usize) -> (usize, Option<usize>) {
        let sentence = &self.text[first..];
        let Some(label) = list::label(sentence) else { return (first, None) };
        let end = list::item_len(sentence, label).map(|length| first + length);
        (first + label.len, end)
    }

    /// Most marks within numbers, addresses and times need no further look: something is glued to them. Neither does a mark
    /// with nothing before it.
    fn may_end(&self, first: usize, candidate: &Candidate) -> bool {
        let after = &self.text[candidate.end..];
        let Some(next) = after.chars().next() else { return false };
        let meant = match candidate.mark {
            Mark::Strong => true,
            Mark::Colon | Mark::Semicolon => next.is_whitespace(),
            _ => next == ' ' || !(is_small_letter(next) || next.is_numeric() || ",;:/-_@%".contains(next)),
        };
        meant && candidate.start > first
    }
}
