//! The judge: looks at a candidate only as closely as it takes to be sure.
//!
//! What is cheap to see is seen first. If the model would come to the same end whatever the rest of the evidence were, the rest is
//! not looked at. So the answer is always the one that all of the evidence leads to, only sooner: a test
//! holds the two together.

use std::slice::from_ref;

use super::super::marks::{has_capitals, is_opener};
use super::candidate::Candidate;
use super::evidence::{Evidence, Field, Sides};
use super::left::{Left, inside, length};
use super::memo::Verdict;
use super::model::Model;
use super::right::Right;
use super::token::LONGEST;
use super::values::{Before, Inside, Length, Listed, Mark, Token};
use crate::language::Language;

/// Judges the candidates of one block.
#[derive(Clone, Copy)]
pub(super) struct Judge<'t> {
    text: &'t str,
    language: Language,
    /// Whether a small letter says that no sentence starts there. In text without any capitals it does not.
    cased: bool,
    model: &'static Model,
}

/// What a glance has seen of the left side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Glance {
    /// Nothing.
    Right,
    /// That the token ends in a letter without case and opens no line.
    Ending,
    /// The token. Neither what stands before it nor which letter it ends in.
    Token,
}

impl<'t> Judge<'t> {
    pub(super) fn new(text: &'t str, language: Language) -> Self {
        Self { text, language, cased: has_capitals(text), model: Model::of(language) }
    }

    /// Whether the sentence that starts at `start` ends at the candidate.
    pub(super) fn ends(self, start: usize, candidate: &Candidate) -> bool {
        let right = Right::of(self.text, self.language, candidate);
        let mut sides = self.nothing_known(candidate, &right);
        // Of a full stop, the token has to be known.
        if sides.mark != Mark::Period {
            let caseless = ends_in_caseless_letter(&self.text[start..candidate.start]);
            match self.glance(if caseless { Glance::Ending } else { Glance::Right }, &sides, &right) {
                Verdict::Open => {}
                verdict => return verdict == Verdict::Ends,
            }
        }
        let left = Left::of(self.text, start, candidate);
        sides.token = left.token(self.language);
        sides.listed = left.listed(self.language, sides.mark);
        sides.spaced = left.spaced;
        sides.opens = left.opens_line();
        sides.length = length(candidate.end - start);
        match self.glance(Glance::Token, &sides, &right) {
            Verdict::Open => {}
            verdict => return verdict == Verdict::Ends,
        }
        sides.next = right.resolved(self.language);
        sides.before = left.before();
        sides.inside = inside(&self.text[start..candidate.end]);
        sides.vowel = left.ends_in_vowel();
        self.model.score(&Evidence::of(&sides)) > 0.0
    }

    /// The same with all of the evidence.
    #[cfg(test)]
    pub(super) fn weigh_all(self, start: usize, candidate: &Candidate) -> bool {
        self.model.score(&self.evidence(start, candidate)) > 0.0
    }

    /// What the candidate looks like, if the sentence starts at `start`.
    #[cfg(any(test, feature = "training"))]
    pub(super) fn evidence(self, start: usize, candidate: &Candidate) -> Evidence {
        let right = Right::of(self.text, self.language, candidate);
        let left = Left::of(self.text, start, candidate);
        Evidence::of(&Sides {
            next: right.resolved(self.language),
            token: left.token(self.language),
            listed: left.listed(self.language, candidate.mark),
            before: left.before(),
            inside: inside(&self.text[start..candidate.end]),
            length: length(candidate.end - start),
            opens: left.opens_line(),
            spaced: left.spaced,
            vowel: left.ends_in_vowel(),
            ..self.nothing_known(candidate, &right)
        })
    }

    /// The right side, with nothing known of the left.
    fn nothing_known(self, candidate: &Candidate, right: &Right<'_>) -> Sides {
        Sides {
            mark: candidate.mark,
            closers: right.closers,
            gap: right.gap,
            opener: right.opener,
            next: right.next,
            token: Token::Nothing,
            listed: Listed::No,
            before: Before::Nothing,
            inside: Inside::No,
            length: Length::Upto8,
            opens: false,
            spaced: false,
            vowel: false,
            cased: self.cased,
        }
    }

    /// The verdict on `sides`, whose left part is known as far as `glance` says.
    fn glance(self, glance: Glance, sides: &Sides, right: &Right<'_>) -> Verdict {
        let open_starter = u64::from(right.maybe_starter.is_some());
        let key = (Evidence::of_known(sides).key() << 1 | open_starter) << 2 | glance as u64;
        self.model.memo.verdict(key, || self.foresee(glance, sides, right))
    }

    /// The verdict that all evidence would lead to that agrees with what is known, if it is one.
    fn foresee(self, glance: Glance, known: &Sides, right: &Right<'_>) -> Verdict {
        let starter = right.maybe_starter.map(|_| right.starter());
        let either = &[false, true][..];
        let (tokens, spaced, opens) = match glance {
            Glance::Right => (Token::ALL, either, either),
            Glance::Ending => (ENDING_IN_CASELESS_LETTER, &either[..1], &either[..1]),
            Glance::Token => (from_ref(&known.token), from_ref(&known.spaced), from_ref(&known.opens)),
        };
        let unknown = [Field::Before, Field::Inside, Field::Length];
        let unknown = if glance == Glance::Token { &unknown[..2] } else { &unknown };
        let mut foreseen = None;
        for next in [Some(known.next), starter].into_iter().flatten() {
            for sides in combinations(Sides { next, ..*known }, tokens, spaced, opens) {
                let verdict = self.model.verdict(&Evidence::of(&sides), unknown);
                if verdict == Verdict::Open || foreseen.is_some_and(|foreseen| foreseen != verdict) {
                    return Verdict::Open;
                }
                foreseen = Some(verdict);
            }
        }
        foreseen.unwrap_or(Verdict::Open)
    }
}

/// All sides that agree with `known` but for the token, what stands around it, and the letter it ends in.
fn combinations(known: Sides, tokens: &[Token], spaced: &[bool], opens: &[bool]) -> impl Iterator<Item = Sides> {
    tokens.iter().flat_map(move |&token| {
        spaced.iter().flat_map(move |&spaced| {
            opens
                .iter()
                .flat_map(move |&opens| [false, true].map(|vowel| Sides { token, spaced, opens, vowel, ..known }))
        })
    })
}

/// What a token that ends in a letter without case may be: its first letter may have one.
const ENDING_IN_CASELESS_LETTER: &[Token] = {
    use Token::*;
    &[
        Mixed,
        SmallAcronym,
        Acronym,
        Capitals,
        Small2,
        Small3,
        Small4,
        Small,
        Long,
        Capital3,
        Capital4,
        Capitalised,
        Caseless1,
        Caseless2,
        Caseless,
        Address,
    ]
};

/// Whether `sentence` ends in one of the commonest letters without case, and the token it ends in cannot open a line.
fn ends_in_caseless_letter(sentence: &str) -> bool {
    let caseless = sentence.ends_with(|c| {
        matches!(c, '\u{620}'..='\u{64a}' | '\u{904}'..='\u{939}' | '\u{93e}'..='\u{94c}')
            || matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
    });
    // A token is cut off at that length.
    let opens_no_line = || {
        let visible = sentence.trim_start_matches(|c: char| c.is_whitespace() || is_opener(c));
        visible.len() > LONGEST && memchr::memchr(b'\n', visible.as_bytes()).is_none()
    };
    caseless && opens_no_line()
}
