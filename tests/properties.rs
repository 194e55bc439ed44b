//! Properties that hold for any text at all, tried on texts made of the pieces that texts are made of.

use excerpt::select::estimate_tokens;
use excerpt::text::{blocks, sentences, words};
use excerpt::{Budget, Document, Language, Span, Summarizer, score};
use proptest::prelude::*;

#[path = "grammar/pieces.rs"]
mod pieces;

use pieces::PIECES;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::collection::vec(prop::sample::select(PIECES), 0..120).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

fn language() -> impl Strategy<Value = Language> {
    prop::sample::select(Language::all().collect::<Vec<_>>())
}

fn budget() -> impl Strategy<Value = Budget> {
    prop_oneof![
        (1usize..6).prop_map(Budget::Sentences),
        (1usize..60).prop_map(Budget::Words),
        (1usize..200).prop_map(Budget::Chars),
        (1usize..200).prop_map(Budget::Bytes),
        (1usize..80).prop_map(Budget::Tokens),
        (0.01f64..=1.0).prop_map(Budget::Ratio),
    ]
}

/// All visible characters of `text`.
fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{feff}' | '\u{200b}')).collect()
}

/// Checks that spans are in order, apart, within the text and on character boundaries, and hold all that is visible.
fn check_cover(text: &str, spans: impl IntoIterator<Item = Span>) -> Result<(), TestCaseError> {
    let mut end = 0;
    let mut covered = String::new();
    for span in spans {
        prop_assert!(end <= span.start && span.start < span.end && span.end <= text.len());
        prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        covered.push_str(span.slice(text));
        end = span.end;
    }
    prop_assert_eq!(visible(&covered), visible(text));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn blocks_hold_all_visible_text_in_order(text in text()) {
        check_cover(&text, blocks(&text).into_iter().map(|block| block.span))?;
    }

    #[test]
    fn sentences_hold_all_visible_text_in_order(text in text(), language in language()) {
        check_cover(&text, sentences(&text, language))?;
    }

    #[test]
    fn words_are_in_order_and_hold_all_letters(text in text()) {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let found: String = words(&text).map(|span| span.slice(&text)).collect();
        prop_assert_eq!(letters(&found), letters(&text));
    }

    #[test]
    fn a_document_knows_where_everything_stands(text in text(), language in language()) {
        let doc = Document::new(&text, language);
        for sentence in 0..doc.len() {
            prop_assert!(doc.terms(sentence).len() <= doc.sentences()[sentence].words);
            for &term in doc.terms(sentence) {
                prop_assert!(!doc.stem(term).is_empty());
                prop_assert!(doc.text(sentence).contains(doc.word(term)) || text.contains(doc.word(term)));
            }
        }
    }

    #[test]
    fn scores_are_finite_one_a_sentence_and_the_same_again(text in text(), language in language()) {
        let doc = Document::new(&text, language);
        let context = excerpt::Context { query: Some("rain in Москва"), ..Default::default() };
        for entry in score::ALL {
            let scores = (entry.make)().score(&doc, &context);
            prop_assert_eq!(scores.len(), doc.len());
            prop_assert!(scores.as_array().iter().all(|score| score.is_finite()));
            prop_assert_eq!(&scores, &(entry.make)().score(&doc, &context));
        }
    }

    #[test]
    fn summaries_are_verbatim_and_within_budget(text in text(), budget in budget(), entry in 0..score::ALL.len()) {
        let summarizer = Summarizer::builder()
            .boxed_scorer((score::ALL[entry].make)())
            .budget(budget)
            .explain(true)
            .build()
            .expect("budgets are in range");
        let summary = summarizer.summarize(&text);
        let joined: Vec<&str> = summary.picks().iter().map(|pick| pick.span.slice(&text)).collect();
        prop_assert_eq!(&joined, &summary.picks().iter().map(|pick| pick.text).collect::<Vec<_>>());
        let joined = joined.join("\n");
        match budget {
            Budget::Sentences(n) => prop_assert!(summary.len() <= n),
            Budget::Words(n) => prop_assert!(words(&joined).count() <= n),
            Budget::Chars(n) => prop_assert!(joined.chars().count() <= n),
            Budget::Bytes(n) => prop_assert!(joined.len() <= n),
            Budget::Tokens(n) => prop_assert!(estimate_tokens(&joined) <= n),
            _ => {}
        }
        prop_assert_eq!(summary.is_empty(), summary.shortfall().is_some());
    }
}
