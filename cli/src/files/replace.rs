//! How a finished file gets its name: in one step, so that whatever goes wrong, what was there before is still there.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result};

use super::claims::OutputFile;
use super::identity::{beside, folder_of};
use super::lock::{FolderLock, lock_file};
use crate::names::named;

/// Writes a whole file: a device is written into, a file is replaced in one step.
///
/// # Errors
///
/// If it cannot be written, or a run that takes longer is writing it.
pub(crate) fn replace(output: &OutputFile, bytes: &[u8]) -> Result<()> {
    let path = &output.path;
    let cannot = || format!("cannot write to {}", named(path));
    if output.is_device {
        return OpenOptions::new()
            .write(true)
            .open(path)
            .and_then(|mut file| file.write_all(bytes))
            .with_context(cannot);
    }
    // Created under a name that nobody can foresee, with access for nobody else.
    let mut fresh = tempfile::Builder::new().prefix(".excerpt-").tempfile_in(folder_of(path)).with_context(cannot)?;
    fresh.write_all(bytes).with_context(cannot)?;
    let _folder = FolderLock::acquire(path)?;
    refuse_if_being_written(path)?;
    prepare(fresh.as_file(), fs::metadata(path).ok().as_ref()).with_context(cannot)?;
    fresh.persist(path).map_err(|error| error.error).with_context(cannot)?;
    sync_folder(path)
}

/// Refuses to replace a file that `excerpt corpus` is writing at this moment.
fn refuse_if_being_written(path: &Path) -> Result<()> {
    let part = beside(path, ".partial");
    let is_file = fs::symlink_metadata(&part).is_ok_and(|metadata| metadata.is_file());
    match File::open(&part) {
        Ok(file) if is_file => lock_file(&file, &part),
        _ => Ok(()),
    }
}

/// Gives a file that was written under another name the name `path`, with the mode and owner of the file that was there.
///
/// # Errors
///
/// If the system refuses.
pub(crate) fn publish(from: &Path, path: &Path) -> io::Result<()> {
    prepare(&File::open(from)?, fs::metadata(path).ok().as_ref())?;
    fs::rename(from, path)
}

/// The same for a name that must be free.
///
/// # Errors
///
/// [`ErrorKind::AlreadyExists`] if it is not.
pub(crate) fn move_to_new_name(from: &Path, path: &Path) -> io::Result<()> {
    prepare(&File::open(from)?, None)?;
    match rename_to_free_name(from, path) {
        // Some file systems cannot do it in one step.
        Err(error) if !matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::NotFound) => {
            match fs::symlink_metadata(path) {
                Err(missing) if missing.kind() == ErrorKind::NotFound => fs::rename(from, path),
                _ => Err(ErrorKind::AlreadyExists.into()),
            }
        }
        result => result,
    }
}

#[cfg(target_os = "linux")]
fn rename_to_free_name(from: &Path, path: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, from, CWD, path, RenameFlags::NOREPLACE)?)
}

#[cfg(not(target_os = "linux"))]
fn rename_to_free_name(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Gives a finished file the mode and owner of the one that it replaces, or those of a new file, and puts it to disk.
#[cfg(unix)]
fn prepare(file: &File, before: Option<&Metadata>) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let mode = before.map_or(NEW_FILE_MODE & !umask(), |before| before.mode() & ALL_MODE_BITS);
    if let Some(before) = before {
        let now = file.metadata()?;
        if (now.uid(), now.gid()) != (before.uid(), before.gid()) {
            // Only a privileged user may give a file away; for others the content is what counts.
            let _ = fchown(file, Some(before.uid()), Some(before.gid()));
        }
    }
    file.set_permissions(fs::Permissions::from_mode(mode))?;
    file.sync_all()
}

/// Elsewhere than on Unix a file has no mode.
#[cfg(not(unix))]
fn prepare(file: &File, _: Option<&Metadata>) -> io::Result<()> {
    file.sync_all()
}

/// Read and write for everyone, before the umask.
#[cfg(unix)]
const NEW_FILE_MODE: u32 = 0o666;

/// Permission bits without set-user-id, set-group-id and sticky.
#[cfg(unix)]
const ALL_MODE_BITS: u32 = 0o777;

/// The file mode creation mask of the process. Called when all is written and no other thread makes files.
#[cfg(unix)]
fn umask() -> u32 {
    use rustix::fs::Mode;
    use rustix::process::umask;
    let mask = umask(Mode::RWXG | Mode::RWXO);
    umask(mask);
    mask.as_raw_mode()
}

/// Removes a file, if there is one.
///
/// # Errors
///
/// If it cannot be removed.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes the names in the folder of `path` as durable as the files.
///
/// # Errors
///
/// If the system says that they are not.
pub(crate) fn sync_folder(path: &Path) -> Result<()> {
    // Only Unix lets a folder be opened.
    if cfg!(unix) {
        let folder = folder_of(path);
        let sync = File::open(folder).and_then(|folder| folder.sync_all());
        sync.with_context(|| format!("cannot write to the folder {}", named(folder)))?;
    }
    Ok(())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("there").permissions().mode() & 0o777
    }

    #[test]
    fn a_replaced_file_keeps_its_mode_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out");
        fs::write(&path, "before").expect("ours");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("ours");
        replace(&OutputFile { path: path.clone(), is_device: false }, b"after").expect("written");
        assert_eq!((fs::read_to_string(&path).expect("there").as_str(), mode(&path)), ("after", 0o600));
        assert_eq!(fs::read_dir(folder.path()).expect("ours").count(), 1);
    }

    #[test]
    fn a_new_name_is_never_taken_from_another_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let [from, taken, free] = ["from", "taken", "free"].map(|name| folder.path().join(name));
        fs::write(&from, "new").expect("ours");
        fs::write(&taken, "old").expect("ours");
        assert_eq!(move_to_new_name(&from, &taken).map_err(|error| error.kind()), Err(ErrorKind::AlreadyExists));
        move_to_new_name(&from, &free).expect("free");
        assert_eq!([taken, free].map(|path| fs::read_to_string(path).expect("there")), ["old", "new"]);
    }
}
