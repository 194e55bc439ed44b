//! Candidates: the positions at which a sentence may end.

use std::cell::OnceCell;

use super::emoji::{emoji_len, emoticon_len, spaced_emoji_len};
use super::quotes::{has_inverted_quotes, is_straight_quote_open};
use super::scan::Scanner;
use super::values::Mark;
use crate::util::char_class::{is_armenian, is_closer, is_emoji, is_greek, is_inverted_closer, is_stop, is_weak_stop};

/// A run of stops, and the closing quotes and brackets right after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Offset of the first stop.
    pub(super) start: usize,
    /// Offset just past the last stop.
    pub(super) closers: usize,
    /// Offset just past the last closer. If the sentence ends, it ends here.
    pub(super) end: usize,
    pub(super) mark: Mark,
}

/// Finds the candidates of one block.
pub(super) struct Finder<'t> {
    text: &'t str,
    scanner: Scanner<'t>,
    /// See [`has_inverted_quotes`].
    inverted_quotes: OnceCell<bool>,
}

impl<'t> Finder<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, scanner: Scanner::new(text.as_bytes()), inverted_quotes: OnceCell::new() }
    }

    fn has_inverted_quotes(&self) -> bool {
        *self.inverted_quotes.get_or_init(|| has_inverted_quotes(self.text))
    }

    /// The first candidate at or after `from`.
    pub(super) fn next(&self, mut from: usize) -> Option<Candidate> {
        loop {
            let at = self.text.floor_char_boundary(self.scanner.next(from)?);
            let c = self.text[at..].chars().next()?;
            if let Some(candidate) = self.candidate(at, c) {
                return Some(candidate);
            }
            from = at + c.len_utf8();
        }
    }

    fn candidate(&self, start: usize, c: char) -> Option<Candidate> {
        self.lone_stop(start, c).or_else(|| self.any_candidate(start, c))
    }

    /// The candidate at `start`, if it is a single stop followed by nothing that may belong to it: a fast path for most stops.
    /// [`any_candidate`](Self::any_candidate) finds the same.
    pub(super) fn lone_stop(&self, start: usize, c: char) -> Option<Candidate> {
        let mark = match c {
            '.' => Mark::Period,
            '?' => Mark::Question,
            '!' => Mark::Exclamation,
            '…' => return None,
            _ if is_stop(c) => Mark::Strong,
            _ => return None,
        };
        let end = start + c.len_utf8();
        let is_alone = match self.text.as_bytes()[end..] {
            [] | [b'\n' | b'\r', ..] | [b' '] => true,
            [b' ', next, ..] => next.is_ascii_alphanumeric() || is_lead_of_letter(next),
            // The danda has the lead byte of the letters of Hindi.
            [next, ..] => next.is_ascii_alphanumeric() || (next != 0xe0 && is_lead_of_letter(next)),
        };
        is_alone.then_some(Candidate { start, closers: end, end, mark })
    }

    pub(super) fn any_candidate(&self, start: usize, c: char) -> Option<Candidate> {
        let (mark, closers) = if is_stop(c) {
            self.stops(start)
        } else if is_emoji(c) || emoticon_len(&self.text[start..]) > 0 {
            (Mark::Emoji, start + emoji_len(&self.text[start..]))
        } else if is_weak_stop(c) {
            (self.weak_mark(start, c)?, start + c.len_utf8())
        } else {
            return None;
        };
        let end = closers + self.closers_len(closers);
        Some(Candidate { start, closers, end, mark })
    }

    /// The meaning and the end of the run of stops at `start`, which may be dots with spaces between them.
    fn stops(&self, start: usize) -> (Mark, usize) {
        // The period of one sentence, and the ellipsis that opens the next.
        if self.text[start..].starts_with(". . . .") && !self.text[..start].ends_with(char::is_whitespace) {
            return (Mark::Period, start + 1);
        }
        let (mut end, mut stop, mut stops) = (start, '.', 0);
        loop {
            let rest = &self.text[end..];
            let spaced = usize::from(stop == '.' && stops > 0 && rest.starts_with(" .") && !rest.starts_with(" .."));
            match rest[spaced..].chars().next() {
                Some(c) if is_stop(c) => {
                    (stop, stops) = (c, stops + 1);
                    end += spaced + c.len_utf8();
                }
                _ => break,
            }
        }
        let mark = match stop {
            '.' if stops == 1 => Mark::Period,
            '.' | '…' => Mark::Ellipsis,
            '?' => Mark::Question,
            '!' => Mark::Exclamation,
            _ => Mark::Strong,
        };
        (mark, end)
    }

    /// The meaning of a mark that depends on the script: in Greek `;` is the question mark and `·` the semicolon, in Armenian `:`
    /// is the full stop.
    fn weak_mark(&self, at: usize, c: char) -> Option<Mark> {
        let before = self.text[..at].trim_end_matches(|c: char| is_closer(c) || c == ' ').chars().next_back();
        let greek = before.is_some_and(is_greek);
        match c {
            ':' if before.is_some_and(is_armenian) => Some(Mark::Strong),
            ':' => Some(Mark::Colon),
            ';' | '\u{37e}' if greek => Some(Mark::Question),
            ';' => Some(Mark::Semicolon),
            _ => greek.then_some(Mark::Semicolon),
        }
    }

    /// Length of a space and a closing quote at the start of `after`, as in tokenized text: `'' The end . ''`. `from` is the
    /// offset of `after`, closers before it aside.
    fn spaced_closer_len(&self, from: usize, after: &str) -> usize {
        let Some(quote) = after.strip_prefix(' ') else { return 0 };
        let is_separate = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
        for closer in ["''", "”", "\""] {
            if let Some(rest) = quote.strip_prefix(closer)
                && is_separate(rest)
                && (closer != "\"" || is_straight_quote_open(self.text, from))
            {
                return after.len() - rest.len();
            }
        }
        0
    }

    /// Length of the closing quotes and brackets at `from`, after a stop. Includes a quotation mark after a space (`« Non ! »`),
    /// references (`[3]`) and emoji.
    fn closers_len(&self, from: usize) -> usize {
        let closes = |c: char| is_closer(c) || (is_inverted_closer(c) && self.has_inverted_quotes());
        let rest = &self.text[from..];
        let mut after = rest.trim_start_matches(closes);
        if after.starts_with([' ', '\u{a0}', '\u{202f}']) && !self.has_inverted_quotes() {
            let spaced = after.strip_prefix([' ', '\u{a0}', '\u{202f}']).and_then(|after| after.strip_prefix('»'));
            after = spaced.unwrap_or(after);
        }
        after = &after[self.spaced_closer_len(from, after)..];
        while let Some(reference) = reference_len(after) {
            after = &after[reference..];
        }
        after = &after[spaced_emoji_len(after)..];
        rest.len() - after.len()
    }
}

/// Whether a byte leads letters and neither quotes, brackets nor emoji: Latin with accents, Cyrillic, Indic scripts, Chinese,
/// Korean.
fn is_lead_of_letter(byte: u8) -> bool {
    matches!(byte, 0xc3..=0xcc | 0xd0 | 0xd1 | 0xe0 | 0xe4..=0xed)
}

/// Length of the reference to a note, such as `[12]`, or of the ellipsis `[...]` at the start of `text`, spaces before it included.
fn reference_len(text: &str) -> Option<usize> {
    let inner = text.trim_start_matches(' ').strip_prefix('[')?;
    let close = inner.as_bytes().iter().take(4).position(|&b| b == b']')?;
    let refers = close > 0 && inner.bytes().take(close).all(|b| b.is_ascii_digit());
    (refers || &inner[..close] == "...").then_some(text.len() - inner.len() + close + 1)
}
