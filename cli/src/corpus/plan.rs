//! What there is to read.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::report;

/// The files to read, in order.
pub(crate) struct Plan {
    pub(crate) sources: Vec<Source>,
    /// What the arguments stood for when they were looked at.
    pub(crate) stamps: Vec<Stamp>,
    /// How many arguments stand for nothing that can be read.
    pub(crate) missing: usize,
}

/// A file of records.
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    /// Its name in messages.
    pub(crate) name: String,
}

/// An argument and what it stands for. If that differs, the input has changed.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub(crate) struct Stamp {
    pub(crate) argument: String,
    pub(crate) files: u64,
    pub(crate) bytes: u64,
    /// When the file was last changed, in nanoseconds since 1970, which 64 bits hold until 2554.
    modified: u64,
}

impl Plan {
    /// Looks at the arguments. What cannot be read is reported and left out.
    pub(crate) fn new(arguments: &[PathBuf]) -> Self {
        let mut plan = Self { sources: Vec::new(), stamps: Vec::new(), missing: 0 };
        for argument in arguments {
            plan.add(argument);
        }
        plan
    }

    /// How many bytes there are to read, as far as that is known.
    pub(crate) fn bytes(&self) -> u64 {
        self.stamps.iter().map(|stamp| stamp.bytes).sum()
    }

    fn add(&mut self, path: &Path) {
        let is_stdin = path == Path::new("-");
        let name = if is_stdin { "standard input".to_owned() } else { path.display().to_string() };
        match Stamp::of(path, &name) {
            Ok(stamp) => {
                self.stamps.push(stamp);
                self.sources.push(Source { path: path.to_owned(), name });
            }
            Err(error) => {
                report(format_args!("{error:#}"));
                self.stamps.push(Stamp { argument: name, files: 0, bytes: 0, modified: 0 });
                self.missing += 1;
            }
        }
    }
}

impl Stamp {
    /// What a path stands for, under the name it has in messages.
    ///
    /// # Errors
    ///
    /// If there is nothing that could be read.
    pub(crate) fn of(path: &Path, name: &str) -> Result<Self> {
        let mut stamp = Self { argument: name.to_owned(), files: 1, bytes: 0, modified: 0 };
        if path != Path::new("-") {
            let metadata = fs::metadata(path).with_context(|| name.to_owned())?;
            if metadata.is_dir() {
                bail!("{name}: is a folder; name the files in it");
            }
            let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            stamp.bytes = metadata.len();
            stamp.modified = modified.map_or(0, |since| since.as_nanos() as u64);
        }
        Ok(stamp)
    }
}
