//! Features: what can be counted of a sentence, for a model to weigh.
//!
//! [`ALL`] names them and says what each means. They look at the text through its terms, its blocks and its marks, and
//! not at particular words, so that they mean the same in any language.
//!
//! All together take time linear in the text. Sentences of headings and furniture have features too, but do not
//! count as neighbours, in means, or as places in the text.

mod centrality;
mod expected;
mod layout;
mod list;
mod said;
mod sets;
mod surface;
mod terms;
mod trees;

use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::scratch::Scratch;

use layout::Layout;
pub use list::{ALL, Feature, Group};
pub use sets::{SetFeature, Sets};
pub(crate) use trees::Trees;

/// A row of [`Feature::COUNT`] numbers for each sentence. All are finite.
#[derive(Clone, Debug, PartialEq)]
pub struct Features {
    values: Scratch<f32>,
}

impl Features {
    /// Measures every sentence of `doc`.
    pub fn new(doc: &Document<'_>, context: &Context<'_>) -> Self {
        // To number them takes room for a while, so before anything else does.
        doc.pairs();
        let mut features = Self { values: Scratch::filled(0.0, doc.len() * Feature::COUNT) };
        if doc.is_empty() {
            return features;
        }
        let reading = Reading::new(doc, context);
        layout::measure(&reading, &mut features);
        centrality::measure(&reading, &mut features);
        terms::measure(&reading, &mut features);
        surface::measure(&reading, &mut features);
        features
    }

    /// The features of a sentence, in the order of [`ALL`].
    pub fn row(&self, sentence: usize) -> &[f32] {
        &self.values[sentence * Feature::COUNT..(sentence + 1) * Feature::COUNT]
    }

    /// The features of all sentences, row by row.
    pub fn as_slice(&self) -> &[f32] {
        &self.values
    }

    /// One feature of a sentence.
    pub fn get(&self, sentence: usize, feature: Feature) -> f32 {
        self.row(sentence)[feature as usize]
    }

    fn set(&mut self, sentence: usize, feature: Feature, value: f64) {
        let value = if value.is_finite() { value as f32 } else { 0.0 };
        self.values[sentence * Feature::COUNT + feature as usize] = value;
    }

    /// The same value for every sentence.
    fn set_all(&mut self, feature: Feature, value: f64) {
        for sentence in 0..self.values.len() / Feature::COUNT {
            self.set(sentence, feature, value);
        }
    }

    /// Sets `standard` to how many standard deviations `feature` lies above its mean over the prose.
    fn standardize(&mut self, layout: &Layout, feature: Feature, standard: Feature) {
        let prose = || layout.prose.iter().map(|&sentence| f64::from(self.get(sentence, feature)));
        let (mean, deviation) = mean_and_deviation(prose());
        for sentence in 0..layout.places.len() {
            let above = f64::from(self.get(sentence, feature)) - mean;
            // Rounding error is no deviation.
            self.set(sentence, standard, if deviation > 1e-6 * mean.abs() { above / deviation } else { 0.0 });
        }
    }
}

/// What several features need of a document, made once.
struct Reading<'d, 't> {
    doc: &'d Document<'t>,
    layout: Layout,
    /// Rows of tf·idf of length 1.
    cosines: TermMatrix,
    /// How many sentences have each term.
    sentences_with: Scratch<f64>,
    /// How often the text has each term.
    totals: Scratch<f64>,
    /// How much each sentence is about the query.
    relevance: Option<Vec<f64>>,
}

impl<'d, 't> Reading<'d, 't> {
    fn new(doc: &'d Document<'t>, context: &Context<'_>) -> Self {
        let mut sentences_with = Scratch::filled(0.0, doc.term_count());
        let mut totals = Scratch::filled(0.0, doc.term_count());
        let layout = Layout::new(doc);
        for &sentence in &layout.prose {
            let (terms, counts) = doc.occurrences().row(sentence);
            for (term, &count) in terms.iter().zip(counts) {
                sentences_with[term.index()] += 1.0;
                totals[term.index()] += f64::from(count);
            }
        }
        let cosines = TermMatrix::tf_idf(doc, context);
        let relevance = context.relevance(doc).map(|relevance| relevance.shares.to_vec());
        Self { doc, layout, cosines, sentences_with, totals, relevance }
    }

    /// All sentences, headings and furniture included.
    fn all(&self) -> std::ops::Range<usize> {
        0..self.doc.len()
    }
}

/// The mean and the standard deviation; zeros for no value at all.
fn mean_and_deviation(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (mut count, mut sum, mut squares) = (0.0, 0.0, 0.0);
    for value in values {
        count += 1.0;
        sum += value;
        squares += value * value;
    }
    if count == 0.0 {
        return (0.0, 0.0);
    }
    let mean: f64 = sum / count;
    let variance: f64 = squares / count - mean * mean;
    (mean, variance.max(0.0).sqrt())
}
