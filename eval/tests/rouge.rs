//! ROUGE and chrF against `rouge-score`, NLTK and sacreBLEU; `reference/make.py` made the figures.

use excerpt::Language;
use excerpt_eval::{Rouge, RougeScores, Runs, Score, Text, Tokens, chrf};
use serde_json::Value;

fn cases() -> Vec<Value> {
    serde_json::from_str(include_str!("reference/scores.json")).unwrap()
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

fn tokens(name: &str) -> Tokens {
    match name {
        "rouge-score" => Tokens::RougeScore,
        "words" => Tokens::Words,
        "characters" => Tokens::Characters,
        language => Tokens::Stems(language.parse::<Language>().unwrap()),
    }
}

#[test]
fn rouge_is_that_of_rouge_score() {
    for case in cases() {
        let tokens = tokens(case["tokens"].as_str().unwrap());
        let references: Vec<Text> = strings(&case["references"]).iter().map(|text| Text::new(text, tokens)).collect();
        let summary = Text::new(case["summary"].as_str().unwrap(), tokens);
        let RougeScores { one, two, three, l, lsum } = Rouge::new().score_multi(&references, &summary);
        for (ours, theirs) in [one, two, three, l, lsum].into_iter().zip(case["rouge"].as_array().unwrap()) {
            let Score { precision, recall, f1 } = ours;
            for (ours, theirs) in [precision, recall, f1].into_iter().zip(theirs.as_array().unwrap()) {
                assert!((ours - theirs.as_f64().unwrap()).abs() < 1e-12, "{ours} {theirs} {case}");
            }
        }
    }
}

#[test]
fn chrf_is_that_of_sacrebleu() {
    for case in cases() {
        let summary = Runs::new(case["summary"].as_str().unwrap());
        let all = strings(&case["references"]).into_iter().map(|reference| chrf(&Runs::new(reference), &summary));
        let (ours, theirs) = (all.fold(0.0, f64::max), case["chrf"].as_f64().unwrap());
        assert!((ours - theirs).abs() < 1e-12, "{ours} {theirs} {case}");
    }
}
