//! Sums of decision trees, read from a file that training wrote.
//!
//! The file is little-endian: the number of features, u16, and the name of each, its length, u8, before it; the number of trees,
//! u16; and for each tree the number of its splits s, u8, then s splits and s + 1 leaves. A split is the number of a
//! feature of the list above, u8, a threshold, f32, and where to go with a value at most that, i8, and above it, i8: to the split of
//! that number or, if negative, to leaf −1 − number. A leaf is an f32. A tree with no split has one leaf.

/// A sum of decision trees over a row of features.
#[derive(Clone, Debug)]
pub(crate) struct Trees {
    /// The nodes of all trees, end to end, and as many more as one may have: any tree begins [`MOST`] nodes that are there.
    nodes: Vec<Node>,
    /// The value of each node; of splits, 0.
    values: Vec<f32>,
    trees: Vec<Tree>,
}

/// A tree whose leaves lead to themselves: after `depth` steps every way down has ended, and many rows can be led down
/// side by side, without asking of each where it is. Its nodes are the splits, then the leaves.
#[derive(Clone, Copy, Debug)]
struct Tree {
    /// Its first node.
    start: usize,
    depth: usize,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    threshold: f32,
    feature: u8,
    /// Where to go with a value at most the threshold, and with one above it.
    next: [u8; 2],
}

/// A tree has no more nodes, so that a number of eight bits is always one of them.
const MOST: usize = 1 << 8;

/// A row has no more features. A power of two, so that no number of a feature cut to its bits leads out of the row.
const WIDTH: usize = 1 << 6;

type Row = [f32; WIDTH];

/// So many rows go down a tree side by side: one waits for memory while the others move.
const LANES: usize = 8;

/// So many rows pass all trees before the next do: they stay in the cache meanwhile, as the trees do.
const BLOCK: usize = 64;

impl Trees {
    /// Reads a file. `column` finds the column of a row that holds the feature of a name. `None` if it is not a file of
    /// trees, or names a feature that there is not.
    pub(crate) fn parse(file: &[u8], column: impl Fn(&str) -> Option<usize>) -> Option<Self> {
        let mut file = Bytes(file);
        let mut columns = Vec::new();
        for _ in 0..u16::from_le_bytes(file.take()?) {
            let [length] = file.take()?;
            let name = std::str::from_utf8(file.take_slice(usize::from(length))?).ok()?;
            let column = column(name).filter(|&column| column < WIDTH)?;
            columns.push(u8::try_from(column).ok()?);
        }
        let mut all = Self { nodes: Vec::new(), values: Vec::new(), trees: Vec::new() };
        for _ in 0..u16::from_le_bytes(file.take()?) {
            all.parse_tree(&mut file, &columns)?;
        }
        let nowhere = Node { threshold: f32::INFINITY, feature: 0, next: [0; 2] };
        all.nodes.resize(all.nodes.len() + MOST, nowhere);
        file.0.is_empty().then_some(all)
    }

    fn parse_tree(&mut self, file: &mut Bytes<'_>, columns: &[u8]) -> Option<()> {
        let [count] = file.take()?;
        let count = usize::from(count);
        let start = self.nodes.len();
        for place in 0..count {
            let [feature] = file.take()?;
            let threshold = f32::from_le_bytes(file.take()?);
            let [low, high] = file.take()?.map(|byte: u8| Tree::target(byte as i8, place, count));
            self.nodes.push(Node { threshold, feature: *columns.get(usize::from(feature))?, next: [low?, high?] });
            self.values.push(0.0);
        }
        for leaf in count..=2 * count {
            self.values.push(f32::from_le_bytes(file.take()?));
            let itself = u8::try_from(leaf).ok()?;
            self.nodes.push(Node { threshold: f32::INFINITY, feature: 0, next: [itself, itself] });
        }
        self.trees.push(Tree { start, depth: depth(&self.nodes[start..]) });
        Some(())
    }

    /// Adds what the trees say of each row of `width` features to its entry in `sums`; tree by tree, so that a sum does not depend
    /// on the other rows.
    pub(crate) fn add(&self, rows: &[f32], width: usize, sums: &mut [f64]) {
        let mut block = [[0.0; WIDTH]; BLOCK];
        for (rows, sums) in rows.chunks(width * BLOCK).zip(sums.chunks_mut(BLOCK)) {
            for (wide, row) in block.iter_mut().zip(rows.chunks_exact(width)) {
                wide[..width].copy_from_slice(row);
            }
            for tree in &self.trees {
                for (rows, sums) in block.chunks(LANES).zip(sums.chunks_mut(LANES)) {
                    self.add_tree(*tree, &rows[..sums.len()], sums);
                }
            }
        }
    }

    fn add_tree(&self, tree: Tree, rows: &[Row], sums: &mut [f64]) {
        let Some(nodes) = self.nodes[tree.start..].first_chunk() else { return };
        let mut at = [0; LANES];
        // The same way for both, but the length of an array is known to the compiler.
        match <&[Row; LANES]>::try_from(rows) {
            Ok(rows) => tree.lead(nodes, rows, &mut at),
            Err(_) => tree.lead(nodes, rows, &mut at),
        }
        for (sum, at) in sums.iter_mut().zip(at) {
            *sum += f64::from(self.values[tree.start + usize::from(at)]);
        }
    }

    /// What the trees say of one row.
    pub(crate) fn sum(&self, row: &[f32]) -> f64 {
        let mut sum = [0.0];
        self.add(row, row.len(), &mut sum);
        sum[0]
    }
}

impl Tree {
    /// The node that a split leads to. Only forward, so that every way down ends, and to one that there is.
    fn target(next: i8, split: usize, splits: usize) -> Option<u8> {
        let (node, first, end) = match usize::try_from(next) {
            Ok(other) => (other, split + 1, splits),
            Err(_) => (splits + usize::from(next.unsigned_abs()) - 1, splits, 2 * splits + 1),
        };
        (first..end).contains(&node).then(|| u8::try_from(node).ok()).flatten()
    }

    /// Leads each row down to the leaf that it ends at.
    #[inline(always)]
    fn lead(self, nodes: &[Node; MOST], rows: &[Row], at: &mut [u8; LANES]) {
        for _ in 0..self.depth {
            for (at, row) in at.iter_mut().zip(rows) {
                let node = &nodes[usize::from(*at)];
                *at = node.next[usize::from(row[usize::from(node.feature) % WIDTH] > node.threshold)];
            }
        }
    }
}

/// The longest way down, in steps. Nodes lead forward only.
fn depth(nodes: &[Node]) -> usize {
    let mut below = vec![0; nodes.len()];
    for (place, node) in nodes.iter().enumerate().rev() {
        let next = node.next.iter().map(|&next| usize::from(next)).filter(|&next| next != place);
        below[place] = next.map(|next| below[next] + 1).max().unwrap_or(0);
    }
    below[0]
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

#[cfg(test)]
mod tests {
    use super::*;

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
