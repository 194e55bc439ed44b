//! [`Pairs`]: the neighbouring terms of a document, numbered.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

use crate::scratch::Scratch;
use crate::vocabulary::TermId;

/// Each pair of terms that follow each other, as a number; the same for the same two in the same order.
#[derive(Debug)]
pub(crate) struct Pairs {
    /// The number of each term with the next, end to end, over the ends of sentences too.
    numbers: Scratch<u32>,
    /// How many different pairs there are; numbers are below this.
    pub(crate) count: usize,
}

impl Pairs {
    pub(super) fn new(terms: &[TermId]) -> Self {
        let hasher = DefaultHashBuilder::default();
        let pair = |place: u32| u64::from(terms[place as usize].0) << 32 | u64::from(terms[place as usize + 1].0);
        // Where each pair first stands. The pair itself stands there, so that an entry takes four bytes. A long text soon repeats itself.
        let mut known: HashTable<u32> = HashTable::with_capacity(terms.len().min(1 << 16));
        let mut numbers = Scratch::with_capacity(terms.len());
        for place in 0..terms.len().saturating_sub(1) as u32 {
            let (own, next) = (pair(place), known.len() as u32);
            let is_own = |first: &u32| pair(*first) == own;
            let number = match known.entry(hasher.hash_one(own), is_own, |&first| hasher.hash_one(pair(first))) {
                Entry::Occupied(first) => numbers[*first.get() as usize],
                Entry::Vacant(free) => {
                    free.insert(place);
                    next
                }
            };
            numbers.push(number);
        }
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
