//! Figures for programs: JSON, JSON Lines, CSV. Shares are from 0 to 1 here.

use std::io::Write;

use anyhow::Result;
use excerpt_eval::{Estimate, Interval, MEASURES};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::Evaluated;
use super::args::EvalArgs;
use super::systems::label;
use crate::output::{Sink, escape_controls};

/// The figures of a file.
#[derive(Serialize)]
struct Page<'e> {
    file: &'e str,
    records: usize,
    /// How many different sources the records have.
    sources: usize,
    /// How many records could not be used.
    failed: usize,
    length: String,
    tokens: &'e [String],
    baseline: &'e str,
    resamples: usize,
    seed: u64,
    systems: Vec<Line<'e>>,
}

/// The figures of a system.
#[derive(Serialize)]
struct Line<'e> {
    system: String,
    scorer: &'e str,
    selector: &'e str,
    measures: ByName<Figure>,
}

/// A mean, how sure it is, and how far it is from that of the baseline.
#[derive(Serialize)]
struct Figure {
    mean: f64,
    interval: [f64; 2],
    difference: f64,
    difference_interval: [f64; 2],
}

/// What was measured of one summary.
#[derive(Serialize)]
struct Single<'e> {
    file: &'e str,
    id: Option<&'e RawValue>,
    system: String,
    #[serde(flatten)]
    measures: ByName<f64>,
}

/// One value a measure, in the order of [`MEASURES`].
struct ByName<T>(Vec<T>);

impl<T: Serialize> Serialize for ByName<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in MEASURES.iter().zip(&self.0) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl From<&Estimate> for Figure {
    fn from(estimate: &Estimate) -> Self {
        let &Estimate { mean, interval, difference, difference_interval } = estimate;
        let pair = |Interval { low, high }| [low, high];
        Self { mean, interval: pair(interval), difference, difference_interval: pair(difference_interval) }
    }
}

/// One object.
pub(super) fn json(evaluated: &Evaluated, args: &EvalArgs) -> Result<String> {
    let Evaluated { set, report, tokens, .. } = evaluated;
    let systems = report.rows.iter().map(|row| Line {
        system: label(&row.system),
        scorer: row.system.scorer(),
        selector: row.system.selector(),
        measures: ByName(row.estimates.iter().map(Figure::from).collect()),
    });
    let bootstrap = args.bootstrap();
    let page = Page {
        file: &set.name,
        records: report.records,
        sources: report.sources,
        failed: set.failed,
        length: args.length().to_string(),
        tokens,
        baseline: &args.baseline,
        resamples: bootstrap.resamples,
        seed: bootstrap.seed,
        systems: systems.collect(),
    };
    Ok(escape_controls(serde_json::to_string_pretty(&page)?))
}

/// One object a record and system.
pub(super) fn jsonl(evaluated: &Evaluated, sink: &mut Sink) -> Result<()> {
    let Evaluated { set, report, measured, .. } = evaluated;
    for (id, measured) in set.ids.iter().zip(measured) {
        for (row, measures) in report.rows.iter().zip(measured) {
            let single = Single {
                file: &set.name,
                id: id.as_deref(),
                system: label(&row.system),
                measures: ByName(measures.values().to_vec()),
            };
            writeln!(sink, "{}", escape_controls(serde_json::to_string(&single)?))?;
        }
    }
    Ok(())
}

/// One line a system and measure, with a heading before the first file.
pub(super) fn csv(evaluated: &Evaluated, first: bool, sink: &mut Sink) -> Result<()> {
    if first {
        writeln!(sink, "file,records,scorer,selector,measure,mean,low,high,difference,difference_low,difference_high")?;
    }
    let Evaluated { set, report, .. } = evaluated;
    for row in &report.rows {
        let (file, scorer) = (quoted(&set.name), quoted(row.system.scorer()));
        let head = format!("{file},{},{scorer},{}", report.records, row.system.selector());
        for (name, estimate) in MEASURES.iter().zip(&row.estimates) {
            let Figure { mean, interval: [low, high], difference, difference_interval: [less, more] } = estimate.into();
            writeln!(sink, "{head},{name},{mean},{low},{high},{difference},{less},{more}")?;
        }
    }
    Ok(())
}

/// A field as RFC 4180 has it.
fn quoted(field: &str) -> String {
    match field.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_with_commas_are_quoted() {
        assert_eq!(quoted("a.jsonl"), "a.jsonl");
        assert_eq!(quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
    }
}
