//! Sets of sentences of a record, for the model of whole summaries.
//!
//! The record has a field "scores", one number a sentence, and "k", how many sentences a summary has. The sets are the first choice of maximal
//! marginal relevance, all that differ from it in one sentence, and some that differ in two.

use excerpt::features::Sets;
use excerpt::select::{Mmr, Selection, Selector};
use excerpt::{Budget, Context, Document, Scores};
use serde_json::{Value, json};

use super::Measured;

/// As in the selector.
const REACH: usize = 8;

/// So many sets of a record are measured at most, evenly spread.
const SETS: usize = 64;

pub(crate) fn measure(doc: &Document<'_>, context: &Context<'_>, record: &Value) -> Measured {
    let raw: Vec<f64> = record["scores"].as_array().expect("scores").iter().filter_map(Value::as_f64).collect();
    let scores = Scores::new(raw);
    let full = Selection::new(doc, Budget::Sentences(record["k"].as_u64().expect("k") as usize));
    let mut selection = full.clone();
    Mmr::default().select(doc, context, &scores, &mut selection);
    let mut first = selection.selected().to_vec();
    first.sort_unstable();
    let others =
        scores.ranking().into_iter().filter(|sentence| full.is_candidate(*sentence) && !first.contains(sentence));
    let sets = neighbours(&first, &others.take(REACH).collect::<Vec<_>>());
    let mut reading = Sets::new(doc, context, &scores, first.len());
    let cosines = reading.clone();
    let rows = sets.iter().flat_map(|set| reading.measure(set, |a, b| cosines.similarity(a, b))).collect();
    (json!({ "sets": sets }), rows)
}

/// The set itself and others near it.
fn neighbours(first: &[usize], pool: &[usize]) -> Vec<Vec<usize>> {
    let mut sets = vec![first.to_vec()];
    for &out in first {
        for &into in pool {
            sets.push(first.iter().map(|&sentence| if sentence == out { into } else { sentence }).collect());
        }
    }
    for (place, &out) in first.iter().enumerate() {
        for &other in &first[place + 1..] {
            for (rank, &into) in pool.iter().enumerate() {
                let second = pool[(rank + 1 + place) % pool.len()];
                let exchange = |&sentence: &usize| match sentence {
                    _ if sentence == out => into,
                    _ if sentence == other => second,
                    _ => sentence,
                };
                if into != second {
                    sets.push(first.iter().map(exchange).collect());
                }
            }
        }
    }
    let step = sets.len().div_ceil(SETS);
    let mut sets: Vec<Vec<usize>> = sets.into_iter().step_by(step).collect();
    sets.iter_mut().for_each(|set| set.sort_unstable());
    sets
}
