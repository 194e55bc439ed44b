//! [`Waiting`]: an entry of the heaps that selectors keep.

use std::cmp::Ordering;

/// Something that waits under a value. The greatest comes first; of equals, the one with the lowest index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waiting<T> {
    pub(super) value: f64,
    /// Of the sentence or term that waits.
    pub(super) index: usize,
    /// What else is known of it; makes no difference to the order.
    pub(super) known: T,
}

impl<T> PartialEq for Waiting<T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<T> Eq for Waiting<T> {}

impl<T> PartialOrd for Waiting<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Waiting<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.total_cmp(&other.value).then(other.index.cmp(&self.index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_comes_first_and_of_equals_the_earlier() {
        let waiting = |value, index| Waiting { value, index, known: () };
        let mut heap = std::collections::BinaryHeap::from([waiting(1.0, 0), waiting(2.0, 2), waiting(2.0, 1)]);
        assert_eq!(heap.pop().map(|top| top.index), Some(1));
        assert_eq!(heap.pop().map(|top| top.index), Some(2));
    }
}
