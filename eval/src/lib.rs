//! How good are the summaries? Measures beside references, and how sure one can be of a difference.
//!
//! 1. A [`Record`] holds what is to be summarized and one or several references.
//! 2. An [`Evaluation`] lets every [`System`] summarize every record within the same [`Length`]: any scorer with any selector,
//!    the greedy [`Oracle`], or what other programs wrote.
//! 3. [`Rouge`] counts as Python's `rouge-score` does, to the last bit; [`Tokens`] says how other scripts are cut. [`chrf()`] needs no
//!    tokens. [`extractive`] measures a summary beside its source.
//! 4. A [`Report`] averages, with intervals by a paired [`Bootstrap`]: the same draw of documents for all systems.
//!
//! Everything is the same, bit for bit, on any number of threads.
//!
//! ```
//! use excerpt::{Budget, Language};
//! use excerpt_eval::{Bootstrap, Evaluation, Length, Record, Report, Source, System, Tokens, groups};
//!
//! let records = [Record {
//!     language: Language::English,
//!     source: Source::Texts(vec!["Rain fell all night. The river flooded the market. A cat slept.".to_owned()]),
//!     references: vec!["The market was flooded by the river.".to_owned()],
//!     ..Record::default()
//! }];
//! let systems = vec![System::Lead, System::Oracle];
//! let evaluation = Evaluation {
//!     systems,
//!     length: Length::Fixed(Budget::Sentences(1)),
//!     tokens: Tokens::of,
//!     queries: true,
//! };
//! let measured = evaluation.run(&records, || ())?;
//! let report = Report::new(&evaluation.systems, &measured, &groups(&records), 0, Bootstrap::default());
//! assert!(report.rows[1].get("rouge1_f1").difference > 0.0);
//! # Ok::<(), excerpt::Error>(())
//! ```

// A text must never end the program of whoever reads it; clippy.toml lets tests panic.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::todo,
    clippy::unimplemented
)]

mod bootstrap;
mod chrf;
mod evaluate;
pub mod extractive;
mod lcs;
mod measures;
mod oracle;
mod record;
mod report;
mod rouge;
mod tokens;

pub use bootstrap::{Bootstrap, Interval, Resampled};
pub use chrf::{Runs, chrf};
pub use evaluate::{Evaluation, Length, System};
pub use extractive::Fragments;
pub use measures::{MEASURES, Measures, measure};
pub use oracle::Oracle;
pub use record::{Record, Source, groups};
pub use report::{Estimate, Report, Row};
pub use rouge::{Rouge, RougeScores, Score, Text};
pub use tokens::Tokens;
