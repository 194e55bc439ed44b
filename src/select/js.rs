//! Jensen-Shannon: the summary whose words are distributed as those of the text, by a measure that has no blind side.
//!
//! Louis & Nenkova, *Automatically Assessing Machine Summary Content Without a Gold Standard*, Computational Linguistics 39(2),
//! 2013: of all measures that need no reference, the divergence between a text and its summary agrees best with what people think of
//! the summary. So it is a thing to aim for, greedily as in [`KlSum`](super::KlSum): add the sentence for which JS(P‖Q) is
//! least, P being the distribution of terms in the text and Q that in the summary with it:
//!
//! JS(P‖Q) = ½ Σ_t P(t) · ln(P(t) / M(t)) + ½ Σ_t Q(t) · ln(Q(t) / M(t)), M = (P + Q) / 2
//!
//! Where KL(P‖Q) needs smoothing, because it is infinite when Q leaves a term out, this is at most ln 2. It counts against a
//! sentence that its terms are more frequent there than in the text.
//!
//! Does not look at scores. A term that the summary does not hold brings the same whatever is selected, so a look costs the terms
//! of the summary and the sentence. The part of the former depends on the sentence by its length alone and is computed once
//! for each length, and once for all terms of equal share and count: a choice costs O(words + lengths · groups of terms). A summary of more
//! than a million values is no longer the exact greedy one: see [`fill`].

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::f64::consts::LN_2;

use ndarray::Array1;

use super::queue::{Objective, fill};
use super::{Selection, Selector};
use crate::TermId;
use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::score::Scores;

/// Jensen-Shannon greedy. Has no parameters.
///
/// The exact greedy choice up to about a million values, enough for 1,000 sentences of which all are selected; beyond, each choice is
/// the best of 64 sentences.
#[derive(Clone, Copy, Debug, Default)]
pub struct JensenShannon;

/// Terms in a summary up to which [`Summary::held`] is computed for each length of a sentence. In a longer one, what a sentence more
/// changes is in proportion to its length.
const MAX_EXACT_TERMS: f64 = 16384.0;

/// The summary so far.
struct Summary<'m> {
    matrix: &'m TermMatrix,
    /// The share of each term in the text.
    shares: Array1<f64>,
    counts: Array1<f64>,
    total: f64,
    /// How many terms have the same share of the text and the same count, both above 0, whose bits are in the order of the numbers.
    groups: BTreeMap<(u64, u64), usize>,
    /// The lengths of sentences, in terms, in order.
    lengths: Vec<usize>,
    /// For each length of a sentence, the [`excess`] of the terms held once the summary is so much longer.
    held: Vec<f64>,
}

/// What a term with the share `p` of the text brings to 2·JS by having the share `q` of the summary rather than none.
fn excess(p: f64, q: f64) -> f64 {
    if q > 0.0 { p * (p / (p + q)).ln() + q * (2.0 * q / (p + q)).ln() } else { 0.0 }
}

impl<'m> Summary<'m> {
    fn new(matrix: &'m TermMatrix, shares: Array1<f64>) -> Self {
        let mut lengths: Vec<usize> = (0..matrix.len()).map(|sentence| length(matrix, sentence)).collect();
        lengths.sort_unstable();
        lengths.dedup();
        let held = vec![0.0; lengths.last().map_or(0, |longest| longest + 1)];
        let counts = Array1::zeros(matrix.width());
        Self { matrix, shares, counts, total: 0.0, groups: BTreeMap::new(), lengths, held }
    }

    /// Counts the terms of a sentence.
    fn count(&mut self, sentence: usize) {
        let Self { matrix, shares, counts, groups, .. } = self;
        let (terms, values) = matrix.row(sentence);
        for (term, value) in terms.iter().zip(values) {
            let (share, count) = (shares[term.index()].to_bits(), &mut counts[term.index()]);
            if let Entry::Occupied(mut group) = groups.entry((share, count.to_bits())) {
                *group.get_mut() -= 1;
                if *group.get() == 0 {
                    group.remove();
                }
            }
            *count += value;
            *groups.entry((share, count.to_bits())).or_default() += 1;
        }
        self.total += values.iter().sum::<f64>();
    }

    /// The [`excess`] of the terms held in a summary of `total` terms.
    fn held_at(&self, total: f64) -> f64 {
        let excess_of = |(&(share, count), &terms): (&(u64, u64), &usize)| {
            terms as f64 * excess(f64::from_bits(share), f64::from_bits(count) / total)
        };
        self.groups.iter().map(excess_of).sum()
    }

    fn update_held(&mut self) {
        let linear = (self.total > MAX_EXACT_TERMS).then(|| {
            let now = self.held_at(self.total);
            (now, self.held_at(self.total + 1.0) - now)
        });
        for index in 0..self.lengths.len() {
            let more = self.lengths[index];
            self.held[more] = match linear {
                Some((now, slope)) => now + slope * more as f64,
                None => self.held_at(self.total + more as f64),
            };
        }
    }
}

/// How many terms a sentence has.
fn length(matrix: &TermMatrix, sentence: usize) -> usize {
    matrix.row(sentence).1.iter().sum::<f64>() as usize
}

impl Objective for Summary<'_> {
    const DIMINISHES: bool = false;

    fn value(&mut self, sentence: usize, _: &Selection<'_>) -> Option<f64> {
        let length = length(self.matrix, sentence);
        if length == 0 {
            // Says nothing, so it comes last: no divergence is greater than this.
            return Some(-LN_2);
        }
        let total = self.total + length as f64;
        let change = |(term, count): (&TermId, &f64)| {
            let (p, before) = (self.shares[term.index()], self.counts[term.index()]);
            excess(p, (before + count) / total) - excess(p, before / total)
        };
        let (terms, counts) = self.matrix.row(sentence);
        let changes: f64 = terms.iter().zip(counts).map(change).sum();
        Some(-0.5 * (LN_2 + self.held[length] + changes))
    }

    fn add(&mut self, sentence: usize) {
        self.count(sentence);
        self.update_held();
    }
}

impl Selector for JensenShannon {
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, _: &Scores, selection: &mut Selection<'_>) {
        let matrix = TermMatrix::counts(doc);
        let shares = matrix.term_shares(&context.attention(doc));
        fill(&mut Summary::new(&matrix, shares), doc.len(), selection);
    }
}
