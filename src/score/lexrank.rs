//! LexRank, continuous: how central a sentence is among all others.
//!
//! Erkan & Radev, *LexRank: Graph-based Lexical Centrality as Salience in Text Summarization*, JAIR 22 (2004),
//! section 3.3, equation 6:
//!
//! p(u) = (1 − d)/n + d · Σ_v cos(u,v) / Σ_z cos(z,v) · p(v)
//!
//! with the cosine of tf·idf rows, each sentence joined to itself. (The paper writes d for the jumps and
//! sets it to 0.1 to 0.2; here damping is the chance of following an edge, as everywhere else.)
//!
//! O(words) a step, some 17 steps, and no cosine is ever computed, see [`CosineGraph`]; texts of up to 96 sentences are solved
//! [outright](crate::graph::walk), from all of them.

use super::walking::{self, DAMPING, check_damping};
use super::{Scorer, Scores};
use crate::Result;
use crate::context::Context;
use crate::document::Document;
use crate::explanation::Explanation;
use crate::graph::CosineGraph;
use crate::matrix::TermMatrix;

/// Continuous LexRank.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `damping` | 0.85 | 0 to 1 | the chance that a step follows an edge rather than jumps |
#[derive(Clone, Copy, Debug)]
pub struct LexRank {
    /// The chance that a step follows an edge, 0 to 1.
    pub damping: f64,
}

impl Default for LexRank {
    fn default() -> Self {
        Self { damping: DAMPING }
    }
}

fn graph(doc: &Document<'_>, context: &Context<'_>) -> CosineGraph {
    CosineGraph::with_loops(TermMatrix::tf_idf(doc, context))
}

impl Scorer for LexRank {
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
