//! Boundaries: whether a sentence ends at a mark.
//!
//! A [scan](scan) finds the marks, a [candidate](candidate) is a mark with what closes behind it, [evidence](evidence) is
//! what the candidate looks like on its [left](left) and its [right](right), and a [model](model) of added weights decides. A
//! [judge](judge) asks for no more of the evidence than the decision needs.

mod candidate;
mod evidence;
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
        let (mut from, item_end) = self.item(start);
        loop {
            let candidate = self.finder.next(from).filter(|candidate| candidate.end < self.text.len());
            match candidate {
                Some(candidate) if item_end.is_none_or(|end| candidate.end < end) => {
                    if self.may_end(start, &candidate) && self.judge.ends(start, &candidate) {
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
    fn item(&self, start: usize) -> (usize, Option<usize>) {
        let sentence = &self.text[start..];
        let trimmed = sentence.trim_start();
        let Some(label) = list::label(trimmed) else { return (start, None) };
        let start = start + sentence.len() - trimmed.len();
        let end = list::item_len(trimmed, label).map(|length| start + length);
        (start + label.len, end)
    }

    /// Most marks within numbers, addresses and times need no further look: something is glued to them. Neither does a mark
    /// with nothing before it.
    fn may_end(&self, start: usize, candidate: &Candidate) -> bool {
        let after = &self.text[candidate.end..];
        let Some(next) = after.chars().next() else { return false };
        let meant = match candidate.mark {
            Mark::Strong => true,
            Mark::Colon | Mark::Semicolon => next.is_whitespace(),
            _ => next == ' ' || !(is_small_letter(next) || next.is_numeric() || ",;:/-_@%".contains(next)),
        };
        meant && !self.text[start..candidate.start].trim_start().is_empty()
    }
}
