//! Auto: how likely a person would have taken the sentence, by a model that has seen how people summarize.
//!
//! Gradient-boosted trees (Friedman, *Greedy Function Approximation*, 2001) over the [features](crate::features) of a sentence:
//!
//! score(s) = 1 / (1 + exp(−Σ tree(features of s)))
//!
//! trained to tell the sentences that together come nearest to a reference summary from the others, on news, papers, mail, meetings, reviews and
//! stories in a dozen languages. `data/models/CARD.md` says on what, by which command, and how well it does where.
//!
//! Linear in the text.

use std::sync::LazyLock;

use ndarray::Array1;

use super::{Scorer, Scores, place};
use crate::context::Context;
use crate::document::Document;
use crate::explanation::Explanation;
use crate::features::{self, Feature, Features, Group, Trees};
use crate::scratch::Scratch;

/// What training wrote. A unit test reads it, so a file that cannot be read is never shipped.
#[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
static MODEL: LazyLock<Trees> = LazyLock::new(|| {
    let file = include_bytes!("../../data/models/salience.trees");
    Trees::parse(file, |name| Feature::by_name(name).map(|feature| feature as usize)).expect("the model names features")
});

/// A group of features speaks for a sentence if without it the chance would fall by this factor, in logarithms.
const SPEAKS: f64 = 0.1;

/// So many sentences are looked at together.
const STRETCH: usize = 256;

/// So many groups are named.
const NAMED: usize = 3;

/// The model. Has no parameters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Auto;

impl Scorer for Auto {
    fn score(&self, doc: &Document<'_>, context: &Context<'_>) -> Scores {
        let mut sums = Scratch::filled(0.0, doc.len());
        add_sums(&Features::new(doc, context), &mut sums);
        let score = |(sentence, sum): (usize, f64)| if is_prose(doc, sentence) { chance(sum) } else { 0.0 };
        let scores: Array1<f64> = sums.iter().copied().enumerate().map(score).collect();
        Scores::new(scores).focused(context.relevance(doc))
    }

    fn explain(&self, doc: &Document<'_>, context: &Context<'_>, _: &Scores, picks: &[usize]) -> Vec<Explanation> {
        let features = Features::new(doc, context);
        let usual = mean_row(doc, &features);
        let explain_one = |&sentence: &usize| Explanation {
            reasons: reasons(&features.row(sentence), &usual),
            ..place(doc, context, sentence)
        };
        picks.iter().map(explain_one).collect()
    }
}

/// Adds what the trees say of each sentence, a stretch at a time: all rows of a long text together would take more room than it does.
fn add_sums(features: &Features<'_, '_>, sums: &mut [f64]) {
    let mut rows = features.rows();
    let mut stretch = Scratch::with_capacity(sums.len().min(STRETCH) * Feature::COUNT);
    for sums in sums.chunks_mut(STRETCH) {
        stretch.clear();
        stretch.extend(rows.by_ref().take(sums.len()).flatten());
        MODEL.add(&stretch, Feature::COUNT, sums);
    }
}

fn is_prose(doc: &Document<'_>, sentence: usize) -> bool {
    doc.sentences()[sentence].kind.is_body()
}

fn chance(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}

/// The mean of each feature over the prose.
fn mean_row(doc: &Document<'_>, features: &Features<'_, '_>) -> Vec<f32> {
    let mut sums = [0.0; Feature::COUNT];
    let prose = (0..doc.len()).filter(|&sentence| is_prose(doc, sentence));
    let mut count = 0.0;
    for sentence in prose {
        sums.iter_mut().zip(features.row(sentence)).for_each(|(sum, value)| *sum += f64::from(value));
        count += 1.0;
    }
    sums.iter().map(|sum| (sum / f64::max(count, 1.0)) as f32).collect()
}

/// The groups of features without which the model would think less of the sentence: whose values, put back to the
/// mean of the text, take most from its sum.
fn reasons(row: &[f32], usual: &[f32]) -> Vec<String> {
    let whole = MODEL.sum(row);
    let without = |group: Group| {
        let pick =
            |(feature, values): (&Feature, (&f32, &f32))| if feature.group() == group { *values.1 } else { *values.0 };
        let row: Vec<f32> = features::ALL.iter().zip(row.iter().zip(usual)).map(pick).collect();
        MODEL.sum(&row)
    };
    let mut found: Vec<(f64, &str)> = REASONS
        .iter()
        .map(|&(group, reason)| (whole - without(group), reason))
        .filter(|(gain, _)| *gain > SPEAKS)
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().take(NAMED).map(|(_, reason)| reason.to_owned()).collect()
}

/// What to call the groups that differ between the sentences of a text.
const REASONS: &[(Group, &str)] = &[
    (Group::Position, "its place in the text"),
    (Group::Length, "its length"),
    (Group::Centrality, "its likeness to other sentences"),
    (Group::Opening, "its likeness to the opening"),
    (Group::Words, "the text's frequent words"),
    (Group::Cues, "its cue words"),
    (Group::Surface, "its form"),
    (Group::Query, "what was asked"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn the_model_can_be_read_and_gives_chances() {
        let doc = Document::new(include_str!("../../data/samples/news.txt"), Language::English);
        let scores = Auto.score(&doc, &Context::default());
        assert!(scores.as_array().iter().all(|score| (0.0..1.0).contains(score)));
        let best = scores.ranking()[0];
        let why = Auto.explain(&doc, &Context::default(), &scores, &[best]);
        assert!(!why[0].reasons.is_empty());
    }
}
