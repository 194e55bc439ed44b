//! [`FeatureVector`]: the features of a candidate by number, the verdict of the rules among them.

use super::features::Features;
use super::rules;
use super::values::{Before, Closers, Gap, Inside, Length, Listed, Mark, Next, Opener, Token};

const FLAG: &[&str] = &["-", "+"];

/// The name of a feature. In lower case it is its name in the file of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feature {
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
    /// Whether the sentence ends by the [rules](super::rules).
    Rules,
}

impl Feature {
    pub(super) const COUNT: usize = Feature::Rules as usize + 1;

    /// Number of values of each feature.
    pub(super) const SIZES: [usize; Self::COUNT] = {
        use Feature::*;
        let features = [
            Mark, Closers, Gap, Opener, Next, Token, Listed, Before, Inside, Length, Opens, Spaced, Vowel, Cased, Rules,
        ];
        let mut sizes = [0; Self::COUNT];
        let mut i = 0;
        while i < features.len() {
            sizes[features[i] as usize] = features[i].names().len();
            i += 1;
        }
        sizes
    };

    /// The names of its values in the file of weights.
    pub(super) const fn names(self) -> &'static [&'static str] {
        match self {
            Feature::Mark => Mark::NAMES,
            Feature::Closers => Closers::NAMES,
            Feature::Gap => Gap::NAMES,
            Feature::Opener => Opener::NAMES,
            Feature::Next => Next::NAMES,
            Feature::Token => Token::NAMES,
            Feature::Listed => Listed::NAMES,
            Feature::Before => Before::NAMES,
            Feature::Inside => Inside::NAMES,
            Feature::Length => Length::NAMES,
            _ => FLAG,
        }
    }
}

/// Number of bits that a value of each feature takes.
const BITS: [u32; Feature::COUNT] = {
    let mut bits = [0; Feature::COUNT];
    let mut i = 0;
    while i < Feature::COUNT {
        bits[i] = usize::BITS - (Feature::SIZES[i] - 1).leading_zeros();
        i += 1;
    }
    bits
};

/// A value for each [`Feature`].
#[derive(Clone, Copy, Debug)]
pub(super) struct FeatureVector([u8; Feature::COUNT]);

impl FeatureVector {
    /// All features, the verdict of the rules included.
    pub(super) fn new(features: &Features) -> Self {
        Self::without_rules(features).with(Feature::Rules, rules::is_end(features).into())
    }

    /// The features alone: cheaper, and enough for a [key](Self::key).
    pub(super) fn without_rules(features: &Features) -> Self {
        let mut values = [0; Feature::COUNT];
        let mut set = |feature: Feature, value: u8| values[feature as usize] = value;
        set(Feature::Mark, features.mark as u8);
        set(Feature::Closers, features.closers as u8);
        set(Feature::Gap, features.gap as u8);
        set(Feature::Opener, features.opener as u8);
        set(Feature::Next, features.next as u8);
        set(Feature::Token, features.token as u8);
        set(Feature::Listed, features.listed as u8);
        set(Feature::Before, features.before as u8);
        set(Feature::Inside, features.inside as u8);
        set(Feature::Length, features.length as u8);
        set(Feature::Opens, features.opens.into());
        set(Feature::Spaced, features.spaced.into());
        set(Feature::Vowel, features.vowel.into());
        set(Feature::Cased, features.cased.into());
        Self(values)
    }

    pub(super) fn get(&self, feature: Feature) -> usize {
        usize::from(self.0[feature as usize])
    }

    /// The same vector with another value of one feature.
    pub(super) fn with(mut self, feature: Feature, value: u8) -> Self {
        self.0[feature as usize] = value;
        self
    }

    /// All values packed into the bits of one number, different for different vectors.
    pub(super) fn key(&self) -> u64 {
        self.0.iter().zip(BITS).fold(0, |key, (&value, bits)| key << bits | u64::from(value))
    }
}
