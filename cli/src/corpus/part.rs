//! A file that grows until it gets its final name.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::checkpoint::beside;
use super::frames::{Compression, Frame};

/// Part of a file to be. It stands beside it, under its name and `.partial`.
pub(crate) struct Part {
    path: PathBuf,
    file: BufWriter<File>,
    /// Lines that wait to be compressed together, if they are to be.
    frame: Option<Frame>,
    /// How many bytes were written, those that are on their way included.
    bytes: u64,
}

impl Part {
    /// The part of the file called `path`, cut to the first `bytes`. What is written is compressed, if it is to be.
    ///
    /// # Errors
    ///
    /// If it cannot be written, another process writes it, or it has fewer bytes.
    pub(crate) fn open(path: &Path, compression: Option<Compression>, bytes: u64) -> Result<Self> {
        let path = Self::path(path);
        let file =
            OpenOptions::new().create(true).truncate(false).write(true).open(&path).with_context(|| cannot(&path))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => bail!("{}: another excerpt is writing it", path.display()),
            // Some file systems have no locks.
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        let there = file.metadata().with_context(|| cannot(&path))?.len();
        if there < bytes {
            bail!("{} has {there} bytes, but {bytes} have been written; --restart begins anew", path.display());
        }
        let frame = compression.map(Frame::new);
        let mut part = Self { path, file: BufWriter::with_capacity(1 << 20, file), frame, bytes };
        let cut = part.file.get_ref().set_len(bytes).and_then(|()| part.file.seek(SeekFrom::Start(bytes)));
        cut.with_context(|| cannot(&part.path))?;
        Ok(part)
    }

    /// Where the part of a file lies.
    pub(crate) fn path(path: &Path) -> PathBuf {
        beside(path, ".partial")
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Whether all lines that were handed over are among the [`bytes`](Self::bytes).
    pub(crate) fn is_settled(&self) -> bool {
        self.frame.as_ref().is_none_or(Frame::is_empty)
    }

    pub(crate) fn write(&mut self, line: &[u8]) -> Result<()> {
        let full = match &mut self.frame {
            None => return self.put(line),
            Some(frame) => frame.push(line),
        };
        if full { self.settle() } else { Ok(()) }
    }

    /// Writes lines that still wait for others.
    pub(crate) fn settle(&mut self) -> Result<()> {
        match self.frame.as_mut().filter(|frame| !frame.is_empty()) {
            None => Ok(()),
            Some(frame) => {
                let compressed = frame.take().with_context(|| cannot(&self.path))?;
                self.put(&compressed)
            }
        }
    }

    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.bytes += bytes.len() as u64;
        self.file.write_all(bytes).with_context(|| cannot(&self.path))
    }

    /// Returns when all of it is on the disk.
    pub(crate) fn sync(&mut self) -> Result<()> {
        let sync = self.file.flush().and_then(|()| self.file.get_ref().sync_data());
        sync.with_context(|| cannot(&self.path))
    }
}

fn cannot(path: &Path) -> String {
    format!("cannot write {}", path.display())
}
