//! The file of [`Trees`] that training writes.
//!
//! It is little-endian: the number of features, u16, and the name of each, its length, u8, before it; the number of trees,
//! u16; and for each tree the number of its splits s, u8, then s splits and s + 1 leaves, at most 32. A split is the number of a
//! feature of the list above, u8, a threshold, f32, and where to go with a value at most that, i8, and above it, i8: to the split of
//! that number or, if negative, to leaf −1 − number. A leaf is an f32. A tree with no split has one leaf.

use super::{Column, Leaves, Split, Trees};

impl Trees {
    /// Reads a file. `column` finds the column of a row that holds the feature of a name. `None` if it is not a file of
    /// trees, or names a feature that there is not.
    pub(crate) fn parse(file: &[u8], column: impl Fn(&str) -> Option<usize>) -> Option<Self> {
        let mut file = Bytes(file);
        let columns = parse_columns(&mut file, column)?;
        let mut splits = Vec::new();
        let (mut leaves, mut starts) = (Vec::new(), Vec::new());
        for tree in 0..u16::from_le_bytes(file.take()?) {
            let written = WrittenTree::parse(&mut file, &columns)?;
            let mut numbering =
                Numbering { written: &written, tree: u32::from(tree), splits: &mut splits, leaves: Vec::new() };
            numbering.visit(written.root())?;
            starts.push(leaves.len());
            leaves.append(&mut numbering.leaves);
        }
        file.0.is_empty().then(|| Self::by_column(splits, leaves, starts))
    }

    fn by_column(mut splits: Vec<(usize, Split)>, leaves: Vec<f64>, starts: Vec<usize>) -> Self {
        splits.sort_unstable_by(|(a, x), (b, y)| a.cmp(b).then(x.threshold.total_cmp(&y.threshold)));
        let mut end = 0;
        let columns = splits.chunk_by(|(a, _), (b, _)| a == b).map(|same| {
            let start = end;
            end += same.len();
            Column { index: same[0].0, start, end }
        });
        let columns = columns.collect();
        Self { splits: splits.into_iter().map(|(_, split)| split).collect(), columns, leaves, starts }
    }
}

/// The columns of the features that the file names.
fn parse_columns(file: &mut Bytes<'_>, column: impl Fn(&str) -> Option<usize>) -> Option<Vec<usize>> {
    let count = u16::from_le_bytes(file.take()?);
    let mut next = || {
        let [length] = file.take()?;
        column(std::str::from_utf8(file.take_slice(usize::from(length))?).ok()?)
    };
    (0..count).map(|_| next()).collect()
}

/// The sum over a row as it is defined: down each tree, from split to split.
#[cfg(test)]
pub(super) fn walk_down(file: &[u8], column: impl Fn(&str) -> Option<usize>, row: &[f32]) -> Option<f64> {
    let mut file = Bytes(file);
    let columns = parse_columns(&mut file, column)?;
    let mut sum = 0.0;
    for _ in 0..u16::from_le_bytes(file.take()?) {
        let tree = WrittenTree::parse(&mut file, &columns)?;
        let mut node = tree.root();
        while let Some(split) = usize::try_from(node).ok().and_then(|place| tree.splits.get(place)) {
            node = split.next[usize::from(row[split.column] > split.threshold)];
        }
        sum += f64::from(tree.leaf(node)?);
    }
    Some(sum)
}

/// A tree as the file has it.
struct WrittenTree {
    splits: Vec<WrittenSplit>,
    leaves: Vec<f32>,
}

struct WrittenSplit {
    column: usize,
    threshold: f32,
    /// Where to go with a value at most the threshold, and with one above it.
    next: [i8; 2],
}

impl WrittenTree {
    fn parse(file: &mut Bytes<'_>, columns: &[usize]) -> Option<Self> {
        let [count] = file.take()?;
        let mut splits = Vec::with_capacity(usize::from(count));
        for _ in 0..count {
            let [feature] = file.take()?;
            let threshold = f32::from_le_bytes(file.take()?);
            let next = file.take()?.map(|byte: u8| byte as i8);
            splits.push(WrittenSplit { column: *columns.get(usize::from(feature))?, threshold, next });
        }
        let leaves = (0..=count).map(|_| file.take().map(f32::from_le_bytes)).collect::<Option<_>>()?;
        Some(Self { splits, leaves })
    }

    /// The first split, or the only leaf.
    fn root(&self) -> i8 {
        if self.splits.is_empty() { -1 } else { 0 }
    }

    /// The value of the leaf that a negative number names.
    fn leaf(&self, node: i8) -> Option<f32> {
        self.leaves.get(usize::from(node.unsigned_abs()).checked_sub(1)?).copied()
    }
}

/// Numbers the leaves of a tree from left to right.
struct Numbering<'w> {
    written: &'w WrittenTree,
    tree: u32,
    /// The splits of all trees so far, and the column of each.
    splits: &'w mut Vec<(usize, Split)>,
    leaves: Vec<f64>,
}

impl Numbering<'_> {
    /// The leaves at or below a node, named as in the file. `None` if a way leads nowhere, or back, or to more leaves than a set can
    /// hold.
    fn visit(&mut self, node: i8) -> Option<Leaves> {
        let Ok(place) = usize::try_from(node) else {
            let leaf = Leaves::checked_shl(1, u32::try_from(self.leaves.len()).ok()?)?;
            self.leaves.push(f64::from(self.written.leaf(node)?));
            return Some(leaf);
        };
        let WrittenSplit { column, threshold, next } = self.written.splits.get(place)?;
        if next.iter().any(|&next| (0..=node).contains(&next)) {
            return None;
        }
        let [left, right] = [self.visit(next[0])?, self.visit(next[1])?];
        self.splits.push((*column, Split { threshold: *threshold, tree: self.tree, left, right }));
        Some(left | right)
    }
}

/// What is left of a file.
struct Bytes<'f>(&'f [u8]);

impl<'f> Bytes<'f> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*first)
    }

    fn take_slice(&mut self, length: usize) -> Option<&'f [u8]> {
        let (first, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(first)
    }
}
