//! What is in a file, by its ending.

use std::path::Path;

use clap::ValueEnum;
use serde::Serialize;

/// A form that records come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    /// An object a line
    #[value(name = "jsonl")]
    Json,
    /// Columns with commas between them, the first row naming them
    Csv,
    /// The same with tabs
    Tsv,
    /// Parquet
    #[cfg(feature = "parquet")]
    Parquet,
    /// One text a file
    Text,
}

impl Format {
    /// The format of a file: by what its name ends in, before `.gz` or `.zst`; any other file is a text.
    pub(crate) fn of(path: &Path) -> Self {
        if path == Path::new("-") {
            return Format::Json;
        }
        match ending(path).as_str() {
            "jsonl" | "ndjson" | "json" => Format::Json,
            "csv" => Format::Csv,
            "tsv" => Format::Tsv,
            #[cfg(feature = "parquet")]
            "parquet" => Format::Parquet,
            _ => Format::Text,
        }
    }
}

/// What a name ends in, in lower case, not counting `.gz` and `.zst`.
pub(crate) fn ending(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let name = name.strip_suffix(".gz").or(name.strip_suffix(".zst")).unwrap_or(&name);
    name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell() {
        let of = |name: &str| Format::of(Path::new(name));
        assert_eq!((of("-"), of("a.JSONL.gz"), of("a.b.csv.zst")), (Format::Json, Format::Json, Format::Csv));
        assert_eq!((of("x.jsonl/read.me"), of("NOTES"), of("a.txt")), (Format::Text, Format::Text, Format::Text));
    }
}
