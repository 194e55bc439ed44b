//! Anaphora: openings of sentences that point back to the sentence before, from `data/<code>/anaphora.txt`.
//!
//! A line is an opening in lower case. With `!` before it, it is an exception: *this paper* refers to the text itself, not to
//! the sentence before.

use hashbrown::HashMap;

use super::fold::{MAX_LISTED_BYTES, lower_case};
use super::per_language::PerLanguage;
use super::table::Language;
use crate::util::char_class::{is_russian_capital, is_russian_small};

/// Openings by their first word.
type List = HashMap<&'static str, Vec<&'static str>>;

static LISTS: PerLanguage<List> = PerLanguage::new(|language| parse(source(language)));

/// Maximum length of a listed opening in characters.
const MAX_OPENING_CHARS: usize = 32;

/// Marks an exception.
const EXCEPTION: char = '!';

/// Whether `sentence` begins with a listed opening, quotation marks and dashes aside.
pub(super) fn begins_with_anaphor(language: Language, sentence: &str) -> bool {
    let list = LISTS.get(language);
    if list.is_empty() {
        return false;
    }
    let start = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut buffer = [0; MAX_LISTED_BYTES];
    // Few sentences begin with the first word of an opening, so the rest is compared only then.
    let word = lower_case(first_word(start), &mut buffer);
    let Some(openings) = word.and_then(|word| list.get(word)) else { return false };
    let end = start.char_indices().nth(MAX_OPENING_CHARS).map_or(start.len(), |(end, _)| end);
    // Four bytes a character, and half as much again: no letter grows by more in lower case.
    let mut buffer = [0; MAX_OPENING_CHARS * 6];
    let Some(start) = lower_case(&start[..end], &mut buffer) else { return false };
    let matches = |opening: &str| {
        let rest = start.strip_prefix(opening);
        rest.is_some_and(|rest| opening.ends_with(',') || !rest.starts_with(is_word_char))
    };
    let is_exception = |opening: &&str| opening.strip_prefix(EXCEPTION).is_some_and(matches);
    openings.iter().any(|opening| matches(opening)) && !openings.iter().any(is_exception)
}

fn is_word_char(c: char) -> bool {
    // The letters are alphanumeric, too, but need no look into a table.
    matches!(c, 'a'..='z' | '\'' | '’' | '-') || is_russian_capital(c) || is_russian_small(c) || c.is_alphanumeric()
}

fn first_word(text: &str) -> &str {
    text.find(|c| !is_word_char(c)).map_or(text, |end| &text[..end])
}

/// The file of a language; empty if there is none.
fn source(language: Language) -> &'static str {
    language.row().anaphora.unwrap_or_default()
}

fn parse(source: &'static str) -> List {
    let mut list = List::new();
    for opening in source.lines() {
        list.entry(first_word(opening.trim_start_matches(EXCEPTION))).or_default().push(opening);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_lower_case_and_unique() {
        for language in Language::all() {
            let lines: Vec<&str> = source(language).lines().collect();
            assert!(lines.is_sorted_by(|a, b| a < b), "sort data/{language}/anaphora.txt by bytes");
            for line in lines {
                assert_eq!(line, line.trim().to_lowercase(), "lower case only in data/{language}");
                assert!(line.chars().count() < MAX_OPENING_CHARS, "raise MAX_OPENING_CHARS for {line}");
                assert!(
                    first_word(line.trim_start_matches(EXCEPTION)).len() <= MAX_LISTED_BYTES,
                    "raise MAX_LISTED_BYTES for {line}"
                );
            }
        }
    }

    #[test]
    fn pronouns_and_connectives_point_back() {
        for sentence in
            ["He left.", "\u{201c}It\u{2019}s over,\u{201d} she said.", "As a result, it rained.", "Still, it rained."]
        {
            assert!(begins_with_anaphor(Language::English, sentence), "{sentence}");
        }
        for sentence in [
            "Helen left.",
            "It-girls left.",
            "Still waters run deep.",
            "As a rule, it rains.",
            "This paper ends.",
            "",
            "...",
        ] {
            assert!(!begins_with_anaphor(Language::English, sentence), "{sentence}");
        }
        assert!(begins_with_anaphor(Language::English, "This papers over it."));
        assert!(begins_with_anaphor(Language::French, "C\u{2019}est fini."));
        assert!(!begins_with_anaphor(Language::Undetermined, "He left."));
    }
}
