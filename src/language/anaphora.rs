//! How sentences begin that cannot stand alone, from `data/<code>/anaphora.txt`.
//!
//! An entry behind `!` is an exception: *this paper* is not what the sentence before spoke of, but what the reader has in hand.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::fold::{LONGEST_LISTED, lower_case};
use super::{Language, TABLE};

/// The openings that begin with each word.
type List = HashMap<&'static str, Vec<&'static str>>;

/// A list for each language of the table, read when first asked for.
static LISTS: [OnceLock<List>; TABLE.len()] = [const { OnceLock::new() }; TABLE.len()];

/// Longer than any opening of the lists, in characters.
const LONGEST: usize = 32;

/// Stands before an exception.
const EXCEPTION: char = '!';

/// Whether `sentence` begins with an opening of the list, behind quotation marks and dashes.
pub(super) fn opens(language: Language, sentence: &str) -> bool {
    let list = LISTS[language as usize].get_or_init(|| parse(source(language)));
    if list.is_empty() {
        return false;
    }
    let start = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut buffer = [0; LONGEST_LISTED];
    // Hardly any sentence begins with a word that an opening begins with, so the rest is looked at later.
    let word = lower_case(first_word(start), &mut buffer);
    let Some(openings) = word.and_then(|word| list.get(word)) else { return false };
    let end = start.char_indices().nth(LONGEST).map_or(start.len(), |(end, _)| end);
    // No letter grows by more than half in lower case.
    let mut buffer = [0; LONGEST * 6];
    let Some(start) = lower_case(&start[..end], &mut buffer) else { return false };
    let begins = |opening: &str| {
        let rest = start.strip_prefix(opening);
        rest.is_some_and(|rest| opening.ends_with(',') || !rest.starts_with(is_of_word))
    };
    let is_exception = |opening: &&str| opening.strip_prefix(EXCEPTION).is_some_and(begins);
    openings.iter().any(|opening| begins(opening)) && !openings.iter().any(is_exception)
}

fn is_of_word(c: char) -> bool {
    // The first are alphanumeric too, and need not be looked up.
    matches!(c, 'a'..='z' | 'А'..='я' | '\'' | '’' | '-') || c.is_alphanumeric()
}

fn first_word(text: &str) -> &str {
    text.find(|c| !is_of_word(c)).map_or(text, |end| &text[..end])
}

/// The file of a language; empty where there is none.
fn source(language: Language) -> &'static str {
    match language {
        Language::Dutch => include_str!("../../data/nl/anaphora.txt"),
        Language::English => include_str!("../../data/en/anaphora.txt"),
        Language::French => include_str!("../../data/fr/anaphora.txt"),
        Language::German => include_str!("../../data/de/anaphora.txt"),
        Language::Italian => include_str!("../../data/it/anaphora.txt"),
        Language::Portuguese => include_str!("../../data/pt/anaphora.txt"),
        Language::Russian => include_str!("../../data/ru/anaphora.txt"),
        Language::Spanish => include_str!("../../data/es/anaphora.txt"),
        Language::Swedish => include_str!("../../data/sv/anaphora.txt"),
        _ => "",
    }
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
    fn the_lists_are_sorted_lower_case_and_unique() {
        for language in Language::all() {
            let lines: Vec<&str> = source(language).lines().collect();
            assert!(lines.is_sorted_by(|a, b| a < b), "sort data/{language}/anaphora.txt by bytes");
            for line in lines {
                assert_eq!(line, line.trim().to_lowercase(), "lower case only in data/{language}");
                assert!(line.chars().count() < LONGEST, "raise LONGEST for {line}");
                assert!(
                    first_word(line.trim_start_matches(EXCEPTION)).len() <= LONGEST_LISTED,
                    "raise LONGEST_LISTED for {line}"
                );
            }
        }
    }

    #[test]
    fn pronouns_and_connectives_point_back() {
        for sentence in
            ["He left.", "\u{201c}It\u{2019}s over,\u{201d} she said.", "As a result, it rained.", "Still, it rained."]
        {
            assert!(opens(Language::English, sentence), "{sentence}");
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
            assert!(!opens(Language::English, sentence), "{sentence}");
        }
        assert!(opens(Language::English, "This papers over it."));
        assert!(opens(Language::French, "C\u{2019}est fini."));
        assert!(!opens(Language::Undetermined, "He left."));
    }
}
