//! Sums of decision trees.
//!
//! No tree is walked down. Its leaves are numbered from left to right, and a set of bits says which can still be reached: a split whose
//! value lies above its threshold rules out all leaves on its left, and once every split was asked, the first leaf left is
//! where the walk would have ended (Lucchese et al., *QuickScorer: a Fast Algorithm to Rank Documents with Additive Ensembles of
//! Regression Trees*, SIGIR 2015). Splits are asked column by column, several rows side by side, and where all rows of a block
//! answer alike, once for all of them: what sentences of a text have in common need not be asked of each.

mod file;

use crate::scratch::{Scratch, reusable};

/// A sum of decision trees over a row of features.
#[derive(Clone, Debug)]
pub(crate) struct Trees {
    /// The splits of all trees, those of one column together, by threshold.
    splits: Vec<Split>,
    /// The columns that are asked for.
    columns: Vec<Column>,
    /// The values of all leaves, tree by tree, from left to right.
    leaves: Vec<f64>,
    /// Where the leaves of each tree begin.
    starts: Vec<usize>,
}

/// A column, and where its splits stand.
#[derive(Clone, Copy, Debug)]
struct Column {
    index: usize,
    start: usize,
    end: usize,
}

#[derive(Clone, Copy, Debug)]
struct Split {
    threshold: f32,
    tree: u32,
    /// The leaves on its left, which a value above the threshold rules out.
    left: Leaves,
    /// The leaves on its right.
    right: Leaves,
}

/// A set of leaves of one tree, a bit for each.
type Leaves = u32;

/// So many rows are asked side by side: their answers fit in a few registers.
const LANES: usize = 16;

/// What is left of a text is asked by half as many, if that does.
const HALF: usize = LANES / 2;

/// So many sums are kept in registers. What is asked by half has no more.
const FEW: usize = HALF;

/// So many rows make a block, which is looked at as a whole first: most texts are one or two.
const BLOCK: usize = 4 * LANES;

reusable!(Column, [Leaves; LANES]);

impl Trees {
    /// Adds what the trees say of each row of `width` features to its entry in `sums`; tree by tree, so that a sum does not depend
    /// on the other rows.
    pub(crate) fn add(&self, rows: &[f32], width: usize, sums: &mut [f64]) {
        let mut block = Block::new(self, width);
        let mut reached = Scratch::filled([Leaves::MAX; LANES], self.starts.len());
        for (rows, sums) in rows.chunks(width * BLOCK).zip(sums.chunks_mut(BLOCK)) {
            block.read(self, rows);
            for (rows, sums) in rows.chunks(width * LANES).zip(sums.chunks_mut(LANES)) {
                reached.iter_mut().zip(&block.reached).for_each(|(each, &any)| *each = [any; LANES]);
                if sums.len() > HALF {
                    block.ask_each::<LANES>(self, rows, &mut reached);
                } else {
                    block.ask_each::<HALF>(self, rows, &mut reached);
                }
                self.add_leaves(&reached, sums);
            }
        }
    }

    /// Adds the first leaf that is left of each tree.
    fn add_leaves(&self, reached: &[[Leaves; LANES]], sums: &mut [f64]) {
        for (few, sums) in sums.chunks_mut(FEW).enumerate() {
            let mut totals = [0.0; FEW];
            totals[..sums.len()].copy_from_slice(sums);
            for (reached, start) in reached.iter().zip(&self.starts) {
                let leaves = &self.leaves[*start..];
                for lane in 0..FEW {
                    totals[lane] += leaves[reached[few * FEW + lane].trailing_zeros() as usize];
                }
            }
            sums.copy_from_slice(&totals[..sums.len()]);
        }
    }

    /// What the trees say of one row.
    pub(crate) fn sum(&self, row: &[f32]) -> f64 {
        let mut sum = [0.0];
        self.add(row, row.len(), &mut sum);
        sum[0]
    }
}

/// What the rows of a block have in common.
struct Block {
    /// The lowest and the highest value of each column.
    low: Scratch<f32>,
    high: Scratch<f32>,
    /// The leaves of each tree that some row may reach.
    reached: Scratch<Leaves>,
    /// The splits at which rows part, column by column.
    parting: Scratch<u16>,
    /// The columns at which they do.
    columns: Scratch<Column>,
}

impl Block {
    fn new(trees: &Trees, width: usize) -> Self {
        Self {
            low: Scratch::filled(0.0, width),
            high: Scratch::filled(0.0, width),
            reached: Scratch::filled(Leaves::MAX, trees.starts.len()),
            parting: Scratch::filled(0, trees.splits.len()),
            columns: Scratch::with_capacity(trees.columns.len()),
        }
    }

    /// Rules out the leaves that no row reaches, and finds the splits at which rows part.
    fn read(&mut self, trees: &Trees, rows: &[f32]) {
        self.measure(rows);
        self.reached.fill(Leaves::MAX);
        self.columns.clear();
        for &Column { index, start, end } in &trees.columns {
            let splits = &trees.splits[start..end];
            let below = |value: f32| splits.partition_point(|split| split.threshold < value);
            let (low, high) = (self.low[index], self.high[index]);
            let all_above = below(low);
            // What all sentences of a text have in common is looked up once.
            let any_above = if high > low { below(high) } else { all_above };
            splits[..all_above].iter().for_each(|split| self.reached[split.tree as usize] &= !split.left);
            splits[any_above..].iter().for_each(|split| self.reached[split.tree as usize] &= !split.right);
            self.columns.push(Column { index, start: start + all_above, end: start + any_above });
        }
        let mut end = 0;
        for column in &mut self.columns {
            let start = end;
            for number in column.start..column.end {
                let split = trees.splits[number];
                let reached = self.reached[split.tree as usize];
                // Written in any case, and kept or not without a branch: nobody could guess which way it goes.
                self.parting[end] = number as u16;
                end += usize::from((reached & split.left != 0) & (reached & split.right != 0));
            }
            (column.start, column.end) = (start, end);
        }
        self.columns.retain(|column| column.start < column.end);
    }

    /// Finds the lowest and the highest values.
    fn measure(&mut self, rows: &[f32]) {
        self.low.fill(f32::INFINITY);
        self.high.fill(f32::NEG_INFINITY);
        for row in rows.chunks(self.low.len()) {
            for ((low, high), &value) in self.low.iter_mut().zip(&mut self.high).zip(row) {
                *low = if value < *low { value } else { *low };
                *high = if value > *high { value } else { *high };
            }
        }
    }

    /// Rules out the leaves that each of up to `N` rows does not reach.
    fn ask_each<const N: usize>(&self, trees: &Trees, rows: &[f32], reached: &mut [[Leaves; LANES]]) {
        let mut values = [0.0; N];
        for &Column { index, start, end } in &self.columns {
            values.iter_mut().zip(rows.chunks(self.low.len())).for_each(|(value, row)| *value = row[index]);
            for &number in &self.parting[start..end] {
                let split = trees.splits[usize::from(number)];
                let reached = &mut reached[split.tree as usize].as_chunks_mut::<N>().0[0];
                // All bits or none, and an array from an array: only so does the compiler answer for several rows at a time.
                let below = values.map(|value| Leaves::from(value <= split.threshold).wrapping_neg());
                *reached = std::array::from_fn(|lane| reached[lane] & (below[lane] | !split.left));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{Feature, Features};
    use crate::{Context, Document, Language};

    /// `words` at most 5: 1; else `index` at most 0: 2, else 3. And a tree that always says 10.
    fn file() -> Vec<u8> {
        let mut file = vec![2, 0, 5];
        file.extend(b"words");
        file.push(5);
        file.extend(b"index");
        file.extend([2, 0, 2]);
        file.push(0);
        file.extend(5f32.to_le_bytes());
        file.extend([-1i8 as u8, 1]);
        file.push(1);
        file.extend(0f32.to_le_bytes());
        file.extend([-2i8 as u8, -3i8 as u8]);
        [1f32, 2.0, 3.0].iter().for_each(|leaf| file.extend(leaf.to_le_bytes()));
        file.push(0);
        file.extend(10f32.to_le_bytes());
        file
    }

    fn column(name: &str) -> Option<usize> {
        ["index", "words"].iter().position(|known| *known == name)
    }

    #[test]
    fn every_way_down_a_tree_ends_at_its_leaf() {
        let trees = Trees::parse(&file(), column).expect("a file of trees");
        assert_eq!(trees.sum(&[0.0, 5.0]), 11.0);
        assert_eq!(trees.sum(&[0.0, 6.0]), 12.0);
        assert_eq!(trees.sum(&[1.0, 6.0]), 13.0);
        let mut sums = [0.0, 0.5];
        trees.add(&[0.0, 5.0, 1.0, 6.0], 2, &mut sums);
        assert_eq!(sums, [11.0, 13.5]);
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let whole = file();
        for length in 0..whole.len() {
            assert!(Trees::parse(&whole[..length], column).is_none(), "cut at {length}");
        }
        assert!(Trees::parse(&whole, |_| None).is_none(), "a feature that there is not");
        let mut loops = whole;
        // The way of the first split that led to the second leads back to the first.
        loops[23] = 0;
        assert!(Trees::parse(&loops, column).is_none());
    }

    #[test]
    fn a_row_ends_where_a_walk_down_each_tree_ends() {
        let file = include_bytes!("../../../data/models/salience.trees");
        let by_name = |name: &str| Feature::by_name(name).map(|feature| feature as usize);
        let trees = Trees::parse(file, by_name).expect("a file of trees");
        for sample in
            [include_str!("../../../data/samples/news.txt"), include_str!("../../../data/samples/chinese.txt")]
        {
            let doc = Document::new(sample, Language::English);
            let features = Features::new(&doc, &Context::default());
            let mut sums = vec![0.0; doc.len()];
            trees.add(&features.rows().flatten().collect::<Vec<_>>(), Feature::COUNT, &mut sums);
            for (sentence, sum) in sums.into_iter().enumerate() {
                let walked = file::walk_down(file, by_name, &features.row(sentence));
                assert_eq!(walked, Some(sum), "{sentence}");
            }
        }
    }

    #[test]
    fn rows_side_by_side_go_their_own_ways() {
        let trees = Trees::parse(&file(), column).expect("a file of trees");
        let rows: Vec<f32> =
            (0..BLOCK + LANES * 2 + 3).flat_map(|row| [(row % 2) as f32, (row % 7) as f32 + 2.0]).collect();
        let mut sums = vec![0.0; rows.len() / 2];
        trees.add(&rows, 2, &mut sums);
        let one_by_one: Vec<f64> = rows.chunks(2).map(|row| trees.sum(row)).collect();
        assert_eq!(sums, one_by_one);
    }
}
