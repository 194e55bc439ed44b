//! Texts made from bytes, and what must hold for each of them. The fuzzer (`fuzz/`) finds the bytes by what they make the code
//! do; `tests/fuzzed.rs` draws them, and tries again all that were ever found.

mod choices;
mod morphemes;
mod pieces;

use choices::Choices;
use excerpt::select::{self, estimate_tokens};
use excerpt::text::{blocks, sentences, words};
use excerpt::{Budget, Document, Language, Span, Summarizer, score};
use morphemes::MORPHEMES;
use pieces::PIECES;
use unicode_segmentation::UnicodeSegmentation;

/// What is done with bytes: it panics if something does not hold.
pub(crate) type Check = fn(&[u8]);

/// All checks, by the names of the fuzz targets.
pub(crate) const ALL: &[(&str, Check)] = &[
    ("sentences", sentences_cover),
    ("words", words_agree),
    ("stems", stems_stay),
    ("summaries", summaries_hold),
    ("bytes", anything_goes),
];

/// Blocks and sentences are in order, apart, and hold all that is visible; what is read again is read the same.
pub(crate) fn sentences_cover(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let language = choices.language();
    let text = choices.text();
    check_cover(&text, blocks(&text).into_iter().map(|block| block.span));
    let found: Vec<Span> = sentences(&text, language).collect();
    check_cover(&text, found.iter().copied());
    assert!(sentences(&text, language).eq(found));
}

/// The quick scan for words finds what `unicode-segmentation` finds.
pub(crate) fn words_agree(bytes: &[u8]) {
    let text = Choices::new(bytes).text();
    let slow = text.unicode_word_indices().map(|(start, word)| Span::new(start, start + word.len()));
    assert!(words(&text).eq(slow), "{text:?}");
}

/// Words of the morphemes that a stemmer looks for have stems that are not empty, and the same stem each time.
pub(crate) fn stems_stay(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let (code, morphemes) = choices.of(MORPHEMES);
    let morphemes: Vec<&str> = morphemes.split(' ').collect();
    let mut text = String::new();
    while !choices.is_empty() {
        for _ in 0..choices.below(6) {
            let morpheme: &&str = choices.of(&morphemes);
            text.push_str(morpheme);
        }
        text.push(' ');
    }
    let language: Language = code.parse().expect("a language of the library");
    let (doc, again) = (Document::new(&text, language), Document::new(&text, language));
    for sentence in 0..doc.len() {
        for (&term, &same) in doc.terms(sentence).iter().zip(again.terms(sentence)) {
            assert!(!doc.stem(term).is_empty(), "{text:?}");
            assert_eq!(doc.stem(term), again.stem(same));
        }
    }
}

/// A summary is verbatim, in order and within its budget, by whatever scorer and selector.
pub(crate) fn summaries_hold(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let (scorer, selector) = (choices.of(score::ALL), choices.of(select::ALL));
    let (budget, language) = (choices.budget(), choices.language());
    let [query, explain, window] = [2, 2, 4].map(|most| choices.below(most));
    let text = choices.text();
    let summarizer = Summarizer::builder()
        .boxed_scorer((scorer.make)())
        .boxed_selector((selector.make)())
        .budget(budget)
        .language((language != Language::Undetermined).then_some(language))
        .query((query == 1).then(|| "rain in Москва".to_owned()))
        .explain(explain == 1)
        .window(window.max(1))
        .build()
        .expect("all in range");
    let summary = summarizer.summarize(&text);
    let names = (scorer.name, selector.name);
    let mut end = 0;
    for pick in summary.picks() {
        assert!(end <= pick.span.start && pick.span.slice(&text) == pick.text && pick.score.is_finite(), "{names:?}");
        end = pick.span.end;
    }
    let joined = summary.picks().iter().map(|pick| pick.text).collect::<Vec<_>>().join("\n");
    let within = match budget {
        Budget::Words(most) => words(&joined).count() <= most,
        Budget::Chars(most) => joined.chars().count() <= most,
        Budget::Bytes(most) => joined.len() <= most,
        Budget::Tokens(most) => estimate_tokens(&joined) <= most,
        _ => true,
    };
    assert!(within, "{names:?} {budget:?} {joined:?}");
    assert_eq!(summary.is_empty(), summary.shortfall().is_some());
    assert_eq!(summary, summarizer.summarize(&text), "{names:?}");
}

/// Bytes as they are, as far as they are text.
pub(crate) fn anything_goes(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    check_cover(&text, sentences(&text, Language::detect(&text)));
    for pick in excerpt::summarize(&text, 3).picks() {
        assert_eq!(pick.span.slice(&text), pick.text);
    }
    for phrase in excerpt::keyphrases(&text, 5) {
        assert!(phrase.occurrences.iter().all(|occurrence| !occurrence.span.slice(&text).is_empty()));
    }
}

/// All visible characters of `text`.
fn visible(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{feff}' | '\u{200b}'))
}

/// Spans must be in order, apart, within the text and on character boundaries, and hold all that is visible.
fn check_cover(text: &str, spans: impl IntoIterator<Item = Span>) {
    let (mut end, mut covered) = (0, String::new());
    for span in spans {
        assert!(end <= span.start && span.start < span.end, "{text:?} {span:?}");
        covered.push_str(span.slice(text));
        end = span.end;
    }
    assert!(visible(&covered).eq(visible(text)), "{text:?}");
}
