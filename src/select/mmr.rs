//! MMR: maximal marginal relevance, the best sentence that says something new.
//!
//! Carbonell & Goldstein, *The Use of MMR, Diversity-Based Reranking for Reordering Documents and Producing
//! Summaries*, SIGIR 1998. With S the sentences taken so far, the next is
//!
//! argmax λ · score(s) − (1 − λ) · max over t in S of cos(s,t)
//!
//! with scores normalized to 0..1 and the cosine of tf·idf rows.
//!
//! The value of a sentence only ever falls as S grows. So candidates wait in a heap under the last
//! value known of them, and only the one on top is looked at again: if it is still on top, it is the argmax
//! (lazy greedy; Minoux 1978). Exact. A look costs one row for each sentence taken since the last; once more than a few are taken, each
//! new one is compared with all through the sentences that its terms stand in, and a look costs nothing.

use std::collections::BinaryHeap;

use super::waiting::Waiting;
use super::{Purse, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::postings::Postings;
use crate::score::Scores;
use crate::scratch::{Scratch, reusable};
use crate::{Result, error::check_range};

/// Maximal marginal relevance.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `lambda` | 0.7 | 0 to 1 | the weight of the score against novelty: 1 looks at the score alone |
#[derive(Clone, Copy, Debug)]
pub struct Mmr {
    /// The weight of the score against novelty, 0 to 1.
    pub lambda: f64,
}

impl Default for Mmr {
    /// 0.6 to 0.7 is what most summarizers settled on; the lower end suits collections that repeat themselves.
    fn default() -> Self {
        Self { lambda: 0.7 }
    }
}

/// So many sentences are taken before the index pays that leads from a sentence to all those like it.
const FEW: usize = 16;

/// How much sentences are like those taken.
struct Redundancy<'m> {
    matrix: &'m TermMatrix,
    /// Once there are more than a few.
    index: Option<Index>,
}

/// What is known of all sentences together.
struct Index {
    postings: Postings<(u32, f64)>,
    /// The highest similarity of each sentence to the first of those taken.
    highest: Vec<f64>,
    /// How many of them were looked at.
    seen: usize,
    /// The similarity of each sentence to one of them; zeros in between.
    similarity: Vec<f64>,
}

/// What is known of a sentence that waits.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// Its highest similarity to the first sentences taken.
    redundancy: f64,
    /// How many of them were looked at.
    seen: usize,
}

reusable!(Waiting<Known>);

impl Redundancy<'_> {
    /// Looks at the sentences taken since the last time.
    fn update(&mut self, sentence: usize, taken: &[usize], known: &mut Known) {
        if taken.len() <= FEW {
            for &pick in &taken[known.seen..] {
                known.redundancy = known.redundancy.max(self.matrix.similarity(sentence, pick));
            }
        } else {
            let index = self.index.get_or_insert_with(|| Index::new(self.matrix));
            index.look_at(self.matrix, taken);
            known.redundancy = index.highest[sentence];
        }
        known.seen = taken.len();
    }
}

impl Index {
    fn new(matrix: &TermMatrix) -> Self {
        let n = matrix.len();
        let postings = Postings::new(matrix, 0..n, |sentence, weight| (sentence, weight));
        Self { postings, highest: vec![0.0; n], seen: 0, similarity: vec![0.0; n] }
    }

    fn look_at(&mut self, matrix: &TermMatrix, taken: &[usize]) {
        let Self { postings, highest, seen, similarity } = self;
        for &pick in &taken[*seen..] {
            let (terms, weights) = matrix.row(pick);
            // Term by term, as a product of two rows is summed, so that it comes out the same to the last bit.
            for (&term, weight) in terms.iter().zip(weights) {
                postings.of(term).iter().for_each(|&(other, theirs)| similarity[other as usize] += theirs * weight);
            }
            for (other, _) in terms.iter().flat_map(|&term| postings.of(term)) {
                let similarity = std::mem::take(&mut similarity[*other as usize]);
                highest[*other as usize] = highest[*other as usize].max(similarity);
            }
        }
        *seen = taken.len();
    }
}

impl Mmr {
    /// Takes sentences until the purse is empty; `matrix` has their rows of tf·idf.
    pub(super) fn choose(&self, matrix: &TermMatrix, scores: &Scores, purse: &mut Purse<'_>) {
        let mut redundancy = Redundancy { matrix, index: None };
        let scores = scores.normalized();
        let value = |sentence, redundancy: f64| self.lambda * scores.get(sentence) - (1.0 - self.lambda) * redundancy;
        let waiting = (0..scores.len()).filter(|&sentence| purse.is_candidate(sentence));
        let new = Known { redundancy: 0.0, seen: 0 };
        let wait = |sentence| Waiting { value: value(sentence, 0.0), index: sentence, known: new };
        let mut room: Scratch<Waiting<Known>> = waiting.map(wait).collect();
        let mut heap = BinaryHeap::from(std::mem::take(&mut *room));
        while let Some(mut candidate) = heap.pop() {
            let sentence = candidate.index;
            if purse.is_empty() {
                break;
            }
            if !purse.fits(sentence) {
                // The purse only gets emptier, so it never will again.
                continue;
            }
            if candidate.known.seen == purse.bought().len() {
                purse.spend(sentence);
                continue;
            }
            redundancy.update(sentence, purse.bought(), &mut candidate.known);
            candidate.value = value(sentence, candidate.known.redundancy);
            heap.push(candidate);
        }
        *room = heap.into_vec();
    }
}

impl Selector for Mmr {
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, purse: &mut Purse<'_>) {
        self.choose(&TermMatrix::tf_idf(doc, context), scores, purse);
    }

    fn validate(&self) -> Result<()> {
        check_range("lambda", self.lambda, 0.0, 1.0, "0 to 1")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::score::{LexRank, Scorer};
    use crate::select::Budget;

    /// The definition, word for word.
    fn slow(lambda: f64, doc: &Document<'_>, scores: &Scores, mut purse: Purse<'_>) -> Vec<usize> {
        let matrix = TermMatrix::tf_idf(doc, &Context::default());
        let scores = scores.normalized();
        let mut picks: Vec<usize> = Vec::new();
        loop {
            let value = |s: usize| {
                let redundancy = picks.iter().map(|&t| matrix.similarity(s, t)).fold(0.0, f64::max);
                lambda * scores.get(s) - (1.0 - lambda) * redundancy
            };
            let candidates = (0..doc.len()).filter(|&s| purse.fits(s));
            let Some(best) = candidates.max_by(|&a, &b| value(a).total_cmp(&value(b)).then(b.cmp(&a))) else {
                return picks;
            };
            purse.spend(best);
            picks.push(best);
        }
    }

    #[test]
    fn the_lazy_choice_is_the_greedy_one() {
        let text = include_str!("../../data/samples/science.txt");
        let doc = Document::new(text, Language::English);
        let context = Context::default();
        let scores = LexRank::default().score(&doc, &context);
        for lambda in [0.0, 0.3, 0.7, 1.0] {
            for budget in [Budget::Sentences(12), Budget::Words(150), Budget::Ratio(1.0)] {
                let mut purse = Purse::new(&doc, budget);
                Mmr { lambda }.select(&doc, &context, &scores, &mut purse);
                let expected = slow(lambda, &doc, &scores, Purse::new(&doc, budget));
                assert_eq!(purse.bought(), expected, "{lambda} {budget}");
            }
        }
    }
}
