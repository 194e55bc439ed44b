//! Tokens: the pieces of text between white space, and what their letters tell.

use super::super::marks::is_opener;

/// No more bytes than this are looked at on either side of a mark. An address or a word may be longer, but no
/// abbreviation, initial or number is; and the rules stay linear in the text, whatever is in it.
pub(super) const LONGEST: usize = 48;

/// Length of the white space at the start of `text`. As `trim_start`, without a look at the character behind where its first byte
/// or two say that it is visible.
pub(super) fn white_space_len(text: &str) -> usize {
    let spaces = text.bytes().take_while(|&b| b == b' ').count();
    match text.as_bytes()[spaces..] {
        [] | [b'!'..=b'~' | 0xc3..=0xe0 | 0xe4..=0xf4, ..] => spaces,
        [0xe3, second, ..] if second != 0x80 => spaces,
        _ => text.len() - text[spaces..].trim_start().len(),
    }
}

/// The characters at the end of `text` up to white space, without quotes and brackets in front.
pub(super) fn token_before(text: &str) -> &str {
    let reach = &text[text.ceil_char_boundary(text.len().saturating_sub(LONGEST))..];
    let token = &reach[last_white_space(reach)..];
    token.trim_start_matches(|c: char| c.is_whitespace() || is_opener(c))
}

/// Where the last white space of `text` stands; 0 if there is none.
fn last_white_space(text: &str) -> usize {
    let mut end = text.len();
    // The lead bytes of white space, and of many characters that are none.
    let may_start = |&b: &u8| !matches!(b, b'!'..=0xc1 | 0xc3..=0xe0 | 0xe4..);
    while let Some(at) = text.as_bytes()[..end].iter().rposition(may_start) {
        if text[at..].starts_with(char::is_whitespace) {
            return at;
        }
        end = at;
    }
    0
}

/// What stands behind the last apostrophe, hyphen or bracket: `art` of `dell'art`.
pub(super) fn last_part(token: &str) -> &str {
    if token.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return token;
    }
    token
        .rsplit(['\'', '’', '-', '–', '—', '/', '(', '[', '"', '“', '„', '«', ',', ':', ';', '=', '>', '*', '+'])
        .next()
        .unwrap_or(token)
}

/// Whether the letters read as a Roman number. *MIX* and *DIM* do, too.
pub(super) fn is_roman_numeral(word: &str) -> bool {
    word.bytes().all(|b| b"IVXLCDM".contains(&b))
}

/// Whether the word has no letter for a vowel, as most abbreviations and few words do. Only letters of the Latin, Greek and
/// Cyrillic scripts are judged.
pub(super) fn vowelless(word: &str) -> bool {
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

/// How many letters `word` has, the signs of Indic scripts that are written on a letter not counted: `எம்` has two.
pub(super) fn base_letters(word: &str) -> usize {
    word.chars().filter(|&c| !is_sign(c)).count()
}

/// A vowel sign, a nasal or a virama of an Indic script. Their blocks share one plan, 128 code points each.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}')
        && matches!(u32::from(c) & 0x7f, 0..=3 | 0x3c | 0x3e..=0x4d | 0x55..=0x57 | 0x62 | 0x63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_white_space_is_found() {
        for c in '\0'..=char::MAX {
            for text in [format!("a b{c}b"), format!("{c}é，“na”")] {
                let naive = text.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, _)| at);
                assert_eq!(last_white_space(&text), naive, "{text:?}");
            }
        }
    }

    #[test]
    fn white_space_is_as_long_as_what_is_trimmed() {
        for c in '\0'..=char::MAX {
            for text in [format!("{c}"), format!("  {c} a"), format!("{c}\u{3000}あ")] {
                assert_eq!(white_space_len(&text), text.len() - text.trim_start().len(), "{text:?}");
            }
        }
    }
}
