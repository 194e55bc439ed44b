//! [`Claims`]: every path that a run writes, known before its first byte is.
//!
//! A path that is written may not be read by the same run, nor written in two roles. Devices and pipes are written into and never
//! replaced; folders are refused.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::ValueHint;

use super::identity::{FileId, folder_of, resolved};
use crate::names::named;

/// The role of the file that a command was asked to write.
pub(crate) const OUTPUT_ROLE: &str = "the output";

/// Where a command writes.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct OutputArgs {
    /// Write to this file, once all is done [default: standard output]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,

    /// Replace a file even if it is read-only
    #[arg(long)]
    pub(crate) force: bool,
}

/// What a path stands for: a file that is there, or a name in a folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Target {
    File(FileId),
    New { folder: FileId, name: OsString },
}

/// The files that a run writes, each with its role.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    written: HashMap<Target, String>,
}

/// A file to be written.
#[derive(Clone, Debug)]
pub(crate) struct OutputFile {
    /// Where it lies, links followed.
    pub(crate) path: PathBuf,
    /// A device or pipe: written into as it is, never replaced or removed.
    pub(crate) is_device: bool,
}

impl Claims {
    /// Nothing but what standard output was redirected to.
    pub(crate) fn with_stdout() -> Self {
        let mut claims = Self::default();
        if let Some(id) = FileId::of_stream(&io::stdout()) {
            claims.written.insert(Target::File(id), "standard output".to_owned());
        }
        claims
    }

    /// Claims a path that a user named for what is written in a role, such as "the output". An existing file will be replaced.
    ///
    /// # Errors
    ///
    /// If the path is claimed already, is a folder, or is a read-only file and `force` is not set.
    pub(crate) fn output(&mut self, path: &Path, role: &str, force: bool) -> Result<OutputFile> {
        let file = OutputFile::new(path)?;
        if !file.is_device {
            if !force && is_read_only(&file.path) {
                bail!("{} is read-only; --force replaces it", named(path));
            }
            self.claim(&file.path, role)?;
        }
        Ok(file)
    }

    /// Claims a path beside an output that the run writes for its own use.
    ///
    /// # Errors
    ///
    /// If the path is claimed already.
    pub(crate) fn claim(&mut self, path: &Path, role: &str) -> Result<()> {
        let Some(target) = Target::of(path) else { return Ok(()) };
        match self.written.insert(target, role.to_owned()) {
            Some(other) => bail!("{} cannot be {role} and {other} at once; name another file", named(path)),
            None => Ok(()),
        }
    }

    /// The role in which a file is written, if it is.
    pub(crate) fn role(&self, path: &Path) -> Option<&str> {
        Target::of(path).and_then(|target| self.written.get(&target)).map(String::as_str)
    }

    /// Checks a path that is read; `-` is standard input.
    ///
    /// # Errors
    ///
    /// If the run writes it.
    pub(crate) fn check_read(&self, path: &Path) -> Result<()> {
        let role = if path == Path::new("-") {
            let stdin = FileId::of_stream(&io::stdin()).map(Target::File);
            stdin.and_then(|stdin| self.written.get(&stdin)).map(String::as_str)
        } else {
            self.role(path)
        };
        match role {
            Some(role) => bail!("{} is an input and {role} at once; give {role} another name", named(path)),
            None => Ok(()),
        }
    }

    /// Checks all paths that are read.
    ///
    /// # Errors
    ///
    /// If the run writes one of them.
    pub(crate) fn check_reads<P: AsRef<Path>>(&self, paths: impl IntoIterator<Item = P>) -> Result<()> {
        paths.into_iter().try_for_each(|path| self.check_read(path.as_ref()))
    }
}

impl Target {
    /// `None` for a path whose folder is not there: it can neither be read nor written.
    fn of(path: &Path) -> Option<Self> {
        if let Ok(id) = FileId::of(path) {
            return Some(Target::File(id));
        }
        let path = resolved(path);
        Some(Target::New { folder: FileId::of(folder_of(&path)).ok()?, name: path.file_name()?.to_owned() })
    }
}

impl OutputFile {
    /// Looks at a path that is to be written.
    ///
    /// # Errors
    ///
    /// If it is a folder, or no file can be made there.
    fn new(path: &Path) -> Result<Self> {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => bail!("{} is a folder; name a file in it", named(path)),
            Ok(metadata) if metadata.is_file() => Ok(Self { path: resolved(path), is_device: false }),
            Ok(_) => Ok(Self { path: path.to_owned(), is_device: true }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let path = resolved(path);
                fs::metadata(folder_of(&path)).with_context(|| format!("cannot write {}", named(&path)))?;
                Ok(Self { path, is_device: false })
            }
            Err(error) => Err(error).with_context(|| format!("cannot write {}", named(path))),
        }
    }
}

/// Whether a file is there that its owner protects from being written, whoever runs the program.
fn is_read_only(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.permissions().readonly())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_not_read_and_written_whatever_it_is_called() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a"), "a").expect("ours");
        fs::hard_link(path("a"), path("hard")).expect("ours");
        fs::create_dir(path("sub")).expect("ours");
        let mut claims = Claims::default();
        claims.output(&path("a"), "the output", false).expect("a file");
        claims.claim(&path("new"), "the quarantine").expect("a new name");
        for read in ["a", "hard", "sub/../a", "new", "sub/../new"] {
            assert!(claims.check_read(&path(read)).is_err(), "{read}");
        }
        assert!(claims.check_read(&path("other")).is_ok());
        let error = claims.claim(&path("sub/../new"), "the checkpoint").expect_err("claimed");
        assert!(error.to_string().contains("the checkpoint and the quarantine at once"), "{error}");
        assert!(claims.output(&path("sub"), "the output", true).is_err(), "a folder");
        assert!(claims.output(&path("none/x"), "the output", true).is_err(), "no folder");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_devices_are_known() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        symlink("target", path("dangling")).expect("ours");
        let mut claims = Claims::default();
        let output = claims.output(&path("dangling"), "the output", false).expect("a new file");
        assert!(output.path.ends_with("target") && !output.is_device);
        assert!(claims.check_read(&path("target")).is_err());
        assert!(claims.output(Path::new("/dev/null"), "the quarantine", false).expect("a device").is_device);
        assert!(claims.check_read(Path::new("/dev/null")).is_ok());
    }
}
