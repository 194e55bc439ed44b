//! Abbreviations, from `data/<code>/abbreviations.txt`.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::{Language, TABLE};

/// What a full stop behind an abbreviation can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AbbreviationKind {
    /// A name follows, so it never ends a sentence: *Dr.*, *Gen.*
    BeforeName,
    /// Ends no sentence if a number follows: *No. 5*, *Jan. 5*.
    BeforeNumber,
    /// Ends a sentence only where the next word shows that a new one starts: *approx.*
    Within,
    /// Ends a sentence as easily as not: *etc.*, *Inc.*, *p.m.*
    MayEnd,
}

type List = HashMap<&'static str, AbbreviationKind>;

/// A list for each language of the table, read when first asked for.
static LISTS: [OnceLock<List>; TABLE.len()] = [const { OnceLock::new() }; TABLE.len()];

/// Longer than any abbreviation of the lists, in bytes.
const LONGEST: usize = 24;

pub(super) fn lookup(language: Language, token: &str) -> Option<AbbreviationKind> {
    if token.len() > LONGEST {
        return None;
    }
    let list = LISTS[language as usize].get_or_init(|| parse(source(language)));
    list.get(token).or_else(|| list.get(token.to_lowercase().as_str())).copied()
}

/// The file of a language. Where there is none, the English one serves: titles and initials
/// of foreign names stand in texts of every language.
fn source(language: Language) -> &'static str {
    match language {
        Language::German => include_str!("../../data/de/abbreviations.txt"),
        Language::Spanish => include_str!("../../data/es/abbreviations.txt"),
        Language::French => include_str!("../../data/fr/abbreviations.txt"),
        Language::Italian => include_str!("../../data/it/abbreviations.txt"),
        Language::Dutch => include_str!("../../data/nl/abbreviations.txt"),
        Language::Portuguese => include_str!("../../data/pt/abbreviations.txt"),
        Language::Russian => include_str!("../../data/ru/abbreviations.txt"),
        Language::Swedish => include_str!("../../data/sv/abbreviations.txt"),
        _ => include_str!("../../data/en/abbreviations.txt"),
    }
}

/// A line is an abbreviation, white space, and its kind.
fn parse(source: &'static str) -> List {
    source.lines().filter_map(parse_line).collect()
}

fn parse_line(line: &'static str) -> Option<(&'static str, AbbreviationKind)> {
    let (abbreviation, kind) = line.split_once(' ')?;
    let kind = match kind {
        "name" => AbbreviationKind::BeforeName,
        "number" => AbbreviationKind::BeforeNumber,
        "within" => AbbreviationKind::Within,
        "end" => AbbreviationKind::MayEnd,
        _ => return None,
    };
    Some((abbreviation, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_lower_case_unique_and_readable() {
        for language in Language::all() {
            let lines: Vec<&str> = source(language).lines().collect();
            assert!(lines.is_sorted_by(|a, b| a < b), "sort data/{language}/abbreviations.txt by bytes");
            for line in lines {
                let (abbreviation, _) =
                    parse_line(line).unwrap_or_else(|| panic!("data/{language}: cannot read {line:?}"));
                assert_eq!(abbreviation, abbreviation.to_lowercase(), "lower case only in data/{language}");
                assert!(abbreviation.len() <= LONGEST, "raise LONGEST for {abbreviation}");
            }
        }
    }

    #[test]
    fn finds_them_in_any_case() {
        assert_eq!(lookup(Language::English, "Dr"), Some(AbbreviationKind::BeforeName));
        assert_eq!(lookup(Language::English, "P.M"), Some(AbbreviationKind::MayEnd));
        assert_eq!(lookup(Language::English, "river"), None);
    }
}
