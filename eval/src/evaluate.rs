//! [`Evaluation`]: every system on every record.

use std::fmt;

use excerpt::score::{self, Lead};
use excerpt::select::{self, Top};
use excerpt::{Budget, Document, Language, Result, Summarizer, Summary, text};
use rayon::prelude::*;

use crate::extractive::redundancy;
use crate::{Measures, Oracle, Record, Rouge, Runs, Text, Tokens, chrf, extractive};

/// Who makes a summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum System {
    /// A scorer and a selector, by name.
    Method {
        /// One of [`score::ALL`].
        scorer: String,
        /// One of [`select::ALL`].
        selector: String,
    },
    /// The first sentences, whatever the query: what everything is compared with.
    Lead,
    /// The greedy [`Oracle`].
    Oracle,
    /// What stands in [`Record::candidates`] at `index`.
    Candidate {
        /// Its place there.
        index: usize,
        /// What to call it.
        name: String,
    },
}

impl System {
    /// The scorer; for others their name.
    pub fn scorer(&self) -> &str {
        match self {
            System::Method { scorer, .. } => scorer,
            System::Lead => "lead",
            System::Oracle => "oracle",
            System::Candidate { name, .. } => name,
        }
    }

    /// The selector, if it is one of ours.
    pub fn selector(&self) -> &str {
        match self {
            System::Method { selector, .. } => selector,
            System::Lead => "top",
            System::Oracle | System::Candidate { .. } => "",
        }
    }
}

/// How long summaries may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Length {
    /// The same for all records.
    Fixed(Budget),
    /// As many sentences as the reference; the mean of several, rounded.
    ReferenceSentences,
    /// As many words as the reference; the mean of several, rounded.
    ReferenceWords,
}

/// How to evaluate.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Who competes.
    pub systems: Vec<System>,
    /// How long summaries may be.
    pub length: Length,
    /// What is compared, by the language of the record; usually [`Tokens::of`].
    pub tokens: fn(Language) -> Tokens,
    /// Whether the query of a record is used.
    pub queries: bool,
}

impl Evaluation {
    /// Measures every system on every record, on all cores: a list a record, in the order of the systems. `done` is called after
    /// each record, from any thread.
    ///
    /// # Errors
    ///
    /// An unknown name or a budget out of range.
    pub fn run(&self, records: &[Record], done: impl Fn() + Sync) -> Result<Vec<Vec<Measures>>> {
        let measure = |record| {
            let measures = self.measure(record);
            done();
            measures
        };
        records.par_iter().map(measure).collect()
    }

    /// How the texts of a record are cut.
    pub fn tokens_of(&self, record: &Record) -> Tokens {
        (self.tokens)(record.language)
    }

    fn measure(&self, record: &Record) -> Result<Vec<Measures>> {
        let judge = Judge::new(record, self.tokens_of(record));
        let text = record.source.text();
        let doc = record.source.document(&text, record.language);
        let source = judge.unstemmed(&text);
        let source = extractive::Source::new(&source);
        let systems = self.systems.iter();
        systems.map(|system| Ok(judge.measure(&self.summarize(system, record, &doc, judge.tokens)?, &source))).collect()
    }

    /// The summary, one sentence a line.
    fn summarize(&self, system: &System, record: &Record, doc: &Document<'_>, tokens: Tokens) -> Result<String> {
        let budget = self.length.budget(record);
        let builder = Summarizer::builder().budget(budget).query(record.query.clone().filter(|_| self.queries));
        let summarizer = match system {
            System::Candidate { index, .. } => return Ok(record.candidates.get(*index).cloned().unwrap_or_default()),
            System::Oracle => {
                let references = record.references.iter().map(String::as_str);
                builder.scorer(Lead).selector(Oracle::new(references, tokens)).build()?
            }
            System::Lead => builder.query(None).scorer(Lead).selector(Top).build()?,
            System::Method { scorer, selector } => {
                builder.boxed_scorer(score::by_name(scorer)?).boxed_selector(select::by_name(selector)?).build()?
            }
        };
        let summary: Summary<'_> = summarizer.summarize_document(doc);
        Ok(summary.to_string())
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Length::Fixed(budget) => budget.fmt(f),
            Length::ReferenceSentences => f.write_str("as many sentences as the reference"),
            Length::ReferenceWords => f.write_str("as many words as the reference"),
        }
    }
}

impl Length {
    fn budget(self, record: &Record) -> Budget {
        let mean = |count: fn(&str, Language) -> usize| {
            let references = record.references.len().max(1);
            let total: usize = record.references.iter().map(|reference| count(reference, record.language)).sum();
            // Rounded to the nearest.
            ((2 * total + references) / (2 * references)).max(1)
        };
        match self {
            Length::Fixed(budget) => budget,
            Length::ReferenceSentences => {
                Budget::Sentences(mean(|reference, language| text::sentences(reference, language).count()))
            }
            Length::ReferenceWords => Budget::Words(mean(|reference, _| text::words(reference).count())),
        }
    }
}

/// Measures summaries of one record.
struct Judge {
    tokens: Tokens,
    rouge: Rouge,
    references: Vec<Text>,
    runs: Vec<Runs>,
}

impl Judge {
    fn new(record: &Record, tokens: Tokens) -> Self {
        Self {
            tokens,
            rouge: Rouge::new(),
            references: record.references.iter().map(|reference| Text::new(reference, tokens)).collect(),
            runs: record.references.iter().map(|reference| Runs::new(reference)).collect(),
        }
    }

    fn unstemmed(&self, text: &str) -> Vec<String> {
        self.tokens.unstemmed().cut(text)
    }

    fn measure(&self, summary: &str, source: &extractive::Source<'_>) -> Measures {
        let runs = Runs::new(summary);
        let tokens = self.unstemmed(summary);
        Measures {
            rouge: self.rouge.score_multi(&self.references, &Text::new(summary, self.tokens)),
            chrf: self.runs.iter().map(|reference| chrf(reference, &runs)).fold(0.0, f64::max),
            fragments: source.fragments(&tokens),
            redundancy: redundancy(&tokens),
            words: tokens.len() as f64,
            sentences: summary.lines().filter(|line| !line.trim().is_empty()).count() as f64,
        }
    }
}
