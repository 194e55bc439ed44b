//! What hostile names, texts and moments do to whoever runs the program: nothing.

#![cfg(unix)]

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::Read;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

const RECORD: &str = "{\"id\":1,\"text\":\"Rain fell on the town. The river rose in the night.\"}\n";

/// Sets the title of a terminal.
const EVIL: &str = "\u{1b}]0;pwned\u{7}";

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).expect("the folder is ours");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect(name)
    }

    fn command<S: AsRef<OsStr>>(&self, args: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_excerpt"));
        command.current_dir(self.0.path()).args(args).stdin(Stdio::null());
        command
    }

    /// Exit code and standard error.
    fn run(&self, args: &[&str]) -> (Option<i32>, String) {
        let Output { status, stderr, .. } = self.command(args).output().expect("it runs");
        (status.code(), String::from_utf8_lossy(&stderr).into_owned())
    }

    fn ids(&self, name: &str) -> Vec<Value> {
        let line = |line: &str| serde_json::from_str::<Value>(line).expect(line)["id"].clone();
        self.read(name).lines().map(line).collect()
    }

    /// All that the program prints on a terminal.
    fn on_a_terminal(&self, args: &[&str]) -> Vec<u8> {
        use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
        let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&terminal).and_then(|()| unlockpt(&terminal)).expect("ours");
        let name = ptsname(&terminal, Vec::new()).expect("it has a name").into_string().expect("ASCII");
        let end = || OpenOptions::new().read(true).write(true).open(&name).expect("the other end");
        let mut child = self.command(args).stdout(end()).stderr(end()).spawn().expect("it starts");
        let reader = std::thread::spawn(move || {
            let mut shown = Vec::new();
            // Ends with an error when nobody writes any more.
            let _ = File::from(terminal).read_to_end(&mut shown);
            shown
        });
        child.wait().expect("it ends");
        reader.join().expect("it reads")
    }
}

/// The control characters in what a terminal got, but for line breaks and the colours and movements of our own messages.
fn controls(shown: &[u8]) -> Vec<char> {
    let text = String::from_utf8_lossy(shown).into_owned();
    let mut pieces = text.split("\u{1b}[");
    let mut left: String = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|c: char| !c.is_ascii_digit() && c != ';' && c != '?').unwrap_or(piece.len());
        match piece.as_bytes().get(end) {
            Some(b'm' | b'K' | b'h' | b'l' | b'A' | b'B' | b'G') => left.push_str(&piece[end + 1..]),
            _ => left.push_str("\u{1b}["),
        }
    }
    let is_bidi = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    left.chars().filter(|&c| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || is_bidi(c)).collect()
}

#[test]
fn no_control_character_reaches_a_terminal() {
    let folder = Folder::new();
    let text = format!("Rain fell{EVIL} on the town. The \u{202e}river\u{9b}31m rose \u{1b}c in the night.\n");
    folder.write("t.txt", &text);
    folder.write("u.txt", &text);
    folder.write(&format!("{EVIL}.txt"), &text);
    folder.write("keys.jsonl", format!("{}\n", serde_json::json!({ EVIL: 1 })));
    folder.write("lang.jsonl", format!("{}\n", serde_json::json!({ "text": "Rain.", "lang": EVIL })));
    folder.write("text.jsonl", format!("{}\n", serde_json::json!({ "id": EVIL, "text": text, "summary": text })));
    folder.write("columns.csv", format!("id,{EVIL}\n1,x\n"));
    folder.write("broken.parquet", EVIL);
    let name = format!("{EVIL}.txt");
    let commands: &[&[&str]] = &[
        &["t.txt"],
        &["t.txt", "u.txt", "--explain"],
        &["--together", "t.txt", &name, "--explain"],
        &[&name, "t.txt"],
        &["-f", "markdown", &name, "t.txt"],
        &["-f", "html", &name],
        &["-f", "json", &name, "t.txt"],
        &["-f", "jsonl", "t.txt"],
        &["split", "t.txt", &name],
        &["split", "--jsonl", "text.jsonl"],
        &["split", "--jsonl", "keys.jsonl"],
        &["keywords", "t.txt", &name],
        &["keywords", "-f", "markdown", "t.txt", &name],
        &["idf", "t.txt", &name, "--least", "1"],
        &["idf", &format!("none{EVIL}")],
        &["eval", "text.jsonl"],
        &["eval", "keys.jsonl"],
        &["eval", "text.jsonl", "-f", "jsonl"],
        &["corpus", "keys.jsonl"],
        &["corpus", "lang.jsonl"],
        &["corpus", "text.jsonl"],
        &["corpus", "text.jsonl", "-f", "csv"],
        &["corpus", "text.jsonl", "--keep", "summary"],
        &["corpus", "columns.csv"],
        &["corpus", "columns.csv", "-o", "out.jsonl"],
        &["corpus", "broken.parquet"],
        &["corpus", ".", "--from", "text"],
        &["corpus", &format!("*{EVIL}*")],
        &["corpus", "text.jsonl", "--text-field", EVIL],
        &["--query", EVIL, "t.txt"],
        &["--scorer", EVIL, "t.txt"],
        &[&format!("--{EVIL}")],
        &["--language", EVIL, "t.txt"],
        &["t.txt", "-o", &format!("none/{EVIL}")],
    ];
    for args in commands {
        let shown = folder.on_a_terminal(args);
        assert!(!shown.is_empty(), "{args:?}");
        assert_eq!(controls(&shown), [], "{args:?}: {}", String::from_utf8_lossy(&shown).escape_debug());
    }
}

#[test]
fn json_holds_no_raw_controls_and_its_values_stay() {
    let folder = Folder::new();
    folder.write("t.txt", "Rain fell \u{9b}31m on the \u{202e}town\u{7f} today. The river rose.\n");
    for args in [&["-f", "json", "t.txt"][..], &["-f", "jsonl", "t.txt"], &["corpus", "t.txt"]] {
        let out = String::from_utf8(folder.command(args).output().expect("it runs").stdout).expect("UTF-8");
        assert!(out.contains("\\u009b") && !out.contains(['\u{9b}', '\u{7f}', '\u{202e}']), "{out}");
        let first: String = out.lines().collect();
        assert!(first.contains("31m") && serde_json::from_str::<Value>(out.trim()).is_ok() || args[1] == "jsonl");
    }
}

#[test]
fn a_file_name_forges_no_line() {
    let folder = Folder::new();
    let name = "a\nexcerpt: all read";
    folder.write(name, "Rain fell. The river rose.");
    for format in ["text", "markdown", "html"] {
        let output = folder.command(&[name, "none", "-f", format]).output().expect("it runs");
        let all = [output.stdout, output.stderr].concat();
        assert!(!String::from_utf8_lossy(&all).contains("\nexcerpt: all read") || format == "html", "{format}");
    }
    let (_, message) = folder.run(&["corpus", "--from", "jsonl", name]);
    assert!(message.lines().all(|line| line != "excerpt: all read"), "{message}");
}

#[test]
fn names_that_are_not_utf8_stay_apart() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    let names = [OsStr::from_bytes(b"bad\xff"), OsStr::from_bytes(b"bad\xfd")];
    names.iter().for_each(|name| fs::write(folder.0.path().join(name), "Rain fell.").expect("ours"));
    let args = [OsStr::new("corpus"), names[0], names[1], OsStr::new("-o"), OsStr::new("out.jsonl")];
    assert!(folder.command(&args).status().expect("it runs").success());
    assert_eq!(folder.ids("out.jsonl"), ["bad\\xff", "bad\\xfd"]);
}

#[test]
fn devices_are_written_into_and_never_replaced() {
    let folder = Folder::new();
    folder.write("in.jsonl", format!("{RECORD}bad\n"));
    let pipe = folder.path("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo is there").success());
    let reader = {
        let pipe = pipe.clone();
        std::thread::spawn(move || fs::read_to_string(pipe).expect("readable"))
    };
    let (code, message) = folder.run(&["corpus", "in.jsonl", "-o", "out.jsonl", "--quarantine", "pipe"]);
    assert_eq!(code, Some(1), "{message}");
    assert!(reader.join().expect("read").contains("\"line\":2"));
    assert!(fs::metadata(&pipe).expect("there").file_type().is_fifo());
    assert_eq!(folder.run(&["corpus", "in.jsonl", "-o", "new.jsonl", "--quarantine", "/dev/null"]).0, Some(1));
    assert!(fs::metadata("/dev/null").expect("there").file_type().is_char_device());
    assert_eq!(folder.run(&["corpus", "in.jsonl", "-o", "/dev/null"]).0, Some(1));
}

#[test]
fn a_replaced_file_keeps_its_mode_and_a_read_only_one_its_content() {
    let folder = Folder::new();
    folder.write("in.jsonl", RECORD);
    folder.write("t.txt", "Rain fell.\n");
    for (args, name) in
        [(&["corpus", "in.jsonl", "-o", "o.jsonl"][..], "o.jsonl"), (&["t.txt", "-o", "o.txt"], "o.txt")]
    {
        folder.write(name, "before");
        let mode = |mode| fs::set_permissions(folder.path(name), fs::Permissions::from_mode(mode)).expect("ours");
        mode(0o444);
        let (code, message) = folder.run(args);
        assert!(code == Some(2) && message.contains("read-only"), "{message}");
        assert_eq!(folder.read(name), "before");
        mode(0o640);
        assert_eq!(folder.run(args).0, Some(0));
        assert_eq!(fs::metadata(folder.path(name)).expect("there").mode() & 0o777, 0o640);
        mode(0o400);
        assert_eq!(folder.run(&[args, &["--force"]].concat()).0, Some(0));
    }
}

#[test]
fn an_unfinished_output_is_for_its_owner_alone() {
    let folder = Folder::new();
    folder.write("in.jsonl", format!("{RECORD}bad\n"));
    assert_eq!(folder.run(&["corpus", "in.jsonl", "-o", "o.jsonl", "--strict"]).0, Some(1));
    for name in ["o.jsonl.partial", "o.jsonl.checkpoint", "o.jsonl.quarantine.jsonl.partial"] {
        assert_eq!(fs::metadata(folder.path(name)).expect(name).mode() & 0o777, 0o600, "{name}");
    }
}

#[test]
fn an_output_that_is_a_link_to_nothing_makes_the_file_it_names() {
    let folder = Folder::new();
    folder.write("t.txt", "Rain fell.\n");
    folder.write("in.jsonl", RECORD);
    for (args, link) in [(&["t.txt", "-o", "l1"][..], "l1"), (&["corpus", "in.jsonl", "-o", "l2"], "l2")] {
        symlink(format!("target-{link}"), folder.path(link)).expect("ours");
        assert_eq!(folder.run(args).0, Some(0));
        assert!(fs::symlink_metadata(folder.path(link)).expect("there").is_symlink());
        assert!(folder.read(&format!("target-{link}")).contains("Rain fell"));
    }
}

#[test]
fn files_in_folders_are_read_once_and_left_out_by_exact_name() {
    let folder = Folder::new();
    fs::create_dir(folder.path("d")).expect("ours");
    folder.write("d/news-2020.jsonl", RECORD.replace('1', "7"));
    folder.write("d/other.jsonl", RECORD.replace('1', "8"));
    for (target, link) in [(".", "d/x"), (".", "d/y"), ("other.jsonl", "d/z.jsonl"), ("..", "d/up")] {
        symlink(target, folder.path(link)).expect("ours");
    }
    let (code, message) = folder.run(&["corpus", "d", "-o", "d/news"]);
    assert!(code == Some(0) && message.contains("further names"), "{message}");
    assert_eq!(folder.ids("d/news"), [7, 8]);
    let (code, message) = folder.run(&["corpus", "d/**/*.jsonl", "-o", "d/news"]);
    assert_eq!(code, Some(0), "{message}");
    assert_eq!(folder.ids("d/news"), [7, 8]);
}

#[test]
fn failures_are_bounded() {
    let folder = Folder::new();
    folder.write("in.jsonl", "x\n".repeat(50_000));
    let (code, message) = folder.run(&["corpus", "in.jsonl", "-o", "o.jsonl"]);
    assert!(code == Some(1) && message.contains("--max-failures"), "{message}");
    let (code, _) = folder.run(&["corpus", "in.jsonl", "-o", "o.jsonl", "--max-failures", "20000"]);
    assert_eq!(code, Some(1), "it goes on where it was");
    let (code, _) = folder.run(&["corpus", "in.jsonl", "-o", "o.jsonl", "--max-failures", "0"]);
    assert_eq!(code, Some(1));
    assert_eq!(folder.read("o.jsonl.quarantine.jsonl").lines().count(), 50_000);
}

#[test]
fn the_quarantine_is_no_larger_than_the_input_or_16_mib() {
    let folder = Folder::new();
    // A control character takes six bytes in JSON.
    let line = format!("{}\n", "\u{1}".repeat(50_000));
    folder.write("in.jsonl", line.repeat(100));
    let (code, message) = folder.run(&["corpus", "in.jsonl", "-o", "o.jsonl"]);
    assert!(code == Some(1) && message.contains("no room"), "{message}");
    let size = fs::metadata(folder.path("o.jsonl.quarantine.jsonl")).expect("there").len();
    assert!((1 << 20..=16 << 20).contains(&size), "{size}");
}

#[test]
fn a_changed_checkpoint_gives_the_same_bytes_or_nothing() {
    let folder = Folder::new();
    let records = |range: std::ops::Range<usize>| -> String {
        range.map(|id| format!("{{\"id\":{id},\"text\":\"Rain fell in {id}. The river rose.\"}}\n")).collect()
    };
    folder.write("in.jsonl", format!("{}bad\n{}", records(0..300), records(300..400)));
    let run = |name: &str, more: &[&str]| {
        folder.run(&[&["corpus", "in.jsonl", "-s", "lead", "-o", name, "--quarantine", "q.jsonl"], more].concat())
    };
    assert_eq!(run("whole.jsonl", &["--force"]).0, Some(1));
    let whole = folder.read("whole.jsonl");
    fs::remove_file(folder.path("q.jsonl")).expect("there");
    assert_eq!(run("o.jsonl", &["--strict"]).0, Some(1));
    let names = ["o.jsonl.partial", "o.jsonl.checkpoint", "q.jsonl.partial"];
    let left: Vec<Vec<u8>> = names.iter().map(|name| fs::read(folder.path(name)).expect(name)).collect();
    let (mut refused, mut done) = (0, 0);
    for step in 0..120usize {
        names.iter().zip(&left).for_each(|(name, bytes)| folder.write(name, bytes));
        let mut state = left[1].clone();
        let at = step * 23 % state.len();
        state[at] ^= 1 << (step % 7);
        folder.write("o.jsonl.checkpoint", state);
        match run("o.jsonl", &[]).0 {
            Some(1) => {
                assert!(folder.read("o.jsonl") == whole, "byte {at}");
                done += 1;
            }
            code => {
                assert_eq!(code, Some(2), "byte {at}");
                refused += 1;
            }
        }
        for name in names.iter().chain(&["o.jsonl", "q.jsonl"]) {
            let _ = fs::remove_file(folder.path(name));
        }
    }
    assert!(refused > 10 && done > 10, "{refused} refused, {done} done");
    // Bytes that were changed in what is written already are noticed as well.
    names.iter().zip(&left).for_each(|(name, bytes)| folder.write(name, bytes));
    let mut part = left[0].clone();
    part[10] ^= 1;
    folder.write("o.jsonl.partial", part);
    let (code, message) = run("o.jsonl", &[]);
    assert!(code == Some(2) && message.contains("has changed"), "{message}");
}

/// Sends a signal and waits: the exit code and how long it took.
fn end(mut child: std::process::Child, signal: &str) -> (Option<i32>, Duration) {
    let started = Instant::now();
    Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill is there");
    while started.elapsed() < Duration::from_secs(20) {
        if let Some(status) = child.try_wait().expect("it is ours") {
            return (status.code(), started.elapsed());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().expect("it is ours");
    panic!("{signal} does not end it");
}

#[test]
fn signals_end_it_whatever_it_waits_for() {
    let folder = Folder::new();
    folder.write("in.jsonl", RECORD.repeat(50_000));
    assert!(Command::new("mkfifo").arg(folder.path("pipe")).status().expect("mkfifo is there").success());
    let blocked_output: &[&str] = &["corpus", "in.jsonl"];
    let blocked_input: &[&str] = &["corpus", "pipe", "-o", "o1.jsonl"];
    let blocked_seen: &[&str] = &["corpus", "in.jsonl", "-o", "o2.jsonl", "--seen", "pipe"];
    for (args, signal, expected) in [
        (blocked_output, "-TERM", 143),
        (blocked_output, "-HUP", 129),
        (blocked_input, "-INT", 130),
        (blocked_input, "-TERM", 143),
        (blocked_seen, "-HUP", 129),
    ] {
        // Nobody reads this pipe.
        let child = folder.command(args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(Duration::from_millis(600));
        let (code, took) = end(child, signal);
        assert_eq!(code, Some(expected), "{args:?}");
        assert!(took < Duration::from_millis(2_500), "{args:?}: {took:?}");
    }
}

#[test]
fn a_signal_that_was_to_be_ignored_is() {
    let folder = Folder::new();
    folder.write("in.jsonl", RECORD);
    assert!(Command::new("mkfifo").arg(folder.path("pipe")).status().expect("mkfifo is there").success());
    let shell = format!("trap '' HUP; exec {} corpus pipe -o out.jsonl", env!("CARGO_BIN_EXE_excerpt"));
    let mut child = Command::new("sh")
        .current_dir(folder.0.path())
        .args(["-c", &shell])
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    std::thread::sleep(Duration::from_millis(400));
    Command::new("kill").args(["-HUP", &child.id().to_string()]).status().expect("kill is there");
    std::thread::sleep(Duration::from_millis(200));
    fs::write(folder.path("pipe"), "Rain fell on the town.").expect("somebody reads");
    assert!(child.wait().expect("it ends").success());
    assert!(Path::new(&folder.path("out.jsonl")).exists());
}

#[test]
fn options_that_contradict_themselves_are_refused() {
    let folder = Folder::new();
    folder.write("in.jsonl", RECORD);
    for (args, why) in [
        (&["corpus", "in.jsonl", "--keep", "a,a"][..], "twice"),
        (&["corpus", "in.jsonl", "-o", "o.jsonl", "--quarantine", "o.jsonl"], "at once"),
        (&["corpus", "in.jsonl", "-o", "o.jsonl", "--quarantine", "o.jsonl.partial"], "at once"),
        (&["corpus", "in.jsonl", "-o", "."], "is a folder"),
        (&["corpus", "in.jsonl", "-o", "o.jsonl", "--quarantine", "."], "is a folder"),
    ] {
        let (code, message) = folder.run(args);
        assert!(code == Some(2) && message.contains(why), "{args:?}: {message}");
    }
    assert_eq!(fs::read_dir(folder.0.path()).expect("ours").count(), 1, "nothing was begun");
}

#[test]
fn standard_output_that_is_an_input_is_refused() {
    let folder = Folder::new();
    folder.write("in.jsonl", RECORD);
    let append = OpenOptions::new().append(true).open(folder.path("in.jsonl")).expect("ours");
    let status =
        folder.command(&["corpus", "in.jsonl"]).stdout(append).stderr(Stdio::null()).status().expect("it runs");
    assert_eq!((status.code(), folder.read("in.jsonl").as_str()), (Some(2), RECORD));
}
