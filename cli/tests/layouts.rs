//! Commands and file layouts drawn at random: whatever the paths of a run are, no file that was there before is changed or gone but
//! the output that was named.
//!
//! `EXCERPT_LAYOUTS` sets the number of layouts; `EXCERPT_LAYOUT` runs one of them again by its number.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Names that get in each other's way: outputs, what stands beside them, inputs, links and folders.
const NAMES: &[&str] = &[
    "a.jsonl",
    "b.jsonl",
    "c.txt",
    "o.jsonl",
    "o.jsonl.partial",
    "o.jsonl.checkpoint",
    "o.jsonl.checkpoint.new",
    "o.jsonl.columns",
    "o.jsonl.quarantine.jsonl",
    "o.jsonl.quarantine.jsonl.partial",
    "o.parquet",
    "o.parquet.columns",
    "o.parquet.partial",
    "o",
    "o.csv.gz",
    "t.tsv",
    "d/a.jsonl",
    "d/o.jsonl",
    "d/o.jsonl.partial",
    "d/o.jsonl.quarantine.jsonl",
    "d/e/c.txt",
    "link",
    "d/link",
    "hard",
];

/// What files hold: records, some of them bad, a text, a table of frequencies, nothing.
const CONTENTS: &[&str] = &[
    "{\"id\":1,\"text\":\"Rain fell on the town. The river rose.\"}\n",
    "{\"id\":1,\"text\":\"Rain fell.\"}\nno record\n{\"id\":2,\"text\":\"Wind rose.\",\"summary\":\"Wind rose.\"}\n",
    "Mine. Nobody else's.\n",
    "documents\t2\nrain\t1\n",
    "excerpt checkpoint 2 00000000 2\n{}\n",
    "",
];

/// Numbers drawn from a seed (xorshift64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("small")
    }

    fn is_one_in(&mut self, limit: usize) -> bool {
        self.below(limit) == 0
    }

    fn of<'c>(&mut self, choices: &[&'c str]) -> &'c str {
        choices[self.below(choices.len())]
    }
}

/// Makes some files and links.
fn lay_out(folder: &Path, draw: &mut Draw) {
    fs::create_dir_all(folder.join("d/e")).expect("ours");
    for name in NAMES {
        let path = folder.join(name);
        match draw.below(8) {
            0..=3 => fs::write(&path, draw.of(CONTENTS)).expect("ours"),
            4 => {
                let target = folder.join(draw.of(NAMES));
                symlink(target, &path).expect("ours");
            }
            5 if draw.is_one_in(3) => symlink("..", &path).expect("ours"),
            6 if folder.join("a.jsonl").is_file() => {
                // Links to links are not what this is about.
                let _ = fs::hard_link(folder.join("a.jsonl"), &path);
            }
            _ => {}
        }
    }
}

/// A command, and the paths that it was allowed to replace.
fn command(draw: &mut Draw) -> (Vec<String>, Vec<String>) {
    let inputs: &[&str] = &[NAMES, &["d", ".", "*.jsonl", "**/*.jsonl", "d/*"]].concat();
    let mut args: Vec<String> = Vec::new();
    let kind = draw.of(&["corpus", "corpus", "corpus", "", "split", "keywords", "idf", "eval"]);
    args.extend((!kind.is_empty()).then(|| kind.to_owned()));
    for _ in 0..=draw.below(2) {
        args.push(draw.of(if kind == "corpus" { inputs } else { NAMES }).to_owned());
    }
    let output = draw.of(NAMES).to_owned();
    let mut named = vec![output.clone()];
    args.extend(["-o".to_owned(), output]);
    let force = draw.is_one_in(4);
    args.extend(force.then(|| "--force".to_owned()));
    if kind == "corpus" {
        if draw.is_one_in(3) {
            let quarantine = draw.of(NAMES).to_owned();
            named.extend(force.then(|| quarantine.clone()));
            args.extend(["--quarantine".to_owned(), quarantine]);
        } else if force {
            named.push(format!("{}.quarantine.jsonl", named[0]));
        }
        args.extend(draw.is_one_in(4).then(|| "--restart".to_owned()));
        args.extend(draw.is_one_in(6).then(|| "--max-failures=1".to_owned()));
    }
    if kind == "corpus" || kind.is_empty() {
        for option in ["--seen", "--idf"] {
            if draw.is_one_in(6) {
                args.extend([option.to_owned(), draw.of(NAMES).to_owned()]);
            }
        }
    }
    (args, named)
}

/// Every file with its content, and every link with its target.
fn snapshot(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("ours") {
            let path = entry.expect("ours").path();
            let kind = fs::symlink_metadata(&path).expect("ours").file_type();
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_symlink() {
                let target = fs::read_link(&path).expect("ours").into_os_string();
                found.insert(path, [b"-> ", target.as_encoded_bytes()].concat());
            } else {
                found.insert(path.clone(), fs::read(&path).expect("ours"));
            }
        }
    }
    found
}

/// A checkpoint that begins as ours do may be discarded with `--restart`, and with it the files of its run.
fn is_left_by_a_run(path: &Path, before: &BTreeMap<PathBuf, Vec<u8>>, args: &[String]) -> bool {
    let output = args.iter().position(|arg| arg == "-o").map(|at| &args[at + 1]).expect("there is one");
    let is_checkpoint = |(path, content): (&PathBuf, &Vec<u8>)| {
        path.to_string_lossy().ends_with(&format!("{output}.checkpoint"))
            && content.starts_with(b"excerpt checkpoint 2")
    };
    let name = path.to_string_lossy();
    args.iter().any(|arg| arg == "--restart")
        && before.iter().any(is_checkpoint)
        && [".partial", ".checkpoint", ".columns"].iter().any(|ending| name.ends_with(ending))
}

fn check(number: u64, folder: &Path) {
    let mut draw = Draw(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    draw.below(2);
    lay_out(folder, &mut draw);
    let (args, named) = command(&mut draw);
    let before = snapshot(folder);
    let named: Vec<PathBuf> = named.iter().map(|name| final_path(&folder.join(name))).collect();
    let mut child = Command::new(env!("CARGO_BIN_EXE_excerpt"))
        .current_dir(folder)
        .args(&args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let code = child.wait().expect("it ends").code();
    assert!(matches!(code, Some(0..=2)), "layout {number}, {args:?}: exit code {code:?}");
    let after = snapshot(folder);
    for (path, content) in &before {
        let is_named = named.contains(path) || is_left_by_a_run(path, &before, &args);
        assert!(is_named || after.get(path) == Some(content), "layout {number}, {args:?}: {path:?} was changed");
    }
}

/// Where a path leads, through links, be there a file or not.
fn final_path(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..40 {
        let Ok(target) = fs::read_link(&path) else { break };
        path = path.parent().expect("a folder").join(target);
    }
    let folder = path.parent().and_then(|folder| fs::canonicalize(folder).ok());
    folder.map_or(path.clone(), |folder| folder.join(path.file_name().unwrap_or_default()))
}

#[test]
fn no_file_is_lost_whatever_the_paths() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let numbers = match number("EXCERPT_LAYOUT") {
        Some(one) => one..one + 1,
        None => 0..number("EXCERPT_LAYOUTS").unwrap_or(600),
    };
    // In memory where that can be had: each run puts its files to disk.
    let place =
        [Path::new("/dev/shm"), &std::env::temp_dir()].into_iter().find(|path| path.is_dir()).map(Path::to_owned);
    let work = |numbers: Box<dyn Iterator<Item = u64>>| {
        for number in numbers {
            let folder = tempfile::tempdir_in(place.as_deref().expect("a place")).expect("a folder");
            check(number, &fs::canonicalize(folder.path()).expect("there"));
        }
    };
    let (even, odd) = (numbers.clone().step_by(2), numbers.skip(1).step_by(2));
    std::thread::scope(|scope| {
        let other = scope.spawn(|| work(Box::new(even)));
        work(Box::new(odd));
        other.join().expect("no file is lost");
    });
}
