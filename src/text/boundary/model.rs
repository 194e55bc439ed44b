//! The model: a weight for each combination of values that was seen to matter, added up.
//!
//! A logistic regression, whose weights are in `data/models/boundaries.txt`: those for all languages, and what a language
//! adds to them.

use std::sync::OnceLock;

use super::evidence::{Evidence, Field};
use super::memo::{Memo, Verdict};
use super::values::Mark;
use crate::data;
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

/// The templates that look at each field.
const TEMPLATES_OF: [u32; Field::COUNT] = {
    let mut templates = [0; Field::COUNT];
    let mut t = 0;
    while t < TEMPLATES.len() {
        let mut f = 0;
        while f < TEMPLATES[t].len() {
            templates[TEMPLATES[t][f] as usize] |= 1 << t;
            f += 1;
        }
        t += 1;
    }
    templates
};

/// The weights for one language.
pub(super) struct Model {
    weights: Box<[f32]>,
    /// What they say of candidates of which not everything is known.
    pub(super) memo: Memo,
}

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
        let names = TEMPLATES.map(template_name);
        let own = format!("{} ", language.code());
        for line in data::lines(include_str!("../../../data/models/boundaries.txt")) {
            if let Some((name, weight)) =
                line.strip_prefix("* ").or(line.strip_prefix(&own)).and_then(|line| line.split_once(' '))
                && let Some(feature) = feature_of(name, &names)
            {
                weights[feature] += weight.parse::<f32>().unwrap_or(0.0);
            }
        }
        Self { weights: weights.into(), memo: Memo::new() }
    }

    /// Above zero if a sentence ends rather than not: the logarithm of the odds.
    pub(super) fn score(&self, evidence: &Evidence) -> f32 {
        prior(evidence) + features(evidence).map(|feature| self.weights[feature]).sum::<f32>()
    }

    /// What the score says if the fields in `unknown`, no two of which share a template, may have any value.
    pub(super) fn verdict(&self, evidence: &Evidence, unknown: &[Field]) -> Verdict {
        let all = (1 << TEMPLATES.len()) - 1;
        let known = unknown.iter().fold(all, |known, &field| known & !TEMPLATES_OF[field as usize]);
        let sum = |evidence: &Evidence, templates: u32| -> f32 {
            let among = (0..TEMPLATES.len()).filter(|t| templates >> t & 1 == 1);
            among.map(|t| self.weights[feature(t, evidence)]).sum()
        };
        let score = prior(evidence) + sum(evidence, known);
        let (mut least, mut most) = (score, score);
        for &field in unknown {
            let values = 0..Field::SIZES[field as usize] as u8;
            let sums = values.map(|value| sum(&evidence.with(field, value), TEMPLATES_OF[field as usize]));
            let (low, high) = sums.fold((f32::MAX, f32::MIN), |(low, high), sum| (low.min(sum), high.max(sum)));
            (least, most) = (least + low, most + high);
        }
        if least > ROUNDING {
            Verdict::Ends
        } else if most < -ROUNDING {
            Verdict::GoesOn
        } else {
            Verdict::Open
        }
    }
}

/// More than the order of adding can change in a score.
const ROUNDING: f32 = 1e-3;

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
    (0..TEMPLATES.len()).map(|t| feature(t, evidence))
}

/// The feature that template `t` finds in the evidence.
fn feature(t: usize, evidence: &Evidence) -> usize {
    let index = |index, &field: &Field| index * Field::SIZES[field as usize] + evidence.get(field);
    OFFSETS[t] + TEMPLATES[t].iter().fold(0, index)
}

/// The feature with a name such as `mark|next=.|Capital`, given the names of the templates.
fn feature_of(name: &str, templates: &[String]) -> Option<usize> {
    let (fields, values) = name.split_once('=')?;
    let t = templates.iter().position(|template| template == fields)?;
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
#[cfg(feature = "training")]
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
