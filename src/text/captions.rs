//! Captions of pictures. Without its picture, in a summary, a caption has no meaning.
//!
//! A caption has a photo credit, *(AP Photo/Ann Lee)*, a number, *Image 2 of 4*, or refers to the picture, *In this file photo*.
//! Credits are listed in `data/page/credits.txt`.

use std::sync::LazyLock;

use super::preamble;
use crate::language::lower_case;
use crate::util::char_class::ends_with_stop;

const LIST: &str = include_str!("../../data/page/credits.txt");

/// The credits by their first byte.
static CREDITS: LazyLock<[Vec<&'static str>; 256]> = LazyLock::new(|| {
    let mut credits = [const { Vec::new() }; 256];
    for credit in LIST.lines() {
        let first = credit.bytes().next().unwrap_or_default();
        credits[usize::from(first)].push(credit);
    }
    credits
});

/// Words for a numbered picture, as in *Image 2 of 4*.
const PICTURE_WORDS: [&str; 9] = ["image", "photo", "picture", "slide", "bild", "foto", "imagen", "immagine", "фото"];

/// Words between the two numbers.
const OF_WORDS: [&str; 9] = ["of", "/", "von", "sur", "de", "di", "av", "van", "из"];

/// Maximum length of these words in bytes.
const MAX_WORD_BYTES: usize = 16;

/// Where a person is in a picture.
const POSITIONS: [&str; 6] =
    ["(left)", "(right)", "(above)", "(pictured left)", "(pictured right)", "(pictured above)"];

/// Maximum length of a credit in brackets, in bytes: two names, an agency and a date.
const MAX_CREDIT_BYTES: usize = 80;

/// Number of bytes in which a credit without brackets is searched for.
const MAX_PLAIN_CREDIT_BYTES: usize = MAX_CREDIT_BYTES / 2;

/// Maximum length of a caption in bytes: two or three sentences.
const MAX_CAPTION_BYTES: usize = 600;

/// Whether a paragraph is a caption: it is short, and ends in a credit.
pub(super) fn is_caption(paragraph: &str) -> bool {
    paragraph.len() <= MAX_CAPTION_BYTES && ends_in_credit(paragraph)
}

/// Whether a sentence is part of a caption, in any paragraph.
pub(crate) fn is_caption_sentence(sentence: &str) -> bool {
    ends_in_credit(sentence)
        || begins_with_credit(sentence)
        || has_barred_credit(sentence)
        || is_numbered(sentence)
        || refers_to_picture(sentence)
        || names_position(sentence)
}

/// Whether a sentence is a credit and nothing else, so that the sentence before it is a caption.
pub(crate) fn is_credit(sentence: &str) -> bool {
    sentence.starts_with(['(', '[', '|']) && is_caption_sentence(sentence)
}

/// `Ida Brandt (left) cuts the ribbon.`
fn names_position(text: &str) -> bool {
    let mut brackets = memchr::memchr_iter(b'(', text.as_bytes());
    brackets.any(|open| POSITIONS.iter().any(|position| text[open..].starts_with(position)))
}

/// `... in dry dock. (AP Photo/Tom Poe)`; without brackets only if no stop follows: `Photograph: Tom Poe`.
fn ends_in_credit(text: &str) -> bool {
    let mut rest = text;
    while let Some((before, bracket)) = split_last_bracket(rest) {
        if contains_credit(bracket) {
            return true;
        }
        rest = before;
    }
    rest.len() == text.len() && !ends_with_stop(text) && contains_credit(last_bytes(text, MAX_PLAIN_CREDIT_BYTES))
}

/// The bracket at the end of a text, if it is short enough for a credit, and the text before it.
fn split_last_bracket(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end_matches(['.', ' ']);
    let open = match text.as_bytes().last()? {
        b')' => '(',
        b']' => '[',
        _ => return None,
    };
    let end = last_bytes(text, MAX_CREDIT_BYTES);
    let at = text.len() - end.len() + end.rfind(open)?;
    Some(text.split_at(at))
}

/// At most the first `max` bytes of a text.
fn first_bytes(text: &str, max: usize) -> &str {
    &text[..text.floor_char_boundary(max)]
}

/// At most the last `max` bytes of a text.
fn last_bytes(text: &str, max: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(max))..]
}

/// `Ann Lee / Reuters file The pier of Kestrel Island.`
fn begins_with_credit(text: &str) -> bool {
    let near = first_bytes(text, MAX_PLAIN_CREDIT_BYTES);
    let Some(slash) = memchr::memchr(b'/', near.as_bytes()) else { return false };
    let after = near[slash..].strip_prefix("/ ").filter(|_| near[..slash].ends_with(' '));
    let agency = after.and_then(|after| after.split(char::is_whitespace).next());
    agency.is_some_and(|agency| preamble::is_agency(agency) || contains_credit(agency))
}

/// `The mayor cut the ribbon. | Getty Images`, whatever follows.
fn has_barred_credit(text: &str) -> bool {
    let mut bars = memchr::memchr_iter(b'|', text.as_bytes());
    bars.any(|bar| contains_credit(first_bytes(&text[bar + 1..], MAX_PLAIN_CREDIT_BYTES)))
}

/// `Image 2 of 4`, whatever follows.
fn is_numbered(text: &str) -> bool {
    may_be_numbered(text) && begins_with_number_of(text)
}

/// Whether a digit follows the first word: a cheap test that rejects nearly all sentences.
fn may_be_numbered(text: &str) -> bool {
    let gap = memchr::memchr3(b' ', b':', b'\n', text.as_bytes());
    gap.is_some_and(|gap| text.as_bytes().get(gap + 1).is_some_and(u8::is_ascii_digit))
}

fn begins_with_number_of(text: &str) -> bool {
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut words = text.split(|c: char| c.is_whitespace() || c == ':');
    let mut next = || words.next().unwrap_or_default();
    let is_one_of = |list: &[&str], word: &str| list.iter().any(|entry| is_lower_case_of(entry, word));
    is_one_of(&PICTURE_WORDS, next()) && is_number(next()) && is_one_of(&OF_WORDS, next()) && is_number(next())
}

/// Whether `lower` is `word` in lower case.
fn is_lower_case_of(lower: &str, word: &str) -> bool {
    lower_case(word, &mut [0; MAX_WORD_BYTES]) == Some(lower)
}

/// `In this May 4 file photo, the ferry lies in dock.`
fn refers_to_picture(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("In this ").or_else(|| text.strip_prefix("This ")) else { return false };
    let is_picture = |word: &str| matches!(word, "photo" | "photograph" | "image" | "picture");
    let mut words = first_bytes(rest, MAX_PLAIN_CREDIT_BYTES).split(|c: char| !c.is_alphanumeric());
    let before = words.by_ref().take_while(|word| !is_picture(word)).last().unwrap_or_default();
    let after = words.next().unwrap_or_default();
    matches!(before, "file" | "handout" | "undated" | "provided") || matches!(after, "shows" | "provided" | "taken")
}

/// Whether `text` contains a credit as a whole word or words.
fn contains_credit(text: &str) -> bool {
    // No letter grows by more than half in lower case.
    let mut buffer = [0; MAX_CREDIT_BYTES * 2];
    let Some(folded) = lower_case(text, &mut buffer) else { return false };
    let is_at = |at: usize, credit: &str| {
        folded.as_bytes()[at..].starts_with(credit.as_bytes()) && is_whole_word(folded, at, credit)
    };
    let mut starts = folded.bytes().enumerate();
    starts.any(|(at, byte)| CREDITS[usize::from(byte)].iter().any(|credit| is_at(at, credit)))
}

/// Whether no letter or digit adjoins the letters and digits at either end of `word`, which is at `at`.
fn is_whole_word(text: &str, at: usize, word: &str) -> bool {
    let is_begun = word.starts_with(char::is_alphanumeric) && text[..at].ends_with(char::is_alphanumeric);
    let continues = word.ends_with(char::is_alphanumeric) && text[at + word.len()..].starts_with(char::is_alphanumeric);
    !is_begun && !continues
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
            assert!(is_caption_sentence(caption), "{caption}");
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
            assert!(!is_caption_sentence(prose), "{prose}");
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

    #[test]
    fn credits_are_found_as_in_a_naive_search() {
        let naive = |text: &str| {
            let folded = text.to_lowercase();
            LIST.lines()
                .any(|credit| folded.match_indices(credit).any(|(at, credit)| is_whole_word(&folded, at, credit)))
        };
        for credit in LIST.lines() {
            for (before, after) in [("", ""), ("x", ""), ("é ", "/x"), (" ", "x"), ("х", "х")] {
                let text = format!("{before}{}{after}", credit.to_uppercase());
                assert_eq!(contains_credit(&text), naive(&text), "{text}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_cheap_test_rejects_no_number(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..8)) {
            let text = pieces.concat();
            prop_assert_eq!(is_numbered(&text), begins_with_number_of(&text), "{:?}", text);
        }
    }

    const PIECES: &[&str] =
        &["Image", "фото", "Bild", " ", ":", "\n", "\u{3000}", "2", "12", "of", "/", "из", "é", "The ferry"];
}
