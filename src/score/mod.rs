//! Scorers: how much each sentence matters.
//!
//! # Which scorer should you use?
//!
//! - **[`Auto`]** (the default): what people take, as a model learned it from many kinds of text; it weighs all that the others look at by what
//!   kind the text is of. With the selector [`BestSet`](crate::select::BestSet) it does best.
//! - **[`TextRank`]**: what most sentences share words with. It leans to long sentences that say much.
//! - **[`Blend`]**: four signals vote: position, centrality, frequent words, direction. The best without anything learned where the
//!   kind of text is not known.
//! - **[`LexRank`]**: the same idea with words weighed by how rare they are. Better on scientific papers and
//!   where sentences should be short.
//! - **[`TfIdfTextRank`]**: TextRank's walk over LexRank's similarities: rare words count more.
//! - **[`Bm25TextRank`]**: TextRank with words weighed as a search engine does; what gensim had.
//! - **[`PacSum`]**: what later sentences take up. Between lead and centrality: for news and everything
//!   else that says what matters first.
//! - **[`HipoRank`]**: centrality within sections and among them. For long papers with headings.
//! - **[`Degree`]**: LexRank without its walk. **[`DivRank`]**: a walk that looks for variety by itself.
//! - **[`Luhn`]**: sentences in which frequent words crowd; the oldest method of all, and quick.
//! - **[`Lsa`]**: sentences that lie in the main directions of the text; by its nature it likes long ones. For texts of up to
//!   a few thousand sentences.
//! - **[`ThresholdLexRank`]**: LexRank as first published, with edges that are there or not. Quadratic; for
//!   comparison with the paper.
//! - **[`TopicSignatures`]**: words that stand out against a [background](Context::background). Give it one; without, it is
//!   a matter of frequent words.
//! - **[`Edmundson`]**: cue words, the words of title and headings, and location. For reports and papers with headings.
//! - **[`Centroid`]**: nearness to the average of the text. The fastest that reads the words, and good on transcripts.
//! - **[`Lead`]**: the first sentences. Hard to beat on news, which is written to be cut from the end; weak on
//!   anything that works up to its point. **[`Position`]** looks at
//!   sections and paragraphs too. **[`Random`]** is what all have to beat.
//!
//! All but `ThresholdLexRank`, `Lsa`, and `PacSum` with a threshold, take time and memory linear in the text. All but
//! `Random` follow a [query](Context::query) if there is one.
//!
//! To write your own, implement [`Scorer`]; `examples/custom_scorer.rs` does.

mod auto;
mod blend;
mod bm25_textrank;
mod centroid;
mod degree;
mod divrank;
mod edmundson;
mod hiporank;
mod lead;
mod lexrank;
mod lsa;
mod luhn;
mod pacsum;
mod places;
mod position;
mod random;
mod scores;
mod textrank;
mod tfidf_textrank;
mod threshold_lexrank;
mod topic_signatures;
mod walking;

use std::fmt::Debug;

use crate::Result;
use crate::context::Context;
use crate::document::Document;
use crate::entry::{self, Entry};
use crate::explanation::Explanation;

pub use auto::Auto;
pub use blend::Blend;
pub use bm25_textrank::Bm25TextRank;
pub use centroid::Centroid;
pub use degree::Degree;
pub use divrank::DivRank;
pub use edmundson::Edmundson;
pub use hiporank::HipoRank;
pub use lead::Lead;
pub use lexrank::LexRank;
pub use lsa::Lsa;
pub use luhn::Luhn;
pub use pacsum::PacSum;
pub use position::Position;
pub use random::Random;
pub use scores::Scores;
pub use textrank::TextRank;
pub use tfidf_textrank::TfIdfTextRank;
pub use threshold_lexrank::ThresholdLexRank;
pub use topic_signatures::TopicSignatures;

/// Gives each sentence of a document a score.
pub trait Scorer: Debug + Send + Sync {
    /// One score for each sentence of `doc`, in order; higher is better.
    ///
    /// The same document and context must give the same scores, bit for bit, on any number of threads.
    fn score(&self, doc: &Document<'_>, context: &Context<'_>) -> Scores;

    /// Says what made the score of each of the sentences `picks`, in the same order.
    ///
    /// `scores` is what [`score`](Self::score) returned. By default only the position is named. The methods of this crate take
    /// time linear in the text for each pick.
    fn explain(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, picks: &[usize]) -> Vec<Explanation> {
        let _ = scores;
        picks.iter().map(|&sentence| place(doc, context, sentence)).collect()
    }

    /// Checks the parameters, once, when a summarizer is built.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`](crate::Error::Parameter) for one outside of its range.
    fn validate(&self) -> Result<()> {
        Ok(())
    }
}

/// Every scorer there is, by name. The command line, the tests, the benches and the docs read this list.
pub const ALL: &[Entry<dyn Scorer>] = &[
    Entry {
        name: "auto",
        summary: "what people would take, learned from many kinds of text; the default",
        make: || Box::new(Auto),
    },
    Entry {
        name: "blend",
        summary: "position, centrality, frequent words and direction vote (Cormack et al. 2009)",
        make: || Box::new(Blend::default()),
    },
    Entry {
        name: "centroid",
        summary: "nearness to the average of the text (Radev et al. 2004)",
        make: || Box::new(Centroid::default()),
    },
    Entry {
        name: "degree",
        summary: "likeness to all other sentences (Erkan & Radev 2004)",
        make: || Box::new(Degree),
    },
    Entry {
        name: "divrank",
        summary: "random walk in which the rich get richer (Mei et al. 2010)",
        make: || Box::new(DivRank::default()),
    },
    Entry {
        name: "edmundson",
        summary: "cue words, words of the title, and location (Edmundson 1969)",
        make: || Box::new(Edmundson::default()),
    },
    Entry {
        name: "hiporank",
        summary: "likeness within and between sections, nearer boundaries first (Dong et al. 2021)",
        make: || Box::new(HipoRank::default()),
    },
    Entry { name: "lead", summary: "the first sentences", make: || Box::new(Lead) },
    Entry {
        name: "lexrank",
        summary: "random walk over cosine similarities (Erkan & Radev 2004)",
        make: || Box::new(LexRank::default()),
    },
    Entry {
        name: "lexrank-threshold",
        summary: "random walk over pairs above a similarity threshold (Erkan & Radev 2004); quadratic",
        make: || Box::new(ThresholdLexRank::default()),
    },
    Entry {
        name: "lsa",
        summary: "length in the main directions of the text (Steinberger & Ježek 2004)",
        make: || Box::new(Lsa::default()),
    },
    Entry { name: "luhn", summary: "frequent words close together (Luhn 1958)", make: || Box::new(Luhn::default()) },
    Entry {
        name: "pacsum",
        summary: "likeness to what follows less likeness to what came before (Zheng & Lapata 2019)",
        make: || Box::new(PacSum::default()),
    },
    Entry {
        name: "position",
        summary: "place in the text, the section and the paragraph (Baxendale 1958)",
        make: || Box::new(Position::default()),
    },
    Entry { name: "random", summary: "by chance, the same every time", make: || Box::new(Random::default()) },
    Entry {
        name: "textrank",
        summary: "random walk over shared words (Mihalcea & Tarau 2004)",
        make: || Box::new(TextRank::default()),
    },
    Entry {
        name: "textrank-bm25",
        summary: "random walk over BM25 scores (Barrios et al. 2016)",
        make: || Box::new(Bm25TextRank::default()),
    },
    Entry {
        name: "textrank-tfidf",
        summary: "random walk over cosine similarities, no sentence voting for itself",
        make: || Box::new(TfIdfTextRank::default()),
    },
    Entry {
        name: "topic-signatures",
        summary: "words that a background of other texts has far less of (Lin & Hovy 2000)",
        make: || Box::new(TopicSignatures::default()),
    },
];

/// The scorer of that name, with its default parameters.
///
/// ```
/// assert!(excerpt::score::by_name("textrank").is_ok());
/// assert!(excerpt::score::by_name("tarot").is_err());
/// ```
///
/// # Errors
///
/// [`Error::UnknownName`](crate::Error::UnknownName) lists the names there are.
pub fn by_name(name: &str) -> Result<Box<dyn Scorer>> {
    entry::by_name(ALL, "scorer", name)
}

/// How many terms and neighbours an explanation names: what fits on a line.
const NAMED: usize = 4;

/// The part of an explanation that every scorer shares.
fn place(doc: &Document<'_>, context: &Context<'_>, sentence: usize) -> Explanation {
    let mut explanation = Explanation { position: sentence + 1, of: doc.len(), ..Explanation::default() };
    if let Some(query) = context.query {
        let mut matches = doc.find_terms(query);
        matches.sort_unstable();
        matches.dedup();
        matches.retain(|term| doc.terms(sentence).contains(term));
        explanation.matches = matches.iter().map(|&term| doc.word_in(sentence, term).to_owned()).collect();
    }
    explanation
}

/// The indices of the highest positive weights, highest first, at most [`NAMED`].
fn heaviest(weights: impl IntoIterator<Item = f64>) -> Vec<usize> {
    let mut best: Vec<(usize, f64)> = Vec::with_capacity(NAMED + 1);
    for (index, weight) in weights.into_iter().enumerate().filter(|(_, weight)| *weight > 0.0) {
        let place = best.partition_point(|(_, better)| *better >= weight);
        best.insert(place, (index, weight));
        best.truncate(NAMED);
    }
    best.iter().map(|&(index, _)| index).collect()
}
