//! Fits the weights of `data/models/boundaries.txt`.
//!
//! Reads gold files in JSON Lines, `{"lang", "text", "sentences": [[start, end], …]}` with offsets in characters, plain or
//! gzipped, and writes the weights to standard output. `--report` also measures them, on standard error:
//! on what they were fitted to, in five folds of records, and with each file left out; and on the files behind `--measure`, which
//! nothing is fitted to.

mod fit;
mod gold;
mod report;

use std::io::Write;

use anyhow::{Context, Result, bail};

const USAGE: &str =
    "usage: excerpt-training [--report] GOLD.jsonl[.gz]... [--measure GOLD.jsonl[.gz]...] > data/models/boundaries.txt";

fn main() -> Result<()> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let report = words.iter().any(|word| word == "--report");
    words.retain(|word| word != "--report");
    let (fitted, measured) = match words.iter().position(|word| word == "--measure") {
        Some(at) => (&words[..at], &words[at + 1..]),
        None => (&words[..], &[][..]),
    };
    if fitted.is_empty() {
        bail!(USAGE);
    }
    let files = read_all(fitted)?;
    let all: Vec<&gold::Example> = files.iter().flat_map(|file| &file.examples).collect();
    let weights = fit::fit(&all);
    if report {
        report::print(&files, &weights);
        report::print_unseen(&read_all(measured)?, &weights);
    }
    std::io::stdout().write_all(weights.to_text().as_bytes()).context("cannot write the weights")
}

/// The files, by name: what is seen late counts a little more, so that the order must not depend on how they were given.
fn read_all(paths: &[String]) -> Result<Vec<gold::Gold>> {
    let mut files = paths.iter().map(|path| gold::read(path)).collect::<Result<Vec<_>>>()?;
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}
