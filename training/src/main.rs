//! Fits the weights of `data/models/boundaries.txt`.
//!
//! Reads gold files in JSON Lines, `{"lang", "text", "sentences": [[start, end], …]}` with offsets in characters, plain or
//! gzipped, and writes the weights to standard output. `--report` also measures them, on standard error:
//! on what they were fitted to, in five folds of records, and with each file left out.

mod fit;
mod gold;
mod report;

use std::io::Write;

use anyhow::{Context, Result, bail};

fn main() -> Result<()> {
    let (options, paths): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    if paths.is_empty() {
        bail!("usage: excerpt-training [--report] GOLD.jsonl[.gz]... > data/models/boundaries.txt");
    }
    let files = paths.iter().map(|path| gold::read(path)).collect::<Result<Vec<_>>>()?;
    let all: Vec<&gold::Example> = files.iter().flat_map(|file| &file.examples).collect();
    let weights = fit::fit(&all);
    if options.iter().any(|option| option == "--report") {
        report::print(&files, &weights);
    }
    std::io::stdout().write_all(weights.to_text().as_bytes()).context("cannot write the weights")
}
