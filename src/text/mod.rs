//! The structure of a text: [blocks](blocks()), [sentences](sentences()) and [words](words()), as offsets. Nothing is copied.
//!
//! [`blocks`] groups lines into paragraphs, headings, list items and so on, by how they look and what their neighbours are.
//! [`sentences`] splits each block, so that no sentence crosses a heading or an empty line. [`words`] splits a sentence, or any
//! text, at the word boundaries of [UAX #29](https://www.unicode.org/reports/tr29/#Word_Boundaries).

mod block;
mod blocks;
mod boilerplate;
mod boundary;
mod captions;
mod lines;
mod preamble;
mod refine;
mod sentences;
mod span;
mod word_class;
mod words;

pub use block::{Block, BlockKind};
pub use blocks::blocks;
pub(crate) use boilerplate::is_boilerplate;
#[cfg(feature = "training")]
#[doc(hidden)]
pub use boundary::training;
pub(crate) use captions::{is_caption_sentence, is_credit};
pub(crate) use lines::list_marker_len;
pub use sentences::{sentences, sentences_within};
pub use span::Span;
pub(crate) use span::is_blank;
pub use words::words;
