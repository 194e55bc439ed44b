//! The judge: looks at a candidate only as closely as it takes to be sure.
//!
//! What is cheap to see is seen first. If the model would come to the same end whatever the rest of the evidence were, the rest is
//! not looked at. So the answer is always the one that all of the evidence leads to, only sooner: a test
//! holds the two together.

use std::cell::OnceCell;
use std::slice::from_ref;

use super::super::marks::has_capitals;
use super::candidate::Candidate;
use super::evidence::{Evidence, Field, Sides};
use super::inside::inside;
use super::left::{Left, length};
use super::memo::Verdict;
use super::model::Model;
use super::right::Right;
use super::values::{Before, Inside, Length, Listed, Mark, Next, Token};
use crate::language::Language;

/// Judges the candidates of one block.
pub(super) struct Judge<'t> {
    text: &'t str,
    language: Language,
    /// Whether a small letter says that no sentence starts there. In text without any capitals it does not.
    cased: OnceCell<bool>,
    model: &'static Model,
}

/// What a glance has seen of the left side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Glance {
    /// Nothing.
    Right,
    /// That the token ends in a letter without case, and how long the sentence is.
    Ending,
    /// The same, and whether quotes or brackets are open.
    EndingWithin,
    /// The token. Neither what stands before it nor which letter it ends in nor whether quotes or brackets are open.
    Token,
    /// All. Whether the next word is one that the language builds its sentences with may still be open.
    Whole,
}

impl<'t> Judge<'t> {
    pub(super) fn new(text: &'t str, language: Language) -> Self {
        Self { text, language, cased: OnceCell::new(), model: Model::of(language) }
    }

    /// Whether the sentence that starts at `start` ends at the candidate.
    pub(super) fn ends(&self, start: usize, candidate: &Candidate) -> bool {
        let right = Right::of(self.text, self.language, candidate);
        let mut sides = nothing_known(candidate, &right);
        if !is_case_open(&sides) {
            sides.cased = self.is_cased();
        }
        // Of a full stop, the token has to be known.
        if sides.mark != Mark::Period {
            let verdict = if ends_in_caseless_letter(&self.text[start..candidate.start]) {
                self.glance_at_ending(start, candidate, &sides, &right)
            } else {
                self.glance(Glance::Right, &sides, &right)
            };
            match verdict {
                Verdict::Open => {}
                verdict => return verdict == Verdict::Ends,
            }
        }
        let left = Left::of(self.text, start, candidate);
        sides = self.with_token(sides, start, candidate, &left);
        match self.glance(Glance::Token, &sides, &right) {
            Verdict::Open => {}
            verdict => return verdict == Verdict::Ends,
        }
        sides = self.with_rest(sides, start, candidate, &left);
        match self.glance(Glance::Whole, &sides, &right) {
            Verdict::Open => {}
            verdict => return verdict == Verdict::Ends,
        }
        sides.next = right.resolved(self.language);
        self.model.score(&Evidence::of(&sides)) > 0.0
    }

    /// The same with all of the evidence.
    #[cfg(test)]
    pub(super) fn weigh_all(&self, start: usize, candidate: &Candidate) -> bool {
        self.model.score(&self.evidence(start, candidate)) > 0.0
    }

    /// What the candidate looks like, if the sentence starts at `start`.
    #[cfg(any(test, feature = "training"))]
    pub(super) fn evidence(&self, start: usize, candidate: &Candidate) -> Evidence {
        let right = Right::of(self.text, self.language, candidate);
        let left = Left::of(self.text, start, candidate);
        let sides = self.with_token(nothing_known(candidate, &right), start, candidate, &left);
        let sides = self.with_rest(sides, start, candidate, &left);
        Evidence::of(&Sides { next: right.resolved(self.language), ..sides })
    }

    /// The sides with the token and what is as cheap to see.
    fn with_token(&self, sides: Sides, start: usize, candidate: &Candidate, left: &Left<'_>) -> Sides {
        Sides {
            token: left.token(self.language),
            listed: left.listed(self.language, candidate.mark),
            spaced: left.spaced,
            opens: left.opens_line(),
            length: length(candidate.end - start),
            ..sides
        }
    }

    /// The sides with all the rest but for the next word.
    fn with_rest(&self, sides: Sides, start: usize, candidate: &Candidate, left: &Left<'_>) -> Sides {
        Sides {
            before: left.before(),
            inside: inside(&self.text[start..candidate.end]),
            vowel: left.ends_in_vowel(),
            cased: self.is_cased(),
            ..sides
        }
    }

    fn is_cased(&self) -> bool {
        *self.cased.get_or_init(|| has_capitals(self.text))
    }

    /// The verdict on a candidate behind a letter without case. Most are clear before one looks for quotes.
    fn glance_at_ending(&self, start: usize, candidate: &Candidate, sides: &Sides, right: &Right<'_>) -> Verdict {
        let sides = Sides { length: length(candidate.end - start), ..*sides };
        match self.glance(Glance::Ending, &sides, right) {
            Verdict::Open => {
                let inside = inside(&self.text[start..candidate.end]);
                self.glance(Glance::EndingWithin, &Sides { inside, ..sides }, right)
            }
            verdict => verdict,
        }
    }

    /// The verdict on `sides`, whose left part is known as far as `glance` says.
    fn glance(&self, glance: Glance, sides: &Sides, right: &Right<'_>) -> Verdict {
        let open_starter = u64::from(right.maybe_starter.is_some());
        let key = (Evidence::of_known(sides).key() << 1 | open_starter) << 3 | glance as u64;
        self.model.memo.verdict(key, || self.foresee(glance, sides, right))
    }

    /// The verdict that all evidence would lead to that agrees with what is known, if it is one.
    fn foresee(&self, glance: Glance, known: &Sides, right: &Right<'_>) -> Verdict {
        use Field::{Before, Cased, Inside, Length, Spaced, Vowel};
        let (tokens, opens, unknown): (_, &[bool], &[Field]) = match glance {
            Glance::Right => (Token::ALL, &[false, true], &[Before, Length, Vowel, Inside, Spaced, Cased]),
            Glance::Ending => (ENDING_IN_CASELESS_LETTER, &[false, true], &[Before, Vowel, Inside, Cased]),
            Glance::EndingWithin => (ENDING_IN_CASELESS_LETTER, &[false, true], &[Before, Vowel, Cased]),
            Glance::Token => (from_ref(&known.token), from_ref(&known.opens), &[Before, Vowel, Inside, Cased]),
            Glance::Whole => (from_ref(&known.token), from_ref(&known.opens), &[]),
        };
        let unknown = if is_case_open(known) { unknown } else { unknown.strip_suffix(&[Cased]).unwrap_or(unknown) };
        let starter = right.maybe_starter.map(|_| right.starter());
        let nexts = || [Some(known.next), starter].into_iter().flatten();
        let all = tokens.iter().flat_map(|&token| {
            opens.iter().flat_map(move |&opens| nexts().map(move |next| Sides { token, opens, next, ..*known }))
        });
        let mut foreseen = None;
        for sides in all {
            let verdict = self.model.verdict(&Evidence::of(&sides), unknown);
            if verdict == Verdict::Open || foreseen.is_some_and(|foreseen| foreseen != verdict) {
                return Verdict::Open;
            }
            foreseen = Some(verdict);
        }
        foreseen.unwrap_or(Verdict::Open)
    }
}

/// The right side, with nothing known of the left.
fn nothing_known(candidate: &Candidate, right: &Right<'_>) -> Sides {
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
        cased: true,
    }
}

/// Whether a glance can do without knowing if the text has capitals: it takes a look at the whole block to see that there
/// are none, and before a letter without case the rules do not ask.
fn is_case_open(sides: &Sides) -> bool {
    sides.next == Next::Caseless && sides.mark != Mark::Ellipsis
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

/// Whether `sentence` ends in one of the commonest letters without case.
fn ends_in_caseless_letter(sentence: &str) -> bool {
    sentence.ends_with(|c| {
        matches!(c, '\u{620}'..='\u{64a}' | '\u{904}'..='\u{939}' | '\u{93e}'..='\u{94c}')
            || matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
    })
}
