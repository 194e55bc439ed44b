//! Options of `excerpt eval`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use excerpt::{score, select};
use excerpt_eval::{Bootstrap, Length};

use crate::files::OutputArgs;
use crate::options::{BudgetArgs, DEFAULT_SCORER, LanguageChoice, language};

/// Maximum bytes of the records of a file unless the user says otherwise: a fifth of what fits on most machines, and more than
/// any set of references has.
const MAX_BYTES: u64 = 2 << 30;

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct EvalArgs {
    /// JSON Lines with references, plain or compressed (gzip, Zstandard); one table each
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, required = true)]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) budget: BudgetArgs,

    /// As many sentences as the reference, or as many words (the mean of several)
    #[arg(long, value_name = "UNIT", num_args = 0..=1, require_equals = true, default_missing_value = "sentences", conflicts_with = "BudgetArgs")]
    match_reference: Option<Unit>,

    /// Scorers to compare, with commas between them, or all
    #[arg(short, long, value_name = "NAMES", default_value = DEFAULT_SCORER, value_delimiter = ',', value_parser = scorer)]
    pub(super) scorer: Vec<String>,

    /// Selectors to use with each of them, or all [default: best-set with auto, otherwise mmr]
    #[arg(short = 'S', long, value_name = "NAMES", value_delimiter = ',', value_parser = selector)]
    pub(super) selector: Vec<String>,

    /// The row that others are compared with: lead, random, oracle, a scorer, or scorer+selector
    #[arg(long, value_name = "NAME", default_value = "lead")]
    pub(super) baseline: String,

    #[command(flatten)]
    pub(super) fields: FieldArgs,

    /// Leave the queries of records aside
    #[arg(long)]
    pub(super) no_query: bool,

    /// The language of records that do not name theirs: a code, an English name, or auto
    #[arg(short, long, visible_alias = "lang", value_name = "CODE", default_value = "auto", value_parser = language)]
    pub(super) language: LanguageChoice,

    /// What ROUGE compares [default: by the language: rouge-score for English, characters for Chinese, Japanese, Thai, Khmer and
    /// Burmese, stems for all others]
    #[arg(long, value_enum, value_name = "KIND")]
    pub(super) compare: Option<Compare>,

    /// Only this many records of each file, evenly spread
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) limit: Option<u32>,

    /// Give up a file whose records have more bytes than this; all of them are held in memory, or with --limit those that are
    /// evaluated [default: 2147483648, which is 2 GiB]
    #[arg(long, value_name = "N", default_value_t = MAX_BYTES, hide_default_value = true)]
    pub(super) max_bytes: u64,

    /// How many times records are drawn anew for the 95 % intervals
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    resamples: u32,

    /// Another seed, other draws
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,

    /// How to print the figures
    #[arg(short, long, value_enum, default_value = "text")]
    pub(super) format: Format,

    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

const AFTER_HELP: &str = "\
A record is {\"text\": ...}, or {\"docs\": [...]} for one summary of several texts, with a reference under
\"summaries\", \"summary\", \"references\", \"reference\" or \"highlights\": a string with a sentence a line, or a list
of such strings, of which the best counts. \"query\", \"lang\" and \"id\" are read if they are there.

Rows are best first by the mean of ROUGE-1, ROUGE-2 and ROUGE-Lsum. Beside them stand 95 % intervals; * marks a
difference that is no accident of which records there are. R-2rec is the recall of ROUGE-2, cov and dens are
coverage and density, compr how many times as long the text is, red the share of repeated pairs of words.

Examples:
  excerpt eval dev.jsonl.gz -n 3 -s all              every scorer, beside lead, random and the oracle
  excerpt eval dev.jsonl --match-reference -S top,mmr
  excerpt eval dev.jsonl --candidate-field ours,theirs   summaries that stand in the records";

/// What the fields of a record are called.
#[derive(Debug, Args)]
pub(super) struct FieldArgs {
    /// The field of the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(super) text_field: String,

    /// The field of the list of texts that want one summary
    #[arg(long, value_name = "NAME", default_value = "docs")]
    pub(super) docs_field: String,

    /// The field of a list of sentences, which are then not split again
    #[arg(long, value_name = "NAME")]
    pub(super) sentences_field: Option<String>,

    /// The field of the name
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(super) id_field: String,

    /// The field of the query
    #[arg(long, value_name = "NAME", default_value = "query")]
    pub(super) query_field: String,

    /// The field of the language
    #[arg(long, value_name = "NAME", default_value = "lang")]
    pub(super) lang_field: String,

    /// The field of the references [default: the first there is of those named below]
    #[arg(long, value_name = "NAME")]
    pub(super) reference_field: Option<String>,

    /// Fields with summaries by other systems, each of which gets a row; commas between them
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(super) candidate_field: Vec<String>,
}

/// What `--match-reference` counts.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Unit {
    Sentences,
    Words,
}

/// What `--compare` was set to.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Compare {
    /// As Python's rouge-score: a-z and 0-9, stemmed
    RougeScore,
    /// Words, stemmed by the Snowball stemmer of the language
    Stems,
    /// Words
    Words,
    /// Characters
    Characters,
}

/// A way to print figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A table, times 100
    Text,
    /// One object a file
    Json,
    /// One object a record and system, one a line
    Jsonl,
    /// One line a system and measure
    Csv,
}

impl EvalArgs {
    /// How long summaries may be. The parser sees to it that one thing is said at most.
    pub(super) fn length(&self) -> Length {
        match self.match_reference {
            None => Length::Fixed(self.budget.budget()),
            Some(Unit::Sentences) => Length::ReferenceSentences,
            Some(Unit::Words) => Length::ReferenceWords,
        }
    }

    pub(super) fn bootstrap(&self) -> Bootstrap {
        Bootstrap { resamples: self.resamples as usize, seed: self.seed }
    }
}

fn scorer(name: &str) -> Result<String, excerpt::Error> {
    if name == "all" { Ok(name.to_owned()) } else { score::by_name(name).map(|_| name.to_owned()) }
}

fn selector(name: &str) -> Result<String, excerpt::Error> {
    if name == "all" { Ok(name.to_owned()) } else { select::by_name(name).map(|_| name.to_owned()) }
}
