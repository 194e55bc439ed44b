//! How the time of each scorer, selector and keyphrase method grows with the text, from 100 to 100,000 sentences.
//!
//! ```text
//! cargo bench --bench scaling                # methods that are linear, to 100,000 sentences
//! cargo bench --bench scaling -- 1000000     # to as many as that
//! cargo bench --bench scaling -- dpp mmr     # these alone
//! ```
//!
//! The last column is the exponent of growth over the last factor of ten: 1 is linear, 2 is quadratic. Methods that say they are not
//! linear stop at 10,000.

mod common;

use std::time::{Duration, Instant};

use excerpt::keyphrase::{self, Limits};
use excerpt::select::Selection;
use excerpt::{Budget, Context, Document, Language, Scores, score, select};

/// Their pages say so.
const NOT_LINEAR: &[&str] = &["lexrank-threshold", "lsa"];

/// About how long a sentence of the sample is, in bytes.
const SENTENCE: usize = 110;

fn main() {
    // Cargo hands over options of its own, such as --bench.
    let most = std::env::args().filter_map(|arg| arg.parse().ok()).next_back().unwrap_or(100_000);
    let named: Vec<String> = std::env::args().skip(1).filter(|arg| arg.starts_with(char::is_alphabetic)).collect();
    let is_asked = |name: &str| named.is_empty() || named.iter().any(|asked| asked == name);
    let sizes: Vec<usize> = (2..).map(|power| 10usize.pow(power)).take_while(|size| *size <= most).collect();
    let texts: Vec<String> = sizes.iter().map(|size| common::english(size * SENTENCE)).collect();
    let docs: Vec<Document<'_>> = texts.iter().map(|text| Document::new(text, Language::English)).collect();
    let context = Context::default();

    print!("{:<28}", "sentences");
    docs.iter().for_each(|doc| print!("{:>12}", doc.len()));
    println!("{:>10}", "exponent");
    row("read", &docs, |index| Document::new(&texts[index], Language::English).len());
    for entry in score::ALL.iter().filter(|entry| is_asked(entry.name)) {
        let scorer = (entry.make)();
        let docs = if NOT_LINEAR.contains(&entry.name) { &docs[..docs.len().min(3)] } else { &docs };
        row(&format!("score: {}", entry.name), docs, |index| scorer.score(&docs[index], &context).len());
    }
    for entry in keyphrase::ALL.iter().filter(|entry| is_asked(entry.name)) {
        let extractor = (entry.make)();
        row(&format!("keyphrases: {}", entry.name), &docs, |index| {
            extractor.extract(&docs[index], &context, Limits::default()).len()
        });
    }
    for entry in select::ALL.iter().filter(|entry| is_asked(entry.name)) {
        let selector = (entry.make)();
        let scores: Vec<Scores> =
            docs.iter().map(|doc| score::by_name("lexrank").expect("it is in the list").score(doc, &context)).collect();
        row(&format!("select: {}", entry.name), &docs, |index| {
            let mut selection = Selection::new(&docs[index], Budget::Sentences(3));
            selector.select(&docs[index], &context, &scores[index], &mut selection);
            selection.remaining()
        });
    }
}

/// Prints the best time for each document, and the exponent between the last two.
fn row(name: &str, docs: &[Document<'_>], run: impl Fn(usize) -> usize) {
    let times: Vec<Duration> = (0..docs.len()).map(|index| best(|| run(index))).collect();
    print!("{name:<28}");
    times.iter().for_each(|time| print!("{:>9.2} ms", time.as_secs_f64() * 1e3));
    if let [.., before, last] = times[..] {
        let [.., fewer, more] = docs else { return };
        let growth = last.as_secs_f64() / before.as_secs_f64();
        print!("{:>10.2}", growth.ln() / (more.len() as f64 / fewer.len() as f64).ln());
    }
    println!();
}

/// The shortest of several runs: as many as fit into a fifth of a second, at least one.
fn best(run: impl Fn() -> usize) -> Duration {
    let begin = Instant::now();
    let mut best = Duration::MAX;
    while best == Duration::MAX || begin.elapsed() < Duration::from_millis(200) {
        let start = Instant::now();
        std::hint::black_box(run());
        best = best.min(start.elapsed());
    }
    best
}
