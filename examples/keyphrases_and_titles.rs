//! How well keyphrases say what the title says: a stand-in for texts whose keyphrases somebody chose.
//!
//! ```text
//! cargo run --release --example keyphrases_and_titles -- FIELD LANGUAGE MOST < records.jsonl
//! ```
//!
//! Reads JSON Lines with a `text` each and its title, or a list of titles, in FIELD; takes every so many of them, up to MOST. Prints for each
//! method, in percent: the share of the words of the title that are among the first 15 words of its phrases, and the share
//! of its first five phrases that stand in the title whole. Words of the title that the text does not hold, and stop words, do not count.

use std::collections::BTreeSet;
use std::io::{BufRead, Error};

use excerpt::keyphrase::{self, Extractor, Limits};
use excerpt::{Context, Document, Language, TermId};

const WORDS: usize = 15;
const PHRASES: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [field, language, most] = &args[..] else { return Err("usage: FIELD LANGUAGE MOST < records.jsonl".into()) };
    let (language, most): (Language, usize) = (language.parse()?, most.parse()?);
    let lines: Vec<String> = std::io::stdin().lock().lines().collect::<Result<_, Error>>()?;
    let mut sums = vec![(0.0, 0.0); keyphrase::ALL.len()];
    let mut count = 0.0;
    for line in lines.iter().step_by((lines.len() / most.max(1)).max(1)).take(most) {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let doc = Document::new(record["text"].as_str().unwrap_or_default(), language);
        let titles = record[field.as_str()].as_array().cloned().unwrap_or_else(|| vec![record[field.as_str()].clone()]);
        let title: Vec<&str> = titles.iter().filter_map(|title| title.as_str()).collect();
        let title = doc.find_terms(&title.join("\n"));
        if !title.is_empty() {
            count += 1.0;
            for (sum, entry) in sums.iter_mut().zip(keyphrase::ALL) {
                let (covered, whole) = compare(&*(entry.make)(), &doc, &title);
                *sum = (sum.0 + covered, sum.1 + whole);
            }
        }
    }
    println!("{count} texts");
    for (entry, (covered, whole)) in keyphrase::ALL.iter().zip(sums) {
        println!("{:<14} {:5.1} {:5.1}", entry.name, 100.0 * covered / count, 100.0 * whole / count);
    }
    Ok(())
}

/// The share of the words of the title that the phrases say, and the share of the phrases that it says.
fn compare(extractor: &dyn Extractor, doc: &Document<'_>, title: &[TermId]) -> (f64, f64) {
    let limits = Limits { count: WORDS, ..Limits::default() };
    let phrases: Vec<Vec<TermId>> =
        extractor.extract(doc, &Context::default(), limits).iter().map(|phrase| doc.find_terms(phrase.text)).collect();
    let mut said: Vec<TermId> = Vec::new();
    for &term in phrases.iter().flatten() {
        if !said.contains(&term) && said.len() < WORDS {
            said.push(term);
        }
    }
    let wanted: BTreeSet<TermId> = title.iter().copied().collect();
    let covered = wanted.iter().filter(|term| said.contains(term)).count();
    let is_whole =
        |phrase: &&Vec<TermId>| !phrase.is_empty() && title.windows(phrase.len()).any(|part| part == *phrase);
    let whole = phrases.iter().take(PHRASES).filter(is_whole).count();
    (covered as f64 / wanted.len() as f64, whole as f64 / PHRASES as f64)
}
