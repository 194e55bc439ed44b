//! What each stage costs beside a bare pass over the words, as tables in Markdown.
//!
//! ```text
//! cargo bench --bench ratios                  # texts of 1 KB to 10 MB in four languages
//! cargo bench --bench ratios -- 4096          # of these sizes in bytes
//! cargo bench --bench ratios -- 4096 all      # with every scorer and selector
//! ```
//!
//! With `all`, the rows of whole summaries are dearer than without: other methods have had the caches and the scratch of the thread since.
//!
//! The yardstick is one pass of `unicode_word_indices` over the same text, which no summarizer that reads the words can do without. All
//! rows of a table are measured in turn, round after round, and the shortest time of each counts, so that whatever else the
//! machine does disturbs all of them or none. Only the ratios mean anything. How often each stage allocates: the bench `allocations`.

mod common;

use std::hint::black_box;
use std::time::{Duration, Instant};

use excerpt::score::{self, Auto, Blend, LexRank, Scorer, TextRank};
use excerpt::select::{self, BestSet, Mmr, Selection, Selector};
use excerpt::{Budget, Context, Document, Summarizer, text};
use unicode_segmentation::UnicodeSegmentation;

use common::Input;

/// How long the rows of one text are measured.
const PATIENCE: Duration = Duration::from_secs(2);

/// Work that takes less is done several times over before the clock is read again.
const LEAST: Duration = Duration::from_micros(200);

/// The methods that are measured unless all are asked for.
const SCORERS: [&str; 4] = ["textrank", "lexrank", "auto", "blend"];
const SELECTORS: [&str; 2] = ["mmr", "best-set"];

type Stage<'i> = (String, Box<dyn Fn() -> usize + 'i>);

fn main() {
    // Cargo hands over options of its own, such as --bench.
    let mut sizes: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    let all = std::env::args().any(|arg| arg == "all");
    if sizes.is_empty() {
        sizes = vec![1 << 10, 4 << 10, 100 << 10, 10 << 20];
    }
    for size in sizes {
        let inputs = common::inputs(size);
        let docs: Vec<Document<'_>> = inputs.iter().map(|input| Document::new(&input.text, input.language)).collect();
        let stages: Vec<Vec<Stage<'_>>> =
            inputs.iter().zip(&docs).map(|(input, doc)| stages(input, doc, all)).collect();
        let times: Vec<Vec<Duration>> = stages.iter().map(|stages| measure(stages)).collect();
        print_table(size, &inputs, &stages, &times);
    }
}

/// What is measured of one text; the yardstick first.
fn stages<'i>(input: &'i Input, doc: &'i Document<'i>, all: bool) -> Vec<Stage<'i>> {
    let Input { language, text, .. } = input;
    let mut stages: Vec<Stage<'i>> = vec![
        ("bare word pass".into(), Box::new(|| text.unicode_word_indices().count())),
        ("words".into(), Box::new(|| text::words(text).count())),
        ("blocks".into(), Box::new(|| text::blocks(text).len())),
        ("sentences".into(), Box::new(|| text::sentences(text, *language).count())),
        ("document".into(), Box::new(|| Document::new(text, *language).len())),
    ];
    for entry in score::ALL.iter().filter(|entry| all || SCORERS.contains(&entry.name)) {
        stages.push((format!("score: `{}`", entry.name), scoring((entry.make)(), doc)));
    }
    for entry in select::ALL.iter().filter(|entry| all || SELECTORS.contains(&entry.name)) {
        stages.push((format!("select: `{}`", entry.name), selecting((entry.make)(), doc)));
    }
    stages.push(("summary: `textrank`, `mmr`".into(), summarizing(TextRank::default(), Mmr::default(), input)));
    stages.push(("summary: `lexrank`, `mmr`".into(), summarizing(LexRank::default(), Mmr::default(), input)));
    stages.push(("summary: `blend`, `mmr`".into(), summarizing(Blend::default(), Mmr::default(), input)));
    stages.push(("summary: the default".into(), summarizing(Auto, BestSet, input)));
    let detecting = Summarizer::default();
    stages.push(("the same, language detected".into(), Box::new(move || detecting.summarize(text).len())));
    stages
}

fn scoring<'i>(scorer: Box<dyn Scorer>, doc: &'i Document<'i>) -> Box<dyn Fn() -> usize + 'i> {
    Box::new(move || scorer.score(doc, &Context::default()).len())
}

fn selecting<'i>(selector: Box<dyn Selector>, doc: &'i Document<'i>) -> Box<dyn Fn() -> usize + 'i> {
    let context = Context::default();
    let scores = Auto.score(doc, &context);
    Box::new(move || {
        let mut selection = Selection::new(doc, Budget::Sentences(3));
        selector.select(doc, &context, &scores, &mut selection);
        selection.remaining()
    })
}

fn summarizing<'i>(
    scorer: impl Scorer + 'static,
    selector: impl Selector + 'static,
    input: &'i Input,
) -> Box<dyn Fn() -> usize + 'i> {
    let summarizer = Summarizer::builder().language(input.language).scorer(scorer).selector(selector);
    let summarizer = summarizer.build().expect("defaults are in range");
    Box::new(move || summarizer.summarize(&input.text).len())
}

/// The shortest time of each stage.
fn measure(stages: &[Stage<'_>]) -> Vec<Duration> {
    let time = |run: &dyn Fn() -> usize, repeats: u32| {
        let start = Instant::now();
        for _ in 0..repeats {
            black_box(run());
        }
        start.elapsed() / repeats
    };
    // The first round fills what is filled once, and says how often to repeat.
    let first = stages.iter().map(|(_, run)| time(run, 1).min(time(run, 1)));
    let repeats: Vec<u32> = first.map(|time| LEAST.div_duration_f64(time).ceil().clamp(1.0, 1000.0) as u32).collect();
    let mut best = vec![Duration::MAX; stages.len()];
    let begin = Instant::now();
    while best[0] == Duration::MAX || begin.elapsed() < PATIENCE {
        for (((_, run), &repeats), best) in stages.iter().zip(&repeats).zip(&mut best) {
            *best = time(run, repeats).min(*best);
        }
    }
    best
}

fn print_table(size: usize, inputs: &[Input], stages: &[Vec<Stage<'_>>], times: &[Vec<Duration>]) {
    let name = if size < 1 << 20 { format!("{} KB", size >> 10) } else { format!("{} MB", size >> 20) };
    print!("\n| {name} |");
    inputs.iter().for_each(|input| print!(" {} |", input.language_name));
    println!("\n|---|{}", "---:|".repeat(inputs.len()));
    for (row, (name, _)) in stages[0].iter().enumerate() {
        print!("| {name} |");
        for times in times {
            let (yardstick, time) = (times[0], times[row]);
            match row {
                0 => print!(" {:.1} µs |", time.as_secs_f64() * 1e6),
                _ => print!(" {:.2} |", time.div_duration_f64(yardstick)),
            }
        }
        println!();
    }
}
