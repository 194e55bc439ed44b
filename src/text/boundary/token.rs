//! Tokens: the pieces of text between white space.

use crate::util::char_class::{is_indic_sign, is_opener};

/// Maximum number of bytes of a token that are read. Addresses and words may be longer, but no abbreviation, initial or number
/// is. The limit keeps the splitter linear in the length of any text.
const MAX_TOKEN_BYTES: usize = 48;

/// Length of the white space at the start of `text`. As `trim_start`, but most visible characters after it are told by their first
/// byte or two and not decoded.
pub(super) fn white_space_len(text: &str) -> usize {
    let spaces = text.bytes().take_while(|&b| b == b' ').count();
    match text.as_bytes()[spaces..] {
        [] | [b'!'..=b'~' | 0xc3..=0xe0 | 0xe4..=0xf4, ..] => spaces,
        [0xe3, second, ..] if second != 0x80 => spaces,
        _ => text.len() - text[spaces..].trim_start().len(),
    }
}

/// The last token of `text`, opening quotes and brackets aside.
pub(super) fn token_before(text: &str) -> &str {
    let near = &text[text.ceil_char_boundary(text.len().saturating_sub(MAX_TOKEN_BYTES))..];
    let token = &near[last_white_space(near)..];
    token.trim_start_matches(|c: char| c.is_whitespace() || is_opener(c))
}

/// Offset of the last white space character of `text`; 0 if there is none.
fn last_white_space(text: &str) -> usize {
    let mut end = text.len();
    // White space has these lead bytes, as have many visible characters.
    let may_start = |&b: &u8| !matches!(b, b'!'..=0xc1 | 0xc3..=0xe0 | 0xe4..);
    while let Some(at) = text.as_bytes()[..end].iter().rposition(may_start) {
        if text[at..].starts_with(char::is_whitespace) {
            return at;
        }
        end = at;
    }
    0
}

/// The part of a token after its last apostrophe, hyphen, bracket or the like: `art` of `dell'art`.
pub(super) fn last_part(token: &str) -> &str {
    if token.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return token;
    }
    token
        .rsplit(['\'', '’', '-', '–', '—', '/', '(', '[', '"', '“', '„', '«', ',', ':', ';', '=', '>', '*', '+'])
        .next()
        .unwrap_or(token)
}

/// Whether all letters are Roman numerals. *MIX* and *DIM* pass, too.
pub(super) fn is_roman_numeral(word: &str) -> bool {
    word.bytes().all(|b| b"IVXLCDM".contains(&b))
}

/// Whether the word has no vowel, as most abbreviations and few words do. Always `false` outside the Latin, Greek and Cyrillic
/// scripts.
pub(super) fn is_vowelless(word: &str) -> bool {
    word.chars()
        .all(|c| matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{17f}' | '\u{386}'..='\u{52f}') && !is_vowel(c))
}

pub(super) fn is_vowel(c: char) -> bool {
    if !matches!(c, '\u{c0}'..='\u{52f}') {
        return matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'A' | 'E' | 'I' | 'O' | 'U' | 'Y');
    }
    matches!(
        c,
        'À'..='Æ' | 'È'..='Ï' | 'Ò'..='Ö' | 'Ø'..='Ý' | 'à'..='æ' | 'è'..='ï' | 'ò'..='ö' | 'ø'..='ý'
        | 'ÿ'..='ą' | 'Ē' | 'ē' | 'Ė'..='ě' | 'ĩ'..='ī' | 'Į'..='ı' | 'Ō' | 'ō' | 'Ő'..='œ' | 'ũ'..='ū'
        | 'Ů'..='ų' | 'ŷ' | 'Ά' | 'Έ'..='Ί' | 'Ό' | 'Ύ'..='Α' | 'Ε' | 'Η' | 'Ι' | 'Ο' | 'Υ' | 'Ω' | 'ά'..='α'
        | 'ε' | 'η' | 'ι' | 'ο' | 'υ' | 'ω'..='ώ' | 'Ё' | 'Є' | 'І' | 'Ї' | 'А' | 'Е' | 'И' | 'О' | 'У' | 'Ы'
        | 'Э'..='а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э'..='я' | 'ё' | 'є' | 'і' | 'ї' | 'ў'
    )
}

/// Number of letters of `word` without the dependent signs of Indic scripts: `எம்` has two.
pub(super) fn base_letter_count(word: &str) -> usize {
    word.chars().filter(|&c| !is_indic_sign(c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_white_space_agrees_with_a_naive_search() {
        for c in '\0'..=char::MAX {
            for text in [format!("a b{c}b"), format!("{c}é，“na”")] {
                let naive = text.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, _)| at);
                assert_eq!(last_white_space(&text), naive, "{text:?}");
            }
        }
    }

    #[test]
    fn white_space_len_agrees_with_trim_start() {
        for c in '\0'..=char::MAX {
            for text in [format!("{c}"), format!("  {c} a"), format!("{c}\u{3000}あ")] {
                assert_eq!(white_space_len(&text), text.len() - text.trim_start().len(), "{text:?}");
            }
        }
    }
}
