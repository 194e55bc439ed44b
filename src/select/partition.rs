//! [`Partition`]: sentences that share all terms of some part of the vocabulary may say the same.

use super::jaccard::row;
use crate::document::Document;
use crate::vocabulary::TermId;

/// Sentences by the terms that they have in each part of the vocabulary.
///
/// If two sentences say the same, of which the shorter has n terms, no more than n/4 terms are in only one of them: it is (n + m)/9 for m terms of the
/// longer, and m is at most 5n/4. So if the vocabulary is dealt out to one part more than that, there is a part in which they do not differ (Arasu,
/// Ganti & Kaushik, *Efficient Exact Set-Similarity Joins*, VLDB 2006). Each sentence is filed under what it has in each part, for each number of
/// parts that a shorter one may ask for.
#[derive(Debug)]
pub(super) struct Partition {
    /// In order.
    filed: Vec<Posting>,
}

/// A sentence that has terms of this hash in some part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    hash: u32,
    pub(super) sentence: u32,
}

impl Partition {
    pub(super) fn new(doc: &Document<'_>) -> Self {
        let mut filed = Vec::new();
        let mut hashes = Vec::new();
        for sentence in 0..doc.len() {
            hash_parts(row(doc, sentence), &mut hashes);
            filed.extend(hashes.iter().map(|&hash| Posting { hash, sentence: sentence as u32 }));
        }
        filed.sort_unstable();
        Self { filed }
    }

    /// The sentences that may say the same as this one, in several lists that may overlap.
    pub(super) fn named(&self, doc: &Document<'_>, sentence: usize) -> Vec<&[Posting]> {
        let mut hashes = Vec::new();
        hash_parts(row(doc, sentence), &mut hashes);
        hashes.into_iter().map(|hash| self.filed_under(hash)).collect()
    }

    fn filed_under(&self, hash: u32) -> &[Posting] {
        let start = self.filed.partition_point(|posting| posting.hash < hash);
        let length = self.filed[start..].partition_point(|posting| posting.hash == hash);
        &self.filed[start..start + length]
    }
}

/// Hashes what a row has in each part, for each number of parts.
fn hash_parts(row: &[TermId], hashes: &mut Vec<u32>) {
    hashes.clear();
    let shortest = (row.len() * 4).div_ceil(5);
    let mut parts = enough_parts(shortest);
    while parts <= enough_parts(row.len()) {
        let first = hashes.len();
        hashes.extend((0..parts as u32).map(|part| mix(part, parts as u32)));
        for term in row {
            let part = mix(term.0, 0) as usize % parts;
            hashes[first + part] = mix(hashes[first + part], term.0);
        }
        parts = rounded_up(parts + 1);
    }
}

/// More parts than terms can be in only one of two sentences that say the same, of which the shorter has `terms`. Of few different sizes,
/// so that a long sentence is filed for two or three of them.
fn enough_parts(terms: usize) -> usize {
    rounded_up(terms / 4 + 1)
}

/// The next number of three binary digits and zeros behind them.
fn rounded_up(number: usize) -> usize {
    let step = 1 << number.ilog2().saturating_sub(2);
    number.next_multiple_of(step)
}

/// A hash of two numbers; two sentences that share one by chance are told apart afterwards.
fn mix(a: u32, b: u32) -> u32 {
    // The odd constant is 2^64 divided by the golden ratio.
    let mixed = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as u32
}
