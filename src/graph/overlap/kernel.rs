//! The weight that one shared term gives to a pair of sentences, 1 / (ln a + ln b), as a short sum of products.
//!
//! For x, y > 0 and any poles p₁, p₂, … > 0, with r(x) = (x − p₁)/(x + p₁) · (x − p₂)/(x + p₂) ⋯ over the first k − 1 of them,
//!
//! 1 / (x + y) = Σₖ fₖ(x)·fₖ(y) + rest, where fₖ(x) = √(2·pₖ) / (x + pₖ) · r(x) and rest = r(x)·r(y) / (x + y) over all of them
//!
//! (the orthonormal rational functions of Takenaka and Malmquist 1925, or the Cholesky decomposition of a Cauchy matrix). What the sum
//! leaves out is a share of the weight, and falls by a digit with each pole. So it is enough for a term to know a few
//! sums over its sentences, whatever their lengths, and no pair of lengths is ever looked at.

/// Functions in a group: as many numbers as a cache line holds.
pub(super) const LANES: usize = 8;

/// Groups of functions. The first alone is a rough kernel.
pub(super) const GROUPS: usize = 2;

/// The first two functions are for sentences of one term: with x = 0 the rest is all of the weight, whatever the poles.
const OF_ONE_TERM: usize = 2;

/// All together leave out about 1e-16 of a weight between sentences of up to 1,000 terms, and less than 1e-12 up to 100,000.
const MOST_POLES: usize = LANES * GROUPS - OF_ONE_TERM;

/// Poles of the first group, which leave out about 5e-7 between sentences of up to 128 terms, 4e-6 up to 1,000 and 4e-5 up to 100,000.
const ROUGH_POLES: usize = LANES - OF_ONE_TERM;

/// No more poles are looked for once no more than this share of a weight is left out, which is its rounding.
const NEGLIGIBLE: f64 = 1e-16;

/// The functions that do for a set of lengths.
#[derive(Debug)]
pub(super) struct LengthKernel {
    poles: Vec<f64>,
    roughness: f64,
}

impl LengthKernel {
    /// The functions for sentences with these logarithms of their lengths. Each pole is where those before it leave out most.
    pub(super) fn new(logs: &[f64]) -> Self {
        let mut rests: Vec<(f64, f64)> = logs.iter().filter(|&&log| log > 0.0).map(|&log| (log, 1.0)).collect();
        let mut poles = Vec::with_capacity(MOST_POLES);
        let mut roughness = 0.0;
        while poles.len() < MOST_POLES {
            let largest = rests.iter().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
            let Some(&(pole, rest)) = largest.filter(|(_, rest)| rest * rest > NEGLIGIBLE) else { break };
            if poles.len() == ROUGH_POLES {
                roughness = rest * rest;
            }
            rests.iter_mut().for_each(|(x, rest)| *rest *= (*x - pole) / (*x + pole));
            poles.push(pole);
        }
        Self { poles, roughness }
    }

    /// The share of a weight that the first group of functions may leave out; 0 if it does for all lengths.
    pub(super) fn roughness(&self) -> f64 {
        self.roughness
    }

    /// What a sentence gives to the sums of each of its terms. The product with what another [takes](Self::takes) is the weight that one
    /// shared term gives to their edge.
    pub(super) fn gives(&self, log: f64) -> [[f64; LANES]; GROUPS] {
        self.functions(log, if log > 0.0 { [0.0, 1.0 / log] } else { [1.0, 0.0] })
    }

    /// What a sentence takes of the sums of each of its terms. Those of one term take nothing from one another.
    pub(super) fn takes(&self, log: f64) -> [[f64; LANES]; GROUPS] {
        self.functions(log, if log > 0.0 { [1.0 / log, 0.0] } else { [0.0, 1.0] })
    }

    fn functions(&self, x: f64, of_one_term: [f64; OF_ONE_TERM]) -> [[f64; LANES]; GROUPS] {
        let mut functions = [[0.0; LANES]; GROUPS];
        let (first, others) = functions.as_flattened_mut().split_at_mut(OF_ONE_TERM);
        first.copy_from_slice(&of_one_term);
        if x > 0.0 {
            let mut rest = 1.0;
            for (value, pole) in others.iter_mut().zip(&self.poles) {
                *value = (2.0 * pole).sqrt() / (x + pole) * rest;
                rest *= (x - pole) / (x + pole);
            }
        }
        functions
    }
}

#[cfg(test)]
mod tests {
    use super::super::{log_length, weight};
    use super::*;

    /// The largest share by which a weight is off, by the first group alone and by all.
    fn worst(longest: usize) -> (f64, f64) {
        let lengths = (1..=longest).filter(|length| *length < 200 || length % 97 == 0);
        let logs: Vec<f64> = lengths.map(log_length).collect();
        let kernel = LengthKernel::new(&logs);
        let share = |left: f64, weight: f64| if weight > 0.0 { left.abs() / weight } else { left.abs() };
        let (mut rough, mut exact) = (0.0_f64, 0.0_f64);
        for &a in &logs {
            let given = kernel.gives(a);
            for &b in logs.iter().take(200).chain(logs.iter().rev().take(50)) {
                let (taken, weight) = (kernel.takes(b), weight(a, b));
                let group = |group: usize| given[group].iter().zip(&taken[group]).map(|(a, b)| a * b).sum::<f64>();
                rough = rough.max(share(weight - group(0), weight));
                exact = exact.max(share(weight - (group(0) + group(1)), weight));
            }
        }
        assert!(rough <= 1e-15 + kernel.roughness(), "{longest}: {rough}, not {}", kernel.roughness());
        (rough, exact)
    }

    #[test]
    fn what_is_given_and_taken_makes_the_weights() {
        assert_eq!(worst(1), (0.0, 0.0));
        assert!(worst(7).0 < 1e-15, "a pole for each length but 1");
        for (longest, rough, exact) in [(128, 1e-6, 2e-15), (1_000, 5e-6, 1e-14), (100_000, 4e-5, 1e-12)] {
            let found = worst(longest);
            assert!(found.0 < rough && found.1 < exact, "{longest}: {found:?}");
        }
    }
}
