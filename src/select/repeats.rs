//! [`Repeats`]: which sentences say the same.

use std::ops::Range;
use std::sync::Arc;

use hashbrown::HashMap;

use crate::document::Document;
use crate::scratch::Scratch;
use crate::vocabulary::TermId;

/// Two sentences say the same if at least this share of all the terms they hold is in both (their Jaccard similarity).
///
/// Of ten terms one may differ, such as a number that was corrected. Rewritten sentences share less, and telling
/// those apart is the selector's task.
const SAME: f64 = 0.8;

/// So many sentences are compared with all others, one after the other, before an index is made: most summaries are of a few
/// sentences, and the index costs what some ten comparisons with all do.
const SCANS: usize = 8;

/// Finds, for a sentence, those that say the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Repeats {
    /// What was found before, and where of each sentence it stands.
    found: Scratch<usize>,
    places: HashMap<usize, Range<usize>>,
    /// Made when that was too often.
    index: Option<Arc<Index>>,
}

impl Repeats {
    /// The sentences that say the same as this one, itself among them unless it holds no term.
    pub(super) fn of(&mut self, doc: &Document<'_>, sentence: usize) -> &[usize] {
        let Self { found, places, index } = self;
        let scans = places.len();
        let place = places.entry(sentence).or_insert_with(|| {
            let start = found.len();
            match scans {
                0..SCANS => found.extend(scan(doc, sentence)),
                _ => found.extend(index.get_or_insert_with(|| Arc::new(Index::new(doc))).of(doc, sentence)),
            }
            start..found.len()
        });
        &found[place.clone()]
    }
}

/// Compares the sentence with all.
fn scan(doc: &Document<'_>, sentence: usize) -> impl Iterator<Item = usize> {
    (0..doc.len()).filter(move |&other| say_the_same(row(doc, sentence), row(doc, other)))
}

/// The different terms of a sentence, in order.
fn row<'d>(doc: &'d Document<'_>, sentence: usize) -> &'d [TermId] {
    doc.occurrences().row(sentence).0
}

/// Whether sentences of these terms say the same.
fn say_the_same(a: &[TermId], b: &[TermId]) -> bool {
    let (least, most) = (a.len().min(b.len()), a.len().max(b.len()));
    // Most pairs would not even if the shorter were part of the longer.
    if least == 0 || (least as f64) < SAME * most as f64 {
        return false;
    }
    let total = a.len() + b.len();
    // Of all entries of both, so many may be in one alone: shared ≥ SAME · (total − shared) cannot hold beyond. Most pairs are past that
    // after a few terms.
    let most_alone = ((1.0 - SAME) / (1.0 + SAME) * total as f64).ceil() as usize;
    shared_terms(a, b, most_alone).is_some_and(|shared| shared as f64 >= SAME * (total - shared) as f64)
}

/// How many terms two sorted rows share; `None` if more than so many are in one of them alone.
fn shared_terms(mut a: &[TermId], mut b: &[TermId], most_alone: usize) -> Option<usize> {
    let (mut shared, mut alone) = (0, 0);
    while let ([first_a, rest_a @ ..], [first_b, rest_b @ ..]) = (a, b) {
        let is_shared = first_a == first_b;
        shared += usize::from(is_shared);
        alone += usize::from(!is_shared);
        if alone > most_alone {
            return None;
        }
        (a, b) = (if first_a <= first_b { rest_a } else { a }, if first_b <= first_a { rest_b } else { b });
    }
    Some(shared)
}

/// An index that finds the same without comparing all.
///
/// Two such sentences must share one of their rarest terms: were all of those in only one of the two, too few would be
/// left to share (prefix filtering; Chaudhuri, Ganti & Kaushik 2006). So each sentence is filed under a few rare terms
/// and compared with what it finds there, hardly ever anything, instead of with all.
#[derive(Debug)]
struct Index {
    /// How often the document has each term.
    counts: Vec<u32>,
    /// The sentences filed under each term, term by term.
    filed: Vec<u32>,
    /// Where those of each term end.
    ends: Vec<usize>,
}

impl Index {
    fn new(doc: &Document<'_>) -> Self {
        let mut counts = vec![0; doc.term_count()];
        for term in (0..doc.len()).flat_map(|sentence| doc.terms(sentence)) {
            counts[term.index()] += 1;
        }
        let mut places = Vec::with_capacity(doc.len() * 4);
        let mut terms = Vec::new();
        for sentence in 0..doc.len() {
            rarest_first(doc, sentence, &counts, &mut terms);
            places.extend(terms[..rare(terms.len())].iter().map(|&term| (term, sentence as u32)));
        }
        let (filed, ends) = file(&places, doc.term_count());
        Self { counts, filed, ends }
    }

    fn of(&self, doc: &Document<'_>, sentence: usize) -> Vec<usize> {
        let mut own = Vec::new();
        rarest_first(doc, sentence, &self.counts, &mut own);
        let mut found: Vec<usize> = own[..rare(own.len())].iter().flat_map(|&term| self.filed_under(term)).collect();
        found.sort_unstable();
        found.dedup();
        found.retain(|&other| say_the_same(row(doc, sentence), row(doc, other)));
        found
    }

    fn filed_under(&self, term: TermId) -> impl Iterator<Item = usize> {
        let start = term.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        self.filed[start..self.ends[term.index()]].iter().map(|&sentence| sentence as usize)
    }
}

/// The sentences of each term in a row, and where each row ends (counting sort).
fn file(places: &[(TermId, u32)], terms: usize) -> (Vec<u32>, Vec<usize>) {
    let mut ends = vec![0; terms];
    for (term, _) in places {
        ends[term.index()] += 1;
    }
    let mut total = 0;
    for end in &mut ends {
        // Until its sentences are in place, a term's "end" is where the next one goes.
        total += std::mem::replace(end, total);
    }
    let mut filed = vec![0; places.len()];
    for &(term, sentence) in places {
        let end = &mut ends[term.index()];
        filed[*end] = sentence;
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
    let needed = (SAME * terms as f64).ceil() as usize;
    (terms - needed + 1).min(terms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn the_index_and_the_scan_find_what_comparing_all_pairs_finds() {
        let words = ["rain", "wind", "snow", "hail", "fog", "frost"];
        let sentence =
            |n: u32| (0..6).filter(|bit| n >> bit & 1 == 1).map(|bit| words[bit]).collect::<Vec<_>>().join(" ");
        let source: String = (1..64).map(|n| sentence(n) + ".\n\n").collect();
        let doc = Document::new(&source, Language::Undetermined);
        assert_eq!(doc.len(), 63);
        let index = Index::new(&doc);
        let mut repeats = Repeats::default();
        for x in 1..64u32 {
            let alike = |y: &u32| f64::from((x & y).count_ones()) >= SAME * f64::from((x | y).count_ones());
            let expected: Vec<usize> = (1..64).filter(alike).map(|y| y as usize - 1).collect();
            assert_eq!(index.of(&doc, x as usize - 1), expected, "{}", sentence(x));
            assert_eq!(scan(&doc, x as usize - 1).collect::<Vec<_>>(), expected, "{}", sentence(x));
            assert_eq!(repeats.of(&doc, x as usize - 1), expected, "{}", sentence(x));
        }
    }

    #[test]
    fn a_sentence_of_very_many_terms_is_compared_in_one_pass() {
        // Term by term against term, this would not end within a minute.
        let text: String = (0..300_000).map(|number| format!("w{number} ")).collect();
        let doc = Document::new(&text, Language::Undetermined);
        assert_eq!(Index::new(&doc).of(&doc, 0), [0]);
        assert_eq!(scan(&doc, 0).collect::<Vec<_>>(), [0]);
    }

    #[test]
    fn a_sentence_without_terms_is_like_no_other() {
        let doc = Document::new("Was it? It was!", Language::English);
        assert!(Index::new(&doc).of(&doc, 0).is_empty());
        assert_eq!(scan(&doc, 0).next(), None);
    }
}
