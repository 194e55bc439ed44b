//! Character classes: letters, capitals, stops, quotes, and the scripts that the rest of the library tells apart.
//!
//! The general classes are those of Unicode. `char::is_alphabetic` and its like look most characters up in a table; the
//! functions here answer from a range for the scripts of most texts and leave only the others to the table. Tests compare them
//! for all of Unicode.

/// Whether `c` is a letter. As [`char::is_alphabetic`], without its table for the letters of most texts.
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        // Cyrillic, Han, Hangul.
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => true,
        // Hebrew, Arabic, Devanagari, hiragana, katakana.
        '\u{5d0}'..='\u{5ea}'
        | '\u{620}'..='\u{64a}'
        | '\u{904}'..='\u{939}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}' => true,
        // Vowel signs of Devanagari.
        '\u{900}'..='\u{903}' | '\u{93e}'..='\u{94c}' => true,
        // Its nukta, virama, dandas and digits; punctuation: general, Chinese, full-width.
        '\u{93c}'
        | '\u{94d}'
        | '\u{964}'..='\u{970}'
        | '\u{2000}'..='\u{206f}'
        | '\u{3000}'..='\u{3004}'
        | '\u{ff00}'..='\u{ff20}' => false,
        _ => c.is_alphabetic(),
    }
}

/// Whether `c` is a digit or another numeric sign and no letter. As [`char::is_numeric`] and not [`char::is_alphabetic`],
/// without their tables for Cyrillic, Devanagari and Chinese.
pub(crate) fn is_number(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_digit(),
        '\u{400}'..='\u{52f}'
        | '\u{900}'..='\u{963}'
        | '\u{3000}'..='\u{318f}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ff00}'..='\u{ff0f}' => false,
        _ => c.is_numeric() && !is_letter(c),
    }
}

/// Whether `c` is a capital letter. As [`char::is_uppercase`], without its table for Cyrillic and for scripts without case.
pub(crate) fn is_capital_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_uppercase(),
        '\u{400}'..='\u{42f}' => true,
        '\u{430}'..='\u{45f}' => false,
        '\u{590}'..='\u{109f}' | '\u{2e80}'..='\u{a63f}' | '\u{ac00}'..='\u{fdff}' => false,
        _ => c.is_uppercase(),
    }
}

/// Whether `c` is a small letter of a script whose sentences begin with capitals. As [`char::is_lowercase`], but for Georgian:
/// Unicode counts its letters as lower case, but its capitals are for headlines only.
pub(crate) fn is_small_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_lowercase(),
        '\u{430}'..='\u{45f}' => true,
        '\u{400}'..='\u{42f}' | '\u{590}'..='\u{10ff}' | '\u{2e80}'..='\u{a63f}' | '\u{ac00}'..='\u{faff}' => false,
        _ => c.is_lowercase(),
    }
}

/// Whether `c` is a letter without case of one of the commonest scripts: Arabic, Devanagari, Japanese, Chinese, Korean.
pub(crate) fn is_common_caseless_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64a}' | '\u{904}'..='\u{939}' | '\u{93e}'..='\u{94c}')
        || matches!(c, '\u{3041}'..='\u{3096}' | '\u{ac00}'..='\u{d7a3}')
        || is_katakana_or_han(c)
}

pub(crate) fn is_katakana_or_han(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}')
}

pub(crate) fn is_armenian(c: char) -> bool {
    matches!(c, '\u{531}'..='\u{587}')
}

pub(crate) fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}')
}

/// A capital of the Russian alphabet but Ё. Its small letter is [`CASE_OFFSET`] code points further on.
pub(crate) fn is_russian_capital(c: char) -> bool {
    matches!(c, 'А'..='Я')
}

/// A small letter of the Russian alphabet but ё.
pub(crate) fn is_russian_small(c: char) -> bool {
    matches!(c, 'а'..='я')
}

/// From a capital of ASCII or of the Russian alphabet to its small letter, in code points.
pub(crate) const CASE_OFFSET: u32 = 0x20;

/// Whether `c` is of a script that writes words without spaces between them: Chinese, Japanese, Thai, Lao, Burmese, Khmer.
pub(crate) fn is_written_without_spaces(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
        || matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// A dependent sign of an Indic script: a vowel sign, a nasal or a virama. The blocks of these scripts share one layout of 128
/// code points each.
pub(crate) fn is_indic_sign(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}')
        && matches!(u32::from(c) & 0x7f, 0..=3 | 0x3c | 0x3e..=0x4d | 0x55..=0x57 | 0x62 | 0x63)
}

/// A stop that ends a sentence even with no space after it: its script writes none, or the mark has no other use, as in
/// abbreviations and decimal numbers.
pub(crate) fn is_unambiguous_stop(c: char) -> bool {
    matches!(
        c,
        '。' | '！' | '？' | '｡' | '．'  // Chinese and Japanese, full and half width
        | '।' | '॥'                      // Devanagari and its neighbours: danda, double danda
        | '۔' | '؟'                      // Urdu full stop, Arabic question mark
        | '։'                            // Armenian; ՜ and ՞ are written inside the word they stress
        | '።' | '፧' | '፨'                // Ethiopic
        | '។' | '៕'                      // Khmer
        | '။'                            // Burmese
        | '܀' | '܁' | '܂' | '߹' | '᙮' | '᠃' | '᠉' | '᥄' | '᥅' | '᱾' | '᱿'
        | '‼' | '⁇' | '⁈' | '⁉'
    )
}

/// Any mark that can end a sentence.
pub(crate) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…') || is_unambiguous_stop(c)
}

/// A mark that ends sentences in some scripts and clauses in others.
pub(crate) fn is_weak_stop(c: char) -> bool {
    matches!(c, ':' | ';' | '\u{37e}' | '·' | '\u{387}')
}

/// A quote or bracket that may come between a stop and the white space after it.
pub(crate) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›')
        || matches!(c, ')' | ']' | '}' | '」' | '』' | '）' | '】' | '》' | '〉')
}

/// A quote that opens in most languages, but closes what a low or an inward quote has opened: „so“, »so«.
pub(crate) fn is_inverted_closer(c: char) -> bool {
    matches!(c, '“' | '‘' | '«' | '‹')
}

/// A mark that may precede the first letter of a sentence.
pub(crate) fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '»' | '›' | '`' | '”')
        || matches!(c, '(' | '[' | '{' | '「' | '『' | '（' | '【' | '《' | '¿' | '¡')
        || matches!(c, '-' | '–' | '—' | '―' | '*' | '_')
}

/// A bullet of a list.
pub(crate) fn is_bullet_mark(c: char) -> bool {
    matches!(c, '-' | '*' | '+' | '•' | '◦' | '▪' | '▫' | '‣' | '⁃' | '●' | '○' | '■' | '□' | '·' | '–' | '—')
}

/// A pictograph: a face, a flag, a heart.
pub(crate) fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}')
}

/// Whether `text` ends as a sentence does: with a stop, closing quotes and brackets aside.
pub(crate) fn ends_with_stop(text: &str) -> bool {
    text.trim_end_matches(|c| is_closer(c) || is_inverted_closer(c)).ends_with(is_stop)
}

/// The same ranges in UTF-8, for loops over bytes. None of these functions branches, so that such a loop can be vectorized.
pub(crate) mod utf8 {
    /// The lead byte of U+0400 to U+047F, Cyrillic letters all of them.
    #[inline(always)]
    pub(crate) const fn is_cyrillic_lead(byte: u8) -> bool {
        byte | 1 == 0xd1
    }

    /// The first two bytes of a small letter of Russian, Ukrainian or Serbian: U+0430 to U+045F.
    #[inline(always)]
    pub(crate) fn is_cyrillic_small(lead: u8, second: u8) -> bool {
        ((lead == 0xd0) & (second >= 0xb0)) | ((lead == 0xd1) & (second <= 0x9f))
    }

    /// The lead byte of U+5000 to U+9FFF, Han characters all of them.
    #[inline(always)]
    pub(crate) const fn is_han_lead(byte: u8) -> bool {
        (byte >= 0xe5) & (byte <= 0xe9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn general_classes_agree_with_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_number(c), c.is_numeric() && !c.is_alphabetic(), "{c:?}");
            assert_eq!(is_capital_letter(c), c.is_uppercase(), "{c:?}");
            assert_eq!(is_small_letter(c), c.is_lowercase() && !matches!(c, '\u{10d0}'..='\u{10ff}'), "{c:?}");
        }
    }

    #[test]
    fn scripts_agree_with_unicode() {
        for c in '\0'..=char::MAX {
            let lower = char::from_u32(u32::from(c) + CASE_OFFSET).map(String::from);
            assert!(!is_russian_capital(c) || lower == Some(c.to_lowercase().to_string()), "{c:?}");
            assert!(!is_russian_small(c) || c.is_lowercase(), "{c:?}");
            let is_caseless = c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase();
            assert!(!is_common_caseless_letter(c) || is_caseless, "{c:?}");
            assert!(!is_katakana_or_han(c) || is_caseless, "{c:?}");
        }
    }

    #[test]
    fn classes_of_bytes_agree_with_those_of_characters() {
        for c in '\u{80}'..=char::MAX {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            assert_eq!(utf8::is_cyrillic_lead(bytes[0]), matches!(c, '\u{400}'..='\u{47f}'), "{c:?}");
            assert_eq!(utf8::is_cyrillic_small(bytes[0], bytes[1]), matches!(c, '\u{430}'..='\u{45f}'), "{c:?}");
            assert_eq!(utf8::is_han_lead(bytes[0]), matches!(c, '\u{5000}'..='\u{9fff}'), "{c:?}");
        }
    }

    #[test]
    fn closers_after_a_stop_are_ignored() {
        assert!(ends_with_stop("He said “no.”"));
        assert!(ends_with_stop("行くな。」"));
        assert!(!ends_with_stop("Contents (2)"));
    }
}
