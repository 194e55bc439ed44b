//! Markdown: a list of sentences, under a heading where there are several files.

use std::fmt::Write;

use super::{Page, Style};
use crate::names::is_control;

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

/// Parts what a site would turn into a link or a mention by itself; invisible wherever Markdown is rendered.
const BREAK: &str = "<!-- -->";

/// Text of one line that means nothing but itself: markup is escaped, line breaks become blanks, control characters U+FFFD, and web
/// addresses, `@name` and `#1` do not come alive on sites that link them.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let number = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        // These open a block, but only where a line starts.
        let opens_block =
            (at == 0 && matches!(c, '#' | '-' | '+' | '>' | '=')) || (at == number && at > 0 && matches!(c, '.' | ')'));
        if opens_block || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '&' | '~' | '$' | '@' | '#') {
            out.push('\\');
        }
        match c {
            c if c.is_whitespace() => out.push(' '),
            c if is_control(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
        if comes_alive(c, &text[..at], rest) {
            out.push_str(BREAK);
        }
    }
    out
}

/// Whether a site may link what a character is in the middle of: `@name`, `#1`, `http://`, `www.`.
fn comes_alive(c: char, before: &str, rest: &str) -> bool {
    match c {
        '@' => rest.starts_with(|c: char| c.is_alphanumeric()),
        '#' => rest.starts_with(|c: char| c.is_ascii_digit()),
        ':' => rest.starts_with("//"),
        'w' | 'W' => {
            rest.starts_with('.')
                && before.len() >= 2
                && before.is_char_boundary(before.len() - 2)
                && before[before.len() - 2..].eq_ignore_ascii_case("ww")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn text_stays_text() {
        assert_eq!(escape("# a_b [c](d) - e"), "\\# a\\_b \\[c\\](d) - e");
        assert_eq!(escape("2019. AT&amp;T ~~no~~"), "2019\\. AT\\&amp;T \\~\\~no\\~\\~");
        assert_eq!(escape("a\n# b\u{1b}[2J"), "a \\# b\u{fffd}\\[2J");
    }

    #[test]
    fn nothing_comes_alive() {
        assert_eq!(escape("@bob, see #12"), "\\@<!-- -->bob, see \\#<!-- -->12");
        assert_eq!(escape("https://a.b or www.a.b"), "https:<!-- -->//a.b or www<!-- -->.a.b");
        assert_eq!(escape("$5 a @ b: c/d, éw.x"), "\\$5 a \\@ b: c/d, éw.x");
    }
}
