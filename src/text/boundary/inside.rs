//! Whether a candidate is inside open brackets or quotes.

use super::chunk::{CHUNK_BYTES, bits, chunk_at};
use super::values::Inside;

/// Maximum distance of an opening bracket or quote in bytes. Farther ones were probably never closed.
const MAX_DISTANCE_BYTES: usize = 200;

/// Whether a bracket or a quote is open at the end of `sentence`. Decided, in this order, by the last round bracket, by the parity of
/// straight quotes, and by the last typographic quote or bracket.
///
/// Marks are found from the end in chunks of bytes; the test has the naive loop over characters.
pub(super) fn inside(sentence: &str) -> Inside {
    let near = &sentence[sentence.ceil_char_boundary(sentence.len().saturating_sub(MAX_DISTANCE_BYTES))..];
    if !has_marks(near.as_bytes()) {
        return Inside::No;
    }
    let (mut bracket, mut straight_quotes, mut typographic) = (None, 0, None);
    for at in marks_from_the_end(near.as_bytes()) {
        match near.as_bytes()[at] {
            mark @ (b'(' | b')') => bracket = bracket.or(Some(mark == b'(')),
            b'"' => straight_quotes += 1,
            _ if typographic.is_none() => typographic = typographic_mark(&near[near.floor_char_boundary(at)..]),
            _ => {}
        }
    }
    if bracket == Some(true) {
        Inside::Bracket
    } else if straight_quotes % 2 == 1 {
        Inside::Quote
    } else {
        typographic.unwrap_or(Inside::No)
    }
}

/// Whether there may be a mark: a straight one, or the lead byte of a typographic one.
fn has_marks(bytes: &[u8]) -> bool {
    memchr::memchr3(b'(', b'"', 0xe2, bytes).is_some() || memchr::memchr3(0xc2, 0xe3, 0xef, bytes).is_some()
}

/// What the typographic mark at the start of `text` opens, or `Inside::No` if it closes; `None` if there is no such mark.
fn typographic_mark(text: &str) -> Option<Inside> {
    match text.chars().next()? {
        '“' | '«' | '„' | '「' | '『' => Some(Inside::Quote),
        '《' | '（' => Some(Inside::Bracket),
        '”' | '»' | '」' | '』' | '》' | '）' => Some(Inside::No),
        _ => None,
    }
}

/// The offsets of all bytes that may belong to a bracket or a quote, the last first.
fn marks_from_the_end(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let chunks = (0..bytes.len()).step_by(CHUNK_BYTES).rev();
    chunks.flat_map(|start| {
        let mut marks = bits(&chunk_at(bytes, start), may_be_mark);
        std::iter::from_fn(move || {
            let last = marks.checked_ilog2()?;
            marks ^= 1 << last;
            Some(start + last as usize)
        })
    })
}

/// Whether `a`, followed by `b`, may be the last two bytes of a bracket or a quote, or an ASCII one. Without branches, so that the loop
/// over a chunk is vectorized.
#[inline(always)]
fn may_be_mark(a: u8, b: u8) -> bool {
    let ascii = (a == b'"') | (a & 0xfe == b'(');
    // E2 80 9C to 9E; E3 80 8A to 8F; EF BC 88 and 89; C2 AB and BB.
    let quote = (a == 0x80) & ((b.wrapping_sub(0x9c) < 3) | (b.wrapping_sub(0x8a) < 6));
    ascii | quote | ((a == 0xbc) & (b & 0xfe == 0x88)) | ((a == 0xc2) & (b & 0xef == 0xab))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The naive loop.
    fn naive(sentence: &str) -> Inside {
        let near = &sentence[sentence.ceil_char_boundary(sentence.len().saturating_sub(MAX_DISTANCE_BYTES))..];
        if near.chars().rev().find(|c| matches!(c, '(' | ')')) == Some('(') {
            Inside::Bracket
        } else if near.chars().filter(|&c| c == '"').count() % 2 == 1 {
            Inside::Quote
        } else {
            let mut tails = near.char_indices().rev().map(|(at, _)| &near[at..]);
            tails.find_map(typographic_mark).unwrap_or(Inside::No)
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_naive_loop(
            pieces in proptest::collection::vec(proptest::sample::select(&[
                "(", ")", "\"", "“", "”", "„", "«", "»", "「", "」", "《", "》", "（", "）", "『", "』", "〜", "，", "…",
                "a", "é", "न", "港", "😀", "the river ", "and the sea and the land ", "港口在关闭十天之后",
            ][..]), 0..40)
        ) {
            let sentence = pieces.concat();
            prop_assert_eq!(inside(&sentence), naive(&sentence));
        }
    }

    #[test]
    fn a_bracket_opened_long_before_does_not_count() {
        assert_eq!(inside("He (so"), Inside::Bracket);
        assert_eq!(inside(&format!("He ({}", "so ".repeat(MAX_DISTANCE_BYTES))), Inside::No);
    }
}
