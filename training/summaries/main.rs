//! Measures records for the training of the models that choose sentences: exactly the code that runs in a summary.
//!
//! Reads JSON Lines from standard input, see [`record`]. Writes two files: NAME.jsonl with what `features` or `sets` says of each
//! record, and NAME.f32 with the numbers they measured, row by row.

mod features;
mod record;
mod sets;

use std::fs::File;
use std::io::{BufRead, BufWriter, Write};

use anyhow::{Context as _, Result, bail};
use excerpt::{Context, Document};
use rayon::prelude::*;
use serde_json::Value;

/// What is said of a record, and what was measured, row after row.
type Measured = (Value, Vec<f32>);

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, name] = &arguments[..] else { bail!("usage: summaries features|sets NAME < RECORDS.jsonl") };
    match what.as_str() {
        "features" => write(name, features::measure),
        "sets" => write(name, sets::measure),
        other => bail!("{other}: neither features nor sets"),
    }
}

fn write(name: &str, measure: impl Fn(&Document<'_>, &Context<'_>, &Value) -> Measured + Sync) -> Result<()> {
    let lines: Vec<String> = std::io::stdin().lock().lines().collect::<Result<_, _>>()?;
    let measure_line = |line: &String| -> Result<Measured> {
        let record = serde_json::from_str(line).context("a line is no JSON")?;
        Ok(record::read(&record, |doc, context| measure(doc, context, &record)))
    };
    let measured: Vec<Measured> = lines.par_iter().map(measure_line).collect::<Result<_>>()?;
    let mut said = BufWriter::new(File::create(format!("{name}.jsonl"))?);
    let mut rows = BufWriter::new(File::create(format!("{name}.f32"))?);
    for (value, row) in measured {
        writeln!(said, "{value}")?;
        let bytes: Vec<u8> = row.into_iter().flat_map(f32::to_le_bytes).collect();
        rows.write_all(&bytes)?;
    }
    Ok(())
}
