//! Measures sets of sentences, for training the model of whole summaries: exactly the code that runs in a selection.
//!
//! Reads what `features` reads, with the field "scores", one number a sentence, and "k", how many sentences a summary has. Writes NAME.jsonl with
//! the sets of each record and NAME.f32 with their features. Sets are the first choice of maximal marginal relevance, all that differ from
//! it in one sentence, and some that differ in two.

use std::fs::File;
use std::io::{BufRead, BufWriter, Write};

use excerpt::features::Sets;
use excerpt::select::{Mmr, Purse, Selector};
use excerpt::{Budget, Context, Scores};
use rayon::prelude::*;
use serde_json::{Value, json};

#[path = "record.rs"]
mod record;

/// As in the selector.
const REACH: usize = 8;

/// So many sets of a record are measured at most, evenly spread.
const SETS: usize = 48;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let name = std::env::args().nth(1).ok_or("usage: sets NAME < records.jsonl")?;
    let lines: Vec<String> = std::io::stdin().lock().lines().collect::<Result<_, _>>()?;
    let measured: Vec<(String, Vec<u8>)> = lines.par_iter().map(|line| measure(line)).collect();
    let mut texts = BufWriter::new(File::create(format!("{name}.jsonl"))?);
    let mut rows = BufWriter::new(File::create(format!("{name}.f32"))?);
    for (text, row) in measured {
        writeln!(texts, "{text}")?;
        rows.write_all(&row)?;
    }
    Ok(())
}

fn measure(line: &str) -> (String, Vec<u8>) {
    let record: Value = serde_json::from_str(line).expect("a line is an object");
    let joined = record::joined(&record);
    let doc = record::document(&record, joined.as_deref());
    let context = Context { query: record["query"].as_str(), ..Context::default() };
    let raw: Vec<f64> = record["scores"].as_array().expect("scores").iter().filter_map(Value::as_f64).collect();
    let scores = Scores::new(raw);
    let full = Purse::new(&doc, Budget::Sentences(record["k"].as_u64().expect("k") as usize));
    let mut purse = full.clone();
    Mmr::default().select(&doc, &context, &scores, &mut purse);
    let mut first = purse.bought().to_vec();
    first.sort_unstable();
    let others =
        scores.ranking().into_iter().filter(|sentence| full.is_candidate(*sentence) && !first.contains(sentence));
    let sets = neighbours(&first, &others.take(REACH).collect::<Vec<_>>());
    let mut reading = Sets::new(&doc, &context, &scores);
    let cosines = reading.clone();
    let rows = sets.iter().map(|set| reading.measure(set, |a, b| cosines.similarity(a, b)));
    let bytes: Vec<u8> = rows.flatten().flat_map(f32::to_le_bytes).collect();
    (json!({ "sets": sets }).to_string(), bytes)
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
