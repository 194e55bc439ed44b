//! Boilerplate: sentences about the page, not part of its text. *Scroll down for video*, *All rights reserved*.
//!
//! A page that was copied as a whole has them between its sentences, often at the beginning and at the end, where summarizers
//! look first. They are listed in `data/page/notices.txt`.

use std::sync::LazyLock;

use hashbrown::HashMap;

/// An entry a line, in lower case. Three dots before or after it stand for any text.
const LIST: &str = include_str!("../../data/page/notices.txt");

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(LIST));

/// Maximum length of a sentence of boilerplate in bytes: the names of four reporters fit.
const MAX_BOILERPLATE_BYTES: usize = 240;

/// The end of a link to another page. With a stop after it, it may be prose.
const LINK: &str = " Read more";

/// Whether `sentence` is boilerplate.
pub(crate) fn is_boilerplate(sentence: &str) -> bool {
    let is_end = |c: char| c.is_whitespace() || ".!…:".contains(c);
    sentence.len() <= MAX_BOILERPLATE_BYTES
        && (sentence.ends_with(LINK) || PATTERNS.match_sentence(sentence.trim_end_matches(is_end)))
}

/// Prefixes by their first character and suffixes by their last, so that few sentences are compared with any.
struct Patterns {
    /// Each with a flag: whether it must be the whole sentence.
    prefixes: HashMap<char, Vec<(&'static str, bool)>>,
    suffixes: HashMap<char, Vec<&'static str>>,
}

impl Patterns {
    fn new(list: &'static str) -> Self {
        let mut patterns = Self { prefixes: HashMap::new(), suffixes: HashMap::new() };
        for entry in list.lines() {
            let prefix = entry.trim_end_matches('.').trim_end();
            if let Some(suffix) = entry.strip_prefix("... ") {
                patterns.suffixes.entry(last(suffix)).or_default().push(suffix);
            } else {
                patterns.prefixes.entry(first(prefix)).or_default().push((prefix, prefix.len() == entry.len()));
            }
        }
        patterns
    }

    fn match_sentence(&self, sentence: &str) -> bool {
        let begins = |&(prefix, is_whole): &(&str, bool)| begins_with(sentence, prefix, is_whole);
        let ends = |suffix: &&str| ends_with(sentence, suffix);
        self.prefixes.get(&first(sentence)).is_some_and(|prefixes| prefixes.iter().any(begins))
            || self.suffixes.get(&last(sentence)).is_some_and(|suffixes| suffixes.iter().any(ends))
    }
}

/// The first character in lower case; a space if there is none.
fn first(text: &str) -> char {
    text.chars().next().map_or(' ', lower_case)
}

/// The last character in lower case; a space if there is none.
fn last(text: &str) -> char {
    text.chars().next_back().map_or(' ', lower_case)
}

fn begins_with(sentence: &str, prefix: &str, is_whole: bool) -> bool {
    chars_after(sentence.chars(), prefix.chars()).is_some_and(|rest| !is_whole || rest == 0)
}

fn ends_with(sentence: &str, suffix: &str) -> bool {
    chars_after(sentence.chars().rev(), suffix.chars().rev()).is_some()
}

/// Number of characters of `text` after `prefix`; `None` if it does not begin with it. `prefix` is in lower case, the case of `text`
/// is ignored.
fn chars_after(mut text: impl Iterator<Item = char>, prefix: impl Iterator<Item = char>) -> Option<usize> {
    for c in prefix {
        text.next().filter(|&next| lower_case(next) == c)?;
    }
    Some(text.count())
}

/// The first character of the lower case of `c`. Few characters have more than one.
fn lower_case(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOILERPLATE: &[&str] = &[
        "Scroll down for video .",
        "CNN’s Ann Lee and J. K. Poe contributed to this report.",
        "©2015 The Harbour Post.",
        "All Rights Reserved.",
        "ADVERTISEMENT",
        "Читайте также: Река отступила",
        "Baca juga: Sungai surut",
        "Why the island never wanted a bridge Read more",
    ];

    const PROSE: &[&str] = &[
        "Advertisement pays for most of it.",
        "Follow the river to its mouth.",
        "Read more books, she said.",
        "Children should read more.",
        "Copyright law changes slowly.",
        "",
    ];

    #[test]
    fn boilerplate_is_told_from_prose() {
        BOILERPLATE.iter().for_each(|sentence| assert!(is_boilerplate(sentence), "{sentence}"));
        PROSE.iter().for_each(|sentence| assert!(!is_boilerplate(sentence), "{sentence}"));
    }

    #[test]
    fn the_index_agrees_with_a_comparison_with_every_entry() {
        let naive = |sentence: &str| {
            LIST.lines().any(|entry| match entry.strip_prefix("... ") {
                Some(suffix) => ends_with(sentence, suffix),
                None => {
                    let prefix = entry.trim_end_matches('.').trim_end();
                    begins_with(sentence, prefix, prefix.len() == entry.len())
                }
            })
        };
        let listed = LIST.lines().map(|entry| entry.trim_matches(['.', ' ']));
        for sentence in listed.chain(BOILERPLATE.iter().copied()).chain(PROSE.iter().copied()) {
            for text in [sentence.to_owned(), sentence.to_uppercase(), format!("{sentence} x"), format!("X {sentence}")]
            {
                assert_eq!(PATTERNS.match_sentence(&text), naive(&text), "{text}");
            }
        }
    }

    #[test]
    fn the_list_is_sorted_lower_case_and_unique() {
        let lines: Vec<&str> = LIST.lines().collect();
        assert!(lines.is_sorted_by(|a, b| a < b), "sort data/page/notices.txt by bytes, each entry once");
        assert!(lines.iter().all(|line| line.chars().all(|c| lower_case(c) == c)), "lower case only");
    }
}
