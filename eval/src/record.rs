//! [`Record`]: what is to be summarized, and what people made of it.

use std::borrow::Cow;

use excerpt::{Document, Language, Span};
use hashbrown::HashMap;

/// A text and its references.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// What is to be summarized.
    pub source: Source,
    /// What the summary should be about.
    pub query: Option<String>,
    /// The language of all of it.
    pub language: Language,
    /// Summaries by people, one sentence a line. Against several, a summary is measured by the best.
    pub references: Vec<String>,
    /// Summaries by other systems, one sentence a line, to be measured beside ours; empty where a system has none.
    pub candidates: Vec<String>,
}

/// What is to be summarized.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// One or several texts.
    Texts(Vec<String>),
    /// One text as a list of its sentences.
    Sentences(Vec<String>),
}

impl Default for Source {
    fn default() -> Self {
        Source::Texts(Vec::new())
    }
}

impl Source {
    /// The language of the first text that has one.
    pub fn detect(&self) -> Language {
        let (Source::Texts(texts) | Source::Sentences(texts)) = self;
        let mut detected = texts.iter().map(|text| Language::detect(text));
        detected.find(|&language| language != Language::Undetermined).unwrap_or_default()
    }

    /// All of it, as one text.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Source::Texts(texts) if texts.len() == 1 => Cow::Borrowed(&texts[0]),
            Source::Texts(texts) | Source::Sentences(texts) => Cow::Owned(texts.join("\n")),
        }
    }

    /// Reads it. `joined` is its [`text`](Self::text).
    pub fn document<'t>(&'t self, joined: &'t str, language: Language) -> Document<'t> {
        match self {
            Source::Texts(texts) => Document::from_parts(texts.iter().map(String::as_str), language),
            Source::Sentences(sentences) => {
                let visible = spans(sentences).filter(|span| !span.slice(joined).trim().is_empty());
                // Spans of joined lines follow each other and cut no character.
                Document::from_sentences(joined, visible, language).unwrap_or_else(|_| Document::new(joined, language))
            }
        }
    }
}

/// Where sentences stand when they are joined by one byte.
fn spans(sentences: &[String]) -> impl Iterator<Item = Span> + '_ {
    let mut next = 0;
    sentences.iter().map(move |sentence| {
        let start = next;
        next += sentence.len() + 1;
        Span::new(start, start + sentence.len())
    })
}

/// For each record the number of its source, from 0, equal for records that share one.
pub fn groups(records: &[Record]) -> Vec<usize> {
    let mut numbers: HashMap<&Source, usize> = HashMap::new();
    let mut groups = Vec::with_capacity(records.len());
    for record in records {
        let new = numbers.len();
        groups.push(*numbers.entry(&record.source).or_insert(new));
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_taken_as_they_are() {
        let source = Source::Sentences(vec!["Rain fell , mr .".into(), " ".into(), "a cat slept .".into()]);
        let text = source.text();
        let doc = source.document(&text, Language::English);
        assert_eq!((doc.len(), doc.text(0), doc.text(1)), (2, "Rain fell , mr .", "a cat slept ."));
    }

    #[test]
    fn records_of_one_source_are_one_group() {
        let record = |text: &str| Record { source: Source::Texts(vec![text.to_owned()]), ..Record::default() };
        assert_eq!(groups(&[record("a"), record("b"), record("a")]), [0, 1, 0]);
    }
}
