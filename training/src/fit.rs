//! Logistic regression by FTRL-Proximal (McMahan et al. 2013), which leaves most weights at zero.
//!
//! Each feature has a weight for all languages and one that a language adds to it (Daumé III 2007): what holds
//! everywhere is learned once, and a language keeps only what is its own.

use std::fmt::Write;

use excerpt::Language;
use excerpt::text::training::{INDICATORS, name_of};

use crate::gold::Example;

/// The rate at which weights move. As in the paper.
const ALPHA: f32 = 0.1;
const BETA: f32 = 1.0;
/// How strongly weights are drawn to zero: those for all languages, and those for one.
const L1: [f32; 2] = [4.0, 8.0];
const L2: [f32; 2] = [1.0, 3.0];
const EPOCHS: usize = 12;

/// A weight for each indicator, for all languages and then for each.
pub(crate) struct Weights(Vec<f32>);

/// The places of an indicator in [`Weights`].
fn places(indicator: u32, language: Language) -> [usize; 2] {
    [indicator as usize, INDICATORS * (1 + language as usize) + indicator as usize]
}

/// The weights that fit the examples.
pub(crate) fn fit(examples: &[&Example]) -> Weights {
    let size = INDICATORS * (1 + Language::all().len());
    let (mut z, mut n) = (vec![0.0_f32; size], vec![0.0_f32; size]);
    let weight = |place: usize, z: &[f32], n: &[f32]| {
        let kind = usize::from(place >= INDICATORS);
        let excess = z[place].abs() - L1[kind];
        if excess <= 0.0 { 0.0 } else { -z[place].signum() * excess / ((BETA + n[place].sqrt()) / ALPHA + L2[kind]) }
    };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = 1_u64;
    for _ in 0..EPOCHS {
        shuffle(&mut order, &mut random);
        for &i in &order {
            let example = examples[i];
            let all = || example.indicators.iter().flat_map(|&indicator| places(indicator, example.language));
            let score = example.prior + all().map(|place| weight(place, &z, &n)).sum::<f32>();
            let gradient = (1.0 / (1.0 + (-score).exp()) - f32::from(u8::from(example.ends))) * example.weight;
            for place in all() {
                let sigma = ((n[place] + gradient * gradient).sqrt() - n[place].sqrt()) / ALPHA;
                z[place] += gradient - sigma * weight(place, &z, &n);
                n[place] += gradient * gradient;
            }
        }
    }
    Weights((0..size).map(|place| (weight(place, &z, &n) * 100.0).round() / 100.0).collect())
}

/// Fisher and Yates, with the same numbers each time.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for i in (1..order.len()).rev() {
        *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(i, (*random >> 33) as usize % (i + 1));
    }
}

impl Weights {
    pub(crate) fn ends(&self, example: &Example) -> bool {
        let all = example.indicators.iter().flat_map(|&indicator| places(indicator, example.language));
        example.prior + all.map(|place| self.0[place]).sum::<f32>() > 0.0
    }

    /// A line for each weight that is not zero: the language, or `*` for all; the indicator; the weight.
    pub(crate) fn to_text(&self) -> String {
        let codes = std::iter::once("*").chain(Language::all().map(Language::code));
        let mut text = String::new();
        for (code, weights) in codes.zip(self.0.chunks(INDICATORS)) {
            for (indicator, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight != 0.0) {
                let _ = writeln!(text, "{code} {} {weight}", name_of(indicator));
            }
        }
        text
    }
}
