//! `excerpt eval`, run as a user runs it.

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

const RAIN: &str =
    "Rain fell on the town all night. A cat slept. By morning the river had flooded the market. Nobody was hurt.";

fn eval() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_excerpt"));
    command.arg("eval");
    command
}

fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).expect("UTF-8")
}

fn json_of(command: &mut Command) -> Value {
    serde_json::from_str(&stdout(command.args(["-f", "json"]))).expect("JSON")
}

fn records(folder: &TempDir, name: &str, records: &[Value]) -> PathBuf {
    let path = folder.path().join(name);
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    fs::write(&path, lines.join("\n")).expect("the folder is ours");
    path
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// The mean of a measure of a system.
fn mean(page: &Value, system: &str, measure: &str) -> f64 {
    let systems = page["systems"].as_array().expect("systems");
    let row = systems.iter().find(|row| row["system"] == system).unwrap_or_else(|| panic!("no {system} in {page}"));
    row["measures"][measure]["mean"].as_f64().expect("a mean")
}

#[test]
fn lead_and_oracle_are_measured() {
    let folder = folder();
    let path = records(
        &folder,
        "in.jsonl",
        &[json!({"text": RAIN, "lang": "en", "summary": "The river flooded the market."})],
    );
    let page = json_of(eval().args(["-n", "1"]).arg(&path));
    assert_eq!(
        (&page["records"], &page["length"], &page["tokens"]),
        (&json!(1), &json!("1 sentences"), &json!(["rouge-score"]))
    );
    // "rain fell on the town all night": of five tokens of the reference, "the" is there, once.
    assert!((mean(&page, "lead+top", "rouge1_f1") - 2.0 / 12.0).abs() < 1e-12);
    // "by morning the river had flooded the market": all five, among eight.
    assert!((mean(&page, "oracle", "rouge1_f1") - 10.0 / 13.0).abs() < 1e-12);
    assert_eq!(mean(&page, "oracle", "coverage"), 1.0);
}

#[test]
fn records_come_in_several_shapes() {
    let folder = folder();
    let path = records(
        &folder,
        "in.jsonl",
        &[
            json!({"docs": ["Rain fell.", "The river rose."], "summary": ["Nothing.", "the river rose"], "lang": "en"}),
            json!({"docs": [{"text": "Rain fell."}, {"text": "The river rose."}], "references": [["the river rose"]], "lang": "en"}),
        ],
    );
    let page = json_of(eval().args(["-n", "1"]).arg(&path));
    assert_eq!(page["records"], 2);
    assert_eq!(mean(&page, "oracle", "rouge2_f1"), 1.0);

    let given = records(
        &folder,
        "given.jsonl",
        &[json!({"lines": ["rain fell on mr.", "smith ."], "highlights": "smith", "lang": "en"})],
    );
    let page = json_of(eval().args(["-n", "1", "--sentences-field", "lines"]).arg(&given));
    assert_eq!(mean(&page, "oracle", "rouge1_f1"), 1.0, "\"smith .\" is a sentence because the record says so");
}

#[test]
fn every_scorer_has_a_row() {
    let folder = folder();
    let path = records(&folder, "in.jsonl", &[json!({"text": RAIN, "summary": "The river flooded the market."})]);
    let page = json_of(eval().args(["-s", "all", "-S", "top,mmr", "--baseline", "textrank+mmr"]).arg(&path));
    let systems = page["systems"].as_array().expect("systems");
    let scorers = excerpt::score::ALL.len() - 2;
    assert_eq!(systems.len(), 3 + 2 * scorers, "lead, random, oracle, and each scorer with two selectors");
    let base = systems.iter().find(|row| row["system"] == "textrank+mmr").expect("the baseline");
    assert_eq!(base["measures"]["mean_f1"]["difference"], 0.0);
    assert_eq!(base["measures"]["mean_f1"]["difference_interval"], json!([0.0, 0.0]));
}

#[test]
fn a_query_changes_the_summary_unless_it_is_left_aside() {
    let folder = folder();
    let path =
        records(&folder, "in.jsonl", &[json!({"text": RAIN, "query": "cat", "summary": "A cat slept.", "lang": "en"})]);
    let textrank = ["-n", "1", "-s", "textrank"];
    let asked = json_of(eval().args(textrank).arg(&path));
    assert_eq!(mean(&asked, "textrank+mmr", "rouge1_f1"), 1.0);
    assert!(mean(&asked, "lead+top", "rouge1_f1") < 0.5, "lead takes the first sentence, whatever was asked");
    let unasked = json_of(eval().args(textrank).arg("--no-query").arg(&path));
    assert!(mean(&unasked, "textrank+mmr", "rouge1_f1") < 0.5);
}

#[test]
fn lengths_follow_the_reference() {
    let folder = folder();
    let reference = "Rain fell on the town all night. A cat slept.";
    let path = records(&folder, "in.jsonl", &[json!({"text": RAIN, "summary": reference, "lang": "en"})]);
    let page = json_of(eval().arg("--match-reference").arg(&path));
    assert_eq!(mean(&page, "lead+top", "rouge1_f1"), 1.0);
    let page = json_of(eval().arg("--match-reference=words").arg(&path));
    assert_eq!(mean(&page, "lead+top", "words"), 10.0);
}

#[test]
fn summaries_of_others_have_rows() {
    let folder = folder();
    let path = records(
        &folder,
        "in.jsonl",
        &[json!({"text": RAIN, "summary": "a b\nc d", "ours": "a b c d", "theirs": ["a b", "d c"], "lang": "en"})],
    );
    let page = json_of(eval().args(["--candidate-field", "ours,theirs"]).arg(&path));
    assert_eq!(mean(&page, "ours", "rougeL_f1"), 1.0);
    assert_eq!(mean(&page, "theirs", "rougeL_f1"), 0.75);
    assert_eq!(mean(&page, "ours", "coverage"), 0.25, "of these only \"a\" stands in the text");
}

#[test]
fn other_scripts_are_compared_too() {
    let folder = folder();
    let path = records(
        &folder,
        "in.jsonl",
        &[
            json!({"text": "Ночью шёл дождь. Кошка спала.", "summary": "Шёл дождь", "lang": "ru"}),
            json!({"text": "昨夜下雨了。猫睡了。", "summary": "下雨", "lang": "zh"}),
        ],
    );
    let page = json_of(eval().args(["-n", "1"]).arg(&path));
    assert_eq!(page["tokens"], json!(["stems (ru)", "characters"]));
    // Two of three words, and two of five characters.
    let expected = (4.0 / 5.0 + 4.0 / 7.0) / 2.0;
    assert!((mean(&page, "lead+top", "rouge1_f1") - expected).abs() < 1e-12);
}

#[test]
fn prints_tables_lines_and_csv() {
    let folder = folder();
    let record = |id| json!({"id": id, "text": RAIN, "summary": "The river flooded the market."});
    let one = records(&folder, "one.jsonl", &[record(1), record(2)]);
    let two = records(&folder, "two.jsonl", &[record(3)]);
    let table = stdout(eval().args([&one, &two]));
    assert!(table.contains("2 records of 1 sources, 3 sentences") && table.contains("mean of 2 files"), "{table}");

    let lines = stdout(eval().args(["-f", "jsonl"]).args([&one, &two]));
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 3 * 4);
    assert_eq!((&lines[4]["id"], &lines[4]["system"]), (&json!(2), &json!("lead+top")));

    let csv = stdout(eval().args(["-f", "csv"]).args([&one, &two]));
    assert_eq!(csv.lines().count(), 1 + 2 * 4 * excerpt_eval::MEASURES.len());
    assert!(csv.lines().all(|line| line.matches(',').count() == 10), "{csv}");

    let list: Value = serde_json::from_str(&stdout(eval().args(["-f", "json"]).args([&one, &two]))).expect("JSON");
    assert_eq!(list.as_array().map(Vec::len), Some(2));
}

#[test]
fn the_output_does_not_depend_on_threads() {
    let folder = folder();
    let record = |n: usize| json!({"id": n, "text": RAIN.repeat(n), "summary": "The river flooded the market."});
    let path = records(&folder, "in.jsonl", &(1..9).map(record).collect::<Vec<_>>());
    let run = |threads| stdout(eval().args(["-f", "json", "-s", "all", "--threads", threads]).arg(&path));
    assert_eq!(run("1"), run("3"));
}

#[test]
fn bad_records_are_named_and_passed_over() {
    let folder = folder();
    let good = json!({"text": RAIN, "summary": "The river flooded the market."});
    let path = records(
        &folder,
        "in.jsonl",
        &[json!({"text": RAIN}), json!({"summary": "no text"}), good, json!({"text": RAIN, "summary": 5})],
    );
    let output = eval().args(["-f", "json"]).arg(&path).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("line 1") && said.contains("--reference-field"), "{said}");
    assert!(said.contains("line 2") && said.contains("\"text\""), "{said}");
    assert!(said.contains("line 4") && said.contains("neither a string nor a list"), "{said}");
    let page: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&page["records"], &page["failed"]), (&json!(1), &json!(3)));
}

#[test]
fn wrong_usage_is_explained() {
    let folder = folder();
    let path = records(&folder, "in.jsonl", &[json!({"text": RAIN, "summary": "Rain."})]);
    for (args, cure) in [
        (&["--baseline", "tarot"][..], "oracle"),
        (&["-s", "tarot"], "textrank"),
        (&["--match-reference", "-n", "3"], "cannot be used with"),
        (&["-n", "0"], "1 or more"),
        (&["--reference-field", "gold"], "gold"),
    ] {
        let output = eval().args(args).arg(&path).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?} {said}");
        assert!(said.contains(cure), "{args:?} {said}");
        assert!(output.stdout.is_empty());
    }
}
