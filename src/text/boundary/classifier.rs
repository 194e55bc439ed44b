//! [`Classifier`]: decides whether a sentence ends at a candidate.
//!
//! The naive classifier computes all features of the candidate and asks the model:
//!
//! ```text
//! is_end(start, candidate):
//!     features  = what follows the candidate: closers, gap, opener, next word
//!     features += what precedes it: token, abbreviation list, token before, open quotes, length
//!     vector    = features + [is_end by the rules]
//!     log_odds  = prior(vector)
//!     for each template:
//!         log_odds += weight of the indicator for the template's features in vector
//!     return log_odds > 0
//! ```
//!
//! [`decide_by_all_features`](Classifier::decide_by_all_features) is this loop. Three tricks make it faster without changing any
//! decision, as a test confirms:
//!
//! 1. *Stages.* Features are computed in order of cost. After each [`Stage`] the unknown ones are bounded: if the model gives the
//!    same answer for all values they can have, they are not computed. Most candidates are decided without the stop list and
//!    without a search for open quotes. (Early stopping as in a classifier cascade, Viola & Jones 2001, but with exact bounds.)
//! 2. *Memo.* The bounds depend only on the stage and on the features known in it, which fit into 62 bits. So each
//!    combination is [computed once](super::memo) per process and looked up from then on.
//! 3. *Lazy facts.* Whether the block has capitals, and the stop list, are consulted at most once and only if a stage needs them.
//!
//! Together they save half to four fifths of the instructions, depending on the language.

use std::cell::OnceCell;
use std::slice::from_ref;

use super::candidate::Candidate;
use super::capitals::has_capitals;
use super::features::Features;
use super::inside::inside;
use super::left::{Left, length};
use super::memo::Verdict;
use super::model::Model;
use super::right::Right;
use super::values::{Before, Inside, Length, Listed, Mark, Next, Token};
use super::vector::{Feature, FeatureVector};
use crate::language::Language;
use crate::util::char_class::is_common_caseless_letter;

/// Classifies the candidates of one block.
pub(super) struct Classifier<'t> {
    block: &'t str,
    language: Language,
    /// Whether the block has capitals. If it has none, a small letter may begin a sentence.
    is_cased: OnceCell<bool>,
    model: &'static Model,
}

/// The features that are known so far, besides those of the right side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// None.
    RightSide,
    /// The length, and that the token ends in a letter without case.
    CaselessEnding,
    /// The same, and whether quotes or brackets are open.
    CaselessEndingAndInside,
    /// The token, the abbreviation lists and the length; not the token before, the last letter, and open quotes or brackets.
    Token,
    /// All, except perhaps whether the next word is a function word.
    AllButStarter,
}

impl<'t> Classifier<'t> {
    pub(super) fn new(block: &'t str, language: Language) -> Self {
        Self { block, language, is_cased: OnceCell::new(), model: Model::of(language) }
    }

    /// Whether the sentence that begins at `start` ends at the candidate.
    pub(super) fn is_end(&self, start: usize, candidate: &Candidate) -> bool {
        let right = Right::of(self.block, self.language, candidate);
        let mut features = right_features(candidate, &right);
        if !is_case_irrelevant(&features) {
            features.cased = self.is_cased();
        }
        let early = self.decide_by_right_side(start, candidate, &features, &right).or_else(|| {
            let left = Left::of(self.block, start, candidate);
            features = self.with_token(features, start, candidate, &left);
            decided(self.verdict(Stage::Token, &features, &right)).or_else(|| {
                features = self.with_rest(features, start, candidate, &left);
                decided(self.verdict(Stage::AllButStarter, &features, &right))
            })
        });
        early.unwrap_or_else(|| {
            features.next = right.next_word(self.language);
            self.model.log_odds(&FeatureVector::new(&features)) > 0.0
        })
    }

    /// The naive classifier.
    #[cfg(test)]
    pub(super) fn decide_by_all_features(&self, start: usize, candidate: &Candidate) -> bool {
        self.model.log_odds(&self.vector(start, candidate)) > 0.0
    }

    /// All features of a candidate, if the sentence begins at `start`.
    #[cfg(any(test, feature = "training"))]
    pub(super) fn vector(&self, start: usize, candidate: &Candidate) -> FeatureVector {
        let right = Right::of(self.block, self.language, candidate);
        let left = Left::of(self.block, start, candidate);
        let features = self.with_token(right_features(candidate, &right), start, candidate, &left);
        let features = self.with_rest(features, start, candidate, &left);
        FeatureVector::new(&Features { next: right.next_word(self.language), ..features })
    }

    /// Decides before the token is known, if that is possible.
    fn decide_by_right_side(
        &self,
        start: usize,
        candidate: &Candidate,
        features: &Features,
        right: &Right<'_>,
    ) -> Option<bool> {
        if features.mark == Mark::Period {
            // Whether a period ends a sentence always depends on the token before it.
            return None;
        }
        if !self.block[start..candidate.start].ends_with(is_common_caseless_letter) {
            return decided(self.verdict(Stage::RightSide, features, right));
        }
        let features = Features { length: length(candidate.end - start), ..*features };
        decided(self.verdict(Stage::CaselessEnding, &features, right)).or_else(|| {
            let inside = inside(&self.block[start..candidate.end]);
            decided(self.verdict(Stage::CaselessEndingAndInside, &Features { inside, ..features }, right))
        })
    }

    /// Adds the token and the features that cost as little.
    fn with_token(&self, features: Features, start: usize, candidate: &Candidate, left: &Left<'_>) -> Features {
        Features {
            token: left.token(self.language),
            listed: left.listed(self.language, candidate.mark),
            spaced: left.is_mark_spaced,
            opens: left.opens_line(),
            length: length(candidate.end - start),
            ..features
        }
    }

    /// Adds all other features but the next word.
    fn with_rest(&self, features: Features, start: usize, candidate: &Candidate, left: &Left<'_>) -> Features {
        Features {
            before: left.before(),
            inside: inside(&self.block[start..candidate.end]),
            vowel: left.ends_in_vowel(),
            cased: self.is_cased(),
            ..features
        }
    }

    fn is_cased(&self) -> bool {
        *self.is_cased.get_or_init(|| has_capitals(self.block))
    }

    /// The verdict by the features known in a stage, from the memo or else computed.
    fn verdict(&self, stage: Stage, features: &Features, right: &Right<'_>) -> Verdict {
        let maybe_starter = u64::from(right.maybe_starter.is_some());
        let key = (FeatureVector::without_rules(features).key() << 1 | maybe_starter) << 3 | stage as u64;
        self.model.memo.verdict(key, || self.decide_early(stage, features, right))
    }

    /// The verdict that holds for all values of the features unknown in a stage, if there is one.
    fn decide_early(&self, stage: Stage, known: &Features, right: &Right<'_>) -> Verdict {
        use Feature::{Before, Cased, Inside, Length, Spaced, Vowel};
        // The rules look at the token and at whether it opens a line, so all values of these two are enumerated. The other unknown
        // features share no template, so the model bounds them one by one.
        let (tokens, opens, unknown): (_, &[bool], &[Feature]) = match stage {
            Stage::RightSide => (Token::ALL, &[false, true], &[Before, Length, Vowel, Inside, Spaced, Cased]),
            Stage::CaselessEnding => (CASELESS_ENDING, &[false, true], &[Before, Vowel, Inside, Cased]),
            Stage::CaselessEndingAndInside => (CASELESS_ENDING, &[false, true], &[Before, Vowel, Cased]),
            Stage::Token => (from_ref(&known.token), from_ref(&known.opens), &[Before, Vowel, Inside, Cased]),
            Stage::AllButStarter => (from_ref(&known.token), from_ref(&known.opens), &[]),
        };
        let unknown =
            if is_case_irrelevant(known) { unknown } else { unknown.strip_suffix(&[Cased]).unwrap_or(unknown) };
        let starter = right.maybe_starter.map(|_| right.starter());
        let nexts = || [Some(known.next), starter].into_iter().flatten();
        let possible = tokens.iter().flat_map(|&token| {
            opens.iter().flat_map(move |&opens| nexts().map(move |next| Features { token, opens, next, ..*known }))
        });
        let mut common = None;
        for features in possible {
            let verdict = self.model.verdict(&FeatureVector::new(&features), unknown);
            if verdict == Verdict::Undecided || common.is_some_and(|common| common != verdict) {
                return Verdict::Undecided;
            }
            common = Some(verdict);
        }
        common.unwrap_or(Verdict::Undecided)
    }
}

/// Whether a sentence ends, if that is decided.
fn decided(verdict: Verdict) -> Option<bool> {
    match verdict {
        Verdict::Ends => Some(true),
        Verdict::Continues => Some(false),
        Verdict::Undecided => None,
    }
}

/// The features of the right side, and placeholders for the others.
fn right_features(candidate: &Candidate, right: &Right<'_>) -> Features {
    Features {
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

/// Whether to leave open if the block has capitals: before a letter without case the rules do not ask, and to find out that there
/// are none takes a search of the block.
fn is_case_irrelevant(features: &Features) -> bool {
    features.next == Next::Caseless && features.mark != Mark::Ellipsis
}

/// The tokens that can end in a letter without case. Their first letter may have one.
const CASELESS_ENDING: &[Token] = {
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
