//! TextRank over tf·idf: the walk of TextRank over the similarities of LexRank.
//!
//! Mihalcea & Tarau (EMNLP 2004) name cosine similarity as one of the measures their walk can run on;
//! this is the variant that most later papers mean by "TextRank (tf-idf)".
//!
//! w(a,b) = cos(a,b) of tf·idf rows, 0 for a = b; the ranks as in [`TextRank`](super::TextRank). What
//! sets it apart from [`LexRank`](super::LexRank) is that no sentence votes for itself.
//!
//! O(words) a step. Use it where common words would drown the rest in plain TextRank.

use super::walking::{self, DAMPING, check_damping};
use super::{Scorer, Scores};
use crate::Result;
use crate::context::Context;
use crate::document::Document;
use crate::explanation::Explanation;
use crate::graph::CosineGraph;
use crate::matrix::TermMatrix;

/// TextRank over the cosine of tf·idf rows.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `damping` | 0.85 | 0 to 1 | the chance that a step follows an edge rather than jumps |
#[derive(Clone, Copy, Debug)]
pub struct TfIdfTextRank {
    /// The chance that a step follows an edge, 0 to 1.
    pub damping: f64,
}

impl Default for TfIdfTextRank {
    fn default() -> Self {
        Self { damping: DAMPING }
    }
}

fn graph(doc: &Document<'_>, context: &Context<'_>) -> CosineGraph {
    CosineGraph::without_loops(TermMatrix::tf_idf(doc, context))
}

impl Scorer for TfIdfTextRank {
    fn score(&self, doc: &Document<'_>, context: &Context<'_>) -> Scores {
        walking::rank(graph(doc, context), self.damping, doc, context)
    }

    fn explain(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, picks: &[usize]) -> Vec<Explanation> {
        walking::explain(graph(doc, context), doc, context, scores, picks)
    }

    fn validate(&self) -> Result<()> {
        check_damping(self.damping)
    }
}
