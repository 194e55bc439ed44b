//! The options of `excerpt corpus`.

use std::num::NonZero;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, bail};
use clap::ValueHint;
use excerpt::Document;
use serde::Serialize;

use super::shape::Shape;
use crate::input::ReadingArgs;
use crate::names::brief;
use crate::options::MethodArgs;
use crate::records::{Fields, Format, MAX_RECORD_BYTES};

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct CorpusArgs {
    /// Files of records, folders of them, or patterns such as 'data/**/*.txt'; - is standard input
    #[arg(value_name = "IN", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,

    /// Write the summaries to this file; - is standard output
    #[arg(short, long, value_name = "OUT", default_value = "-", value_hint = ValueHint::FilePath)]
    pub(crate) output: PathBuf,

    #[command(flatten)]
    pub(crate) answer: AnswerArgs,

    /// Write the records that failed to this file, each with the reason [default: OUT.quarantine.jsonl; if OUT is -, they are
    /// only reported]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) quarantine: Option<PathBuf>,

    /// Stop at the first record that fails
    #[arg(long)]
    pub(crate) strict: bool,

    /// Stop when this many records have failed; 0 is no limit
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub(crate) max_failures: u64,

    /// Replace a read-only output, and a quarantine of an earlier run
    #[arg(long)]
    pub(crate) force: bool,

    /// Begin anew, even if an earlier run was stopped on its way
    #[arg(long)]
    pub(crate) restart: bool,

    /// Say nothing of the progress
    #[arg(long)]
    pub(crate) quiet: bool,
}

/// All that decides what is written. A run that is to be continued must have the same.
#[derive(Debug, clap::Args, Serialize)]
pub(crate) struct AnswerArgs {
    #[command(flatten)]
    #[serde(flatten)]
    pub(crate) method: MethodArgs,

    /// How to write the summaries [default: by the ending of OUT: .jsonl, .csv, .parquet; .gz and .zst may follow the first two]
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<Shape>,

    /// In CSV, put ' before cells that a spreadsheet would calculate: those that begin with = + - @, a tab or a carriage return
    /// and are no numbers
    #[arg(long)]
    pub(crate) csv_safe: bool,

    /// What is in the inputs [default: by the ending of each: .jsonl .ndjson .json, .csv, .tsv, .parquet; any other file is one
    /// text; .gz and .zst may follow]
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Records")]
    pub(crate) from: Option<Format>,

    #[command(flatten)]
    #[serde(flatten)]
    pub(crate) reading: ReadingArgs,

    /// The field that holds the text
    #[arg(long, value_name = "NAME", default_value = "text", help_heading = "Records")]
    text_field: String,

    /// The field that names the record; it is passed on as it stands
    #[arg(long, value_name = "NAME", default_value = "id", help_heading = "Records")]
    id_field: String,

    /// The field that holds the record's own query, used in place of --query
    #[arg(long, value_name = "NAME", default_value = "query", help_heading = "Records")]
    query_field: String,

    /// The field that holds sentences, as a list of strings that are not split again; they replace the text
    #[arg(long, value_name = "NAME", help_heading = "Records")]
    sentences_field: Option<String>,

    /// Fields to pass on to the output as they stand
    #[arg(long, value_name = "NAME,...", value_delimiter = ',', value_parser = kept_field, help_heading = "Records")]
    keep: Vec<String>,

    /// A record with more bytes fails; 2147483648, which is 2 GiB, at most
    #[arg(long, value_name = "N", default_value_t = max_record_bytes(), value_parser = record_bytes, help_heading = "Records")]
    pub(crate) max_record_bytes: NonZero<usize>,

    /// A record that takes longer fails; which do depends on the machine [default: no limit]
    #[arg(long, value_name = "SECONDS", value_parser = seconds, help_heading = "Records")]
    pub(crate) timeout: Option<f64>,
}

const AFTER_HELP: &str = "\
A record is an object with a \"text\", or with \"docs\" (texts, or objects with a \"text\") for one summary of several texts. Its
\"lang\" and \"query\", if it has them, go before --language and --query.

The output holds an object a line: the record's id, what --keep names, and the JSON of its summary; offsets count bytes of the
text (with --sentences-field, of the sentences joined by line breaks), and in files that are texts, bytes of the file. Records that fail cost no others: they go to the
quarantine, each with its file, line, byte offset and reason. It is at most as large as the input, or 16 MiB.

No file is ever read and written by one run, and none is replaced or removed but the output itself.

A run that was stopped, in whatever way, goes on where it was when the same command is given again.

Exit codes: 0 done; 1 some records or files failed, the others are done; 2 wrong usage, nothing could be read, or the output
could not be written; 129, 130, 143 stopped by a signal, the work so far is kept.";

impl AnswerArgs {
    /// Checks what the parser cannot see.
    ///
    /// # Errors
    ///
    /// If a field is to be passed on twice, or under the name of the id.
    pub(crate) fn check(&self) -> Result<()> {
        let twice = self.keep.iter().enumerate().find(|(index, name)| self.keep[..*index].contains(name));
        match twice {
            Some((_, name)) => bail!("--keep names {:?} twice", brief(name)),
            None => Ok(()),
        }
    }

    /// What the fields of a record are called.
    pub(crate) fn fields(&self) -> Fields {
        Fields {
            id: self.id_field.clone(),
            text: self.text_field.clone(),
            sentences: self.sentences_field.clone(),
            query: self.query_field.clone(),
            keep: self.keep.clone(),
            ..Fields::default()
        }
    }
}

fn max_record_bytes() -> NonZero<usize> {
    NonZero::new(MAX_RECORD_BYTES).unwrap_or(NonZero::<usize>::MAX)
}

fn record_bytes(text: &str) -> std::result::Result<NonZero<usize>, String> {
    let bytes = text.parse().ok().filter(|bytes: &NonZero<usize>| bytes.get() <= Document::MOST_BYTES);
    bytes.ok_or_else(|| format!("must be a number from 1 to {}", Document::MOST_BYTES))
}

fn seconds(text: &str) -> std::result::Result<f64, String> {
    let seconds =
        text.parse::<f64>().ok().filter(|seconds| *seconds > 0.0 && Duration::try_from_secs_f64(*seconds).is_ok());
    seconds.ok_or_else(|| "must be a number of seconds above 0".to_owned())
}

/// A field of the record that shall stand beside those of the summary.
fn kept_field(name: &str) -> std::result::Result<String, String> {
    const TAKEN: [&str; 7] = ["id", "language", "scorer", "selector", "sentences", "summary", "empty"];
    match name {
        "" => Err("a field must have a name".to_owned()),
        _ if TAKEN.contains(&name) => Err(format!("the summary has a field {name:?} of its own")),
        _ => Ok(name.to_owned()),
    }
}
