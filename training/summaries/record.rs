//! Records of texts as documents.

use excerpt::{Document, Language, Span};
use serde_json::Value;

/// Its own sentences, if it has them, a line each.
pub(crate) fn joined(record: &Value) -> Option<String> {
    Some(strings(record, "sentences")?.join("\n"))
}

/// The document of a record: its own sentences, its text, or its documents together.
pub(crate) fn document<'t>(record: &'t Value, joined: Option<&'t str>) -> Document<'t> {
    let language: Language = record["lang"].as_str().unwrap_or("und").parse().unwrap_or(Language::Undetermined);
    match (joined, record["text"].as_str(), strings(record, "docs")) {
        (Some(joined), ..) => Document::from_sentences(joined, lines(joined), language).expect("lines are in order"),
        (_, Some(text), _) => Document::new(text, language),
        (_, _, Some(docs)) => Document::from_parts(docs, language),
        _ => Document::new("", language),
    }
}

fn strings<'t>(record: &'t Value, key: &str) -> Option<Vec<&'t str>> {
    record[key].as_array()?.iter().map(Value::as_str).collect()
}

/// The spans of the lines that hold something.
fn lines(text: &str) -> Vec<Span> {
    let start = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
    text.split('\n')
        .filter(|line| !line.trim().is_empty())
        .map(|line| Span::new(start(line), start(line) + line.len()))
        .collect()
}
