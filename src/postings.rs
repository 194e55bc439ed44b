//! [`Postings`]: for each term, the posting list of the sentences that contain it.

use crate::matrix::TermMatrix;
use crate::scratch::Reusable;
use crate::util::ragged::Ragged;
use crate::vocabulary::TermId;

/// An inverted index of a [`TermMatrix`], with one posting of type `P` for each of its entries.
#[derive(Debug)]
pub(crate) struct Postings<P: Reusable> {
    lists: Ragged<P>,
}

impl<P: Reusable + Default> Postings<P> {
    /// Posts the sentences in the given order, which every list keeps. `posting` makes a posting from a sentence and the
    /// weight of the term in it.
    pub(crate) fn new(
        matrix: &TermMatrix,
        order: impl Iterator<Item = usize>,
        posting: impl Fn(u32, f64) -> P,
    ) -> Self {
        let terms = matrix.columns().iter().map(|term| term.index());
        let lists = Ragged::grouped(matrix.width(), terms, |placer| {
            for sentence in order {
                let (terms, weights) = matrix.row(sentence);
                for (term, &weight) in terms.iter().zip(weights) {
                    placer.place(term.index(), posting(sentence as u32, weight));
                }
            }
        });
        Self { lists }
    }

    /// The posting list of a term.
    pub(crate) fn of(&self, term: TermId) -> &[P] {
        self.lists.row(term.index())
    }

    /// The posting lists of all terms, in order.
    pub(crate) fn by_term(&self) -> impl Iterator<Item = &[P]> {
        self.lists.rows()
    }
}
