//! [`DocumentFrequencies`]: in how many documents of a collection each term stands.

use std::fmt;
use std::str::FromStr;

use hashbrown::HashMap;

use crate::document::Document;
use crate::vocabulary::TermId;
use crate::{Error, Result};

/// In how many documents of a collection each term stands.
///
/// Counts that would pass `u64::MAX` stay there.
///
/// `Display` and `FromStr` are its form as a file: the number of documents, then a stem and its count a line, sorted.
///
/// ```
/// use excerpt::{Document, DocumentFrequencies, Language};
///
/// let mut frequencies = DocumentFrequencies::new();
/// for text in ["Rain fell.", "The rain stopped."] {
///     frequencies.add(&Document::new(text, Language::English));
/// }
/// assert_eq!((frequencies.documents(), frequencies.count("rain"), frequencies.count("stop")), (2, 2, 1));
/// assert_eq!(frequencies.to_string().parse::<DocumentFrequencies>()?.count("rain"), 2);
/// # Ok::<(), excerpt::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentFrequencies {
    documents: u64,
    counts: HashMap<String, u64>,
}

impl DocumentFrequencies {
    /// A collection without documents.
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts each term once for each part of a document that holds it.
    pub fn add(&mut self, doc: &Document<'_>) {
        for part in doc.parts() {
            self.documents = self.documents.saturating_add(1);
            let mut terms: Vec<TermId> = part.sentences.clone().flat_map(|s| doc.terms(s)).copied().collect();
            terms.sort_unstable();
            terms.dedup();
            for term in terms {
                let count = self.counts.entry_ref(doc.stem(term)).or_insert(0);
                *count = count.saturating_add(1);
            }
        }
    }

    /// Adds the documents of another collection.
    pub fn merge(&mut self, other: Self) {
        self.documents = self.documents.saturating_add(other.documents);
        for (stem, count) in other.counts {
            let sum = self.counts.entry(stem).or_insert(0);
            *sum = sum.saturating_add(count);
        }
    }

    /// Forgets stems that fewer than `least` documents hold: names and misspellings met once make up most of a table, and
    /// [`idf`](crate::Context::idf) takes what it does not know as standing in one document.
    pub fn prune(&mut self, least: u64) {
        self.counts.retain(|_, count| *count >= least);
    }

    /// How many documents were counted.
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// In how many of them a stem stands.
    pub fn count(&self, stem: &str) -> u64 {
        self.counts.get(stem).copied().unwrap_or(0)
    }

    /// How many stems are known.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether no stem is known.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}

/// What stands in front of the number of documents, on the first line.
const HEAD: &str = "documents";

impl fmt::Display for DocumentFrequencies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut counts: Vec<(&String, &u64)> = self.counts.iter().collect();
        counts.sort_unstable();
        writeln!(f, "{HEAD}\t{}", self.documents)?;
        counts.into_iter().try_for_each(|(stem, count)| writeln!(f, "{stem}\t{count}"))
    }
}

impl FromStr for DocumentFrequencies {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let fail = |line| Error::Frequencies { line };
        let mut rows = text.lines().enumerate().map(|(index, line)| {
            let (stem, count) = line.split_once('\t')?;
            Some((index + 1, stem, count.parse::<u64>().ok()?))
        });
        let Some(Some((_, HEAD, documents))) = rows.next() else { return Err(fail(1)) };
        let mut counts = HashMap::new();
        for (index, row) in rows.enumerate() {
            let (line, stem, count) = row.ok_or(fail(index + 2))?;
            if count > documents || counts.insert(stem.to_owned(), count).is_some() {
                return Err(fail(line));
            }
        }
        Ok(Self { documents, counts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn of(texts: &[&str]) -> DocumentFrequencies {
        let mut frequencies = DocumentFrequencies::new();
        frequencies.add(&Document::from_parts(texts.iter().copied(), Language::English));
        frequencies
    }

    #[test]
    fn each_part_is_a_document() {
        let frequencies = of(&["Rain fell. Rain again.", "Snow fell."]);
        assert_eq!(
            (frequencies.documents(), frequencies.count("fell"), frequencies.count("rain"), frequencies.count("hail")),
            (2, 2, 1, 0)
        );
    }

    #[test]
    fn files_come_back_as_they_were() {
        let frequencies = of(&["Rain fell.", "Snow fell."]);
        assert_eq!(frequencies.to_string(), "documents\t2\nfell\t2\nrain\t1\nsnow\t1\n");
        assert_eq!(frequencies.to_string().parse(), Ok(frequencies));
        for (bad, at) in [("", 1), ("rain\t1\n", 1), ("documents\t2\nrain\n", 2), ("documents\t2\nrain\t3\n", 2)] {
            assert_eq!(bad.parse::<DocumentFrequencies>(), Err(Error::Frequencies { line: at }), "{bad:?}");
        }
    }

    #[test]
    fn collections_add_up() {
        let mut first = of(&["Rain fell.", "Snow fell."]);
        first.merge(of(&["Rain fell."]));
        assert_eq!((first.documents(), first.count("fell")), (3, 3));
        first.prune(2);
        assert_eq!((first.len(), first.count("snow"), first.count("rain")), (2, 0, 2));
    }

    #[test]
    fn counts_stay_at_the_most_there_can_be() {
        let most = format!("documents\t{0}\nfell\t{0}\n", u64::MAX);
        let mut frequencies: DocumentFrequencies = most.parse().expect("a table");
        frequencies.add(&Document::new("Rain fell.", Language::English));
        frequencies.merge(most.parse().expect("a table"));
        assert_eq!((frequencies.documents(), frequencies.count("fell")), (u64::MAX, u64::MAX));
    }
}
