//! Abbreviations, from `data/<code>/abbreviations.txt`: one a line, in lower case and without its last period, then its kind.

use hashbrown::HashMap;

use super::fold::{MAX_LISTED_BYTES, lower_case};
use super::per_language::PerLanguage;
use super::table::Language;
use crate::util::char_class::utf8;

/// What a period after an abbreviation can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AbbreviationKind {
    /// A name follows, so it never ends a sentence: *Dr.*, *Gen.*
    BeforeName,
    /// Ends no sentence if a number follows: *No. 5*, *Jan. 5*.
    BeforeNumber,
    /// Ends a sentence only where the next word shows that a new one begins: *approx.*
    Within,
    /// Ends a sentence as easily as not: *etc.*, *Inc.*, *p.m.*
    MayEnd,
}

struct List {
    kinds: HashMap<&'static str, AbbreviationKind>,
    /// Length of the longest abbreviation in bytes.
    max_bytes: usize,
}

static LISTS: PerLanguage<List> = PerLanguage::new(|language| parse(source(language)));

/// The kind of an abbreviation, written without its last period and in any case; `None` for other words.
pub(super) fn lookup(language: Language, token: &str) -> Option<AbbreviationKind> {
    let list = LISTS.get(language);
    // Most words are too long. In ASCII and Cyrillic a word takes as many bytes in lower case.
    let keeps_length = |byte: u8| byte < 0xc0 || utf8::is_cyrillic_lead(byte);
    if token.len() > list.max_bytes && token.bytes().all(keeps_length) {
        return None;
    }
    let mut buffer = [0; MAX_LISTED_BYTES];
    list.kinds.get(lower_case(token, &mut buffer)?).copied()
}

/// The file of a language. A language without one takes the English one: titles and initials of foreign names occur in texts
/// of every language.
fn source(language: Language) -> &'static str {
    language.row().abbreviations.or(Language::English.row().abbreviations).unwrap_or_default()
}

fn parse(source: &'static str) -> List {
    let kinds: HashMap<_, _> = source.lines().filter_map(parse_line).collect();
    let max_bytes = kinds.keys().map(|abbreviation| abbreviation.len()).max().unwrap_or(0);
    List { kinds, max_bytes }
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
    fn lists_are_sorted_lower_case_unique_and_readable() {
        for language in Language::all() {
            let lines: Vec<&str> = source(language).lines().collect();
            assert!(lines.is_sorted_by(|a, b| a < b), "sort data/{language}/abbreviations.txt by bytes");
            for line in lines {
                let (abbreviation, _) =
                    parse_line(line).unwrap_or_else(|| panic!("data/{language}: cannot read {line:?}"));
                assert_eq!(abbreviation, abbreviation.to_lowercase(), "lower case only in data/{language}");
                assert!(abbreviation.len() <= MAX_LISTED_BYTES, "raise MAX_LISTED_BYTES for {abbreviation}");
            }
        }
    }

    #[test]
    fn case_is_ignored() {
        assert_eq!(lookup(Language::English, "Dr"), Some(AbbreviationKind::BeforeName));
        assert_eq!(lookup(Language::English, "P.M"), Some(AbbreviationKind::MayEnd));
        assert_eq!(lookup(Language::English, "river"), None);
    }
}
