//! Where the output of a command goes.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result};

use crate::files::{Claims, OUTPUT_ROLE, OutputArgs, OutputFile, replace};
use crate::screen::Screen;

/// Standard output, or a file.
pub(crate) enum Sink {
    /// Written as it comes.
    Stdout(BufWriter<Screen<io::Stdout>>),
    /// Kept until all is read and done: a run that fails must not cost the file that was there before.
    File { output: OutputFile, bytes: Vec<u8> },
}

impl Sink {
    /// The output that the options name, and its claim, so that no path that is read is written as well.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub(crate) fn claim(args: &OutputArgs) -> Result<(Self, Claims)> {
        let mut claims = Claims::with_stdout();
        let sink = match args.output.as_deref().filter(|path| *path != Path::new("-")) {
            None => Sink::Stdout(BufWriter::new(Screen::stdout())),
            Some(path) => Sink::File { output: claims.output(path, OUTPUT_ROLE, args.force)?, bytes: Vec::new() },
        };
        Ok((sink, claims))
    }

    /// Whether a person reads it as it comes.
    pub(crate) fn is_terminal(&self) -> bool {
        matches!(self, Sink::Stdout(out) if out.get_ref().is_terminal())
    }

    /// Writes text that went through [`harmless`](crate::screen::harmless) before our own colours were added.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub(crate) fn write_styled(&mut self, text: &str) -> io::Result<()> {
        match self {
            Sink::Stdout(out) => {
                out.flush()?;
                out.get_mut().write_styled(text)
            }
            Sink::File { bytes, .. } => bytes.write_all(text.as_bytes()),
        }
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    ///
    /// What did not reach its place is never passed over in silence.
    pub(crate) fn finish(self) -> Result<()> {
        match self {
            Sink::Stdout(mut out) => out.flush().context("cannot write to standard output"),
            Sink::File { output, bytes } => replace(&output, &bytes),
        }
    }
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
