//! Ragged arrays: rows of different lengths, end to end in one vector.
//!
//! A vector of vectors takes an allocation a row. Here the items of all rows are in one vector and a second one has the end of
//! each row, as in the compressed sparse row (CSR) format.

use std::ops::Range;

use crate::scratch::{Reusable, Scratch};

/// The items of a row, given the end of each row.
#[inline]
fn row_range(ends: &[u32], row: usize) -> Range<usize> {
    let start = if row == 0 { 0 } else { ends[row - 1] };
    start as usize..ends[row] as usize
}

/// Rows of items, end to end. At most `u32::MAX` items in all.
#[derive(Debug)]
pub(crate) struct Ragged<T: Reusable> {
    /// Offset just past the last item of each row.
    ends: Scratch<u32>,
    items: Scratch<T>,
}

impl<T: Reusable> Ragged<T> {
    /// No rows, and room for this many rows and items.
    pub(crate) fn with_capacity(rows: usize, items: usize) -> Self {
        Self { ends: Scratch::with_capacity(rows), items: Scratch::with_capacity(items) }
    }

    /// Adds an item to the row that the next [`end_row`](Self::end_row) ends.
    #[inline]
    pub(crate) fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// Ends a row with the last item pushed. The row is empty if none was pushed since the row before ended.
    #[inline]
    pub(crate) fn end_row(&mut self) {
        self.ends.push(self.items.len() as u32);
    }

    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The items of a row.
    #[inline]
    pub(crate) fn row(&self, row: usize) -> &[T] {
        &self.items[self.range(row)]
    }

    /// The indices of a row's items among [all items](Self::items), for arrays with one entry an item.
    #[inline]
    pub(crate) fn range(&self, row: usize) -> Range<usize> {
        row_range(&self.ends, row)
    }

    /// The items of all rows, end to end.
    pub(crate) fn items(&self) -> &[T] {
        &self.items
    }

    /// All rows, in order.
    pub(crate) fn rows(&self) -> impl ExactSizeIterator<Item = &[T]> {
        (0..self.len()).map(|row| self.row(row))
    }
}

impl<T: Reusable + Default> Ragged<T> {
    /// Sorts items into rows by counting, in linear time. Within a row they keep the order in which they are placed.
    ///
    /// `counted` yields the row of each item, in any order; `place_all` must place exactly these items.
    pub(crate) fn grouped(
        rows: usize,
        counted: impl Iterator<Item = usize>,
        place_all: impl FnOnce(&mut Placer<T>),
    ) -> Self {
        let mut ends = Scratch::filled(0, rows);
        counted.for_each(|row| ends[row] += 1);
        let mut total = 0;
        for end in &mut ends {
            // Until its items are placed, the "end" of a row is where its next item goes.
            total += std::mem::replace(end, total);
        }
        let mut placer = Placer(Self { ends, items: Scratch::filled(T::default(), total as usize) });
        place_all(&mut placer);
        placer.0
    }
}

/// Places items into the rows that [`Ragged::grouped`] has counted.
pub(crate) struct Placer<T: Reusable>(Ragged<T>);

impl<T: Reusable> Placer<T> {
    /// Places the next item of a row.
    #[inline]
    pub(crate) fn place(&mut self, row: usize, item: T) {
        let end = &mut self.0.ends[row];
        self.0.items[*end as usize] = item;
        *end += 1;
    }
}

/// Strings, end to end in one allocation. At most `u32::MAX` bytes in all.
#[derive(Debug, Default)]
pub(crate) struct StringArena {
    bytes: String,
    /// Offset just past the last byte of each string.
    ends: Vec<u32>,
}

impl StringArena {
    /// Makes room for exactly this many more strings and bytes.
    pub(crate) fn reserve_exact(&mut self, strings: usize, bytes: usize) {
        self.ends.reserve_exact(strings);
        self.bytes.reserve_exact(bytes);
    }

    pub(crate) fn push(&mut self, string: &str) {
        self.bytes.push_str(string);
        self.ends.push(self.bytes.len() as u32);
    }

    /// Number of strings.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Total length of all strings in bytes.
    pub(crate) fn byte_len(&self) -> usize {
        self.bytes.len()
    }

    #[inline]
    pub(crate) fn get(&self, index: usize) -> &str {
        &self.bytes[row_range(&self.ends, index)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_the_items_pushed_between_two_ends() {
        let mut ragged: Ragged<u32> = Ragged::with_capacity(0, 0);
        let rows: [&[u32]; 5] = [&[], &[1, 2], &[], &[3], &[]];
        for row in rows {
            row.iter().for_each(|&item| ragged.push(item));
            ragged.end_row();
        }
        assert_eq!(ragged.rows().collect::<Vec<_>>(), rows);
        assert_eq!((ragged.len(), ragged.range(3), ragged.items()), (5, 2..3, &[1, 2, 3][..]));
    }

    #[test]
    fn grouped_items_keep_their_order_within_a_row() {
        let items = [(2, 10), (0, 11), (2, 12), (2, 13), (0, 14)];
        let grouped = Ragged::grouped(4, items.iter().rev().map(|(row, _)| *row), |placer| {
            items.iter().for_each(|&(row, item)| placer.place(row, item));
        });
        assert_eq!(grouped.rows().collect::<Vec<_>>(), [&[11_u32, 14][..], &[], &[10, 12, 13], &[]]);
        assert_eq!(Ragged::<u32>::grouped(0, std::iter::empty(), |_| ()).len(), 0);
    }

    #[test]
    fn strings_come_back_by_index() {
        let mut arena = StringArena::default();
        arena.reserve_exact(4, 8);
        let strings = ["", "é", "", "rain"];
        strings.iter().for_each(|string| arena.push(string));
        assert_eq!((0..arena.len()).map(|index| arena.get(index)).collect::<Vec<_>>(), strings);
        assert_eq!(arena.byte_len(), 6);
    }
}
