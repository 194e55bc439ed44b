//! [`Summary`]: the sentences that were taken, and where they stand.

use std::fmt;

use crate::explanation::Explanation;
use crate::language::Language;
use crate::text::Span;

/// The sentences taken from a document, in the order of the text unless [another](Order) was asked for.
///
/// `Display` writes one sentence a line.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Summary<'t> {
    language: Language,
    #[cfg_attr(feature = "serde", serde(rename = "sentences"))]
    picks: Vec<Pick<'t>>,
    #[cfg_attr(feature = "serde", serde(skip))]
    shortfall: Option<Shortfall>,
    #[cfg_attr(feature = "serde", serde(skip))]
    query_missed: bool,
}

/// A sentence that was taken.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Pick<'t> {
    /// Its number among all sentences of the document, from 0.
    pub index: usize,
    /// Its number among the source texts of the document, from 0.
    pub document: usize,
    /// Where it stands in its source text.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub span: Span,
    /// Word for word what stands there.
    pub text: &'t str,
    /// What the scorer gave it. Only comparable within one document and scorer.
    pub score: f64,
    /// Its place among all sentences by score; 1 is the best. Ranks of a summary need not follow each other: a better sentence
    /// may have been passed over because it repeats another, does not fit, or is a heading.
    pub rank: usize,
    /// What made the score, if that was asked for.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub explanation: Option<Explanation>,
}

/// The order in which a summary has its sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Order {
    /// That of the text; several documents in the order given.
    #[default]
    Text,
    /// Documents by their [dates](crate::Part::date), those without one last, and each in the order of its text.
    Date,
    /// The highest score first.
    Rank,
}

/// Why a summary is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shortfall {
    /// There is nothing visible in the text.
    NoText,
    /// Every sentence says what was seen before.
    NothingNew,
    /// Every sentence is longer than the budget.
    NothingFits {
        /// What the shortest would cost.
        shortest: usize,
        /// In this unit: `words`, `characters`, `bytes` or `tokens`.
        unit: &'static str,
    },
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shortfall::NoText => f.write_str("there is no text"),
            Shortfall::NothingNew => f.write_str("there is nothing that was not seen before"),
            Shortfall::NothingFits { shortest, unit } => {
                write!(f, "no sentence fits: the shortest takes {shortest} {unit}")
            }
        }
    }
}

impl<'t> Summary<'t> {
    pub(crate) fn new(
        language: Language,
        picks: Vec<Pick<'t>>,
        shortfall: Option<Shortfall>,
        query_missed: bool,
    ) -> Self {
        Self { language, picks, shortfall, query_missed }
    }

    /// The language the text was read in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The sentences, in the order of the text unless [another](Order) was asked for.
    pub fn picks(&self) -> &[Pick<'t>] {
        &self.picks
    }

    /// The same, best first.
    pub fn by_rank(&self) -> Vec<&Pick<'t>> {
        let mut picks: Vec<&Pick<'t>> = self.picks.iter().collect();
        picks.sort_by_key(|pick| pick.rank);
        picks
    }

    /// How many sentences there are.
    pub fn len(&self) -> usize {
        self.picks.len()
    }

    /// Whether there are none; [`shortfall`](Self::shortfall) says why.
    pub fn is_empty(&self) -> bool {
        self.picks.is_empty()
    }

    /// Why the summary is empty; `None` if it is not.
    pub fn shortfall(&self) -> Option<Shortfall> {
        self.shortfall
    }

    /// Whether there was a query, but no sentence holds a word of it, so that the summary is the one without it.
    pub fn query_missed(&self) -> bool {
        self.query_missed
    }
}

impl<'a, 't> IntoIterator for &'a Summary<'t> {
    type Item = &'a Pick<'t>;
    type IntoIter = std::slice::Iter<'a, Pick<'t>>;

    fn into_iter(self) -> Self::IntoIter {
        self.picks.iter()
    }
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, pick) in self.picks.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{pick}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Pick<'_> {
    /// The text on one line: line breaks and runs of blanks become a space.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, word) in self.text.split_whitespace().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            f.write_str(word)?;
        }
        Ok(())
    }
}
