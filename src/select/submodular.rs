//! Submodular: the set of sentences that covers the words of the text, each further mention counting less.
//!
//! Lin & Bilmes, *A Class of Submodular Functions for Document Summarization*, ACL 2011, with their greedy choice under a
//! knapsack and its guarantee; the function is the feature-based one of Kirchhoff & Bilmes, *Submodularity for Data Selection in
//! Machine Translation*, EMNLP 2014, which needs no pairs of sentences:
//!
//! F(S) = Σ_t w(t) · √( Σ over the s in S of x(s,t) ), w(t) = Σ over all s of x(s,t), x the tf·idf rows
//!
//! Each step takes the sentence with the greatest gain for its cost, gain / costʳ. If a single sentence that fits is
//! worth more than all that were taken, it is taken instead; so F is at least (1 − 1/√e) of the best there is.
//!
//! Does not look at scores. Lazy greedy: hardly more than O(words) for a short summary.

use ndarray::Array1;

use super::lazy::lazy_greedy;
use super::{Purse, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::score::Scores;
use crate::{Result, error::check_range};

/// Feature-based submodular coverage.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `cost_exponent` | 0.3 | 0 to 2 | r: at 0 cost does not matter, at 1 each word must bring its share |
#[derive(Clone, Copy, Debug)]
pub struct Submodular {
    /// How much cost counts against gain, 0 to 2.
    pub cost_exponent: f64,
}

impl Default for Submodular {
    /// Near the value that Lin & Bilmes found best on DUC 2003.
    fn default() -> Self {
        Self { cost_exponent: 0.3 }
    }
}

impl Selector for Submodular {
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, _: &Scores, purse: &mut Purse<'_>) {
        let matrix = TermMatrix::tf_idf(doc, context);
        let mut weights = Array1::zeros(matrix.width());
        matrix.multiply_transposed(&context.attention(doc), &mut weights);
        let gain = |covered: &Array1<f64>, sentence: usize| {
            let (terms, values) = matrix.row(sentence);
            let one = |(term, value): (&crate::TermId, &f64)| {
                let before = covered[term.index()];
                weights[term.index()] * ((before + value).sqrt() - before.sqrt())
            };
            terms.iter().zip(values).map(one).sum::<f64>()
        };
        let take = |covered: &mut Array1<f64>, sentence: usize| matrix.add_row(sentence, 1.0, covered);
        let full = purse.clone();
        let mut covered = Array1::zeros(matrix.width());
        lazy_greedy(doc.len(), purse, &mut covered, self.cost_exponent, gain, take);

        let worth = weights.dot(&covered.mapv(f64::sqrt));
        let nothing = Array1::zeros(matrix.width());
        let single = (0..doc.len()).filter(|&sentence| full.fits(sentence)).map(|s| (s, gain(&nothing, s)));
        let best = single.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        if let Some((sentence, _)) = best.filter(|(_, alone)| *alone > worth || purse.bought().is_empty()) {
            *purse = full;
            purse.spend(sentence);
        }
    }

    fn validate(&self) -> Result<()> {
        check_range("cost_exponent", self.cost_exponent, 0.0, 2.0, "0 to 2")
    }
}
