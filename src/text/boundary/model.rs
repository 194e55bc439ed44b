//! The model: a weight for each combination of values that was seen to matter, added up.
//!
//! A logistic regression, whose weights are in `data/models/sentences.txt`: those for all languages, and what a language
//! adds to them.

use std::sync::OnceLock;

use super::evidence::{Evidence, Field, Mark};
use crate::language::Language;

/// The fields that are looked at together.
pub(super) const TEMPLATES: [&[Field]; 20] = {
    use Field::*;
    [
        &[Mark],
        &[Mark, Next, Gap],
        &[Mark, Closers, Next],
        &[Mark, Opener, Next],
        &[Mark, Token],
        &[Mark, Inside, Next],
        &[Mark, Inside, Closers],
        &[Mark, Spaced, Next],
        &[Mark, Length],
        &[Mark, Cased, Next],
        &[Listed, Next],
        &[Listed, Token],
        &[Token, Next],
        &[Token, Before],
        &[Token, Opens],
        &[Token, Before, Next],
        &[Rules, Mark],
        &[Rules, Token],
        &[Rules, Next],
        &[Vowel, Token, Next],
    ]
};

/// Where the features of each template start.
const OFFSETS: [usize; TEMPLATES.len() + 1] = {
    let mut offsets = [0; TEMPLATES.len() + 1];
    let mut t = 0;
    while t < TEMPLATES.len() {
        let (mut size, mut f) = (1, 0);
        while f < TEMPLATES[t].len() {
            size *= TEMPLATES[t][f].names().len();
            f += 1;
        }
        offsets[t + 1] = offsets[t] + size;
        t += 1;
    }
    offsets
};

/// How many features there are.
pub(super) const FEATURES: usize = OFFSETS[TEMPLATES.len()];

/// The weights for one language.
pub(super) struct Model(Box<[f32]>);

impl Model {
    /// The weights for `language`, read when first asked for.
    pub(super) fn of(language: Language) -> &'static Self {
        static MODELS: [OnceLock<Model>; Language::COUNT] = [const { OnceLock::new() }; Language::COUNT];
        MODELS[language as usize].get_or_init(|| Self::read(language))
    }

    /// A line of the file is a language code or `*` for all, the numbers of the template and of its
    /// values, and the weight.
    fn read(language: Language) -> Self {
        let mut weights = vec![0.0; FEATURES];
        for line in include_str!("../../../data/models/sentences.txt").lines() {
            let mut words = line.split(' ');
            if words.next().is_some_and(|code| code == "*" || code == language.code())
                && let (Some(feature), Some(weight)) = (words.next().and_then(feature_of), words.next())
            {
                weights[feature] += weight.parse::<f32>().unwrap_or(0.0);
            }
        }
        Self(weights.into())
    }

    /// Above zero if a sentence ends rather than not: the logarithm of the odds.
    pub(super) fn score(&self, evidence: &Evidence) -> f32 {
        prior(evidence) + features(evidence).map(|feature| self.0[feature]).sum::<f32>()
    }
}

/// The logarithm of the odds before any weight is added: what the rules say, which is right more often than not.
///
/// Weights stay at zero unless much speaks against that, so that the rules decide what was seen too seldom.
pub(super) fn prior(evidence: &Evidence) -> f32 {
    if evidence.get(Field::Rules) == 1 {
        TRUST_IN_RULES
    } else if evidence.get(Field::Mark) == Mark::Colon as usize {
        -DISTRUST_OF_COLONS
    } else {
        -TRUST_IN_RULES
    }
}

/// Odds of twenty to one.
const TRUST_IN_RULES: f32 = 3.0;

/// Treebanks differ in whether a colon ends a sentence; to a reader, one half is seldom whole without the other.
const DISTRUST_OF_COLONS: f32 = 5.0;

/// The feature that each template finds in the evidence.
pub(super) fn features(evidence: &Evidence) -> impl Iterator<Item = usize> + '_ {
    TEMPLATES.iter().zip(OFFSETS).map(|(template, offset)| {
        offset + template.iter().fold(0, |index, &field| index * Field::SIZES[field as usize] + evidence.get(field))
    })
}

/// The feature with a name such as `Mark+Next:.+Capital`.
fn feature_of(name: &str) -> Option<usize> {
    let (fields, values) = name.split_once('=')?;
    let t = TEMPLATES.iter().position(|template| template_name(template) == fields)?;
    let mut index = 0;
    let mut values = values.split('|');
    for field in TEMPLATES[t] {
        let value = values.next()?;
        index = index * field.names().len() + field.names().iter().position(|&name| name == value)?;
    }
    Some(OFFSETS[t] + index)
}

fn template_name(template: &[Field]) -> String {
    template.iter().map(|field| format!("{field:?}").to_lowercase()).collect::<Vec<_>>().join("|")
}

/// The name of a feature in the file of weights: `mark|next=.|Capital`.
#[cfg(any(test, feature = "training"))]
pub(super) fn name_of(feature: usize) -> String {
    let t = OFFSETS.iter().rposition(|&offset| offset <= feature).unwrap_or(0);
    let mut index = feature - OFFSETS[t];
    let mut values = Vec::new();
    for field in TEMPLATES[t].iter().rev() {
        values.push(field.names()[index % field.names().len()]);
        index /= field.names().len();
    }
    values.reverse();
    format!("{}={}", template_name(TEMPLATES[t]), values.join("|"))
}
