//! How often and how much each stage allocates.
//!
//! ```text
//! cargo bench --bench allocations
//! ```
//!
//! Counts, unlike times, are the same on every machine and every run. Each figure is of the second of two runs, so that tables
//! that are filled once do not count.

mod common;

use allocation_counter::{AllocationInfo, measure};
use excerpt::score::Scorer;
use excerpt::select::Selection;
use excerpt::{Budget, Context, Document, Language, Summarizer, score, select, text};

fn main() {
    println!("{:<34} {:>8} {:>12} {:>12}", "4 KB of English", "count", "bytes", "peak bytes");
    let text = common::english(4 << 10);
    row("blocks", || text::blocks(&text).len());
    row("sentences", || text::sentences(&text, Language::English).count());
    row("words", || text::words(&text).count());
    row("document", || Document::new(&text, Language::English).len());
    let doc = Document::new(&text, Language::English);
    for entry in score::ALL {
        let scorer = (entry.make)();
        row(&format!("score: {}", entry.name), || scorer.score(&doc, &Context::default()).len());
    }
    let scores = score::Auto.score(&doc, &Context::default());
    for entry in select::ALL {
        let selector = (entry.make)();
        row(&format!("select: {}", entry.name), || {
            let mut selection = Selection::new(&doc, Budget::Sentences(3));
            selector.select(&doc, &Context::default(), &scores, &mut selection);
            selection.remaining()
        });
    }
    let given = Summarizer::builder().language(Language::English).build().expect("defaults are in range");
    row("summary, language given", || given.summarize(&text).len());
    row("summary, language detected", || Summarizer::default().summarize(&text).len());

    let text = common::english(1 << 20);
    println!("\n{:<34} {:>8} {:>12} {:>12}", "1 MB of English", "count", "bytes", "peak bytes");
    row("blocks", || text::blocks(&text).len());
    row("sentences", || text::sentences(&text, Language::English).count());
    row("document", || Document::new(&text, Language::English).len());
    row("summary, language given", || given.summarize(&text).len());
}

fn row(name: &str, run: impl Fn() -> usize) {
    std::hint::black_box(run());
    let AllocationInfo { count_total, bytes_total, bytes_max, .. } = measure(|| {
        std::hint::black_box(run());
    });
    println!("{name:<34} {count_total:>8} {bytes_total:>12} {bytes_max:>12}");
}
