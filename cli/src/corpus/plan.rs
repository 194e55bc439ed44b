//! What there is to read.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::names::named;
use crate::records::Format;
use crate::report;

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
    /// Its name in messages.
    pub(crate) name: String,
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

impl Plan {
    /// Looks at the arguments. What cannot be read is reported and left out, and so are files in folders that the run itself
    /// writes: those whose names begin with that of `output`.
    pub(crate) fn new(arguments: &[PathBuf], format: Option<Format>, output: &Path) -> Self {
        let mut plan = Self { sources: Vec::new(), stamps: Vec::new(), missing: 0 };
        for argument in arguments {
            let mut stamp = Stamp::new(argument);
            let added = plan.add_argument(argument, format, output, &mut stamp);
            plan.note(added);
            plan.stamps.push(stamp);
        }
        plan
    }

    /// How many bytes there are to read, as far as that is known.
    pub(crate) fn bytes(&self) -> u64 {
        self.stamps.iter().map(|stamp| stamp.bytes).sum()
    }

    fn note(&mut self, added: Result<()>) {
        if let Err(error) = added {
            report(format_args!("{error:#}"));
            self.missing += 1;
        }
    }

    fn add_argument(&mut self, path: &Path, format: Option<Format>, output: &Path, stamp: &mut Stamp) -> Result<()> {
        if path == Path::new("-") {
            self.sources.push(Source {
                path: path.to_owned(),
                format: format.unwrap_or(Format::Json),
                name: named(path),
            });
            return Ok(());
        }
        match path.to_str().filter(|_| !path.exists()) {
            Some(pattern) if pattern.contains(['*', '?', '[']) => self.add_pattern(pattern, format, output, stamp),
            _ if path.is_dir() => {
                self.add_folder(path, format, output, stamp)?;
                if stamp.files == 0 {
                    bail!("{}: there is no file in this folder", named(path));
                }
                Ok(())
            }
            _ => self.add_file(path, format, stamp),
        }
    }

    fn add_file(&mut self, path: &Path, format: Option<Format>, stamp: &mut Stamp) -> Result<()> {
        stamp.add(path)?;
        let format = format.unwrap_or_else(|| Format::of(path));
        self.sources.push(Source { path: path.to_owned(), format, name: named(path) });
        Ok(())
    }

    /// All files in a folder and those below it, by name; hidden ones are left out.
    fn add_folder(&mut self, folder: &Path, format: Option<Format>, output: &Path, stamp: &mut Stamp) -> Result<()> {
        let entries = fs::read_dir(folder).with_context(|| named(folder))?;
        let mut paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
        paths.sort();
        for path in paths {
            let kind = fs::metadata(&path).with_context(|| named(&path));
            let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            let added = match kind {
                _ if hidden || is_written(&path, output) => Ok(()),
                Ok(kind) if kind.is_dir() => self.add_folder(&path, format, output, stamp),
                Ok(kind) if kind.is_file() => self.add_file(&path, format, stamp),
                // Pipes and sockets are no files of an archive.
                Ok(_) => Ok(()),
                Err(error) => Err(error),
            };
            self.note(added);
        }
        Ok(())
    }

    /// All files whose paths match, by name. What lies beside the output is left out, but not the output itself: whoever names
    /// it as an input is told so.
    fn add_pattern(&mut self, pattern: &str, format: Option<Format>, output: &Path, stamp: &mut Stamp) -> Result<()> {
        let before = self.sources.len();
        for path in glob::glob(pattern).with_context(|| format!("{pattern}: is no pattern"))? {
            let added = match path.map_err(anyhow::Error::from) {
                Ok(path) if path.is_dir() || (path != output && is_written(&path, output)) => Ok(()),
                Ok(path) => self.add_file(&path, format, stamp),
                Err(error) => Err(error),
            };
            self.note(added);
        }
        if self.sources.len() == before {
            bail!("{pattern}: no file matches");
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

/// Whether a file is the output, or lies beside it and was made for it.
fn is_written(path: &Path, output: &Path) -> bool {
    let [path, output] = [path, output].map(|path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
    let begins =
        |name: &std::ffi::OsStr, with: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(with.as_encoded_bytes());
    path.parent() == output.parent()
        && path.file_name().zip(output.file_name()).is_some_and(|(name, output)| begins(name, output))
}
