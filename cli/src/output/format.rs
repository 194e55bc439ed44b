//! [`Format`]: how summaries are printed.

use clap::ValueEnum;

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
