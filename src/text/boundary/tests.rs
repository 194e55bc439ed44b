//! Each short cut beside the long way, and what holds for any text, on texts put together from pieces that matter.

use proptest::prelude::*;

use super::super::{is_blank, sentences};
use super::Splitter;
use crate::language::Language;

/// Words, marks, quotes and gaps of many scripts, odd ones above all.
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
    fn a_glance_says_what_all_the_evidence_says(text in text(), language in language()) {
        let splitter = Splitter::new(&text, language);
        let (mut start, mut from) = (0, 0);
        while let Some(candidate) = splitter.finder.next(from).filter(|candidate| candidate.end < text.len()) {
            if splitter.may_end(splitter.first_visible(start), &candidate) {
                let ends = splitter.judge.ends(start, &candidate);
                prop_assert_eq!(ends, splitter.judge.weigh_all(start, &candidate), "{:?}", candidate);
                start = if ends { candidate.end } else { start };
            }
            from = candidate.end;
        }
    }

    #[test]
    fn a_lone_stop_is_the_candidate_that_a_full_look_finds(text in text()) {
        let finder = Splitter::new(&text, Language::English).finder;
        for (at, c) in text.char_indices() {
            if let Some(lone) = finder.lone_stop(at, c) {
                prop_assert_eq!(Some(lone), finder.any_candidate(at, c));
            }
        }
    }

    #[test]
    fn the_sentences_hold_all_that_is_visible_in_order(text in text(), language in language()) {
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
