//! Measures the sentences of records, for training: exactly the code that runs in a summary.
//!
//! Reads JSON Lines from standard input: `{"text" or "docs", "lang", "sentences"?, "query"?}`. Writes two files: NAME.jsonl with, for
//! each record, its sentences and which of them a summary may hold; NAME.f32 with their features, row by row.

use std::fs::File;
use std::io::{BufRead, BufWriter, Write};

use excerpt::features::Features;
use excerpt::select::Purse;
use excerpt::{Budget, Context};
use rayon::prelude::*;
use serde_json::{Value, json};

#[path = "record.rs"]
mod record;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let name = std::env::args().nth(1).ok_or("usage: features NAME < records.jsonl")?;
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
    let purse = Purse::new(&doc, Budget::Sentences(1));
    let features = Features::new(&doc, &context);
    let bytes = (0..doc.len()).flat_map(|sentence| features.row(sentence).iter().flat_map(|value| value.to_le_bytes()));
    let candidates: Vec<bool> = (0..doc.len()).map(|sentence| purse.is_candidate(sentence)).collect();
    let texts: Vec<&str> = (0..doc.len()).map(|sentence| doc.text(sentence)).collect();
    let terms: Vec<Vec<usize>> =
        (0..doc.len()).map(|sentence| doc.terms(sentence).iter().map(|term| term.index()).collect()).collect();
    (json!({"sentences": texts, "candidates": candidates, "terms": terms}).to_string(), bytes.collect())
}
