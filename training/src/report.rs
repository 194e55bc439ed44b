//! How well weights find the sentences of each file.

use rayon::prelude::*;

use crate::fit::{Weights, fit};
use crate::gold::{Example, Gold};

const FOLDS: usize = 5;

/// Prints F1, in percent, of each file: fitted, in folds, and left out.
pub(crate) fn print(files: &[Gold], weights: &Weights) {
    let folds: Vec<Weights> =
        (0..FOLDS).into_par_iter().map(|fold| without(files, |_, e| e.record % FOLDS == fold)).collect();
    let rows: Vec<[f64; 3]> = files
        .par_iter()
        .map(|file| {
            let left_out = without(files, |other, _| std::ptr::eq(other, file));
            [f1(file, |_| weights), f1(file, |example| &folds[example.record % FOLDS]), f1(file, |_| &left_out)]
        })
        .collect();
    eprintln!("{:38}{:>10}{:>10}{:>10}", "file", "fitted", "folds", "left out");
    for (file, row) in files.iter().zip(&rows) {
        eprintln!("{:38}{:>10.2}{:>10.2}{:>10.2}", file.name, row[0], row[1], row[2]);
    }
    let mean = |column: usize| rows.iter().map(|row| row[column]).sum::<f64>() / rows.len() as f64;
    eprintln!("{:38}{:>10.2}{:>10.2}{:>10.2}", "mean", mean(0), mean(1), mean(2));
}

fn without(files: &[Gold], is_out: impl Fn(&Gold, &Example) -> bool) -> Weights {
    let all: Vec<&Example> = files
        .iter()
        .flat_map(|file| file.examples.iter().filter(|example| !is_out(file, example)).collect::<Vec<_>>())
        .collect();
    fit(&all)
}

fn f1<'w>(file: &Gold, weights: impl Fn(&Example) -> &'w Weights) -> f64 {
    let (mut hits, mut errors, mut missed) = (
        file.block_hits.iter().sum::<usize>(),
        file.block_errors.iter().sum::<usize>(),
        file.unreachable.iter().sum::<usize>(),
    );
    for example in &file.examples {
        match (weights(example).ends(example), example.ends) {
            (true, true) => hits += 1,
            (true, false) => errors += 1,
            (false, true) => missed += 1,
            (false, false) => {}
        }
    }
    200.0 * hits as f64 / (2 * hits + errors + missed).max(1) as f64
}
