//! The features to the right of a candidate: its closers, the gap, the opening marks and the next word.

use super::candidate::Candidate;
use super::token::white_space_len;
use super::values::{Closers, Gap, Next, Opener};
use crate::language::{AbbreviationKind, Language};
use crate::util::char_class::{
    is_capital_letter, is_closer, is_emoji, is_inverted_closer, is_letter, is_number, is_opener, is_small_letter,
    is_written_without_spaces, utf8,
};

/// Maximum length of a title (*Prof*) or of an initial in bytes.
const MAX_TITLE_BYTES: usize = 8;

/// Maximum number of bytes of the next word that are read. Function words are shorter.
const MAX_WORD_BYTES: usize = 48;

/// The features to the right of a candidate.
#[derive(Clone, Copy)]
pub(super) struct Right<'t> {
    pub(super) closers: Closers,
    pub(super) gap: Gap,
    pub(super) opener: Opener,
    /// The next word, function words not told apart.
    pub(super) next: Next,
    /// The text from the next word on, if that may be a function word: to look it up costs more than all the rest.
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

    /// The next word, if it is a function word.
    pub(super) fn starter(&self) -> Next {
        if self.next == Next::Caseless { Next::CaselessStarter } else { Next::Starter }
    }

    /// The next word, function words told apart.
    pub(super) fn next_word(&self, language: Language) -> Next {
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

/// The opening mark at the start of `rest`; there must be one.
fn opener(rest: &str) -> Opener {
    match rest.chars().next() {
        Some('-' | '–' | '—' | '―') => Opener::Dash,
        Some('(' | '[' | '{' | '（' | '【') => Opener::Bracket,
        Some('¿' | '¡') => Opener::Inverted,
        Some('*' | '_' | '•') => Opener::Other,
        _ => Opener::Quote,
    }
}

/// The first word of `rest`, and the text from there on if it may be a function word.
fn next(rest: &str, language: Language) -> (Next, Option<&str>) {
    let Some(first) = rest.chars().next() else { return (Next::Nothing, None) };
    if !is_letter(first) {
        return (sign(first, rest), None);
    }
    if is_written_without_spaces(first) {
        return (Next::Caseless, None);
    }
    let near = &rest[..rest.floor_char_boundary(MAX_WORD_BYTES)];
    let is_small = is_small_letter(first);
    if !is_small && !is_capital_letter(first) {
        return (Next::Caseless, Some(near));
    }
    let word = first_word(near);
    let is_one_letter = word.len() == first.len_utf8();
    let has_period = near.as_bytes().get(word.len()) == Some(&b'.');
    if is_small {
        let is_short = (is_one_letter || has_period) && word.len() <= MAX_TITLE_BYTES;
        return (if is_short { Next::SmallShort } else { Next::Small }, None);
    }
    let is_title =
        || word.len() <= MAX_TITLE_BYTES && language.abbreviation(word) == Some(AbbreviationKind::BeforeName);
    let kind = match (is_one_letter, has_period) {
        (true, true) => Next::Initial,
        (true, false) => Next::Letter,
        (false, true) if is_title() => Next::Title,
        _ if word[first.len_utf8()..].starts_with(is_capital_letter) => Next::Capitals,
        _ => Next::Capital,
    };
    (kind, Some(near))
}

/// What follows instead of a word.
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

/// The letters and apostrophes at the start of `text`.
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

/// Length of the ASCII and common Cyrillic letters at the start of `bytes`.
fn letters_len(bytes: &[u8]) -> usize {
    let mut end = 0;
    loop {
        match bytes.get(end) {
            Some(b'a'..=b'z' | b'A'..=b'Z') => end += 1,
            Some(&byte) if utf8::is_cyrillic_lead(byte) => end += 2,
            _ => return end,
        }
    }
}
