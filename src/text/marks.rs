//! Characters that end, close and open sentences.

/// Marks that end a sentence in scripts that write no space behind it, or whose mark means
/// nothing else: no abbreviation and no decimal number is ever written with them.
pub(super) fn is_unambiguous_stop(c: char) -> bool {
    matches!(
        c,
        '。' | '！' | '？' | '｡' | '．'  // Chinese and Japanese, full and half width
        | '।' | '॥'                      // Devanagari and its neighbours: danda, double danda
        | '۔' | '؟'                      // Urdu full stop, Arabic question mark
        | '։' | '՜' | '՞'                // Armenian
        | '።' | '፧' | '፨'                // Ethiopic
        | '។' | '៕'                      // Khmer
        | '။' | '၏'                      // Burmese
        | '‼' | '⁇' | '⁈' | '⁉'
    )
}

/// Any mark that can end a sentence.
pub(crate) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…') || is_unambiguous_stop(c)
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

/// A mark that can stand before the first letter of a sentence.
pub(super) fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '»' | '›' | '`' | '”')
        || matches!(c, '(' | '[' | '{' | '「' | '『' | '（' | '【' | '《' | '¿' | '¡')
        || matches!(c, '-' | '–' | '—' | '―' | '*' | '_')
}

/// Whether `text` ends the way a sentence does: with a stop, closing quotes and brackets aside.
pub(crate) fn ends_with_stop(text: &str) -> bool {
    text.trim_end_matches(|c| is_closer(c) || is_inverted_closer(c)).ends_with(is_stop)
}

/// For every byte, whether a character that starts with it can be a stop.
///
/// One lookup a byte finds the few places at which the rules have to be asked. The lead bytes
/// stand for all characters that share them; [`is_stop`] has the last word.
pub(super) const MAY_START_STOP: [bool; 256] = {
    let mut table = [false; 256];
    let stops = ['.', '!', '?', '…', '。', '！', '।', '۔', '؟', '։', '።', '។', '။', '‼', '⁇', '՜', '｡', '．'];
    let mut i = 0;
    while i < stops.len() {
        let mut utf8 = [0; 4];
        stops[i].encode_utf8(&mut utf8);
        table[utf8[0] as usize] = true;
        i += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_knows_every_stop() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|&c| is_stop(c)) {
            let lead = c.to_string().as_bytes()[0];
            assert!(MAY_START_STOP[usize::from(lead)], "add {c:?} to MAY_START_STOP in marks.rs");
        }
    }

    #[test]
    fn a_stop_may_hide_behind_closers() {
        assert!(ends_with_stop("He said “no.”"));
        assert!(ends_with_stop("行くな。」"));
        assert!(!ends_with_stop("Contents (2)"));
    }
}
