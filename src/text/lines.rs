//! Lines, and their kinds by their first characters.

use memchr::memchr3;

use super::span::Span;
use crate::scratch::reusable;
use crate::util::char_class::is_bullet_mark;

/// The kind of a line by itself. What depends on the lines around is decided in [`blocks`](super::blocks()).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Nothing visible.
    Blank,
    /// Dashes, equals signs, asterisks and the like, and no other characters: `-----`.
    Ruler,
    /// The first or the last line of a fenced code block: three backquotes or tildes.
    Fence,
    /// A heading with markup: `## Methods`, `== Geschichte ==`.
    Heading,
    /// Begins with a bullet: `- `, `* `, `• `.
    Bullet,
    /// Begins with the number or letter of a list item: `1. `, `(a) `.
    Numbered,
    /// Begins with `>`, as quoted mail does.
    Quote,
    /// Begins with `|`, as a row of a table does.
    TableRow,
    /// Anything else.
    Text,
}

/// A line, without the white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) span: Span,
    pub(super) kind: LineKind,
}

reusable!(Line);

/// The lines of `text`, ended by LF, CR LF, CR or a form feed.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line> + '_ {
    let mut rest = Some(0);
    std::iter::from_fn(move || {
        let start = rest?;
        let length = memchr3(b'\n', b'\r', b'\x0c', &text.as_bytes()[start..]);
        let end = length.map_or(text.len(), |length| start + length);
        rest = length.map(|_| end + line_break_len(&text[end..]));
        let span = Span::new(start, end).trimmed(text);
        Some(Line { span, kind: kind(span.slice(text)) })
    })
}

fn line_break_len(text: &str) -> usize {
    if text.starts_with("\r\n") { 2 } else { 1 }
}

fn kind(line: &str) -> LineKind {
    let Some(&first) = line.as_bytes().first() else { return LineKind::Blank };
    match first {
        b'`' if line.starts_with("```") && !line.trim_start_matches('`').contains('`') => LineKind::Fence,
        b'~' if line.starts_with("~~~") => LineKind::Fence,
        b'-' | b'=' | b'*' | b'_' | b'~' | b'#' | b'+' if is_ruler(line) => LineKind::Ruler,
        b'#' if is_hash_heading(line) => LineKind::Heading,
        b'=' if line.len() > 4 && line.starts_with("==") && line.ends_with("==") => LineKind::Heading,
        b'>' => LineKind::Quote,
        b'|' if line.len() > 1 => LineKind::TableRow,
        _ if is_bullet(line) => LineKind::Bullet,
        _ if list_number_len(line).is_some() => LineKind::Numbered,
        _ => LineKind::Text,
    }
}

/// Whether the line has three ruler characters or more, and otherwise only blanks.
fn is_ruler(line: &str) -> bool {
    let drawn = line.bytes().filter(|b| b"-=*_~#+".contains(b)).count();
    drawn >= 3 && line.bytes().all(|b| b"-=*_~#+ \t".contains(&b))
}

fn is_hash_heading(line: &str) -> bool {
    let after = line.trim_start_matches('#');
    line.len() - after.len() <= 6 && after.starts_with([' ', '\t'])
}

/// Length of the bullet, number or letter at the beginning of a list item, the space after it included.
pub(crate) fn list_marker_len(item: &str) -> usize {
    let bullet = || is_bullet(item).then(|| item.chars().next().map_or(0, char::len_utf8));
    let marker = list_number_len(item).or_else(bullet).unwrap_or(0);
    item.len() - item[marker..].trim_start().len()
}

fn is_bullet(line: &str) -> bool {
    line.strip_prefix(is_bullet_mark).is_some_and(|rest| rest.starts_with([' ', '\t', '\u{a0}']))
}

/// Length of the number or letter at the beginning of a list item, its period or bracket included: `1.`, `12)`, `(iv)`.
///
/// A letter needs a bracket: `A. Smith` is a name.
pub(super) fn list_number_len(line: &str) -> Option<usize> {
    let open = usize::from(line.starts_with('('));
    let label = &line[open..];
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    let letters = label.bytes().take_while(u8::is_ascii_lowercase).count();
    let (length, needs_bracket) = match (digits, letters) {
        (1..=3, _) => (digits, open == 1),
        (0, 1..=4) if letters == 1 || is_roman(&label[..letters]) => (letters, true),
        _ => return None,
    };
    let after = label[length..].strip_prefix(if needs_bracket { &[')'][..] } else { &[')', '.'] })?;
    after.starts_with([' ', '\t', '\u{a0}']).then_some(open + length + 1)
}

fn is_roman(label: &str) -> bool {
    label.bytes().all(|b| b"ivx".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(line: &str) -> LineKind {
        lines(line).next().unwrap().kind
    }

    #[test]
    fn every_kind_of_line_break_ends_a_line() {
        let text = "a\nb\r\nc\rd\x0ce";
        let found: Vec<_> = lines(text).map(|line| line.span.slice(text)).collect();
        assert_eq!(found, ["a", "b", "c", "d", "e"]);
    }

    #[test]
    fn an_empty_text_is_one_blank_line() {
        assert_eq!(lines("").map(|line| line.kind).collect::<Vec<_>>(), [LineKind::Blank]);
    }

    #[test]
    fn kinds_of_lines() {
        assert_eq!(kind_of("-----"), LineKind::Ruler);
        assert_eq!(kind_of("## Methods"), LineKind::Heading);
        assert_eq!(kind_of("#hashtag first"), LineKind::Text);
        assert_eq!(kind_of("== Geschichte =="), LineKind::Heading);
        assert_eq!(kind_of("- milk"), LineKind::Bullet);
        assert_eq!(kind_of("-5 degrees"), LineKind::Text);
        assert_eq!(kind_of("12) eggs"), LineKind::Numbered);
        assert_eq!(kind_of("(iv) flour"), LineKind::Numbered);
        assert_eq!(kind_of("3.5 grams"), LineKind::Text);
        assert_eq!(kind_of("jüngere Tage"), LineKind::Text);
        assert_eq!(kind_of("A. Smith"), LineKind::Text);
        assert_eq!(kind_of("> as you said"), LineKind::Quote);
        assert_eq!(kind_of("| a | b |"), LineKind::TableRow);
        assert_eq!(kind_of("```rust"), LineKind::Fence);
    }
}
