//! Where sentences end, from the cases in `sentences/<code>.txt`.
//!
//! A case is a text, a line `---`, its sentences one a line, and a line `===`. Within the expected sentences a
//! line break of the text is a space. Lines that start with `%` before a case say what it is about.

use excerpt::Language;
use excerpt::text::sentences;

/// A text and its sentences.
struct Case<'f> {
    about: &'f str,
    text: String,
    expected: Vec<&'f str>,
}

fn read(file: &str) -> Vec<Case<'_>> {
    file.split("\n===\n").filter(|case| !case.trim().is_empty()).map(read_case).collect()
}

fn read_case(case: &str) -> Case<'_> {
    let (text, expected) = case.split_once("\n---\n").unwrap_or_else(|| panic!("no line --- in {case:?}"));
    let (comments, lines): (Vec<&str>, Vec<&str>) =
        text.trim_start_matches('\n').lines().partition(|line| line.starts_with('%'));
    let about = comments.last().copied().unwrap_or("");
    Case { about, text: lines.join("\n"), expected: expected.lines().filter(|line| !line.is_empty()).collect() }
}

#[test]
fn sentences_end_where_the_cases_say() {
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sentences")).expect("the folder is there")
    {
        let path = entry.expect("it can be listed").path();
        let code = path.file_stem().and_then(|stem| stem.to_str()).expect("a code");
        let language: Language = code.parse().expect("files are named after languages");
        let file = std::fs::read_to_string(&path).expect("it can be read").replace("\r\n", "\n");
        for case in read(&file) {
            count += 1;
            let fold = |sentence: &str| sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            let found: Vec<String> = sentences(&case.text, language).map(|span| fold(span.slice(&case.text))).collect();
            if found != case.expected {
                failures
                    .push(format!("{code}.txt {}\n  expected {:?}\n  found    {found:?}", case.about, case.expected));
            }
        }
    }
    assert!(count >= 40, "only {count} cases were read");
    assert!(failures.is_empty(), "{} of {count} cases:\n{}", failures.len(), failures.join("\n"));
}
