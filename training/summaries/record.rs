//! Records of texts as documents: `{"text" or "docs", "lang", "sentences"?, "query"?}`.

use excerpt::{Context, Document, Language, Span};
use serde_json::Value;

/// Shows the document of a record, and what is known of it, to `look`.
pub(crate) fn read<T>(record: &Value, look: impl FnOnce(&Document<'_>, &Context<'_>) -> T) -> T {
    let own_sentences = strings(record, "sentences").map(|sentences| sentences.join("\n"));
    let context = Context { query: record["query"].as_str(), ..Context::default() };
    look(&document(record, own_sentences.as_deref()), &context)
}

/// Its own sentences, a line each; its text; or its documents together.
fn document<'t>(record: &'t Value, own_sentences: Option<&'t str>) -> Document<'t> {
    let language: Language = record["lang"].as_str().unwrap_or("und").parse().unwrap_or(Language::Undetermined);
    match (own_sentences, record["text"].as_str(), strings(record, "docs")) {
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
