//! [`Report`]: means, and how sure they are.

use crate::{Bootstrap, Interval, MEASURES, Measures, System, measure};

/// The figures of a set of records.
#[derive(Clone, Debug)]
pub struct Report {
    /// How many records.
    pub records: usize,
    /// How many different sources they have.
    pub sources: usize,
    /// One a system, in the order they were given.
    pub rows: Vec<Row>,
}

/// The figures of one system.
#[derive(Clone, Debug)]
pub struct Row {
    /// Whose.
    pub system: System,
    /// One a measure, in the order of [`MEASURES`].
    pub estimates: Vec<Estimate>,
}

/// A mean over all records.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The plain mean.
    pub mean: f64,
    /// Where 95 % of the resampled means lie.
    pub interval: Interval,
    /// The mean less that of the baseline.
    pub difference: f64,
    /// Where 95 % of the resampled differences lie: if not at 0, the difference is no accident.
    pub difference_interval: Interval,
}

impl Row {
    /// The estimate of a measure of that name.
    ///
    /// # Panics
    ///
    /// If there is none.
    #[expect(clippy::panic, reason = "the names are constants, and the documentation says so")]
    pub fn get(&self, name: &str) -> Estimate {
        let at = measure(name).unwrap_or_else(|| panic!("{name} is not among MEASURES"));
        self.estimates[at]
    }
}

impl Report {
    /// Averages what an evaluation found.
    ///
    /// `measured` holds a list of as many measures as there are systems for each record; `groups` is that of [`groups`](crate::groups);
    /// `baseline` is the place of the system that the others are compared with.
    ///
    /// ```
    /// use excerpt_eval::{Bootstrap, Measures, Report, System};
    ///
    /// let measured = [vec![Measures { words: 10.0, ..Measures::default() }], vec![Measures { words: 20.0, ..Measures::default() }]];
    /// let report = Report::new(&[System::Oracle], &measured, &[0, 1], 0, Bootstrap::default());
    /// assert_eq!(report.rows[0].get("words").mean, 15.0);
    /// ```
    pub fn new(
        systems: &[System],
        measured: &[Vec<Measures>],
        groups: &[usize],
        baseline: usize,
        bootstrap: Bootstrap,
    ) -> Self {
        let rows: Vec<Vec<f64>> =
            measured.iter().map(|record| record.iter().flat_map(Measures::values).collect()).collect();
        let resampled = bootstrap.resample(&rows, groups);
        let mean = |column: usize| rows.iter().map(|row| row[column]).sum::<f64>() / rows.len() as f64;
        let estimate = |system: usize, measure: usize| {
            let (column, base) = (system * MEASURES.len() + measure, baseline * MEASURES.len() + measure);
            Estimate {
                mean: mean(column),
                interval: resampled.interval(column),
                difference: mean(column) - mean(base),
                difference_interval: resampled.difference(column, base),
            }
        };
        let row = |(number, system): (usize, &System)| Row {
            system: system.clone(),
            estimates: match rows.is_empty() {
                true => vec![Estimate::default(); MEASURES.len()],
                false => (0..MEASURES.len()).map(|measure| estimate(number, measure)).collect(),
            },
        };
        Self {
            records: rows.len(),
            sources: groups.iter().max().map_or(0, |last| last + 1),
            rows: systems.iter().enumerate().map(row).collect(),
        }
    }
}
