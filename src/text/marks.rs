//! Characters that end, close and open sentences.

/// Marks that end a sentence in scripts that write no space behind it, or whose mark means
/// nothing else: no abbreviation and no decimal number is ever written with them.
pub(super) fn is_unambiguous_stop(c: char) -> bool {
    matches!(
        c,
        '。' | '！' | '？' | '｡' | '．'  // Chinese and Japanese, full and half width
        | '।' | '॥'                      // Devanagari and its neighbours: danda, double danda
        | '۔' | '؟'                      // Urdu full stop, Arabic question mark
        | '։'                            // Armenian; its ՜ and ՞ stand within the word they stress
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

/// A mark that ends a sentence in some scripts and parts its clauses in others.
pub(super) fn is_weak_stop(c: char) -> bool {
    matches!(c, ':' | ';' | '\u{37e}' | '·' | '\u{387}')
}

/// Whether `c` is a small letter of a script that starts its sentences with capitals.
///
/// Unicode counts modern Georgian as lower case, but its capitals serve for headlines only.
pub(crate) fn is_small_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_lowercase(),
        '\u{430}'..='\u{45f}' => true,
        '\u{400}'..='\u{42f}' | '\u{590}'..='\u{10ff}' | '\u{2e80}'..='\u{a63f}' | '\u{ac00}'..='\u{faff}' => false,
        _ => c.is_lowercase(),
    }
}

pub(super) fn is_armenian(c: char) -> bool {
    matches!(c, '\u{531}'..='\u{587}')
}

pub(super) fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}')
}

/// A picture among letters: a face, a flag, a heart.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}')
}

/// A quote or bracket that can stand between the mark and the white space behind the sentence.
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›')
        || matches!(c, ')' | ']' | '}' | '」' | '』' | '）' | '】' | '》' | '〉')
}

/// A quote that opens in most languages, but closes what was opened by a low or an inward one: „so“, »so«.
pub(super) fn is_inverted_closer(c: char) -> bool {
    matches!(c, '“' | '‘' | '«' | '‹')
}

/// Scripts whose words are not parted by spaces: Chinese, Japanese, Thai, Lao, Burmese, Khmer.
pub(crate) fn is_written_without_spaces(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
        || matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// A mark that can stand before an item of a list.
pub(super) fn is_bullet_mark(c: char) -> bool {
    matches!(c, '-' | '*' | '+' | '•' | '◦' | '▪' | '▫' | '‣' | '⁃' | '●' | '○' | '■' | '□' | '·' | '–' | '—')
}

/// A mark that can stand before the first letter of a sentence.
pub(super) fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '»' | '›' | '`' | '”')
        || matches!(c, '(' | '[' | '{' | '「' | '『' | '（' | '【' | '《' | '¿' | '¡')
        || matches!(c, '-' | '–' | '—' | '―' | '*' | '_')
}

/// Whether quotes open low or inwards, as in German: decided by the first that can only open.
pub(super) fn has_inverted_quotes(block: &str) -> bool {
    let bytes = block.as_bytes();
    let mut inwards = None;
    // The lead bytes of all four.
    for at in memchr::memchr2_iter(0xe2, 0xc2, bytes) {
        match bytes[at..] {
            [0xe2, 0x80, 0x9e | 0x9a, ..] => return true,          // „ and ‚
            [0xc2, 0xbb, ..] => inwards = inwards.or(Some(true)),  // »
            [0xc2, 0xab, ..] => inwards = inwards.or(Some(false)), // «
            _ => {}
        }
    }
    inwards == Some(true)
}

/// Whether a block has any capitals. Only its first few sentences are looked at: a text is in lower case throughout or not at
/// all.
pub(super) fn has_capitals(block: &str) -> bool {
    const CHUNK: usize = 32;
    let bytes = block.as_bytes();
    let (mut at, mut chars) = (0, SOME_SENTENCES);
    while let Some(chunk) = bytes.get(at..=at + CHUNK) {
        let pairs = || chunk[..CHUNK].iter().zip(&chunk[1..]);
        let starts = chunk[..CHUNK].iter().map(|&byte| u8::from(byte & 0xc0 != 0x80)).sum::<u8>().into();
        if pairs().fold(false, |any, (&a, &b)| any | may_be_in_capital(a, b)) || starts >= chars {
            let (from, to) = (block.ceil_char_boundary(at), block.ceil_char_boundary(at + CHUNK));
            if block[from..to].chars().take(chars).any(is_capital_letter) {
                return true;
            }
        }
        (at, chars) = (at + CHUNK, chars.saturating_sub(starts));
        if chars == 0 {
            return false;
        }
    }
    block[block.ceil_char_boundary(at.min(block.len()))..].chars().take(chars).any(is_capital_letter)
}

/// In characters.
const SOME_SENTENCES: usize = 1000;

/// Whether `a`, followed by `b`, may belong to a capital letter. Without branches, so that it can be done for many bytes at once.
#[inline(always)]
fn may_be_in_capital(a: u8, b: u8) -> bool {
    let ascii = a.wrapping_sub(b'A') < 26;
    // Latin, Greek, Cyrillic, Armenian; beyond them whatever is not general punctuation, Chinese or Korean.
    let two = (0xc3..=0xd6).contains(&a);
    let three = (a == 0xe1) | ((a == 0xe2) & (b != 0x80)) | ((a == 0xea) & (0x99..=0x9f).contains(&b));
    // The second byte of Ａ: the first begins the Chinese comma, too.
    let wide = (a == 0xbc) & (0xa1..=0xba).contains(&b);
    ascii | two | three | wide | (a == 0xf0)
}

/// Whether `c` is a letter. As `char::is_alphabetic`, without its table for the letters of most texts.
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => true,
        '\u{5d0}'..='\u{5ea}'
        | '\u{620}'..='\u{64a}'
        | '\u{904}'..='\u{939}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}' => true,
        '\u{900}'..='\u{903}' | '\u{93e}'..='\u{94c}' => true,
        '\u{93c}'
        | '\u{94d}'
        | '\u{964}'..='\u{970}'
        | '\u{2000}'..='\u{206f}'
        | '\u{3000}'..='\u{3004}'
        | '\u{ff00}'..='\u{ff20}' => false,
        _ => c.is_alphabetic(),
    }
}

/// Whether `c` is a digit or a sign for a number. As `char::is_numeric`, without its table for what is a letter.
pub(super) fn is_number(c: char) -> bool {
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

/// Whether `c` is a capital letter. As `char::is_uppercase`, without its table for scripts that have none.
pub(super) fn is_capital_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_uppercase(),
        '\u{400}'..='\u{42f}' => true,
        '\u{430}'..='\u{45f}' => false,
        '\u{590}'..='\u{109f}' | '\u{2e80}'..='\u{a63f}' | '\u{ac00}'..='\u{fdff}' => false,
        _ => c.is_uppercase(),
    }
}

/// Whether `text` ends the way a sentence does: with a stop, closing quotes and brackets aside.
pub(crate) fn ends_with_stop(text: &str) -> bool {
    text.trim_end_matches(|c| is_closer(c) || is_inverted_closer(c)).ends_with(is_stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_cuts_agree_with_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_number(c), c.is_numeric() && !c.is_alphabetic(), "{c:?}");
            assert_eq!(is_capital_letter(c), c.is_uppercase(), "{c:?}");
            assert_eq!(is_small_letter(c), c.is_lowercase() && !matches!(c, '\u{10d0}'..='\u{10ff}'), "{c:?}");
        }
    }

    #[test]
    fn every_capital_is_found_among_the_first_thousand_characters() {
        let naive = |text: &str| text.chars().take(SOME_SENTENCES).any(is_capital_letter);
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

    #[test]
    fn the_first_quote_that_can_only_open_decides() {
        for inverted in ["Er: „So!“", "»So!«, und «so»", "‚so‘"] {
            assert!(has_inverted_quotes(inverted), "{inverted}");
        }
        for plain in ["He: “so!”", "«So!», et »so«", "so", "‘so’"] {
            assert!(!has_inverted_quotes(plain), "{plain}");
        }
    }

    #[test]
    fn a_stop_may_hide_behind_closers() {
        assert!(ends_with_stop("He said “no.”"));
        assert!(ends_with_stop("行くな。」"));
        assert!(!ends_with_stop("Contents (2)"));
    }
}
