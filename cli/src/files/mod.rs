//! Files that a run reads and writes: who owns each path, how folders are walked, and how a file is replaced without ever being
//! half written.
//!
//! ```text
//! Claims (what is written) ─► check of every path that is read ─► the run ─► Replacement (one rename)
//! ```

#[cfg(any(test, fuzzing))]
pub(crate) mod check;
mod claims;
mod identity;
mod lock;
mod replace;
mod walk;

pub(crate) use claims::{Claims, OUTPUT_ROLE, OutputArgs, OutputFile};
pub(crate) use identity::{beside, folder_of};
pub(crate) use lock::{FolderLock, lock_file};
pub(crate) use replace::{move_to_new_name, publish, remove, replace, sync_folder};
pub(crate) use walk::{Found, Walk};
