//! Emoji and emoticons, which writers put in place of a stop or after one.

use crate::util::char_class::is_emoji;

/// Length of all emoji and emoticons at the start of `text`, each with at most one space before it.
pub(super) fn spaced_emoji_len(text: &str) -> usize {
    let mut end = 0;
    loop {
        let rest = &text[end..];
        let gap = usize::from(rest.starts_with(' '));
        match emoji_len(&rest[gap..]) {
            0 => return end,
            length => end += gap + length,
        }
    }
}

/// Length of the emoji, or of the emoticon, at the start of `text`.
pub(super) fn emoji_len(text: &str) -> usize {
    let joins = |c: char| matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}');
    if text.starts_with(is_emoji) {
        text.len() - text.trim_start_matches(|c| is_emoji(c) || joins(c)).len()
    } else {
        emoticon_len(text)
    }
}

/// Length of an emoticon such as `:)`, `;-)`, `:D` or `=(` at the start of `text`, if no letter or digit follows.
pub(super) fn emoticon_len(text: &str) -> usize {
    let Some(face) = text.strip_prefix([':', ';', '=']) else { return 0 };
    let mouth = face.strip_prefix('-').unwrap_or(face);
    let after = mouth
        .strip_prefix(['D', 'P', 'p', 'O', 'o', '*', '/', '|'])
        .unwrap_or_else(|| mouth.trim_start_matches([')', '(', ']', '[']));
    let is_separate = after.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '/');
    if after.len() < mouth.len() && is_separate { text.len() - after.len() } else { 0 }
}
