//! [`Postings`]: for each term, the sentences that hold it.

use crate::matrix::TermMatrix;
use crate::scratch::{Reusable, Scratch};
use crate::vocabulary::TermId;

/// An inverted index of a [`TermMatrix`], with one entry of type `E` for each of its entries.
#[derive(Debug)]
pub(crate) struct Postings<E: Reusable> {
    /// Where the entries of each term end.
    ends: Scratch<usize>,
    entries: Scratch<E>,
}

impl<E: Reusable + Default> Postings<E> {
    /// Posts the sentences in the order given, so that those of each term keep it. `entry` makes an entry
    /// of a sentence and the weight of the term there.
    pub(crate) fn new(matrix: &TermMatrix, order: impl Iterator<Item = usize>, entry: impl Fn(u32, f64) -> E) -> Self {
        let mut ends = Scratch::filled(0, matrix.width());
        matrix.columns().iter().for_each(|term| ends[term.index()] += 1);
        let mut total = 0;
        for end in &mut ends {
            // Until its entries are in place, a term's "end" is where the next one goes.
            total += std::mem::replace(end, total);
        }
        let mut entries = Scratch::filled(E::default(), total);
        for sentence in order {
            let (terms, weights) = matrix.row(sentence);
            for (term, &weight) in terms.iter().zip(weights) {
                let end = &mut ends[term.index()];
                entries[*end] = entry(sentence as u32, weight);
                *end += 1;
            }
        }
        Self { ends, entries }
    }

    /// The entries of one term.
    pub(crate) fn of(&self, term: TermId) -> &[E] {
        let start = term.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.entries[start..self.ends[term.index()]]
    }

    /// The entries of each term, term by term.
    pub(crate) fn by_term(&self) -> impl Iterator<Item = &[E]> {
        (0..self.ends.len() as u32).map(|term| self.of(TermId(term)))
    }
}
