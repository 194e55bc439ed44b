//! [`Prefixes`]: sentences that share one of their rarest terms may say the same.

use super::jaccard::MIN_DUPLICATE_SIMILARITY;
use crate::document::Document;
use crate::vocabulary::TermId;

/// Sentences by their rarest terms.
///
/// Two sentences that say the same must share one of their rarest terms: were all of those in only one of the two, too few would be
/// left to share (prefix filtering; Chaudhuri, Ganti & Kaushik 2006). So each sentence is filed under a few rare terms
/// and may say the same as what it finds there. Where in the order of its terms a sentence has one, and how many terms it has in all, says how
/// many the two can share at most (Xiao, Wang, Lin & Yu, *Efficient Similarity Joins for Near Duplicate Detection*, WWW 2008); the
/// posting list of each term is in that order, so that it is read only as far as this is enough.
#[derive(Debug)]
pub(super) struct Prefixes {
    /// How often the document has each term.
    counts: Vec<u32>,
    /// The posting lists of all terms, end to end, each in order.
    filed: Vec<Posting>,
    /// Where that of each term ends.
    ends: Vec<usize>,
}

/// A sentence that has a term among its rarest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    /// The number of its different terms.
    terms: u32,
    /// How many of them are rarer.
    rarer: u32,
    pub(super) sentence: u32,
}

impl Prefixes {
    pub(super) fn new(doc: &Document<'_>) -> Self {
        let mut counts = vec![0; doc.term_count()];
        for term in (0..doc.len()).flat_map(|sentence| doc.terms(sentence)) {
            counts[term.index()] += 1;
        }
        let mut places = Vec::with_capacity(doc.len() * 4);
        let mut terms = Vec::new();
        for sentence in 0..doc.len() {
            rarest_first(doc, sentence, &counts, &mut terms);
            let count = terms.len() as u32;
            let posting = |rarer| Posting { terms: count, rarer, sentence: sentence as u32 };
            places.extend((0..).zip(&terms[..rare(terms.len())]).map(|(rarer, &term)| (term, posting(rarer))));
        }
        let (mut filed, ends) = file(&places, doc.term_count());
        let mut start = 0;
        for &end in &ends {
            filed[start..end].sort_unstable();
            start = end;
        }
        Self { counts, filed, ends }
    }

    /// The sentences that may say the same as this one, in several lists that may overlap.
    pub(super) fn named(&self, doc: &Document<'_>, sentence: usize) -> Vec<&[Posting]> {
        let mut own = Vec::new();
        rarest_first(doc, sentence, &self.counts, &mut own);
        let rarest = own[..rare(own.len())].iter().enumerate();
        rarest.flat_map(|(rarer, &term)| alike(self.filed_under(term), own.len(), rarer)).collect()
    }

    fn filed_under(&self, term: TermId) -> &[Posting] {
        let start = term.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.filed[start..self.ends[term.index()]]
    }
}

/// The sentences of a posting list that may share enough with one of that many terms, of which `rarer` are rarer than that of the list
/// and not shared.
fn alike(postings: &[Posting], terms: usize, rarer: usize) -> impl Iterator<Item = &[Posting]> {
    let mut rest = postings;
    std::iter::from_fn(move || {
        // The next number of terms that any sentence has.
        let other = rest.first()?.terms as usize;
        let (same, more) = rest.split_at(rest.partition_point(|posting| posting.terms as usize == other));
        rest = more;
        let needed = needed(terms + other);
        let most_rarer = other.checked_sub(needed).filter(|_| terms - rarer >= needed);
        let end = most_rarer.map_or(0, |most| same.partition_point(|posting| posting.rarer as usize <= most));
        Some(&same[..end])
    })
}

/// How many terms two sentences must share that have so many in total.
fn needed(total: usize) -> usize {
    // A hair below, as the product may come out above a whole number.
    (MIN_DUPLICATE_SIMILARITY / (1.0 + MIN_DUPLICATE_SIMILARITY) * total as f64 - 1e-9).ceil() as usize
}

/// The postings of each term in a row, and where each row ends (counting sort).
fn file(places: &[(TermId, Posting)], terms: usize) -> (Vec<Posting>, Vec<usize>) {
    let mut ends = vec![0; terms];
    for (term, _) in places {
        ends[term.index()] += 1;
    }
    let mut total = 0;
    for end in &mut ends {
        // Until its postings are in place, a term's "end" is where the next one goes.
        total += std::mem::replace(end, total);
    }
    let mut filed = vec![Posting::default(); places.len()];
    for &(term, posting) in places {
        let end = &mut ends[term.index()];
        filed[*end] = posting;
        *end += 1;
    }
    (filed, ends)
}

/// The different terms of a sentence, those that the document has least often first.
fn rarest_first(doc: &Document<'_>, sentence: usize, counts: &[u32], terms: &mut Vec<TermId>) {
    terms.clear();
    terms.extend_from_slice(doc.terms(sentence));
    terms.sort_unstable_by_key(|&term| (counts[term.index()], term));
    terms.dedup();
}

/// How many of its rarest terms a sentence of so many must be filed under: one more than can be missing from the other.
fn rare(terms: usize) -> usize {
    let needed = (MIN_DUPLICATE_SIMILARITY * terms as f64).ceil() as usize;
    (terms - needed + 1).min(terms)
}
