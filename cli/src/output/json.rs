//! JSON: an object for each summary, or one for each sentence.

use anyhow::Result;
use excerpt::{Explanation, Pick, Span};
use serde::Serialize;

use super::{Page, Style};

#[derive(Serialize)]
struct Summary<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'p str>,
    language: &'static str,
    scorer: &'p str,
    selector: &'p str,
    sentences: Vec<Sentence<'p>>,
    /// Why there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    empty: Option<String>,
}

#[derive(Serialize)]
struct Sentence<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<usize>,
    index: usize,
    #[serde(flatten)]
    span: Span,
    text: &'p str,
    score: f64,
    rank: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<&'p Explanation>,
    /// The explanation in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

pub(super) fn render(page: &Page<'_>, style: &Style) -> Result<String> {
    let summary = Summary {
        file: style.many.then(|| page.inputs[0].name.as_str()),
        language: page.summary.language().code(),
        scorer: &style.scorer,
        selector: &style.selector,
        sentences: page.summary.picks().iter().map(|pick| sentence(pick, page, style.together, style)).collect(),
        empty: page.summary.shortfall().map(|shortfall| shortfall.to_string()),
    };
    Ok(serde_json::to_string_pretty(&summary)?)
}

pub(super) fn render_lines(page: &Page<'_>, style: &Style) -> Result<String> {
    let mut out = String::new();
    for pick in page.summary.picks() {
        out.push_str(&serde_json::to_string(&sentence(pick, page, style.together || style.many, style))?);
        out.push('\n');
    }
    Ok(out)
}

fn sentence<'p>(pick: &'p Pick<'p>, page: &'p Page<'p>, names_file: bool, style: &Style) -> Sentence<'p> {
    Sentence {
        file: names_file.then(|| page.inputs[pick.document].name.as_str()),
        document: style.together.then_some(pick.document),
        index: pick.index,
        span: pick.span,
        text: pick.text,
        score: pick.score,
        rank: pick.rank,
        explanation: pick.explanation.as_ref(),
        why: pick.explanation.as_ref().map(ToString::to_string),
    }
}
