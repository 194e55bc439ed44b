//! [`Walk`]: the files that folders and patterns stand for, each once, however links may loop.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};
use glob::{MatchOptions, Pattern};

use super::identity::FileId;
use crate::names::named;

/// Walks folders. What has been visited is known by device and inode.
pub(crate) struct Walk<'w> {
    /// Whether somebody wants the walk to end.
    stopped: &'w dyn Fn() -> bool,
    /// Folders, each with the number of components of the pattern that were still to be matched in it.
    folders: HashSet<(FileId, usize)>,
    files: HashSet<FileId>,
    found: Vec<Result<PathBuf>>,
    /// Number of further names of files that were found already.
    repeated: usize,
}

/// What a walk comes to.
pub(crate) struct Found {
    /// Regular files, sorted by path, and what could not be looked at.
    pub(crate) files: Vec<Result<PathBuf>>,
    /// Number of further names, such as links, that stand for one of the files.
    pub(crate) repeated: usize,
}

/// A component of a pattern.
enum Step {
    /// Any number of folders, `**`.
    AnyDepth,
    Name(Pattern),
}

/// How the names in a pattern are compared: `*` also matches a leading dot, as the shell option `dotglob` has it.
const MATCHING: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };

impl<'w> Walk<'w> {
    pub(crate) fn new(stopped: &'w dyn Fn() -> bool) -> Self {
        Self { stopped, folders: HashSet::new(), files: HashSet::new(), found: Vec::new(), repeated: 0 }
    }

    /// All regular files in a folder and those below it; hidden ones are left out.
    ///
    /// # Errors
    ///
    /// If somebody wants an end.
    pub(crate) fn folder(mut self, folder: &Path) -> Result<Found> {
        self.descend(folder)?;
        Ok(self.finish())
    }

    /// All regular files whose paths match a pattern of `*`, `?`, `[...]` and `**`.
    ///
    /// # Errors
    ///
    /// If it is no pattern, or somebody wants an end.
    pub(crate) fn pattern(mut self, pattern: &str) -> Result<Found> {
        let (base, steps) = steps(pattern).with_context(|| format!("{}: is no pattern", named(Path::new(pattern))))?;
        self.expand(&base, &steps)?;
        Ok(self.finish())
    }

    fn finish(mut self) -> Found {
        self.found.sort_by(|a, b| a.as_ref().ok().cmp(&b.as_ref().ok()));
        Found { files: self.found, repeated: self.repeated }
    }

    fn descend(&mut self, folder: &Path) -> Result<()> {
        if !self.enter(folder, 0)? {
            return Ok(());
        }
        for path in self.entries(folder) {
            let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            match fs::metadata(&path) {
                _ if hidden => {}
                Ok(metadata) if metadata.is_dir() => self.descend(&path)?,
                Ok(metadata) if metadata.is_file() => self.add(path, &metadata),
                // Pipes and sockets are no files of an archive.
                Ok(_) => {}
                Err(error) => self.fail(error, &path),
            }
        }
        Ok(())
    }

    fn expand(&mut self, folder: &Path, steps: &[Step]) -> Result<()> {
        let Some((first, rest)) = steps.split_first() else { return Ok(()) };
        if !on_disk(folder).is_dir() || !self.enter(folder, steps.len())? {
            return Ok(());
        }
        match first {
            Step::AnyDepth if rest.is_empty() => self.expand(folder, &[Step::AnyDepth, Step::Name(any_name()?)]),
            Step::AnyDepth => {
                self.expand(folder, rest)?;
                let folders: Vec<PathBuf> = self.entries(folder).into_iter().filter(|path| path.is_dir()).collect();
                folders.iter().try_for_each(|path| self.expand(path, steps))
            }
            Step::Name(name) => {
                let matches = |path: &PathBuf| {
                    let entry = path.file_name().unwrap_or_default();
                    name.matches_with(&entry.to_string_lossy(), MATCHING)
                };
                let paths: Vec<PathBuf> = self.entries(folder).into_iter().filter(matches).collect();
                paths.into_iter().try_for_each(|path| self.matched(path, rest))
            }
        }
    }

    fn matched(&mut self, path: PathBuf, rest: &[Step]) -> Result<()> {
        if !rest.is_empty() {
            return self.expand(&path, rest);
        }
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_file() => self.add(path, &metadata),
            Ok(_) => {}
            Err(error) => self.fail(error, &path),
        }
        Ok(())
    }

    /// Whether a folder has not been visited yet.
    fn enter(&mut self, folder: &Path, steps: usize) -> Result<bool> {
        if (self.stopped)() {
            bail!("stopped while looking for files");
        }
        Ok(match FileId::of(on_disk(folder)) {
            Ok(id) => self.folders.insert((id, steps)),
            Err(error) => {
                self.fail(error, folder);
                false
            }
        })
    }

    /// What is in a folder, by name.
    fn entries(&mut self, folder: &Path) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        match fs::read_dir(on_disk(folder)) {
            Err(error) => self.fail(error, folder),
            Ok(entries) => {
                for entry in entries {
                    match entry {
                        // Without the `./` that nobody wrote.
                        Ok(entry) if folder == Path::new("") => paths.push(entry.file_name().into()),
                        Ok(entry) => paths.push(entry.path()),
                        Err(error) => self.fail(error, folder),
                    }
                }
            }
        }
        paths.sort();
        paths
    }

    fn add(&mut self, path: PathBuf, metadata: &fs::Metadata) {
        if self.files.insert(FileId::from_metadata(metadata, &path)) {
            self.found.push(Ok(path));
        } else {
            self.repeated += 1;
        }
    }

    fn fail(&mut self, error: io::Error, path: &Path) {
        self.found.push(Err(anyhow::Error::new(error).context(named(path))));
    }
}

/// The folder that a pattern begins in, and what is to be matched below it.
fn steps(pattern: &str) -> Result<(PathBuf, Vec<Step>)> {
    let (mut base, mut steps) = (PathBuf::new(), Vec::new());
    for component in Path::new(pattern).components() {
        let text = component.as_os_str().to_string_lossy();
        match component {
            Component::Normal(_) if text == "**" => {
                // A second one in a row matches nothing more.
                if !matches!(steps.last(), Some(Step::AnyDepth)) {
                    steps.push(Step::AnyDepth);
                }
            }
            _ if steps.is_empty() && !text.contains(['*', '?', '[']) => base.push(component),
            _ => steps.push(Step::Name(Pattern::new(&text)?)),
        }
    }
    Ok((base, steps))
}

/// The folder to look into: a path without folders lies in the current one.
fn on_disk(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

fn any_name() -> Result<Pattern> {
    Ok(Pattern::new("*")?)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn tree() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("d/e")).expect("ours");
        for name in ["d/a.txt", "d/b.md", "d/e/c.txt", "d/.hidden.txt"] {
            fs::write(path(name), name).expect("ours");
        }
        for (target, link) in [(".", "d/x"), (".", "d/y"), ("..", "d/e/up"), ("a.txt", "d/z.txt")] {
            symlink(target, path(link)).expect("ours");
        }
        folder
    }

    fn names(found: &Found, folder: &Path) -> Vec<String> {
        let name = |path: &Result<PathBuf>| {
            let path = path.as_ref().expect("readable");
            path.strip_prefix(folder).expect("below").display().to_string()
        };
        found.files.iter().map(name).collect()
    }

    #[test]
    fn each_file_is_found_once_though_links_loop() {
        let folder = tree();
        let found = Walk::new(&|| false).folder(&folder.path().join("d")).expect("walked");
        assert_eq!(names(&found, folder.path()), ["d/a.txt", "d/b.md", "d/e/c.txt"]);
        assert_eq!(found.repeated, 1, "z.txt");
    }

    #[test]
    fn patterns_match_by_component() {
        let folder = tree();
        let matched = |pattern: &str| {
            let pattern = format!("{}/{pattern}", folder.path().display());
            names(&Walk::new(&|| false).pattern(&pattern).expect("walked"), folder.path())
        };
        assert_eq!(matched("d/*.txt"), ["d/.hidden.txt", "d/a.txt"]);
        assert_eq!(matched("d/**/*.txt"), ["d/.hidden.txt", "d/a.txt", "d/e/c.txt"]);
        assert_eq!(matched("**/c.*"), ["d/e/c.txt"]);
        assert_eq!(matched("d/[ab].??"), ["d/b.md"]);
        assert!(Walk::new(&|| false).pattern("a[").is_err());
    }

    #[test]
    fn a_walk_can_be_stopped() {
        let folder = tree();
        assert!(Walk::new(&|| true).folder(folder.path()).is_err());
    }
}
