//! [`Worth`]: what a summary is worth, by a model that training wrote.
//!
//! The file is a table, `data/models/summaries.tsv`. A line is a [feature of a set](SetFeature): its name, its mean and standard
//! deviation, by which values are made standard scores, and three kinds of weights: of the score itself, of its square, and of its product
//! with the score of each feature that the head of the table names. Those features are the context: they have no weights of
//! their own, being [the same](SetFeature::is_common) for all sets that are compared.

use crate::features::SetFeature;
use crate::scratch::Scratch;

/// Standard scores are cut off here, as in training: beyond, the model has seen too little to know.
const FARTHEST: f64 = 5.0;

/// How many columns stand before the products: name, mean, deviation, itself, square.
const BEFORE_PRODUCTS: usize = 5;

/// A polynomial of the second degree in the features of a set, without most of its terms.
#[derive(Debug)]
pub(super) struct Worth {
    scales: Vec<Scale>,
    context: Vec<usize>,
    terms: Vec<Term>,
}

#[derive(Debug)]
struct Scale {
    mean: f64,
    deviation: f64,
}

/// The weights of one feature.
#[derive(Debug)]
struct Term {
    feature: usize,
    itself: f64,
    square: f64,
    /// One for each feature of the context.
    products: Vec<f64>,
}

impl Worth {
    /// Reads a table; `None` if it is not one, or not of the features that there are.
    pub(super) fn parse(table: &str) -> Option<Self> {
        let mut lines = table.lines();
        let names = lines.next()?.split('\t').skip(BEFORE_PRODUCTS);
        let common = |name| SetFeature::by_name(name).filter(|feature| feature.is_common());
        let context: Option<Vec<usize>> = names.map(|name| Some(common(name)? as usize)).collect();
        let mut worth = Self { scales: Vec::new(), context: context?, terms: Vec::new() };
        for (feature, line) in lines.enumerate() {
            let (name, numbers) = line.split_once('\t')?;
            if SetFeature::by_name(name)? as usize != feature {
                return None;
            }
            let numbers: Vec<f64> = numbers.split('\t').map(str::parse).collect::<Result<_, _>>().ok()?;
            let (scale, weights) = numbers.split_at_checked(2)?;
            worth.scales.push(Scale { mean: scale[0], deviation: scale[1] });
            if let Some((&[itself, square], products)) = weights.split_first_chunk() {
                worth.terms.push(Term { feature, itself, square, products: products.to_vec() });
            }
        }
        let is_whole = worth.scales.len() == SetFeature::COUNT
            && worth.terms.iter().all(|term| term.products.len() == worth.context.len());
        is_whole.then_some(worth)
    }

    /// What sets of as many sentences of the same document are worth; `features` are those of any of them.
    pub(super) fn among(&self, features: &[f32; SetFeature::COUNT]) -> Among<'_> {
        let score = |&feature: &usize| self.scales[feature].score(features[feature]);
        let slope = |term: &Term| self.context.iter().zip(&term.products).map(|(of, weight)| weight * score(of)).sum();
        Among { worth: self, slopes: self.terms.iter().map(slope).collect() }
    }
}

impl Scale {
    fn score(&self, value: f32) -> f64 {
        ((f64::from(value) - self.mean) / self.deviation).clamp(-FARTHEST, FARTHEST)
    }
}

/// A [`Worth`] whose context is known.
#[derive(Debug)]
pub(super) struct Among<'w> {
    worth: &'w Worth,
    /// What the context adds to the weight of each feature.
    slopes: Scratch<f64>,
}

impl Among<'_> {
    /// What a set of these features is worth, against the others.
    pub(super) fn of(&self, features: &[f32; SetFeature::COUNT]) -> f64 {
        let value = |(term, slope): (&Term, &f64)| {
            let own = self.worth.scales[term.feature].score(features[term.feature]);
            own * (term.itself + term.square * own + slope)
        };
        self.worth.terms.iter().zip(&self.slopes).map(value).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table in which the mean score counts 2, its square 3, and its product with the number of sentences 5.
    fn table() -> String {
        let mut table = String::from("feature\tmean\tdeviation\titself\tsquare\tcount\n");
        for feature in SetFeature::ALL {
            let weights = match feature {
                SetFeature::Count => "",
                SetFeature::ScoreMean => "\t2\t3\t5",
                _ => "\t0\t0\t0",
            };
            table += &format!("{}\t1\t0.5{weights}\n", feature.name());
        }
        table
    }

    #[test]
    fn a_table_is_the_polynomial_it_says() {
        let worth = Worth::parse(&table()).expect("a table");
        let mut features = [1.0; SetFeature::COUNT];
        features[SetFeature::ScoreMean as usize] = 2.0;
        // Two deviations above the mean: 2·2 + 3·2².
        assert_eq!(worth.among(&features).of(&features), 16.0);
        features[SetFeature::Count as usize] = 1.5;
        assert_eq!(worth.among(&features).of(&features), 26.0);
        features[SetFeature::Count as usize] = 1000.0;
        assert_eq!(worth.among(&features).of(&features), 16.0 + 5.0 * 2.0 * FARTHEST);
    }

    #[test]
    fn a_damaged_table_is_refused() {
        assert!(Worth::parse("").is_none());
        assert!(Worth::parse(&table().replace("score-mean", "tarot")).is_none());
        assert!(Worth::parse(&table().replace("itself\tsquare\tcount", "itself\tsquare\tmean")).is_none());
        assert!(Worth::parse(&table().replace("\t2\t3\t5", "\t2\t3")).is_none());
        let cut: Vec<String> = table().lines().take(5).map(str::to_owned).collect();
        assert!(Worth::parse(&cut.join("\n")).is_none());
    }
}
