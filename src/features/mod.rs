//! Features: what can be counted of a sentence, for a model to weigh.
//!
//! [`ALL`] names them and says what each means. They look at the text through its terms, its blocks and its marks, and
//! not at particular words, so that they mean the same in any language. One does, [`Feature::Cues`]: it is 0 where nothing was learned.
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
use crate::scratch::{Scratch, reusable};

use layout::Layout;
pub use list::{ALL, Feature, Group};
pub use sets::{SetFeature, Sets};
pub(crate) use trees::Trees;

/// The features that are kept of each sentence. The others are the same for all, or follow from these and from where it stands.
const KEPT: [Feature; 22] = [
    Feature::Degree,
    Feature::Rank,
    Feature::After,
    Feature::AfterMean,
    Feature::Before,
    Feature::BeforeMean,
    Feature::Topic,
    Feature::FirstThree,
    Feature::Frequency,
    Feature::FrequencyTop,
    Feature::FrequencyLog,
    Feature::Mass,
    Feature::Spread,
    Feature::Pairs,
    Feature::Fresh,
    Feature::Lasting,
    Feature::Alone,
    Feature::Digits,
    Feature::Capitals,
    Feature::Quotes,
    Feature::Commas,
    Feature::Whole,
];

/// Where each feature stands among those kept; beyond them, if it is not.
const SLOTS: [usize; Feature::COUNT] = {
    let mut slots = [KEPT.len(); Feature::COUNT];
    let mut slot = 0;
    while slot < KEPT.len() {
        slots[KEPT[slot] as usize] = slot;
        slot += 1;
    }
    slots
};

/// Features of which there is a standard score, and that.
const STANDARDS: [(Feature, Feature); 8] = [
    (Feature::Words, Feature::WordsZ),
    (Feature::Degree, Feature::DegreeZ),
    (Feature::Rank, Feature::RankZ),
    (Feature::After, Feature::AfterZ),
    (Feature::Frequency, Feature::FrequencyZ),
    (Feature::Mass, Feature::MassZ),
    (Feature::Spread, Feature::SpreadZ),
    (Feature::Pairs, Feature::PairsZ),
];

/// A row of [`Feature::COUNT`] numbers for each sentence. All are finite.
///
/// Rows are put together when they are asked for: a third of the numbers is kept, and those only of sentences that have terms.
#[derive(Clone, Debug)]
pub struct Features<'d, 't> {
    doc: &'d Document<'t>,
    layout: Layout,
    /// What is kept, row by row of the [layout](layout::Place::row).
    kept: Scratch<[f32; KEPT.len()]>,
    /// What all sentences have in common; zeros elsewhere.
    shared: [f32; Feature::COUNT],
    /// The mean and the standard deviation over the prose of each of the [`STANDARDS`].
    usual: [(f64, f64); STANDARDS.len()],
    /// How much each sentence is about the query.
    query: Option<Vec<f32>>,
}

reusable!([f32; KEPT.len()]);

impl<'d, 't> Features<'d, 't> {
    /// Measures every sentence of `doc`.
    pub fn new(doc: &'d Document<'t>, context: &Context<'_>) -> Self {
        let layout = Layout::new(doc);
        let mut features = Self {
            doc,
            kept: Scratch::filled([0.0; KEPT.len()], layout.rows),
            shared: [0.0; Feature::COUNT],
            usual: [(0.0, 0.0); STANDARDS.len()],
            query: None,
            layout: Layout::default(),
        };
        if !doc.is_empty() {
            let reading = Reading::new(doc, layout, context);
            layout::measure(&reading, &mut features);
            centrality::measure(&reading, &mut features);
            terms::measure(&reading, &mut features);
            surface::measure(&reading, &mut features);
            features.layout = reading.layout;
            features.standardize();
        }
        features
    }

    /// The features of a sentence, in the order of [`ALL`].
    pub fn row(&self, sentence: usize) -> [f32; Feature::COUNT] {
        let mut row = self.shared;
        layout::fill(self, sentence, &mut row);
        let kept = self.layout.places[sentence].row;
        for (feature, value) in KEPT.iter().zip(self.kept[kept as usize]) {
            row[*feature as usize] = value;
        }
        if kept == layout::NO_TERMS {
            surface::fill(self.doc, sentence, &mut row);
        }
        if let Some(query) = &self.query {
            row[Feature::Query as usize] = query[sentence];
        }
        for ((feature, standard), (mean, deviation)) in STANDARDS.iter().zip(self.usual) {
            let above = f64::from(row[*feature as usize]) - mean;
            // Rounding error is no deviation.
            put(&mut row, *standard, if deviation > 1e-6 * mean.abs() { above / deviation } else { 0.0 });
        }
        row
    }

    /// The features of all sentences, row by row.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = [f32; Feature::COUNT]> + '_ {
        (0..self.doc.len()).map(|sentence| self.row(sentence))
    }

    fn set(&mut self, row: usize, feature: Feature, value: f64) {
        self.kept[row][SLOTS[feature as usize]] = finite(value);
    }

    fn get(&self, row: usize, feature: Feature) -> f32 {
        self.kept[row][SLOTS[feature as usize]]
    }

    /// The same value for every sentence.
    fn set_all(&mut self, feature: Feature, value: f64) {
        put(&mut self.shared, feature, value);
    }

    /// Measures what is usual, for standard scores.
    fn standardize(&mut self) {
        for (index, (feature, _)) in STANDARDS.into_iter().enumerate() {
            let prose = self.layout.prose().map(|(sentence, row)| match feature {
                Feature::Words => f64::from(self.doc.sentences()[sentence].words as f32),
                _ => f64::from(self.get(row, feature)),
            });
            self.usual[index] = mean_and_deviation(prose);
        }
    }
}

fn put(row: &mut [f32; Feature::COUNT], feature: Feature, value: f64) {
    row[feature as usize] = finite(value);
}

fn finite(value: f64) -> f32 {
    if value.is_finite() { value as f32 } else { 0.0 }
}

/// What several features need of a document, made once.
struct Reading<'d, 't> {
    doc: &'d Document<'t>,
    layout: Layout,
    /// Rows of tf·idf of length 1.
    cosines: TermMatrix,
    /// How much each sentence is about the query.
    relevance: Option<Vec<f64>>,
}

impl<'d, 't> Reading<'d, 't> {
    fn new(doc: &'d Document<'t>, layout: Layout, context: &Context<'_>) -> Self {
        let cosines = TermMatrix::tf_idf(doc, context);
        let relevance = context.relevance(doc).map(|relevance| relevance.shares.to_vec());
        Self { doc, layout, cosines, relevance }
    }

    /// The sentences of the prose, and the row of each.
    fn prose(&self) -> impl DoubleEndedIterator<Item = (usize, usize)> + '_ {
        self.layout.prose()
    }

    /// How many sentences of prose there are.
    fn count(&self) -> usize {
        self.layout.count
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
