//! MMR: maximal marginal relevance, the best sentence that says something new.
//!
//! Carbonell & Goldstein, *The Use of MMR, Diversity-Based Reranking for Reordering Documents and Producing
//! Summaries*, SIGIR 1998. With S the sentences taken so far, the next is
//!
//! argmax λ · score(s) − (1 − λ) · max over t in S of cos(s,t)
//!
//! with scores normalized to 0..1 and the cosine of tf·idf rows.
//!
//! The value of a sentence only ever falls as S grows, so few values are computed a choice: the
//! [greedy choice](super::queue) is lazy. A value costs one row for each sentence selected since the last; once more than a few are
//! selected, each new one is compared with all others at once through the posting lists of its terms, and a value costs nothing.
//!
//! A term that [`MAX_POSTED`] selected sentences hold says little of any further one, and is no longer looked up. So the choice is exact
//! as long as no term is in more of them, and the time linear in the words of the text, however long the summary is.

use super::queue::{Objective, fill};
use super::{Selection, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::postings::Postings;
use crate::score::Scores;
use crate::scratch::Scratch;
use crate::vocabulary::TermId;
use crate::{Result, error::check_range};

/// Maximal marginal relevance.
///
/// The exact greedy choice as long as no word is in more than 1,024 selected sentences; beyond, further ones that hold it are not compared by it.
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

/// Selected sentences that are compared one by one. With more of them the index pays.
const MAX_PAIRWISE: usize = 16;

/// Selected sentences of a term for which its posting list is read: each reads the whole list.
const MAX_POSTED: u32 = 1024;

/// The value of each sentence beside those selected.
struct Marginal<'m, N> {
    lambda: f64,
    scores: &'m Scores,
    normalize: N,
    matrix: &'m TermMatrix,
    /// The highest similarity of each sentence to the first of those selected.
    redundancy: Scratch<f64>,
    /// For each sentence, the number of those.
    seen: Scratch<u32>,
    /// Once more than [`MAX_PAIRWISE`] are selected.
    index: Option<Index>,
}

impl<N: Fn(f64) -> f64> Objective for Marginal<'_, N> {
    const DIMINISHES: bool = true;

    fn value(&mut self, sentence: usize, selection: &Selection<'_>) -> Option<f64> {
        let redundancy = self.redundancy(sentence, selection.selected());
        Some(self.lambda * (self.normalize)(self.scores.get(sentence)) - (1.0 - self.lambda) * redundancy)
    }
}

impl<N> Marginal<'_, N> {
    /// The highest similarity of a sentence to those selected.
    fn redundancy(&mut self, sentence: usize, selected: &[usize]) -> f64 {
        if selected.len() > MAX_PAIRWISE {
            let index = self.index.get_or_insert_with(|| Index::new(self.matrix));
            index.look_at(self.matrix, selected);
            return index.redundancy[sentence];
        }
        let redundancy = &mut self.redundancy[sentence];
        for &other in &selected[self.seen[sentence] as usize..] {
            *redundancy = redundancy.max(self.matrix.similarity(sentence, other));
        }
        self.seen[sentence] = selected.len() as u32;
        *redundancy
    }
}

/// The redundancy of all sentences together.
struct Index {
    postings: Postings<(u32, f64)>,
    /// The highest similarity of each sentence to the first of those selected.
    redundancy: Vec<f64>,
    /// The number of those.
    seen: usize,
    /// For each term, how many of them hold it.
    posted: Vec<u32>,
    /// The similarity of each sentence to one of them; zeros in between.
    similarity: Vec<f64>,
}

impl Index {
    fn new(matrix: &TermMatrix) -> Self {
        let n = matrix.len();
        let postings = Postings::new(matrix, 0..n, |sentence, weight| (sentence, weight));
        let posted = vec![0; matrix.width()];
        Self { postings, redundancy: vec![0.0; n], seen: 0, posted, similarity: vec![0.0; n] }
    }

    fn look_at(&mut self, matrix: &TermMatrix, selected: &[usize]) {
        let Self { postings, redundancy, seen, posted, similarity } = self;
        for &sentence in &selected[*seen..] {
            let (terms, weights) = matrix.row(sentence);
            let is_read = |term: &TermId| posted[term.index()] < MAX_POSTED;
            let read = terms.iter().zip(weights).filter(|(term, _)| is_read(term));
            // Term by term, as a product of two rows is summed, so that it comes out the same to the last bit.
            for (&term, weight) in read.clone() {
                postings.of(term).iter().for_each(|&(other, theirs)| similarity[other as usize] += theirs * weight);
            }
            for (other, _) in read.flat_map(|(&term, _)| postings.of(term)) {
                let similarity = std::mem::take(&mut similarity[*other as usize]);
                redundancy[*other as usize] = redundancy[*other as usize].max(similarity);
            }
            terms.iter().for_each(|term| posted[term.index()] += 1);
        }
        *seen = selected.len();
    }
}

impl Mmr {
    /// Selects sentences until none fits; `matrix` has their rows of tf·idf.
    pub(super) fn choose(&self, matrix: &TermMatrix, scores: &Scores, selection: &mut Selection<'_>) {
        let mut marginal = Marginal {
            lambda: self.lambda,
            scores,
            normalize: scores.normalizer(),
            matrix,
            redundancy: Scratch::filled(0.0, matrix.len()),
            seen: Scratch::filled(0, matrix.len()),
            index: None,
        };
        fill(&mut marginal, matrix.len(), selection);
    }
}

impl Selector for Mmr {
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, selection: &mut Selection<'_>) {
        self.choose(&TermMatrix::tf_idf(doc, context), scores, selection);
    }

    fn validate(&self) -> Result<()> {
        check_range("lambda", self.lambda, 0.0, 1.0, "0 to 1")
    }
}
