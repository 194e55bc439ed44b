//! The features to the left of a candidate: the token before the mark, and the sentence so far.

use super::candidate::Candidate;
use super::token::{base_letter_count, is_roman_numeral, is_vowel, is_vowelless, last_part, token_before};
use super::values::{Before, Length, Listed, Mark, Token};
use crate::language::{AbbreviationKind, Language};
use crate::util::char_class::{
    is_capital_letter, is_closer, is_indic_sign, is_inverted_closer, is_letter, is_number, is_opener, is_small_letter,
};

/// The text to the left of a candidate.
#[derive(Clone, Copy)]
pub(super) struct Left<'t> {
    /// The sentence up to the token.
    head: &'t str,
    /// The token before the mark.
    token: &'t str,
    /// Whether white space precedes the mark.
    pub(super) is_mark_spaced: bool,
}

impl<'t> Left<'t> {
    /// For a sentence that begins at `start`.
    pub(super) fn of(text: &'t str, start: usize, candidate: &Candidate) -> Self {
        let before = text[start..candidate.start].trim_end();
        let token = token_before(before);
        let head = &before[..before.len() - token.len()];
        Self { head, token, is_mark_spaced: start + before.len() < candidate.start }
    }

    pub(super) fn token(&self, language: Language) -> Token {
        let token = self.token;
        let Some(last) = token.chars().next_back() else { return Token::Nothing };
        if token.chars().all(is_letter) {
            return word_kind(token, language);
        }
        if !last.is_alphanumeric() && !is_indic_sign(last) {
            return if is_closer(last) || is_inverted_closer(last) { Token::Closed } else { Token::Sign };
        }
        if !token.chars().any(is_letter) {
            return number_kind(token, language);
        }
        // Acronyms, addresses and the apostrophes of elision all have an ASCII character.
        if token.bytes().all(|b| b >= 0x80 && b != 0xe2 && b != 0xc2) && !token.chars().any(is_number) {
            return word_kind(token, language);
        }
        if is_acronym(token) {
            return if token.contains(is_capital_letter) { Token::Acronym } else { Token::SmallAcronym };
        }
        if token.contains(['@', '_', '\\', '.']) || token.contains("//") {
            return Token::Address;
        }
        let word = last_part(token);
        if word.chars().any(is_number) { Token::Mixed } else { word_kind(word, language) }
    }

    /// What the abbreviation lists say about the token; they apply to periods only.
    pub(super) fn listed(&self, language: Language, mark: Mark) -> Listed {
        if mark != Mark::Period {
            return Listed::No;
        }
        let found = language.abbreviation(self.token).or_else(|| {
            let part = last_part(self.token);
            if part.len() < self.token.len() { language.abbreviation(part) } else { None }
        });
        match found {
            None => Listed::No,
            Some(AbbreviationKind::BeforeName) => Listed::Name,
            Some(AbbreviationKind::BeforeNumber) => Listed::Number,
            Some(AbbreviationKind::Within) => Listed::Within,
            Some(AbbreviationKind::MayEnd) => Listed::MayEnd,
        }
    }

    /// Whether the token ends in a vowel, as most words and few abbreviations do.
    pub(super) fn ends_in_vowel(&self) -> bool {
        self.token.chars().next_back().is_some_and(is_vowel)
    }

    /// Whether the token is the first of the sentence or of a line.
    pub(super) fn opens_line(&self) -> bool {
        let before = self.head.trim_end_matches(|c: char| c == ' ' || c == '\t' || is_opener(c));
        before.is_empty() || before.ends_with('\n')
    }

    /// The kind of the token before the token.
    pub(super) fn before(&self) -> Before {
        let token = token_before(self.head.trim_end_matches(|c: char| c.is_whitespace() || is_opener(c)));
        match token.chars().find(|c| c.is_alphanumeric()) {
            None => Before::Nothing,
            Some(_) if token.ends_with('.') => Before::Stopped,
            Some(c) if is_number(c) => Before::Number,
            Some(c) if is_small_letter(c) => Before::Small,
            Some(c) if is_capital_letter(c) => Before::Capital,
            Some(_) => Before::Other,
        }
    }
}

fn number_kind(token: &str, language: Language) -> Token {
    match token.len() {
        _ if !token.bytes().all(|b| b.is_ascii_digit()) => Token::Numeric,
        1 | 2 if language.has_ordinal_periods() => Token::Ordinal,
        1 | 2 => Token::Digits2,
        3 => Token::Digits3,
        4 => Token::Digits4,
        _ => Token::Numeric,
    }
}

fn word_kind(word: &str, language: Language) -> Token {
    match word_shape(word) {
        Token::Roman if language.has_ordinal_periods() => Token::RomanOrdinal,
        Token::Capital if word == "I" && language == Language::English => Token::I,
        kind => kind,
    }
}

fn word_shape(word: &str) -> Token {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return Token::Sign };
    let is_capital = is_capital_letter(first);
    if !is_capital && !is_small_letter(first) {
        return caseless_shape(word);
    }
    let second = chars.next();
    let letters = 1 + usize::from(second.is_some()) + chars.count();
    match (is_capital, letters) {
        (true, 1) => Token::Capital,
        (false, 1) => Token::SmallLetter,
        (true, _) if second.is_some_and(is_capital_letter) && is_roman_numeral(word) => Token::Roman,
        (true, _) if second.is_some_and(is_capital_letter) => Token::Capitals,
        (_, 2..=5) if is_vowelless(word) => Token::Vowelless,
        (true, 2 | 3) => Token::Capital3,
        (true, 4) => Token::Capital4,
        (true, _) => Token::Capitalised,
        (false, 2) => Token::Small2,
        (false, 3) => Token::Small3,
        (false, 4) => Token::Small4,
        (false, 5 | 6) => Token::Small,
        (false, _) => Token::Long,
    }
}

fn caseless_shape(word: &str) -> Token {
    match base_letter_count(word) {
        0 | 1 => Token::Caseless1,
        2 => Token::Caseless2,
        _ => Token::Caseless,
    }
}

/// Whether a token is letters with periods between them: `U.S`, `p.m`, `Ph.D`.
fn is_acronym(token: &str) -> bool {
    token.contains('.')
        && token.split('.').all(|part| {
            matches!(base_letter_count(part), 1..=3) && part.chars().all(|c| is_letter(c) || is_indic_sign(c))
        })
}

/// The length of a sentence of this many bytes.
pub(super) fn length(bytes: usize) -> Length {
    match bytes {
        0..=8 => Length::Upto8,
        9..=24 => Length::Upto24,
        25..=80 => Length::Upto80,
        81..=240 => Length::Upto240,
        _ => Length::Long,
    }
}
