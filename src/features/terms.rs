//! Which words a sentence uses: often used ones, new ones, its own.

use super::{Feature, Features, Reading};
use crate::scratch::Scratch;

pub(super) fn measure(reading: &Reading<'_, '_>, features: &mut Features) {
    let Reading { doc, layout, totals, .. } = reading;
    measure_frequencies(reading, features);
    measure_ages(reading, features);
    measure_pairs(reading, features);
    for (feature, standard) in [
        (Feature::Frequency, Feature::FrequencyZ),
        (Feature::Mass, Feature::MassZ),
        (Feature::Spread, Feature::SpreadZ),
        (Feature::Pairs, Feature::PairsZ),
    ] {
        features.standardize(layout, feature, standard);
    }
    let written: f64 = totals.iter().sum();
    features.set_all(Feature::Variety, doc.term_count() as f64 / written);
}

/// How often the text uses the terms of each sentence, and in how many places.
fn measure_frequencies(reading: &Reading<'_, '_>, features: &mut Features) {
    let Reading { doc, layout, sentences_with, totals, .. } = reading;
    let written: f64 = totals.iter().sum();
    let logs: Scratch<f64> = totals.iter().map(|total| total.max(1.0).ln()).collect();
    for &sentence in &layout.prose {
        let (terms, counts) = doc.occurrences().row(sentence);
        let (mut weighted, mut length, mut top, mut log, mut mass, mut spread) = (0.0, 0.0, 0.0f64, 0.0, 0.0, 0.0);
        for (term, own) in terms.iter().zip(counts.iter().copied().map(f64::from)) {
            let total = totals[term.index()];
            weighted += own * total;
            length += own;
            top = top.max(total);
            log += logs[term.index()];
            mass += total;
            spread += sentences_with[term.index()] - 1.0;
        }
        features.set(sentence, Feature::Frequency, if length > 0.0 { weighted / length } else { 0.0 });
        features.set(sentence, Feature::FrequencyTop, top);
        features.set(sentence, Feature::FrequencyLog, log);
        features.set(sentence, Feature::Mass, mass / written);
        features.set(sentence, Feature::Spread, spread / layout.prose.len() as f64);
    }
}

/// Which terms come for the first time, come again, or never do.
fn measure_ages(reading: &Reading<'_, '_>, features: &mut Features) {
    let Reading { doc, layout, sentences_with, .. } = reading;
    let mut seen = Scratch::filled(0.0, doc.term_count());
    for &sentence in &layout.prose {
        let terms = doc.occurrences().row(sentence).0;
        let (mut fresh, mut lasting, mut alone) = (0.0, 0.0, 0.0);
        for term in terms {
            let before = &mut seen[term.index()];
            let with = sentences_with[term.index()];
            fresh += f64::from(u8::from(*before == 0.0));
            lasting += f64::from(u8::from(*before + 1.0 < with));
            alone += f64::from(u8::from(with <= 1.0));
            *before += 1.0;
        }
        let distinct = terms.len().max(1) as f64;
        features.set(sentence, Feature::Fresh, fresh / distinct);
        features.set(sentence, Feature::Lasting, lasting / distinct);
        features.set(sentence, Feature::Alone, alone / distinct);
    }
}

/// How many pairs of neighbouring terms come again elsewhere.
fn measure_pairs(reading: &Reading<'_, '_>, features: &mut Features) {
    let Reading { doc, layout, .. } = reading;
    // For each pair, in how many sentences it stands, and the last of them.
    let mut met = Scratch::filled((0, usize::MAX), doc.pairs().count);
    for &sentence in &layout.prose {
        for &pair in doc.pairs_of(sentence) {
            let (count, last) = &mut met[pair as usize];
            *count += u32::from(*last != sentence);
            *last = sentence;
        }
    }
    for &sentence in &layout.prose {
        let repeated = doc.pairs_of(sentence).iter().filter(|pair| met[**pair as usize].0 > 1).count();
        features.set(sentence, Feature::Pairs, repeated as f64);
    }
}
