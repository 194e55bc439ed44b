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
//! Does not look at scores. A term that the summary does not hold brings the same whatever is taken, so a look costs the terms
//! of the summary and the sentence. The part of the former depends on the sentence by its length alone and is computed once
//! for each length: a pick costs O(words + lengths · terms of the summary).

use std::f64::consts::LN_2;

use ndarray::Array1;

use super::greedy::greedy;
use super::{Purse, Selector};
use crate::TermId;
use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::score::Scores;

/// Jensen-Shannon greedy. Has no parameters.
#[derive(Clone, Copy, Debug, Default)]
pub struct JensenShannon;

/// The summary so far.
struct Summary {
    counts: Array1<f64>,
    /// The terms that it holds.
    terms: Vec<TermId>,
    total: f64,
    /// For each length of a sentence, the [`excess`] of those terms once the summary is so much longer.
    held: Vec<f64>,
}

/// What a term with the share `p` of the text brings to 2·JS by having the share `q` of the summary rather than none.
fn excess(p: f64, q: f64) -> f64 {
    if q > 0.0 { p * (p / (p + q)).ln() + q * (2.0 * q / (p + q)).ln() } else { 0.0 }
}

impl Selector for JensenShannon {
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, _: &Scores, purse: &mut Purse<'_>) {
        let matrix = TermMatrix::counts(doc);
        let shares = matrix.term_shares(&context.attention(doc));
        let length = |sentence: usize| doc.terms(sentence).len();
        let longest = (0..doc.len()).map(length).max().unwrap_or(0);
        let mut lengths = vec![false; longest + 1];
        (0..doc.len()).for_each(|sentence| lengths[length(sentence)] = true);

        let value = |summary: &Summary, sentence: usize| {
            if length(sentence) == 0 {
                // Says nothing, so it comes last: no divergence is greater than this.
                return Some(-LN_2);
            }
            let total = summary.total + length(sentence) as f64;
            let change = |(term, count): (&TermId, &f64)| {
                let (p, before) = (shares[term.index()], summary.counts[term.index()]);
                excess(p, (before + count) / total) - excess(p, before / total)
            };
            let (terms, counts) = matrix.row(sentence);
            let changes: f64 = terms.iter().zip(counts).map(change).sum();
            Some(-0.5 * (LN_2 + summary.held[length(sentence)] + changes))
        };
        let take = |summary: &mut Summary, sentence: usize| {
            let new = matrix.row(sentence).0.iter().filter(|term| summary.counts[term.index()] == 0.0);
            summary.terms.extend(new);
            matrix.add_row(sentence, 1.0, &mut summary.counts);
            summary.total += length(sentence) as f64;
            for (more, held) in summary.held.iter_mut().enumerate().filter(|(more, _)| lengths[*more]) {
                let total = summary.total + more as f64;
                let excess_of = |term: &TermId| excess(shares[term.index()], summary.counts[term.index()] / total);
                *held = summary.terms.iter().map(excess_of).sum();
            }
        };
        let nothing = Summary {
            counts: Array1::zeros(matrix.width()),
            terms: Vec::new(),
            total: 0.0,
            held: vec![0.0; longest + 1],
        };
        greedy(doc.len(), purse, nothing, value, take);
    }
}
