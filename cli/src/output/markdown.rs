//! Markdown: a list of sentences, under a heading where there are several files.

use std::fmt::Write;

use super::{Page, Style};

pub(super) fn render(page: &Page<'_>, style: &Style) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    if style.many {
        let _ = writeln!(out, "## {}\n", escape(&page.inputs[0].name));
    }
    for pick in page.summary.picks() {
        let _ = write!(out, "- {}", escape(&pick.to_string()));
        if style.together {
            let _ = write!(out, " ({})", escape(&page.inputs[pick.document].name));
        }
        out.push('\n');
        if let Some(why) = &pick.explanation {
            let _ = writeln!(out, "  - rank {}, score {:.4}: {}", pick.rank, pick.score, escape(&why.to_string()));
        }
    }
    out
}

/// Takes from every character the power to mean anything but itself.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let number = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        // These open a block, but only where a line starts.
        let opens_block =
            (at == 0 && matches!(c, '#' | '-' | '+' | '>' | '=')) || (at == number && at > 0 && matches!(c, '.' | ')'));
        if opens_block || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '&' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn text_stays_text() {
        assert_eq!(escape("# a_b [c](d) - e"), "\\# a\\_b \\[c\\](d) - e");
        assert_eq!(escape("2019. AT&amp;T ~~no~~"), "2019\\. AT\\&amp;T \\~\\~no\\~\\~");
    }
}
