//! The form of the output.

use std::path::Path;

use anyhow::{Result, bail};
use clap::ValueEnum;
use serde::Serialize;

#[cfg(feature = "parquet")]
use super::frames::Compression;
use crate::names::named;
use crate::records::ending;

/// How summaries are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Shape {
    /// An object a line
    #[value(name = "jsonl")]
    Json,
    /// Rows: id, fields passed on, language, summary, sentences as JSON
    Csv,
    /// Parquet
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Shape {
    /// Whether lines become columns at the end.
    pub(crate) fn is_columns(self) -> bool {
        match self {
            #[cfg(feature = "parquet")]
            Shape::Parquet => true,
            Shape::Json | Shape::Csv => false,
        }
    }

    /// The form asked for; else that of the ending of the file; else JSON Lines.
    ///
    /// # Errors
    ///
    /// If a file cannot have that form.
    pub(crate) fn new(asked: Option<Shape>, output: &Path) -> Result<Self> {
        let by_name = match ending(output).as_str() {
            "csv" => Shape::Csv,
            #[cfg(feature = "parquet")]
            "parquet" => Shape::Parquet,
            #[cfg(not(feature = "parquet"))]
            "parquet" => bail!("{}: this program was built without Parquet", named(output)),
            _ => Shape::Json,
        };
        let shape = asked.unwrap_or(by_name);
        match shape {
            #[cfg(feature = "parquet")]
            Shape::Parquet if output == Path::new("-") || Compression::of(output).is_some() => {
                bail!("{}: Parquet needs a file, and is compressed in itself", named(output))
            }
            _ => Ok(shape),
        }
    }
}
