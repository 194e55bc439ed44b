//! Where the output goes.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Standard output, or a file.
pub(crate) enum Sink {
    /// Written as it comes.
    Stdout(BufWriter<io::Stdout>),
    /// Kept until all is read and done: a run that fails must not cost the file that was there before, and the file may be one
    /// of those that are read.
    File { path: PathBuf, bytes: Vec<u8> },
}

impl Sink {
    pub(crate) fn new(path: Option<&Path>) -> Self {
        match path.filter(|path| *path != Path::new("-")) {
            Some(path) => Sink::File { path: path.to_owned(), bytes: Vec::new() },
            None => Sink::Stdout(BufWriter::new(io::stdout())),
        }
    }

    /// Whether a person reads it as it comes.
    pub(crate) fn is_terminal(&self) -> bool {
        matches!(self, Sink::Stdout(_)) && io::stdout().is_terminal()
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    ///
    /// What did not reach its place is never passed over in silence.
    pub(crate) fn finish(self) -> Result<()> {
        match self {
            Sink::Stdout(mut out) => out.flush().context("cannot write to standard output"),
            Sink::File { path, bytes } => {
                replace(&path, &bytes).with_context(|| format!("cannot write to {}", path.display()))
            }
        }
    }
}

/// Writes a file in one step: whatever goes wrong, what was there before is still there.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link: what it points to is replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&path).ok();
    if before.as_ref().is_some_and(|metadata| !metadata.is_file()) {
        return fs::OpenOptions::new().write(true).open(&path)?.write_all(bytes);
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".partial");
    let part = PathBuf::from(name);
    let write = || {
        let mut file = File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        if let Some(before) = before {
            file.set_permissions(before.permissions())?;
        }
        fs::rename(&part, &path)
    };
    // The cause is what there is to say, even if the part cannot be removed.
    write().inspect_err(|_| _ = fs::remove_file(&part))
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sink::Stdout(out) => out.write(bytes),
            Sink::File { bytes: held, .. } => held.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sink::Stdout(out) => out.flush(),
            Sink::File { .. } => Ok(()),
        }
    }
}

/// Whether whoever read the output has stopped reading, as `head` does. Nothing is wrong then.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>();
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.map(io::Error::kind).or(json) == Some(ErrorKind::BrokenPipe)
    })
}
