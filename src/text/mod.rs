//! Where things are: [blocks](blocks()) of a page, [sentences](sentences()), [words](words()). Offsets only, never copies.
//!
//! Reading goes from the large to the small. [`blocks`] looks at lines and says which belong
//! together and what they are: a paragraph, a heading, a list item. [`sentences`] looks for
//! the ends of sentences within each block, so that no sentence ever runs across a heading or an
//! empty line. [`words`] follows UAX #29 within each sentence.

mod blocks;
mod boundary;
mod captions;
mod lines;
mod marks;
mod notices;
mod openings;
mod sentences;
mod span;
mod word_class;
mod words;

pub use blocks::{Block, BlockKind, blocks};
#[cfg(feature = "training")]
#[doc(hidden)]
pub use boundary::training;
pub(crate) use captions::{is_credit, is_of_caption};
pub(crate) use lines::marker_len;
pub(crate) use marks::{ends_with_stop, is_letter, is_small_letter, is_written_without_spaces};
pub(crate) use notices::is_notice;
pub use sentences::{sentences, sentences_within};
pub use span::Span;
pub(crate) use span::is_blank;
pub use words::words;
