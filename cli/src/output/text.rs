//! One sentence a line; on a terminal, wrapped to its width.

use std::fmt::Write;

use anstyle::{Effects, Style as Colour};
use excerpt::Pick;

use super::{Page, Style};
use crate::names::quoted;
use crate::screen::harmless;

const BOLD: Colour = Colour::new().effects(Effects::BOLD);
const DIM: Colour = Colour::new().effects(Effects::DIMMED);

/// Longer lines than this are hard to read, however wide the terminal.
const WIDEST: usize = 100;

pub(super) fn render(page: &Page<'_>, style: &Style) -> String {
    let mut out = String::new();
    if style.many {
        push(&mut out, &format!("==> {} <==", quoted(&page.inputs[0].name)), BOLD, style);
    }
    for (number, pick) in page.summary.picks().iter().enumerate() {
        // On a terminal a sentence takes several lines, so that something must part it from the next.
        if number > 0 && style.width.is_some() {
            out.push('\n');
        }
        push_wrapped(&mut out, &pick.to_string(), "", Colour::new(), style);
        if let Some(note) = note(pick, page, style) {
            push_wrapped(&mut out, &note, "    ", DIM, style);
        }
    }
    out
}

/// Where the sentence stands and why it was taken, as far as that was asked for.
fn note(pick: &Pick<'_>, page: &Page<'_>, style: &Style) -> Option<String> {
    let source = style.together.then(|| quoted(&page.inputs[pick.document].name));
    let reason = pick.explanation.as_ref().map(|why| format!("rank {}, score {:.4}: {why}", pick.rank, pick.score));
    let parts: Vec<String> = source.into_iter().chain(reason).collect();
    let note = parts.join("; ");
    // Where the file stands is worth a line of its own only beside a reason or on a terminal.
    (!note.is_empty() && (pick.explanation.is_some() || style.width.is_some())).then_some(note)
}

fn push_wrapped(out: &mut String, text: &str, indent: &str, colour: Colour, style: &Style) {
    match style.width {
        None => push(out, &format!("{indent}{text}"), colour, style),
        Some(width) => {
            let options = textwrap::Options::new(width.min(WIDEST)).initial_indent(indent).subsequent_indent(indent);
            for line in textwrap::wrap(text, options) {
                push(out, &line, colour, style);
            }
        }
    }
}

fn push(out: &mut String, line: &str, colour: Colour, style: &Style) {
    // Elsewhere than on a terminal the text stays as it is.
    let shown = style.width.map(|_| harmless(line));
    let line = shown.as_deref().unwrap_or(line);
    // Writing to a String cannot fail.
    let _ = match style.colour {
        true => writeln!(out, "{colour}{line}{colour:#}"),
        false => writeln!(out, "{line}"),
    };
}
