//! The model of `auto` against what LightGBM itself says of the same sentences: see `training/summaries/train.py`.

use excerpt::score::{Auto, Scorer};
use excerpt::text::BlockKind;
use excerpt::{Context, Document, Language};
use serde_json::Value;

/// Leaves are kept in 32 bits.
const TOLERANCE: f64 = 1e-6;

const TEXTS: &[(&str, Language, &str)] = &[
    ("news", Language::English, include_str!("../data/samples/news.txt")),
    ("science", Language::English, include_str!("../data/samples/science.txt")),
    ("german", Language::German, include_str!("../data/samples/german.txt")),
    ("chinese", Language::Chinese, include_str!("../data/samples/chinese.txt")),
];

#[test]
fn chances_agree_with_lightgbm() {
    let golden: Value = serde_json::from_str(include_str!("reference/model.json")).expect("the file is JSON");
    for &(name, language, text) in TEXTS {
        let doc = Document::new(text, language);
        let scores = Auto.score(&doc, &Context::default());
        let expected: Vec<f64> = golden[name].as_array().expect("a list").iter().filter_map(Value::as_f64).collect();
        assert_eq!(
            expected.len(),
            doc.len(),
            "{name}: sentences have changed; train anew (training/summaries/README.md)"
        );
        for (sentence, sum) in expected.into_iter().enumerate() {
            if matches!(doc.sentences()[sentence].kind, BlockKind::Heading | BlockKind::Furniture) {
                continue;
            }
            let (found, expected) = (scores.get(sentence), 1.0 / (1.0 + (-sum).exp()));
            assert!((found - expected).abs() < TOLERANCE, "{name}, sentence {sentence}: {found}, LightGBM {expected}");
        }
    }
}
