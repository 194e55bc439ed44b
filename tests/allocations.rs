//! Memory is asked for seldom: no sentence is paid for by an allocation, and a summary by a few.

use allocation_counter::measure;
use excerpt::score::TextRank;
use excerpt::select::Mmr;
use excerpt::text::{blocks, sentences};
use excerpt::{Language, Summarizer};

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

/// A summary of a text no longer than others that the thread has read takes its lists from theirs. What is left are those of the
/// document and of the summary.
const OF_A_SUMMARY: u64 = 20;

/// Lists grow until each is long enough for whatever it is taken for.
const WARM: usize = 8;

#[test]
fn a_summary_takes_its_lists_from_the_ones_before() {
    for (sample, language) in SAMPLES {
        let text: String = sample.chars().cycle().take(2500).collect();
        let textrank = Summarizer::builder().scorer(TextRank::default()).selector(Mmr::default());
        for builder in [Summarizer::builder(), textrank] {
            let summarizer = builder.language(language).build().expect("valid settings");
            (0..WARM).for_each(|_| _ = summarizer.summarize(&text));
            let count = measure(|| assert!(!summarizer.summarize(&text).is_empty())).count_total;
            assert!(count <= OF_A_SUMMARY, "{count} allocations in {language}");
        }
    }
}
