//! Features of a whole summary: what its sentences are worth together.

use ndarray::aview1;

use super::expected::Expected;
use super::said::{Said, Tally};
use crate::context::Context;
use crate::document::Document;
use crate::matrix::{OpenRow, TermMatrix};
use crate::score::Scores;
use crate::scratch::Scratch;

/// What a summary of so many sentences is expected to say is read from four times as many of the best, and these.
const LIKELY: usize = 16;

macro_rules! set_features {
    ($($name:ident $text:literal $meaning:literal;)*) => {
        /// A number that says something of a set of sentences.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum SetFeature {
            $(#[doc = $meaning] $name,)*
        }

        impl SetFeature {
            /// Every feature, in the order of [`Sets::measure`].
            pub const ALL: &[SetFeature] = &[$(SetFeature::$name,)*];

            /// How many there are.
            pub const COUNT: usize = Self::ALL.len();

            /// The name, as in a model file.
            pub fn name(self) -> &'static str {
                match self { $(SetFeature::$name => $text,)* }
            }

            /// The feature of that name.
            pub fn by_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|feature| feature.name() == name)
            }
        }
    };
}

set_features! {
    Count "count" "How many sentences it has.";
    Share "share" "Its sentences by those of the text.";
    ScoreMean "score-mean" "The mean score.";
    ScoreLow "score-low" "The lowest score.";
    ScoreHigh "score-high" "The highest score.";
    ScoreShare "score-share" "The sum of the scores, by that of as many of the best.";
    WordsMean "words-mean" "Mean words of a sentence.";
    WordsRelative "words-relative" "The same, as a multiple of the mean of the text.";
    WordsShortest "words-shortest" "The words of the shortest, as a multiple of the mean of the text.";
    WordsLongest "words-longest" "The words of the longest, as a multiple of the mean of the text.";
    Repeated "repeated" "The share of its terms that it has said before.";
    RepeatedPairs "repeated-pairs" "The share of its pairs of neighbouring terms that it has said before.";
    CosineHigh "cosine-high" "The highest cosine between two of them.";
    CosineMean "cosine-mean" "The mean cosine between two of them.";
    Coverage "coverage" "The share of the words of the text that are one of its terms.";
    CoverageRelative "coverage-relative" "The same, by the share of the text's words that it takes.";
    Recurring "recurring" "The share of recurring terms that it has, each counting by how many sentences have it.";
    Centroid "centroid" "The cosine of its sum with that of the text.";
    Expected "expected" "How far its words are those that the scores expect of a summary: F1.";
    ExpectedShare "expected-share" "The share of its words that the scores expect.";
    First "first" "Where its first sentence stands, as a count of sentences.";
    Mean "mean" "The mean of where its sentences stand.";
    MeanShare "mean-share" "The same, as a share of the text.";
    Last "last" "Where its last sentence stands, as a share of the text.";
    Opening "opening" "The share of its sentences that are among as many first ones of the text.";
    Neighbours "neighbours" "The share of its sentences that follow another of them directly.";
    Sentences "sentences" "ln of the number of sentences of the text.";
    MeanWords "mean-words" "Mean words of a sentence of the text.";
    Cohesion "cohesion" "The mean of the scores of the text, by the highest.";
}

impl SetFeature {
    /// Whether all sets of as many sentences of the same document have the same value.
    pub fn is_common(self) -> bool {
        use SetFeature::*;
        matches!(self, Count | Share | Sentences | MeanWords | Cohesion)
    }
}

/// What measuring sets of sentences of a document needs, made once.
#[derive(Clone, Debug)]
pub struct Sets<'d, 't> {
    doc: &'d Document<'t>,
    scores: &'d Scores,
    cosines: TermMatrix,
    /// The product of each row with the sum of all.
    along: Scratch<f64>,
    centroid_length: f64,
    mean_words: f64,
    all_words: f64,
    count: f64,
    /// The scores, best first, summed from the first.
    best: Scratch<f64>,
    /// The features that all sets have in common; zeros for the others.
    common: [f32; SetFeature::COUNT],
    /// Where each sentence stands among the prose of its part.
    places: Scratch<usize>,
    said: Said<'d, 't>,
}

impl<'d, 't> Sets<'d, 't> {
    /// Reads what sets of `size` sentences of `doc` have in common.
    pub fn new(doc: &'d Document<'t>, context: &Context<'_>, scores: &'d Scores, size: usize) -> Self {
        Self::with_rows(doc, TermMatrix::tf_idf(doc, context), scores, size)
    }

    /// The same, from the rows of tf·idf.
    pub(crate) fn with_rows(doc: &'d Document<'t>, cosines: TermMatrix, scores: &'d Scores, size: usize) -> Self {
        let width = cosines.width();
        let mut centroid = Scratch::filled(0.0, width);
        let (mut words, mut count) = (0.0, 0.0);
        let mut places = Scratch::with_capacity(doc.len());
        let (mut place, mut part) = (0, 0);
        for (index, sentence) in doc.sentences().iter().enumerate() {
            if sentence.part != part {
                (place, part) = (0, sentence.part);
            }
            places.push(place);
            if !sentence.kind.is_body() {
                continue;
            }
            place += 1;
            cosines.add_row(index, 1.0, &mut centroid[..]);
            words += sentence.words as f64;
            count += 1.0;
        }
        let mut ranking = scores.order();
        ranking.retain(|&sentence| doc.sentences()[sentence].kind.is_body());
        let likely = &ranking[..ranking.len().min(4 * size + LIKELY)];
        let along = (0..doc.len()).map(|sentence| cosines.dot(sentence, &centroid[..])).collect();
        let centroid_length = aview1(&centroid).dot(&aview1(&centroid)).sqrt();
        // There may be as much of it as of the text.
        drop(centroid);
        let mut sum = 0.0;
        let running_sum = |&sentence: &usize| {
            sum += scores.get(sentence);
            sum
        };
        let best: Scratch<f64> = ranking.iter().map(running_sum).collect();
        let mean_words = words / f64::max(count, 1.0);
        let mut common = [0.0; SetFeature::COUNT];
        put(&mut common, SetFeature::Sentences, count.ln_1p());
        put(&mut common, SetFeature::MeanWords, mean_words);
        if let (Some(highest), Some(all)) = (best.first(), best.last()) {
            put(&mut common, SetFeature::Cohesion, all / f64::max(count, 1.0) / highest);
        }
        Self {
            doc,
            scores,
            centroid_length,
            along,
            mean_words,
            all_words: words,
            count,
            common,
            best,
            places,
            said: Said::new(doc, scores, likely, size),
            cosines,
        }
    }

    /// The cosine of two sentences.
    pub fn similarity(&self, a: usize, b: usize) -> f64 {
        self.cosines.similarity(a, b)
    }

    /// The cosines of a few sentences, row by row, each with those behind it; zeros elsewhere.
    pub(crate) fn similarities(&self, sentences: &[usize]) -> Scratch<f64> {
        let mut cosines = Scratch::filled(0.0, sentences.len() * sentences.len());
        let mut row = OpenRow::new(&self.cosines);
        for (place, (&a, cosines)) in sentences.iter().zip(cosines.chunks_mut(sentences.len().max(1))).enumerate() {
            row.open(Some(a));
            for (cosine, &b) in cosines.iter_mut().zip(sentences).skip(place + 1) {
                *cosine = row.similarity(b);
            }
        }
        cosines
    }

    /// The features of a set of sentences, given in the order of the text, in the order of [`SetFeature::ALL`]. `cosine` is that of
    /// two sentences. Linear in the words of the set, and quadratic in its sentences.
    pub fn measure(&mut self, set: &[usize], cosine: impl Fn(usize, usize) -> f64) -> [f32; SetFeature::COUNT] {
        self.read(set);
        self.features(set, &self.said.set(), cosine)
    }

    /// Reads a set that others are to be [measured](Self::measure_with) with.
    pub(crate) fn read(&mut self, set: &[usize]) {
        self.said.read(set);
    }

    /// As [`measure`](Self::measure), of a `set` that is the one that was read and `sentence`, whose words alone are looked at.
    pub(crate) fn measure_with(
        &mut self,
        sentence: usize,
        set: &[usize],
        cosine: impl Fn(usize, usize) -> f64,
    ) -> [f32; SetFeature::COUNT] {
        let tally = self.said.with(sentence);
        self.features(set, &tally, cosine)
    }

    fn features(&self, set: &[usize], tally: &Tally, cosine: impl Fn(usize, usize) -> f64) -> [f32; SetFeature::COUNT] {
        let mut features = self.common;
        self.measure_scores(set, &mut features);
        self.measure_words(tally, set.len(), &mut features);
        self.measure_places(set, &mut features);
        self.measure_cosines(set, cosine, &mut features);
        features
    }

    fn measure_scores(&self, set: &[usize], features: &mut [f32]) {
        let size = set.len().max(1) as f64;
        let scores = || set.iter().map(|&sentence| self.scores.get(sentence));
        let total: f64 = scores().sum();
        let possible = self.best.get(set.len().wrapping_sub(1)).or(self.best.last()).copied().unwrap_or(0.0);
        put(features, SetFeature::Count, set.len() as f64);
        put(features, SetFeature::Share, size / self.count);
        put(features, SetFeature::ScoreMean, total / size);
        put(features, SetFeature::ScoreLow, scores().fold(f64::INFINITY, f64::min));
        put(features, SetFeature::ScoreHigh, scores().fold(f64::NEG_INFINITY, f64::max));
        put(features, SetFeature::ScoreShare, total / possible);
    }

    fn measure_words(&self, tally: &Tally, size: usize, features: &mut [f32]) {
        let words = tally.words as f64;
        let mean = words / size.max(1) as f64;
        let shortest = tally.shortest.map_or(f64::INFINITY, |words| words as f64);
        let coverage = tally.mass as f64 / self.said.written() as f64;
        put(features, SetFeature::WordsMean, mean);
        put(features, SetFeature::WordsRelative, mean / self.mean_words);
        put(features, SetFeature::WordsShortest, shortest / self.mean_words);
        put(features, SetFeature::WordsLongest, tally.longest as f64 / self.mean_words);
        put(features, SetFeature::Repeated, 1.0 - tally.distinct_terms as f64 / tally.terms as f64);
        put(features, SetFeature::RepeatedPairs, 1.0 - tally.distinct_pairs as f64 / tally.pairs as f64);
        put(features, SetFeature::Coverage, coverage);
        put(features, SetFeature::CoverageRelative, coverage / (words / self.all_words));
        put(features, SetFeature::Recurring, tally.recurring as f64 / self.said.recurring() as f64);
        put(features, SetFeature::Expected, self.said.expected().f1(tally.overlap));
        put(features, SetFeature::ExpectedShare, Expected::precision(tally.overlap));
    }

    fn measure_cosines(&self, set: &[usize], cosine: impl Fn(usize, usize) -> f64, features: &mut [f32]) {
        let (mut high, mut sum, mut pairs) = (0.0f64, 0.0, 0.0f64);
        for (place, &a) in set.iter().enumerate() {
            for &b in &set[place + 1..] {
                let cosine = cosine(a, b);
                high = high.max(cosine);
                sum += cosine;
                pairs += 1.0;
            }
        }
        // The square of the length of the sum of the rows, each of which has length 1 unless it is empty.
        let rows = set.iter().filter(|&&sentence| !self.doc.terms(sentence).is_empty()).count();
        let length = (rows as f64 + 2.0 * sum).sqrt();
        let along: f64 = set.iter().map(|&sentence| self.along[sentence]).sum();
        put(features, SetFeature::CosineHigh, high);
        put(features, SetFeature::CosineMean, sum / pairs.max(1.0));
        put(features, SetFeature::Centroid, along / (length * self.centroid_length));
    }

    fn measure_places(&self, set: &[usize], features: &mut [f32]) {
        let size = set.len().max(1) as f64;
        let places = || set.iter().map(|&sentence| self.places[sentence] as f64);
        let mean = places().sum::<f64>() / size;
        let first = set.iter().filter(|&&sentence| self.places[sentence] < set.len()).count();
        let follows = |place: usize| place > 0 && set[place - 1] + 1 == set[place];
        let neighbours = (0..set.len()).filter(|&place| follows(place)).count();
        put(features, SetFeature::First, places().fold(f64::INFINITY, f64::min));
        put(features, SetFeature::Mean, mean);
        put(features, SetFeature::MeanShare, mean / self.count);
        put(features, SetFeature::Last, places().fold(0.0, f64::max) / self.count);
        put(features, SetFeature::Opening, first as f64 / size);
        put(features, SetFeature::Neighbours, neighbours as f64 / size);
    }
}

fn put(features: &mut [f32], feature: SetFeature, value: f64) {
    features[feature as usize] = if value.is_finite() { value as f32 } else { 0.0 };
}
