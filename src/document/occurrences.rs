//! [`Occurrences`]: the distinct terms of each sentence, and their counts.

use std::ops::Range;
use std::sync::Arc;

use super::Document;
use crate::scratch::Scratch;
use crate::util::ragged::Ragged;
use crate::vocabulary::TermId;

/// The term counts of a document: a sparse matrix with a row per sentence and a column per term.
#[derive(Debug)]
pub(crate) struct Occurrences {
    /// Shared by all matrices over the document, which differ in their weights only.
    pub(crate) pattern: Arc<SparsityPattern>,
    /// The count of each entry.
    pub(crate) counts: Scratch<u32>,
}

/// The entries of a sparse matrix without their values: the columns of each row, in ascending order.
#[derive(Debug)]
pub(crate) struct SparsityPattern {
    rows: Ragged<TermId>,
    /// Number of columns.
    width: usize,
}

impl Occurrences {
    pub(super) fn new(doc: &Document<'_>) -> Self {
        // At most one entry per word: to grow by doubling would copy the entries of a long text twice over.
        let mut rows: Ragged<TermId> = Ragged::with_capacity(doc.len(), doc.terms.len());
        let mut counts: Scratch<u32> = Scratch::with_capacity(doc.terms.len());
        let longest = doc.sentences.iter().map(|sentence| sentence.terms.range().len()).max();
        let mut sorted = Scratch::with_capacity(longest.unwrap_or(0));
        for sentence in 0..doc.len() {
            sorted.clear();
            sorted.extend_from_slice(doc.terms(sentence));
            sorted.sort_unstable();
            for equal in sorted.chunk_by(|a, b| a == b) {
                rows.push(equal[0]);
                counts.push(equal.len() as u32);
            }
            rows.end_row();
        }
        Self { pattern: Arc::new(SparsityPattern { rows, width: doc.term_count() }), counts }
    }

    /// The distinct terms of a sentence, and the count of each.
    pub(crate) fn row(&self, index: usize) -> (&[TermId], &[u32]) {
        (self.pattern.row(index), &self.counts[self.pattern.range(index)])
    }
}

impl SparsityPattern {
    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Number of columns.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The columns of a row.
    pub(crate) fn row(&self, row: usize) -> &[TermId] {
        self.rows.row(row)
    }

    /// The indices of a row's entries among those of all rows.
    pub(crate) fn range(&self, row: usize) -> Range<usize> {
        self.rows.range(row)
    }

    /// The columns of all rows, end to end.
    pub(crate) fn columns(&self) -> &[TermId] {
        self.rows.items()
    }
}
