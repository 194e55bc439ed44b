//! SumBasic: sentences full of frequent words, each word wearing off as it is used.
//!
//! Nenkova & Vanderwende, *The Impact of Frequency on Summarization*, MSR-TR-2005-101. With p(t) the share of a term among
//! all, the next sentence is the one with the highest mean p among those that hold the most probable term;
//! then p(t) ← p(t)² for each of its terms.
//!
//! Does not look at scores: the summary is its own judge. The most probable term waits on top of a heap, and only the
//! sentences that hold it are looked at.

use std::collections::BinaryHeap;

use super::waiting::Waiting;
use super::{Purse, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::postings::Postings;
use crate::score::Scores;
use crate::vocabulary::TermId;

/// SumBasic. Has no parameters.
#[derive(Clone, Copy, Debug, Default)]
pub struct SumBasic;

impl Selector for SumBasic {
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, _: &Scores, purse: &mut Purse<'_>) {
        let matrix = TermMatrix::counts(doc);
        let postings = Postings::new(&matrix, 0..doc.len(), |sentence, _| sentence);
        let mut probabilities = matrix.term_shares(&context.attention(doc));
        let wait = |(index, &value): (usize, &f64)| Waiting { value, index, known: () };
        let mut heap: BinaryHeap<Waiting<()>> = probabilities.iter().enumerate().map(wait).collect();
        while let Some(top) = heap.pop() {
            if purse.is_empty() {
                break;
            }
            let now = probabilities[top.index];
            if now < top.value {
                heap.push(Waiting { value: now, ..top });
                continue;
            }
            let mean = |sentence: usize| {
                let terms = doc.terms(sentence);
                terms.iter().map(|term| probabilities[term.index()]).sum::<f64>() / terms.len() as f64
            };
            let holders = postings.of(TermId(top.index as u32)).iter().map(|&sentence| sentence as usize);
            let fitting = holders.filter(|&sentence| purse.fits(sentence)).map(|sentence| (sentence, mean(sentence)));
            // A term whose sentences are all taken, or too long, is done with.
            let Some((best, _)) = fitting.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))) else { continue };
            purse.spend(best);
            for term in matrix.row(best).0 {
                probabilities[term.index()] *= probabilities[term.index()];
            }
            heap.push(Waiting { value: probabilities[top.index], ..top });
        }
        fill(doc, purse);
    }
}

/// Where no sentence has a term, the first that fits still says more than nothing.
fn fill(doc: &Document<'_>, purse: &mut Purse<'_>) {
    if purse.bought().is_empty() {
        let _ = (0..doc.len()).find(|&sentence| purse.spend(sentence));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::Budget;
    use crate::{Language, Span};

    #[test]
    fn a_used_word_wears_off() {
        // Shares: a 0.4, b 0.3, c 0.2, d 0.1. Of the sentences with a, "a b" has the highest mean: 0.35.
        // Then a = 0.16 and b = 0.09, so that c is on top: "a a b c" has 0.1525, "a b c d" 0.1375.
        let text = "a a b c\na b\na b c d";
        let at = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
        let span = |part: &str| Span::new(at(part), at(part) + part.len());
        let doc = Document::from_spans(
            text,
            text.lines().map(span),
            text.split_whitespace().map(span),
            Language::Undetermined,
        )
        .expect("in order");
        let mut purse = Purse::new(&doc, Budget::Sentences(2));
        SumBasic.select(&doc, &Context::default(), &Scores::new(vec![0.0; 3]), &mut purse);
        assert_eq!(purse.bought(), [1, 0]);
    }
}
