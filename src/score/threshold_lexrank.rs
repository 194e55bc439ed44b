//! LexRank with a threshold: sentences are alike or they are not.
//!
//! Erkan & Radev, JAIR 22 (2004), section 3.2. Two sentences are joined if the cosine of their
//! tf·idf rows is above a threshold, and every sentence is joined to itself; edges have weight 1. The ranks as in
//! [`LexRank`](super::LexRank).
//!
//! Time Σ n(t)² over the terms, quadratic in the worst case; see [`ThresholdGraph`]. For comparison with
//! published results. The paper found it ahead of the continuous form on the DUC sets.

use super::walking::{self, DAMPING, check_damping};
use super::{Scorer, Scores};
use crate::context::Context;
use crate::document::Document;
use crate::explanation::Explanation;
use crate::graph::ThresholdGraph;
use crate::matrix::TermMatrix;
use crate::{Result, error::check_range};

/// LexRank over pairs of sentences above a threshold.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `damping` | 0.85 | 0 to 1 | the chance that a step follows an edge rather than jumps |
/// | `threshold` | 0.1 | 0 to 1 | the cosine above which two sentences are joined |
#[derive(Clone, Copy, Debug)]
pub struct ThresholdLexRank {
    /// The chance that a step follows an edge, 0 to 1.
    pub damping: f64,
    /// The cosine above which two sentences are joined, 0 to 1.
    pub threshold: f64,
}

impl Default for ThresholdLexRank {
    /// The threshold is the one that did best in the paper (table 2).
    fn default() -> Self {
        Self { damping: DAMPING, threshold: 0.1 }
    }
}

impl ThresholdLexRank {
    fn graph(&self, doc: &Document<'_>, context: &Context<'_>) -> ThresholdGraph {
        ThresholdGraph::new(TermMatrix::tf_idf(doc, context), self.threshold)
    }
}

impl Scorer for ThresholdLexRank {
    fn score(&self, doc: &Document<'_>, context: &Context<'_>) -> Scores {
        walking::rank(self.graph(doc, context), self.damping, doc, context)
    }

    fn explain(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, picks: &[usize]) -> Vec<Explanation> {
        walking::explain(self.graph(doc, context), doc, context, scores, picks)
    }

    fn validate(&self) -> Result<()> {
        check_damping(self.damping)?;
        check_range("threshold", self.threshold, 0.0, 1.0, "0 to 1")
    }
}
