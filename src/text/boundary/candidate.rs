//! Candidates: where a sentence may end, up to the last closing quote or bracket.

use std::cell::OnceCell;

use super::super::marks::{
    has_inverted_quotes, is_armenian, is_closer, is_emoji, is_greek, is_inverted_closer, is_stop, is_weak_stop,
};
use super::scan::Scanner;
use super::values::Mark;

/// A stop, the stops and closers right behind it, and where they end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Where the first stop stands.
    pub(super) start: usize,
    /// Just behind the last stop.
    pub(super) closers: usize,
    /// Just behind the last closer.
    pub(super) end: usize,
    pub(super) mark: Mark,
}

/// A quotation is no longer than this, in bytes.
const REACH_OF_QUOTES: usize = 1000;

/// Finds the candidates of one block.
pub(super) struct Finder<'t> {
    text: &'t str,
    scanner: Scanner<'t>,
    /// Whether quotes are written „so“ or »so«.
    inverted_quotes: OnceCell<bool>,
}

impl<'t> Finder<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, scanner: Scanner::new(text.as_bytes()), inverted_quotes: OnceCell::new() }
    }

    fn has_inverted_quotes(&self) -> bool {
        *self.inverted_quotes.get_or_init(|| has_inverted_quotes(self.text))
    }

    /// The first candidate at `from` or behind it.
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

    /// The candidate at `start`, if it is a stop with nothing behind it that may belong to it. What is found here,
    /// [`any_candidate`](Self::any_candidate) would find as well.
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
        let alone = match self.text.as_bytes()[end..] {
            [] | [b'\n' | b'\r', ..] | [b' '] => true,
            [b' ', next, ..] => next.is_ascii_alphanumeric() || is_lead_of_letter(next),
            // The danda starts as the letters of Hindi do.
            [next, ..] => next.is_ascii_alphanumeric() || (next != 0xe0 && is_lead_of_letter(next)),
        };
        alone.then_some(Candidate { start, closers: end, end, mark })
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

    /// The run of stops at `start`, spaced dots included: what it means and where it ends.
    fn stops(&self, start: usize) -> (Mark, usize) {
        // The full stop of one sentence and the omission that opens the next.
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

    /// `;` is the question mark of Greek and `·` its semicolon, `:` is the full stop of Armenian.
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

    /// Length of the quote at the start of `after` that closes what stands before `from` although a space parts them, as in
    /// text that was cut into tokens: `'' The end . ''`.
    fn spaced_closer_len(&self, from: usize, after: &str) -> usize {
        let Some(quote) = after.strip_prefix(' ') else { return 0 };
        let parted = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
        for closer in ["''", "”", "\""] {
            if let Some(rest) = quote.strip_prefix(closer)
                && parted(rest)
                && (closer != "\"" || self.is_quote_open(from))
            {
                return after.len() - rest.len();
            }
        }
        0
    }

    /// Whether an odd number of straight quotes stands before `at`, as far as one looks back.
    fn is_quote_open(&self, at: usize) -> bool {
        let reach = at.saturating_sub(REACH_OF_QUOTES);
        memchr::memchr_iter(b'"', &self.text.as_bytes()[reach..at]).count() % 2 == 1
    }

    /// Length of the quotes and brackets that close at `from`, behind a stop: a quotation mark after a space (`« Non ! »`),
    /// references (`[3]`) and emoji included.
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

/// Whether neither a quote, a bracket nor an emoji starts with that byte, but letters do: Latin with accents, Cyrillic, Hindi
/// and its neighbours, Chinese, Korean.
fn is_lead_of_letter(byte: u8) -> bool {
    matches!(byte, 0xc3..=0xcc | 0xd0 | 0xd1 | 0xe0 | 0xe4..=0xed)
}

/// Length of a reference to a note, such as `[12]`, or of an omission, `[...]`, with a space before it.
fn reference_len(text: &str) -> Option<usize> {
    let inner = text.trim_start_matches(' ').strip_prefix('[')?;
    let close = inner.as_bytes().iter().take(4).position(|&b| b == b']')?;
    let refers = close > 0 && inner.bytes().take(close).all(|b| b.is_ascii_digit());
    (refers || &inner[..close] == "...").then_some(text.len() - inner.len() + close + 1)
}

/// Length of the emoji at the start of `text`, each with at most one space before it.
fn spaced_emoji_len(text: &str) -> usize {
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

/// Length of the emoji or the emoticon at the start of `text`.
fn emoji_len(text: &str) -> usize {
    let joins = |c: char| matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}');
    if text.starts_with(is_emoji) {
        text.len() - text.trim_start_matches(|c| is_emoji(c) || joins(c)).len()
    } else {
        emoticon_len(text)
    }
}

/// Length of `:)`, `;-)`, `:D`, `=(` and the like, if nothing is glued to it.
fn emoticon_len(text: &str) -> usize {
    let Some(face) = text.strip_prefix([':', ';', '=']) else { return 0 };
    let mouth = face.strip_prefix('-').unwrap_or(face);
    let after = mouth
        .strip_prefix(['D', 'P', 'p', 'O', 'o', '*', '/', '|'])
        .unwrap_or_else(|| mouth.trim_start_matches([')', '(', ']', '[']));
    let parted = after.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '/');
    if after.len() < mouth.len() && parted { text.len() - after.len() } else { 0 }
}
