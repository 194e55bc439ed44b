//! Keyphrases: the phrases that say what a text is about, and every place where they stand.
//!
//! # Which extractor should you use?
//!
//! - **[`PositionRank`]** (the default): words that keep company with many others and come early. Best on average where titles say
//!   what is right.
//! - **[`TfIdf`]**: phrases that are frequent here, of words that are rare elsewhere. Nearly as good; the one that uses
//!   [background frequencies](Context::background).
//! - **[`Yake`]**: early, capitalized, frequent words in few different surroundings. Knows names by their capitals, and finds phrases
//!   with stop words inside.
//! - **[`TextRank`]**: words that keep company with many others, wherever they stand. For texts that do not say first what they are
//!   about.
//! - **[`Rake`]**: long phrases, as they stand between stop words. For abstracts of some sentences, in languages that write spaces.
//!
//! `docs/keyphrases.md` has the figures. All take time linear in the text and work in every language: what may be a phrase is told by
//! stop words, marks and repetition, not by a tagger. In scripts without spaces a phrase is made of characters that stand
//! together more than once.
//!
//! ```
//! let text = "The old stone bridge closed on Monday. Repair of the stone bridge will take a year. It rained.";
//! let phrases = excerpt::keyphrases(text, 2);
//! assert_eq!(phrases[0].text, "stone bridge");
//! for place in &phrases[0].occurrences {
//!     assert_eq!(place.span.slice(text), "stone bridge");
//! }
//! ```
//!
//! To choose the method, the language or the length of phrases:
//!
//! ```
//! use excerpt::keyphrase::{Extractor, Limits, Rake};
//! use excerpt::{Context, Document, Language};
//!
//! let doc = Document::new("The engine quotes. It is an extractive text summarizer.", Language::English);
//! let limits = Limits { count: 2, max_words: 4 };
//! let phrases = Rake.extract(&doc, &Context::default(), limits);
//! assert_eq!(phrases[0].text, "extractive text summarizer");
//! ```

mod best;
mod company;
mod phrases;
mod positionrank;
mod rake;
mod result;
mod textrank;
mod tf_idf;
mod words;
mod yake;

use std::fmt::Debug;
use std::ops::Range;

use ndarray::Array1;

use crate::Result;
use crate::context::Context;
use crate::document::Document;
use crate::entry::{self, Entry};
use crate::graph::{SentenceGraph, Walk, walk};

pub use positionrank::PositionRank;
pub use rake::Rake;
pub use result::{Keyphrase, Occurrence};
pub use textrank::TextRank;
pub use tf_idf::TfIdf;
pub use words::{Word, WordKind, Words};
pub use yake::Yake;

/// Finds the phrases that say what a text is about.
pub trait Extractor: Debug + Send + Sync {
    /// The phrases of at most `max_words` words that may be keyphrases, each with a score.
    ///
    /// The same phrase may come more than once; the best of them counts. The same words and context must give the same
    /// scores, bit for bit, on any number of threads.
    fn candidates(&self, words: &Words<'_, '_>, context: &Context<'_>, max_words: usize) -> Vec<Candidate>;

    /// The best phrases, best first; of equals, the one that comes first in the text.
    ///
    /// A phrase is left out if it overlaps a better one where it first stands, if all its words stand in a better one,
    /// or if it is spelled nearly as a better one. Words are the same that have one stem. A text without words other
    /// than stop words has no keyphrases.
    fn extract<'t>(&self, doc: &Document<'t>, context: &Context<'_>, limits: Limits) -> Vec<Keyphrase<'t>> {
        let words = Words::new(doc);
        let candidates = self.candidates(&words, context, limits.max_words);
        best::best(&words, candidates, limits)
    }

    /// Checks the parameters.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`](crate::Error::Parameter) for one outside of its range.
    fn validate(&self) -> Result<()> {
        Ok(())
    }
}

/// A phrase that may be a keyphrase.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The [words](Words::as_slice) where it first stands; at least one.
    pub first: Range<usize>,
    /// Higher is better. What is no finite number counts as 0.
    pub score: f64,
}

/// How many keyphrases, and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// At most so many. The time grows with the number of phrases passed over times this.
    pub count: usize,
    /// A phrase has at most so many words; in scripts without spaces, twice as many characters.
    pub max_words: usize,
}

impl Default for Limits {
    /// Ten phrases of up to three words, as most users of keyphrases ask for (and YAKE's default length).
    fn default() -> Self {
        Self { count: 10, max_words: 3 }
    }
}

/// Every extractor there is, by name. The command line, the tests, the benches and the docs read this list.
pub const ALL: &[Entry<dyn Extractor>] = &[
    Entry {
        name: "positionrank",
        summary: "walk over words that stand close, from the start of the text (Florescu & Caragea 2017)",
        make: || Box::new(PositionRank::default()),
    },
    Entry {
        name: "rake",
        summary: "what stands between stop words, by the length of such runs (Rose et al. 2010)",
        make: || Box::new(Rake),
    },
    Entry {
        name: "textrank",
        summary: "walk over words that stand next to each other (Mihalcea & Tarau 2004)",
        make: || Box::new(TextRank::default()),
    },
    Entry { name: "tfidf", summary: "words that are frequent here and rare elsewhere", make: || Box::new(TfIdf) },
    Entry {
        name: "yake",
        summary: "early, capitalized, frequent words in few surroundings (Campos et al. 2020)",
        make: || Box::new(Yake),
    },
];

/// The extractor of that name, with its default parameters.
///
/// ```
/// assert!(excerpt::keyphrase::by_name("rake").is_ok());
/// assert!(excerpt::keyphrase::by_name("hoe").is_err());
/// ```
///
/// # Errors
///
/// [`Error::UnknownName`](crate::Error::UnknownName) lists the names there are.
pub fn by_name(name: &str) -> Result<Box<dyn Extractor>> {
    entry::by_name(ALL, "keyphrase method", name)
}

/// The ranks of a walk over words.
fn walk_words(graph: &mut impl SentenceGraph, damping: f64, jumps: Option<&Array1<f64>>) -> Array1<f64> {
    let settings = Walk { damping, tolerance: Walk::TOLERANCE, max_steps: Walk::MAX_STEPS };
    walk(graph, settings, jumps).values
}
