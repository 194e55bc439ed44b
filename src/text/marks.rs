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
pub(super) fn is_small_letter(c: char) -> bool {
    c.is_lowercase() && !matches!(c, '\u{10d0}'..='\u{10ff}')
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
    let find = |quote: &str| memchr::memmem::find(block.as_bytes(), quote.as_bytes());
    !block.is_ascii()
        && (find("„").is_some()
            || find("‚").is_some()
            || find("»").is_some_and(|at| find("«").is_none_or(|open| at < open)))
}

/// Whether `c` is a letter. As `char::is_alphabetic`, without its table for the letters of most texts.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => true,
        _ => c.is_alphabetic(),
    }
}

/// Whether `c` is a digit or a sign for a number. As `char::is_numeric`, without its table for what is a letter.
pub(super) fn is_number(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { !is_letter(c) && c.is_numeric() }
}

/// Whether `c` is a capital letter. As `char::is_uppercase`, without its table for scripts that have none.
pub(super) fn is_capital_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_uppercase(),
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
    fn a_stop_may_hide_behind_closers() {
        assert!(ends_with_stop("He said “no.”"));
        assert!(ends_with_stop("行くな。」"));
        assert!(!ends_with_stop("Contents (2)"));
    }
}
