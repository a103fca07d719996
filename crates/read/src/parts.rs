//! Parts of texts and lists whose ends are known to be there.

use std::ops::{Range, RangeFrom, RangeTo};

/// A part that is known to be there: where it is not, that is a mistake of ours, which tests and fuzzing show; nobody's build stops for it.
pub trait Part<R> {
    /// The part in this range; of a text in bytes, at the boundaries of characters.
    fn part(&self, range: R) -> &Self;
}

macro_rules! parts {
    ($($range:ty),*) => {$(
        impl Part<$range> for str {
            fn part(&self, range: $range) -> &str {
                debug_assert!(self.get(range.clone()).is_some(), "{range:?} is no part of {self:?}");
                self.get(range).unwrap_or_default()
            }
        }

        impl<T> Part<$range> for [T] {
            fn part(&self, range: $range) -> &[T] {
                debug_assert!(self.get(range.clone()).is_some(), "{range:?} is no part of a list of {}", self.len());
                self.get(range).unwrap_or_default()
            }
        }
    )*};
}

parts!(Range<usize>, RangeFrom<usize>, RangeTo<usize>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_that_of_its_range() {
        assert_eq!(("Brücke".part(..4), "Brücke".part(4..), "Brücke".part(1..2)), ("Brü", "cke", "r"));
        assert_eq!([1, 2, 3].part(1..3), [2, 3]);
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "is no part of")]
    fn what_is_no_part_is_a_mistake_of_ours() {
        let _ = "Brücke".part(..3);
    }
}
