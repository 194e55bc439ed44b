//! Confidence intervals by the paired bootstrap.
//!
//! Efron & Tibshirani, *An Introduction to the Bootstrap*, 1993, chapters 13 and 16: documents are drawn anew, with replacement, and all systems
//! are averaged over the same draw, so that the difference of two systems has an interval of its own, much narrower than theirs.
//! Records that share a source are drawn together: queries on one meeting are not independent.

use rayon::prelude::*;

/// How often, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bootstrap {
    /// How many times documents are drawn.
    pub resamples: usize,
    /// Another seed, other draws.
    pub seed: u64,
}

impl Default for Bootstrap {
    /// 1,000 resamples, as `rouge-score` and ROUGE-1.5.5 take, from seed 0.
    fn default() -> Self {
        Self { resamples: 1000, seed: 0 }
    }
}

/// Where 95 % of the resampled means lie.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// The 2.5th percentile.
    pub low: f64,
    /// The 97.5th percentile.
    pub high: f64,
}

/// The means of all columns in each resample.
#[derive(Debug)]
pub struct Resampled {
    columns: Vec<Vec<f64>>,
}

impl Bootstrap {
    /// Draws groups of rows and averages the columns over each draw.
    ///
    /// `rows` holds one slice of values a record, all of one length; `groups` the number of the group each record
    /// belongs to, from 0 without a gap. The same on any number of threads.
    pub fn resample(&self, rows: &[Vec<f64>], groups: &[usize]) -> Resampled {
        let width = rows.first().map_or(0, Vec::len);
        let count = groups.iter().max().map_or(0, |last| last + 1);
        let mut sums = vec![vec![0.0; width]; count];
        let mut sizes = vec![0.0; count];
        for (row, &group) in rows.iter().zip(groups) {
            sizes[group] += 1.0;
            add(&mut sums[group], row, 1.0);
        }
        let draws = 0..self.resamples;
        let means: Vec<Vec<f64>> = draws.into_par_iter().map(|draw| self.means(draw, &sums, &sizes)).collect();
        let column = |column| means.iter().map(|means| means[column]).collect();
        Resampled { columns: (0..width).map(column).collect() }
    }

    fn means(&self, draw: usize, sums: &[Vec<f64>], sizes: &[f64]) -> Vec<f64> {
        let mut chance = Chance::new(self.seed, draw as u64);
        let mut times = vec![0.0; sums.len()];
        for _ in sums {
            times[chance.below(sums.len())] += 1.0;
        }
        let mut means = vec![0.0; sums.first().map_or(0, Vec::len)];
        let mut drawn = 0.0;
        for ((sums, size), times) in sums.iter().zip(sizes).zip(times).filter(|(_, times)| *times > 0.0) {
            add(&mut means, sums, times);
            drawn += size * times;
        }
        means.iter_mut().for_each(|mean| *mean /= drawn);
        means
    }
}

fn add(total: &mut [f64], values: &[f64], times: f64) {
    total.iter_mut().zip(values).for_each(|(total, value)| *total += value * times);
}

impl Resampled {
    /// The interval of the mean of a column.
    pub fn interval(&self, column: usize) -> Interval {
        interval(self.columns[column].clone())
    }

    /// The interval of the mean of `column` less the mean of `other`.
    pub fn difference(&self, column: usize, other: usize) -> Interval {
        let pairs = self.columns[column].iter().zip(&self.columns[other]);
        interval(pairs.map(|(mean, other)| mean - other).collect())
    }
}

fn interval(mut means: Vec<f64>) -> Interval {
    means.sort_unstable_by(f64::total_cmp);
    Interval { low: percentile(&means, 0.025), high: percentile(&means, 0.975) }
}

/// The value below which a share of the sorted `values` lies, with straight lines between neighbours, as numpy has it.
fn percentile(values: &[f64], share: f64) -> f64 {
    let Some(last) = values.len().checked_sub(1) else { return 0.0 };
    let place = share * last as f64;
    let (low, high) = (values[place as usize], values[(place as usize + 1).min(last)]);
    low + (high - low) * place.fract()
}

/// SplitMix64 (Steele, Lea & Flood, 2014): the same numbers on every machine.
struct Chance(u64);

/// 2^64 divided by the golden ratio.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Chance {
    /// Each draw has its own sequence, so that threads need not share one.
    fn new(seed: u64, draw: u64) -> Self {
        let mut start = Chance(seed);
        let mixed = start.next() ^ draw.wrapping_mul(STEP);
        Chance(Chance(mixed).next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`. Uneven by less than `limit` in 2^64.
    fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: usize) -> Vec<Vec<f64>> {
        let mut chance = Chance::new(7, 0);
        (0..count).map(|_| vec![chance.below(1000) as f64, chance.below(1000) as f64]).collect()
    }

    #[test]
    fn agrees_with_the_normal_approximation() {
        let rows = rows(2000);
        let groups: Vec<usize> = (0..rows.len()).collect();
        let Interval { low, high } = Bootstrap::default().resample(&rows, &groups).interval(0);
        let mean = rows.iter().map(|row| row[0]).sum::<f64>() / 2000.0;
        let variance = rows.iter().map(|row| (row[0] - mean).powi(2)).sum::<f64>() / 1999.0;
        let half = 1.96 * (variance / 2000.0).sqrt();
        assert!((low - (mean - half)).abs() < half * 0.15, "{low} {mean} {half}");
        assert!((high - (mean + half)).abs() < half * 0.15, "{high} {mean} {half}");
    }

    #[test]
    fn a_constant_difference_has_no_width() {
        let rows: Vec<Vec<f64>> = rows(50).iter().map(|row| vec![row[0], row[0] + 3.0]).collect();
        let groups: Vec<usize> = (0..rows.len()).collect();
        let resampled = Bootstrap::default().resample(&rows, &groups);
        let Interval { low, high } = resampled.difference(1, 0);
        assert!((low - 3.0).abs() < 1e-9 && (high - 3.0).abs() < 1e-9);
    }

    #[test]
    fn records_of_one_source_are_drawn_together() {
        // Ten records of two sources: the interval spans the means of the two, as with two records.
        let rows: Vec<Vec<f64>> = (0..10).map(|record| vec![f64::from(record % 2)]).collect();
        let groups: Vec<usize> = (0..10).map(|record| record % 2).collect();
        assert_eq!(Bootstrap::default().resample(&rows, &groups).interval(0), Interval { low: 0.0, high: 1.0 });
    }

    #[test]
    fn the_same_seed_gives_the_same_interval() {
        let (rows, groups) = (rows(20), (0..20).collect::<Vec<usize>>());
        let interval = |seed| Bootstrap { resamples: 100, seed }.resample(&rows, &groups).interval(0);
        assert_eq!(interval(1), interval(1));
        assert_ne!(interval(1), interval(2));
    }

    #[test]
    fn percentiles_lie_between_neighbours() {
        assert_eq!(percentile(&[1.0, 2.0, 4.0], 0.75), 3.0);
        assert_eq!(percentile(&[1.0], 0.975), 1.0);
        assert_eq!(percentile(&[], 0.5), 0.0);
    }
}
