//! [`Scanner`]: finds the bytes that may belong to a stop.
//!
//! The naive loop tests every character of the block. Here 64 bytes are tested at once: a [chunk](super::chunk) becomes a set of
//! 64 bits, and the set is kept until all its stops are used. A byte is tested together with its successor, which tells a stop
//! from the letters that share its lead byte; so the scan is about as fast in every script as in English. The result may
//! still be no stop, which [`Finder`](super::candidate::Finder) finds out.

use std::cell::Cell;

use super::chunk::{CHUNK_BYTES, Chunk, bits, chunk_at};

/// Scans one block.
pub(super) struct Scanner<'t> {
    bytes: &'t [u8],
    /// The last chunk that was scanned, so that no byte is scanned twice.
    last: Cell<Scanned>,
}

#[derive(Clone, Copy)]
struct Scanned {
    start: usize,
    end: usize,
    /// A bit for each byte from `start` on, the lowest for the first: whether it may belong to a stop.
    stops: u64,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(bytes: &'t [u8]) -> Self {
        Self { bytes, last: Cell::new(Scanned { start: 0, end: 0, stops: 0 }) }
    }

    /// The offset of the first byte at or after `from` that may belong to a stop.
    pub(super) fn next(&self, from: usize) -> Option<usize> {
        let Scanned { start, end, stops } = self.last.get();
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
                self.last.set(Scanned { start: at, end, stops });
                return Some(at + stops.trailing_zeros() as usize);
            }
            at = end;
        }
        None
    }

    /// The end of the chunk at `at`: the end of a character, so that the next chunk begins with a lead byte.
    fn chunk_end(&self, at: usize) -> usize {
        let end = self.bytes.len().min(at + CHUNK_BYTES);
        let is_within = |&at: &usize| self.bytes.get(at).is_some_and(|byte| byte & 0xc0 == 0x80);
        (at + 1..=end).rev().find(|at| !is_within(at)).unwrap_or(end)
    }
}

/// The bytes of `chunk` that may belong to a stop, a bit for each.
///
/// Most chunks are of one script, so the range of their lead bytes tells which tests are needed.
#[inline(always)]
fn stops_of(chunk: &Chunk) -> u64 {
    // Counted from 0xC0, lead bytes come first, and ASCII and continuation bytes after them.
    let (mut lowest, mut highest) = (u8::MAX, 0);
    for &byte in &chunk[..CHUNK_BYTES] {
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
    // `:` and `;` differ in the lowest bit.
    (a == b'.') | (a == b'!') | (a == b'?') | (a & 0xfe == b':')
}

/// U+00B7, and Greek U+037E and U+0387: all stops with a lead byte below 0xD6.
#[inline(always)]
fn is_stop_of_two(a: u8, b: u8) -> bool {
    ((a == 0xc2) & (b == 0xb7)) | ((a == 0xcd) & (b == 0xbe)) | ((a == 0xce) & (b == 0x87))
}

/// The last two bytes of the danda and the double danda, E0 A5 A4 and E0 A5 A5. Half the letters of Hindi begin with E0 A5.
#[inline(always)]
fn is_danda(a: u8, b: u8) -> bool {
    (a == 0xa5) & (b & 0xfe == 0xa4)
}

/// The last two bytes of the stops of Chinese: E3 80 82, EF BC 81, EF BC 8E, EF BC 9F, EF BD A1. Its comma begins with EF BC.
#[inline(always)]
fn is_wide_stop(a: u8, b: u8) -> bool {
    let wide = (a == 0xbc) & ((b == 0x81) | (b == 0x8e) | (b == 0x9f));
    wide | ((a == 0xbd) & (b == 0xa1)) | ((a == 0x80) & (b == 0x82))
}

/// `…` and `‼` of general punctuation, E2 80, where quotes and dashes are common; any other character with the lead byte E2.
#[inline(always)]
fn is_punctuation(a: u8, b: u8) -> bool {
    ((a == 0xe2) & (b != 0x80)) | ((a == 0x80) & ((b == 0xa6) | (b == 0xbc)))
}

/// Whether `a`, followed by `b`, may belong to a stop of any script.
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
    use super::*;
    use crate::util::char_class::{is_emoji, is_stop, is_weak_stop};

    #[test]
    fn no_stop_is_missed_whatever_the_letters_around_it() {
        for c in ('\0'..=char::MAX).filter(|&c| is_stop(c) || is_weak_stop(c)).chain(['😀', '☀', '⭐', '🇩']) {
            assert!(is_stop(c) || is_weak_stop(c) || is_emoji(c));
            for letter in ["a", "é", "н", "“", "ש", "न", "ა", "港", "，", "한", "𝒜"] {
                for before in 0..70 {
                    let text = format!("{}{c}{}", letter.repeat(before), letter.repeat(70));
                    let found = Scanner::new(text.as_bytes()).next(0).unwrap_or_else(|| panic!("{c:?} is missed"));
                    assert_eq!(text.floor_char_boundary(found), before * letter.len(), "{c:?} after {letter}");
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
    fn stops_are_found_in_order_and_again_from_the_start() {
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
    fn letters_quotes_and_commas_are_skipped() {
        for text in
            ["The river’s banks — “wet”, he said", "港口，在关闭十天之后、重新开放", "नदी रात में दो मीटर", "Việt Nam đã"]
        {
            assert_eq!(Scanner::new(text.as_bytes()).next(0), None, "{text}");
        }
    }
}
