//! Fast paths compared with slow ones, and invariants, on random texts made of significant pieces.

use proptest::prelude::*;

use super::super::{is_blank, sentences};
use super::Splitter;
use crate::language::Language;

/// Words, marks, quotes and gaps of many scripts, unusual ones above all.
const PIECES: &[&str] = &[
    "the",
    "The",
    "river",
    "In",
    "He",
    "Dr",
    "p.m",
    "U.S",
    "etc",
    "No",
    "I",
    "J",
    "a",
    "IV",
    "3",
    "12",
    "1999",
    "3.5",
    "B2",
    "NASA",
    "Mr",
    "vs",
    "www.example.org",
    "a@b.c",
    "dell'art",
    "z.B",
    "Nr",
    "bzw",
    "г",
    "т.е",
    "Дом",
    "дом",
    "им",
    "नदी",
    "डॉ",
    "क्या",
    "港口",
    "于是",
    "です",
    "Բարեւ",
    "Καλή",
    "μέρα",
    "سلام",
    "გამარჯობა",
    "😀",
    ":)",
    "[3]",
    "...",
    "…",
    ". . .",
    ".",
    ".",
    ".",
    "!",
    "?",
    "?!",
    "。",
    "！",
    "।",
    "؟",
    "։",
    ":",
    ";",
    ",",
    "，",
    "、",
    "-",
    "—",
    "•",
    "1)",
    "2)",
    "(a)",
    "\"",
    "'",
    "''",
    "``",
    "“",
    "”",
    "„",
    "«",
    "»",
    "(",
    ")",
    "「",
    "」",
    "¿",
    " ",
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{3000}",
    "\u{feff}",
    "- ",
    "> ",
];

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

fn language() -> impl Strategy<Value = Language> {
    use Language::*;
    let languages = vec![
        Undetermined,
        English,
        German,
        Russian,
        Hindi,
        Chinese,
        French,
        Spanish,
        Armenian,
        Greek,
        Georgian,
        Polish,
        Japanese,
    ];
    proptest::sample::select(languages)
}

proptest! {
    #[test]
    fn early_decisions_agree_with_those_by_all_features(text in text(), language in language()) {
        let splitter = Splitter::new(&text, language);
        let (mut start, mut from) = (0, 0);
        while let Some(candidate) = splitter.finder.next(from).filter(|candidate| candidate.end < text.len()) {
            if splitter.may_end(splitter.first_visible(start), &candidate) {
                let ends = splitter.classifier.is_end(start, &candidate);
                prop_assert_eq!(ends, splitter.classifier.decide_by_all_features(start, &candidate), "{:?}", candidate);
                start = if ends { candidate.end } else { start };
            }
            from = candidate.end;
        }
    }

    #[test]
    fn the_fast_path_finds_the_same_candidate(text in text()) {
        let finder = Splitter::new(&text, Language::English).finder;
        for (at, c) in text.char_indices() {
            if let Some(lone) = finder.lone_stop(at, c) {
                prop_assert_eq!(Some(lone), finder.any_candidate(at, c));
            }
        }
    }

    #[test]
    fn sentences_cover_all_visible_text_in_order(text in text(), language in language()) {
        let mut end = 0;
        for span in sentences(&text, language) {
            prop_assert!(!span.is_empty() && span.start >= end);
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            prop_assert!(text[end..span.start].chars().all(is_blank), "{:?} is lost", &text[end..span.start]);
            prop_assert!(!span.slice(&text).starts_with(is_blank) && !span.slice(&text).ends_with(is_blank));
            end = span.end;
        }
        prop_assert!(text[end..].chars().all(is_blank), "{:?} is lost", &text[end..]);
    }
}
