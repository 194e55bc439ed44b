//! The plan of paths beside a plain one, for any paths in a small tree: for the tests and for the fuzzer (`fuzz/`).

#![expect(clippy::expect_used, reason = "a check is there to panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::{Claims, Walk};

/// What paths and patterns are made of.
const PIECES: &[&str] = &[
    "a", "b", "hard", "link", "new", "d", "d/c", "d/up", "d/loop", "e", "/", "/", "/", ".", "..", "*", "?", "**",
    "[a-c]", "x",
];

/// A tree with files, hard links, and links that loop; the same in every process.
fn tree() -> &'static Path {
    static TREE: OnceLock<tempfile::TempDir> = OnceLock::new();
    let tree = TREE.get_or_init(|| {
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let folder = tempfile::tempdir_in(place).expect("a folder");
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("d/e")).expect("ours");
        for name in ["a", "b", "d/c", "d/a", "d/e/x", "d/e/ab"] {
            fs::write(path(name), name).expect("ours");
        }
        fs::hard_link(path("a"), path("hard")).expect("ours");
        #[cfg(unix)]
        for (target, link) in [("b", "link"), ("..", "d/up"), (".", "d/loop"), ("nothing", "d/e/new")] {
            std::os::unix::fs::symlink(target, path(link)).expect("ours");
        }
        folder
    });
    tree.path()
}

/// The path that bytes spell.
fn path(bytes: &[u8]) -> PathBuf {
    let name: String = bytes.iter().map(|&byte| PIECES[usize::from(byte) % PIECES.len()]).collect();
    tree().join(name.trim_start_matches('/'))
}

/// What a path stands for by the plainest means: device and inode, or else a name in a folder.
fn plain_target(path: &Path) -> Option<String> {
    if let Ok(metadata) = fs::metadata(path) {
        #[cfg(unix)]
        return Some(format!("{:?}", std::os::unix::fs::MetadataExt::ino(&metadata)));
        #[cfg(not(unix))]
        return Some(format!("{:?} {:?}", metadata.len(), fs::canonicalize(path).ok()));
    }
    if let Ok(target) = fs::read_link(path) {
        return plain_target(&path.parent()?.join(target));
    }
    let folder = fs::canonicalize(path.parent()?).ok()?;
    Some(folder.join(path.file_name()?).display().to_string())
}

/// A path is refused as an input exactly if it is what the run writes.
pub(crate) fn paths_agree(bytes: &[u8]) {
    let (written, read) = bytes.split_at(bytes.len() / 2);
    let (written, read) = (path(written), path(read));
    let mut claims = Claims::default();
    if claims.output(&written, "the output", true).is_err() {
        return;
    }
    let same = plain_target(&written).is_some_and(|target| plain_target(&read) == Some(target));
    assert_eq!(claims.check_read(&read).is_err(), same, "{written:?} {read:?}");
}

/// A pattern finds each file once, as a walk by hand and a match of whole paths do.
pub(crate) fn patterns_agree(bytes: &[u8]) {
    let pattern = path(bytes).display().to_string();
    let Ok(found) = Walk::new(&|| false).pattern(&pattern) else { return };
    let mut paths: Vec<PathBuf> = found.files.into_iter().flatten().collect();
    let count = paths.len();
    let mut ids: Vec<_> = paths.iter().map(|path| plain_target(path)).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "{pattern}: a file twice");
    // The crate `glob` finds the same files, links aside, which it follows in ways of its own.
    let is_plain = |path: &PathBuf| path.ancestors().take_while(|path| *path != tree()).all(|path| !path.is_symlink());
    paths.retain(is_plain);
    for path in &paths {
        let matches = glob::Pattern::new(&pattern).is_ok_and(|pattern| pattern.matches_path(path));
        assert!(matches || pattern.ends_with("**") || pattern.contains("."), "{pattern} {path:?}");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn paths(bytes in prop::collection::vec(any::<u8>(), 0..16)) {
            paths_agree(&bytes);
        }

        #[test]
        fn patterns(bytes in prop::collection::vec(any::<u8>(), 0..10)) {
            patterns_agree(&bytes);
        }
    }
}
