//! Figures for people: one table a file, times 100.

use std::io::Write;

use anyhow::Result;
use excerpt_eval::{Interval, Report, Row};

use super::Evaluated;
use super::args::EvalArgs;
use super::systems::label;
use crate::output::Sink;

/// Columns of F1 and other shares.
const SHARES: [(&str, &str); 5] =
    [("R-1", "rouge1_f1"), ("R-2", "rouge2_f1"), ("R-L", "rougeL_f1"), ("R-Lsum", "rougeLsum_f1"), ("chrF", "chrf")];

/// Columns that say what the summaries are like, and what they are multiplied by.
const SHAPE: [(&str, &str, f64); 6] = [
    ("R-2rec", "rouge2_recall", 100.0),
    ("cov", "coverage", 100.0),
    ("dens", "density", 1.0),
    ("compr", "compression", 1.0),
    ("red", "redundancy", 100.0),
    ("words", "words", 1.0),
];

/// The figures of a file, best first.
pub(super) fn write(evaluated: &Evaluated, args: &EvalArgs, sink: &mut Sink) -> Result<()> {
    let Evaluated { set, report, tokens, .. } = evaluated;
    let plural = if report.records == 1 { "" } else { "s" };
    let shared =
        if report.sources < report.records { format!(" of {} sources", report.sources) } else { String::new() };
    writeln!(
        sink,
        "{}: {} record{plural}{shared}, {}; tokens: {}",
        set.name,
        report.records,
        args.length(),
        tokens.join(", ")
    )?;
    write!(sink, "{:<27}", "F1 × 100")?;
    SHARES.iter().try_for_each(|(heading, _)| write!(sink, "{heading:>7}"))?;
    write!(sink, "  {:<22}{:<25}", "mean of 1, 2, Lsum", format!("less {}", args.baseline))?;
    SHAPE.iter().try_for_each(|(heading, ..)| write!(sink, "{heading:>7}"))?;
    writeln!(sink)?;
    for row in best_first(&report.rows) {
        write_row(row, sink)?;
    }
    Ok(writeln!(sink)?)
}

fn write_row(row: &Row, sink: &mut Sink) -> Result<()> {
    write!(sink, "{:<27}", label(&row.system))?;
    SHARES.iter().try_for_each(|(_, name)| write!(sink, "{:>7.2}", 100.0 * row.get(name).mean))?;
    let mean = row.get("mean_f1");
    let Interval { low, high } = mean.difference_interval;
    // No accident, as far as these records can tell.
    let sure = if low > 0.0 || high < 0.0 { "*" } else { "" };
    write!(sink, "  {:<22}", format!("{:.2} {}", 100.0 * mean.mean, bounds(mean.interval)))?;
    write!(sink, "{:<25}", format!("{:+.2} {}{sure}", 100.0 * mean.difference, signed(mean.difference_interval)))?;
    SHAPE.iter().try_for_each(|(_, name, times)| write!(sink, "{:>7.1}", times * row.get(name).mean))?;
    Ok(writeln!(sink)?)
}

fn bounds(Interval { low, high }: Interval) -> String {
    format!("[{:.2}, {:.2}]", 100.0 * low, 100.0 * high)
}

fn signed(Interval { low, high }: Interval) -> String {
    format!("[{:+.2}, {:+.2}]", 100.0 * low, 100.0 * high)
}

fn best_first(rows: &[Row]) -> Vec<&Row> {
    let mut rows: Vec<&Row> = rows.iter().collect();
    rows.sort_by(|a, b| b.get("mean_f1").mean.total_cmp(&a.get("mean_f1").mean));
    rows
}

/// The means over several files, each counting the same.
pub(super) fn means(reports: &[Report], sink: &mut Sink) -> Result<()> {
    write!(sink, "{:<27}", format!("mean of {} files", reports.len()))?;
    SHARES.iter().try_for_each(|(heading, _)| write!(sink, "{heading:>7}"))?;
    writeln!(sink, "  mean of 1, 2, Lsum")?;
    let mean = |system: usize, name| {
        let total: f64 = reports.iter().map(|report| report.rows[system].get(name).mean).sum();
        100.0 * total / reports.len() as f64
    };
    let mut systems: Vec<usize> = (0..reports[0].rows.len()).collect();
    systems.sort_by(|&a, &b| mean(b, "mean_f1").total_cmp(&mean(a, "mean_f1")));
    for system in systems {
        write!(sink, "{:<27}", label(&reports[0].rows[system].system))?;
        SHARES.iter().try_for_each(|(_, name)| write!(sink, "{:>7.2}", mean(system, name)))?;
        writeln!(sink, "  {:.2}", mean(system, "mean_f1"))?;
    }
    Ok(())
}
