//! The sentences of a record: their texts and terms, which of them a summary may hold, and their features.

use excerpt::features::Features;
use excerpt::select::Purse;
use excerpt::{Budget, Context, Document};
use serde_json::{Value, json};

use super::Measured;

pub(crate) fn measure(doc: &Document<'_>, context: &Context<'_>, _: &Value) -> Measured {
    let purse = Purse::new(doc, Budget::Sentences(1));
    let candidates: Vec<bool> = (0..doc.len()).map(|sentence| purse.is_candidate(sentence)).collect();
    let texts: Vec<&str> = (0..doc.len()).map(|sentence| doc.text(sentence)).collect();
    (json!({"sentences": texts, "candidates": candidates}), Features::new(doc, context).rows().flatten().collect())
}
