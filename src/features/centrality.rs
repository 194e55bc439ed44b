//! How much a sentence shares with others.
//!
//! No pair is looked at but those with the opening: sums over pairs are products with sums of rows.

use ndarray::aview1;

use super::{Feature, Features, Reading};
use crate::matrix::TermMatrix;
use crate::scratch::Scratch;

/// So many steps bring PageRank close enough for a feature: what is left changes few ranks, and each step costs two
/// passes over the words.
const STEPS: usize = 5;

/// As in [`TextRank`](crate::score::TextRank).
const DAMPING: f64 = 0.85;

/// Terms of the centroid below this share of the heaviest are not of the topic, as in
/// [`Centroid`](crate::score::Centroid).
const TOPIC: f64 = 0.3;

/// So many sentences are the opening of a text.
const OPENING: usize = 3;

pub(super) fn measure(reading: &Reading<'_, '_>, features: &mut Features) {
    let degrees = measure_directions(reading, features);
    measure_rank(reading, &degrees, features);
    measure_topic(reading, features);
    measure_opening(reading, features);
    measure_query(reading, features);
    for (feature, standard) in
        [(Feature::Degree, Feature::DegreeZ), (Feature::Rank, Feature::RankZ), (Feature::After, Feature::AfterZ)]
    {
        features.standardize(&reading.layout, feature, standard);
    }
}

/// The sum of the rows of the prose.
fn sum_of_rows(reading: &Reading<'_, '_>, rows: &TermMatrix) -> Scratch<f64> {
    let mut sum = Scratch::filled(0.0, rows.width());
    for &sentence in &reading.layout.prose {
        rows.add_row(sentence, 1.0, &mut sum[..]);
    }
    sum
}

/// Sums of cosines with earlier and with later sentences; returns both together for each.
fn measure_directions(reading: &Reading<'_, '_>, features: &mut Features) -> Scratch<f64> {
    let Reading { layout, cosines, .. } = reading;
    let mut before = Scratch::filled(0.0, cosines.width());
    let mut after = sum_of_rows(reading, cosines);
    let mut degrees = Scratch::filled(0.0, reading.doc.len());
    let count = layout.prose.len();
    let (mut all, mut opening) = (0.0, 0.0);
    for (index, &sentence) in layout.prose.iter().enumerate() {
        cosines.add_row(sentence, -1.0, &mut after[..]);
        let (earlier, later) = (cosines.dot(sentence, &before[..]), cosines.dot(sentence, &after[..]).max(0.0));
        cosines.add_row(sentence, 1.0, &mut before[..]);
        let behind = (count - 1 - index).max(1) as f64;
        degrees[sentence] = earlier + later;
        features.set(sentence, Feature::Degree, (earlier + later) / (count - 1).max(1) as f64);
        features.set(sentence, Feature::Before, earlier);
        features.set(sentence, Feature::BeforeMean, earlier / index.max(1) as f64);
        features.set(sentence, Feature::After, later);
        features.set(sentence, Feature::AfterMean, later / behind);
        all += degrees[sentence];
        opening += if index < OPENING { degrees[sentence] } else { 0.0 };
    }
    let mean = all / count as f64;
    features.set_all(Feature::Cohesion, mean / (count - 1).max(1) as f64);
    features.set_all(Feature::LeadCohesion, opening / count.min(OPENING) as f64 / mean);
    degrees
}

/// A few steps of PageRank over cosines without loops.
fn measure_rank(reading: &Reading<'_, '_>, degrees: &[f64], features: &mut Features) {
    let Reading { layout, cosines, .. } = reading;
    let mut ranks = Scratch::filled(1.0, degrees.len());
    let mut sum = Scratch::filled(0.0, cosines.width());
    for _ in 0..STEPS {
        sum.fill(0.0);
        let mut stranded = 0.0;
        for &sentence in &layout.prose {
            if degrees[sentence] > 0.0 {
                cosines.add_row(sentence, ranks[sentence] / degrees[sentence], &mut sum[..]);
            } else {
                stranded += ranks[sentence];
            }
        }
        let jump = (1.0 - DAMPING) + DAMPING * stranded / layout.prose.len() as f64;
        for &sentence in &layout.prose {
            let own = if degrees[sentence] > 0.0 { ranks[sentence] / degrees[sentence] } else { 0.0 };
            // A row has length 1, so what it sends to itself is what it sends.
            let arrived = (cosines.dot(sentence, &sum[..]) - own).max(0.0);
            ranks[sentence] = jump + DAMPING * arrived;
        }
    }
    for &sentence in &layout.prose {
        features.set(sentence, Feature::Rank, ranks[sentence]);
    }
}

fn measure_topic(reading: &Reading<'_, '_>, features: &mut Features) {
    let Reading { layout, cosines, .. } = reading;
    let mut topic = sum_of_rows(reading, cosines);
    let least = TOPIC * topic.iter().copied().fold(0.0, f64::max);
    topic.iter_mut().filter(|weight| **weight <= least).for_each(|weight| *weight = 0.0);
    let length = aview1(&topic).dot(&aview1(&topic)).sqrt();
    for &sentence in layout.prose.iter().filter(|_| length > 0.0) {
        features.set(sentence, Feature::Topic, cosines.dot(sentence, &topic[..]) / length);
    }
}

/// Likeness to the first sentences.
fn measure_opening(reading: &Reading<'_, '_>, features: &mut Features) {
    let Reading { doc, layout, cosines, .. } = reading;
    for part in layout.prose.chunk_by(|&a, &b| doc.sentences()[a].part == doc.sentences()[b].part) {
        let opening = &part[..part.len().min(OPENING)];
        for &sentence in part {
            let others = opening.iter().filter(|&&other| other != sentence);
            let likeness = others.map(|&other| cosines.similarity(sentence, other)).fold(0.0, f64::max);
            features.set(sentence, Feature::FirstThree, likeness);
        }
    }
}

fn measure_query(reading: &Reading<'_, '_>, features: &mut Features) {
    let Some(relevance) = &reading.relevance else { return };
    let even = reading.doc.len() as f64;
    features.set_all(Feature::Asked, 1.0);
    for sentence in reading.all() {
        features.set(sentence, Feature::Query, relevance[sentence] * even);
    }
}
