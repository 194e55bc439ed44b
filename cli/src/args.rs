//! Options. The names that an option accepts come from the library's lists.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Parser, Subcommand, ValueEnum, ValueHint};
use excerpt::{Language, keyphrase};
use serde::Serialize;

use crate::corpus::CorpusArgs;
use crate::eval::EvalArgs;
use crate::method::MethodArgs;
use crate::reading::ReadingArgs;

/// Prints the sentences of a text that matter, word for word.
///
/// Reads FILEs, or standard input if there are none (or FILE is -), and prints one summary for each.
#[derive(Debug, Parser)]
#[command(name = "excerpt", version, args_conflicts_with_subcommands = true, after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) summarize: SummarizeArgs,

    /// How many threads to use, up to 256; the output never depends on it [default: all cores]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
}

const AFTER_HELP: &str = "\
Examples:
  excerpt article.txt                    three sentences
  excerpt --words 100 -q floods *.txt    100 words of each file, about floods
  excerpt --together a.txt b.txt         one summary of both
  curl ... | excerpt -f json --explain   from a pipe, with scores and reasons

Exit codes: 0 done; 1 some files failed, the others are done; 2 wrong usage, or nothing could be read.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print the sentences of a text, each with its byte span: start, end, text
    Split(SplitArgs),
    /// Summarize records, any number of them: JSON Lines in, JSON Lines out, in order
    Corpus(Box<CorpusArgs>),
    /// Count in how many documents of a collection each word stands, for --idf
    Idf(IdfArgs),
    /// Measure summaries against references: ROUGE of one scorer or of all, with confidence intervals
    Eval(Box<EvalArgs>),
    /// Print the phrases that say what a text is about
    Keywords(KeywordsArgs),
    /// List the scorers, selectors, keyphrase methods or languages there are
    List(ListArgs),
    /// Print a script that completes options in a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, in roff
    Man,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SummarizeArgs {
    /// Texts to summarize [default: standard input]
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) method: MethodArgs,

    /// Treat all files as one collection and write one summary
    #[arg(long)]
    pub(crate) together: bool,

    /// How to print the summary
    #[arg(short, long, value_enum, default_value = "text")]
    pub(crate) format: Format,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    /// Write to this file, once all is done [default: standard output]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SplitArgs {
    /// The text to split [default: standard input]
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// Read and write JSON Lines, record by record: {"id", "lang"?, "text"} in, {"id", "sentences": [{"start", "end", "text"}]}
    /// out. In UTF-8; may be compressed by gzip or Zstandard
    #[arg(long)]
    pub(crate) jsonl: bool,

    /// The field of a record that holds its text
    #[arg(long, value_name = "NAME", default_value = "text", requires = "jsonl")]
    pub(crate) text_field: String,

    /// The language of the text, or auto
    #[arg(short, long, value_name = "CODE", default_value = "auto", value_parser = language)]
    pub(crate) language: LanguageChoice,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    /// Write to this file, once all is done [default: standard output]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct IdfArgs {
    /// Texts, one a file, or files of records with one each (.jsonl .ndjson .json, .csv, .tsv, .parquet, also .gz or .zst)
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// The field of a record that holds its text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,

    /// Leave out words that fewer documents hold
    #[arg(long, value_name = "N", default_value = "2")]
    pub(crate) least: u64,

    /// The language of the texts, or auto
    #[arg(short, long, value_name = "CODE", default_value = "auto", value_parser = language)]
    pub(crate) language: LanguageChoice,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    /// Write to this file, once all is done [default: standard output]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct KeywordsArgs {
    /// Texts to read [default: standard input]
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// At most N phrases
    #[arg(short = 'n', long, value_name = "N", default_value = "10")]
    pub(crate) count: usize,

    /// How to score phrases: `excerpt list keyphrases`
    #[arg(short, long, value_name = "NAME", default_value = "positionrank", value_parser = method_names(), hide_possible_values = true)]
    pub(crate) method: String,

    /// A phrase has at most N words; in scripts without spaces, 2 N characters
    #[arg(long, value_name = "N", default_value = "3", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) max_words: u16,

    /// Weigh words by how many documents of a collection hold them: a table that `excerpt idf` made; for -m tfidf
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) idf: Option<PathBuf>,

    /// The language of the text by code or English name, or auto: `excerpt list languages`
    #[arg(short, long, value_name = "CODE", default_value = "auto", value_parser = language)]
    pub(crate) language: LanguageChoice,

    /// How to print the phrases
    #[arg(short, long, value_enum, default_value = "text")]
    pub(crate) format: PhraseFormat,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    /// Write to this file, once all is done [default: standard output]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    /// What to list
    #[arg(value_enum)]
    pub(crate) what: Listing,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Listing {
    Scorers,
    Selectors,
    Keyphrases,
    Languages,
}

/// A way to print summaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One sentence a line
    Text,
    /// One object a summary
    Json,
    /// One object a sentence, one a line
    Jsonl,
    /// A list, with headings where there are several files
    #[value(alias = "md")]
    Markdown,
    /// A page that shows the sentences in the text
    Html,
}

/// A way to print keyphrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PhraseFormat {
    /// One phrase a line, best first
    Text,
    /// One object a file, with scores and byte offsets
    Json,
    /// One object a phrase, one a line
    Jsonl,
    /// A list, with headings where there are several files
    #[value(alias = "md")]
    Markdown,
}

/// What `--language` was set to.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum LanguageChoice {
    Detect,
    Always(Language),
}

impl LanguageChoice {
    /// The language of `text`.
    pub(crate) fn of(self, text: &str) -> Language {
        match self {
            LanguageChoice::Detect => Language::detect(text),
            LanguageChoice::Always(language) => language,
        }
    }

    /// `None` means to detect it.
    pub(crate) fn fixed(self) -> Option<Language> {
        match self {
            LanguageChoice::Detect => None,
            LanguageChoice::Always(language) => Some(language),
        }
    }
}

fn method_names() -> PossibleValuesParser {
    PossibleValuesParser::new(keyphrase::ALL.iter().map(|entry| entry.name))
}

pub(crate) fn language(code: &str) -> Result<LanguageChoice, excerpt::Error> {
    match code {
        "auto" => Ok(LanguageChoice::Detect),
        _ => code.parse().map(LanguageChoice::Always),
    }
}
