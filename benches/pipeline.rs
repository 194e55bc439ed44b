//! The time of each stage, of each scorer and selector, and of whole summaries, by size and language.
//!
//! ```text
//! cargo bench --bench pipeline                    # all; some minutes
//! cargo bench --bench pipeline -- summary/english # those whose name holds this
//! ```
//!
//! `stage/bare words` is the yardstick: one pass of `unicode_word_indices` over the text, which no summarizer that reads
//! the words can do without. Machines are noisy, so compare with it in the same run rather than with yesterday.

#![allow(missing_docs, reason = "criterion's macros write undocumented functions")]

mod common;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use excerpt::score::{Scorer, TextRank};
use excerpt::select::{Mmr, Selection};
use excerpt::{Budget, Context, Document, Language, Summarizer, score, select, text};
use unicode_segmentation::UnicodeSegmentation;

const SIZES: &[(&str, usize)] = &[("1KB", 1 << 10), ("4KB", 4 << 10), ("100KB", 100 << 10)];

/// Each stage by itself, from the bare words to the whole document.
fn stages(c: &mut Criterion) {
    for &(size, bytes) in SIZES {
        for input in common::inputs(bytes) {
            let (text, language) = (input.text.as_str(), input.language);
            let mut group = c.benchmark_group(format!("stage/{}/{size}", input.language_name));
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function("bare words", |b| b.iter(|| black_box(text).unicode_word_indices().count()));
            group.bench_function("words", |b| b.iter(|| text::words(black_box(text)).count()));
            group.bench_function("blocks", |b| b.iter(|| text::blocks(black_box(text)).len()));
            group.bench_function("sentences", |b| b.iter(|| text::sentences(black_box(text), language).count()));
            group.bench_function("detect", |b| b.iter(|| Language::detect(black_box(text))));
            group.bench_function("document", |b| b.iter(|| Document::new(black_box(text), language).len()));
            group.finish();
        }
    }
}

/// Each scorer on a document that was read before, from 4 KB to 1 MB.
fn scorers(c: &mut Criterion) {
    for (size, bytes) in [("4KB", 4 << 10), ("100KB", 100 << 10), ("1MB", 1 << 20)] {
        let text = common::english(bytes);
        let doc = Document::new(&text, Language::English);
        let mut group = c.benchmark_group(format!("score/{size}"));
        group.throughput(Throughput::Elements(doc.len() as u64));
        for entry in score::ALL {
            let scorer = (entry.make)();
            group.bench_function(entry.name, |b| b.iter(|| scorer.score(black_box(&doc), &Context::default())));
        }
        group.finish();
    }
}

/// Each selector, for a short summary and for a long one.
fn selectors(c: &mut Criterion) {
    let text = common::english(100 << 10);
    let doc = Document::new(&text, Language::English);
    let context = Context::default();
    let scores = score::TextRank::default().score(&doc, &context);
    let mut group = c.benchmark_group("select/100KB");
    for entry in select::ALL {
        let selector = (entry.make)();
        for budget in [Budget::Sentences(3), Budget::Words(2_000)] {
            group.bench_function(BenchmarkId::new(entry.name, budget), |b| {
                b.iter(|| {
                    let mut selection = Selection::new(&doc, budget);
                    selector.select(&doc, &context, &scores, &mut selection);
                    selection.remaining()
                });
            });
        }
    }
    group.finish();
}

/// From text to summary: the default, with the language given, and detected; and TextRank.
fn summaries(c: &mut Criterion) {
    for &(size, bytes) in SIZES {
        for input in common::inputs(bytes) {
            let mut group = c.benchmark_group(format!("summary/{}/{size}", input.language_name));
            group.throughput(Throughput::Bytes(input.text.len() as u64));
            for (name, language) in [("language given", Some(input.language)), ("language detected", None)] {
                let summarizer = Summarizer::builder().language(language).build().expect("defaults are in range");
                group.bench_function(name, |b| b.iter(|| summarizer.summarize(black_box(&input.text)).len()));
            }
            let textrank = Summarizer::builder().language(input.language).scorer(TextRank::default());
            let textrank = textrank.selector(Mmr::default()).build().expect("defaults are in range");
            group.bench_function("TextRank and MMR", |b| b.iter(|| textrank.summarize(black_box(&input.text)).len()));
            group.finish();
        }
    }
}

/// Two thousand articles of 4 KB on one thread and on all.
fn batch(c: &mut Criterion) {
    let texts = vec![common::english(4 << 10); 2000];
    let summarizer = Summarizer::builder().language(Language::English).build().expect("defaults are in range");
    let mut group = c.benchmark_group("batch");
    group.throughput(Throughput::Elements(texts.len() as u64));
    for threads in [1, 0] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        let name = format!("{} threads", pool.current_num_threads());
        group.bench_function(name, |b| b.iter(|| pool.install(|| summarizer.summarize_all(&texts).len())));
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1));
    targets = stages, scorers, selectors, summaries, batch
}
criterion_main!(benches);
