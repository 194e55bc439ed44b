//! SumBasic: sentences full of frequent words, each word wearing off as it is used.
//!
//! Nenkova & Vanderwende, *The Impact of Frequency on Summarization*, MSR-TR-2005-101. With p(t) the share of a term among
//! all, the next sentence is the one with the highest mean p among those that hold the most probable term;
//! then p(t) ← p(t)² for each of its terms.
//!
//! Does not look at scores: the summary is its own judge. The most probable term waits on top of a heap, and only the
//! sentences that hold it are looked at.

use std::collections::BinaryHeap;

use hashbrown::HashMap;
use ndarray::Array1;

use super::queue::{Entry, Objective, Queue};
use super::{Selection, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::postings::Postings;
use crate::score::Scores;
use crate::vocabulary::TermId;

/// SumBasic. Has no parameters.
#[derive(Clone, Copy, Debug, Default)]
pub struct SumBasic;

/// The probability of each term, which only ever falls.
struct Probabilities<'d> {
    doc: &'d Document<'d>,
    of: Array1<f64>,
}

impl Objective for Probabilities<'_> {
    const DIMINISHES: bool = true;

    /// The mean of the terms of a sentence.
    fn value(&mut self, sentence: usize, _: &Selection<'_>) -> Option<f64> {
        let terms = self.doc.terms(sentence);
        Some(terms.iter().map(|term| self.of[term.index()]).sum::<f64>() / terms.len() as f64)
    }
}

/// The terms, the most probable first, and the sentences that hold them.
struct Terms<'d> {
    matrix: TermMatrix,
    postings: Postings<u32>,
    probabilities: Probabilities<'d>,
    /// Under the probability last known; without those of which no sentence fits.
    heap: BinaryHeap<Entry>,
    /// The sentences of each term that was on top.
    queues: HashMap<usize, Queue>,
}

impl<'d> Terms<'d> {
    fn new(doc: &'d Document<'d>, context: &Context<'_>) -> Self {
        let matrix = TermMatrix::counts(doc);
        let postings = Postings::new(&matrix, 0..doc.len(), |sentence, _| sentence);
        let probabilities = Probabilities { doc, of: matrix.term_shares(&context.attention(doc)) };
        let entry = |(index, &value): (usize, &f64)| Entry { value, index };
        let heap = probabilities.of.iter().enumerate().map(entry).collect();
        Self { matrix, postings, probabilities, heap, queues: HashMap::new() }
    }

    /// The best sentence of the most probable term that has one.
    fn next(&mut self, selection: &Selection<'_>) -> Option<usize> {
        let Self { postings, probabilities, heap, queues, .. } = self;
        while !selection.is_full() {
            let top = heap.pop()?;
            let now = probabilities.of[top.index];
            if now < top.value {
                heap.push(Entry { value: now, ..top });
                continue;
            }
            let holders = || postings.of(TermId(top.index as u32)).iter().map(|&sentence| sentence as usize);
            let queue = queues.entry(top.index).or_insert_with(|| Queue::new(probabilities, holders(), selection));
            if let Some(best) = queue.pop(probabilities, selection) {
                heap.push(top);
                return Some(best);
            }
        }
        None
    }

    /// The terms of a sentence wear off.
    fn wear_off(&mut self, sentence: usize) {
        for term in self.matrix.row(sentence).0 {
            self.probabilities.of[term.index()] *= self.probabilities.of[term.index()];
        }
    }

    /// Takes back a sentence that was barred.
    fn push(&mut self, sentence: usize) {
        for index in self.matrix.row(sentence).0.iter().map(|term| term.index()) {
            let Some(queue) = self.queues.get_mut(&index) else { continue };
            if queue.is_empty() {
                self.heap.push(Entry { value: self.probabilities.of[index], index });
            }
            queue.push(sentence);
        }
    }
}

impl Selector for SumBasic {
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, _: &Scores, selection: &mut Selection<'_>) {
        let mut terms = Terms::new(doc, context);
        while let Some(best) = terms.next(selection) {
            selection.try_add(best);
            terms.wear_off(best);
            selection.follower(best).into_iter().for_each(|next| terms.push(next));
        }
        fill(doc, selection);
    }
}

/// Where no sentence has a term, the first that fits still says more than nothing.
fn fill(doc: &Document<'_>, selection: &mut Selection<'_>) {
    if selection.selected().is_empty() {
        let _ = (0..doc.len()).find(|&sentence| selection.try_add(sentence));
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
        let mut selection = Selection::new(&doc, Budget::Sentences(2));
        SumBasic.select(&doc, &Context::default(), &Scores::new(vec![0.0; 3]), &mut selection);
        assert_eq!(selection.selected(), [1, 0]);
    }
}
