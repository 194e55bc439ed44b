//! How much a sentence shares with others.
//!
//! No pair is looked at but those with the opening: sums over pairs are products with sums of rows.

use ndarray::aview1;

use super::{Feature, Features, Reading, finite};
use crate::matrix::{OpenRow, TermMatrix};
use crate::scratch::{Scratch, reusable};

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

reusable!([Option<usize>; OPENING]);

pub(super) fn measure(reading: &Reading<'_, '_>, features: &mut Features<'_, '_>) {
    let degrees = measure_directions(reading, features);
    measure_rank(reading, &degrees, features);
    measure_topic(reading, features);
    measure_opening(reading, features);
    measure_query(reading, features);
}

/// The sum of the rows of the prose.
fn sum_of_rows(reading: &Reading<'_, '_>, rows: &TermMatrix) -> Scratch<f64> {
    let mut sum = Scratch::filled(0.0, rows.width());
    for (sentence, _) in reading.prose() {
        rows.add_row(sentence, 1.0, &mut sum[..]);
    }
    sum
}

/// Sums of cosines with earlier and with later sentences; returns both together for each row.
fn measure_directions(reading: &Reading<'_, '_>, features: &mut Features<'_, '_>) -> Scratch<f64> {
    let Reading { layout, cosines, .. } = reading;
    // The sum of the rows on one side, first of those behind and then of those before.
    let mut sum = Scratch::filled(0.0, cosines.width());
    let mut afters = Scratch::filled(0.0, layout.rows);
    for (sentence, row) in reading.prose().rev() {
        afters[row] = cosines.dot(sentence, &sum[..]);
        cosines.add_row(sentence, 1.0, &mut sum[..]);
    }
    sum.fill(0.0);
    let mut degrees = Scratch::filled(0.0, layout.rows);
    let count = layout.count;
    let (mut all, mut opening) = (0.0, 0.0);
    for (index, (sentence, row)) in reading.prose().enumerate() {
        let (earlier, later) = (cosines.dot(sentence, &sum[..]), afters[row]);
        cosines.add_row(sentence, 1.0, &mut sum[..]);
        let behind = (count - 1 - index).max(1) as f64;
        degrees[row] = earlier + later;
        features.set(row, Feature::Degree, (earlier + later) / (count - 1).max(1) as f64);
        features.set(row, Feature::Before, earlier);
        features.set(row, Feature::BeforeMean, earlier / index.max(1) as f64);
        features.set(row, Feature::After, later);
        features.set(row, Feature::AfterMean, later / behind);
        all += degrees[row];
        opening += if index < OPENING { degrees[row] } else { 0.0 };
    }
    let mean = all / count as f64;
    features.set_all(Feature::Cohesion, mean / (count - 1).max(1) as f64);
    features.set_all(Feature::LeadCohesion, opening / count.min(OPENING) as f64 / mean);
    degrees
}

/// A few steps of PageRank over cosines without loops.
fn measure_rank(reading: &Reading<'_, '_>, degrees: &[f64], features: &mut Features<'_, '_>) {
    let Reading { layout, cosines, .. } = reading;
    let mut ranks = Scratch::filled(1.0, degrees.len());
    let mut sum = Scratch::filled(0.0, cosines.width());
    for _ in 0..STEPS {
        sum.fill(0.0);
        let mut stranded = 0.0;
        for (sentence, row) in reading.prose() {
            if degrees[row] > 0.0 {
                cosines.add_row(sentence, ranks[row] / degrees[row], &mut sum[..]);
            } else {
                stranded += ranks[row];
            }
        }
        let jump = (1.0 - DAMPING) + DAMPING * stranded / layout.count as f64;
        for (sentence, row) in reading.prose() {
            let own = if degrees[row] > 0.0 { ranks[row] / degrees[row] } else { 0.0 };
            // A row has length 1, so what it sends to itself is what it sends.
            let arrived = (cosines.dot(sentence, &sum[..]) - own).max(0.0);
            ranks[row] = jump + DAMPING * arrived;
        }
    }
    for (_, row) in reading.prose() {
        features.set(row, Feature::Rank, ranks[row]);
    }
}

fn measure_topic(reading: &Reading<'_, '_>, features: &mut Features<'_, '_>) {
    let cosines = &reading.cosines;
    let mut topic = sum_of_rows(reading, cosines);
    let least = TOPIC * topic.iter().copied().fold(0.0, f64::max);
    topic.iter_mut().filter(|weight| **weight <= least).for_each(|weight| *weight = 0.0);
    let length = aview1(&topic).dot(&aview1(&topic)).sqrt();
    for (sentence, row) in reading.prose().filter(|_| length > 0.0) {
        features.set(row, Feature::Topic, cosines.dot(sentence, &topic[..]) / length);
    }
}

/// Likeness to the first sentences of the part.
fn measure_opening(reading: &Reading<'_, '_>, features: &mut Features<'_, '_>) {
    let Reading { doc, cosines, .. } = reading;
    let openings = openings(reading);
    let mut opening = OpenRow::new(cosines);
    for place in 0..OPENING {
        for (sentence, row) in reading.prose() {
            let first = openings[doc.sentences()[sentence].part][place];
            opening.open(first);
            let likeness = if first == Some(sentence) { 0.0 } else { opening.similarity(sentence) };
            let before = f64::from(features.get(row, Feature::FirstThree));
            features.set(row, Feature::FirstThree, f64::max(likeness, before));
        }
    }
}

/// The first sentences of each part, which may have fewer.
fn openings(reading: &Reading<'_, '_>) -> Scratch<[Option<usize>; OPENING]> {
    let mut openings = Scratch::filled([None; OPENING], reading.doc.parts().len());
    for (sentence, _) in reading.prose() {
        let opening = &mut openings[reading.doc.sentences()[sentence].part];
        if let Some(free) = opening.iter_mut().find(|other| other.is_none()) {
            *free = Some(sentence);
        }
    }
    openings
}

fn measure_query(reading: &Reading<'_, '_>, features: &mut Features<'_, '_>) {
    let Some(relevance) = &reading.relevance else { return };
    let even = reading.doc.len() as f64;
    features.set_all(Feature::Asked, 1.0);
    features.query = Some(relevance.iter().map(|share| finite(share * even)).collect());
}
