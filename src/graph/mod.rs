//! The sentence graph as an operator, and the walk over it.
//!
//! A graph of n sentences has n² weights. None of the rankers has to see them: a step of the power
//! iteration only asks for the product y = W·x, and that can be had from the sparse term matrix in time
//! linear in the text. So a graph here *is* that product. Only where there are few sentences does it know the weights as well.

mod conjugate;
mod cosine;
mod direct;
mod directed;
mod overlap;
mod threshold;

use ndarray::Array1;

pub use cosine::CosineGraph;
pub use directed::DirectedGraph;
pub use overlap::OverlapGraph;
pub use threshold::ThresholdGraph;

/// A graph of sentences, known by what it does to a vector. W(u,v) is the weight of the edge from u to v.
///
/// Most graphs are symmetric, and for those the provided methods are right.
pub trait SentenceGraph {
    /// How many sentences there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether W(u,v) = W(v,u) for all u and v.
    fn is_symmetric(&self) -> bool {
        true
    }

    /// Writes to `product` what arrives at each sentence v if x(u) is sent along each edge from u: Σ_u x(u)·W(u,v).
    fn apply(&mut self, x: &Array1<f64>, product: &mut Array1<f64>);

    /// As [`apply`](Self::apply), but with weights that may be off by the share that [`roughness`](Self::roughness) tells, if that is
    /// quicker.
    fn apply_roughly(&mut self, x: &Array1<f64>, product: &mut Array1<f64>) {
        self.apply(x, product);
    }

    /// The share by which the weights of [`apply_roughly`](Self::apply_roughly) may be off: far below 1, and 0 if it is exact.
    fn roughness(&self) -> f64 {
        0.0
    }

    /// The sum of the weights of the edges that leave each sentence u: Σ_v W(u,v).
    fn degrees(&mut self) -> Array1<f64> {
        product_of_ones(self)
    }

    /// All weights, row by row, if there are few sentences and it knows a way that is no slower than a few products.
    fn weights(&self) -> Option<Vec<f64>> {
        None
    }

    /// The weights of the edges that arrive at one sentence: W(u,v) for each u.
    fn arriving_at(&mut self, sentence: usize) -> Array1<f64> {
        let mut weights = Array1::zeros(self.len());
        self.apply(&unit(self.len(), sentence), &mut weights);
        weights
    }
}

/// Graphs of no more sentences are solved [directly](direct): about where conjugate gradients become as quick.
const FEW: usize = 96;

/// W·1: the degrees of a symmetric graph.
fn product_of_ones<G: SentenceGraph + ?Sized>(graph: &mut G) -> Array1<f64> {
    let mut product = Array1::zeros(graph.len());
    graph.apply(&Array1::ones(graph.len()), &mut product);
    product
}

/// A vector of zeros but for a 1.
fn unit(len: usize, index: usize) -> Array1<f64> {
    let mut unit = Array1::zeros(len);
    unit[index] = 1.0;
    unit
}

/// How a [walk] over a graph goes.
#[derive(Clone, Copy, Debug)]
pub struct Walk {
    /// The chance that a step follows an edge; otherwise it jumps. 0 to 1.
    pub damping: f64,
    /// The walk stops once a step changes the ranks by less than this in sum.
    pub tolerance: f64,
    /// It stops after this many steps in any case.
    pub max_steps: usize,
}

impl Walk {
    /// 1e-10 is far below any difference that decides between two sentences. With damping 0.85 a walk must reach it in about
    /// log(1e-10) / log(0.85) = 142 steps; most take 18 to 85, and conjugate gradients
    /// 17 on average, 21 to 44 in texts of ten thousand to a million sentences.
    pub(crate) const TOLERANCE: f64 = 1e-10;
    /// See [`TOLERANCE`](Self::TOLERANCE); slower dampings need more steps.
    pub(crate) const MAX_STEPS: usize = 1000;
}

/// Where a [walk] ended.
#[derive(Clone, Debug)]
pub struct Ranks {
    /// The share of time spent at each sentence; sums to 1.
    pub values: Array1<f64>,
    /// How many steps it took; none if it was found by elimination.
    pub steps: usize,
    /// By how much the last step changed the ranks, in sum.
    pub change: f64,
}

/// The stationary distribution of a random walk with jumps over `graph` (PageRank on a
/// weighted graph; Brin & Page 1998, with the weights of Mihalcea 2004): by power iteration, or, where the graph is symmetric and every
/// jump as likely, by elimination if it is small and by conjugate gradients, which need a third of the steps, if not.
///
/// p ← (1 − d)·t + d·(Wᵀ·(p / D) + stranded·u), where D holds the degrees and t says where jumps
/// land. The rank of sentences that no edge leaves is `stranded`, and u spreads it evenly.
/// `jumps` must sum to 1; without it every sentence is as likely.
pub fn walk(graph: &mut impl SentenceGraph, walk: Walk, jumps: Option<&Array1<f64>>) -> Ranks {
    let degrees = graph.degrees();
    if !conjugate::applies(graph, walk, jumps) {
        return walk_on(graph, walk, jumps, &degrees);
    }
    match graph.weights() {
        Some(weights) => direct::solve(weights, walk, degrees),
        None => conjugate::solve(graph, walk, &degrees),
    }
}

/// The walk itself, step by step.
fn walk_on(graph: &mut impl SentenceGraph, walk: Walk, jumps: Option<&Array1<f64>>, degrees: &Array1<f64>) -> Ranks {
    let n = graph.len();
    let even = 1.0 / n.max(1) as f64;
    let mut ranks = Array1::from_elem(n, even);
    let (mut shares, mut next) = (Array1::zeros(n), Array1::zeros(n));
    let mut change = 0.0;
    for step in 1..=walk.max_steps {
        let stranded = share_out(&ranks, degrees, &mut shares);
        graph.apply(&shares, &mut next);
        change = 0.0;
        for (index, (rank, &arrived)) in ranks.iter_mut().zip(&next).enumerate() {
            let jump = jumps.map_or(even, |jumps| jumps[index]);
            let new = (1.0 - walk.damping) * jump + walk.damping * (arrived + stranded * even);
            change += (new - *rank).abs();
            *rank = new;
        }
        if change < walk.tolerance {
            return Ranks { values: ranks, steps: step, change };
        }
    }
    Ranks { values: ranks, steps: walk.max_steps, change }
}

/// Divides the rank of each sentence by its degree; returns the rank of those without edges.
fn share_out(ranks: &Array1<f64>, degrees: &Array1<f64>, shares: &mut Array1<f64>) -> f64 {
    let mut stranded = 0.0;
    ndarray::Zip::from(shares).and(ranks).and(degrees).for_each(|share, &rank, &degree| {
        *share = if degree > 0.0 { rank / degree } else { 0.0 };
        stranded += if degree > 0.0 { 0.0 } else { rank };
    });
    stranded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, Document, Language, TermMatrix};

    const TEXT: &str = "Rain fell. Rain and wind rose. Wind fell. Snow.";

    fn matrix() -> TermMatrix {
        TermMatrix::tf_idf(&Document::new(TEXT, Language::English), &Context::default())
    }

    #[test]
    fn ranks_sum_to_one_and_stay_there() {
        let step = Walk { damping: 0.85, tolerance: 1e-10, max_steps: 1000 };
        let ranks = walk(&mut CosineGraph::without_loops(matrix()), step, None);
        assert!((ranks.values.sum() - 1.0).abs() < 1e-12);
        assert!(ranks.change < 1e-10 && ranks.steps < 142, "{ranks:?}");
        assert!(ranks.values[1] > ranks.values[3], "a sentence with neighbours outranks one without");
    }

    #[test]
    fn solvers_end_where_the_walk_ends() {
        let samples = [
            include_str!("../../data/samples/science.txt"),
            include_str!("../../data/samples/news.txt"),
            TEXT,
            "Rain.",
            "",
        ];
        for text in samples {
            let doc = Document::new(text, Language::English);
            let (counts, rows) = (TermMatrix::counts(&doc), TermMatrix::tf_idf(&doc, &Context::default()));
            for damping in [0.0, 0.5, 0.85, 0.95] {
                compare(OverlapGraph::new(&counts), damping);
                compare(CosineGraph::with_loops(rows.clone()), damping);
                compare(CosineGraph::without_loops(rows.clone()), damping);
            }
        }
    }

    #[test]
    fn rough_steps_end_where_the_walk_ends() {
        let samples = [
            include_str!("../../data/samples/science.txt"),
            include_str!("../../data/samples/news.txt"),
            include_str!("../../data/samples/german.txt"),
            include_str!("../../data/samples/email-thread.txt"),
        ];
        let text = samples.join("\n\n").repeat(3);
        let mut graph = OverlapGraph::new(&TermMatrix::counts(&Document::new(&text, Language::English)));
        assert!(graph.roughness() > 0.0 && graph.roughness() < 1e-5, "{}", graph.roughness());
        for damping in [0.0, 0.5, 0.85, 0.95] {
            let step = Walk { damping, tolerance: Walk::TOLERANCE, max_steps: 1000 };
            let degrees = graph.degrees();
            let slow = walk_on(&mut graph, step, None, &degrees);
            let fast = conjugate::solve(&mut graph, step, &degrees);
            assert!(fast.steps <= slow.steps.max(2), "{} steps for {}", fast.steps, slow.steps);
            assert!((&fast.values - &slow.values).iter().all(|difference| difference.abs() < 2e-10), "{damping}");
        }
    }

    #[track_caller]
    fn compare(mut graph: impl SentenceGraph, damping: f64) {
        let step = Walk { damping, tolerance: 1e-13, max_steps: 1000 };
        assert!(conjugate::applies(&graph, step, None));
        let degrees = graph.degrees();
        let slow = walk_on(&mut graph, step, None, &degrees);
        let fast = conjugate::solve(&mut graph, step, &degrees);
        let weights = graph.weights().expect("few sentences");
        let direct = direct::solve(weights, step, degrees.clone());
        assert!(fast.steps <= slow.steps.max(2), "{} steps for {}", fast.steps, slow.steps);
        assert!((&fast.values - &slow.values).iter().all(|difference| difference.abs() < 1e-11), "{damping}");
        assert!((&direct.values - &slow.values).iter().all(|difference| difference.abs() < 1e-11), "{damping}");
    }

    #[test]
    fn an_empty_graph_has_no_ranks() {
        let empty = TermMatrix::tf_idf(&Document::new("", Language::English), &Context::default());
        let step = Walk { damping: 0.85, tolerance: 1e-10, max_steps: 10 };
        assert_eq!(walk(&mut CosineGraph::with_loops(empty), step, None).values.len(), 0);
    }
}
