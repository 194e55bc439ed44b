//! Which words a sentence uses: often used ones, new ones, its own.

use std::sync::LazyLock;

use super::{Feature, Features, Reading};
use crate::scratch::Scratch;

/// How often the text has each term.
struct Terms {
    /// How many sentences have it.
    sentences: Scratch<u32>,
    totals: Scratch<u32>,
    /// How many terms are written.
    written: f64,
}

impl Terms {
    fn new(reading: &Reading<'_, '_>) -> Self {
        let Reading { doc, .. } = reading;
        let (mut sentences, mut totals) = (Scratch::filled(0, doc.term_count()), Scratch::filled(0, doc.term_count()));
        for (sentence, _) in reading.prose() {
            let (terms, counts) = doc.occurrences().row(sentence);
            for (term, count) in terms.iter().zip(counts) {
                sentences[term.index()] += 1;
                totals[term.index()] += count;
            }
        }
        let written = totals.iter().map(|&total| f64::from(total)).sum();
        Self { sentences, totals, written }
    }
}

pub(super) fn measure(reading: &Reading<'_, '_>, features: &mut Features<'_, '_>) {
    measure_terms(reading, features);
    // To number pairs takes room for a while: not while others do.
    measure_pairs(reading, features);
}

fn measure_terms(reading: &Reading<'_, '_>, features: &mut Features<'_, '_>) {
    let terms = Terms::new(reading);
    measure_frequencies(reading, &terms, features);
    measure_ages(reading, &terms, features);
    features.set_all(Feature::Variety, reading.doc.term_count() as f64 / terms.written);
}

/// Logarithms of how often most terms are written.
static LOGS: LazyLock<[f64; 64]> = LazyLock::new(|| std::array::from_fn(|total| f64::max(total as f64, 1.0).ln()));

/// How often the text uses the terms of each sentence, and in how many places.
fn measure_frequencies(reading: &Reading<'_, '_>, terms: &Terms, features: &mut Features<'_, '_>) {
    for (sentence, row) in reading.prose() {
        let (own_terms, own) = reading.doc.occurrences().row(sentence);
        let (mut weighted, mut length, mut top, mut log, mut mass, mut spread) = (0.0, 0.0, 0.0f64, 0.0, 0.0, 0.0);
        for (term, &own) in own_terms.iter().zip(own) {
            let (own, total) = (f64::from(own), f64::from(terms.totals[term.index()]));
            weighted += own * total;
            length += own;
            top = top.max(total);
            log += LOGS.get(total as usize).copied().unwrap_or_else(|| total.ln());
            mass += total;
            spread += f64::from(terms.sentences[term.index()]) - 1.0;
        }
        features.set(row, Feature::Frequency, if length > 0.0 { weighted / length } else { 0.0 });
        features.set(row, Feature::FrequencyTop, top);
        features.set(row, Feature::FrequencyLog, log);
        features.set(row, Feature::Mass, mass / terms.written);
        features.set(row, Feature::Spread, spread / reading.count() as f64);
    }
}

/// Which terms each sentence has for the first time, will have again, or has alone.
fn measure_ages(reading: &Reading<'_, '_>, terms: &Terms, features: &mut Features<'_, '_>) {
    let mut seen: Scratch<u32> = Scratch::filled(0, terms.totals.len());
    for (sentence, row) in reading.prose() {
        let own = reading.doc.occurrences().row(sentence).0;
        let (mut fresh, mut lasting, mut alone) = (0.0, 0.0, 0.0);
        for term in own {
            let before = &mut seen[term.index()];
            let with = terms.sentences[term.index()];
            fresh += f64::from(u8::from(*before == 0));
            lasting += f64::from(u8::from(*before + 1 < with));
            alone += f64::from(u8::from(with <= 1));
            *before += 1;
        }
        let distinct = own.len().max(1) as f64;
        features.set(row, Feature::Fresh, fresh / distinct);
        features.set(row, Feature::Lasting, lasting / distinct);
        features.set(row, Feature::Alone, alone / distinct);
    }
}

/// In place of the one sentence with a pair, where there is none, or more than one.
const NOWHERE: u32 = u32::MAX;
const REPEATED: u32 = u32::MAX - 1;

/// How many pairs of neighbouring terms come again elsewhere.
fn measure_pairs(reading: &Reading<'_, '_>, features: &mut Features<'_, '_>) {
    let doc = reading.doc;
    // For each pair, the sentence that has it.
    let mut met = Scratch::filled(NOWHERE, doc.pairs().count);
    for (sentence, _) in reading.prose() {
        for &pair in doc.pairs_of(sentence) {
            let met = &mut met[pair as usize];
            *met = if *met == NOWHERE || *met == sentence as u32 { sentence as u32 } else { REPEATED };
        }
    }
    for (sentence, row) in reading.prose() {
        let repeated = doc.pairs_of(sentence).iter().filter(|pair| met[**pair as usize] == REPEATED).count();
        features.set(row, Feature::Pairs, repeated as f64);
    }
}
