#![allow(dead_code, reason = "not every bench uses every helper")]

//! Texts of any length in several languages, grown from the samples of the repository.

use excerpt::Language;

const SAMPLES: &[(&str, Language, &str)] = &[
    ("english", Language::English, include_str!("../../data/samples/news.txt")),
    ("german", Language::German, include_str!("../../data/samples/german.txt")),
    ("russian", Language::Russian, include_str!("../../data/samples/russian.txt")),
    ("chinese", Language::Chinese, include_str!("../../data/samples/chinese.txt")),
];

/// A text to measure with.
pub(crate) struct Input {
    pub(crate) language_name: &'static str,
    pub(crate) language: Language,
    pub(crate) text: String,
}

/// One text of about `bytes` in each language.
pub(crate) fn inputs(bytes: usize) -> Vec<Input> {
    let grow_all = |&(language_name, language, sample)| Input { language_name, language, text: grow(sample, bytes) };
    SAMPLES.iter().map(grow_all).collect()
}

/// About `bytes` of English.
pub(crate) fn english(bytes: usize) -> String {
    grow(SAMPLES[0].2, bytes)
}

/// Repeats the lines of the sample, and keeps the text from repeating *itself*: in each round another tenth of the long
/// words is changed, so that sentences differ and new words go on appearing, as they do in a real text.
fn grow(sample: &str, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + sample.len());
    for round in 0.. {
        for (number, word) in sample.split_inclusive(' ').enumerate() {
            text.push_str(word);
            let is_long = word.trim_end().chars().all(char::is_alphabetic) && word.len() > 6;
            if round > 0 && is_long && (number + round) % 10 == 0 {
                text.truncate(text.trim_end().len());
                text.push_str(&format!("{} ", letters(round)));
            }
            if text.len() >= bytes && word.ends_with(['\n', ' ']) {
                return text;
            }
        }
        text.push_str("\n\n");
    }
    text
}

/// A number in letters, to make a word of: 27 is `bb`.
fn letters(mut number: usize) -> String {
    let mut word = String::new();
    while number > 0 {
        word.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    word
}
