//! TextRank: sentences recommend the sentences they share words with.
//!
//! Mihalcea & Tarau, *TextRank: Bringing Order into Texts*, EMNLP 2004, section 4.1, undirected. A sentence is
//! the set of its terms (stop words out, stemmed);
//!
//! w(a,b) = |a ∩ b| / (ln |a| + ln |b|), 0 for a = b
//!
//! p(a) = (1 − d)/n + d · Σ_b p(b) · w(a,b) / Σ_c w(b,c)
//!
//! until the ranks change by less than 1e-10 in sum, where other implementations stop after one step or at 1e-4. The
//! paper's scores are n times these.
//!
//! Linear in the text: see [`OverlapGraph`] for how the pairs are avoided. Exact.

use super::walking::{self, DAMPING, check_damping};
use super::{Scorer, Scores};
use crate::Result;
use crate::context::Context;
use crate::document::Document;
use crate::explanation::Explanation;
use crate::graph::OverlapGraph;

/// TextRank over the words that sentences share.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `damping` | 0.85 | 0 to 1 | the chance that a step follows an edge rather than jumps |
#[derive(Clone, Copy, Debug)]
pub struct TextRank {
    /// The chance that a step follows an edge, 0 to 1.
    pub damping: f64,
}

impl Default for TextRank {
    fn default() -> Self {
        Self { damping: DAMPING }
    }
}

impl Scorer for TextRank {
    fn score(&self, doc: &Document<'_>, context: &Context<'_>) -> Scores {
        let graph = graph(doc);
        if !graph.is_worth_threads() {
            return walking::rank(graph, self.damping, doc, context);
        }
        // Each product is made on the threads of the pool: to go there once takes less time than to go there for each.
        rayon::scope(|_| walking::rank(graph, self.damping, doc, context))
    }

    fn explain(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, picks: &[usize]) -> Vec<Explanation> {
        walking::explain(graph(doc), doc, context, scores, picks)
    }

    fn validate(&self) -> Result<()> {
        check_damping(self.damping)
    }
}

/// Of a row, its terms alone matter, so any matrix will do: this one is kept for the selector.
fn graph(doc: &Document<'_>) -> OverlapGraph {
    OverlapGraph::new(doc.own_tf_idf())
}
