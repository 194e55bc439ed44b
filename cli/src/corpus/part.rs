//! A file that grows until it gets its final name.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::checkpoint::{Extent, NOT_OURS};
use super::frames::{Compression, Frame};
use crate::files::{beside, lock_file};
use crate::names::named;

/// Part of a file to be. It stands beside it, under its name and `.partial`, and is locked as long as it is written.
pub(crate) struct Part {
    path: PathBuf,
    file: BufWriter<File>,
    /// Lines that wait to be compressed together, if they are to be.
    frame: Option<Frame>,
    /// Number of bytes written, those on their way included.
    bytes: u64,
    /// CRC-32 of these bytes.
    crc: crc32fast::Hasher,
}

impl Part {
    /// Begins the part of the file called `path`, readable by its owner alone. What is written is compressed, if it is to be.
    ///
    /// # Errors
    ///
    /// If there is one already, or it cannot be written.
    pub(crate) fn create(path: &Path, compression: Option<Compression>) -> Result<Self> {
        let path = Self::path(path);
        let file = private(OpenOptions::new().create_new(true).read(true).write(true)).open(&path);
        let file = match file {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => bail!("{} {NOT_OURS}", named(&path)),
            file => file.with_context(|| cannot(&path))?,
        };
        lock_file(&file, &path)?;
        Ok(Self::new(path, file, compression, 0, crc32fast::Hasher::new()))
    }

    /// Opens the part that an earlier run left, cut to what counts of it.
    ///
    /// # Errors
    ///
    /// If it is not there, another process writes it, or it does not begin with what was written.
    pub(crate) fn resume(path: &Path, compression: Option<Compression>, extent: Extent) -> Result<Self> {
        let path = Self::path(path);
        let mut file = open_locked(&path)?;
        let mut crc = crc32fast::Hasher::new();
        let there = hash(&file, extent.bytes, &mut crc).with_context(|| cannot(&path))?;
        if there < extent.bytes {
            bail!("{} has {there} bytes, but {} have been written; --restart begins anew", named(&path), extent.bytes);
        }
        if crc.clone().finalize() != extent.crc {
            bail!("{} has changed since the run was stopped; --restart begins anew", named(&path));
        }
        let cut = file.set_len(extent.bytes).and_then(|()| file.seek(SeekFrom::Start(extent.bytes)));
        cut.with_context(|| cannot(&path))?;
        Ok(Self::new(path, file, compression, extent.bytes, crc))
    }

    fn new(path: PathBuf, file: File, compression: Option<Compression>, bytes: u64, crc: crc32fast::Hasher) -> Self {
        Self { path, file: BufWriter::with_capacity(1 << 20, file), frame: compression.map(Frame::new), bytes, crc }
    }

    /// Removes the part that an earlier run left.
    ///
    /// # Errors
    ///
    /// If another process writes it, or it is no regular file.
    pub(crate) fn discard(path: &Path) -> Result<()> {
        let path = Self::path(path);
        if fs::symlink_metadata(&path).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            return Ok(());
        }
        let _locked = open_locked(&path)?;
        fs::remove_file(&path).with_context(|| format!("cannot remove {}", named(&path)))
    }

    /// Where the part of a file lies.
    pub(crate) fn path(path: &Path) -> PathBuf {
        beside(path, ".partial")
    }

    /// What has been written.
    pub(crate) fn extent(&self) -> Extent {
        Extent { bytes: self.bytes, crc: self.crc.clone().finalize() }
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
        self.crc.update(bytes);
        self.file.write_all(bytes).with_context(|| cannot(&self.path))
    }

    /// Returns when all of it is on the disk.
    pub(crate) fn sync(&mut self) -> Result<()> {
        let sync = self.file.flush().and_then(|()| self.file.get_ref().sync_data());
        sync.with_context(|| cannot(&self.path))
    }
}

/// Adds the first `bytes` of a file to a checksum; how many there are.
fn hash(mut file: &File, bytes: u64, crc: &mut crc32fast::Hasher) -> io::Result<u64> {
    file.rewind()?;
    let (mut left, mut buffer) = (bytes, vec![0; 1 << 20]);
    while left > 0 {
        let room = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        match file.read(&mut buffer[..room]) {
            Ok(0) => break,
            Ok(read) => {
                crc.update(&buffer[..read]);
                left -= read as u64;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(bytes - left)
}

/// Opens a file that an earlier run left, and locks it. Links are not followed.
fn open_locked(path: &Path) -> Result<File> {
    let is_file = fs::symlink_metadata(path).with_context(|| cannot(path))?.is_file();
    if !is_file {
        bail!("{} {NOT_OURS}", named(path));
    }
    let file = no_links(OpenOptions::new().read(true).write(true)).open(path).with_context(|| cannot(path))?;
    lock_file(&file, path)?;
    Ok(file)
}

/// Access for the owner alone, until the file is finished and gets the mode that it should have.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

fn no_links(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        let flags = rustix::fs::OFlags::NOFOLLOW.bits();
        std::os::unix::fs::OpenOptionsExt::custom_flags(options, i32::try_from(flags).unwrap_or_default());
    }
    options
}

fn cannot(path: &Path) -> String {
    format!("cannot write {}", named(path))
}
