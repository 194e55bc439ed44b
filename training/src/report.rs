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
    for (name, is_in) in GROUPS {
        let rows = || files.iter().zip(&rows).filter(|(file, _)| is_in(file));
        let mean = |column: usize| rows().map(|(_, row)| row[column]).sum::<f64>() / rows().count().max(1) as f64;
        eprintln!("{:38}{:>10.2}{:>10.2}{:>10.2}", format!("mean of {name}"), mean(0), mean(1), mean(2));
    }
}

/// Prints F1 of files that nothing was fitted to.
pub(crate) fn print_unseen(files: &[Gold], weights: &Weights) {
    let rows: Vec<f64> = files.iter().map(|file| f1(file, |_| weights)).collect();
    for (file, row) in files.iter().zip(&rows) {
        eprintln!("{:38}{:>10.2}", file.name, row);
    }
    if !rows.is_empty() {
        eprintln!("{:38}{:>10.2}", "mean of those not seen", rows.iter().sum::<f64>() / rows.len() as f64);
    }
}

/// What a group is called, and whether a file is of it.
type Group = (&'static str, fn(&Gold) -> bool);

/// Which files are averaged, by name.
const GROUPS: [Group; 3] = [
    ("treebanks in Latin, Cyrillic, Greek", |file| file.name.starts_with("ud-") && !is_of_another_script(file)),
    ("other treebanks", |file| file.name.starts_with("ud-") && is_of_another_script(file)),
    ("legal sets", |file| file.name.starts_with("legal-")),
];

fn is_of_another_script(file: &Gold) -> bool {
    let code = file.name.split('-').nth(1).unwrap_or("");
    ["am", "ar", "bn", "fa", "he", "hi", "hy", "ja", "ka", "ko", "mr", "ta", "te", "th", "ur", "zh"].contains(&code)
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
