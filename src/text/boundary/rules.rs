//! Rules: a verdict on a candidate without any statistics.
//!
//! The verdict is a feature of the [model](super::model), and its prior where the training data were too few to learn from.

use super::features::Features;
use super::values::{Closers, Gap, Listed, Mark, Next, Opener, Token};

/// Whether a sentence ends at the candidate.
pub(super) fn is_end(features: &Features) -> bool {
    let starts_small = features.cased && matches!(features.next, Next::Small | Next::SmallShort);
    if (starts_small && !is_whole_word(features)) || features.next == Next::Tail {
        return false;
    }
    match features.mark {
        Mark::Strong => true,
        Mark::Colon | Mark::Semicolon => false,
        _ if features.gap == Gap::Glued => is_missing_space(features),
        Mark::Period => is_end_at_period(features),
        Mark::Ellipsis => !features.cased || starts_with_capital(features.next),
        Mark::Emoji => starts_with_capital(features.next),
        Mark::Question | Mark::Exclamation => true,
    }
}

/// Whether the token is a word of five small letters or more and no listed abbreviation. Then the writer forgot the capital after
/// the period.
fn is_whole_word(features: &Features) -> bool {
    features.mark == Mark::Period
        && features.gap != Gap::Glued
        && features.listed == Listed::No
        && matches!(features.token, Token::Small | Token::Long)
}

/// Whether only a space is missing, as in `the end.The next`: a word on either side, so that it is no address.
fn is_missing_space(features: &Features) -> bool {
    match features.token {
        Token::Caseless => matches!(features.next, Next::Caseless | Next::CaselessStarter),
        Token::Small3 | Token::Small4 | Token::Small | Token::Long | Token::Capitalised => {
            matches!(features.next, Next::Capital | Next::Starter) && features.listed == Listed::No
        }
        Token::Ordinal | Token::Digits2 | Token::Digits3 | Token::Digits4 | Token::Numeric => {
            features.next == Next::Starter
        }
        _ => false,
    }
}

fn is_end_at_period(features: &Features) -> bool {
    let starts_sentence = matches!(features.next, Next::Starter | Next::CaselessStarter);
    match features.token {
        Token::Nothing => true,
        Token::Ordinal | Token::RomanOrdinal => !features.opens && starts_sentence,
        Token::Digits2 | Token::Digits3 => !features.opens,
        Token::Capital | Token::I | Token::SmallLetter | Token::Caseless1 => starts_sentence && !features.opens,
        _ if features.closers != Closers::None && features.listed != Listed::Name => true,
        Token::Acronym | Token::SmallAcronym => {
            features.listed == Listed::MayEnd || (starts_sentence && features.listed != Listed::Name)
        }
        _ => match features.listed {
            Listed::No => true,
            Listed::Name => false,
            Listed::Number => features.next != Next::Number,
            Listed::Within => starts_sentence,
            Listed::MayEnd => starts_sentence || features.opener != Opener::None,
        },
    }
}

fn starts_with_capital(next: Next) -> bool {
    matches!(next, Next::Capital | Next::Starter | Next::Capitals | Next::Letter | Next::Initial | Next::Title)
}
