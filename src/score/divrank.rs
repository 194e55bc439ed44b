//! DivRank: a walk in which the rich get richer, so that of several sentences that say the same one takes all.
//!
//! Mei, Guo & Radev, *DivRank: the Interplay of Prestige and Diversity in Information Networks*, KDD 2010, section 4.2, the
//! pointwise form:
//!
//! p(v) ← (1 − λ)/n + λ · Σ_u p(u) · p₀(u,v) · p(v) / D(u), D(u) = Σ_v p₀(u,v) · p(v)
//!
//! p₀(u,v) = α · w(u,v) / Σ_z w(u,z) for u ≠ v and 1 − α for u = v, with w the cosine of tf·idf rows.
//!
//! O(words) a step: p(v) moves in front of the sum, and what is left is two products with W.

use ndarray::Array1;

use super::walking;
use super::{Scorer, Scores};
use crate::context::Context;
use crate::document::Document;
use crate::explanation::Explanation;
use crate::graph::{CosineGraph, SentenceGraph, Walk};
use crate::matrix::TermMatrix;
use crate::{Result, error::check_range};

/// DivRank.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `lambda` | 0.9 | 0 to 1 | the chance that a step follows an edge rather than jumps |
/// | `alpha` | 0.25 | 0 to 1 | the chance that it leaves the sentence where it is |
#[derive(Clone, Copy, Debug)]
pub struct DivRank {
    /// The chance that a step follows an edge, 0 to 1.
    pub lambda: f64,
    /// The chance that such a step leaves the sentence where it is, 0 to 1.
    pub alpha: f64,
}

impl Default for DivRank {
    /// The values of the paper.
    fn default() -> Self {
        Self { lambda: 0.9, alpha: 0.25 }
    }
}

fn graph(doc: &Document<'_>, context: &Context<'_>) -> CosineGraph {
    CosineGraph::without_loops(TermMatrix::tf_idf(doc, context))
}

impl DivRank {
    /// `product` = p₀ᵀ·x or p₀·x: the first if x was divided by the degrees, the second if the product is to be.
    fn step(&self, graph: &mut CosineGraph, x: &Array1<f64>, product: &mut Array1<f64>) {
        graph.apply(x, product);
        *product *= self.alpha;
    }

    fn ranks(&self, graph: &mut CosineGraph) -> Array1<f64> {
        let n = graph.len();
        let degrees = graph.degrees().mapv(|degree| if degree > 0.0 { degree } else { f64::INFINITY });
        let stay = 1.0 - self.alpha;
        let mut ranks = Array1::from_elem(n, 1.0 / n.max(1) as f64);
        let mut product = Array1::zeros(n);
        for _ in 0..Walk::MAX_STEPS {
            self.step(graph, &ranks, &mut product);
            let reinforced = &product / &degrees + stay * &ranks;
            let sent = ndarray::Zip::from(&ranks)
                .and(&reinforced)
                .map_collect(|rank, d| if *d > 0.0 { rank / d } else { 0.0 });
            self.step(graph, &(&sent / &degrees), &mut product);
            let arrived = (&product + stay * &sent) * &ranks;
            let next = arrived.mapv(|arrived| (1.0 - self.lambda) / n as f64 + self.lambda * arrived);
            let change: f64 = (&next - &ranks).mapv(f64::abs).sum();
            ranks = next;
            if change < Walk::TOLERANCE {
                break;
            }
        }
        ranks
    }
}

impl Scorer for DivRank {
    fn score(&self, doc: &Document<'_>, context: &Context<'_>) -> Scores {
        Scores::new(self.ranks(&mut graph(doc, context))).focused(context.relevance(doc))
    }

    fn explain(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, picks: &[usize]) -> Vec<Explanation> {
        walking::explain(graph(doc, context), doc, context, scores, picks)
    }

    fn validate(&self) -> Result<()> {
        check_range("lambda", self.lambda, 0.0, 1.0, "0 to 1")?;
        check_range("alpha", self.alpha, 0.0, 1.0, "0 to 1")
    }
}
