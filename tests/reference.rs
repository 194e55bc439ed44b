//! Scorers against values that numpy and networkx computed: see `reference/make.py`.

use excerpt::select::Selection;
use excerpt::{Budget, Context, Document, DocumentFrequencies, Language, Scores, Span, score, select};
use serde_json::Value;

/// How far a score may lie from the reference, for scores up to 1; beyond, as a share of it.
const TOLERANCE: f64 = 1e-9;

/// A document of the same terms as the reference: a sentence a line, a term a word, taken as they are.
fn document(text: &str) -> Document<'_> {
    let offset = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let span = |part: &str| Span::new(offset(part), offset(part) + part.len());
    let sentences = text.lines().map(span);
    let words = text.split_whitespace().map(span);
    Document::from_spans(text, sentences, words, Language::Undetermined).expect("lines and words are in order")
}

fn golden() -> Value {
    serde_json::from_str(include_str!("reference/scores.json")).expect("the file is JSON")
}

#[test]
fn choices_agree_with_numpy() {
    for (text_name, case) in golden().as_object().expect("an object of texts") {
        let doc = document(case["text"].as_str().expect("a text"));
        for (name, expected) in case["picks"].as_object().expect("an object of selectors") {
            let expected: Vec<u64> = expected.as_array().expect("picks").iter().filter_map(Value::as_u64).collect();
            let mut selection = Selection::new(&doc, Budget::Sentences(3));
            let scores = Scores::new(vec![0.0; doc.len()]);
            select::by_name(name).expect("a selector").select(&doc, &Context::default(), &scores, &mut selection);
            let found: Vec<u64> = selection.selected().iter().map(|&sentence| sentence as u64).collect();
            assert_eq!(found, expected, "{name} on {text_name}");
        }
    }
}

/// Compares the scores under `key` of each text with those that the methods give in the context.
fn check_scores(key: &str, context: &Context<'_>) {
    for (text_name, case) in golden().as_object().expect("an object of texts") {
        let doc = document(case["text"].as_str().expect("a text"));
        for (name, expected) in case[key].as_object().expect("an object of scorers") {
            let scores = score::by_name(name).expect("a scorer").score(&doc, context);
            let expected: Vec<f64> = expected.as_array().expect("scores").iter().filter_map(Value::as_f64).collect();
            assert_eq!(scores.len(), expected.len(), "{name} on {text_name}");
            for (sentence, expected) in expected.iter().enumerate() {
                let difference = (scores.get(sentence) - expected).abs();
                assert!(
                    difference < TOLERANCE * expected.abs().max(1.0),
                    "{name} gives sentence {sentence} of {text_name} {}, the reference {expected}; \
                     if the formula was changed on purpose, change reference/make.py too",
                    scores.get(sentence)
                );
            }
        }
    }
}

#[test]
fn scores_agree_with_numpy_and_networkx() {
    check_scores("scores", &Context::default());
}

#[test]
fn scores_with_a_background_agree() {
    let golden = golden();
    let mut background = DocumentFrequencies::new();
    for case in golden.as_object().expect("an object of texts").values() {
        background.add(&document(case["text"].as_str().expect("a text")));
    }
    check_scores("scores with background", &Context { background: Some(&background), ..Context::default() });
}
