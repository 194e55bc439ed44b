//! Whether a block has capitals. In a text without any, a small letter may begin a sentence.

use crate::util::char_class::is_capital_letter;

/// Number of characters searched for a capital. A text is in lower case throughout or not at all, so the first few sentences
/// are enough.
const MAX_SEARCHED_CHARS: usize = 1000;

/// Number of bytes tested at once.
const CHUNK_BYTES: usize = 32;

/// Whether one of the first [`MAX_SEARCHED_CHARS`] characters of a block is a capital letter.
///
/// The naive loop is `block.chars().take(MAX_SEARCHED_CHARS).any(is_capital_letter)`. Here chunks in which no byte can belong
/// to a capital are skipped, and only the others are decoded.
pub(super) fn has_capitals(block: &str) -> bool {
    let bytes = block.as_bytes();
    let (mut at, mut chars_left) = (0, MAX_SEARCHED_CHARS);
    while let Some(chunk) = bytes.get(at..=at + CHUNK_BYTES) {
        let pairs = || chunk[..CHUNK_BYTES].iter().zip(&chunk[1..]);
        let begun = chunk[..CHUNK_BYTES].iter().map(|&byte| u8::from(byte & 0xc0 != 0x80)).sum::<u8>().into();
        if pairs().fold(false, |any, (&a, &b)| any | may_be_in_capital(a, b)) || begun >= chars_left {
            let (from, to) = (block.ceil_char_boundary(at), block.ceil_char_boundary(at + CHUNK_BYTES));
            if block[from..to].chars().take(chars_left).any(is_capital_letter) {
                return true;
            }
        }
        (at, chars_left) = (at + CHUNK_BYTES, chars_left.saturating_sub(begun));
        if chars_left == 0 {
            return false;
        }
    }
    block[block.ceil_char_boundary(at.min(block.len()))..].chars().take(chars_left).any(is_capital_letter)
}

/// Whether `a`, followed by `b`, may belong to a capital letter. Without branches, so that the loop over a chunk is vectorized.
#[inline(always)]
fn may_be_in_capital(a: u8, b: u8) -> bool {
    let ascii = a.wrapping_sub(b'A') < 26;
    // Latin, Greek, Cyrillic, Armenian; of the three-byte characters all but general punctuation, Chinese and Korean.
    let two = (0xc3..=0xd6).contains(&a);
    let three = (a == 0xe1) | ((a == 0xe2) & (b != 0x80)) | ((a == 0xea) & (0x99..=0x9f).contains(&b));
    // The last two bytes of Ａ to Ｚ, because the Chinese comma has the same first byte.
    let fullwidth = (a == 0xbc) & (0xa1..=0xba).contains(&b);
    ascii | two | three | fullwidth | (a == 0xf0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_naive_loop() {
        let naive = |text: &str| text.chars().take(MAX_SEARCHED_CHARS).any(is_capital_letter);
        for c in ('\0'..=char::MAX).filter(|&c| is_capital_letter(c) || u32::from(c) % 997 == 0) {
            for before in [0, 1, 31, 45] {
                let text = format!("{}{c}{}", "，".repeat(before), "a".repeat(40));
                assert_eq!(has_capitals(&text), naive(&text), "{c:?}");
            }
        }
        for filler in ["a", "é", "न", "😀", "，"] {
            for before in 900..1010 {
                let text = filler.repeat(before) + "Éa" + &filler.repeat(50);
                assert_eq!(has_capitals(&text), naive(&text), "{before} {filler}");
            }
        }
    }
}
