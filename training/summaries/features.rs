//! The sentences of a record: their texts, the stems of their words, which of them a summary may hold, and their features.

use excerpt::features::Features;
use excerpt::select::Selection;
use excerpt::text::BlockKind;
use excerpt::{Budget, Context, Document};
use serde_json::{Value, json};

use super::Measured;

pub(crate) fn measure(doc: &Document<'_>, context: &Context<'_>, _: &Value) -> Measured {
    let selection = Selection::new(doc, Budget::Sentences(1));
    let candidates: Vec<bool> = (0..doc.len()).map(|sentence| selection.is_candidate(sentence)).collect();
    let texts: Vec<&str> = (0..doc.len()).map(|sentence| doc.text(sentence)).collect();
    let stems: Vec<String> = (0..doc.len()).map(|sentence| stems(doc, sentence)).collect();
    let said = json!({"sentences": texts, "candidates": candidates, "stems": stems});
    (said, Features::new(doc, context).rows().flatten().collect())
}

/// The stems of all its words, stop words included, with a space between; of furniture, whose words are not read, none.
fn stems(doc: &Document<'_>, sentence: usize) -> String {
    let furniture = doc.sentences()[sentence].kind == BlockKind::Furniture;
    let text = doc.parts()[doc.sentences()[sentence].part].source;
    let words = doc.words(sentence).filter(|_| !furniture);
    words.map(|word| doc.language().stem(word.slice(text))).collect::<Vec<_>>().join(" ")
}
