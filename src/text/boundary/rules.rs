//! Rules: what a careful reader would say of a candidate, without having counted anything.
//!
//! The model takes the answer as one more piece of evidence. Where it has seen too little to know better, the answer stands.

use super::evidence::Sides;
use super::values::{Closers, Gap, Listed, Mark, Next, Opener, Token};

/// Whether a sentence ends there.
pub(super) fn ends(sides: &Sides) -> bool {
    let starts_small = sides.cased && matches!(sides.next, Next::Small | Next::SmallShort);
    if (starts_small && !is_whole_word(sides)) || sides.next == Next::Tail {
        return false;
    }
    match sides.mark {
        Mark::Strong => true,
        Mark::Colon | Mark::Semicolon => false,
        _ if sides.gap == Gap::Glued => is_missing_space(sides),
        Mark::Period => ends_at_full_stop(sides),
        Mark::Ellipsis => !sides.cased || starts_with_capital(sides.next),
        Mark::Emoji => starts_with_capital(sides.next),
        Mark::Question | Mark::Exclamation => true,
    }
}

/// Five small letters and more are a word, if no list of abbreviations has them: a careless writer forgot the capital behind.
fn is_whole_word(sides: &Sides) -> bool {
    sides.mark == Mark::Period
        && sides.gap != Gap::Glued
        && sides.listed == Listed::No
        && matches!(sides.token, Token::Small | Token::Long)
}

/// `...the end.The next...`: a word on either side, and no address.
fn is_missing_space(sides: &Sides) -> bool {
    match sides.token {
        Token::Caseless => matches!(sides.next, Next::Caseless | Next::CaselessStarter),
        Token::Small3 | Token::Small4 | Token::Small | Token::Long | Token::Capitalised => {
            matches!(sides.next, Next::Capital | Next::Starter) && sides.listed == Listed::No
        }
        Token::Ordinal | Token::Digits2 | Token::Digits3 | Token::Digits4 | Token::Numeric => {
            sides.next == Next::Starter
        }
        _ => false,
    }
}

fn ends_at_full_stop(sides: &Sides) -> bool {
    let starts_anew = matches!(sides.next, Next::Starter | Next::CaselessStarter);
    match sides.token {
        Token::Nothing => true,
        Token::Ordinal | Token::RomanOrdinal => !sides.opens && starts_anew,
        Token::Digits2 | Token::Digits3 => !sides.opens,
        Token::Capital | Token::I | Token::SmallLetter | Token::Caseless1 => starts_anew && !sides.opens,
        _ if sides.closers != Closers::None && sides.listed != Listed::Name => true,
        Token::Acronym | Token::SmallAcronym => {
            sides.listed == Listed::MayEnd || (starts_anew && sides.listed != Listed::Name)
        }
        _ => match sides.listed {
            Listed::No => true,
            Listed::Name => false,
            Listed::Number => sides.next != Next::Number,
            Listed::Within => starts_anew,
            Listed::MayEnd => starts_anew || sides.opener != Opener::None,
        },
    }
}

fn starts_with_capital(next: Next) -> bool {
    matches!(next, Next::Capital | Next::Starter | Next::Capitals | Next::Letter | Next::Initial | Next::Title)
}
