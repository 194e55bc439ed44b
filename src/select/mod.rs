//! Selectors: which sentences to take, given their scores and a budget.
//!
//! # Which selector should you use?
//!
//! - **[`Mmr`]**: takes the best sentence that is not too much like those already taken. The choice for long texts and for
//!   several documents, which repeat themselves.
//! - **[`Top`]**: takes the best sentences. What the papers on rankers measure.
//!
//! Neither can exceed the budget or take the same sentence twice: the [`Purse`] does not let them.

mod budget;
mod candidates;
mod mmr;
mod top;

use std::fmt::Debug;

use crate::Result;
use crate::context::Context;
use crate::document::Document;
use crate::entry::{self, Entry};
use crate::score::Scores;

pub use budget::{Budget, Purse, estimate_tokens};
pub use mmr::Mmr;
pub use top::Top;

/// Chooses sentences.
pub trait Selector: Debug + Send + Sync {
    /// The sentences to take, by index, in the order they were chosen; all bought from `purse`.
    ///
    /// The same input must give the same choice on any number of threads.
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, purse: Purse<'_>) -> Vec<usize>;

    /// Checks the parameters, once, when a summarizer is built.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`](crate::Error::Parameter) for one outside of its range.
    fn validate(&self) -> Result<()> {
        Ok(())
    }
}

/// Every selector there is, by name. The command line, the tests, the benches and the docs read this list.
pub const ALL: &[Entry<dyn Selector>] = &[
    Entry {
        name: "mmr",
        summary: "the best, as long as it says something new (Carbonell & Goldstein 1998)",
        make: || Box::new(Mmr::default()),
    },
    Entry { name: "top", summary: "the best that fit", make: || Box::new(Top) },
];

/// The selector of that name, with its default parameters.
///
/// # Errors
///
/// [`Error::UnknownName`](crate::Error::UnknownName) lists the names there are.
pub fn by_name(name: &str) -> Result<Box<dyn Selector>> {
    entry::by_name(ALL, "selector", name)
}
