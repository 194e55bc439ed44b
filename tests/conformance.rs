//! What every scorer, every selector and every budget must do, on every text.

mod common;

use common::{Case, is_visible, nasty, samples};
use excerpt::select::estimate_tokens;
use excerpt::{Budget, Context, Document, Explanation, Language, Scorer, Scores, Summarizer, Summary, score, select};

const BUDGETS: &[Budget] = &[
    Budget::Sentences(1),
    Budget::Sentences(3),
    Budget::Words(40),
    Budget::Chars(300),
    Budget::Bytes(300),
    Budget::Tokens(60),
    Budget::Ratio(0.2),
    Budget::Ratio(1.0),
];

fn summarizer(scorer: &str, selector: &str, budget: Budget) -> Summarizer {
    Summarizer::builder()
        .boxed_scorer(score::by_name(scorer).expect("in the list"))
        .boxed_selector(select::by_name(selector).expect("in the list"))
        .budget(budget)
        .explain(true)
        .build()
        .expect("defaults are in range")
}

/// Calls `check` with every scorer × selector, with the default budget.
fn everywhere(mut check: impl FnMut(&Summarizer, &str)) {
    for scorer in score::ALL {
        for selector in select::ALL {
            let name = format!("{} + {}", scorer.name, selector.name);
            check(&summarizer(scorer.name, selector.name, Budget::default()), &name);
        }
    }
}

/// A scorer that has its scores already: they do not depend on what is selected or for how much.
#[derive(Debug)]
struct Known {
    scores: Scores,
    scorer: Box<dyn Scorer>,
}

impl Scorer for Known {
    fn score(&self, _: &Document<'_>, _: &Context<'_>) -> Scores {
        self.scores.clone()
    }

    fn explain(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, picks: &[usize]) -> Vec<Explanation> {
        // For each sentence of a long text, explanations would take longer than all the rest.
        self.scorer.explain(doc, context, scores, &picks[..picks.len().min(8)])
    }
}

fn texts() -> Vec<Case> {
    samples().into_iter().chain(nasty()).collect()
}

#[test]
fn every_summary_keeps_its_promises() {
    for (case, text) in texts() {
        let doc = Document::new(&text, Language::detect(&text));
        for scorer in score::ALL {
            let scores = (scorer.make)().score(&doc, &Context::default());
            for selector in select::ALL {
                for &budget in BUDGETS {
                    let place = format!("{} + {} at {budget} on {case}", scorer.name, selector.name);
                    let summarizer = Summarizer::builder()
                        .scorer(Known { scores: scores.clone(), scorer: (scorer.make)() })
                        .boxed_selector((selector.make)())
                        .budget(budget)
                        .explain(true)
                        .build()
                        .expect("defaults are in range");
                    let summary = summarizer.summarize_document(&doc);
                    check_sentences(&summary, &text, &place);
                    check_budget(&summary, budget, &text, &place);
                    check_presence(&summary, budget, &text, &place);
                }
            }
        }
    }
}

/// Sentences are slices of the text, in order, each with a score, a rank and a reason.
fn check_sentences(summary: &Summary<'_>, text: &str, place: &str) {
    let explained = summary.picks().iter().filter(|pick| pick.explanation.is_some()).count();
    assert_eq!(explained, summary.len().min(8), "{place}");
    let mut end = 0;
    for pick in summary {
        assert_eq!(pick.span.slice(text), pick.text, "{place}");
        assert!(pick.span.start >= end, "{place}: out of order");
        assert!(pick.score.is_finite() && pick.rank >= 1, "{place}");
        assert!(!pick.text.is_empty() && pick.text.trim() == pick.text, "{place}: {:?}", pick.text);
        end = pick.span.end;
    }
}

/// A budget is never exceeded.
fn check_budget(summary: &Summary<'_>, budget: Budget, text: &str, place: &str) {
    let (spent, limit) = spent(summary, budget, text);
    assert!(spent <= limit, "{place} spends {spent} of {limit}; see select/selection.rs");
}

/// Where text goes in a summary comes out, unless no sentence fits, and then it says so.
fn check_presence(summary: &Summary<'_>, budget: Budget, text: &str, place: &str) {
    let why = summary.shortfall().map(|why| why.to_string());
    match (summary.is_empty(), is_visible(text), budget) {
        (false, _, _) => assert_eq!(why, None, "{place}"),
        (true, true, Budget::Sentences(_) | Budget::Ratio(_)) => {
            panic!("{place}: no sentence, though one fits any text")
        }
        (true, visible, _) => {
            let expected = if visible { "fits" } else { "no text" };
            assert!(why.as_ref().is_some_and(|why| why.contains(expected)), "{place} is empty: {why:?}");
        }
    }
}

/// What a summary, joined by spaces, takes of a budget; counted without the library.
fn spent(summary: &Summary<'_>, budget: Budget, text: &str) -> (usize, usize) {
    let texts: Vec<&str> = summary.picks().iter().map(|pick| pick.text).collect();
    let joined = texts.join(" ");
    match budget {
        Budget::Sentences(n) => (summary.len(), n),
        Budget::Words(n) => (texts.iter().map(|text| excerpt::text::words(text).count()).sum(), n),
        Budget::Chars(n) => (joined.chars().count(), n),
        Budget::Bytes(n) => (joined.len(), n),
        Budget::Tokens(n) => (estimate_tokens(&joined), n),
        Budget::Ratio(ratio) => {
            let sentences = Document::new(text, Language::detect(text)).len() as f64;
            (summary.len(), ((sentences * ratio) as usize).max(1))
        }
        _ => unreachable!("a budget that the tests do not know"),
    }
}

#[test]
fn the_same_sentence_is_taken_once() {
    let text = "The river rose in the night. ".repeat(1000);
    let doc = Document::new(&text, Language::English);
    everywhere(|summarizer, name| {
        assert_eq!(summarizer.summarize_document(&doc).len(), 1, "{name}");
    });
}

#[test]
fn threads_and_repetition_change_nothing() {
    let texts: Vec<String> = samples().into_iter().map(|(_, text)| text).collect();
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
    let pools = [pool(1), pool(2), pool(8)];
    everywhere(|summarizer, name| {
        let expected: Vec<Summary<'_>> = texts.iter().map(|text| summarizer.summarize(text)).collect();
        for pool in &pools {
            let found = pool.install(|| summarizer.summarize_all(&texts));
            assert_eq!(found, expected, "{name} on {} threads", pool.current_num_threads());
        }
    });
}

#[test]
fn a_query_moves_what_it_asks_for_to_the_front() {
    let text = "The river rose in the night. The river flooded the old town. Crews worked at the river all night. \
                Schools stay closed on Monday. The town thanked the crews at the river.";
    for scorer in score::ALL.iter().filter(|scorer| scorer.name != "random") {
        let summarizer = Summarizer::builder()
            .boxed_scorer((scorer.make)())
            .budget(Budget::Sentences(1))
            .query(String::from("when do schools open?"))
            .build()
            .expect("defaults are in range");
        let summary = summarizer.summarize(text);
        assert_eq!(summary.to_string(), "Schools stay closed on Monday.", "{}", scorer.name);
    }
}

#[test]
fn several_documents_have_one_summary() {
    let parts = [
        include_str!("../data/samples/together-1.txt"),
        include_str!("../data/samples/together-2.txt"),
        include_str!("../data/samples/together-3.txt"),
    ];
    everywhere(|summarizer, name| {
        let summary = summarizer.summarize_together(parts);
        assert!(!summary.is_empty(), "{name}");
        for pick in &summary {
            assert_eq!(pick.span.slice(parts[pick.document]), pick.text, "{name}");
        }
    });
}

#[test]
fn parameters_out_of_range_are_refused() {
    use score::{Centroid, LexRank, TextRank, TfIdfTextRank, ThresholdLexRank};
    let build = |scorer: Box<dyn score::Scorer>| Summarizer::builder().boxed_scorer(scorer).build();
    for bad in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
        assert!(build(Box::new(TextRank { damping: bad })).is_err());
        assert!(build(Box::new(LexRank { damping: bad })).is_err());
        assert!(build(Box::new(TfIdfTextRank { damping: bad })).is_err());
        assert!(build(Box::new(ThresholdLexRank { threshold: bad, ..Default::default() })).is_err());
        assert!(build(Box::new(Centroid { topic_threshold: bad })).is_err());
        assert!(Summarizer::builder().selector(select::Mmr { lambda: bad }).build().is_err());
    }
    let error = Summarizer::builder().scorer(TextRank { damping: 1.5 }).build().unwrap_err();
    assert_eq!(error.to_string(), "damping is 1.5, but must be 0 to 1");
}

#[test]
fn the_lists_are_sorted_and_lead_back() {
    assert!(score::ALL.is_sorted_by(|a, b| a.name < b.name));
    assert!(select::ALL.is_sorted_by(|a, b| a.name < b.name));
    let error = score::by_name("tarot").unwrap_err().to_string();
    assert!(score::ALL.iter().all(|entry| error.contains(entry.name)), "{error}");
}

#[test]
fn marks_and_case_make_no_other_sentence() {
    let text = "The river rose in the night. THE RIVER ROSE IN THE NIGHT! The River rose, in the night? ".repeat(100);
    let doc = Document::new(&text, Language::English);
    assert_eq!(doc.len(), 300);
    everywhere(|summarizer, name| {
        assert_eq!(summarizer.summarize_document(&doc).len(), 1, "{name}");
    });
}

#[test]
fn selectors_follow_a_query() {
    let text = "The river rose in the night. The river flooded the old town. Crews worked at the river all night. \
                Schools stay closed on Monday. The town thanked the crews at the river. Pupils of all schools stay at home.";
    for selector in select::ALL {
        let summarizer = Summarizer::builder()
            .boxed_selector((selector.make)())
            .budget(Budget::Sentences(1))
            .query(String::from("when do schools open?"))
            .build()
            .expect("defaults are in range");
        let summary = summarizer.summarize(text).to_string();
        assert!(summary.to_lowercase().contains("schools"), "{}: {summary}", selector.name);
    }
}

#[test]
fn the_page_of_methods_has_them_all() {
    let page = include_str!("../docs/methods.md");
    let scorers = score::ALL.iter().map(|entry| entry.name);
    for name in scorers.chain(select::ALL.iter().map(|entry| entry.name)) {
        assert!(page.contains(&format!("\n| `{name}` |")), "docs/methods.md has no line for {name}");
    }
}

/// Selectors that leave sentences out by a rule of their own.
fn is_choosy(selector: &str) -> bool {
    matches!(selector, "trigram" | "submodular" | "sumbasic")
}

/// How many sentences are selected by a scorer whose scores are known, for each budget.
fn lengths(doc: &Document<'_>, scorer: &str, selector: &str, rules: (bool, bool), budgets: &[Budget]) -> Vec<usize> {
    let scorer = || score::by_name(scorer).expect("in the list");
    let scores = scorer().score(doc, &Context::default());
    let length = |&budget: &Budget| {
        let summarizer = Summarizer::builder()
            .scorer(Known { scores: scores.clone(), scorer: scorer() })
            .boxed_selector(select::by_name(selector).expect("in the list"))
            .stand_alone(rules.0)
            .balance(rules.1)
            .budget(budget);
        summarizer.build().expect("defaults are in range").summarize_document(doc).len()
    };
    budgets.iter().map(length).collect()
}

#[test]
fn as_many_sentences_are_selected_as_asked_for_and_there_are() {
    let back = "The mayor of the old harbour town spoke. She praised the bridge, the bridge repair, the harbour bridge and the bridge \
                crews of the town. However, the crews of the ferry want more. The ferry sails again on Monday. This was news.";
    let budgets = [1, 2, 5].map(Budget::Sentences).into_iter().chain([Budget::Ratio(1.0)]).collect::<Vec<_>>();
    let selectors = || select::ALL.iter().filter(|selector| !is_choosy(selector.name));
    for (case, text) in samples().into_iter().chain([("back", back.to_owned())]) {
        let language = Language::detect(&text);
        let docs = [Document::new(&text, language), Document::from_parts([&text, back], language)];
        for (doc, rules) in docs.iter().flat_map(|doc| [(doc, false), (doc, true)]) {
            for (scorer, selector) in
                score::ALL.iter().flat_map(|scorer| selectors().map(move |selector| (scorer, selector)))
            {
                let lengths = lengths(doc, scorer.name, selector.name, (rules, rules), &budgets);
                let all = lengths[3];
                let place = format!("{} + {} on {case}, rules: {rules}", scorer.name, selector.name);
                assert_eq!(lengths, [1.min(all), 2.min(all), 5.min(all), all], "{place}");
            }
        }
    }
}

#[test]
fn half_of_a_long_text_is_selected_in_time() {
    // Each of these took minutes when every sentence was compared with every selected one.
    let short: String = (0..20_000).map(|number| format!("Rain u{number:x}. ")).collect();
    let captions: String = (0..10_000).map(|number| format!("Figure {number}: rain {number}\n\n")).collect();
    let back: String = (0..8_000).map(|number| format!("Mayor u{number:x} spoke. She praised v{number:x}. ")).collect();
    for text in [short, captions, back] {
        let doc = Document::new(&text, Language::English);
        for selector in select::ALL {
            let summarizer =
                Summarizer::builder().scorer(score::Lead).boxed_selector((selector.make)()).budget(Budget::Ratio(0.5));
            let summary = summarizer.build().expect("defaults are in range").summarize_document(&doc);
            // Numbers in a row can make sentences say the same.
            assert!(summary.len() * 100 >= doc.len() * 45, "{}: {} of {}", selector.name, summary.len(), doc.len());
        }
    }
}

#[test]
fn all_that_may_be_selected_is_if_all_is_asked_for() {
    let doc = Document::new(include_str!("../data/samples/science.txt"), Language::English);
    for selector in ["best-set", "mmr", "top", "dpp"] {
        assert_eq!(lengths(&doc, "auto", selector, (true, true), &[Budget::Ratio(1.0)]), [45], "{selector}");
    }
}
