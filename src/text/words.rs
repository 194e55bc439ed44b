//! Words: the pieces between the word boundaries of [UAX #29] that contain a letter or a digit.
//!
//! The naive function is `text.unicode_word_indices()` of `unicode-segmentation`. It looks each character up in a table and keeps the
//! state of some twenty rules. The scanner here is 4 to 8 times as fast on the texts of `data/samples/`:
//!
//! ```text
//! loop:
//!     skip characters that are in no word
//!     if the next character is complex:
//!         read a stretch of text from there by unicode-segmentation
//!     else:
//!         extend the word while characters join it
//!         if a complex character follows: read the stretch by unicode-segmentation instead
//!         else: yield the word
//! ```
//!
//! 1. *Classes.* Most text is made of characters for which only a few of the rules matter. They have a [`Class`]; for the commonest
//!    of them it is known from the first byte or two, without decoding.
//! 2. *Stretches.* Any other character, a combining mark or a letter of Thai, is complex. The stretch that is read by all rules ends
//!    at the first space or line end with an ASCII character after it, because no rule looks across that.
//!
//! Tests compare the two on every character of the Basic Multilingual Plane next to each class, and on random texts.
//!
//! [UAX #29]: https://www.unicode.org/reports/tr29/#Word_Boundaries

use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

use super::span::Span;
use super::word_class::Class;
use crate::util::char_class::utf8;

/// The words of `text`, in order: the pieces between the word boundaries of [UAX #29] that contain at least one letter or digit.
///
/// Linear in the length of the text. Makes no allocation.
///
/// ```
/// use excerpt::text::words;
///
/// let text = "It’s 3.5 km, isn't it?";
/// let found: Vec<_> = words(text).map(|span| span.slice(text)).collect();
/// assert_eq!(found, ["It’s", "3.5", "km", "isn't", "it"]);
/// ```
///
/// [UAX #29]: https://www.unicode.org/reports/tr29/#Word_Boundaries
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    Words { text, at: 0, stretch: None }
}

struct Words<'t> {
    text: &'t str,
    /// A word boundary. All words before it were found.
    at: usize,
    /// The words of a stretch that needs all rules, and the offset of the stretch.
    stretch: Option<(usize, UnicodeWordIndices<'t>)>,
}

/// What begins at a boundary.
enum Scanned {
    /// A word, up to this offset.
    Word(usize),
    /// Underscores, up to this offset.
    NoWord(usize),
    /// A complex character is in the word or follows it.
    Complex,
}

impl Iterator for Words<'_> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        loop {
            if let Some((offset, words)) = &mut self.stretch {
                if let Some((at, word)) = words.next() {
                    return Some(Span::new(*offset + at, *offset + at + word.len()));
                }
                self.stretch = None;
            }
            let (start, class, len) = self.next_start()?;
            let scanned = match class {
                Class::Complex => {
                    let from = before_complex(self.text, start).max(self.at);
                    self.read_stretch(from, start);
                    continue;
                }
                Class::Single => self.scan_single(start + len),
                _ => self.scan_word(start + len, class),
            };
            match scanned {
                Scanned::Word(end) => {
                    self.at = end;
                    return Some(Span::new(start, end));
                }
                Scanned::NoWord(end) => self.at = end,
                Scanned::Complex => self.read_stretch(start, start),
            }
        }
    }
}

impl Words<'_> {
    /// The next character that may begin a word: its offset, class and length.
    #[inline]
    fn next_start(&self) -> Option<(usize, Class, usize)> {
        let mut at = self.at;
        loop {
            let (class, len) = Class::at(self.text, at)?;
            if class.may_begin_word() {
                return Some((at, class, len));
            }
            at += len;
        }
    }

    /// Scans a word of one character that ends at `end`.
    #[inline]
    fn scan_single(&self, end: usize) -> Scanned {
        match Class::at(self.text, end) {
            Some((Class::Complex, _)) => Scanned::Complex,
            _ => Scanned::Word(end),
        }
    }

    /// Scans the rest of a word. `at` is the end of its first character, and `last` the class of that.
    #[inline]
    fn scan_word(&self, mut at: usize, mut last: Class) -> Scanned {
        let mut is_word = last != Class::Connector;
        if last == Class::Letter {
            at = self.skip_letters(at);
        }
        while let Some((class, len)) = Class::at(self.text, at) {
            match class {
                Class::Letter => (at, last, is_word) = (self.skip_letters(at + len), class, true),
                Class::Digit => (at, last, is_word) = (at + len, class, true),
                Class::Connector => (at, last) = (at + len, class),
                Class::Complex => return Scanned::Complex,
                _ if class.joins(last) => match Class::at(self.text, at + len) {
                    Some((Class::Complex, _)) => return Scanned::Complex,
                    Some((next, next_len)) if next == last => at += len + next_len,
                    _ => break,
                },
                _ => break,
            }
        }
        if is_word { Scanned::Word(at) } else { Scanned::NoWord(at) }
    }

    /// The end of the letters at `at` that their first byte tells: ASCII and Russian.
    #[inline]
    fn skip_letters(&self, mut at: usize) -> usize {
        let bytes = self.text.as_bytes();
        loop {
            while bytes.get(at).is_some_and(|&byte| Class::is_ascii_letter(byte)) {
                at += 1;
            }
            if !bytes.get(at).is_some_and(|&byte| utf8::is_cyrillic_lead(byte)) {
                return at;
            }
            at += 2;
        }
    }

    /// Leaves the text from `start` to the first sure boundary after `at` to `unicode-segmentation`.
    #[cold]
    fn read_stretch(&mut self, start: usize, at: usize) {
        let end = sure_boundary(self.text, at);
        self.stretch = Some((start, self.text[start..end].unicode_word_indices()));
        self.at = end;
    }
}

/// Offset from which to read a complex character at `at` with no word before it: that of the character before, which it may
/// extend, or of all spaces before it, which have no boundary between them.
fn before_complex(text: &str, at: usize) -> usize {
    let before = text[..at].trim_end_matches(' ');
    if before.len() < at { before.len() } else { before.char_indices().next_back().map_or(0, |(start, _)| start) }
}

/// Offset of the first space or line end after `at` with an ASCII character after it, or the end of the text. No rule looks across
/// it.
fn sure_boundary(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut spaces = memchr::memchr2_iter(b' ', b'\n', &bytes[at..]).map(|offset| at + offset);
    spaces.find(|space| bytes.get(space + 1).is_some_and(u8::is_ascii)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn naive(text: &str) -> Vec<Span> {
        text.unicode_word_indices().map(|(start, word)| Span::new(start, start + word.len())).collect()
    }

    #[track_caller]
    fn check(text: &str) {
        assert_eq!(words(text).collect::<Vec<_>>(), naive(text), "{text:?}");
    }

    #[test]
    fn every_character_next_to_every_class() {
        // All of the Basic Multilingual Plane and some more, next to characters of the classes that the rules look at.
        for c in ('\0'..='\u{ffff}').chain('\u{1f1e6}'..='\u{1f6ff}').chain('\u{e0000}'..='\u{e01ef}') {
            check(&format!("{c}"));
            check(&format!("a{c}a 1{c}1 _{c}a '{c}' a.{c} {c} {c}.a 1,{c}1\n{c}\u{200d}{c}, {c}{c}a"));
            check(&format!("漢{c}漢，{c}。1{c}漢 a，{c}漢a{c}1，{c}の{c}"));
        }
    }

    #[test]
    fn characters_that_extend_the_one_before() {
        for text in
            ["-\u{200d}ℹ", "  \u{200d}ℹ a", "a \u{301}b", "\r\n\u{301}a", "a\u{301}.b", "_\u{200d}ℹ", ".\u{200d}ℹ"]
        {
            check(text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_scanner_finds_the_words_of_uax_29(pieces in prop::collection::vec(piece(), 0..12)) {
            let text = pieces.concat();
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), naive(&text), "{:?}", text);
        }
    }

    /// Pieces of words and between words, with each class of UAX #29.
    fn piece() -> impl Strategy<Value = String> {
        let known = [
            "a", "Z", "é", "ж", "ñ", "1", "_", " ", "  ", "\n", "\r\n", "\t", "'", "’", "\"", ".", ",", ":", ";", "-",
            "–", "…", "“", "\u{301}", "\u{200d}", "\u{ad}", "\u{a0}", "ℹ", "👍", "🇩", "א", "カ", "漢", "ก", "अ", "्",
            "的", "の", "を", "ー", "、", "。", "，", "：", "！", "」", "々", "\u{3099}", "—", "٫", "١", "·",
            "\u{387}", "\u{2060}", "\u{feff}", "\u{85}", "\u{2028}", "͏", "ͅ",
        ];
        prop_oneof![
            8 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
            1 => any::<char>().prop_map(String::from),
        ]
    }
}
