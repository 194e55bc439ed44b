//! Captions: what a page says of its pictures. Without the picture, in the middle of a summary, it says nothing.
//!
//! They give themselves away by whose picture it is, *(AP Photo/Ann Lee)*, by which of how many, *Image 2 of 4*, or by pointing at it, *In this file
//! photo*. `data/page/credits.txt` lists the first.

use std::sync::LazyLock;

use super::openings;
use crate::language::lower_case;

const LIST: &str = include_str!("../../data/page/credits.txt");

/// The credits that begin with each byte.
static CREDITS: LazyLock<[Vec<&'static str>; 256]> = LazyLock::new(|| {
    let mut credits = [const { Vec::new() }; 256];
    for credit in LIST.lines() {
        let first = credit.bytes().next().unwrap_or_default();
        credits[usize::from(first)].push(credit);
    }
    credits
});

/// Pictures that are numbered, *Image 2 of 4*, and what stands between the numbers.
const PICTURES: [&str; 9] = ["image", "photo", "picture", "slide", "bild", "foto", "imagen", "immagine", "фото"];
const OF: [&str; 9] = ["of", "/", "von", "sur", "de", "di", "av", "van", "из"];

/// Where on a picture somebody is.
const SIDES: [&str; 6] = ["(left)", "(right)", "(above)", "(pictured left)", "(pictured right)", "(pictured above)"];

/// A credit is not longer than this, in bytes: two names, an agency and a date.
const LONGEST_CREDIT: usize = 80;

/// A caption is not longer than this, in bytes: two or three sentences.
const LONGEST: usize = 600;

/// Whether a paragraph is a caption as a whole: it is short, and ends in a credit.
pub(super) fn is_caption(paragraph: &str) -> bool {
    paragraph.len() <= LONGEST && ends_in_credit(paragraph)
}

/// Whether a sentence is of a caption, wherever it stands.
pub(crate) fn is_of_caption(sentence: &str) -> bool {
    ends_in_credit(sentence)
        || begins_with_credit(sentence)
        || has_barred_credit(sentence)
        || is_numbered(sentence)
        || points_at_picture(sentence)
        || names_side(sentence)
}

/// `Ida Brandt (left) cuts the ribbon.`
fn names_side(text: &str) -> bool {
    let mut brackets = memchr::memchr_iter(b'(', text.as_bytes());
    brackets.any(|open| SIDES.iter().any(|side| text[open..].starts_with(side)))
}

/// `... in dry dock. (AP Photo/Tom Poe)`, or without brackets `Photograph: Tom Poe` where no stop follows.
fn ends_in_credit(text: &str) -> bool {
    let mut rest = text;
    while let Some((before, bracket)) = split_last_bracket(rest) {
        if credits(bracket) {
            return true;
        }
        rest = before;
    }
    rest.len() == text.len() && !super::ends_with_stop(text) && credits(tail(text, LONGEST_CREDIT / 2))
}

/// What stands before the bracket that a text ends with, and the bracket, if it is not too long for a credit.
fn split_last_bracket(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end_matches(['.', ' ']);
    let open = match text.as_bytes().last()? {
        b')' => '(',
        b']' => '[',
        _ => return None,
    };
    let end = tail(text, LONGEST_CREDIT);
    let at = text.len() - end.len() + end.rfind(open)?;
    Some(text.split_at(at))
}

/// The last bytes of a text, about so many.
fn tail(text: &str, length: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(length))..]
}

/// Whether all of a sentence is a credit, so that the sentence before it in its paragraph is what was on the picture.
pub(crate) fn is_credit(sentence: &str) -> bool {
    sentence.starts_with(['(', '[', '|']) && is_of_caption(sentence)
}

/// `Ann Lee / Reuters file The pier of Kestrel Island.`
fn begins_with_credit(text: &str) -> bool {
    let reach = &text[..text.floor_char_boundary(LONGEST_CREDIT / 2)];
    memchr::memchr(b'/', reach.as_bytes()).is_some_and(|slash| {
        let Some(agency) = reach[slash..].strip_prefix("/ ").filter(|_| reach[..slash].ends_with(' ')) else {
            return false;
        };
        let agency = agency.split(char::is_whitespace).next().unwrap_or_default();
        openings::is_agency(agency) || credits(agency)
    })
}

/// `The mayor cut the ribbon. | Getty Images`: behind a bar, whatever follows.
fn has_barred_credit(text: &str) -> bool {
    memchr::memchr_iter(b'|', text.as_bytes()).any(|bar| {
        let behind = &text[bar + 1..];
        credits(&behind[..behind.floor_char_boundary(LONGEST_CREDIT / 2)])
    })
}

/// `Image 2 of 4`, and what follows.
fn is_numbered(text: &str) -> bool {
    // Hardly any sentence has a number there, and that is seen at once.
    let gap = memchr::memchr3(b' ', b':', b'\n', text.as_bytes());
    if !gap.is_some_and(|gap| text.as_bytes().get(gap + 1).is_some_and(u8::is_ascii_digit)) {
        return false;
    }
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut words = text.split(|c: char| c.is_whitespace() || c == ':');
    let mut next = || words.next().unwrap_or_default();
    let is_any = |list: &[&str], word: &str| list.iter().any(|entry| same(entry, word));
    is_any(&PICTURES, next()) && is_number(next()) && is_any(&OF, next()) && is_number(next())
}

/// `In this May 4 file photo, the ferry lies in dock.`
fn points_at_picture(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("In this ").or_else(|| text.strip_prefix("This ")) else { return false };
    let is_picture = |word: &str| matches!(word, "photo" | "photograph" | "image" | "picture");
    let mut words = rest[..rest.floor_char_boundary(LONGEST_CREDIT / 2)].split(|c: char| !c.is_alphanumeric());
    let before = words.by_ref().take_while(|word| !is_picture(word)).last().unwrap_or_default();
    let after = words.next().unwrap_or_default();
    matches!(before, "file" | "handout" | "undated" | "provided") || matches!(after, "shows" | "provided" | "taken")
}

/// Whether `text` holds a credit, with nothing of a word on either side.
fn credits(text: &str) -> bool {
    // No letter grows by more than half in lower case.
    let mut buffer = [0; LONGEST_CREDIT * 2];
    let Some(folded) = lower_case(text, &mut buffer) else { return false };
    let is_at = |at: usize, credit: &str| {
        folded.as_bytes()[at..].starts_with(credit.as_bytes()) && is_parted(folded, at, credit)
    };
    let mut starts = folded.bytes().enumerate();
    starts.any(|(at, byte)| CREDITS[usize::from(byte)].iter().any(|credit| is_at(at, credit)))
}

fn is_parted(text: &str, at: usize, word: &str) -> bool {
    let before = !word.starts_with(char::is_alphanumeric) || !text[..at].ends_with(char::is_alphanumeric);
    before && (!word.ends_with(char::is_alphanumeric) || !text[at + word.len()..].starts_with(char::is_alphanumeric))
}

/// Longer than any of the words above, in bytes.
const LONGEST_WORD: usize = 16;

/// Whether `word` is `lower`, whatever its case.
fn same(lower: &str, word: &str) -> bool {
    lower_case(word, &mut [0; LONGEST_WORD]) == Some(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_told_from_prose() {
        for caption in [
            "Passengers board the Maren. (Photo: Ann Lowe, Harbour News)",
            "(AP Photo/Tom Poe) (AP Photo)",
            "The villager shows his leg.[Photo/Evening News]",
            "The mayor cut the ribbon. | Getty Images Mayor hopes that visitors come back",
            "The pier of Kestrel Island. Photograph: Tom Poe/Harbour News",
            "The pier in May. REUTERS/Ann Lee",
            "Passengers board the Maren. (AP Photo/Tom Poe) (Associated Press)",
            "Ann Lee / Reuters file The pier of Kestrel Island in May.",
            "Image 2 of 4 The ferry leaves.",
            "Bild 1 von 12: Die Fähre",
            "Ida Brandt (left) cuts the ribbon.",
            "In this May 4, 2012 file photo, the Maren lies in dry dock.",
        ] {
            assert!(is_of_caption(caption), "{caption}");
        }
        for prose in [
            "The river (the Alb) rose.",
            "The picture shows a ferry.",
            "In this picture of a town, a river matters.",
            "She works for Getty Images.",
            "He was 2 of 4 on the list.",
            "The command ls | sort prints names.",
            "The river rose",
            "",
        ] {
            assert!(!is_of_caption(prose), "{prose}");
        }
    }

    #[test]
    fn a_long_paragraph_is_no_caption() {
        let prose = "The river rose in the night and fell in the morning. ".repeat(12);
        assert!(!is_caption(&format!("{prose}(AP Photo)")));
    }

    #[test]
    fn the_list_is_sorted_lower_case_and_unique() {
        let credits: Vec<&str> = LIST.lines().collect();
        assert!(credits.is_sorted_by(|a, b| a < b), "sort data/page/credits.txt by bytes, each entry once");
        assert!(credits.iter().all(|credit| !credit.is_empty() && *credit == credit.to_lowercase()), "lower case only");
    }
}
