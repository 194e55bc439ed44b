//! [`FileId`]: what a file is, whatever it is called.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// The identity of a file or folder: device and inode where the system has them, otherwise the canonical path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct FileId {
    #[cfg(unix)]
    device: u64,
    #[cfg(unix)]
    inode: u64,
    #[cfg(not(unix))]
    path: PathBuf,
}

impl FileId {
    /// The file that a path stands for, links followed.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub(crate) fn of(path: &Path) -> io::Result<Self> {
        Ok(Self::from_metadata(&fs::metadata(path)?, path))
    }

    /// The file behind metadata that was read already; `path` is where it lies.
    pub(crate) fn from_metadata(metadata: &Metadata, path: &Path) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let _ = path;
            Self { device: metadata.dev(), inode: metadata.ino() }
        }
        #[cfg(not(unix))]
        {
            let _ = metadata;
            Self { path: fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()) }
        }
    }

    /// The regular file that a standard stream was redirected to or from, if it was.
    #[cfg(unix)]
    pub(crate) fn of_stream(stream: &impl std::os::fd::AsFd) -> Option<Self> {
        let file = File::from(stream.as_fd().try_clone_to_owned().ok()?);
        let metadata = file.metadata().ok().filter(Metadata::is_file)?;
        Some(Self::from_metadata(&metadata, Path::new("")))
    }

    /// Elsewhere than on Unix a stream does not tell.
    #[cfg(not(unix))]
    pub(crate) fn of_stream<S>(_: &S) -> Option<Self> {
        None
    }
}

/// Whether an open file is still the one that its path names: between opening and locking it another run may have renamed it.
pub(crate) fn is_at(file: &File, path: &Path) -> bool {
    let [held, named] = [file.metadata(), fs::symlink_metadata(path)];
    held.and_then(|held| named.map(|named| [held, named]))
        .is_ok_and(|pair| FileId::from_metadata(&pair[0], path) == FileId::from_metadata(&pair[1], path))
}

/// The path that is written when `path` is: links followed, also those that point to nothing yet.
pub(crate) fn resolved(path: &Path) -> PathBuf {
    /// Maximum length of a chain of links, as Linux has it.
    const MAX_LINKS: usize = 40;
    if let Ok(canonical) = fs::canonicalize(path) {
        return canonical;
    }
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        let Ok(target) = fs::read_link(&path) else { break };
        path = folder_of(&path).join(target);
    }
    path
}

/// The folder that a path lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The path with something behind its name.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
