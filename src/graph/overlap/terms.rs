//! The product with the weights of TextRank by way of the terms, for any number of sentences.

use std::ops::Range;

use ndarray::{Array1, ArrayView1, ArrayViewMut1, Axis};

use super::kernel::{GROUPS, LANES, LengthKernel};
use super::log_length;
use crate::matrix::TermMatrix;
use crate::scratch::{Scratch, reusable};

/// From so many entries on, each half of the sentences is worth a thread.
const WORTH_THREADS: usize = 1 << 16;

/// What it takes to multiply term by term: a term sums what its sentences give, and each takes from the sums of its terms.
#[derive(Debug)]
pub(super) struct Terms {
    functions: [Functions; GROUPS],
    /// The sentences in two halves, each about as much work as the other. More would serve more cores, but each has sums of its own.
    halves: [Rows; 2],
    /// For each half, the sums of each term by the functions at hand.
    sums: [Scratch<Lanes>; 2],
    roughness: f64,
    /// Whether the halves are worked on at the same time.
    threads: bool,
}

/// A group of the functions of the kernel.
#[derive(Debug)]
struct Functions {
    /// What a sentence of each length gives to the sums of its terms, and takes from them.
    gives: Scratch<Lanes>,
    takes: Scratch<Lanes>,
    /// What it takes of what itself gave.
    loops: Scratch<f64>,
}

/// The terms that sentences share with others, row by row.
#[derive(Debug)]
struct Rows {
    /// The place of each sentence's length among all lengths.
    lengths: Scratch<u32>,
    /// Where its terms end.
    ends: Scratch<u32>,
    terms: Scratch<u32>,
}

/// A value of each function of a group, in a cache line.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Lanes([f64; LANES]);

reusable!(Lanes);

impl Terms {
    pub(super) fn new(matrix: &TermMatrix) -> Self {
        let mut lengths: Scratch<usize> = (0..matrix.len()).map(|row| matrix.row(row).0.len()).collect();
        lengths.sort_unstable();
        lengths.dedup();
        let logs: Scratch<f64> = lengths.iter().map(|&length| log_length(length)).collect();
        let kernel = LengthKernel::new(&logs);
        let (numbers, shared) = number_shared(matrix);
        let middle = middle(matrix);
        Self {
            functions: std::array::from_fn(|group| Functions::new(group, &kernel, &logs)),
            halves: [0..middle, middle..matrix.len()].map(|rows| Rows::new(matrix, rows, &lengths, &numbers)),
            sums: std::array::from_fn(|_| Scratch::filled(Lanes::ZERO, shared)),
            roughness: kernel.roughness(),
            threads: false,
        }
    }

    pub(super) fn multiply(&mut self, x: &Array1<f64>, product: &mut Array1<f64>) {
        self.multiply_by(GROUPS, x, product);
    }

    /// The product by the first group of functions alone.
    pub(super) fn multiply_roughly(&mut self, x: &Array1<f64>, product: &mut Array1<f64>) {
        self.multiply_by(1, x, product);
    }

    /// The share of a weight that a rough product may leave out.
    pub(super) fn roughness(&self) -> f64 {
        self.roughness
    }

    /// Whether each half is enough work for a thread.
    pub(super) fn is_worth_threads(&self) -> bool {
        let entries: usize = self.halves.iter().map(|half| half.terms.len()).sum();
        entries >= WORTH_THREADS
    }

    /// From now on works on both halves at the same time; the products are the same.
    pub(super) fn use_threads(&mut self) {
        self.threads = true;
    }

    /// Halves are added up in order, on however many threads.
    fn multiply_by(&mut self, groups: usize, x: &Array1<f64>, product: &mut Array1<f64>) {
        let Self { functions, halves: [front, back], sums: [sums, others], threads, .. } = self;
        let (x_front, x_back) = x.view().split_at(Axis(0), front.ends.len());
        product.fill(0.0);
        for functions in &functions[..groups] {
            both(*threads, || front.give(functions, x_front, sums), || back.give(functions, x_back, others));
            sums.iter_mut().zip(&*others).for_each(|(sum, other)| sum.add(other));
            let (to_front, to_back) = product.view_mut().split_at(Axis(0), front.ends.len());
            let sums: &[Lanes] = sums;
            both(
                *threads,
                || front.take(functions, x_front, sums, to_front),
                || back.take(functions, x_back, sums, to_back),
            );
        }
    }
}

/// Does both, on two threads or one after the other.
fn both(threads: bool, first: impl FnOnce() + Send, second: impl FnOnce() + Send) {
    if threads {
        rayon::join(first, second);
    } else {
        first();
        second();
    }
}

/// Where the second half of the entries begins.
fn middle(matrix: &TermMatrix) -> usize {
    let half = matrix.columns().len() / 2;
    let mut before = 0;
    let is_past = |row: &usize| {
        before += matrix.row(*row).0.len();
        before > half
    };
    (0..matrix.len()).find(is_past).unwrap_or(matrix.len())
}

/// The number of a term that stands in one row alone, and joins it to none.
const ALONE: u32 = u32::MAX;

/// A number for each term that stands in more than one row, by first appearance, so that frequent ones lie together; and how many
/// such terms there are.
fn number_shared(matrix: &TermMatrix) -> (Scratch<u32>, usize) {
    let mut numbers = Scratch::filled(0, matrix.width());
    matrix.columns().iter().for_each(|term| numbers[term.index()] += 1);
    let mut shared = 0;
    for number in &mut numbers {
        let rows = std::mem::replace(number, ALONE);
        if rows > 1 {
            *number = shared;
            shared += 1;
        }
    }
    (numbers, shared as usize)
}

impl Functions {
    fn new(group: usize, kernel: &LengthKernel, logs: &[f64]) -> Self {
        let gives: Scratch<Lanes> = logs.iter().map(|&log| Lanes(kernel.gives(log)[group])).collect();
        let takes: Scratch<Lanes> = logs.iter().map(|&log| Lanes(kernel.takes(log)[group])).collect();
        let loops = gives.iter().zip(&takes).map(|(gives, takes)| gives.dot(takes)).collect();
        Self { gives, takes, loops }
    }
}

impl Rows {
    /// `lengths` are those of all rows, ascending, each once; `numbers` those of the terms.
    fn new(matrix: &TermMatrix, range: Range<usize>, lengths: &[usize], numbers: &[u32]) -> Self {
        let entries = range.clone().map(|row| matrix.row(row).0.len()).sum();
        let mut rows = Self {
            lengths: Scratch::with_capacity(range.len()),
            ends: Scratch::with_capacity(range.len()),
            terms: Scratch::with_capacity(entries),
        };
        for row in range {
            let terms = matrix.row(row).0;
            rows.lengths.push(lengths.partition_point(|&length| length < terms.len()) as u32);
            rows.terms.extend(terms.iter().map(|term| numbers[term.index()]).filter(|&number| number != ALONE));
            rows.ends.push(rows.terms.len() as u32);
        }
        rows
    }

    /// Sums what the sentences give to each term.
    fn give(&self, functions: &Functions, x: ArrayView1<'_, f64>, sums: &mut [Lanes]) {
        sums.fill(Lanes::ZERO);
        for ((length, terms), &x) in self.iter().zip(x) {
            let given = functions.gives[length].times(x);
            terms.iter().for_each(|&term| sums[term as usize].add(&given));
        }
    }

    /// Adds to the product what each sentence takes from its terms, but for what itself gave.
    fn take(&self, functions: &Functions, x: ArrayView1<'_, f64>, sums: &[Lanes], product: ArrayViewMut1<'_, f64>) {
        for (((length, terms), x), product) in self.iter().zip(x).zip(product) {
            let mut sum = Lanes::ZERO;
            terms.iter().for_each(|&term| sum.add(&sums[term as usize]));
            let own = terms.len() as f64 * functions.loops[length] * x;
            *product += sum.dot(&functions.takes[length]) - own;
        }
    }

    /// The place of each sentence's length, and its terms.
    fn iter(&self) -> impl Iterator<Item = (usize, &[u32])> {
        let mut start = 0;
        self.lengths.iter().zip(&self.ends).map(move |(&length, &end)| {
            let terms = &self.terms[start..end as usize];
            start = end as usize;
            (length as usize, terms)
        })
    }
}

impl Lanes {
    const ZERO: Self = Self([0.0; LANES]);

    fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own += other);
    }

    fn times(&self, factor: f64) -> Self {
        Self(self.0.map(|value| value * factor))
    }

    fn dot(&self, other: &Self) -> f64 {
        self.0.iter().zip(&other.0).map(|(a, b)| a * b).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, Language};

    /// So many sentences of one to eleven words out of some hundreds, some of them much more frequent than others.
    fn text(sentences: u64) -> String {
        let word = |place: u64| format!("w{} ", place * place % 9973 * (place % 89) / 911);
        let sentence = |number: u64| (0..1 + number * number % 11).map(|place| word(number * 13 + place)).collect();
        (0..sentences).map(sentence).map(|words: String| format!("{}.\n\n", words.trim_end())).collect()
    }

    #[test]
    fn the_product_does_not_depend_on_threads() {
        let text = text(15_000);
        let matrix = TermMatrix::indicator(&Document::new(&text, Language::Undetermined));
        let mut one = Terms::new(&matrix);
        assert!(one.is_worth_threads());
        let x = Array1::from_iter((0..matrix.len()).map(|sentence| (sentence % 7) as f64 - 2.5));
        let mut expected = Array1::zeros(matrix.len());
        one.multiply(&x, &mut expected);
        assert!(expected.iter().any(|value| *value != 0.0));
        for threads in [1, 2, 8] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let (mut several, mut product) = (Terms::new(&matrix), Array1::zeros(matrix.len()));
            several.use_threads();
            pool.install(|| several.multiply(&x, &mut product));
            assert!(product == expected, "{threads}");
        }
    }

    #[test]
    fn who_shares_nothing_gets_nothing() {
        let doc = Document::new("Rain. Wind and hail rose. Rain. Hail. Snow fell.", Language::English);
        let mut degrees = Array1::zeros(doc.len());
        Terms::new(&TermMatrix::indicator(&doc)).multiply(&Array1::ones(doc.len()), &mut degrees);
        let has_edges = degrees.mapv(|degree: f64| degree != 0.0);
        // Two sentences of one term each weigh nothing to each other.
        assert_eq!(has_edges.to_vec(), [false, true, false, true, false]);
    }
}
