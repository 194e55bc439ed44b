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
//! Linear in the text: see [`OverlapGraph`] for how the pairs are avoided. Exact to rounding. A text of some
//! six thousand sentences or more is ranked on the threads of `rayon`, unless one of those asks for it.

use super::walking::{self, DAMPING, check_damping};
use super::{Scorer, Scores};
use crate::Result;
use crate::context::Context;
use crate::document::Document;
use crate::explanation::Explanation;
use crate::graph::OverlapGraph;
use crate::matrix::TermMatrix;

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
        graph(doc, context).with_threads(|graph| walking::rank(graph, self.damping, doc, context))
    }

    fn explain(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, picks: &[usize]) -> Vec<Explanation> {
        walking::explain(graph(doc, context), doc, context, scores, picks)
    }

    fn validate(&self) -> Result<()> {
        check_damping(self.damping)
    }
}

/// Of a row, its terms alone matter, so any matrix will do. Without a background it is the one that the selector will ask for.
fn graph(doc: &Document<'_>, context: &Context<'_>) -> OverlapGraph {
    match context.background {
        None => OverlapGraph::new(doc.own_tf_idf()),
        Some(_) => OverlapGraph::new(&TermMatrix::counts(doc)),
    }
}
