//! [`Scratch`]: vectors that a thread uses again and again.
//!
//! To summarize a short text takes dozens of short lists. Asked of the system each time, they would cost as much as a ranking does.

use std::cell::RefCell;
use std::ops::{Deref, DerefMut};
use std::thread::LocalKey;

/// So many vectors of a type are kept by a thread: more than one summary needs at a time.
const MOST: usize = 32;

/// A vector of more bytes is not kept: who summarizes a long text once should not hold its memory for ever.
const LARGEST: usize = 1 << 16;

/// What a thread keeps of one type.
pub(crate) type Shelf<T> = RefCell<Vec<Vec<T>>>;

/// A type of which vectors are kept; [`reusable`] makes it one.
pub(crate) trait Reusable: Copy + 'static {
    fn shelf() -> &'static LocalKey<Shelf<Self>>;
}

macro_rules! reusable {
    ($($of:ty),*) => {$(
        impl $crate::scratch::Reusable for $of {
            fn shelf() -> &'static std::thread::LocalKey<$crate::scratch::Shelf<Self>> {
                thread_local! { static SHELF: $crate::scratch::Shelf<$of> = const { std::cell::RefCell::new(Vec::new()) } }
                &SHELF
            }
        }
    )*};
}
pub(crate) use reusable;

reusable!(bool, f32, f64, u16, u32, i64, usize, (u32, f64), (usize, i64));

/// A vector that goes back to the thread when it is dropped.
#[derive(Debug, PartialEq)]
pub(crate) struct Scratch<T: Reusable>(Vec<T>);

impl<T: Reusable> Scratch<T> {
    /// An empty vector, with room for `capacity` entries at least.
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        // A thread that ends has no shelf any more.
        let kept = T::shelf().try_with(|shelf| take(&mut shelf.borrow_mut(), capacity));
        let mut vector = kept.ok().flatten().unwrap_or_default();
        vector.reserve(capacity);
        Self(vector)
    }

    /// `count` times the same.
    pub(crate) fn filled(value: T, count: usize) -> Self {
        let mut scratch = Self::with_capacity(count);
        scratch.resize(count, value);
        scratch
    }
}

impl<T: Reusable> Scratch<T> {
    /// The vector itself, for as long as something else needs to own it.
    pub(crate) fn into_vec(mut self) -> Vec<T> {
        std::mem::take(&mut self.0)
    }
}

impl<T: Reusable> From<Vec<T>> for Scratch<T> {
    fn from(vector: Vec<T>) -> Self {
        Self(vector)
    }
}

/// Takes the vector that was laid there last of those with room enough; if none has it, the last of all.
fn take<T>(shelf: &mut Vec<Vec<T>>, capacity: usize) -> Option<Vec<T>> {
    match shelf.iter().rposition(|vector| vector.capacity() >= capacity) {
        Some(place) => Some(shelf.swap_remove(place)),
        None => shelf.pop(),
    }
}

impl<T: Reusable> Default for Scratch<T> {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl<T: Reusable> FromIterator<T> for Scratch<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        let entries = entries.into_iter();
        let mut scratch = Self::with_capacity(entries.size_hint().0);
        scratch.extend(entries);
        scratch
    }
}

impl<T: Reusable> Clone for Scratch<T> {
    fn clone(&self) -> Self {
        self.iter().copied().collect()
    }

    fn clone_from(&mut self, other: &Self) {
        self.0.clone_from(&other.0);
    }
}

impl<T: Reusable> Deref for Scratch<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T: Reusable> DerefMut for Scratch<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<'s, T: Reusable> IntoIterator for &'s Scratch<T> {
    type Item = &'s T;
    type IntoIter = std::slice::Iter<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'s, T: Reusable> IntoIterator for &'s mut Scratch<T> {
    type Item = &'s mut T;
    type IntoIter = std::slice::IterMut<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<T: Reusable> Drop for Scratch<T> {
    fn drop(&mut self) {
        let mut vector = std::mem::take(&mut self.0);
        let is_worth_it = (1..=LARGEST).contains(&(vector.capacity() * size_of::<T>()));
        if is_worth_it {
            vector.clear();
            _ = T::shelf().try_with(|shelf| {
                let mut shelf = shelf.borrow_mut();
                if shelf.len() < MOST {
                    shelf.push(vector);
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_dropped_is_used_again_and_empty() {
        let mut first: Scratch<u32> = Scratch::with_capacity(100);
        first.push(1);
        let place = first.as_ptr();
        drop(first);
        let second: Scratch<u32> = Scratch::with_capacity(10);
        assert!(second.is_empty() && second.as_ptr() == place);
        assert_eq!(*Scratch::filled(7_u32, 3), [7, 7, 7]);
    }

    #[test]
    fn what_is_large_or_too_many_goes_back_to_the_system() {
        drop(Scratch::<u16>::with_capacity(LARGEST));
        u16::shelf().with(|shelf| assert!(shelf.borrow().is_empty()));
        let many: Vec<Scratch<u16>> = (0..MOST + 3).map(|_| Scratch::with_capacity(1)).collect();
        drop(many);
        u16::shelf().with(|shelf| assert_eq!(shelf.borrow().len(), MOST));
    }
}
