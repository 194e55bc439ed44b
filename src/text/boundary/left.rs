//! The left side of a candidate: the token that the mark stands behind, and the sentence so far.

use super::super::marks::{
    is_capital_letter, is_closer, is_inverted_closer, is_letter, is_number, is_opener, is_small_letter,
};
use super::candidate::Candidate;
use super::token::{base_letters, is_roman_numeral, is_sign, is_vowel, last_part, token_before, vowelless};
use super::values::{Before, Length, Listed, Mark, Token};
use crate::language::{AbbreviationKind, Language};

/// What stands before a candidate.
#[derive(Clone, Copy)]
pub(super) struct Left<'t> {
    /// The sentence so far, up to the token.
    pub(super) head: &'t str,
    /// The token that the mark stands behind.
    pub(super) word: &'t str,
    /// Whether white space stands before the mark.
    pub(super) spaced: bool,
}

impl<'t> Left<'t> {
    /// Of a sentence that starts at `start`.
    pub(super) fn of(text: &'t str, start: usize, candidate: &Candidate) -> Self {
        let before = text[start..candidate.start].trim_end();
        let word = token_before(before);
        let head = &before[..before.len() - word.len()];
        Self { head, word, spaced: start + before.len() < candidate.start }
    }

    pub(super) fn token(&self, language: Language) -> Token {
        let token = self.word;
        let Some(last) = token.chars().next_back() else { return Token::Nothing };
        if token.chars().all(is_letter) {
            return kind_of_word(token, language);
        }
        if !last.is_alphanumeric() && !is_sign(last) {
            return if is_closer(last) || is_inverted_closer(last) { Token::Closed } else { Token::Sign };
        }
        if !token.chars().any(is_letter) {
            return kind_of_number(token, language);
        }
        // Of letters beyond ASCII alone there is neither an acronym nor an address, and no apostrophe to cut at.
        if token.bytes().all(|b| b >= 0x80 && b != 0xe2 && b != 0xc2) && !token.chars().any(is_number) {
            return kind_of_word(token, language);
        }
        if is_acronym(token) {
            return if token.contains(is_capital_letter) { Token::Acronym } else { Token::SmallAcronym };
        }
        if token.contains(['@', '_', '\\', '.']) || token.contains("//") {
            return Token::Address;
        }
        let word = last_part(token);
        if word.chars().any(is_number) { Token::Mixed } else { kind_of_word(word, language) }
    }

    /// What the lists of abbreviations say of the token; of no mark but a full stop do they speak.
    pub(super) fn listed(&self, language: Language, mark: Mark) -> Listed {
        if mark != Mark::Period {
            return Listed::No;
        }
        let found = language.abbreviation(self.word).or_else(|| {
            let part = last_part(self.word);
            if part.len() < self.word.len() { language.abbreviation(part) } else { None }
        });
        match found {
            None => Listed::No,
            Some(AbbreviationKind::BeforeName) => Listed::Name,
            Some(AbbreviationKind::BeforeNumber) => Listed::Number,
            Some(AbbreviationKind::Within) => Listed::Within,
            Some(AbbreviationKind::MayEnd) => Listed::MayEnd,
        }
    }

    /// Whether the token ends in a vowel, as whole words often do and cut ones seldom.
    pub(super) fn ends_in_vowel(&self) -> bool {
        self.word.chars().next_back().is_some_and(is_vowel)
    }

    /// Whether the token opens the sentence or a line of it.
    pub(super) fn opens_line(&self) -> bool {
        let before = self.head.trim_end_matches(|c: char| c == ' ' || c == '\t' || is_opener(c));
        before.is_empty() || before.ends_with('\n')
    }

    /// The kind of the token before the token, white space aside.
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

fn kind_of_number(token: &str, language: Language) -> Token {
    match token.len() {
        _ if !token.bytes().all(|b| b.is_ascii_digit()) => Token::Numeric,
        1 | 2 if language.writes_ordinals_with_a_stop() => Token::Ordinal,
        1 | 2 => Token::Digits2,
        3 => Token::Digits3,
        4 => Token::Digits4,
        _ => Token::Numeric,
    }
}

fn kind_of_word(word: &str, language: Language) -> Token {
    match shape_of_word(word) {
        Token::Roman if language.writes_ordinals_with_a_stop() => Token::RomanOrdinal,
        Token::Capital if word == "I" && language == Language::English => Token::I,
        kind => kind,
    }
}

fn shape_of_word(word: &str) -> Token {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return Token::Sign };
    let (capital, second) = (is_capital_letter(first), chars.next());
    if !capital && !is_small_letter(first) {
        return match base_letters(word) {
            0 | 1 => Token::Caseless1,
            2 => Token::Caseless2,
            _ => Token::Caseless,
        };
    }
    let count = 1 + usize::from(second.is_some()) + chars.count();
    match (capital, count) {
        (true, 1) => Token::Capital,
        (false, 1) => Token::SmallLetter,
        (true, _) if second.is_some_and(is_capital_letter) => {
            if is_roman_numeral(word) {
                Token::Roman
            } else {
                Token::Capitals
            }
        }
        (_, 2..=5) if vowelless(word) => Token::Vowelless,
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

/// Letters with stops between them: `U.S`, `p.m`, `Ph.D`.
fn is_acronym(token: &str) -> bool {
    token.contains('.')
        && token
            .split('.')
            .all(|part| matches!(base_letters(part), 1..=3) && part.chars().all(|c| is_letter(c) || is_sign(c)))
}

/// How long the sentence would be.
pub(super) fn length(bytes: usize) -> Length {
    match bytes {
        0..=8 => Length::Upto8,
        9..=24 => Length::Upto24,
        25..=80 => Length::Upto80,
        81..=240 => Length::Upto240,
        _ => Length::Long,
    }
}
