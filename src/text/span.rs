//! [`Span`]: the position of a piece of text.

use std::ops::Range;

/// A half-open range of bytes of a source text: from `start` up to, but not including, `end`.
///
/// ```
/// use excerpt::Span;
///
/// let text = "Wait. What?";
/// let span = Span::new(6, 11);
/// assert_eq!(span.slice(text), "What?");
/// assert_eq!(span.len(), 5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text of this span.
    ///
    /// # Panics
    ///
    /// If the span does not lie within `source` on character boundaries. Spans that `excerpt`
    /// returns always do, for the text they were made from.
    pub fn slice(self, source: &str) -> &str {
        &source[self.start..self.end]
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span is empty.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The same span without the blank characters at either end.
    pub(crate) fn trimmed(self, source: &str) -> Self {
        let bytes = self.slice(source).as_bytes();
        let start = self.start + bytes.iter().take_while(|&&byte| byte == b' ').count();
        match bytes[start - self.start..] {
            // Fast paths for most spans: the first and the last byte tell that their characters are visible.
            [first, .., last] if is_visible_lead(first) && last.is_ascii_graphic() => Self { start, ..self },
            [first, .., 0xe0 | 0xe4..=0xec, _, _] if is_visible_lead(first) => Self { start, ..self },
            [first, .., 0xe3, _, last] if is_visible_lead(first) && last != 0x80 => Self { start, ..self },
            _ => self.trimmed_slowly(source),
        }
    }

    fn trimmed_slowly(self, source: &str) -> Self {
        let text = self.slice(source);
        let start = self.end - text.trim_start_matches(is_blank).len();
        let end = start + Span::new(start, self.end).slice(source).trim_end_matches(is_blank).len();
        Self { start, end }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// Whether `byte` leads visible characters only.
fn is_visible_lead(byte: u8) -> bool {
    byte.is_ascii_graphic() || !matches!(byte, 0..=0x7f | 0xc2 | 0xe1..=0xe3 | 0xef)
}

/// White space, the byte order mark and the zero-width space: characters without meaning at either end of a text.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_white_space_and_the_byte_order_mark() {
        let text = "\u{feff} a b \r\n";
        assert_eq!(Span::new(0, text.len()).trimmed(text).slice(text), "a b");
    }

    #[test]
    fn the_fast_path_agrees_with_the_slow_one() {
        for c in '\0'..=char::MAX {
            for text in [
                format!("a{c}"),
                format!("{c}a"),
                format!(" {c}a"),
                format!("{c}"),
                format!("न{c}।"),
                format!("é{c}。"),
                format!("{c}\u{3000}"),
            ] {
                let span = Span::new(0, text.len());
                assert_eq!(span.trimmed(&text), span.trimmed_slowly(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn a_blank_span_trims_to_nothing() {
        assert!(Span::new(0, 3).trimmed("   ").is_empty());
    }
}
