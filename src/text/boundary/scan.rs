//! The scan for bytes at which a sentence may end.

use std::cell::Cell;

use super::chunk::{CHUNK, Chunk, bits, chunk_at};

/// Finds the bytes at which a character that may be a stop begins, or bytes within that character.
pub(super) struct Scanner<'t> {
    bytes: &'t [u8],
    /// What was scanned last, so that each byte is looked at once.
    seen: Cell<Seen>,
}

#[derive(Clone, Copy)]
struct Seen {
    start: usize,
    end: usize,
    /// A bit for each byte, the lowest for the first: whether it may belong to a stop.
    stops: u64,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(bytes: &'t [u8]) -> Self {
        Self { bytes, seen: Cell::new(Seen { start: 0, end: 0, stops: 0 }) }
    }

    /// The first such byte at `from` or behind it.
    ///
    /// The test is made on two bytes, so that scripts whose letters share a lead byte with a stop are passed over as fast as
    /// English is; it may still let through a character that is none.
    pub(super) fn next(&self, from: usize) -> Option<usize> {
        let Seen { start, end, stops } = self.seen.get();
        let mut at = from;
        if (start..end).contains(&from) {
            let stops = stops >> (from - start);
            if stops != 0 {
                return Some(from + stops.trailing_zeros() as usize);
            }
            at = end;
        }
        while at < self.bytes.len() {
            let stops = stops_of(&chunk_at(self.bytes, at));
            let end = self.chunk_end(at);
            if stops != 0 {
                self.seen.set(Seen { start: at, end, stops });
                return Some(at + stops.trailing_zeros() as usize);
            }
            at = end;
        }
        None
    }

    /// A chunk ends where a character does, so that the next sees the lead byte of each of its characters.
    fn chunk_end(&self, at: usize) -> usize {
        let end = self.bytes.len().min(at + CHUNK);
        let is_within = |&at: &usize| self.bytes.get(at).is_some_and(|byte| byte & 0xc0 == 0x80);
        (at + 1..=end).rev().find(|at| !is_within(at)).unwrap_or(end)
    }
}

/// The stops among all bytes of `chunk` but the last.
///
/// Most chunks are of one script, and where few different bytes lead its characters, fewer tests do.
#[inline(always)]
fn stops_of(chunk: &Chunk) -> u64 {
    // Beginning with 0xC0, the lowest lead byte comes first, and ASCII and the bytes within characters last.
    let (mut lowest, mut highest) = (u8::MAX, 0);
    for &byte in &chunk[..CHUNK] {
        lowest = lowest.min(byte.wrapping_sub(0xc0));
        highest = highest.max(byte);
    }
    match (lowest.wrapping_add(0xc0), highest) {
        (_, 0..=0x7f) => bits(chunk, |a, _| is_ascii_stop(a)),
        (_, 0x80..=0xd5) => bits(chunk, |a, b| is_ascii_stop(a) | is_stop_of_two(a, b)),
        (0xe0, 0xe0) => bits(chunk, |a, b| is_ascii_stop(a) | is_danda(a, b)),
        (0xe2..=0xef, 0xe2..=0xef) => bits(chunk, |a, b| is_ascii_stop(a) | is_wide_stop(a, b) | is_punctuation(a, b)),
        _ => bits(chunk, may_start_stop),
    }
}

#[inline(always)]
fn is_ascii_stop(a: u8) -> bool {
    // `:` and `;` are neighbours.
    (a == b'.') | (a == b'!') | (a == b'?') | (a & 0xfe == b':')
}

/// U+00B7, and U+037E and U+0387, which are Greek: all stops whose lead byte is below 0xD6.
#[inline(always)]
fn is_stop_of_two(a: u8, b: u8) -> bool {
    ((a == 0xc2) & (b == 0xb7)) | ((a == 0xcd) & (b == 0xbe)) | ((a == 0xce) & (b == 0x87))
}

/// The danda and its double are E0 A5 A4 and E0 A5 A5. Half the letters of Hindi start with E0 A5, so the last two bytes are
/// looked at.
#[inline(always)]
fn is_danda(a: u8, b: u8) -> bool {
    (a == 0xa5) & (b & 0xfe == 0xa4)
}

/// The stops of Chinese (E3 80 82, EF BC 81, 8E and 9F, EF BD A1), whose comma starts alike: the last two bytes again.
#[inline(always)]
fn is_wide_stop(a: u8, b: u8) -> bool {
    let wide = (a == 0xbc) & ((b == 0x81) | (b == 0x8e) | (b == 0x9f));
    wide | ((a == 0xbd) & (b == 0xa1)) | ((a == 0x80) & (b == 0x82))
}

/// Of general punctuation only `…` and `‼`, for quotes and dashes are many; of all else that starts with E2 whatever it is.
#[inline(always)]
fn is_punctuation(a: u8, b: u8) -> bool {
    ((a == 0xe2) & (b != 0x80)) | ((a == 0x80) & ((b == 0xa6) | (b == 0xbc)))
}

/// Whether `a`, followed by `b`, may belong to a stop. Without branches, so that it can be done for many bytes at once.
#[inline(always)]
fn may_start_stop(a: u8, b: u8) -> bool {
    // U+0589 Armenian, U+061F and U+06D4 Arabic, U+0700 Syriac, U+07F9 N’Ko.
    let two = ((a == 0xd6) & (b == 0x89)) | ((a == 0xd8) & (b == 0x9f)) | ((a == 0xdb) & (b == 0x94));
    let others = ((a == 0xdc) & (b <= 0x82)) | ((a == 0xdf) & (b == 0xb9));
    // Ethiopic, Khmer, Burmese and others, but not Georgian (E1 83).
    let three = (a == 0xe1) & (b <= 0xb1) & (b != 0x83);
    // Emoji.
    let four = (a == 0xf0) & (b == 0x9f);
    let scripts = is_ascii_stop(a) | is_stop_of_two(a, b) | is_danda(a, b) | is_wide_stop(a, b) | is_punctuation(a, b);
    scripts | two | others | three | four
}

#[cfg(test)]
mod tests {
    use super::super::super::marks::{is_emoji, is_stop, is_weak_stop};
    use super::*;

    #[test]
    fn no_stop_is_passed_over_whatever_stands_around_it() {
        for c in ('\0'..=char::MAX).filter(|&c| is_stop(c) || is_weak_stop(c)).chain(['😀', '☀', '⭐', '🇩']) {
            assert!(is_stop(c) || is_weak_stop(c) || is_emoji(c));
            for letter in ["a", "é", "н", "“", "ש", "न", "ა", "港", "，", "한", "𝒜"] {
                for before in 0..70 {
                    let text = format!("{}{c}{}", letter.repeat(before), letter.repeat(70));
                    let found =
                        Scanner::new(text.as_bytes()).next(0).unwrap_or_else(|| panic!("{c:?} was passed over"));
                    assert_eq!(text.floor_char_boundary(found), before * letter.len(), "{c:?} behind {letter}");
                }
            }
        }
    }

    #[test]
    fn emoji_are_found() {
        for c in ('\0'..=char::MAX).filter(|&c| is_emoji(c)) {
            assert_eq!(Scanner::new(format!("a{c}").as_bytes()).next(0), Some(1), "{c:?}");
        }
    }

    #[test]
    fn each_stop_is_found_in_turn_and_again() {
        let text = "One. Two. ".repeat(30) + "三。" + &"a".repeat(100) + "!";
        let naive: Vec<_> = text.char_indices().filter(|(_, c)| is_stop(*c)).map(|(at, _)| at).collect();
        let scanner = Scanner::new(text.as_bytes());
        for _ in 0..2 {
            let (mut from, mut found) = (0, Vec::new());
            while let Some(at) = scanner.next(from) {
                let start = text.floor_char_boundary(at);
                found.push(start);
                from = start + text[start..].chars().next().map_or(1, char::len_utf8);
            }
            assert_eq!(found, naive);
        }
    }

    #[test]
    fn letters_quotes_and_commas_are_passed_over() {
        for text in
            ["The river’s banks — “wet”, he said", "港口，在关闭十天之后、重新开放", "नदी रात में दो मीटर", "Việt Nam đã"]
        {
            assert_eq!(Scanner::new(text.as_bytes()).next(0), None, "{text}");
        }
    }
}
