//! The model: a logistic regression over combinations of features.
//!
//! A *template* is a set of features. For each combination of their values there is an *indicator*, which is 1 if the candidate has
//! these values and 0 otherwise; so of each template exactly one indicator is on. The log-odds that a sentence ends are the
//! prior, which the rules give, plus the weights of the indicators that are on. The weights are in `data/models/boundaries.txt`:
//! those of all languages, and what each language adds to them.

use super::memo::{Memo, Verdict};
use super::values::Mark;
use super::vector::{Feature, FeatureVector};
use crate::data;
use crate::language::{Language, PerLanguage};

/// The combined features.
const TEMPLATES: [&[Feature]; 20] = {
    use Feature::*;
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

/// The first indicator of each template, and behind the last the number of all.
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

/// Number of indicators.
pub(super) const INDICATORS: usize = OFFSETS[TEMPLATES.len()];

/// For each feature the set of templates that have it, a bit per template.
const TEMPLATES_WITH: [u32; Feature::COUNT] = {
    let mut templates = [0; Feature::COUNT];
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

static MODELS: PerLanguage<Model> = PerLanguage::new(Model::read);

/// The model of one language.
pub(super) struct Model {
    /// The weight of each indicator.
    weights: Box<[f32]>,
    /// Verdicts on candidates of which not all features are known.
    pub(super) memo: Memo,
}

impl Model {
    pub(super) fn of(language: Language) -> &'static Self {
        MODELS.get(language)
    }

    /// Reads the file of weights. A line is a language code, or `*` for all languages, then the name of an indicator and its weight.
    fn read(language: Language) -> Self {
        let mut weights = vec![0.0; INDICATORS];
        let names = TEMPLATES.map(template_name);
        let own = format!("{} ", language.code());
        for line in data::lines(include_str!("../../../data/models/boundaries.txt")) {
            if let Some((name, weight)) =
                line.strip_prefix("* ").or(line.strip_prefix(&own)).and_then(|line| line.split_once(' '))
                && let Some(indicator) = indicator_of(name, &names)
            {
                weights[indicator] += weight.parse::<f32>().unwrap_or(0.0);
            }
        }
        Self { weights: weights.into(), memo: Memo::new() }
    }

    /// The log-odds that a sentence ends: above 0 if it is more likely than not.
    pub(super) fn log_odds(&self, vector: &FeatureVector) -> f32 {
        prior(vector) + indicators(vector).map(|indicator| self.weights[indicator]).sum::<f32>()
    }

    /// The sign of the log-odds if it is the same for all values of the features in `unknown`, no two of which may be in one
    /// template.
    ///
    /// As they share no template, each adds its smallest and its largest sum of weights to the bounds by itself.
    pub(super) fn verdict(&self, vector: &FeatureVector, unknown: &[Feature]) -> Verdict {
        let all = (1 << TEMPLATES.len()) - 1;
        let known = unknown.iter().fold(all, |known, &feature| known & !TEMPLATES_WITH[feature as usize]);
        let sum = |vector: &FeatureVector, templates: u32| -> f32 {
            let among = (0..TEMPLATES.len()).filter(|t| templates >> t & 1 == 1);
            among.map(|t| self.weights[indicator(t, vector)]).sum()
        };
        let log_odds = prior(vector) + sum(vector, known);
        let (mut lower, mut upper) = (log_odds, log_odds);
        for &feature in unknown {
            let values = 0..Feature::SIZES[feature as usize] as u8;
            let sums = values.map(|value| sum(&vector.with(feature, value), TEMPLATES_WITH[feature as usize]));
            let (min, max) = sums.fold((f32::MAX, f32::MIN), |(min, max), sum| (min.min(sum), max.max(sum)));
            (lower, upper) = (lower + min, upper + max);
        }
        if lower > ROUNDING {
            Verdict::Ends
        } else if upper < -ROUNDING {
            Verdict::Continues
        } else {
            Verdict::Undecided
        }
    }
}

/// More than the order of summation can change in the log-odds.
const ROUNDING: f32 = 1e-3;

/// The log-odds before any weight is added, by the verdict of the rules.
///
/// Training regularizes the weights towards 0, so the rules decide where the data are few.
pub(super) fn prior(vector: &FeatureVector) -> f32 {
    if vector.get(Feature::Rules) == 1 {
        RULES_LOG_ODDS
    } else if vector.get(Feature::Mark) == Mark::Colon as usize {
        -COLON_LOG_ODDS
    } else {
        -RULES_LOG_ODDS
    }
}

/// Odds of twenty to one for the verdict of the rules.
const RULES_LOG_ODDS: f32 = 3.0;

/// Treebanks differ in whether a colon ends a sentence. To a reader, either half is rarely complete without the other.
const COLON_LOG_ODDS: f32 = 5.0;

/// The indicators that are on, one of each template.
pub(super) fn indicators(vector: &FeatureVector) -> impl Iterator<Item = usize> + '_ {
    (0..TEMPLATES.len()).map(|t| indicator(t, vector))
}

/// The indicator of template `t` that is on.
fn indicator(t: usize, vector: &FeatureVector) -> usize {
    let index = |index, &feature: &Feature| index * Feature::SIZES[feature as usize] + vector.get(feature);
    OFFSETS[t] + TEMPLATES[t].iter().fold(0, index)
}

/// The indicator with a name such as `mark|next=.|Capital`, given the names of the templates.
fn indicator_of(name: &str, templates: &[String]) -> Option<usize> {
    let (template, values) = name.split_once('=')?;
    let t = templates.iter().position(|name| name == template)?;
    let mut index = 0;
    let mut values = values.split('|');
    for feature in TEMPLATES[t] {
        let value = values.next()?;
        index = index * feature.names().len() + feature.names().iter().position(|&name| name == value)?;
    }
    Some(OFFSETS[t] + index)
}

fn template_name(template: &[Feature]) -> String {
    template.iter().map(|feature| format!("{feature:?}").to_lowercase()).collect::<Vec<_>>().join("|")
}

/// The name of an indicator in the file of weights: `mark|next=.|Capital`.
#[cfg(feature = "training")]
pub(super) fn name_of(indicator: usize) -> String {
    let t = OFFSETS.iter().rposition(|&offset| offset <= indicator).unwrap_or(0);
    let mut index = indicator - OFFSETS[t];
    let mut values = Vec::new();
    for feature in TEMPLATES[t].iter().rev() {
        values.push(feature.names()[index % feature.names().len()]);
        index /= feature.names().len();
    }
    values.reverse();
    format!("{}={}", template_name(TEMPLATES[t]), values.join("|"))
}
