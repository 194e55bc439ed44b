//! What there is to read.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, anyhow, bail};
use serde::{Deserialize, Serialize};

use crate::files::{Claims, Found, OUTPUT_ROLE, Walk};
use crate::names::named;
use crate::records::Format;
use crate::report::report;

/// The files to read, in order.
pub(crate) struct Plan {
    pub(crate) sources: Vec<Source>,
    /// What the arguments stood for when they were looked at.
    pub(crate) stamps: Vec<Stamp>,
    /// How many arguments, or files in folders, cannot be read.
    pub(crate) missing: usize,
}

/// A file of records.
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) format: Format,
}

/// An argument and what it stands for. If that differs, the input has changed.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub(crate) struct Stamp {
    pub(crate) argument: String,
    files: u64,
    bytes: u64,
    /// A hash of the names, the sizes and the times of the last change.
    digest: u64,
}

/// What decides how the arguments are looked at.
pub(crate) struct PlanOptions<'p> {
    /// The format of all files, if it does not follow from their names.
    pub(crate) format: Option<Format>,
    /// What the run writes: no file of these is read.
    pub(crate) claims: &'p Claims,
    /// Whether somebody wants the run to end.
    pub(crate) stopped: &'p dyn Fn() -> bool,
}

impl Plan {
    /// Looks at the arguments. What cannot be read is reported and left out, and so is what the run writes where a folder is read.
    ///
    /// # Errors
    ///
    /// If the run would write what it reads, or somebody wants an end.
    pub(crate) fn new(arguments: &[PathBuf], options: &PlanOptions<'_>) -> Result<Self> {
        let mut plan = Self { sources: Vec::new(), stamps: Vec::new(), missing: 0 };
        for argument in arguments {
            let mut stamp = Stamp::new(argument);
            plan.add_argument(argument, options, &mut stamp)?;
            plan.stamps.push(stamp);
        }
        Ok(plan)
    }

    /// How many bytes there are to read, as far as that is known.
    pub(crate) fn bytes(&self) -> u64 {
        self.stamps.iter().map(|stamp| stamp.bytes).sum()
    }

    fn miss(&mut self, error: &anyhow::Error) {
        report(format_args!("{error:#}"));
        self.missing += 1;
    }

    fn add_argument(&mut self, path: &Path, options: &PlanOptions<'_>, stamp: &mut Stamp) -> Result<()> {
        if path == Path::new("-") {
            options.claims.check_read(path)?;
            let format = options.format.unwrap_or(Format::Json);
            self.sources.push(Source { path: path.to_owned(), format });
            return Ok(());
        }
        match path.to_str().filter(|_| fs::symlink_metadata(path).is_err()) {
            Some(pattern) if pattern.contains(['*', '?', '[']) => self.add_pattern(pattern, options, stamp),
            _ if path.is_dir() => {
                let found = Walk::new(options.stopped).folder(path)?;
                let left_out = self.add_found(found, options, stamp);
                if stamp.files == 0 && left_out == 0 {
                    self.miss(&anyhow!("{}: there is no file in this folder", named(path)));
                }
                Ok(())
            }
            _ => {
                options.claims.check_read(path)?;
                self.add_file(path, options, stamp);
                Ok(())
            }
        }
    }

    fn add_file(&mut self, path: &Path, options: &PlanOptions<'_>, stamp: &mut Stamp) {
        match stamp.add(path) {
            Err(error) => self.miss(&error),
            Ok(()) => {
                let format = options.format.unwrap_or_else(|| Format::of(path));
                self.sources.push(Source { path: path.to_owned(), format });
            }
        }
    }

    /// The files that a walk found; how many were left out, because the run writes them.
    fn add_found(&mut self, found: Found, options: &PlanOptions<'_>, stamp: &mut Stamp) -> usize {
        let mut left_out = 0;
        for path in found.files {
            match path {
                Err(error) => self.miss(&error),
                Ok(path) => match options.claims.role(&path) {
                    None => self.add_file(&path, options, stamp),
                    Some(role) => {
                        report(format_args!("{} is left out: it is {role}", named(&path)));
                        left_out += 1;
                    }
                },
            }
        }
        if found.repeated > 0 {
            report(format_args!("{}: {} further names of these files are left out", stamp.argument, found.repeated));
        }
        left_out
    }

    /// All files whose paths match, by name. An output that matches was asked for as an input, and is refused.
    fn add_pattern(&mut self, pattern: &str, options: &PlanOptions<'_>, stamp: &mut Stamp) -> Result<()> {
        let before = self.sources.len();
        match Walk::new(options.stopped).pattern(pattern) {
            Err(error) if (options.stopped)() => return Err(error),
            Err(error) => self.miss(&error),
            Ok(found) => {
                let is_output = |path: &&PathBuf| options.claims.role(path) == Some(OUTPUT_ROLE);
                if let Some(output) = found.files.iter().flatten().find(is_output) {
                    options.claims.check_read(output)?;
                }
                let left_out = self.add_found(found, options, stamp);
                if self.sources.len() == before && left_out == 0 {
                    self.miss(&anyhow!("{}: no file matches", named(Path::new(pattern))));
                }
            }
        }
        Ok(())
    }
}

impl Stamp {
    /// Nothing yet of what an argument stands for.
    pub(crate) fn new(argument: &Path) -> Self {
        // The offset basis of FNV-1a.
        Self { argument: named(argument), files: 0, bytes: 0, digest: 0xcbf2_9ce4_8422_2325 }
    }

    /// Adds a file.
    ///
    /// # Errors
    ///
    /// If it cannot be looked at.
    pub(crate) fn add(&mut self, path: &Path) -> Result<()> {
        let metadata = fs::metadata(path).with_context(|| named(path))?;
        if metadata.is_dir() {
            bail!("{}: is a folder, not a file", named(path));
        }
        let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        self.files += 1;
        self.bytes += metadata.len();
        self.mix(path.as_os_str().as_encoded_bytes());
        self.mix(&metadata.len().to_le_bytes());
        self.mix(&modified.map_or(0, |since| since.as_nanos()).to_le_bytes());
        Ok(())
    }

    /// FNV-1a: any hash will do that is the same in every version of the program.
    fn mix(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.digest = (self.digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
