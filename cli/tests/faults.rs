//! Every system call that writes, renames, locks or removes fails in turn, or is the last that the process makes: no output is half
//! written, none is lost in silence, and the same command then ends with the same bytes.
//!
//! Needs `strace`; skipped with a message where there is none.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Calls that change files.
const CALLS: &[&str] = &[
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "rename",
    "renameat2",
    "unlink",
    "unlinkat",
    "flock",
    "ftruncate",
    "openat",
    "fchmod",
    "lseek",
];

/// Maximum number of calls of a kind that are made to fail, one in each run.
const MAX_CALLS: usize = 14;

fn has_strace() -> bool {
    let run =
        Command::new("strace").args(["-f", "-qq", "-o", "/dev/null", "-e", "inject=mount:error=EIO", "true"]).status();
    let has = run.is_ok_and(|status| status.success());
    if !has {
        eprintln!("skipped: there is no strace that may trace");
    }
    has
}

fn lay_out(folder: &Path, bad_record: &str) {
    let record = |id: usize| format!("{{\"id\":{id},\"text\":\"Rain fell on day {id}. The river rose.\"}}\n");
    let records: String = (0..40).map(record).collect();
    fs::write(folder.join("in.jsonl"), format!("{records}{bad_record}{}", record(99))).expect("ours");
    fs::write(folder.join("t.txt"), "Rain fell on the town. The river rose.\n").expect("ours");
}

/// Runs the program, under strace with `inject` if there is one. The exit code.
fn run(folder: &Path, args: &[&str], inject: Option<&str>) -> Option<i32> {
    let program = env!("CARGO_BIN_EXE_excerpt");
    let mut command = match inject {
        None => Command::new(program),
        Some(inject) => {
            let mut strace = Command::new("strace");
            strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("inject={inject}"), program]);
            strace
        }
    };
    let command =
        command.current_dir(folder).args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().expect("it runs").code()
}

/// All that a command leaves, its inputs aside.
fn left(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).expect("ours").map(|entry| entry.expect("ours"));
    let mut left: Vec<(String, Vec<u8>)> = entries
        .map(|entry| entry.file_name().into_string().expect("a plain name"))
        // What a killed process could not remove, under a name that nobody asked for.
        .filter(|name| !["in.jsonl", "t.txt"].contains(&name.as_str()) && !name.starts_with(".excerpt-"))
        .map(|name| (name.clone(), fs::read(folder.join(&name)).expect("readable")))
        .collect();
    left.sort();
    left
}

fn check(args: &[&str], output: &str, bad_record: &str, inject: impl Fn(&str, usize) -> String) {
    let whole = tempfile::tempdir().expect("a folder");
    lay_out(whole.path(), bad_record);
    let code = run(whole.path(), args, None);
    let expected = left(whole.path());
    let expected_output = fs::read(whole.path().join(output)).expect("it is there");
    for call in CALLS {
        for number in 1..=MAX_CALLS {
            let fault = inject(call, number);
            let folder = tempfile::tempdir().expect("a folder");
            lay_out(folder.path(), bad_record);
            fs::write(folder.path().join(output), "before").expect("ours");
            let ended = run(folder.path(), args, Some(&fault));
            if bad_record.is_empty() && ended == Some(1) {
                // An input could not be read, which was reported.
                continue;
            }
            let after = fs::read(folder.path().join(output)).expect("it is there");
            assert!(after == b"before" || after == expected_output, "{args:?} {fault}: half an output");
            if ended == code {
                assert!(left(folder.path()) == expected, "{args:?} {fault}: exit code {code:?}, and not all is there");
            }
            let again = run(folder.path(), args, None);
            assert_eq!(again, code, "{args:?} {fault}: the same command again");
            assert!(left(folder.path()) == expected, "{args:?} {fault}: other bytes in the end");
        }
    }
}

const CORPUS: &[&str] = &["corpus", "in.jsonl", "-s", "lead", "-o", "o.jsonl", "--quarantine", "q.jsonl", "--force"];
const COMPRESSED: &[&str] = &["corpus", "in.jsonl", "-s", "lead", "-o", "o.jsonl.gz", "--threads", "1", "--force"];
const PLAIN: &[&str] = &["t.txt", "-o", "o.txt"];

fn fails(call: &str, number: usize) -> String {
    let error = if call == "write" { "ENOSPC" } else { "EIO" };
    format!("{call}:error={error}:when={number}")
}

fn kills(call: &str, number: usize) -> String {
    format!("{call}:signal=KILL:when={number}")
}

#[test]
fn a_call_that_fails_loses_nothing() {
    if has_strace() {
        check(CORPUS, "o.jsonl", "", fails);
        check(COMPRESSED, "o.jsonl.gz", "", fails);
        check(PLAIN, "o.txt", "", fails);
    }
}

#[test]
fn a_kill_at_any_call_loses_nothing() {
    if has_strace() {
        check(CORPUS, "o.jsonl", "bad\n", kills);
        check(PLAIN, "o.txt", "", kills);
    }
}
