//! Evidence: what a candidate looks like, each of its sides as one value of a small set.

use super::rules;
use super::values::{Before, Closers, Gap, Inside, Length, Listed, Mark, Next, Opener, Token};

const FLAG: &[&str] = &["-", "+"];

/// The sides of a candidate, each by its own name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sides {
    pub(super) mark: Mark,
    pub(super) closers: Closers,
    pub(super) gap: Gap,
    pub(super) opener: Opener,
    pub(super) next: Next,
    pub(super) token: Token,
    pub(super) listed: Listed,
    pub(super) before: Before,
    pub(super) inside: Inside,
    pub(super) length: Length,
    /// Whether the token opens the sentence, or a line of it.
    pub(super) opens: bool,
    /// Whether white space stands before the mark.
    pub(super) spaced: bool,
    /// Whether the token ends in a vowel, as whole words often do and cut ones seldom.
    pub(super) vowel: bool,
    /// Whether the text has capitals at all.
    pub(super) cased: bool,
}

/// The fields of [`Evidence`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Mark,
    Closers,
    Gap,
    Opener,
    Next,
    Token,
    Listed,
    Before,
    Inside,
    Length,
    Opens,
    Spaced,
    Vowel,
    Cased,
    /// What the [rules](super::rules) say.
    Rules,
}

impl Field {
    pub(super) const COUNT: usize = Field::Rules as usize + 1;

    /// How many values each field has.
    pub(super) const SIZES: [usize; Self::COUNT] = {
        use Field::*;
        let fields = [
            Mark, Closers, Gap, Opener, Next, Token, Listed, Before, Inside, Length, Opens, Spaced, Vowel, Cased, Rules,
        ];
        let mut sizes = [0; Self::COUNT];
        let mut i = 0;
        while i < fields.len() {
            sizes[fields[i] as usize] = fields[i].names().len();
            i += 1;
        }
        sizes
    };

    /// The names of its values.
    pub(super) const fn names(self) -> &'static [&'static str] {
        match self {
            Field::Mark => Mark::NAMES,
            Field::Closers => Closers::NAMES,
            Field::Gap => Gap::NAMES,
            Field::Opener => Opener::NAMES,
            Field::Next => Next::NAMES,
            Field::Token => Token::NAMES,
            Field::Listed => Listed::NAMES,
            Field::Before => Before::NAMES,
            Field::Inside => Inside::NAMES,
            Field::Length => Length::NAMES,
            _ => FLAG,
        }
    }
}

/// How many bits hold a value of each field.
const BITS: [u32; Field::COUNT] = {
    let mut bits = [0; Field::COUNT];
    let mut i = 0;
    while i < Field::COUNT {
        bits[i] = usize::BITS - (Field::SIZES[i] - 1).leading_zeros();
        i += 1;
    }
    bits
};

/// One value for each [`Field`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence([u8; Field::COUNT]);

impl Evidence {
    pub(super) fn get(&self, field: Field) -> usize {
        usize::from(self.0[field as usize])
    }

    pub(super) fn of(sides: &Sides) -> Self {
        Self::of_known(sides).with(Field::Rules, rules::ends(sides).into())
    }

    /// The same, without having asked the rules.
    pub(super) fn of_known(sides: &Sides) -> Self {
        let mut values = [0; Field::COUNT];
        let mut set = |field: Field, value: u8| values[field as usize] = value;
        set(Field::Mark, sides.mark as u8);
        set(Field::Closers, sides.closers as u8);
        set(Field::Gap, sides.gap as u8);
        set(Field::Opener, sides.opener as u8);
        set(Field::Next, sides.next as u8);
        set(Field::Token, sides.token as u8);
        set(Field::Listed, sides.listed as u8);
        set(Field::Before, sides.before as u8);
        set(Field::Inside, sides.inside as u8);
        set(Field::Length, sides.length as u8);
        set(Field::Opens, sides.opens.into());
        set(Field::Spaced, sides.spaced.into());
        set(Field::Vowel, sides.vowel.into());
        set(Field::Cased, sides.cased.into());
        Self(values)
    }

    /// The same with another value for one field.
    pub(super) fn with(mut self, field: Field, value: u8) -> Self {
        self.0[field as usize] = value;
        self
    }

    /// All values in one number, which tells them apart.
    pub(super) fn key(&self) -> u64 {
        self.0.iter().zip(BITS).fold(0, |key, (&value, bits)| key << bits | u64::from(value))
    }
}
