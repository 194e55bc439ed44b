//! Names of files and fields as people see them: in messages, headings and ids.

use std::path::Path;

/// Maximum number of characters of a field name or another piece of the input that a message repeats.
const MAX_SHOWN_CHARS: usize = 80;

/// The path as an id or as the value of a JSON field: the name itself, with each byte that is not UTF-8 as `\xNN`, so that two
/// names never become one.
pub(crate) fn path_text(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    text
}

/// The path as the value of a JSON field; `-` is standard input.
pub(crate) fn source_text(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path_text(path) }
}

/// The path as messages name it; `-` is standard input.
pub(crate) fn named(path: &Path) -> String {
    quoted(&source_text(path))
}

/// A name as `ls` shows it on a terminal: as it is, or, if it holds a control character, in the quotes of a shell
/// (`'a'$'\n''b'`).
pub(crate) fn quoted(name: &str) -> String {
    if !name.contains(is_control) {
        return name.to_owned();
    }
    let mut shown = String::from("'");
    for c in name.chars() {
        match c {
            '\'' => shown.push_str("'\\''"),
            c if is_control(c) => shown.push_str(&format!("'$'{}''", c.escape_default())),
            c => shown.push(c),
        }
    }
    shown.push('\'');
    shown
}

/// A piece of the input within a message: at most 80 characters, control characters escaped.
pub(crate) fn brief(text: &str) -> String {
    let mut shown = String::new();
    let mut chars = text.chars();
    for c in chars.by_ref().take(MAX_SHOWN_CHARS) {
        if is_control(c) { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    if chars.next().is_some() {
        shown.push('…');
    }
    shown
}

/// Whether a terminal obeys the character instead of showing it: C0, DEL and C1 controls, and the marks that reorder a line
/// (bidirectional overrides, embeddings and isolates). Marks that writing systems need (RLM, LRM, ZWJ) are none.
pub(crate) fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_names_stay_and_others_are_quoted() {
        assert_eq!(quoted("Résumé (1) it's.txt"), "Résumé (1) it's.txt");
        assert_eq!(quoted("a\nexcerpt: all read"), "'a'$'\\n''excerpt: all read'");
        assert_eq!(quoted("it's\u{1b}]0;x"), "'it'\\''s'$'\\u{1b}'']0;x'");
    }

    #[test]
    fn long_pieces_are_cut() {
        assert_eq!(brief(&"k".repeat(5_000)), format!("{}…", "k".repeat(80)));
        assert_eq!(brief("a\u{7f}\u{202e}b"), "a\\u{7f}\\u{202e}b");
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_not_utf8_stay_apart() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let text = |bytes| path_text(Path::new(OsStr::from_bytes(bytes)));
        assert_eq!(text(b"bad\xff"), "bad\\xff");
        assert_eq!(text(b"bad\xfd.txt"), "bad\\xfd.txt");
    }
}
