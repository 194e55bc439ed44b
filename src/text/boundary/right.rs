//! The right side of a candidate: what closes, the gap, what opens behind it, and the next word.

use super::super::marks::{
    is_capital_letter, is_closer, is_emoji, is_inverted_closer, is_letter, is_number, is_opener, is_small_letter,
    is_written_without_spaces,
};
use super::candidate::Candidate;
use super::token::white_space_len;
use super::values::{Closers, Gap, Next, Opener};
use crate::language::{AbbreviationKind, Language};

/// A title or an initial is no longer than this, in bytes.
const LONGEST_TITLE: usize = 8;

/// The next word is looked at so far, in bytes.
const LONGEST_WORD: usize = 48;

/// What follows a candidate.
#[derive(Clone, Copy)]
pub(super) struct Right<'t> {
    pub(super) closers: Closers,
    pub(super) gap: Gap,
    pub(super) opener: Opener,
    /// What the next word is, unless it is one that the language builds its sentences with.
    pub(super) next: Next,
    /// What starts with the next word, if it may be one of those: to look it up costs more than all the rest.
    pub(super) maybe_starter: Option<&'t str>,
}

impl<'t> Right<'t> {
    pub(super) fn of(text: &'t str, language: Language, candidate: &Candidate) -> Self {
        let after = &text[candidate.end..];
        let rest = &after[white_space_len(after)..];
        let word = rest.trim_start_matches(|c: char| c.is_whitespace() || is_opener(c) || c == '•');
        let (next, maybe_starter) = next(word, language);
        Self {
            closers: closers(&text[candidate.closers..candidate.end]),
            gap: gap(&after[..after.len() - rest.len()]),
            opener: if word.len() == rest.len() { Opener::None } else { opener(rest) },
            next,
            maybe_starter,
        }
    }

    /// What the next word is if it is one that the language builds its sentences with.
    pub(super) fn starter(&self) -> Next {
        if self.next == Next::Caseless { Next::CaselessStarter } else { Next::Starter }
    }

    /// What the next word is, for certain.
    pub(super) fn resolved(&self, language: Language) -> Next {
        match self.maybe_starter {
            Some(text) if language.is_function_word(first_word(text)) => self.starter(),
            _ => self.next,
        }
    }
}

fn closers(closers: &str) -> Closers {
    if closers.is_empty() {
        Closers::None
    } else if closers.contains([')', ']', '}', '）']) {
        Closers::Bracket
    } else if closers.contains(|c| is_closer(c) || is_inverted_closer(c)) {
        Closers::Quote
    } else {
        Closers::Other
    }
}

fn gap(blank: &str) -> Gap {
    match blank {
        "" => Gap::Glued,
        " " | "\u{a0}" => Gap::Space,
        blank if blank.contains(['\n', '\r']) => Gap::Line,
        _ => Gap::Spaces,
    }
}

/// What `rest` starts with, if that is an opening mark.
fn opener(rest: &str) -> Opener {
    match rest.chars().next() {
        Some('-' | '–' | '—' | '―') => Opener::Dash,
        Some('(' | '[' | '{' | '（' | '【') => Opener::Bracket,
        Some('¿' | '¡') => Opener::Inverted,
        Some('*' | '_' | '•') => Opener::Other,
        _ => Opener::Quote,
    }
}

/// What the first word of `rest` is, and where to look if it may be one that the language builds its sentences with.
fn next(rest: &str, language: Language) -> (Next, Option<&str>) {
    let Some(first) = rest.chars().next() else { return (Next::Nothing, None) };
    if !is_letter(first) {
        return (sign(first, rest), None);
    }
    if is_written_without_spaces(first) {
        return (Next::Caseless, None);
    }
    let reach = &rest[..rest.floor_char_boundary(LONGEST_WORD)];
    let small = is_small_letter(first);
    if !small && !is_capital_letter(first) {
        return (Next::Caseless, Some(reach));
    }
    let word = first_word(reach);
    let one = word.len() == first.len_utf8();
    let stopped = reach.as_bytes().get(word.len()) == Some(&b'.');
    if small {
        let short = (one || stopped) && word.len() <= LONGEST_TITLE;
        return (if short { Next::SmallShort } else { Next::Small }, None);
    }
    let titled = || word.len() <= LONGEST_TITLE && language.abbreviation(word) == Some(AbbreviationKind::BeforeName);
    let kind = match (one, stopped) {
        (true, true) => Next::Initial,
        (true, false) => Next::Letter,
        (false, true) if titled() => Next::Title,
        _ if word[first.len_utf8()..].starts_with(is_capital_letter) => Next::Capitals,
        _ => Next::Capital,
    };
    (kind, Some(reach))
}

/// What there is instead of a word.
fn sign(first: char, rest: &str) -> Next {
    match first {
        _ if is_number(first) => Next::Number,
        '…' => Next::Dots,
        '.' if rest.starts_with("..") || rest.starts_with(". .") => Next::Dots,
        ',' | ';' | ':' | ')' | ']' | '}' | '%' | '/' | '.' | '!' | '?' | '»' | '、' | '，' | '；' => Next::Tail,
        _ if is_emoji(first) => Next::Emoji,
        _ => Next::Sign,
    }
}

/// The letters and apostrophes that `text` starts with.
fn first_word(text: &str) -> &str {
    let mut end = 0;
    loop {
        end += letters_len(&text.as_bytes()[end..]);
        match text[end..].chars().next() {
            Some(c) if is_letter(c) || matches!(c, '\'' | '’') => end += c.len_utf8(),
            _ => return &text[..end],
        }
    }
}

/// Length of the letters of ASCII and the commonest of Cyrillic that `bytes` start with.
fn letters_len(bytes: &[u8]) -> usize {
    let mut end = 0;
    loop {
        match bytes.get(end) {
            Some(b'a'..=b'z' | b'A'..=b'Z') => end += 1,
            // U+0400 to U+047F.
            Some(0xd0 | 0xd1) => end += 2,
            _ => return end,
        }
    }
}
