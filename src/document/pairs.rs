//! [`Pairs`]: the neighbouring terms of a document, numbered.

use std::ops::Range;

use hashbrown::HashMap;

use crate::vocabulary::TermId;

/// Each pair of terms that follow each other, as a number; the same for the same two in the same order.
#[derive(Debug)]
pub(crate) struct Pairs {
    /// The number of each term with the next, end to end, over the ends of sentences too.
    numbers: Vec<u32>,
    /// How many different pairs there are; numbers are below this.
    pub(crate) count: usize,
}

impl Pairs {
    pub(super) fn new(terms: &[TermId]) -> Self {
        let mut known: HashMap<u64, u32> = HashMap::with_capacity(terms.len());
        let number = |(&TermId(first), &TermId(second)): (&TermId, &TermId)| {
            let next = known.len() as u32;
            *known.entry(u64::from(first) << 32 | u64::from(second)).or_insert(next)
        };
        let numbers = terms.iter().zip(&terms[terms.len().min(1)..]).map(number).collect();
        Self { numbers, count: known.len() }
    }

    /// Those of a range of terms.
    pub(super) fn within(&self, terms: Range<usize>) -> &[u32] {
        // There is one pair fewer than terms, and none for the last of all.
        self.numbers.get(terms.start..terms.end.saturating_sub(1)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_two_in_the_same_order_have_one_number() {
        let terms = [0, 1, 0, 1, 1].map(TermId);
        let pairs = Pairs::new(&terms);
        assert_eq!((pairs.within(0..5), pairs.count), (&[0, 1, 0, 2][..], 3));
        assert_eq!(pairs.within(1..3), [1]);
        assert!(pairs.within(1..2).is_empty() && pairs.within(1..1).is_empty() && pairs.within(5..5).is_empty());
        assert_eq!(Pairs::new(&[]).count, 0);
    }
}
