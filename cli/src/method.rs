//! The options of a summary, for every command that makes one.

use clap::builder::PossibleValuesParser;
use excerpt::{Budget, Summarizer, score, select};
use serde::Serialize;

use crate::args::{LanguageChoice, language};

/// How a summary is made.
#[derive(Debug, clap::Args, Serialize)]
pub(crate) struct MethodArgs {
    #[command(flatten)]
    #[serde(flatten)]
    budget: BudgetArgs,

    /// How to score sentences: `excerpt list scorers`
    #[arg(short, long, value_name = "NAME", default_value = "textrank", value_parser = scorer_names(), hide_possible_values = true)]
    pub(crate) scorer: String,

    /// How to select sentences: `excerpt list selectors`
    #[arg(short = 'S', long, value_name = "NAME", default_value = "mmr", value_parser = selector_names(), hide_possible_values = true)]
    pub(crate) selector: String,

    /// What you want to know: sentences about it come first
    #[arg(short, long, value_name = "TEXT")]
    pub(crate) query: Option<String>,

    /// The language of the text by code or English name, or auto: `excerpt list languages`
    #[arg(short, long, value_name = "CODE", default_value = "auto", value_parser = language)]
    pub(crate) language: LanguageChoice,

    /// Say what made each sentence matter: its rank among all, its score, whom it shares words with
    #[arg(long)]
    pub(crate) explain: bool,
}

/// How long the summary may be; one of these.
#[derive(Debug, clap::Args, Serialize)]
#[group(multiple = false)]
struct BudgetArgs {
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
    /// The summarizer asked for.
    ///
    /// # Errors
    ///
    /// If a value is out of range.
    pub(crate) fn summarizer(&self) -> excerpt::Result<Summarizer> {
        Summarizer::builder()
            .language(self.language.fixed())
            .boxed_scorer(score::by_name(&self.scorer)?)
            .boxed_selector(select::by_name(&self.selector)?)
            .budget(self.budget.budget())
            .query(self.query.clone())
            .explain(self.explain)
            .build()
    }
}

impl BudgetArgs {
    /// The budget asked for. The parser sees to it that there is at most one.
    fn budget(&self) -> Budget {
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

fn scorer_names() -> PossibleValuesParser {
    PossibleValuesParser::new(score::ALL.iter().map(|entry| entry.name))
}

fn selector_names() -> PossibleValuesParser {
    PossibleValuesParser::new(select::ALL.iter().map(|entry| entry.name))
}
