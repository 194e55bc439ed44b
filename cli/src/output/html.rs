//! HTML: the whole text, with the sentences of the summary marked in it.

use std::fmt::Write;

use excerpt::Pick;

use super::Page;
use crate::names::is_control;

/// The page needs nothing from anywhere, and its policy forbids hostile text to ask for anything.
pub(super) const HEAD: &str = r#"<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Summary</title>
<style>
body { font: 1.05rem/1.6 Georgia, serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #555; background: #fff }
h1 { font: bold 1rem/1.4 sans-serif; color: #222 }
p { white-space: pre-wrap; overflow-wrap: anywhere }
mark { background: #fff3b0; color: #111; border-radius: .2em; padding: .05em .1em }
mark sup { font: bold .65rem sans-serif; color: #8a6d00; padding-right: .25em }
@media (prefers-color-scheme: dark) {
  body { color: #999; background: #16181c } h1 { color: #eee }
  mark { background: #4a3f10; color: #f6f1d8 } mark sup { color: #e5c453 }
}
</style>
</head>
<body>
"#;

pub(super) const FOOT: &str = "</body>\n</html>\n";

pub(super) fn render(page: &Page<'_>) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    for (document, input) in page.inputs.iter().enumerate() {
        let _ = write!(out, "<article lang=\"{}\">\n<h1 dir=\"auto\"><bdi>", page.summary.language().code());
        escape(&input.name, &mut out);
        out.push_str("</bdi></h1>\n<p dir=\"auto\">");
        let picks = page.summary.picks().iter().filter(|pick| pick.document == document);
        mark(&input.text, picks, &mut out);
        out.push_str("</p>\n</article>\n");
    }
    out
}

fn mark<'p>(text: &str, picks: impl Iterator<Item = &'p Pick<'p>>, out: &mut String) {
    let mut end = 0;
    for pick in picks {
        escape(&text[end..pick.span.start], out);
        let _ = write!(out, "<mark title=\"rank {}, score {:.4}", pick.rank, pick.score);
        if let Some(why) = &pick.explanation {
            out.push_str(": ");
            escape(&why.to_string(), out);
        }
        let _ = write!(out, "\"><sup>{}</sup><bdi>", pick.rank);
        escape(pick.text, out);
        out.push_str("</bdi></mark>");
        end = pick.span.end;
    }
    escape(&text[end..], out);
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(c),
            // Not allowed in HTML, or able to reorder the page around the text.
            c if is_control(c) => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
}
