//! [`Occurrences`]: which terms each sentence has, each once.

use std::ops::Range;
use std::sync::Arc;

use super::Document;
use crate::vocabulary::TermId;

/// How often each sentence has each of its terms, row by row.
#[derive(Debug)]
pub(crate) struct Occurrences {
    /// Shared by all matrices over the document: they differ in their weights alone.
    pub(crate) places: Arc<Places>,
    /// How often, for each place.
    pub(crate) counts: Vec<u32>,
}

/// Which terms each row has. Sorted within a row.
#[derive(Debug)]
pub(crate) struct Places {
    /// Where each row ends in `columns`.
    pub(crate) ends: Vec<usize>,
    pub(crate) columns: Vec<TermId>,
    /// How many columns there are.
    pub(crate) width: usize,
}

impl Occurrences {
    pub(super) fn new(doc: &Document<'_>) -> Self {
        let mut ends = Vec::with_capacity(doc.len());
        // One entry at most for each term written: to grow by doubling would copy a long text's entries twice over.
        let mut columns: Vec<TermId> = Vec::with_capacity(doc.terms.len());
        let mut counts: Vec<u32> = Vec::with_capacity(doc.terms.len());
        let longest = doc.sentences.iter().map(|sentence| sentence.terms.len()).max();
        let mut sorted = Vec::with_capacity(longest.unwrap_or(0));
        for sentence in 0..doc.len() {
            sorted.clear();
            sorted.extend_from_slice(doc.terms(sentence));
            sorted.sort_unstable();
            for same in sorted.chunk_by(|a, b| a == b) {
                columns.push(same[0]);
                counts.push(same.len() as u32);
            }
            ends.push(columns.len());
        }
        Self { places: Arc::new(Places { ends, columns, width: doc.term_count() }), counts }
    }

    /// The terms of a row, and how often it has each.
    pub(crate) fn row(&self, index: usize) -> (&[TermId], &[u32]) {
        let range = self.places.range(index);
        (&self.places.columns[range.clone()], &self.counts[range])
    }
}

impl Places {
    /// Where the entries of a row stand.
    pub(crate) fn range(&self, row: usize) -> Range<usize> {
        row.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[row]
    }
}
