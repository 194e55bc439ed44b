//! A scorer of your own, with any selector and budget: here, sentences with numbers in them matter.
//!
//! ```text
//! cargo run --example custom_scorer -- data/samples/news.txt
//! ```

use excerpt::{Context, Document, Scorer, Scores, Summarizer};

/// Scores a sentence by the share of its words that hold a digit.
#[derive(Debug)]
struct Numbers;

impl Scorer for Numbers {
    fn score(&self, doc: &Document<'_>, _: &Context<'_>) -> Scores {
        let share = |sentence| {
            let text: &str = doc.text(sentence);
            let words: Vec<&str> = text.split_whitespace().collect();
            let numbers = words.iter().filter(|word| word.contains(|c: char| c.is_ascii_digit())).count();
            numbers as f64 / words.len().max(1) as f64
        };
        let scores: Vec<f64> = (0..doc.len()).map(share).collect();
        Scores::new(scores)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "data/samples/news.txt".into());
    let text = std::fs::read_to_string(path)?;
    let summary = Summarizer::builder().scorer(Numbers).build()?.summarize(&text);
    println!("{summary}");
    Ok(())
}
