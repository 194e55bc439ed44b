//! What the scorers that walk over a graph share.

use ndarray::Array1;

use super::{Scores, heaviest, place};
use crate::context::{Context, Relevance};
use crate::document::Document;
use crate::explanation::Explanation;
use crate::graph::{SentenceGraph, Walk, walk};
use crate::{Result, error::check_range};

/// The damping of PageRank (Brin & Page 1998), which TextRank took over; LexRank's is 0.85 too
/// if one counts the steps that follow an edge.
pub(super) const DAMPING: f64 = 0.85;

pub(super) fn check_damping(damping: f64) -> Result<()> {
    check_range("damping", damping, 0.0, 1.0, "0 to 1")
}

/// The ranks of a walk. With a query it jumps to sentences about it before it takes a step as usual, and the more often the more
/// the query [says](crate::context::Relevance::weight) (topic-sensitive LexRank; Otterbacher, Erkan & Radev 2005).
pub(super) fn rank(mut graph: impl SentenceGraph, damping: f64, doc: &Document<'_>, context: &Context<'_>) -> Scores {
    let settings = |damping| Walk { damping, tolerance: Walk::TOLERANCE, max_steps: Walk::MAX_STEPS };
    let ranks = match context.relevance(doc) {
        None => walk(&mut graph, settings(damping), None),
        Some(Relevance { shares, weight }) => {
            let follows = (1.0 - weight) * damping;
            let anywhere = (1.0 - weight) * (1.0 - damping) / doc.len() as f64;
            // A damping of 1 and a query that says nothing leave no jumps at all.
            let jumps = (weight * shares + anywhere) / (1.0 - follows).max(f64::MIN_POSITIVE);
            walk(&mut graph, settings(follows), Some(&jumps))
        }
    };
    Scores::new(ranks.values)
}

/// Names the neighbours whose rank flows into each pick, and the terms it flows through.
pub(super) fn explain(
    mut graph: impl SentenceGraph,
    doc: &Document<'_>,
    context: &Context<'_>,
    scores: &Scores,
    picks: &[usize],
) -> Vec<Explanation> {
    let degrees = graph.degrees();
    let mut explain_one = |&sentence: &usize| {
        let mut flow = graph.arriving_at(sentence);
        flow[sentence] = 0.0;
        ndarray::Zip::from(&mut flow).and(scores.as_array()).and(&degrees).for_each(|flow, score, degree| {
            *flow = if *flow > 0.0 { *flow * score / degree } else { 0.0 };
        });
        Explanation {
            terms: carrying_terms(doc, sentence, &flow),
            connected: flow.iter().filter(|flow| **flow > 0.0).count(),
            neighbours: heaviest(flow),
            ..place(doc, context, sentence)
        }
    };
    picks.iter().map(&mut explain_one).collect()
}

/// The terms of `sentence` that most of the flow comes through: those its strongest neighbours share.
fn carrying_terms(doc: &Document<'_>, sentence: usize, flow: &Array1<f64>) -> Vec<String> {
    let mut terms = doc.terms(sentence).to_vec();
    terms.sort_unstable();
    terms.dedup();
    let mut weights = vec![0.0; terms.len()];
    for (other, &flow) in flow.iter().enumerate().filter(|(_, flow)| **flow > 0.0) {
        for term in doc.terms(other) {
            if let Ok(place) = terms.binary_search(term) {
                weights[place] += flow;
            }
        }
    }
    heaviest(weights).into_iter().map(|place| doc.word_in(sentence, terms[place]).to_owned()).collect()
}
