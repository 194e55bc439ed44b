//! The command line, run as a user runs it.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const NEWS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/samples/news.txt");
const GERMAN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/samples/german.txt");

fn excerpt() -> Command {
    Command::new(env!("CARGO_BIN_EXE_excerpt"))
}

/// What it printed, given that it ended well.
fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).expect("UTF-8")
}

/// What it said on standard error and its exit code.
fn failure(command: &mut Command) -> (String, i32) {
    let output = command.output().expect("it runs");
    (String::from_utf8_lossy(&output.stderr).into_owned(), output.status.code().expect("an exit code"))
}

fn file(dir: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = dir.path().join(name);
    fs::write(&path, bytes).expect("the folder is ours");
    path
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn prints_three_sentences_one_a_line() {
    let text = fs::read_to_string(NEWS).expect("the sample");
    let printed = stdout(excerpt().arg(NEWS));
    assert_eq!(printed.lines().count(), 3);
    assert!(printed.lines().all(|line| text.contains(line)), "{printed}");
    assert!(!printed.contains('\x1b'), "no colour off a terminal");
}

#[test]
fn reads_standard_input() {
    assert_eq!(stdout(excerpt().write_stdin("Rain fell. ")), "Rain fell.\n");
    assert_eq!(stdout(excerpt().arg("-").write_stdin("Rain fell. ")), "Rain fell.\n");
}

#[test]
fn spans_of_json_slice_the_file() {
    let bytes = fs::read(GERMAN).expect("the sample");
    let summary: Value =
        serde_json::from_str(&stdout(excerpt().args(["-f", "json", "-n", "4", GERMAN]))).expect("JSON");
    assert_eq!((summary["language"].as_str(), summary["scorer"].as_str()), (Some("de"), Some("auto")));
    let sentences = summary["sentences"].as_array().expect("a list");
    assert_eq!(sentences.len(), 4);
    for sentence in sentences {
        check_span(&bytes, sentence);
        assert!(sentence["index"].is_u64() && sentence["rank"].is_u64() && sentence["score"].is_f64());
        assert!(sentence.get("explanation").is_none() && sentence.get("document").is_none());
    }
}

fn check_span(bytes: &[u8], sentence: &Value) {
    let at = |key: &str| sentence[key].as_u64().expect("an offset") as usize;
    assert_eq!(&bytes[at("start")..at("end")], sentence["text"].as_str().expect("a text").as_bytes());
}

#[test]
fn jsonl_is_a_sentence_a_line_and_counts_the_byte_order_mark() {
    let dir = folder();
    let bytes = b"\xef\xbb\xbfRain fell. Wind rose.";
    let path = file(&dir, "bom.txt", bytes);
    let printed = stdout(excerpt().args(["-f", "jsonl", "--explain"]).arg(path));
    assert_eq!(printed.lines().count(), 2);
    for line in printed.lines() {
        let sentence: Value = serde_json::from_str(line).expect("JSON");
        check_span(bytes, &sentence);
        assert!(sentence["why"].as_str().expect("a reason").contains("of 2"));
    }
}

#[test]
fn several_files_give_several_summaries() {
    let printed = stdout(excerpt().args(["-n", "1", NEWS, GERMAN]));
    assert_eq!(printed.matches("==> ").count(), 2);
    let json: Value = serde_json::from_str(&stdout(excerpt().args(["-f", "json", NEWS, GERMAN]))).expect("JSON");
    assert_eq!(json[1]["file"].as_str(), Some(GERMAN));
}

#[test]
fn together_is_one_summary_that_names_its_documents() {
    let json = stdout(excerpt().args(["-f", "json", "--together", "-n", "5", NEWS, GERMAN]));
    let json: Value = serde_json::from_str(&json).expect("JSON");
    for sentence in json["sentences"].as_array().expect("a list") {
        let file = [NEWS, GERMAN][sentence["document"].as_u64().expect("a number") as usize];
        assert_eq!(sentence["file"].as_str(), Some(file));
        check_span(&fs::read(file).expect("the sample"), sentence);
    }
}

#[test]
fn budgets_hold_and_exclude_each_other() {
    let printed = stdout(excerpt().args(["--chars", "200", NEWS]));
    assert!(printed.trim_end().chars().count() <= 200 && !printed.is_empty());
    let (message, code) = failure(excerpt().args(["--words", "9", "-n", "3", NEWS]));
    assert_eq!(code, 2, "{message}");
    let (message, code) = failure(excerpt().args(["--ratio", "1.5", NEWS]));
    assert!(code == 2 && message.contains("ratio is 1.5"), "{message}");
}

#[test]
fn an_empty_summary_says_why() {
    let output = excerpt().args(["--words", "1", NEWS]).output().expect("it runs");
    assert!(output.status.success() && output.stdout.is_empty());
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("no sentence fits") && message.contains("words"), "{message}");
}

#[test]
fn formats_show_the_same_sentences() {
    let markdown = stdout(excerpt().args(["-f", "markdown", NEWS]));
    assert!(markdown.lines().all(|line| line.starts_with("- ")), "{markdown}");
    let html = stdout(excerpt().args(["-f", "html", "--explain", NEWS]));
    assert_eq!(html.matches("<mark ").count(), 3);
    assert!(html.starts_with("<!DOCTYPE html>") && html.ends_with("</html>\n"));
}

#[test]
fn html_of_a_hostile_text_stays_text() {
    let hostile = "<script>alert(1)</script> rose in the \"night\". The town slept & dreamt.";
    let html = stdout(excerpt().args(["-f", "html"]).write_stdin(hostile));
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;") && html.contains("slept &amp; dreamt"));
}

#[test]
fn encodings_are_read_by_mark_or_by_name_and_never_guessed() {
    let dir = folder();
    let utf16: Vec<u8> = "\u{feff}Übung macht Meister.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(stdout(excerpt().arg(file(&dir, "utf16.txt", &utf16))), "Übung macht Meister.\n");
    let latin = file(&dir, "latin.txt", b"\xdcbung macht Meister.");
    let (message, code) = failure(excerpt().arg(&latin));
    assert!(code == 2 && message.contains("byte 0 ") && message.contains("--encoding"), "{message}");
    assert!(message.contains("latin.txt"), "{message}");
    assert_eq!(stdout(excerpt().args(["--encoding", "latin1"]).arg(&latin)), "Übung macht Meister.\n");
    assert_eq!(stdout(excerpt().arg("--lossy").arg(&latin)), "\u{fffd}bung macht Meister.\n");
    let (message, code) = failure(excerpt().args(["--encoding", "klingon"]).arg(&latin));
    assert!(code == 2 && message.contains("no such encoding"), "{message}");
}

#[test]
fn offsets_are_bytes_of_the_file_in_whatever_encoding() {
    let dir = folder();
    let text = "Übung macht Meister. Der Regen fiel die ganze Nacht. Der Fluss trat über die Ufer.";
    let little: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = file(&dir, "utf16.txt", &little);
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let latin = file(&dir, "latin.txt", &latin);
    let broken = file(&dir, "broken.txt", &[b"Rain \xff fell. ".as_slice(), text.as_bytes()].concat());
    for (path, args, encoding) in [
        (&marked, &[][..], encoding_rs::UTF_16LE),
        (&latin, &["--encoding", "latin1"][..], encoding_rs::WINDOWS_1252),
        (&broken, &["--lossy"][..], encoding_rs::UTF_8),
    ] {
        let bytes = fs::read(path).expect("ours");
        let check = |start: &Value, end: &Value, text: &str| {
            let at = |offset: &Value| offset.as_u64().expect("an offset") as usize;
            assert_eq!(encoding.decode_without_bom_handling(&bytes[at(start)..at(end)]).0, text);
        };
        let run = |first: &[&str]| stdout(excerpt().args(first).args(args).arg(path));
        let lines =
            |out: String| -> Vec<Value> { out.lines().map(|line| serde_json::from_str(line).expect(line)).collect() };
        let sentences = lines(run(&["-f", "jsonl", "-n", "2"]));
        assert_eq!(sentences.len(), 2);
        for sentence in &sentences {
            check(&sentence["start"], &sentence["end"], sentence["text"].as_str().expect("a text"));
        }
        for line in run(&["split"]).lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            let [start, end] = [0, 1].map(|cell| Value::from(cells[cell].parse::<u64>().expect("an offset")));
            check(&start, &end, cells[2]);
        }
        for phrase in lines(run(&["keywords", "-f", "jsonl"])) {
            let first = &phrase["occurrences"][0];
            check(&first["start"], &first["end"], phrase["text"].as_str().expect("a text"));
        }
        let corpus = lines(run(&["corpus", "--quiet", "-n", "2"]));
        let offsets = |sentence: &Value| [sentence["start"].clone(), sentence["end"].clone()];
        let found: Vec<_> = corpus[0]["sentences"].as_array().expect("a list").iter().map(offsets).collect();
        assert_eq!(found, sentences.iter().map(offsets).collect::<Vec<_>>());
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_keeps_what_was_in_it() {
    let dir = folder();
    let out = file(&dir, "out.html", b"before");
    // A file may have 1,024 bytes, as on a disk that is full behind them.
    let limited = format!(
        "ulimit -f 1; trap '' XFSZ; exec {} -f html {NEWS} -o {}",
        env!("CARGO_BIN_EXE_excerpt"),
        out.display()
    );
    let ended = std::process::Command::new("bash").args(["-c", &limited]).output().expect("bash is there");
    let message = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(ended.status.code() == Some(2) && message.contains("out.html"), "{message}");
    assert_eq!(fs::read(&out).expect("it is there"), b"before");
    assert_eq!(fs::read_dir(dir.path()).expect("ours").count(), 1);
    excerpt().args(["-f", "html", NEWS, "-o"]).arg(&out).assert().success();
    assert!(fs::read(&out).expect("it is there").ends_with(b"</html>\n"));
}

#[test]
fn a_bad_file_is_named_and_the_others_are_done() {
    let output = excerpt().args(["missing.txt", NEWS, env!("CARGO_MANIFEST_DIR")]).output().expect("it runs");
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(message.contains("missing.txt") && message.contains("is a folder"), "{message}");
    assert!(!output.stdout.is_empty());
    assert_eq!(failure(excerpt().arg("missing.txt")).1, 2);
}

#[test]
fn a_file_too_long_for_a_document_is_refused_before_it_is_read() {
    let dir = folder();
    let long = dir.path().join("long.txt");
    let most = excerpt::Document::MOST_BYTES as u64;
    fs::File::create(&long).and_then(|file| file.set_len(most + 1)).expect("it takes no room");
    let output = excerpt().arg(&long).arg(NEWS).output().expect("it runs");
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && message.contains("long.txt: is longer than 2 GiB"), "{message}");
    let args = |bytes: u64| ["corpus".to_owned(), "-".to_owned(), format!("--max-record-bytes={bytes}")];
    for (bytes, refused) in [(most - 1, false), (most, false), (most + 1, true)] {
        let output = excerpt().args(args(bytes)).write_stdin("").output().expect("it runs");
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(message.contains("must be a number from 1 to 2147483648"), refused, "{message}");
    }
}

#[test]
fn unknown_names_are_answered_with_the_known_ones() {
    let (message, code) = failure(excerpt().args(["-s", "tarot", NEWS]));
    assert!(code == 2 && message.contains("lexrank"), "{message}");
    let (message, code) = failure(excerpt().args(["-l", "klingon", NEWS]));
    assert!(code == 2 && message.contains("de, "), "{message}");
}

#[test]
fn split_prints_spans() {
    let printed = stdout(excerpt().arg("split").write_stdin("Dr. Lee came.\nShe\nleft."));
    assert_eq!(printed, "0\t13\tDr. Lee came.\n14\t23\tShe left.\n");
}

#[test]
fn split_reads_and_writes_records() {
    let records = "{\"id\": 12345678901234567890123, \"text\": \"Rain fell. Wind rose.\"}\n\n{\"id\": \"b\", \"lang\": \"xx\", \"text\": \"\"}\n";
    let printed = stdout(excerpt().args(["split", "--jsonl", "-"]).write_stdin(records));
    let lines: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(printed.starts_with("{\"id\":12345678901234567890123,"), "{printed}");
    assert_eq!(lines[0]["sentences"][1]["start"], 11);
    assert_eq!(lines[1]["sentences"].as_array().map(Vec::len), Some(0));
    let output =
        excerpt().args(["split", "--jsonl"]).write_stdin("{}\n{\"id\":1,\"text\":\"A.\"}").output().expect("it runs");
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 1"));
    assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(1), false));
}

#[test]
fn split_answers_a_record_before_the_next_has_come() {
    let mut child = Process::new(env!("CARGO_BIN_EXE_excerpt"))
        .args(["split", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let (mut asked, answers) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
    // Read elsewhere, so that an answer that never comes fails the test and does not hang it.
    let (tell, told) = mpsc::channel();
    let listener = thread::spawn(move || BufReader::new(answers).lines().try_for_each(|line| tell.send(line)));
    for id in 1..=3 {
        writeln!(asked, "{{\"id\":{id},\"text\":\"Rain fell. Wind rose.\"}}").expect("it reads");
        let line = told.recv_timeout(Duration::from_secs(30)).expect("an answer").expect("UTF-8");
        assert!(line.starts_with(&format!("{{\"id\":{id},")), "{line}");
    }
    drop(asked);
    assert!(child.wait().expect("it ends").success());
    listener.join().expect("it does not panic").expect("the test listens");
}

#[test]
fn split_reads_compressed_records_and_names_what_it_cannot_read() {
    let dir = folder();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(b"{\"body\":\"Rain fell.\"}\n{\"body\":\"Wind rose.\"}\n").expect("memory does not fail");
    let whole = gzip.finish().expect("memory does not fail");
    let records = file(&dir, "a.jsonl.gz", &whole);
    let split = ["split", "--jsonl", "--text-field", "body"];
    assert_eq!(stdout(excerpt().args(split).arg(&records)).lines().count(), 2);
    let cut = file(&dir, "cut.jsonl.gz", &whole[..whole.len() - 12]);
    let (said, code) = failure(excerpt().args(split).args([&records, &cut]));
    assert!(code == 1 && said.contains("cut.jsonl.gz"), "{code} {said}");
    let bad = file(&dir, "bad.jsonl", b"{\"text\":\"ab\xff\"}\n{\"docs\":[\"A.\"]}\n{\"text\":\"A.\"}\n");
    let (said, code) = failure(excerpt().args(["split", "--jsonl"]).arg(&bad));
    assert!(code == 1 && said.contains("bad.jsonl: line 1: byte 11") && said.contains("line 2: has several"), "{said}");
    for option in [&["--encoding", "latin1"][..], &["--lossy"]] {
        let (said, code) = failure(excerpt().args(["split", "--jsonl"]).args(option).arg(&bad));
        assert!(code == 2 && said.contains("--jsonl"), "{said}");
    }
    assert_eq!(failure(excerpt().args(["split", "--jsonl", "missing.jsonl"])).1, 2);
    assert!(stdout(excerpt().args(["split", "--jsonl"]).write_stdin("")).is_empty());
}

#[test]
fn document_frequencies_are_counted_and_used() {
    let dir = folder();
    let records =
        file(&dir, "a.jsonl", b"{\"text\":\"Rain fell.\"}\n{\"text\":5}\n{\"docs\":[\"Rain again.\",\"Snow.\"]}\n");
    let table = dir.path().join("idf.tsv");
    let output = ["--least", "1", "-l", "en", "-o"];
    let (said, code) = failure(excerpt().arg("idf").arg(&records).args(output).arg(&table));
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("a.jsonl: line 2: the field \"text\" is a number"), "{said}");
    assert_eq!(fs::read_to_string(&table).expect("it was written"), "documents\t3\nfell\t1\nrain\t2\nsnow\t1\n");
    assert_eq!(stdout(excerpt().arg("--idf").arg(&table).arg(NEWS)).lines().count(), 3);
    let (said, code) = failure(excerpt().arg("--idf").arg(NEWS).arg(NEWS));
    assert_eq!(code, 2);
    assert!(said.contains("line 1 is not one of document frequencies"), "{said}");
}

#[test]
fn what_was_seen_is_left_out() {
    let dir = folder();
    let seen = file(&dir, "seen.txt", b"Rain fell in the night.");
    let text = file(&dir, "text.txt", b"In the night rain fell. The dam broke in two places.");
    assert_eq!(stdout(excerpt().arg("--seen").arg(&seen).arg(&text)), "The dam broke in two places.\n");
    let (said, code) = failure(excerpt().arg("--seen").arg(&text).arg(&text));
    assert_eq!(code, 0);
    assert!(said.contains("there is nothing that was not seen before"), "{said}");
}

#[test]
fn passages_and_orders() {
    let dir = folder();
    let text = file(&dir, "a.txt", b"date 2024-02-01 Rain fell on Tuesday. The dam broke.");
    let older = file(&dir, "b.txt", b"date 2023-02-01 The dam was old. Snow fell.");
    assert_eq!(
        stdout(excerpt().args(["-n", "1", "--window", "2"]).arg(&text)),
        "Rain fell on Tuesday. The dam broke.\n"
    );
    let by_date = stdout(excerpt().args(["--together", "-n", "4", "--order", "date"]).args([&text, &older]));
    assert_eq!(by_date.lines().next(), Some("The dam was old."));
}

#[test]
fn lists_what_there_is() {
    assert!(stdout(excerpt().args(["list", "scorers"])).contains("textrank-tfidf"));
    assert!(stdout(excerpt().args(["list", "selectors"])).contains("mmr"));
    assert!(stdout(excerpt().args(["list", "languages"])).contains("de    German"));
}

#[test]
fn completions_and_manual_are_made() {
    assert!(stdout(excerpt().args(["completions", "bash"])).contains("excerpt"));
    assert!(stdout(excerpt().arg("man")).contains(".TH"));
}

#[test]
fn threads_make_no_difference() {
    let run = |threads| stdout(excerpt().args(["--threads", threads, "-f", "json", "--explain", NEWS, GERMAN]));
    assert_eq!(run("1"), run("8"));
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let files = vec![NEWS; 400];
    let mut process = Process::new(env!("CARGO_BIN_EXE_excerpt"))
        .args(files)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(process.stdout.take());
    let output = process.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn lost_output_is_reported() {
    if Path::new("/dev/full").exists() {
        let (message, code) = failure(excerpt().args([NEWS, "-o", "/dev/full"]));
        assert!(code != 0 && message.contains("/dev/full"), "{message}");
    }
}

#[test]
fn a_run_that_fails_costs_no_file() {
    let dir = folder();
    let kept = file(&dir, "kept.txt", b"kept");
    assert_eq!(failure(excerpt().arg("missing.txt").arg("-o").arg(&kept)).1, 2);
    assert_eq!(fs::read(&kept).expect("it is there"), b"kept");
    let same = file(&dir, "same.txt", b"Rain fell.\n\nWind rose all night.");
    let (message, code) = failure(excerpt().args(["--words", "2"]).arg(&same).arg("-o").arg(&same));
    assert!(code == 2 && message.contains("is an input and the output at once"), "{message}");
    assert_eq!(fs::read(&same).expect("it is there"), b"Rain fell.\n\nWind rose all night.");
}

#[test]
fn a_query_that_nothing_answers_is_reported() {
    let output = excerpt().args(["-q", "zebra", NEWS]).output().expect("it runs");
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && message.contains("zebra"), "{message}");
    assert_eq!(output.stdout, excerpt().arg(NEWS).output().expect("it runs").stdout);
}

#[test]
fn nothing_is_printed_where_nothing_was_read() {
    for format in ["text", "json", "html"] {
        let output = excerpt().args(["-f", format, "missing.txt", "lost.txt"]).output().expect("it runs");
        assert!(output.stdout.is_empty() && output.status.code() == Some(2), "{format}");
    }
}

#[test]
fn output_goes_to_a_file() {
    let dir = folder();
    let path = dir.path().join("summary.txt");
    assert!(stdout(excerpt().arg(NEWS).arg("-o").arg(&path)).is_empty());
    assert_eq!(fs::read_to_string(path).expect("it was written"), stdout(excerpt().arg(NEWS)));
}

#[test]
fn keywords_are_printed_one_a_line() {
    let printed = stdout(excerpt().args(["keywords", "-n", "4", NEWS]));
    let text = fs::read_to_string(NEWS).expect("the sample");
    assert_eq!(printed.lines().count(), 4);
    assert!(printed.lines().all(|line| text.contains(line)), "{printed}");
    let one = "The stone bridge closed. Repair of the stone bridge takes a year.";
    assert_eq!(stdout(excerpt().args(["keywords", "-n", "1"]).write_stdin(one)), "stone bridge\n");
    let single = stdout(excerpt().args(["keywords", "-n", "1", "--max-words", "1"]).write_stdin(one));
    assert_eq!(single.split_whitespace().count(), 1);
}

#[test]
fn every_place_of_a_keyword_slices_the_file() {
    let bytes = fs::read(GERMAN).expect("the sample");
    for method in ["positionrank", "rake", "textrank", "tfidf", "yake"] {
        let page = stdout(excerpt().args(["keywords", "-f", "json", "-m", method, GERMAN]));
        let page: Value = serde_json::from_str(&page).expect("JSON");
        assert_eq!((page["language"].as_str(), page["method"].as_str()), (Some("de"), Some(method)));
        for phrase in page["keyphrases"].as_array().expect("a list") {
            let mut first = phrase["occurrences"][0].clone();
            first["text"] = phrase["text"].clone();
            check_span(&bytes, &first);
            assert!(phrase["rank"].is_u64() && phrase["score"].is_f64());
        }
    }
}

#[test]
fn keywords_of_several_files_say_which_is_which() {
    let text = stdout(excerpt().args(["keywords", "-n", "1", NEWS, GERMAN]));
    assert_eq!(text.matches("==> ").count(), 2);
    let json: Value =
        serde_json::from_str(&stdout(excerpt().args(["keywords", "-f", "json", NEWS, GERMAN]))).expect("JSON");
    assert_eq!(json[1]["file"].as_str(), Some(GERMAN));
    let lines = stdout(excerpt().args(["keywords", "-f", "jsonl", "-n", "2", NEWS, GERMAN]));
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((lines.len(), lines[3]["file"].as_str()), (4, Some(GERMAN)));
    assert!(stdout(excerpt().args(["keywords", "-f", "markdown", "-n", "1", NEWS])).starts_with("- "));
}

#[test]
fn keywords_that_cannot_be_had_are_reported() {
    let output = excerpt().arg("keywords").write_stdin("The of and.").output().expect("it runs");
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && output.stdout.is_empty() && message.contains("no phrase"), "{message}");
    let (message, code) = failure(excerpt().args(["keywords", "-m", "hoe", NEWS]));
    assert!(code == 2 && message.contains("yake"), "{message}");
    let output = excerpt().args(["keywords", "missing.txt", NEWS]).output().expect("it runs");
    assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(1), false));
    assert_eq!(failure(excerpt().args(["keywords", "-f", "json", "missing.txt"])).1, 2);
    let (message, code) = failure(excerpt().args(["keywords", "--idf", NEWS, NEWS]));
    assert!(code == 2 && message.contains("-m tfidf"), "{message}");
    assert!(stdout(excerpt().args(["list", "keyphrases"])).contains("positionrank"));
}
