//! No circle of modules: a module imports from its left and never from its right, in the library and in the command line.
//!
//! Read from the `use` lines and paths of the sources, tests aside. An import counts for the file that defines what is imported,
//! whatever it is re-exported through. Held for files, and for the modules at the root of each crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A module: its path within the crate, such as `["select", "mmr"]`.
type Module = Vec<String>;

/// Imports that lead back, still to be turned round: a document keeps the rows of tf·idf, which are weighed by a context, and features
/// look at scores.
const LEADING_BACK: &[(&str, &str)] =
    &[("document", "context"), ("document", "matrix"), ("matrix", "context"), ("features", "score")];

struct Crate {
    /// The source of each module without comments, strings and tests.
    sources: BTreeMap<Module, String>,
}

impl Crate {
    fn read(root: &Path) -> Self {
        let mut sources = BTreeMap::new();
        let mut folders = vec![(root.to_owned(), Vec::new())];
        while let Some((folder, module)) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("a source folder") {
                let path = entry.expect("an entry").path();
                let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
                let mut inner: Module = module.clone();
                if !matches!(name.as_str(), "mod" | "lib" | "main") {
                    inner.push(name);
                }
                if path.is_dir() {
                    folders.push((path, inner));
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let source = fs::read_to_string(&path).expect("UTF-8");
                    // `main.rs` beside `lib.rs` holds nothing that others import.
                    sources.entry(inner).or_insert_with(|| bare(&source));
                }
            }
        }
        Self { sources }
    }

    /// The modules that a module imports from.
    fn imports(&self, module: &Module) -> BTreeSet<Module> {
        let mut found = BTreeSet::new();
        for path in paths(&self.sources[module], false) {
            if let Some(target) = self.resolve(module, &path, 0).filter(|target| target != module) {
                found.insert(target);
            }
        }
        found
    }

    /// The module that defines what a path names, seen from `from`; `None` for paths into other crates.
    fn resolve(&self, from: &Module, path: &[String], depth: usize) -> Option<Module> {
        let (mut at, mut rest) = match path.first()?.as_str() {
            "crate" => (Vec::new(), &path[1..]),
            "self" => (from.clone(), &path[1..]),
            "super" => (from[..from.len().checked_sub(1)?].to_vec(), &path[1..]),
            first => {
                let child = [from.as_slice(), &[first.to_owned()]].concat();
                self.sources.contains_key(&child).then(|| (from.clone(), path))?
            }
        };
        while let Some((name, more)) = rest.split_first() {
            if name == "super" {
                at.pop();
            } else if self.sources.contains_key(&[at.as_slice(), std::slice::from_ref(name)].concat()) {
                at.push(name.clone());
            } else {
                return Some(self.definition(&at, name, depth));
            }
            rest = more;
        }
        Some(at)
    }

    /// The module that defines a name which `module` has, perhaps by a re-export.
    fn definition(&self, module: &Module, name: &str, depth: usize) -> Module {
        let exported = paths(&self.sources[module], true);
        let path = exported.iter().find(|path| path.last().is_some_and(|last| last == name));
        match path.filter(|_| depth < 8) {
            Some(path) => self.resolve(module, path, depth + 1).unwrap_or_else(|| module.clone()),
            None => module.clone(),
        }
    }
}

/// The source without comments, literals and what is compiled for tests only.
fn bare(source: &str) -> String {
    let source = source.split("\n#[cfg(test)]\n").next().unwrap_or_default();
    let mut out = String::new();
    for line in source.lines() {
        let line = line.split("//").next().unwrap_or_default();
        // Paths in string literals are words.
        out.extend(line.split('"').step_by(2));
        out.push('\n');
    }
    out
}

/// All paths of a source: those of `pub use` lines only, or all others.
fn paths(source: &str, exported: bool) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut rest = source;
    let mut code = String::new();
    while let Some(at) = rest.find("use ") {
        let starts_item = rest[..at].chars().next_back().is_none_or(|c| c.is_whitespace());
        let end = rest[at..].find(';').map_or(rest.len(), |end| at + end);
        if !starts_item || rest[at..end].contains(['(', '=']) {
            code.push_str(&rest[..at + 4]);
            rest = &rest[at + 4..];
            continue;
        }
        let line = rest[..at].rsplit('\n').next().unwrap_or_default().trim_start();
        if line.starts_with("pub") == exported {
            expand(&rest[at + 4..end], &[], &mut found);
        }
        code.push_str(&rest[..at]);
        rest = &rest[end..];
    }
    code.push_str(rest);
    if !exported {
        found.extend(inline_paths(&code));
    }
    found
}

/// The paths of a `use` tree.
fn expand(tree: &str, before: &[String], found: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    match tree.find('{') {
        None => {
            let name = tree.split(" as ").next().unwrap_or_default();
            let own =
                name.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty() && part != "self");
            found.push(before.iter().cloned().chain(own).collect());
        }
        Some(open) => {
            let own = tree[..open].split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty());
            let before: Vec<String> = before.iter().cloned().chain(own).collect();
            let inner = tree[open + 1..].trim_end();
            let inner = inner.strip_suffix('}').unwrap_or(inner);
            let (mut depth, mut start) = (0, 0);
            for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        let part = inner[start..at].trim();
                        if !part.is_empty() {
                            expand(part, &before, found);
                        }
                        start = at + 1;
                    }
                    _ => {}
                }
            }
        }
    }
}

/// Paths of two parts and more in code: `crate::a::B`, `super::b`, `child::run`.
fn inline_paths(code: &str) -> Vec<Vec<String>> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let words = code.split(|c: char| !is_part(c)).filter(|word| word.contains("::"));
    let parts = |word: &str| word.split("::").map(str::to_owned).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    words.map(parts).filter(|path| path.len() > 1).collect()
}

/// A circle of arrows, if there is one.
fn circle<N: Ord>(arrows: &BTreeMap<N, BTreeSet<N>>) -> Option<Vec<&N>> {
    fn visit<'m, N: Ord>(
        node: &'m N,
        arrows: &'m BTreeMap<N, BTreeSet<N>>,
        path: &mut Vec<&'m N>,
        done: &mut BTreeSet<&'m N>,
    ) -> bool {
        if let Some(start) = path.iter().position(|&other| other == node) {
            path.drain(..start);
            return true;
        }
        if !done.insert(node) {
            return false;
        }
        path.push(node);
        if arrows.get(node).is_some_and(|next| next.iter().any(|next| visit(next, arrows, path, done))) {
            return true;
        }
        path.pop();
        false
    }
    let (mut path, mut done) = (Vec::new(), BTreeSet::new());
    arrows.keys().any(|node| visit(node, arrows, &mut path, &mut done)).then_some(path)
}

#[test]
fn there_is_one_way_through_the_house() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src", "cli/src", "eval/src", "training/src"] {
        // A package of the library alone has no other crates beside it.
        let folder = root.join(folder);
        if !folder.is_dir() {
            continue;
        }
        let sources = Crate::read(&folder);
        let mut files: BTreeMap<Module, BTreeSet<Module>> =
            sources.sources.keys().map(|module| (module.clone(), sources.imports(module))).collect();
        let leads_back = |from: &Module, to: &Module| {
            LEADING_BACK.iter().any(|(a, b)| from.first().is_some_and(|m| m == a) && to.first().is_some_and(|m| m == b))
        };
        // A folder and the files in it are one thing: `mod.rs` is its front.
        let is_within = |from: &Module, to: &Module| from.starts_with(to) || to.starts_with(from);
        files.iter_mut().for_each(|(from, to)| to.retain(|to| !leads_back(from, to) && !is_within(from, to)));
        assert!(files.values().map(BTreeSet::len).sum::<usize>() > 0, "{folder:?}: imports are read");
        assert_eq!(circle(&files), None, "{folder:?}: files");
        let mut roots: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (from, to) in files.iter().flat_map(|(from, to)| to.iter().map(move |to| (from, to))) {
            if let (Some(from), Some(to)) = (from.first(), to.first())
                && from != to
            {
                roots.entry(from.clone()).or_default().insert(to.clone());
            }
        }
        assert_eq!(circle(&roots), None, "{folder:?}: modules at the root");
    }
}

#[test]
fn circles_are_found() {
    let arrows = |pairs: &[(&str, &str)]| {
        let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (from, to) in pairs {
            arrows.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        arrows
    };
    assert_eq!(circle(&arrows(&[("a", "b"), ("b", "c"), ("a", "c")])), None);
    assert!(circle(&arrows(&[("a", "b"), ("b", "c"), ("c", "b")])).is_some_and(|path| path.len() == 2));
    let source = "use crate::a::{B, c::{D, E}};\npub use f::G;\nfn x() { super::h::run(); }\n";
    let joined = |exported| paths(source, exported).iter().map(|path| path.join("::")).collect::<Vec<_>>();
    assert_eq!(joined(false), ["crate::a::B", "crate::a::c::D", "crate::a::c::E", "super::h::run"]);
    assert_eq!(joined(true), ["f::G"]);
}
