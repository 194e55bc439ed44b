//! Degree centrality: how much a sentence has in common with all others.
//!
//! Erkan & Radev, JAIR 22 (2004), section 3.1, with the weights of its continuous form instead of a count above a
//! threshold:
//!
//! score(a) = Σ_b cos(a,b), b ≠ a
//!
//! For symmetric weights this is where a walk without jumps ends up, so it is LexRank with damping 1, in closed form.
//! O(words), no iteration.

use super::walking;
use super::{Scorer, Scores};
use crate::context::Context;
use crate::document::Document;
use crate::explanation::Explanation;
use crate::graph::{CosineGraph, SentenceGraph};
use crate::matrix::TermMatrix;

/// Scores by the sum of the cosines with all other sentences. Has no parameters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Degree;

fn graph(doc: &Document<'_>, context: &Context<'_>) -> CosineGraph {
    CosineGraph::without_loops(TermMatrix::tf_idf(doc, context))
}

impl Scorer for Degree {
    fn score(&self, doc: &Document<'_>, context: &Context<'_>) -> Scores {
        Scores::new(graph(doc, context).degrees()).focused(context.relevance(doc))
    }

    fn explain(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, picks: &[usize]) -> Vec<Explanation> {
        walking::explain(graph(doc, context), doc, context, scores, picks)
    }
}
