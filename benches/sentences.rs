//! Sentences per second, beside the sentence iterator of `icu_segmenter` (UAX #29) on the same text.
//!
//! ```text
//! cargo bench --bench sentences
//! ```
//!
//! The texts are `data/samples/`, repeated to a megabyte each; Hindi, of which there is no sample, is a paragraph written for this
//! bench.

#![allow(missing_docs, reason = "criterion's macros write undocumented functions")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use excerpt::Language;
use excerpt::text::sentences;
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

const HINDI: &str = "नदी रात में दो मीटर ऊपर आ गई। सुबह बाज़ार पानी में डूबा हुआ था, और दुकानदार छतों पर बैठे थे। क्या कोई घायल हुआ? \
                     डॉ. शर्मा ने कहा कि नहीं। पुल शाम तक बंद रहेगा, और बसें 12 किलोमीटर का चक्कर लगाकर चलेंगी।\n\n";

const SAMPLES: &[(&str, Language, &str)] = &[
    ("English", Language::English, include_str!("../data/samples/news.txt")),
    ("Russian", Language::Russian, include_str!("../data/samples/russian.txt")),
    ("Hindi", Language::Hindi, HINDI),
    ("Chinese", Language::Chinese, include_str!("../data/samples/chinese.txt")),
];

fn splitters(c: &mut Criterion) {
    let icu = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    for &(name, language, sample) in SAMPLES {
        let text = format!("{sample}\n\n").repeat((1 << 20) / sample.len() + 1);
        let mut group = c.benchmark_group(format!("sentences/{name}"));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("excerpt", |b| b.iter(|| sentences(black_box(&text), language).count()));
        group.bench_function("icu_segmenter", |b| b.iter(|| icu.segment_str(black_box(&text)).count()));
        group.finish();
    }
}

criterion_group!(benches, splitters);
criterion_main!(benches);
