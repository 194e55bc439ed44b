//! [`estimate_tokens`]: how many tokens a language model reads, without its tokenizer.

use crate::text::{Span, words};

/// About how many tokens a language model's tokenizer makes of `text`.
///
/// An estimate from the shape of the text, since no tokenizer is at hand: a word of
/// ASCII letters costs one token and another for every 6 letters beyond the first 6; a word of other
/// letters one for every 2 (Cyrillic, Greek, Arabic) or every 1 (Han, kana, Hangul, Indic) characters; three
/// digits cost one; every other visible character costs one. For a multilingual vocabulary it comes within 17 %
/// in languages written in Latin letters and is too high elsewhere; see `DESIGN.md`.
///
/// ```
/// use excerpt::select::estimate_tokens;
///
/// assert_eq!(estimate_tokens("The cat sat."), 4);
/// assert_eq!(estimate_tokens("雨が降る。"), 5);
/// ```
pub fn estimate_tokens(text: &str) -> usize {
    let mut tokens = 0;
    let mut end = 0;
    for Span { start, end: word_end } in words(text) {
        tokens += marks(&text[end..start]) + word_tokens(&text[start..word_end]);
        end = word_end;
    }
    tokens + marks(&text[end..])
}

fn marks(between: &str) -> usize {
    between.chars().filter(|c| !c.is_whitespace()).count()
}

fn word_tokens(word: &str) -> usize {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let ascii = word.bytes().filter(|b| b.is_ascii() && !b.is_ascii_digit()).count();
    // Two bytes of UTF-8 a character up to Arabic, three beyond.
    let two_byte = word.chars().filter(|c| ('\u{80}'..'\u{800}').contains(c)).count();
    let wide = word.chars().filter(|c| *c >= '\u{800}').count();
    (digits.div_ceil(3) + ascii.div_ceil(6) + two_byte.div_ceil(2) + wide).max(1)
}
