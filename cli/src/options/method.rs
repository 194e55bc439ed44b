//! The options of a summary, for every command that makes one.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::builder::PossibleValuesParser;
use clap::{ValueEnum, ValueHint};
use excerpt::{Budget, Document, DocumentFrequencies, Order, Summarizer, score, select};
use serde::Serialize;

use super::language::{LanguageChoice, language};
use crate::input::{ReadingArgs, read};
use crate::names::named;

/// The scorer of those who name none.
pub(crate) const DEFAULT_SCORER: &str = "auto";

/// How a summary is made.
#[derive(Debug, clap::Args, Serialize)]
pub(crate) struct MethodArgs {
    #[command(flatten)]
    #[serde(flatten)]
    budget: BudgetArgs,

    /// How to score sentences: `excerpt list scorers`
    #[arg(short, long, value_name = "NAME", default_value = DEFAULT_SCORER, value_parser = scorer_names(), hide_possible_values = true)]
    pub(crate) scorer: String,

    /// How to select sentences: `excerpt list selectors` [default: best-set with auto, otherwise mmr]
    #[arg(short = 'S', long, value_name = "NAME", value_parser = selector_names(), hide_possible_values = true)]
    selector: Option<String>,

    /// What you want to know: sentences about it come first
    #[arg(short, long, value_name = "TEXT")]
    pub(crate) query: Option<String>,

    /// The language of the text by code or English name, or auto: `excerpt list languages`
    #[arg(short, long, value_name = "CODE", default_value = "auto", value_parser = language)]
    pub(crate) language: LanguageChoice,

    /// Print only what is new to a reader of this text; may be given several times
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    seen: Vec<PathBuf>,

    /// Weigh words by how many documents of a collection hold them: a table that `excerpt idf` made
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    idf: Option<PathBuf>,

    /// Take passages of N neighbouring sentences instead of single ones; -n then counts passages
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) window: u16,

    /// The order of the sentences
    #[arg(long, value_enum, default_value = "text")]
    order: OrderChoice,

    /// Let one of several documents fill the summary if it says all that matters
    #[arg(long)]
    unbalanced: bool,

    /// Let sentences begin with "He" or "However" even if the one before them is left out
    #[arg(long)]
    allow_dangling: bool,

    /// Say what made each sentence matter: its rank among all, its score, whom it shares words with
    #[arg(long)]
    pub(crate) explain: bool,
}

/// What `--order` was set to.
#[derive(Clone, Copy, Debug, Serialize, ValueEnum)]
enum OrderChoice {
    /// That of the text, and several documents as given
    Text,
    /// Documents by their dates
    Date,
    /// The highest score first
    Rank,
}

/// How long the summary may be; one of these.
#[derive(Debug, clap::Args, Serialize)]
#[group(multiple = false)]
pub(crate) struct BudgetArgs {
    /// At most N sentences [default: 3]
    #[arg(short = 'n', long, value_name = "N")]
    sentences: Option<usize>,
    /// At most N words
    #[arg(long, value_name = "N")]
    words: Option<usize>,
    /// At most N characters
    #[arg(long, value_name = "N")]
    chars: Option<usize>,
    /// At most N bytes
    #[arg(long, value_name = "N")]
    bytes: Option<usize>,
    /// At most N tokens of a language model, estimated
    #[arg(long, value_name = "N")]
    tokens: Option<usize>,
    /// At most this share of the sentences, above 0 and up to 1
    #[arg(long, value_name = "R")]
    ratio: Option<f64>,
}

impl MethodArgs {
    /// The selector asked for, or the one that goes with the scorer.
    pub(crate) fn selector(&self) -> &str {
        self.selector.as_deref().unwrap_or_else(|| select::companion(&self.scorer))
    }

    /// The summarizer asked for.
    ///
    /// # Errors
    ///
    /// If a value is out of range, or a file that it needs cannot be read.
    pub(crate) fn summarizer(&self) -> Result<Summarizer> {
        let summarizer = Summarizer::builder()
            .language(self.language.fixed())
            .boxed_scorer(score::by_name(&self.scorer)?)
            .boxed_selector(select::by_name(self.selector())?)
            .budget(self.budget.budget())
            .query(self.query.clone())
            .seen(self.seen()?)
            .background(read_idf(self.idf.as_deref())?)
            .window(usize::from(self.window))
            .order(self.order())
            .balance(!self.unbalanced)
            .stand_alone(!self.allow_dangling)
            .explain(self.explain)
            .build()?;
        Ok(summarizer)
    }

    /// The files that the summary depends on, beside the texts.
    pub(crate) fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.seen.iter().chain(&self.idf)
    }

    /// The terms of the texts that the reader knows.
    fn seen(&self) -> Result<Option<DocumentFrequencies>> {
        let mut seen = DocumentFrequencies::new();
        for path in &self.seen {
            let input = read(path, &ReadingArgs::default()).context("--seen")?;
            seen.add(&Document::new(&input.text, self.language.of(&input.text)));
        }
        Ok((!self.seen.is_empty()).then_some(seen))
    }

    fn order(&self) -> Order {
        match self.order {
            OrderChoice::Text => Order::Text,
            OrderChoice::Date => Order::Date,
            OrderChoice::Rank => Order::Rank,
        }
    }
}

impl BudgetArgs {
    /// The budget asked for. The parser sees to it that there is at most one.
    pub(crate) fn budget(&self) -> Budget {
        let BudgetArgs { sentences, words, chars, bytes, tokens, ratio } = *self;
        sentences
            .map(Budget::Sentences)
            .or(words.map(Budget::Words))
            .or(chars.map(Budget::Chars))
            .or(bytes.map(Budget::Bytes))
            .or(tokens.map(Budget::Tokens))
            .or(ratio.map(Budget::Ratio))
            .unwrap_or_default()
    }
}

/// The table of `--idf`, if there is one.
///
/// # Errors
///
/// If the file cannot be read, or is no such table.
pub(crate) fn read_idf(path: Option<&Path>) -> Result<Option<DocumentFrequencies>> {
    let Some(path) = path else { return Ok(None) };
    let table = read(path, &ReadingArgs::default()).context("--idf")?;
    let table = table.text.parse().with_context(|| format!("--idf: {}", named(path)))?;
    Ok(Some(table))
}

fn scorer_names() -> PossibleValuesParser {
    PossibleValuesParser::new(score::ALL.iter().map(|entry| entry.name))
}

fn selector_names() -> PossibleValuesParser {
    PossibleValuesParser::new(select::ALL.iter().map(|entry| entry.name))
}
