//! Locks between runs that write the same output.
//!
//! A run that takes long locks its `.partial` file until that has its final name. The moments in which files come and go (a run
//! begins, a finished file is renamed) are held apart by a short lock on the folder.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::identity::{folder_of, is_at};
use crate::names::named;

/// Maximum time to wait for another run to let go of a folder, which it holds for some milliseconds.
const MAX_WAIT: Duration = Duration::from_secs(10);

/// Time between two attempts to lock a folder.
const RETRY_INTERVAL: Duration = Duration::from_millis(5);

/// The lock on a folder; released when dropped.
pub(crate) struct FolderLock {
    /// `None` where the system does not lock folders.
    _folder: Option<File>,
}

impl FolderLock {
    /// Locks the folder of `path`.
    ///
    /// # Errors
    ///
    /// If it cannot be opened, or another process holds it for more than ten seconds.
    pub(crate) fn acquire(path: &Path) -> Result<Self> {
        if !cfg!(unix) {
            return Ok(Self { _folder: None });
        }
        let path = folder_of(path);
        let folder = File::open(path).with_context(|| format!("cannot open the folder {}", named(path)))?;
        let started = Instant::now();
        loop {
            match folder.try_lock() {
                Ok(()) => return Ok(Self { _folder: Some(folder) }),
                Err(TryLockError::Error(_)) => return Ok(Self { _folder: None }),
                Err(TryLockError::WouldBlock) if started.elapsed() > MAX_WAIT => {
                    bail!("another process keeps the folder {} locked", named(path))
                }
                Err(TryLockError::WouldBlock) => thread::sleep(RETRY_INTERVAL),
            }
        }
    }
}

/// Locks an open file and makes sure that it still is what `path` names.
///
/// # Errors
///
/// If another run has locked it, or has renamed it in the meantime. File systems without locks are accepted.
pub(crate) fn lock_file(file: &File, path: &Path) -> Result<()> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => bail!("{}: another excerpt is writing it", named(path)),
        Err(TryLockError::Error(_)) | Ok(()) if is_at(file, path) => Ok(()),
        _ => bail!("{}: another excerpt has just finished it; run the command again", named(path)),
    }
}
