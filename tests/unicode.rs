//! The conformance files of Unicode 17, where they are at hand: `../shared/tools/badinput/data`.

use std::fs;

use excerpt::Language;
use excerpt::text::{sentences, words};

/// The strings of a file and the pieces that the breaks in them make; `None` if the file is not there.
fn cases(name: &str) -> Option<Vec<Vec<String>>> {
    let path = format!("{}/../shared/tools/badinput/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let Ok(file) = fs::read_to_string(&path) else {
        println!("skipped: there is no {path}");
        return None;
    };
    let character = |code: &str| u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a character");
    let piece = |piece: &str| piece.split(['×', ' ']).filter(|code| !code.is_empty()).map(character).collect();
    let lines = file.lines().filter(|line| line.starts_with(['÷', '×']));
    Some(lines.map(|line| line.split('÷').map(piece).filter(|piece: &String| !piece.is_empty()).collect()).collect())
}

#[test]
fn words_are_those_of_unicode() {
    let Some(cases) = cases("WordBreakTest.txt") else { return };
    assert_eq!(cases.len(), 1_944);
    for pieces in cases {
        let text = pieces.concat();
        let found: Vec<&str> = words(&text).map(|span| span.slice(&text)).collect();
        let expected = pieces.iter().filter(|piece| piece.chars().any(char::is_alphanumeric));
        assert!(expected.eq(found.iter().copied()), "{pieces:?} {found:?}");
    }
}

/// Sentences end where people would end them, and the file is made of characters alone; where the two differ, `docs/reliability.md` says why.
#[test]
fn sentences_differ_from_unicode_where_that_is_meant() {
    let Some(cases) = cases("SentenceBreakTest.txt") else { return };
    assert_eq!(cases.len(), 512);
    let same = |pieces: &Vec<String>| {
        let text = pieces.concat();
        let found = sentences(&text, Language::English).map(|span| span.slice(&text).trim()).collect::<Vec<_>>();
        let expected: Vec<&str> = pieces.iter().map(|piece| piece.trim()).filter(|piece| !piece.is_empty()).collect();
        if found != expected {
            println!("{expected:?} {found:?}");
        }
        found == expected
    };
    let same = cases.iter().filter(|pieces| same(pieces)).count();
    // More would do as well, but fewer want a reason there.
    assert!(same >= 478, "{same}");
}
