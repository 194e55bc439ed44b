//! `excerpt corpus`, run as a user runs it.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command as Process, Stdio};
use std::time::{Duration, Instant};

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Texts of a few sentences that differ, so that records cannot be mistaken for each other.
fn text(number: usize) -> String {
    let places = ["harbour", "market", "valley", "station", "school", "bridge", "forest"];
    let place = |step: usize| places[(number + step) % places.len()];
    format!(
        "The {} was closed on day {number} of the year. People from the {} came to see the {}. \
         Nobody had told them about the {}. In the evening the {} was opened again. Rain fell on the roofs.",
        place(0),
        place(1),
        place(0),
        place(2),
        place(0)
    )
}

fn records(numbers: impl Iterator<Item = usize>) -> String {
    numbers.map(|number| format!("{}\n", json!({"id": number, "text": text(number)}))).collect()
}

/// Waits for what is named, but not for ever.
fn wait_until(what: &str, mut is: impl FnMut() -> bool) {
    let started = Instant::now();
    while !is() {
        assert!(started.elapsed() < Duration::from_secs(60), "{what} does not come");
        std::thread::sleep(Duration::from_millis(10));
    }
}

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        fs::write(self.path(name), bytes).expect("the folder is ours");
        self.path(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect(name)
    }

    fn lines(&self, name: &str) -> Vec<Value> {
        lines(&self.read(name))
    }

    /// What is in it, sorted.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("the folder is ours");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name")).collect();
        names.sort();
        names
    }

    /// Runs `excerpt corpus` in this folder: exit code, standard output, standard error.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        self.run_with(args, "")
    }

    fn run_with(&self, args: &[&str], stdin: &str) -> (i32, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_excerpt"))
            .current_dir(self.0.path())
            .arg("corpus")
            .args(args)
            .write_stdin(stdin)
            .output()
            .expect("it runs");
        let string = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code().expect("an exit code"), string(output.stdout), string(output.stderr))
    }

    /// Waits until a file is there.
    fn wait_for(&self, name: &str) {
        wait_until(name, || self.path(name).exists());
    }

    fn start(&self, args: &[&str]) -> Child {
        Process::new(env!("CARGO_BIN_EXE_excerpt"))
            .current_dir(self.0.path())
            .arg("corpus")
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts")
    }
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

fn ids(lines: &[Value]) -> Vec<Value> {
    lines.iter().map(|line| line["id"].clone()).collect()
}

/// The text that the sentences of a record stand in must hold them where they say.
fn check_spans(source: &str, line: &Value) {
    for sentence in line["sentences"].as_array().expect("a list") {
        let at = |key: &str| usize::try_from(sentence[key].as_u64().expect("an offset")).expect("small");
        assert_eq!(&source[at("start")..at("end")], sentence["text"].as_str().expect("a text"));
    }
}

#[test]
fn every_record_is_answered_in_its_place() {
    let folder = Folder::new();
    folder.write("in.jsonl", records(0..300));
    let (code, _, report) = folder.run(&["in.jsonl", "-o", "out.jsonl", "-n", "2"]);
    assert_eq!(code, 0, "{report}");
    assert!(report.contains("300 records") && report.contains("a second"), "{report}");
    let answers = folder.lines("out.jsonl");
    assert_eq!(ids(&answers), (0..300).map(Value::from).collect::<Vec<_>>());
    for (number, answer) in answers.iter().enumerate() {
        assert_eq!(answer["sentences"].as_array().map(Vec::len), Some(2));
        check_spans(&text(number), answer);
    }
    assert_eq!(folder.names(), ["in.jsonl", "out.jsonl"], "nothing is left lying about");
}

#[test]
fn it_says_what_the_plain_command_says() {
    let folder = Folder::new();
    folder.write("in.txt", text(5));
    let plain = Command::new(env!("CARGO_BIN_EXE_excerpt"))
        .current_dir(folder.0.path())
        .args(["-f", "json", "--words", "30", "-q", "market", "--explain", "in.txt"])
        .output()
        .expect("it runs");
    let mut plain: Value = serde_json::from_slice(&plain.stdout).expect("JSON");
    plain["id"] = json!("a");
    let record = json!({"id": "a", "text": text(5)}).to_string();
    let (code, out, _) = folder.run_with(&["-", "--words", "30", "-q", "market", "--explain"], &record);
    assert_eq!((code, lines(&out)), (0, vec![plain]));
}

#[test]
fn ids_keep_their_type_and_fields_are_passed_on() {
    let folder = Folder::new();
    let input = "{\"id\": 12345678901234567890123, \"text\": \"A.\", \"tags\": [1, {\"a\": null}], \"n\": 1e999}\n\
                 {\"id\": {\"x\": 1}, \"text\": \"B.\"}\n{\"text\": \"C.\", \"n\": \"\\u00e9\"}\n";
    let (code, out, _) = folder.run_with(&["-", "--keep", "n,tags"], input);
    assert_eq!(code, 0);
    let begin =
        |line: usize| out.lines().nth(line).expect("a line").split(",\"language\"").next().expect("a part").to_owned();
    assert_eq!(begin(0), r#"{"id":12345678901234567890123,"n":1e999,"tags":[1, {"a": null}]"#);
    assert_eq!(begin(1), r#"{"id":{"x": 1},"n":null,"tags":null"#);
    assert_eq!(begin(2), r#"{"id":null,"n":"\u00e9","tags":null"#);
    let (code, _, message) = folder.run_with(&["-", "--keep", "sentences"], input);
    assert!(code == 2 && message.contains("of its own"), "{message}");
}

#[test]
fn a_record_may_bring_several_texts_a_language_and_a_query() {
    let folder = Folder::new();
    let input = [
        json!({"id": 1, "docs": ["Rain fell in the valley.", {"text": "The valley flooded.", "date": "2020-01-02"}]}),
        json!({"id": 2, "body": "Der Fluss stieg. Der Markt stand leer.", "lang": "de-AT"}),
        json!({"id": 3, "body": text(3), "ask": "rain on roofs"}),
        json!({"id": 4, "body": text(3)}),
        json!({"id": 5, "body": "A.", "lang": "klingon"}),
        json!({"id": 6, "docs": []}),
    ];
    let input: String = input.iter().map(|record| format!("{record}\n")).collect();
    let args = ["-", "--text-field", "body", "--query-field", "ask", "-n", "2", "-S", "top"];
    let (code, out, report) = folder.run_with(&args, &input);
    let answers = lines(&out);
    assert_eq!((code, ids(&answers)), (1, vec![json!(1), json!(2), json!(3), json!(4), json!(6)]));
    assert_eq!([0, 1].map(|n| answers[0]["sentences"][n]["document"].as_u64()), [Some(0), Some(1)]);
    assert_eq!(answers[0]["sentences"][1]["start"], 0, "offsets are those of the text");
    assert_eq!(answers[1]["language"], "de");
    assert!(answers[2].to_string().contains("Rain fell") && !answers[3].to_string().contains("Rain fell"));
    assert!(report.contains("line 5") && report.contains("klingon"), "{report}");
    assert_eq!(answers[4]["empty"], "there is no text");
}

#[test]
fn sentences_that_are_given_are_not_split_again() {
    let folder = Folder::new();
    let sentences = ["no capital. and a stop within", "", "the harbour. the market"];
    let input = json!({"id": 1, "sents": sentences, "lang": "en"}).to_string();
    let (code, out, _) = folder.run_with(&["-", "--sentences-field", "sents"], &input);
    let answers = lines(&out);
    assert_eq!(code, 0);
    assert_eq!(answers[0]["sentences"].as_array().map(Vec::len), Some(2));
    check_spans("no capital. and a stop within\nthe harbour. the market", &answers[0]);
}

#[test]
fn a_bad_record_costs_no_other_and_is_kept_with_its_place() {
    let folder = Folder::new();
    let good = records(0..2);
    let bad: [&[u8]; 6] = [
        b"{\"id\": 1, \"text\": ",
        b"{\"id\": 2, \"text\": 5}",
        b"{\"id\": 3}",
        b"{\"id\": 4, \"text\": \"a\xffb\"}",
        b"{\"id\": 5, \"text\": \"\\ud800\"}",
        b"[]",
    ];
    let mut input = Vec::new();
    let mut places = Vec::new();
    for raw in bad {
        input.extend(good.as_bytes());
        input.extend(b"\n");
        places.push((input.iter().filter(|&&byte| byte == b'\n').count() + 1, input.len()));
        input.extend(raw);
        input.push(b'\n');
    }
    folder.write("in.jsonl", &input);
    let (code, _, report) = folder.run(&["in.jsonl", "-o", "out.jsonl"]);
    assert_eq!(code, 1);
    assert!(report.contains("the first that failed: in.jsonl, line 4, byte "), "{report}");
    assert!(report.contains("18 records, 6 failed") && report.contains("out.jsonl.quarantine.jsonl"), "{report}");
    assert_eq!(folder.lines("out.jsonl").len(), 12);
    let failures = folder.lines("out.jsonl.quarantine.jsonl");
    for ((failure, raw), (line, offset)) in failures.iter().zip(bad).zip(places) {
        assert_eq!(
            (&failure["file"], &failure["line"], &failure["offset"]),
            (&json!("in.jsonl"), &json!(line), &json!(offset))
        );
        assert_eq!(failure["bytes"], raw.len());
        match std::str::from_utf8(raw) {
            Ok(raw) => assert_eq!(failure["raw"], raw),
            Err(_) => {
                assert!(failure["raw_base64"].is_string() && failure["reason"].as_str().expect("why").contains("UTF-8"))
            }
        }
    }
    assert_eq!(failures.len(), bad.len());

    folder.write("in.jsonl", good);
    let (code, _, message) = folder.run(&["in.jsonl", "-o", "out.jsonl"]);
    assert!(code == 2 && message.contains("--force"), "an old quarantine is not touched: {message}");
    assert_eq!(folder.lines("out.jsonl.quarantine.jsonl").len(), bad.len());
    assert_eq!(folder.run(&["in.jsonl", "-o", "new.jsonl"]).0, 0);
    assert_eq!(folder.names(), ["in.jsonl", "new.jsonl", "out.jsonl", "out.jsonl.quarantine.jsonl"]);
}

#[test]
fn a_record_may_have_as_many_bytes_as_allowed_and_no_more() {
    let folder = Folder::new();
    let record = records(7..8);
    let bytes = record.trim_end().len();
    for (max, fails) in [(bytes - 1, true), (bytes, false), (bytes + 1, false)] {
        let args = ["-", "--max-record-bytes", &max.to_string()];
        let (code, out, report) = folder.run_with(&args, &format!("{record}{{\"id\":1,\"text\":\"A.\"}}\n"));
        assert_eq!((code, out.lines().count()), if fails { (1, 1) } else { (0, 2) }, "{report}");
        assert_eq!(report.contains(&format!("at most {max} are allowed")), fails, "{report}");
    }
}

#[test]
fn strict_stops_at_the_first_and_the_run_can_go_on_without_it() {
    let folder = Folder::new();
    folder.write("in.jsonl", format!("{}{{}}\n{}", records(0..3), records(3..6)));
    let (code, _, report) = folder.run(&["in.jsonl", "-o", "out.jsonl", "--strict"]);
    assert!(code == 1 && report.contains("in.jsonl, line 4, byte ") && report.contains("no field"), "{report}");
    assert!(!folder.path("out.jsonl").exists());
    let (code, _, report) = folder.run(&["in.jsonl", "-o", "out.jsonl"]);
    assert!(code == 1 && report.contains("going on after 3 records"), "{report}");
    assert_eq!(ids(&folder.lines("out.jsonl")), (0..6).map(Value::from).collect::<Vec<_>>());
}

#[test]
fn threads_make_no_difference() {
    let folder = Folder::new();
    folder.write("in.jsonl", format!("{}oops\n{}", records(0..700), records(700..1000)));
    let run = |threads: &str| {
        let (code, _, _) = folder.run(&["in.jsonl", "-o", "out.jsonl", "--threads", threads, "--force"]);
        assert_eq!(code, 1);
        (folder.read("out.jsonl"), folder.read("out.jsonl.quarantine.jsonl"))
    };
    let one = run("1");
    assert_eq!(one.0.lines().count(), 1000);
    assert!(["2", "3", "8"].into_iter().all(|threads| run(threads) == one));
}

#[test]
fn files_that_cannot_be_read_are_named_and_the_others_are_done() {
    let folder = Folder::new();
    folder.write("a.jsonl", records(0..2));
    folder.write("b.jsonl", records(2..4));
    let torn = gzip(&records(4..200));
    folder.write("c.jsonl.gz", &torn[..torn.len() / 2]);
    let (code, _, report) = folder.run(&["a.jsonl", "none.jsonl", "c.jsonl.gz", "b.jsonl", "-o", "out.jsonl"]);
    assert_eq!(code, 1, "{report}");
    assert!(
        report.contains("none.jsonl") && report.contains("c.jsonl.gz") && report.contains("1 broken file"),
        "{report}"
    );
    let ids = ids(&folder.lines("out.jsonl"));
    assert!(
        ids.len() > 4 && ids[..2] == [json!(0), json!(1)] && ids[ids.len() - 2..] == [json!(2), json!(3)],
        "{ids:?}"
    );
    assert_eq!(folder.lines("out.jsonl.quarantine.jsonl").last().expect("an entry")["file"], "c.jsonl.gz");
    assert_eq!(folder.run(&["none.jsonl", "-o", "out.jsonl"]).0, 2);
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish()).expect("memory does not fail")
}

#[test]
fn what_is_compressed_is_read() {
    let folder = Folder::new();
    let plain = records(0..50);
    folder.write("a.jsonl.gz", gzip(&plain));
    folder.write("b.jsonl.zst", zstd::encode_all(plain.as_bytes(), 0).expect("memory does not fail"));
    let (code, out, _) = folder.run_with(&["-"], &plain);
    assert_eq!(code, 0);
    for name in ["a.jsonl.gz", "b.jsonl.zst"] {
        assert_eq!(folder.run(&[name]).1, out);
    }
}

#[test]
fn no_records_is_no_error() {
    let folder = Folder::new();
    folder.write("in.jsonl", "\n\n");
    assert_eq!(folder.run(&["in.jsonl", "-o", "out.jsonl"]).0, 0);
    assert_eq!(folder.read("out.jsonl"), "");
}

/// A run that has read some of its records from a pipe, has put them to disk, and waits for more.
fn waiting(folder: &Folder, args: &[&str], records: &str) -> (Child, ChildStdin) {
    let mut child = folder.start(args);
    let mut pipe = child.stdin.take().expect("a pipe");
    pipe.write_all(records.as_bytes()).and_then(|()| pipe.flush()).expect("it reads");
    // The third state in it: the first says that nothing is done, and the second may be of a few records.
    wait_until("a checkpoint", || {
        fs::read_to_string(folder.path("out.jsonl.checkpoint")).is_ok_and(|text| text.contains("\"sequence\":3"))
    });
    (child, pipe)
}

#[test]
fn a_killed_run_goes_on_and_ends_with_the_same_bytes() {
    let folder = Folder::new();
    let args = ["-", "-o", "out.jsonl"];
    let records = format!("oops\n{}", records(0..1000));
    let (mut child, _pipe) = waiting(&folder, &args, &records[..records.len() / 2]);
    child.kill().and_then(|()| child.wait()).expect("it was running");
    // What was written but is in no checkpoint does not count.
    fs::OpenOptions::new()
        .append(true)
        .open(folder.path("out.jsonl.partial"))
        .expect("there")
        .write_all(b"{\"id")
        .expect("ours");
    assert!(!folder.path("out.jsonl").exists());
    let (code, _, report) = folder.run_with(&args, &records);
    assert!(code == 1 && report.contains("going on after"), "{report}");
    assert_eq!(folder.names(), ["out.jsonl", "out.jsonl.quarantine.jsonl"]);
    let resumed = [folder.read("out.jsonl"), folder.read("out.jsonl.quarantine.jsonl")];
    assert_eq!(folder.run_with(&[&args[..], &["--force"]].concat(), &records).0, 1);
    assert!(resumed == [folder.read("out.jsonl"), folder.read("out.jsonl.quarantine.jsonl")]);
    assert_eq!(resumed[0].lines().count(), 1000);
}

#[test]
fn another_run_does_not_go_on_where_one_was_stopped() {
    let folder = Folder::new();
    let input = format!("{}{{}}\n{}", records(0..3), records(3..6));
    let args = ["in.jsonl", "-o", "out.jsonl"];
    folder.write("in.jsonl", &input);
    assert_eq!(folder.run(&[&args[..], &["--strict"]].concat()).0, 1);
    let (code, _, message) = folder.run(&[&args[..], &["-n", "5"]].concat());
    assert!(code == 2 && message.contains("--sentences was not set and is now 5"), "{message}");
    assert!(message.contains("--restart"), "{message}");
    folder.write("in.jsonl", input.replace("fell", "came"));
    let (code, _, message) = folder.run(&args);
    assert!(code == 2 && message.contains("in.jsonl has changed"), "{message}");
    let (code, _, report) = folder.run(&[&args[..], &["-n", "5", "--restart"]].concat());
    assert!(code == 1 && report.contains("7 records"), "{report}");
    assert_eq!(folder.lines("out.jsonl").len(), 6);
}

#[cfg(unix)]
#[test]
fn a_signal_keeps_what_is_done() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let folder = Folder::new();
        let args = ["-", "-o", "out.jsonl"];
        let records = records(0..600);
        let (mut child, _pipe) = waiting(&folder, &args, &records[..records.len() / 2]);
        Process::new("kill").args([format!("-{signal}"), child.id().to_string()]).status().expect("kill is there");
        assert_eq!(child.wait().expect("it ends").code(), Some(code), "{signal}");
        assert!(!folder.path("out.jsonl").exists());
        let (code, _, report) = folder.run_with(&args, &records);
        assert!(code == 0 && report.contains("going on after"), "{report}");
        assert_eq!(ids(&folder.lines("out.jsonl")), (0..600).map(Value::from).collect::<Vec<_>>());
    }
}

#[cfg(unix)]
#[test]
fn a_signal_ends_a_run_that_waits_for_a_pipe() {
    let folder = Folder::new();
    let mut child = folder.start(&["-"]);
    std::thread::sleep(Duration::from_millis(300));
    Process::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill is there");
    assert_eq!(child.wait().expect("it ends").code(), Some(143));
}

#[cfg(all(unix, feature = "parquet"))]
#[test]
fn a_signal_ends_a_run_that_turns_lines_into_columns() {
    let folder = Folder::new();
    folder.write("in.jsonl", records(0..20_000));
    let args = ["in.jsonl", "-o", "out.parquet", "--keep", "text", "-s", "lead"];
    let mut child = folder.start(&args);
    folder.wait_for("out.parquet.columns");
    Process::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill is there");
    let mut code = None;
    wait_until("the end", || {
        code = child.try_wait().expect("it is ours").and_then(|status| status.code());
        code.is_some()
    });
    assert_eq!(code, Some(143));
    assert!(!folder.path("out.parquet").exists());
    assert_eq!(folder.run(&args).0, 0);
    let (_, resumed, _) = folder.run(&["out.parquet"]);
    assert_eq!(resumed.lines().count(), 20_000);
    assert_eq!(folder.names(), ["in.jsonl", "out.parquet"]);
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let folder = Folder::new();
    folder.write("in.jsonl", records(0..3000));
    let mut child = folder.start(&["in.jsonl"]);
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(
        (output.status.code(), output.stderr.len()),
        (Some(0), 0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn lost_output_is_named() {
    let folder = Folder::new();
    folder.write("in.jsonl", records(0..3));
    if Path::new("/dev/full").exists() {
        let (code, _, message) = folder.run(&["in.jsonl", "-o", "/dev/full"]);
        assert!(code == 2 && message.contains("/dev/full"), "{message}");
    }
    let (code, _, message) = folder.run(&["in.jsonl", "-o", "none/out.jsonl"]);
    assert!(code == 2 && message.contains("none/out.jsonl"), "{message}");
}

#[test]
fn no_input_is_overwritten() {
    let folder = Folder::new();
    folder.write("in.jsonl", records(0..3));
    let (code, _, message) = folder.run(&["in.jsonl", "-o", "./in.jsonl"]);
    assert!(code == 2 && message.contains("is an input") && folder.read("in.jsonl") == records(0..3), "{message}");
    let (code, _, message) = folder.run(&["*.jsonl", "-o", "in.jsonl"]);
    assert!(code == 2 && message.contains("is an input") && folder.read("in.jsonl") == records(0..3), "{message}");
    fs::create_dir(folder.path("empty")).expect("the folder is ours");
    let (code, _, message) = folder.run(&["in.jsonl", "-o", "empty"]);
    assert!(code == 2 && message.contains("empty is a folder"), "{message}");
    let (code, _, message) = folder.run(&["empty"]);
    assert!(code == 2 && message.contains("no file in this folder"), "{message}");
}

#[test]
fn two_runs_do_not_write_one_file() {
    let folder = Folder::new();
    let args = ["-", "-o", "out.jsonl"];
    let (mut first, _pipe) = waiting(&folder, &args, &records(0..300));
    let (code, _, message) = folder.run(&args);
    assert!(code == 2 && message.contains("another excerpt"), "{message}");
    first.kill().and_then(|()| first.wait()).expect("it was running");
}

#[test]
fn csv_is_read_by_its_columns() {
    let folder = Folder::new();
    let quoted = text(1).replace(". ", ".\n");
    folder.write(
        "in.csv",
        format!(
            "\u{feff}id,lang,body,n\r\n7,en,\"{quoted}\",x\r\n8,,{},\r\n9,en\r\n10,en,A.,\"open\n11,en,B.,y\n",
            text(2).replace(',', "")
        ),
    );
    let (code, _, report) = folder.run(&["in.csv", "-o", "out.jsonl", "--text-field", "body", "--keep", "n"]);
    assert_eq!(code, 1, "{report}");
    let answers = folder.lines("out.jsonl");
    assert_eq!(ids(&answers), ["7", "8", "11"].map(Value::from));
    check_spans(&quoted, &answers[0]);
    assert_eq!((&answers[0]["n"], &answers[1]["n"]), (&json!("x"), &json!("")));
    let failures = folder.lines("out.jsonl.quarantine.jsonl");
    let reasons: Vec<_> =
        failures.iter().map(|failure| (failure["line"].as_u64(), failure["reason"].to_string())).collect();
    assert!(reasons[0].1.contains("has 2 columns") && reasons[1].1.contains("never closed"), "{reasons:?}");
    assert_eq!(failures[1]["raw"], "10,en,A.,\"open");
    let (code, _, report) = folder.run(&["in.csv", "-o", "out.jsonl", "--force"]);
    assert!(code == 1 && report.contains("no column \"text\"; there are: id, lang, body, n"), "{report}");
    folder.write("in.tsv", "id\ttext\n1\tRain fell, and wind rose.\n");
    assert!(folder.run(&["in.tsv"]).1.contains("Rain fell, and wind rose."));
}

#[test]
fn csv_is_written_with_a_head() {
    let folder = Folder::new();
    folder.write("in.jsonl", "{\"id\":1,\"text\":\"Rain fell, \\\"loudly\\\".\\n\\nWind rose.\",\"n\":[1]}\n");
    let (code, _, report) = folder.run(&["in.jsonl", "-o", "out.csv", "--keep", "n"]);
    assert_eq!(code, 0, "{report}");
    let text = folder.read("out.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().expect("a head"), ["id", "n", "language", "summary", "sentences"].as_slice());
    let row = reader.records().next().expect("a row").expect("readable");
    assert_eq!((&row[0], &row[1], &row[3]), ("1", "[1]", "Rain fell, \"loudly\".\nWind rose."));
    assert_eq!(serde_json::from_str::<Value>(&row[4]).expect("JSON")[0]["end"], 20);
    assert_eq!(folder.run(&["in.jsonl", "-f", "csv", "--keep", "n"]).1, text);
}

#[test]
fn folders_and_patterns_stand_for_their_files() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path("in/deep")).expect("the folder is ours");
    folder.write("in/b.txt", text(1));
    folder.write("in/a.txt.gz", gzip(&text(2)));
    folder.write("in/deep/c.jsonl", records(3..5));
    folder.write("in/.hidden", "no");
    folder.write("in/bad.txt", b"Rain \xff fell.");
    let (code, _, report) = folder.run(&["in", "-o", "in/out.jsonl"]);
    assert_eq!(code, 1, "{report}");
    let all = folder.read("in/out.jsonl");
    let expected = [json!("in/a.txt.gz"), json!("in/b.txt"), json!(3), json!(4)];
    assert_eq!(ids(&lines(&all)), expected);
    assert_eq!(folder.lines("in/out.jsonl.quarantine.jsonl")[0]["file"], "in/bad.txt");
    let (code, _, report) = folder.run(&["in", "-o", "in/out.jsonl", "--force"]);
    assert!(code == 1 && report.contains("in/out.jsonl is left out: it is the output"), "{report}");
    assert_eq!(folder.read("in/out.jsonl"), all, "what a run wrote is not read by the next");
    let (code, out, _) = folder.run(&["in/**/*.txt", "--lossy"]);
    assert_eq!((code, ids(&lines(&out))), (0, vec![json!("in/b.txt"), json!("in/bad.txt")]));
    assert_eq!(folder.run(&["in/*.xyz"]).0, 2);
}

#[test]
fn output_is_compressed_in_frames_and_goes_on_behind_one() {
    let folder = Folder::new();
    // Frames have a thousand lines; this stops within the third.
    folder.write("in.jsonl", format!("{}{{}}\n{}", records(0..2500), records(2500..2600)));
    for name in ["out.jsonl.gz", "out.jsonl.zst"] {
        assert_eq!(folder.run(&["in.jsonl", "-o", name, "--strict", "-s", "lead"]).0, 1);
        let (code, _, report) = folder.run(&["in.jsonl", "-o", name, "-s", "lead"]);
        assert!(code == 1 && report.contains("going on after 2000 records"), "{report}");
        let resumed = fs::read(folder.path(name)).expect("it is there");
        assert_eq!(folder.run(&["in.jsonl", "-o", name, "-s", "lead", "--force"]).0, 1);
        assert!(resumed == fs::read(folder.path(name)).expect("it is there"));
    }
    let (_, plain, _) = folder.run(&["in.jsonl", "-s", "lead"]);
    let mut unpacked = String::new();
    let packed = fs::read(folder.path("out.jsonl.gz")).expect("it is there");
    flate2::read::MultiGzDecoder::new(&packed[..]).read_to_string(&mut unpacked).expect("gzip");
    assert!(unpacked == plain);
    let packed = fs::read(folder.path("out.jsonl.zst")).expect("it is there");
    assert!(zstd::decode_all(&packed[..]).expect("Zstandard") == plain.as_bytes());
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_goes_in_and_out() {
    let folder = Folder::new();
    let input: String =
        (0..600).map(|number| format!("{}\n", json!({"id": number, "text": text(number), "tags": [number]}))).collect();
    folder.write("in.jsonl", input);
    let (code, _, report) = folder.run(&["in.jsonl", "-o", "out.parquet", "--keep", "tags,text"]);
    assert_eq!(code, 0, "{report}");
    assert_eq!(folder.names(), ["in.jsonl", "out.parquet"]);
    // What was written is a corpus in its turn.
    let (code, from_parquet, report) = folder.run(&["out.parquet", "--keep", "tags"]);
    assert_eq!(code, 0, "{report}");
    let (_, from_json, _) = folder.run(&["in.jsonl", "--keep", "tags"]);
    assert_eq!(lines(&from_parquet), lines(&from_json));
    let (code, out, report) = folder.run(&["out.parquet", "--text-field", "body"]);
    assert!(
        code == 1 && out.is_empty() && report.contains("no column \"body\"; there are: id, tags, text"),
        "{report}"
    );

    let whole = fs::read(folder.path("out.parquet")).expect("it is there");
    folder.write("torn.parquet", &whole[..whole.len() / 2]);
    let (code, out, report) = folder.run(&["torn.parquet", "out.parquet"]);
    assert!(code == 1 && out.lines().count() == 600 && report.contains("torn.parquet"), "{report}");
    assert_eq!(folder.run(&["in.jsonl", "-f", "parquet"]).0, 2, "it cannot go to standard output");
}

#[test]
fn slow_records_are_given_up() {
    let folder = Folder::new();
    let input = records(0..40);
    let (code, out, report) = folder.run_with(&["-", "--timeout", "0.000001"], &input);
    assert_eq!(code, 1);
    assert!(out.lines().count() < 40 && report.contains("it took more than 0.000001 s"), "{report}");
    let (code, out, _) = folder.run_with(&["-", "--timeout", "60"], &input);
    assert!(code == 0 && out == folder.run_with(&["-"], &input).1);
    assert_eq!(folder.run_with(&["-", "--timeout", "0"], &input).0, 2);
}
