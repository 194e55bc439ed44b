//! Keyphrases: what every method must do on every text, and the scores against those of `reference/keyphrases.py`.

mod common;

use std::collections::BTreeMap;

use common::{Case, is_visible, nasty, samples};
use excerpt::keyphrase::{self, Extractor, Limits, PositionRank, TextRank, Words};
use excerpt::{Context, Document, DocumentFrequencies, Keyphrase, Language, Span};
use serde_json::Value;

fn texts() -> impl Iterator<Item = Case> {
    samples().into_iter().chain(nasty())
}

fn everywhere(mut check: impl FnMut(&dyn Extractor, &str)) {
    keyphrase::ALL.iter().for_each(|entry| check(&*(entry.make)(), entry.name));
}

fn extract<'t>(extractor: &dyn Extractor, text: &'t str, limits: Limits) -> Vec<Keyphrase<'t>> {
    extractor.extract(&Document::new(text, Language::detect(text)), &Context::default(), limits)
}

#[test]
fn every_keyphrase_stands_in_the_text() {
    for (case, text) in texts() {
        everywhere(|extractor, name| {
            for count in [1, 10, 1000] {
                let phrases = extract(extractor, &text, Limits { count, max_words: 3 });
                assert!(phrases.len() <= count, "{name} on {case}");
                for (index, phrase) in phrases.iter().enumerate() {
                    check_phrase(phrase, &text, &format!("{name} on {case}"));
                    assert_eq!(phrase.rank, index + 1, "{name} on {case}");
                }
                assert!(phrases.is_sorted_by(|a, b| a.score >= b.score), "{name} on {case}");
            }
        });
    }
}

fn check_phrase(phrase: &Keyphrase<'_>, text: &str, place: &str) {
    assert!(phrase.score.is_finite() && phrase.text.chars().any(char::is_alphabetic), "{place}: {phrase:?}");
    assert_eq!(phrase.occurrences[0].span.slice(text), phrase.text, "{place}");
    assert!(phrase.occurrences.is_sorted_by(|a, b| a.span.start < b.span.start), "{place}");
    assert!(phrase.occurrences.iter().all(|occurrence| is_visible(occurrence.span.slice(text))), "{place}");
}

#[test]
fn no_phrase_repeats_another() {
    for (case, text) in samples() {
        let doc = Document::new(&text, Language::detect(&text));
        everywhere(|extractor, name| {
            let phrases = extractor.extract(&doc, &Context::default(), Limits { count: 50, max_words: 3 });
            let terms: Vec<_> = phrases.iter().map(|phrase| doc.find_terms(phrase.text)).collect();
            for (index, phrase) in terms.iter().enumerate() {
                let is_within = |better: &Vec<_>| phrase.iter().all(|term| better.contains(term));
                assert!(!terms[..index].iter().any(is_within), "{name} on {case}: {}", phrases[index]);
            }
        });
    }
}

#[test]
fn text_has_keyphrases_and_their_length_is_kept() {
    for (case, text) in samples() {
        everywhere(|extractor, name| {
            for max_words in 1..5 {
                let phrases = extract(extractor, &text, Limits { count: 10, max_words });
                // A run of three or more words between stop words is no candidate of RAKE's if only two may be.
                assert!(phrases.len() > 3 || name == "rake", "{name} on {case}: {phrases:?}");
                let most = if case == "chinese" { 2 * max_words } else { max_words };
                assert!(
                    phrases.iter().all(|phrase| excerpt::text::words(phrase.text).count() <= most),
                    "{name} on {case}"
                );
            }
        });
    }
    let nothing = Limits { count: 10, max_words: 0 };
    everywhere(|extractor, name| assert!(extract(extractor, "Rain fell.", nothing).is_empty(), "{name}"));
}

#[test]
fn every_place_is_found_however_it_is_spelled() {
    let parts = ["Stone bridges fall.", "The stone\nbridge and the STONE BRIDGE. Stone, bridge."];
    let doc = Document::from_parts(parts, Language::English);
    everywhere(|extractor, name| {
        let phrases = extractor.extract(&doc, &Context::default(), Limits::default());
        // TextRank keeps a third of the few words here.
        let Some(phrase) = phrases.iter().find(|phrase| phrase.text == "Stone bridges") else {
            return assert!(["textrank", "rake", "yake"].contains(&name), "{name}: {phrases:?}");
        };
        let places: Vec<_> = phrase.occurrences.iter().map(|o| (o.document, o.span.slice(parts[o.document]))).collect();
        assert_eq!(places, [(0, "Stone bridges"), (1, "stone\nbridge"), (1, "STONE BRIDGE")], "{name}");
    });
}

#[test]
fn hidden_order_does_not_reach_the_output() {
    for (case, text) in samples() {
        everywhere(|extractor, name| {
            let run = || extract(extractor, &text, Limits { count: 100, max_words: 4 });
            assert_eq!(run(), run(), "{name} on {case}");
        });
    }
}

#[test]
fn a_background_tells_what_is_common_elsewhere() {
    let text = "The committee met. The glacier moved. The committee left.";
    let doc = Document::new(text, Language::English);
    let mut background = DocumentFrequencies::new();
    for other in ["The committee met.", "A committee left.", "Any committee moved."] {
        background.add(&Document::new(other, Language::English));
    }
    let best = |context: &Context<'_>| {
        let one = Limits { count: 1, max_words: 1 };
        keyphrase::TfIdf.extract(&doc, context, one)[0].text
    };
    assert_eq!(best(&Context::default()), "committee");
    let mut many = background.clone();
    (0..1000).for_each(|_| many.add(&Document::new("A committee met, moved, left.", Language::English)));
    assert_eq!(best(&Context { background: Some(&many), ..Context::default() }), "glacier");
}

#[test]
fn parameters_out_of_range_are_refused() {
    for bad in [-0.1, 1.1, f64::NAN] {
        assert!(TextRank { damping: bad, ..TextRank::default() }.validate().is_err());
        assert!(TextRank { kept: bad, ..TextRank::default() }.validate().is_err());
        assert!(PositionRank { damping: bad, ..PositionRank::default() }.validate().is_err());
    }
    assert!(PositionRank { window: 1, ..PositionRank::default() }.validate().is_err());
    everywhere(|extractor, name| assert!(extractor.validate().is_ok(), "{name}"));
    assert!(keyphrase::ALL.is_sorted_by(|a, b| a.name < b.name));
}

/// A document with the sentences and words of the reference: a sentence a line, and runs of letters and digits.
fn document(text: &str) -> Document<'_> {
    let offset = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let span = |part: &str| Span::new(offset(part), offset(part) + part.len());
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(span);
    Document::from_spans(text, text.lines().map(span), words, Language::English).expect("lines and words are in order")
}

#[test]
fn scores_agree_with_the_reference() {
    let golden: Value = serde_json::from_str(include_str!("reference/keyphrases.json")).expect("the file is JSON");
    for (text_name, case) in golden.as_object().expect("an object of texts") {
        let doc = document(case["text"].as_str().expect("a text"));
        let words = Words::new(&doc);
        everywhere(|extractor, name| {
            let spelled = |first: &std::ops::Range<usize>| {
                let spell = |word| words.spelling(word).to_lowercase();
                words.as_slice()[first.clone()].iter().map(spell).collect::<Vec<_>>().join(" ")
            };
            let found: BTreeMap<String, f64> = extractor
                .candidates(&words, &Context::default(), 3)
                .iter()
                .map(|candidate| (spelled(&candidate.first), candidate.score))
                .collect();
            let expected: BTreeMap<String, f64> =
                serde_json::from_value(case["scores"][name].clone()).expect("an object of scores");
            assert!(found.keys().eq(expected.keys()), "{name} on {text_name}: {found:?}\n{expected:?}");
            for (phrase, expected) in &expected {
                let difference = (found[phrase] - expected).abs();
                assert!(
                    difference < 1e-9 * expected.abs().max(1.0),
                    "{name} gives {phrase:?} of {text_name} {}, the reference {expected}; \
                     if the formula was changed on purpose, change reference/keyphrases.py too",
                    found[phrase]
                );
            }
        });
    }
}
