//! Selectors: which sentences to take, given their scores and a budget.
//!
//! # Which selector should you use?
//!
//! - **[`BestSet`]** (the default): takes the sentences that make the best summary together, by a model that has seen good and bad ones.
//! - **[`Mmr`]**: takes the best sentence that is not too much like those already taken. The choice for long texts and for
//!   several documents, which repeat themselves.
//! - **[`Dpp`]**: takes the sentence that adds most to all taken so far together, for its score. For variety.
//! - **[`Top`]**: takes the best sentences. What the papers on rankers measure.
//! - **[`TrigramBlocking`]**: takes the best sentences that share no three words in a row. For short summaries of news.
//!
//! Six judge the summary as a whole, by its words, and no score of a single sentence could say what
//! they want. They look at no scores, or only to break a tie. The literature knows them as methods of their own.
//!
//! - **[`CentroidGreedy`]**: the summary nearest to the centroid. Strong on several documents.
//! - **[`Coverage`]**: the pairs of words that come up again and again, each once. Made for several documents.
//!   `CoverageExact`, with the feature `exact`, finds the best set there is, in texts of up to 400 sentences.
//! - **[`Submodular`]**: all words, each mention counting less than the one before.
//! - **[`JensenShannon`]**: the summary that uses words as the text does. **[`KlSum`]**: the same by an older measure, which
//!   leans to very short sentences.
//! - **[`SumBasic`]**: sentences of frequent words, each of which counts less once it is used. An old baseline.
//!
//! # Long summaries
//!
//! Time is near-linear in the text, however long the summary is. What is exact for short ones is bounded for that:
//!
//! - [`CentroidGreedy`], [`Coverage`], [`JensenShannon`], [`KlSum`] and [`Submodular`] compute about a million values, enough for 1,000
//!   sentences of which all are selected, before a choice is the best of 64 that were good when last looked at.
//! - [`Mmr`], and [`BestSet`] with it, does not look up a word any further that 1,024 selected sentences hold.
//! - [`Dpp`] lets the first 256 selected sentences push others away, fewer in texts of more than 16,384 sentences.
//!
//! None can exceed the budget or select the same sentence twice: the [`Selection`] does not let them.

mod best_set;
mod budget;
mod candidates;
mod centroid_greedy;
mod concepts;
mod coverage;
#[cfg(feature = "exact")]
mod coverage_exact;
mod dpp;
mod jaccard;
mod js;
mod kl_sum;
mod leaning;
mod mmr;
mod partition;
mod prefixes;
mod queue;
mod repeats;
mod rules;
mod selection;
mod submodular;
mod sum_basic;
mod tokens;
mod top;
mod trigram_blocking;
#[cfg(test)]
mod twins;
mod worth;

use std::fmt::Debug;

use crate::Result;
use crate::context::Context;
use crate::document::Document;
use crate::entry::{self, Entry};
use crate::score::Scores;

pub use best_set::BestSet;
pub use budget::Budget;
pub use centroid_greedy::CentroidGreedy;
pub use coverage::Coverage;
#[cfg(feature = "exact")]
pub use coverage_exact::CoverageExact;
pub use dpp::Dpp;
pub use js::JensenShannon;
pub use kl_sum::KlSum;
pub use mmr::Mmr;
pub(crate) use rules::Rules;
pub use selection::Selection;
pub use submodular::Submodular;
pub use sum_basic::SumBasic;
pub use tokens::estimate_tokens;
pub use top::Top;
pub use trigram_blocking::TrigramBlocking;

/// Chooses sentences.
pub trait Selector: Debug + Send + Sync {
    /// Adds sentences to `selection`, one after the other; they are the summary.
    ///
    /// The same input must give the same choice on any number of threads.
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, selection: &mut Selection<'_>);

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
        name: "best-set",
        summary: "the best together, by a learned model of whole summaries; the default with auto",
        make: || Box::new(BestSet),
    },
    Entry {
        name: "centroid-greedy",
        summary: "nearest to the average of the text, together (Ghalandari 2017); looks at no scores; exact up to 1,000 sentences",
        make: || Box::new(CentroidGreedy),
    },
    Entry {
        name: "coverage",
        summary: "pairs of words that recur, each once (Gillick & Favre 2009); exact up to 1,000 sentences",
        make: || Box::new(Coverage::default()),
    },
    #[cfg(feature = "exact")]
    Entry {
        name: "coverage-exact",
        summary: "pairs of words that recur, each once, the best set there is; long texts as coverage (Gillick & Favre 2009)",
        make: || Box::new(CoverageExact::default()),
    },
    Entry {
        name: "dpp",
        summary: "the best that span as much as they can (Kulesza & Taskar 2012), beside the first 256 selected",
        make: || Box::new(Dpp::default()),
    },
    Entry {
        name: "js",
        summary: "the words of the text in their proportion, by Jensen-Shannon (Louis & Nenkova 2013); looks at no scores; exact up to 1,000 sentences",
        make: || Box::new(JensenShannon),
    },
    Entry {
        name: "klsum",
        summary: "the words of the text in their proportion (Haghighi & Vanderwende 2009); looks at no scores; exact up to 1,000 sentences",
        make: || Box::new(KlSum::default()),
    },
    Entry {
        name: "mmr",
        summary: "the best, as long as it says something new (Carbonell & Goldstein 1998), beside 1,024 selected a word",
        make: || Box::new(Mmr::default()),
    },
    Entry {
        name: "submodular",
        summary: "all words, each mention counting less (Lin & Bilmes 2011); looks at no scores; exact up to 1,000 sentences",
        make: || Box::new(Submodular::default()),
    },
    Entry {
        name: "sumbasic",
        summary: "frequent words, each wearing off (Nenkova & Vanderwende 2005); looks at no scores",
        make: || Box::new(SumBasic),
    },
    Entry { name: "top", summary: "the best that fit", make: || Box::new(Top) },
    Entry {
        name: "trigram",
        summary: "the best that share no three words in a row (Paulus et al. 2018)",
        make: || Box::new(TrigramBlocking),
    },
];

/// The name of the selector to go with a scorer, where none is asked for: [`BestSet`] was trained on scores that are chances, as those
/// of [`Auto`](crate::score::Auto) are; with any other it is [`Mmr`].
pub fn companion(scorer: &str) -> &'static str {
    if scorer == "auto" { "best-set" } else { "mmr" }
}

/// The selector of that name, with its default parameters.
///
/// # Errors
///
/// [`Error::UnknownName`](crate::Error::UnknownName) lists the names there are.
pub fn by_name(name: &str) -> Result<Box<dyn Selector>> {
    entry::by_name(ALL, "selector", name)
}
