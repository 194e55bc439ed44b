//! What every method takes from every text in `golden/` and `data/samples/`.
//!
//! Drop a text into `tests/golden/`, run `INSTA_UPDATE=always cargo test --test golden`, and read what appears
//! beside it in `snapshots/`. When a change of yours changes a snapshot, read the difference as a reader of the summary
//! would: is it better?

use std::fmt::Write;

use excerpt::{Budget, Document, Language, Summarizer, score, select, text};

/// The whole story of a text: its sentences, and what each scorer and selector takes of it.
fn story(text: &str) -> String {
    let language = Language::detect(text);
    let doc = Document::new(text, language);
    let mut out = format!("language: {language}\n\n");
    for (index, sentence) in doc.sentences().iter().enumerate() {
        let kind = format!("{:?}", sentence.kind);
        let _ = writeln!(out, "{index:>3} {:<9} {:?}", kind, doc.text(index));
    }
    let blocks = text::blocks(text).len();
    let _ = writeln!(out, "\n{blocks} blocks, {} terms", doc.term_count());
    for scorer in score::ALL {
        // There or not by the features of the build, and the same as coverage in almost all short summaries.
        for selector in select::ALL.iter().filter(|selector| selector.name != "coverage-exact") {
            let _ = writeln!(out, "\n{} + {}", scorer.name, selector.name);
            let summarizer = Summarizer::builder()
                .boxed_scorer((scorer.make)())
                .boxed_selector((selector.make)())
                .budget(Budget::Sentences(3))
                .explain(true)
                .build()
                .expect("defaults are in range");
            for pick in &summarizer.summarize_document(&doc) {
                let why = pick.explanation.as_ref().map(ToString::to_string).unwrap_or_default();
                // Four digits: the last bits of a sum are nobody's business.
                let _ = writeln!(out, "  {:>3} rank {:<2} {:.4}  {why}", pick.index, pick.rank, pick.score);
            }
        }
    }
    out
}

#[test]
fn samples() {
    insta::glob!("../data/samples", "*.txt", |path| {
        if path.to_string_lossy().contains(".summary.") {
            return;
        }
        let text = std::fs::read_to_string(path).expect("a sample");
        insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(story(&text)) });
    });
}

#[test]
fn golden() {
    insta::glob!("golden", "*.txt", |path| {
        let text = std::fs::read_to_string(path).expect("a text");
        insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(story(&text)) });
    });
}
