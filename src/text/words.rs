//! Words: where UAX #29 says they are.
//!
//! Most text is made of characters of which the rules say little: letters, digits, spaces, a few marks. Those are scanned here,
//! by [`Class`], and byte by byte as long as they are of one or two bytes, or of those that Chinese and Japanese are full of. Where any
//! other character comes up, `unicode-segmentation` reads on from the start of that word to a space behind which the scan can be sure
//! of itself again. A property test holds the two to the same words.

use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

use super::Span;
use super::word_class::Class;

/// The words of `text`, in order: the pieces between the word boundaries of [UAX #29] that hold
/// at least one letter or digit.
///
/// Linear in the length of the text; allocates nothing.
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
    Words { text, at: 0, intricate: None }
}

struct Words<'t> {
    text: &'t str,
    /// Up to here all words were found; a boundary.
    at: usize,
    /// The words of a stretch that needs all the rules, and where it starts.
    intricate: Option<(usize, UnicodeWordIndices<'t>)>,
}

impl Iterator for Words<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        if self.intricate.is_none()
            && let Some(word) = self.next_plain()
        {
            self.at = word.end;
            return Some(word);
        }
        loop {
            if let Some((start, words)) = &mut self.intricate {
                if let Some((at, word)) = words.next() {
                    return Some(Span::new(*start + at, *start + at + word.len()));
                }
                self.intricate = None;
            }
            let (start, class, len) = self.next_start()?;
            if class == Class::Intricate {
                self.read_intricate(before_intricate(self.text, start).max(self.at), start);
                continue;
            }
            match self.word_end(start, class, len) {
                None => self.read_intricate(start, start),
                Some((end, is_word)) => {
                    self.at = end;
                    if is_word {
                        return Some(Span::new(start, end));
                    }
                }
            }
        }
    }
}

impl Words<'_> {
    /// The next word, if it and what is around it are of the characters that most text is made of; byte by byte. `None` says nothing.
    fn next_plain(&self) -> Option<Span> {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        loop {
            start += bytes[start..].iter().position(|byte| !Class::of_byte(*byte).is_between())?;
            match Class::of_wide(bytes, start) {
                None => break,
                Some(Class::Alone) => {
                    return Some(Span::new(start, start + 3)).filter(|word| stands_apart(bytes, word.end));
                }
                Some(_) => start += 3,
            }
        }
        let (mut at, mut last) = (start, Class::Joiner);
        let mut is_word = false;
        while let Some((class, len)) = Class::of_plain(bytes, at) {
            match class {
                Class::Letter => {
                    (at, last, is_word) = (at + len, class, true);
                    while bytes.get(at).is_some_and(|byte| Class::of_byte(*byte) == Class::Letter) {
                        at += 1;
                    }
                }
                Class::Digit | Class::Joiner => {
                    is_word |= class == Class::Digit;
                    (at, last) = (at + len, class);
                }
                Class::Intricate => match Class::of_wide(bytes, at) {
                    Some(Class::Alone | Class::Mark) => break,
                    // It may hold what is on both its sides together, unless that is one of these.
                    Some(_) if Class::of_wide(bytes, at + 3).is_some() => break,
                    _ => return None,
                },
                Class::Mark => break,
                _ => match Class::of_plain(bytes, at + 1) {
                    Some((Class::Intricate, _)) if Class::of_wide(bytes, at + 1).is_none() => return None,
                    Some((next, next_len)) if class.joins(last) && next == last => at += 1 + next_len,
                    _ => break,
                },
            }
        }
        is_word.then(|| Span::new(start, at))
    }

    /// The next character that begins a word or that may be part of one, its class and its length.
    fn next_start(&self) -> Option<(usize, Class, usize)> {
        let mut at = self.at;
        loop {
            let (class, len) = Class::at(self.text, at)?;
            if matches!(class, Class::Letter | Class::Digit | Class::Joiner | Class::Intricate) {
                return Some((at, class, len));
            }
            at += len;
        }
    }

    /// Where the word ends that starts with a character of this class and length, and whether there is a letter or digit in it;
    /// `None` if that takes all the rules to say.
    fn word_end(&self, start: usize, class: Class, len: usize) -> Option<(usize, bool)> {
        let (mut at, mut last) = (start + len, class);
        let mut is_word = class != Class::Joiner;
        while let Some((class, len)) = Class::at(self.text, at) {
            match class {
                Class::Letter | Class::Digit | Class::Joiner => {
                    is_word |= class != Class::Joiner;
                    (at, last) = (at + len, class);
                }
                Class::Intricate => return None,
                _ => match Class::at(self.text, at + len) {
                    Some((Class::Intricate, _)) if class.joins(last) => return None,
                    Some((next, next_len)) if class.joins(last) && next == last => at += len + next_len,
                    _ => break,
                },
            }
        }
        Some((at, is_word))
    }

    /// Hands the text from `start` to the first sure boundary behind `at` over to `unicode-segmentation`.
    fn read_intricate(&mut self, start: usize, at: usize) {
        let end = sure_boundary(self.text, at);
        self.intricate = Some((start, self.text[start..end].unicode_word_indices()));
        self.at = end;
    }
}

/// Whether what begins at a byte, if anything does, is known not to attach to what is before it.
#[inline]
fn stands_apart(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(u8::is_ascii) || Class::of_wide(bytes, at).is_some()
}

/// Where to begin to read for an intricate character at `at` with no word in front of it. It may attach to the character before, and
/// spaces hang together.
fn before_intricate(text: &str, at: usize) -> usize {
    let before = text[..at].trim_end_matches(' ');
    if before.len() < at { before.len() } else { before.char_indices().next_back().map_or(0, |(start, _)| start) }
}

/// The first space or line end behind `at` that an ASCII character follows, or the end: no rule looks across it.
fn sure_boundary(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut spaces = memchr::memchr2_iter(b' ', b'\n', &bytes[at..]).map(|behind| at + behind);
    spaces.find(|space| bytes.get(space + 1).is_some_and(u8::is_ascii)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slow(text: &str) -> Vec<Span> {
        text.unicode_word_indices().map(|(start, word)| Span::new(start, start + word.len())).collect()
    }

    #[track_caller]
    fn check(text: &str) {
        assert_eq!(words(text).collect::<Vec<_>>(), slow(text), "{text:?}");
    }

    #[test]
    fn every_character_in_every_company() {
        // Each character of the basic plane and some beyond, where rules that look one or two characters to either side would show.
        for c in ('\0'..='\u{ffff}').chain('\u{1f1e6}'..='\u{1f6ff}').chain('\u{e0000}'..='\u{e01ef}') {
            check(&format!("{c}"));
            check(&format!("a{c}a 1{c}1 _{c}a '{c}' a.{c} {c} {c}.a 1,{c}1\n{c}\u{200d}{c}, {c}{c}a"));
            check(&format!("漢{c}漢，{c}。1{c}漢 a，{c}漢a{c}1，{c}の{c}"));
        }
    }

    #[test]
    fn characters_that_attach_to_what_is_before_them() {
        for text in
            ["-\u{200d}ℹ", "  \u{200d}ℹ a", "a \u{301}b", "\r\n\u{301}a", "a\u{301}.b", "_\u{200d}ℹ", ".\u{200d}ℹ"]
        {
            check(text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_scan_finds_what_the_rules_find(pieces in prop::collection::vec(piece(), 0..12)) {
            let text = pieces.concat();
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), slow(&text), "{:?}", text);
        }
    }

    /// What words are made of and what parts them, each property of UAX #29 among it.
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
