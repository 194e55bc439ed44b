//! No sentence is paid for by an allocation: a megabyte of text takes as many as its blocks do, and those are few.

use allocation_counter::measure;
use excerpt::Language;
use excerpt::text::{blocks, sentences};

/// A list that doubles each time it is full grows so often and no more.
const FEW: u64 = 40;

const SAMPLES: [(&str, Language); 4] = [
    (include_str!("../data/samples/news.txt"), Language::English),
    (include_str!("../data/samples/russian.txt"), Language::Russian),
    (include_str!("../data/samples/chinese.txt"), Language::Chinese),
    (include_str!("../data/samples/email-thread.txt"), Language::English),
];

#[test]
fn sentences_allocate_no_more_than_blocks_do() {
    for (sample, language) in SAMPLES {
        let text = sample.repeat((1 << 20) / sample.len() + 1);
        // What is read once for all texts does not count.
        let count = sentences(&text, language).count();
        assert!(count > 1000, "{count} sentences of {language}");
        let of_blocks = measure(|| assert!(blocks(&text).len() > 100)).count_total;
        let of_sentences = measure(|| assert_eq!(sentences(&text, language).count(), count)).count_total;
        assert!((1..=FEW).contains(&of_sentences), "{of_sentences} allocations for {count} sentences of {language}");
        assert_eq!(of_sentences, of_blocks, "{language}");
    }
}
