//! JSON: an object for each summary, or one for each sentence.

use anyhow::Result;
use excerpt::{Explanation, Pick, Span};
use serde::Serialize;

use super::{Page, Style};
use crate::input::Original;
use crate::names::is_control;

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
        sentences: page
            .placed()
            .into_iter()
            .map(|(pick, span)| sentence(pick, span, style.together.then(|| name(pick, page)), style.together))
            .collect(),
        empty: page.summary.shortfall().map(|shortfall| shortfall.to_string()),
    };
    Ok(escape_controls(serde_json::to_string_pretty(&summary)?))
}

pub(super) fn render_lines(page: &Page<'_>, style: &Style) -> Result<String> {
    let mut out = String::new();
    for (pick, span) in page.placed() {
        let file = (style.together || style.many).then(|| name(pick, page));
        out.push_str(&escape_controls(serde_json::to_string(&sentence(pick, span, file, style.together))?));
        out.push('\n');
    }
    Ok(out)
}

/// A summary without a file, as one object; `original` is what its text was decoded from, and `together` says whether it is of
/// several texts.
pub(crate) fn object<'p>(
    summary: &'p excerpt::Summary<'p>,
    original: Option<&Original>,
    scorer: &'p str,
    selector: &'p str,
    together: bool,
) -> impl Serialize + 'p {
    let spans: Vec<Span> = summary.picks().iter().map(|pick| pick.span).collect();
    let spans = match original {
        None => spans,
        Some(original) => original.places(&spans),
    };
    let placed = summary.picks().iter().zip(spans);
    Summary {
        file: None,
        language: summary.language().code(),
        scorer,
        selector,
        sentences: placed.map(|(pick, span)| sentence(pick, span, None, together)).collect(),
        empty: summary.shortfall().map(|shortfall| shortfall.to_string()),
    }
}

/// The file that a sentence is from.
fn name<'p>(pick: &Pick<'_>, page: &'p Page<'p>) -> &'p str {
    &page.inputs[pick.document].name
}

fn sentence<'p>(pick: &'p Pick<'p>, span: Span, file: Option<&'p str>, together: bool) -> Sentence<'p> {
    Sentence {
        file,
        document: together.then_some(pick.document),
        index: pick.index,
        span,
        text: pick.text,
        score: pick.score,
        rank: pick.rank,
        explanation: pick.explanation.as_ref(),
        why: pick.explanation.as_ref().map(ToString::to_string),
    }
}

/// JSON with the control characters in its strings escaped that JSON itself lets through: DEL, C1, and those that reorder a line.
/// They stand in strings only, so the values stay the same.
pub(crate) fn escape_controls<J: Json>(json: J) -> J {
    let bytes = json.as_ref();
    let is_suspect = memchr::memchr3_iter(0x7f, 0xc2, 0xe2, bytes).next().is_some();
    match std::str::from_utf8(bytes).ok().filter(|text| is_suspect && text.contains(is_passed_through)) {
        None => json,
        Some(text) => {
            let mut escaped = String::with_capacity(text.len() + 16);
            for c in text.chars() {
                match is_passed_through(c) {
                    true => escaped.push_str(&format!("\\u{:04x}", u32::from(c))),
                    false => escaped.push(c),
                }
            }
            escaped.into()
        }
    }
}

/// JSON as a string or as bytes.
pub(crate) trait Json: AsRef<[u8]> + From<String> {}

impl Json for String {}
impl Json for Vec<u8> {}

fn is_passed_through(c: char) -> bool {
    // Below the blank JSON has escaped them, but for the line breaks between its values.
    c >= '\u{7f}' && is_control(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_escaped_and_values_stay() {
        let json = serde_json::to_string("a\u{1b}\u{7f}\u{9b}31m é \u{202e} “b”").expect("a string");
        let escaped = escape_controls(json.clone());
        assert_eq!(escaped, r#""a\u001b\u007f\u009b31m é \u202e “b”""#);
        let [before, after] = [&json, &escaped].map(|json| serde_json::from_str::<String>(json).expect("JSON"));
        assert_eq!(before, after);
        assert_eq!(escape_controls(b"{\n}".to_vec()), b"{\n}");
    }
}
