//! Extractive summarization: the sentences of a text that matter, word for word, with their offsets, their scores
//! and the reason for each.
//!
//! ```
//! let text = "The old bridge closed on Monday. Engineers had found cracks in the bridge in two of its arches. \
//!             The town will repair the arches before winter. It rained.";
//!
//! for pick in &excerpt::summarize(text, 2) {
//!     assert_eq!(&text[pick.span.start..pick.span.end], pick.text);
//!     println!("{:.3} {}", pick.score, pick.text);
//! }
//! ```
//!
//! [`Summarizer::builder`] sets the language, the methods, the budget and the query.
//!
//! # How it works, in five steps
//!
//! 1. [`text`] finds where things are: lines become [blocks](text::blocks), such as paragraphs, headings and
//!    items of lists; blocks become [sentences](text::sentences), sentences become [words](text::words()).
//!    Positions are [`Span`]s of the source; nothing is copied.
//! 2. [`Document`] turns words into [terms](TermId): lower case, stop words out, stemmed as the
//!    [`Language`] has it, each distinct word once. It holds facts and no opinions.
//! 3. A [`Scorer`] gives each sentence a number. Most look at it as a row of a sparse [`TermMatrix`] and many
//!    walk over the [graph] of sentences, without ever building it.
//! 4. A [`Selector`] spends a [`Budget`] on the best sentences that do not repeat each other.
//! 5. [`Summary`] puts them back into the order of the text, as slices of the source.
//!
//! Each step is linear in the text, for all methods but those that say otherwise; choosing is linear as long as the summary is
//! short against the text.
//!
//! # What you can rely on
//!
//! - Every sentence returned stands in the source, word for word, at its span. Spans are half-open
//!   byte ranges on character boundaries.
//! - A budget is never exceeded, and a text with anything visible in it has a summary, unless no
//!   sentence fits; then [`Summary::shortfall`] says so.
//! - Errors happen while building; running cannot fail.
//! - The same input gives the same output, bit for bit, on any number of threads.
//!
//! # Features
//!
//! - `serde`: `Serialize` for the types of a result.
//! - `exact`: the selector `coverage-exact`, by an integer linear program.

// A text must never end the program of whoever reads it; clippy.toml lets tests panic.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::todo,
    clippy::unimplemented
)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod context;
mod data;
mod detect;
mod document;
mod entry;
mod error;
mod explanation;
pub mod features;
mod frequencies;
pub mod graph;
pub mod keyphrase;
mod language;
mod matrix;
mod parallel;
mod postings;
pub mod score;
mod scratch;
pub mod select;
mod spectrum;
mod summarizer;
mod summary;
pub mod text;
mod util;
mod vocabulary;

pub use context::{Context, Relevance};
pub use document::{Document, Part, Sentence};
pub use entry::Entry;
pub use error::{Error, Result};
pub use explanation::Explanation;
pub use frequencies::DocumentFrequencies;
pub use keyphrase::Keyphrase;
pub use language::Language;
pub use matrix::TermMatrix;
pub use score::{Scorer, Scores};
pub use select::{Budget, Selector};
pub use summarizer::{Summarizer, SummarizerBuilder};
pub use summary::{Order, Pick, Shortfall, Summary};
pub use text::Span;
pub use vocabulary::TermId;

/// Summarizes a text in at most `sentences` sentences, and in one if that is 0, with the default methods, in the language it is
/// written in.
///
/// ```
/// let summary = excerpt::summarize("Rain came. The rain flooded the old town in the night. Then it stopped.", 1);
/// assert_eq!(summary.to_string(), "The rain flooded the old town in the night.");
/// ```
pub fn summarize(text: &str, sentences: usize) -> Summary<'_> {
    let budget = Budget::Sentences(sentences.max(1));
    // A budget of one sentence or more is in range, and so are the defaults.
    Summarizer::builder().budget(budget).build().unwrap_or_default().summarize(text)
}

/// The keyphrases of a text, at most `count` of up to three words, best first, with the default method, in the language it is
/// written in.
///
/// ```
/// let text = "The stone bridge closed. Repair of the stone bridge takes a year.";
/// let phrases = excerpt::keyphrases(text, 1);
/// assert_eq!(phrases[0].to_string(), "stone bridge");
/// assert_eq!(phrases[0].occurrences.len(), 2);
/// ```
///
/// [`keyphrase`] has other methods.
pub fn keyphrases(text: &str, count: usize) -> Vec<Keyphrase<'_>> {
    let doc = Document::new(text, Language::detect(text));
    let limits = keyphrase::Limits { count, ..keyphrase::Limits::default() };
    keyphrase::Extractor::extract(&keyphrase::PositionRank::default(), &doc, &Context::default(), limits)
}
