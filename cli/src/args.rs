//! The commands. Each has its options beside it.

use clap::{Parser, Subcommand};

use crate::corpus::CorpusArgs;
use crate::eval::EvalArgs;
use crate::idf::IdfArgs;
use crate::keywords::KeywordsArgs;
use crate::list::ListArgs;
use crate::split::SplitArgs;
use crate::summarize::SummarizeArgs;

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
