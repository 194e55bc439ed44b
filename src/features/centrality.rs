//! How much a sentence shares with others.
//!
//! No pair is looked at but neighbours and the opening: sums over pairs are products with sums of rows.

use ndarray::Array1;

use super::{Feature, Features, Reading};
use crate::matrix::TermMatrix;

/// So many steps bring PageRank close enough for a feature: what is left changes few ranks, and each step costs two
/// passes over the words.
const STEPS: usize = 5;

/// As in [`TextRank`](crate::score::TextRank).
const DAMPING: f64 = 0.85;

/// What the next sentence counts of the one before it, for likeness to the neighbourhood. At 0.8, half of it comes
/// from three sentences.
const DECAY: f64 = 0.8;

/// Terms of the centroid below this share of the heaviest are not of the topic, as in
/// [`Centroid`](crate::score::Centroid).
const TOPIC: f64 = 0.3;

/// The usual values of BM25.
const BM25_K1: f64 = 1.2;
const BM25_B: f64 = 0.75;

pub(super) fn measure(reading: &Reading<'_, '_>, features: &mut Features) {
    let Reading { layout, cosines, .. } = reading;
    let degrees = measure_directions(reading, features);
    measure_rank(reading, &degrees, features);
    measure_near(reading, features);
    measure_counts(reading, features);
    measure_sections(reading, features);
    measure_bm25(reading, features);
    measure_topic(reading, features);
    measure_openings(reading, features);
    for pair in layout.prose.windows(2) {
        let cosine = cosines.similarity(pair[0], pair[1]);
        features.set(pair[0], Feature::Next, cosine);
        features.set(pair[1], Feature::Previous, cosine);
    }
    for (feature, standard) in [
        (Feature::Degree, Feature::DegreeZ),
        (Feature::Rank, Feature::RankZ),
        (Feature::After, Feature::AfterZ),
        (Feature::Bm25, Feature::Bm25Z),
    ] {
        features.standardize(layout, feature, standard);
    }
}

/// The sum of the rows of the prose.
fn sum_of_rows(reading: &Reading<'_, '_>, rows: &TermMatrix) -> Array1<f64> {
    let mut sum = Array1::zeros(rows.width());
    for &sentence in &reading.layout.prose {
        rows.add_row(sentence, 1.0, &mut sum);
    }
    sum
}

/// Sums of cosines with earlier and with later sentences; returns both together for each.
fn measure_directions(reading: &Reading<'_, '_>, features: &mut Features) -> Vec<f64> {
    let Reading { layout, cosines, .. } = reading;
    let mut before = Array1::zeros(cosines.width());
    let mut after = sum_of_rows(reading, cosines);
    let mut degrees = vec![0.0; reading.doc.len()];
    let count = layout.prose.len();
    let (mut all, mut opening) = (0.0, 0.0);
    for (index, &sentence) in layout.prose.iter().enumerate() {
        cosines.add_row(sentence, -1.0, &mut after);
        let (earlier, later) = (cosines.dot(sentence, &before), cosines.dot(sentence, &after).max(0.0));
        cosines.add_row(sentence, 1.0, &mut before);
        let behind = (count - 1 - index).max(1) as f64;
        degrees[sentence] = earlier + later;
        features.set(sentence, Feature::Degree, (earlier + later) / (count - 1).max(1) as f64);
        features.set(sentence, Feature::Before, earlier);
        features.set(sentence, Feature::BeforeMean, earlier / index.max(1) as f64);
        features.set(sentence, Feature::After, later);
        features.set(sentence, Feature::AfterMean, later / behind);
        all += degrees[sentence];
        opening += if index < 3 { degrees[sentence] } else { 0.0 };
    }
    let mean = all / count as f64;
    features.set_all(Feature::Cohesion, mean / (count - 1).max(1) as f64);
    features.set_all(Feature::LeadCohesion, opening / count.min(3) as f64 / mean);
    degrees
}

/// A few steps of PageRank over cosines without loops.
fn measure_rank(reading: &Reading<'_, '_>, degrees: &[f64], features: &mut Features) {
    let Reading { layout, cosines, .. } = reading;
    let mut ranks = vec![1.0; degrees.len()];
    let mut sum: Array1<f64> = Array1::zeros(cosines.width());
    for _ in 0..STEPS {
        sum.fill(0.0);
        let mut stranded = 0.0;
        for &sentence in &layout.prose {
            if degrees[sentence] > 0.0 {
                cosines.add_row(sentence, ranks[sentence] / degrees[sentence], &mut sum);
            } else {
                stranded += ranks[sentence];
            }
        }
        let jump = (1.0 - DAMPING) + DAMPING * stranded / layout.prose.len() as f64;
        for &sentence in &layout.prose {
            let own = if degrees[sentence] > 0.0 { ranks[sentence] / degrees[sentence] } else { 0.0 };
            // A row has length 1, so what it sends to itself is what it sends.
            let arrived = (cosines.dot(sentence, &sum) - own).max(0.0);
            ranks[sentence] = jump + DAMPING * arrived;
        }
    }
    for &sentence in &layout.prose {
        features.set(sentence, Feature::Rank, ranks[sentence]);
    }
}

/// Likeness to the neighbourhood. Rows grow instead of the sum shrinking, so that a step costs one row.
fn measure_near(reading: &Reading<'_, '_>, features: &mut Features) {
    let prose = &reading.layout.prose;
    decay(&reading.cosines, prose.iter(), Feature::NearBefore, features);
    decay(&reading.cosines, prose.iter().rev(), Feature::NearAfter, features);
}

fn decay<'p>(rows: &TermMatrix, sentences: impl Iterator<Item = &'p usize>, feature: Feature, features: &mut Features) {
    let mut sum: Array1<f64> = Array1::zeros(rows.width());
    let mut scale = 1.0;
    for &sentence in sentences {
        features.set(sentence, feature, rows.dot(sentence, &sum) * scale);
        scale *= DECAY;
        if scale < 1e-100 {
            sum *= scale;
            scale = 1.0;
        }
        rows.add_row(sentence, DECAY / scale, &mut sum);
    }
}

/// Cosines of plain counts, in both directions.
fn measure_counts(reading: &Reading<'_, '_>, features: &mut Features) {
    let Reading { layout, counts, .. } = reading;
    let lengths: Vec<f64> = reading.all().map(|sentence| length(counts.row(sentence).1)).collect();
    let mut before = Array1::zeros(counts.width());
    let mut after = Array1::zeros(counts.width());
    for &sentence in layout.prose.iter().filter(|&&sentence| lengths[sentence] > 0.0) {
        counts.add_row(sentence, 1.0 / lengths[sentence], &mut after);
    }
    let count = layout.prose.len();
    for (index, &sentence) in layout.prose.iter().enumerate().filter(|&(_, &sentence)| lengths[sentence] > 0.0) {
        let unit = 1.0 / lengths[sentence];
        counts.add_row(sentence, -unit, &mut after);
        let behind = (count - 1 - index).max(1) as f64;
        features.set(sentence, Feature::CountsAfter, (unit * counts.dot(sentence, &after)).max(0.0) / behind);
        features.set(sentence, Feature::CountsBefore, unit * counts.dot(sentence, &before) / index.max(1) as f64);
        counts.add_row(sentence, unit, &mut before);
    }
}

fn length(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>().sqrt()
}

/// Likeness to the own section. One vector serves all sections: it is emptied term by term.
fn measure_sections(reading: &Reading<'_, '_>, features: &mut Features) {
    let Reading { layout, cosines, .. } = reading;
    let mut sum = Array1::zeros(cosines.width());
    for section in layout.prose.chunk_by(|&a, &b| layout.places[a].section == layout.places[b].section) {
        section.iter().for_each(|&sentence| cosines.add_row(sentence, 1.0, &mut sum));
        let others = (section.len() - 1).max(1) as f64;
        for &sentence in section {
            let own = if cosines.row(sentence).0.is_empty() { 0.0 } else { 1.0 };
            features.set(sentence, Feature::Section, (cosines.dot(sentence, &sum) - own).max(0.0) / others);
        }
        for term in section.iter().flat_map(|&sentence| cosines.row(sentence).0) {
            sum[term.index()] = 0.0;
        }
    }
}

/// How well the rest of the text answers a sentence taken as a query.
fn measure_bm25(reading: &Reading<'_, '_>, features: &mut Features) {
    let Reading { doc, layout, sentences_with, .. } = reading;
    let answers = TermMatrix::bm25_saturation(doc, BM25_K1, BM25_B);
    let sum = sum_of_rows(reading, &answers);
    let count = layout.prose.len() as f64;
    for &sentence in &layout.prose {
        let (terms, own) = answers.row(sentence);
        let score: f64 = terms
            .iter()
            .zip(own)
            .map(|(term, own)| {
                let n = sentences_with[term.index()];
                (1.0 + (count - n + 0.5) / (n + 0.5)).ln() * (sum[term.index()] - own)
            })
            .sum();
        features.set(sentence, Feature::Bm25, score / (count - 1.0).max(1.0));
    }
}

fn measure_topic(reading: &Reading<'_, '_>, features: &mut Features) {
    let Reading { layout, cosines, .. } = reading;
    let mut topic = sum_of_rows(reading, cosines);
    let least = TOPIC * topic.iter().copied().fold(0.0, f64::max);
    topic.mapv_inplace(|weight| if weight > least { weight } else { 0.0 });
    let length = topic.dot(&topic).sqrt();
    for &sentence in layout.prose.iter().filter(|_| length > 0.0) {
        features.set(sentence, Feature::Topic, cosines.dot(sentence, &topic) / length);
    }
}

/// Likeness to the title, the heading, and the first sentences.
fn measure_openings(reading: &Reading<'_, '_>, features: &mut Features) {
    let Reading { doc, layout, cosines, .. } = reading;
    for part in layout.prose.chunk_by(|&a, &b| doc.sentences()[a].part == doc.sentences()[b].part) {
        let number = doc.sentences()[part[0]].part;
        let opening = layout.opening(doc, number);
        let title = layout.sections.iter().find(|section| section.part == number).and_then(|section| section.heading);
        for &sentence in part {
            let likeness = |other: usize| if other == sentence { 0.0 } else { cosines.similarity(sentence, other) };
            let heading = layout.sections[layout.places[sentence].section].heading;
            let first: Vec<f64> = opening.iter().map(|&other| likeness(other)).collect();
            features.set(sentence, Feature::Title, title.map_or(0.0, likeness));
            features.set(sentence, Feature::Heading, heading.map_or(0.0, likeness));
            features.set(sentence, Feature::First, first.first().copied().unwrap_or(0.0));
            features.set(sentence, Feature::Second, first.get(1).copied().unwrap_or(0.0));
            features.set(sentence, Feature::FirstThree, first.iter().copied().fold(0.0, f64::max));
        }
    }
    let even = doc.len() as f64;
    if let Some(relevance) = &reading.relevance {
        features.set_all(Feature::Asked, 1.0);
        for sentence in reading.all() {
            features.set(sentence, Feature::Query, relevance[sentence] * even);
        }
    }
}
