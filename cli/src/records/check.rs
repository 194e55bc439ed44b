//! What must hold for any stream of records: for the tests, and for the fuzzer (`fuzz/`).

#![expect(clippy::expect_used, clippy::unreachable, reason = "a check is there to panic")]

use std::io::{BufReader, Cursor};

use serde::de::IgnoredAny;
use serde_json::Value;

use super::cells::cells;
use super::json::parse;
use super::lines::Lines;
use super::rows::{Rows, UNCLOSED};
use super::{Body, Fields, Place};

/// What records are made of, and what breaks them.
#[rustfmt::skip]
const PIECES: &[&[u8]] = &[
    b"\n", b"\n", b"\r", b"\r\n", b"\n\n", b" ", b"\t", b"{\"id\":1,\"text\":\"a\"}\n", b"{\"text\":\"", b"\"}", b"\"}\n", b"{", b"}", b"[", b"]",
    b"\"", b"\"\"", b"\\\"", b"\\", b"\\u00e9", b"\\ud83d\\ude00", b"\\ud800", b"\\n", b"\"text\":", b"\"docs\":", b"\"lang\":", b"\"query\":", b"\"id\":",
    b"\"x\":", b"null", b"true", b"12", b"1e999", b"-", b",", b",", b":", b"a", b"Rain fell. ", b"\xff", b"\xef\xbb\xbf", b"\0", "é".as_bytes(),
    b"[\"a\",\"b\"]", b"{\"text\":\"b\",\"date\":\"2020-01-02\"}", b"id,text\n", b"1,\"two\nlines\"\n", b"\"1\",\"", b"[[[[[[[[[[[[[[[[", b"]]]]]]]]]]]]]]]]",
];

/// A stream, the size of the buffer it is read through, and the most bytes of a record.
fn stream(bytes: &[u8]) -> (Vec<u8>, usize, usize) {
    let [capacity, most] = [0, 1].map(|at| usize::from(bytes.get(at).copied().unwrap_or_default()));
    let pieces = bytes.iter().skip(2).map(|&byte| PIECES[usize::from(byte) % PIECES.len()]);
    (pieces.collect::<Vec<_>>().concat(), capacity % 32 + 1, most + 1)
}

/// Lines are those of the stream, each in its place, and a record is what `serde_json` makes of its line.
pub(crate) fn json_agrees(bytes: &[u8]) {
    let (stream, capacity, most) = stream(bytes);
    let mut lines = Lines::new(BufReader::with_capacity(capacity, &stream[..]), Place::START, most);
    let mut place = Place::START;
    for expected in stream.split(|&byte| byte == b'\n') {
        if expected.len() > most || expected.iter().any(|byte| !byte.is_ascii_whitespace()) {
            let mut raw = Vec::new();
            let line = lines.read(&mut raw).expect("memory does not fail").expect("a line");
            assert_eq!((line.place, line.bytes), (place, expected.len() as u64));
            assert_eq!(line.whole(&raw, most).ok(), (expected.len() <= most).then_some(expected));
            record_agrees(expected, place);
        }
        place = Place { line: place.line + 1, offset: place.offset + expected.len() as u64 + 1 };
    }
    assert!(lines.read(&mut Vec::new()).expect("memory does not fail").is_none());
}

fn record_agrees(line: &[u8], place: Place) {
    let fields = Fields::default();
    let fast = parse(line, place, &fields);
    let Ok(text) = std::str::from_utf8(line) else {
        assert!(fast.is_err_and(|reason| reason.contains("UTF-8")));
        return;
    };
    let text = if place.offset == 0 { text.strip_prefix('\u{feff}').unwrap_or(text) } else { text };
    match (fast, serde_json::from_str::<Value>(text)) {
        (Ok(record), Ok(value)) => match record.body {
            Body::Text(text) => assert_eq!(Some(&*text), value["text"].as_str()),
            Body::Docs(docs) => assert_eq!(Some(docs.len()), value["docs"].as_array().map(Vec::len)),
            Body::Sentences(_) => unreachable!("none were asked for"),
        },
        // Numbers that are too large and half a surrogate pair harm nobody in fields that nobody reads.
        (Ok(_), Err(_)) => assert!(serde_json::from_str::<IgnoredAny>(text).is_ok(), "{text}"),
        (Err(reason), Ok(Value::Object(fields))) => {
            let is_text =
                fields.get("text").is_some_and(Value::is_string) && fields.get("docs").is_none_or(Value::is_null);
            let optional = |name| fields.get(name).is_none_or(|value| value.is_null() || value.is_string());
            let good = is_text && optional("lang") && optional("query");
            assert!(!good || reason.contains("twice"), "{text} {reason}");
        }
        (Err(_), _) => {}
    }
}

/// Rows are those that reading byte by byte finds, each with its place and its cells, and reading can go on from any of them.
pub(crate) fn csv_agrees(bytes: &[u8]) {
    let (stream, capacity, most) = stream(bytes);
    let expected = plain_rows(&stream, most);
    rows_agree(&stream, Place::START, &expected, capacity, most);
    if let Some(from) = expected.get(expected.len() / 2) {
        rows_agree(&stream, from.place, &expected[expected.len() / 2..], capacity, most);
    }
}

fn rows_agree(stream: &[u8], from: Place, expected: &[PlainRow], capacity: usize, most: usize) {
    let start = usize::try_from(from.offset).expect("small");
    let input = BufReader::with_capacity(capacity, Cursor::new(stream[start..].to_vec()));
    let mut rows = Rows::new(Box::new(input), from, b',', most);
    let mut raw = Vec::new();
    for row in expected {
        let line = rows.read(&mut raw).expect("memory does not fail").expect("a row");
        assert_eq!((line.place, line.bytes), (row.place, row.bytes.len() as u64), "{:?}", row.bytes);
        assert_eq!(line.flaw.as_deref(), row.is_unclosed.then_some(UNCLOSED));
        let held = &raw[line.range.clone()];
        assert!(row.bytes.starts_with(held));
        if row.bytes.len() <= most && !row.is_unclosed {
            assert_eq!(held, row.bytes);
            assert_eq!(cells(held, b',').ok(), plain_cells(held));
        }
    }
    assert!(rows.read(&mut raw).expect("memory does not fail").is_none());
}

/// A row as it is found byte by byte.
struct PlainRow {
    place: Place,
    bytes: Vec<u8>,
    is_unclosed: bool,
}

fn plain_rows(stream: &[u8], most: usize) -> Vec<PlainRow> {
    let (mut rows, mut at, mut line) = (Vec::new(), 0, 1);
    while at < stream.len() {
        let (mut cells, mut end) = (Cells::default(), at);
        while end < stream.len() && (cells.is_quoted() || !b"\r\n".contains(&stream[end])) {
            cells.read(stream[end]);
            end += 1;
        }
        let is_unclosed = cells.is_quoted() && end - at <= most;
        if is_unclosed {
            end = at + stream[at..].iter().position(|byte| b"\r\n".contains(byte)).unwrap_or(end - at);
        }
        let bytes = stream[at..end].to_vec();
        let place = Place { line, offset: at as u64 };
        line += breaks(&bytes);
        if !bytes.is_empty() {
            rows.push(PlainRow { place, bytes, is_unclosed });
        }
        at = end + if stream[end..].starts_with(b"\r\n") { 2 } else { 1 };
        line += u64::from(end < stream.len());
    }
    rows
}

fn breaks(bytes: &[u8]) -> u64 {
    let feeds = bytes.iter().filter(|byte| **byte == b'\n').count();
    let returns = bytes.iter().filter(|byte| **byte == b'\r').count();
    (feeds + returns - bytes.windows(2).filter(|pair| *pair == b"\r\n").count()) as u64
}

/// The rules of Python's `csv`, for commas.
#[derive(Default)]
struct Cells {
    done: Vec<Vec<u8>>,
    cell: Vec<u8>,
    state: State,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Start,
    Plain,
    Quoted,
    QuoteInQuoted,
}

impl Cells {
    fn is_quoted(&self) -> bool {
        self.state == State::Quoted
    }

    fn read(&mut self, byte: u8) {
        self.state = match (self.state, byte) {
            (State::Start, b'"') => State::Quoted,
            (State::Quoted, b'"') => State::QuoteInQuoted,
            (State::Start | State::Plain | State::QuoteInQuoted, b',') => {
                self.done.push(std::mem::take(&mut self.cell));
                State::Start
            }
            (state, byte) => {
                self.cell.push(byte);
                if matches!(state, State::Quoted) || (state == State::QuoteInQuoted && byte == b'"') {
                    State::Quoted
                } else {
                    State::Plain
                }
            }
        };
    }
}

fn plain_cells(row: &[u8]) -> Option<Vec<String>> {
    let mut cells = Cells::default();
    std::str::from_utf8(row).ok()?;
    row.iter().for_each(|&byte| cells.read(byte));
    cells.done.push(cells.cell);
    cells.done.into_iter().map(|cell| String::from_utf8(cell).ok()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn json_lines(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            json_agrees(&bytes);
        }

        #[test]
        fn rows_of_cells(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            csv_agrees(&bytes);
        }
    }
}
