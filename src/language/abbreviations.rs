//! Abbreviations, from `data/<code>/abbreviations.txt`.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::fold::{LONGEST_LISTED, lower_case};
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

struct List {
    kinds: HashMap<&'static str, AbbreviationKind>,
    /// Length of the longest, in bytes.
    longest: usize,
}

/// A list for each language of the table, read when first asked for.
static LISTS: [OnceLock<List>; TABLE.len()] = [const { OnceLock::new() }; TABLE.len()];

pub(super) fn lookup(language: Language, token: &str) -> Option<AbbreviationKind> {
    let list = LISTS[language as usize].get_or_init(|| parse(source(language)));
    // Most words are too long. In these scripts lower case takes as many bytes.
    if token.len() > list.longest && token.bytes().all(|b| b < 0xc0 || matches!(b, 0xd0 | 0xd1)) {
        return None;
    }
    let mut buffer = [0; LONGEST_LISTED];
    list.kinds.get(lower_case(token, &mut buffer)?).copied()
}

/// The file of a language. Where there is none, the English one serves: titles and initials
/// of foreign names stand in texts of every language.
fn source(language: Language) -> &'static str {
    match language {
        Language::Afrikaans => include_str!("../../data/af/abbreviations.txt"),
        Language::Arabic => include_str!("../../data/ar/abbreviations.txt"),
        Language::Armenian => include_str!("../../data/hy/abbreviations.txt"),
        Language::Basque => include_str!("../../data/eu/abbreviations.txt"),
        Language::Belarusian => include_str!("../../data/be/abbreviations.txt"),
        Language::Bengali => include_str!("../../data/bn/abbreviations.txt"),
        Language::Bulgarian => include_str!("../../data/bg/abbreviations.txt"),
        Language::Catalan => include_str!("../../data/ca/abbreviations.txt"),
        Language::Croatian => include_str!("../../data/hr/abbreviations.txt"),
        Language::Czech => include_str!("../../data/cs/abbreviations.txt"),
        Language::Danish => include_str!("../../data/da/abbreviations.txt"),
        Language::Dutch => include_str!("../../data/nl/abbreviations.txt"),
        Language::Estonian => include_str!("../../data/et/abbreviations.txt"),
        Language::Finnish => include_str!("../../data/fi/abbreviations.txt"),
        Language::French => include_str!("../../data/fr/abbreviations.txt"),
        Language::Galician => include_str!("../../data/gl/abbreviations.txt"),
        Language::Georgian => include_str!("../../data/ka/abbreviations.txt"),
        Language::German => include_str!("../../data/de/abbreviations.txt"),
        Language::Greek => include_str!("../../data/el/abbreviations.txt"),
        Language::Hebrew => include_str!("../../data/he/abbreviations.txt"),
        Language::Hindi => include_str!("../../data/hi/abbreviations.txt"),
        Language::Hungarian => include_str!("../../data/hu/abbreviations.txt"),
        Language::Icelandic => include_str!("../../data/is/abbreviations.txt"),
        Language::Indonesian => include_str!("../../data/id/abbreviations.txt"),
        Language::Irish => include_str!("../../data/ga/abbreviations.txt"),
        Language::Italian => include_str!("../../data/it/abbreviations.txt"),
        Language::Kazakh => include_str!("../../data/kk/abbreviations.txt"),
        Language::Latvian => include_str!("../../data/lv/abbreviations.txt"),
        Language::Lithuanian => include_str!("../../data/lt/abbreviations.txt"),
        Language::Macedonian => include_str!("../../data/mk/abbreviations.txt"),
        Language::Marathi => include_str!("../../data/mr/abbreviations.txt"),
        Language::Norwegian => include_str!("../../data/no/abbreviations.txt"),
        Language::Persian => include_str!("../../data/fa/abbreviations.txt"),
        Language::Polish => include_str!("../../data/pl/abbreviations.txt"),
        Language::Portuguese => include_str!("../../data/pt/abbreviations.txt"),
        Language::Romanian => include_str!("../../data/ro/abbreviations.txt"),
        Language::Russian => include_str!("../../data/ru/abbreviations.txt"),
        Language::Serbian => include_str!("../../data/sr/abbreviations.txt"),
        Language::Slovak => include_str!("../../data/sk/abbreviations.txt"),
        Language::Slovenian => include_str!("../../data/sl/abbreviations.txt"),
        Language::Spanish => include_str!("../../data/es/abbreviations.txt"),
        Language::Swedish => include_str!("../../data/sv/abbreviations.txt"),
        Language::Tamil => include_str!("../../data/ta/abbreviations.txt"),
        Language::Telugu => include_str!("../../data/te/abbreviations.txt"),
        Language::Turkish => include_str!("../../data/tr/abbreviations.txt"),
        Language::Ukrainian => include_str!("../../data/uk/abbreviations.txt"),
        Language::Urdu => include_str!("../../data/ur/abbreviations.txt"),
        Language::Vietnamese => include_str!("../../data/vi/abbreviations.txt"),
        _ => include_str!("../../data/en/abbreviations.txt"),
    }
}

/// A line is an abbreviation, white space, and its kind.
fn parse(source: &'static str) -> List {
    let kinds: HashMap<_, _> = source.lines().filter_map(parse_line).collect();
    let longest = kinds.keys().map(|abbreviation| abbreviation.len()).max().unwrap_or(0);
    List { kinds, longest }
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
                assert!(abbreviation.len() <= LONGEST_LISTED, "raise LONGEST_LISTED for {abbreviation}");
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
