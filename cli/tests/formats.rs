//! What comes in and goes out in which format, run as a user runs it: damaged files, bombs, and values that a format has no place for.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

#[cfg(feature = "parquet")]
mod parquet_files;

/// What a run came to.
struct Run {
    code: Option<i32>,
    out: String,
    report: String,
}

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).expect("the folder is ours");
    }

    /// Runs `excerpt` in this folder.
    fn run(&self, args: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_excerpt")).current_dir(self.0.path()).args(args).output();
        let output = output.expect("it runs");
        let string = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Run { code: output.status.code(), out: string(output.stdout), report: string(output.stderr) }
    }

    /// Runs `excerpt` in this folder: the exit code, and the most memory that it took, in MB.
    #[cfg(target_os = "linux")]
    fn peak(&self, args: &[&str]) -> (Option<i32>, u64) {
        let run = Command::new(env!("CARGO_BIN_EXE_excerpt"))
            .current_dir(self.0.path())
            .args(args)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut run = run.expect("it runs");
        let mut peak = 0;
        loop {
            let status = fs::read_to_string(format!("/proc/{}/status", run.id())).unwrap_or_default();
            let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            peak = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0).max(peak);
            if let Some(status) = run.try_wait().expect("it is ours") {
                return (status.code(), peak / 1024);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn lines(&self, name: &str) -> Vec<Value> {
        lines(&fs::read_to_string(self.path(name)).expect(name))
    }
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

fn ids(lines: &[Value]) -> Vec<Value> {
    lines.iter().map(|line| line["id"].clone()).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory does not fail")
}

const RECORD: &str = "{\"id\":1,\"text\":\"Rain fell.\"}\n";

#[test]
fn a_carriage_return_ends_a_row() {
    let folder = Folder::new();
    folder.write("one.csv", "id,text\n1,Rain fell.\r2,Wind rose.\n3,\"Snow\rfell.\"\r\n");
    folder.write("mac.csv", "id,text\r1,Rain fell.\r2,Wind rose.\r");
    folder.write("mac.tsv", "id\ttext\r1\tRain fell.\r2\tWind rose.\r");
    for (name, expected) in [("one.csv", 3), ("mac.csv", 2), ("mac.tsv", 2)] {
        let Run { code, out, report } = folder.run(&["corpus", name]);
        assert_eq!((code, lines(&out).len()), (Some(0), expected), "{name} {report}");
    }
    let Run { out, .. } = folder.run(&["corpus", "one.csv"]);
    assert_eq!(lines(&out)[2]["sentences"][0]["text"], "Snow\rfell.");
    let split = folder.run(&["split", "--jsonl", "mac.csv"]);
    assert_eq!((split.code, split.out.lines().count()), (Some(0), 2));
}

#[test]
fn a_run_goes_on_behind_a_carriage_return() {
    let folder = Folder::new();
    let rows =
        |numbers: std::ops::Range<usize>| numbers.map(|n| format!("{n},Rain fell on day {n}.\r")).collect::<String>();
    folder.write("whole.csv", format!("id,text\r{}", rows(0..50)));
    folder.write("broken.csv", format!("id,text\r{}x,\"y\r{}", rows(0..20), rows(20..50)));
    let Run { code, .. } = folder.run(&["corpus", "whole.csv", "-o", "whole.jsonl", "--quiet"]);
    assert_eq!(code, Some(0));
    // The quotation that is never closed costs its own line.
    let Run { code, report, .. } = folder.run(&["corpus", "broken.csv", "-o", "broken.jsonl"]);
    assert_eq!(code, Some(1));
    assert!(report.contains("line 22, byte"), "{report}");
    assert_eq!(folder.lines("whole.jsonl"), folder.lines("broken.jsonl"));
}

#[test]
fn zeros_behind_gzip_end_the_file_and_nothing_else_does() {
    let folder = Folder::new();
    for (name, behind, expected) in [("zeros.jsonl.gz", &[0; 512][..], 0), ("more.jsonl.gz", b"\0\0more", 1)] {
        folder.write(name, [&gzip(RECORD.as_bytes())[..], behind].concat());
        let Run { code, out, report } = folder.run(&["corpus", name]);
        assert_eq!((code, lines(&out).len()), (Some(expected), 1), "{report}");
    }
}

#[test]
fn messages_are_short_whatever_the_names() {
    let folder = Folder::new();
    let long = "k".repeat(1_000_000);
    let columns: String = (0..100_000).map(|column| format!("column{column},")).collect();
    folder.write("key.jsonl", format!("{{\"{long}\":1}}\n"));
    folder.write("lang.jsonl", format!("{{\"text\":\"Rain.\",\"lang\":\"{long}\"}}\n"));
    folder.write("string.jsonl", format!("\"{long}\"\n"));
    folder.write("docs.jsonl", format!("{{\"docs\":[{{\"{long}\":1}}]}}\n"));
    folder.write("columns.csv", format!("{columns}{long}\n1\n"));
    for name in ["key.jsonl", "lang.jsonl", "string.jsonl", "docs.jsonl", "columns.csv"] {
        for command in [&["corpus"][..], &["split", "--jsonl"], &["eval"]] {
            let Run { code, report, .. } = folder.run(&[command, &[name]].concat());
            assert!(report.len() < 5_000, "{name} {}", report.len());
            assert!(matches!(code, Some(0..=2)), "{name} {code:?}");
        }
    }
    let Run { report, .. } = folder.run(&["corpus", "columns.csv"]);
    assert!(report.contains("column19 and 99981 more"), "{report}");
}

#[test]
fn cells_can_be_kept_from_being_calculated() {
    let folder = Folder::new();
    folder.write("in.jsonl", json!({"id": "=1+1", "text": "+A bird sang.", "n": -3, "s": "@x"}).to_string());
    let row = |args: &[&str]| {
        let out = folder.run(&[&["corpus", "in.jsonl", "-f", "csv", "--keep", "n,s"], args].concat()).out;
        out.lines().nth(1).expect("a row").to_owned()
    };
    assert!(row(&[]).starts_with("=1+1,-3,@x,und,+A bird sang.,"), "{}", row(&[]));
    assert!(row(&["--csv-safe"]).starts_with("'=1+1,-3,'@x,und,'+A bird sang.,"), "{}", row(&["--csv-safe"]));
}

#[test]
fn an_evaluation_holds_no_more_than_it_may() {
    let folder = Folder::new();
    let record = |number: usize| json!({"id": number, "text": format!("Rain {number} fell. Wind rose."), "summary": "Rain fell."});
    folder.write("in.jsonl", (0..200).map(|number| format!("{}\n", record(number))).collect::<String>());
    let eval =
        |args: &[&str]| folder.run(&[&["eval", "in.jsonl", "-s", "lead", "-S", "top", "-f", "jsonl"], args].concat());
    assert_eq!(eval(&[]).code, Some(0));
    let Run { code, report, .. } = eval(&["--max-bytes", "10000"]);
    assert_eq!(code, Some(2));
    assert!(report.contains("more than 10000 bytes; --limit evaluates fewer, --max-bytes allows more"), "{report}");
    let limited = eval(&["--max-bytes", "10000", "--limit", "3"]);
    assert_eq!(limited.code, Some(0), "{}", limited.report);
    let evaluated = ids(&lines(&limited.out));
    assert!(evaluated.contains(&json!(0)) && evaluated.contains(&json!(66)) && evaluated.contains(&json!(132)));
    assert_eq!(limited.out, eval(&["--limit", "3"]).out);
}

#[cfg(target_os = "linux")]
mod memory {
    use super::*;

    #[test]
    fn an_unclosed_quotation_is_held_once() {
        let folder = Folder::new();
        folder.write("in.csv", ["id,text\n1,\"Rain", &"\nfell,on".repeat(8 << 20)].concat());
        let args =
            ["corpus", "in.csv", "-o", "out.jsonl", "--from", "csv", "--max-record-bytes", "134217728", "--quiet"];
        let (_, peak) = folder.peak(&[&args[..], &["--strict"]].concat());
        assert!(peak < 64 + 64 + 40, "{peak} MB for 64 MB");
    }

    #[test]
    fn compressed_texts_are_counted_by_what_they_hold() {
        let folder = Folder::new();
        let text = gzip("Rain fell on the town and the river rose. ".repeat(200_000).as_bytes());
        (0..8).for_each(|number| folder.write(&format!("{number}.txt.gz"), &text));
        let (code, many) = folder.peak(&["corpus", ".", "--threads", "8", "-o", "out", "-s", "lead", "-S", "top"]);
        assert_eq!(code, Some(0));
        let (_, one) = folder.peak(&["corpus", "0.txt.gz", "--threads", "8", "-o", "out1", "-s", "lead", "-S", "top"]);
        assert!(many < one + 40, "{many} MB for eight texts of 8 MB, {one} MB for one");
    }

    #[test]
    fn document_frequencies_are_counted_in_bounded_memory() {
        let folder = Folder::new();
        let record = json!({"text": "rain fell on the town ".repeat(50_000)}).to_string() + "\n";
        folder.write("in.jsonl.gz", gzip(record.repeat(200).as_bytes()));
        let (code, peak) = folder.peak(&["idf", "in.jsonl.gz", "-o", "table"]);
        assert_eq!(code, Some(0));
        assert!(peak < 200, "{peak} MB for 220 MB in texts of 1 MB");
    }
}
