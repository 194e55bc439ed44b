//! Where the output goes.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result};

/// Standard output or a file, buffered.
pub(crate) struct Sink {
    out: BufWriter<Box<dyn Write + Send>>,
    name: Option<String>,
}

impl Sink {
    /// # Errors
    ///
    /// If the file cannot be made.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self> {
        let name = path.filter(|path| *path != Path::new("-")).map(|path| path.display().to_string());
        let out: Box<dyn Write + Send> = match &name {
            Some(name) => Box::new(File::create(name).with_context(|| format!("cannot write to {name}"))?),
            None => Box::new(io::stdout()),
        };
        Ok(Self { out: BufWriter::new(out), name })
    }

    pub(crate) fn is_stdout(&self) -> bool {
        self.name.is_none()
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    ///
    /// What did not reach its place is never passed over in silence.
    pub(crate) fn finish(mut self) -> Result<()> {
        let name = self.name.take().unwrap_or_else(|| "standard output".to_owned());
        self.out.flush().with_context(|| format!("cannot write to {name}"))
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
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
