//! Records that failed, as lines of JSON: where each stands, why it failed, and what it is.

use serde::Serialize;

use crate::records::Failure;

#[derive(Serialize)]
struct Entry<'f> {
    file: &'f str,
    line: u64,
    offset: u64,
    bytes: u64,
    reason: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<&'f str>,
    /// What is not UTF-8 has no other form in JSON that keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    raw_base64: Option<String>,
}

/// The line of a failure, in a file called `file`.
pub(crate) fn line(file: &str, failure: &Failure) -> Vec<u8> {
    use base64::prelude::{BASE64_STANDARD, Engine};
    let Failure { place, bytes, reason, raw } = failure;
    let text = std::str::from_utf8(raw);
    let entry = Entry {
        file,
        line: place.line,
        offset: place.offset,
        bytes: *bytes,
        reason,
        raw: text.ok().filter(|text| !text.is_empty()),
        raw_base64: text.is_err().then(|| BASE64_STANDARD.encode(raw)),
    };
    // There is nothing in it that JSON has no form for, and memory does not fail.
    let mut line = serde_json::to_vec(&entry).unwrap_or_default();
    line.push(b'\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Place;

    #[test]
    fn nothing_of_a_record_is_lost() {
        let failure = |raw: &[u8]| {
            let place = Place { line: 3, offset: 40 };
            let failure = Failure { place, bytes: raw.len() as u64, reason: "why".into(), raw: raw.to_vec() };
            String::from_utf8(line("in.jsonl", &failure)).expect("JSON")
        };
        let begin = r#"{"file":"in.jsonl","line":3,"offset":40,"bytes":"#;
        assert_eq!(failure(b"{\"a\""), format!("{begin}4,\"reason\":\"why\",\"raw\":\"{{\\\"a\\\"\"}}\n"));
        assert_eq!(failure(b"\xff\xfe"), format!("{begin}2,\"reason\":\"why\",\"raw_base64\":\"//4=\"}}\n"));
    }
}
