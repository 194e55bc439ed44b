//! What must hold for any stream of records: for the tests, and for the fuzzer (`fuzz/`).

use std::io::{BufReader, Cursor};

use serde::de::IgnoredAny;
use serde_json::Value;

use super::csv::{Rows, parse as parse_row};
use super::json::parse;
use super::lines::{Line, Lines};
use super::{Body, Fields, Place};

/// What records are made of, and what breaks them.
#[rustfmt::skip]
const PIECES: &[&[u8]] = &[
    b"\n", b"\n", b"\n", b"\r\n", b"\n\n", b" ", b"\t", b"{\"id\":1,\"text\":\"a\"}\n", b"{\"text\":\"", b"\"}", b"\"}\n", b"{", b"}", b"[", b"]",
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

/// Rows follow each other with nothing but line breaks between them, each with its own bytes, and can be looked into.
pub(crate) fn csv_holds(bytes: &[u8]) {
    let (stream, capacity, most) = stream(bytes);
    let input = BufReader::with_capacity(capacity, Cursor::new(stream.clone()));
    let mut rows = Rows::new(Lines::new(Box::new(input), Place::START, most), b',', most);
    let header = super::csv::Header::named(&["id", "text"], b',');
    let mut end = 0;
    let mut raw = Vec::new();
    while let Some(Line { place, range, bytes, flaw }) = rows.read(&mut raw).expect("memory does not fail") {
        let start = usize::try_from(place.offset).expect("small");
        assert!(stream[end..start].iter().all(|byte| b"\r\n".contains(byte)), "{:?}", &stream[end..start]);
        assert!(stream[start..].starts_with(&raw[range.clone()]), "{place} {:?}", &raw[range]);
        end = (start + usize::try_from(bytes).expect("small")).min(stream.len());
        if bytes <= most as u64 && flaw.is_none() {
            assert_eq!(range.len(), end - start);
            _ = parse_row(&raw[range], &header, &Fields::default());
        }
    }
    assert!(stream[end..].iter().all(|byte| b"\r\n".contains(byte)));
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
        fn comma_separated(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            csv_holds(&bytes);
        }
    }
}
