//! Many texts at once: JSON Lines in (`{"id", "text"}`), JSON Lines out, on all cores, in order.
//!
//! ```text
//! cargo run --release --example batch -- textrank mmr 3 < articles.jsonl > summaries.jsonl
//! ```

use std::io::{self, BufRead, Write};
use std::time::Instant;

use excerpt::{Budget, Summarizer, score, select};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let arg = |index: usize, default: &str| args.get(index).cloned().unwrap_or_else(|| default.to_owned());
    let summarizer = Summarizer::builder()
        .boxed_scorer(score::by_name(&arg(0, "textrank"))?)
        .boxed_selector(select::by_name(&arg(1, "mmr"))?)
        .budget(Budget::Sentences(arg(2, "3").parse()?))
        .build()?;

    let mut ids = Vec::new();
    let mut texts = Vec::new();
    for line in io::stdin().lock().lines() {
        let mut record: Value = serde_json::from_str(&line?)?;
        ids.push(record["id"].take());
        texts.push(record["text"].as_str().unwrap_or_default().to_owned());
    }

    let started = Instant::now();
    let summaries = summarizer.summarize_all(&texts);
    eprintln!("{} summaries in {:.3} s", summaries.len(), started.elapsed().as_secs_f64());

    let mut out = io::stdout().lock();
    for (id, summary) in ids.iter().zip(summaries) {
        let sentences: Vec<Value> = summary
            .picks()
            .iter()
            .map(|pick| json!({"start": pick.span.start, "end": pick.span.end, "text": pick.text}))
            .collect();
        writeln!(out, "{}", json!({"id": id, "language": summary.language().code(), "sentences": sentences}))?;
    }
    Ok(())
}
