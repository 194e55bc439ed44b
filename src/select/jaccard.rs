//! Jaccard similarity of two sentences: the share of all the terms of both that both have.

use crate::document::Document;
use crate::vocabulary::TermId;

/// Minimum Jaccard similarity of two sentences that count as duplicates.
///
/// Of ten terms one may differ, such as a number that was corrected. Rewritten sentences share less, and telling
/// those apart is the selector's task.
pub(super) const MIN_DUPLICATE_SIMILARITY: f64 = 0.8;

/// The different terms of a sentence, sorted.
pub(super) fn row<'d>(doc: &'d Document<'_>, sentence: usize) -> &'d [TermId] {
    doc.occurrences().row(sentence).0
}

/// Whether sentences of these terms are duplicates.
pub(super) fn are_duplicates(a: &[TermId], b: &[TermId]) -> bool {
    let (least, most) = (a.len().min(b.len()), a.len().max(b.len()));
    // Most pairs would not be even if the shorter were part of the longer.
    if least == 0 || (least as f64) < MIN_DUPLICATE_SIMILARITY * most as f64 {
        return false;
    }
    let total = a.len() + b.len();
    // Maximum number of terms in one of the two alone: beyond it, shared ≥ minimum · (total − shared) cannot hold. Most pairs pass it
    // after a few terms.
    let max_alone =
        ((1.0 - MIN_DUPLICATE_SIMILARITY) / (1.0 + MIN_DUPLICATE_SIMILARITY) * total as f64).ceil() as usize;
    let is_enough = |shared| shared as f64 >= MIN_DUPLICATE_SIMILARITY * (total - shared) as f64;
    shared_terms(a, b, max_alone).is_some_and(is_enough)
}

/// Number of terms that two sorted rows share; `None` if more than `max_alone` are in one of them alone.
fn shared_terms(mut a: &[TermId], mut b: &[TermId], max_alone: usize) -> Option<usize> {
    let (mut shared, mut alone) = (0, 0);
    while let ([first_a, rest_a @ ..], [first_b, rest_b @ ..]) = (a, b) {
        let is_shared = first_a == first_b;
        shared += usize::from(is_shared);
        alone += usize::from(!is_shared);
        if alone > max_alone {
            return None;
        }
        (a, b) = (if first_a <= first_b { rest_a } else { a }, if first_b <= first_a { rest_b } else { b });
    }
    Some(shared)
}
