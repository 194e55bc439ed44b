//! Files and standard input as text.

mod decode;
mod original;
mod reading;

use std::fs::{self, File};
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use excerpt::{Document, Span};

pub(crate) use decode::{Decoded, check_size, decode};
pub(crate) use original::Original;
#[cfg(fuzzing)]
pub(crate) use original::check as check_offsets;
pub(crate) use reading::ReadingArgs;

use crate::names::{named, source_text};

use crate::report::report;

/// Maximum number of files that are held in memory at once.
pub(crate) const MAX_FILES_IN_MEMORY: usize = 256;

/// A text and where it came from.
#[derive(Debug)]
pub(crate) struct Input {
    /// Its name as JSON has it; messages and headings quote it.
    pub(crate) name: String,
    pub(crate) text: String,
    original: Option<Original>,
}

impl Input {
    /// Where spans of the text stand in the file, in bytes of the file.
    pub(crate) fn places(&self, spans: Vec<Span>) -> Vec<Span> {
        match &self.original {
            None => spans,
            Some(original) => original.places(&spans),
        }
    }
}

/// The files to read: those given, or standard input.
pub(crate) fn sources(files: &[PathBuf]) -> Vec<PathBuf> {
    if files.is_empty() { vec![PathBuf::from("-")] } else { files.to_vec() }
}

/// Reads a file, or standard input if it is called `-`.
///
/// # Errors
///
/// Names the file, what is wrong and, where there is one, the cure.
pub(crate) fn read(path: &Path, reading: &ReadingArgs) -> Result<Input> {
    let bytes = read_bytes(path).with_context(|| named(path))?;
    let Decoded { text, original } = decode(bytes, reading).with_context(|| named(path))?;
    Ok(Input { name: source_text(path), text, original })
}

/// Tells a person who is waited for that it is so.
pub(crate) fn greet(path: &Path) {
    if path == Path::new("-") && io::stdin().is_terminal() {
        report(format_args!("reading from the terminal; end with Ctrl-D"));
    }
}

fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    if path == Path::new("-") {
        greet(path);
        return read_bounded(io::stdin().lock());
    }
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        bail!("is a folder; name the files in it, as in {}/*.txt", named(path));
    }
    check_size(metadata.len())?;
    read_bounded(File::open(path)?)
}

/// Reads to the end, or as far as to know that it is too long.
fn read_bounded(mut input: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.by_ref().take(Document::MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    check_size(bytes.len() as u64)?;
    Ok(bytes)
}
