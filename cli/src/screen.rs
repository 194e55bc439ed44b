//! [`Screen`]: the one way to standard output and standard error. On a terminal, control characters are shown, not obeyed.

use std::io::{self, IsTerminal, Write};

use crate::names::is_control;

/// A standard stream. Text that goes to a terminal has every control character replaced by U+FFFD, but for line breaks and tabs;
/// anywhere else bytes pass as they are.
pub(crate) struct Screen<W> {
    inner: W,
    is_terminal: bool,
    /// The beginning of a character whose other bytes have not come yet.
    pending: Vec<u8>,
}

impl Screen<io::Stdout> {
    pub(crate) fn stdout() -> Self {
        Self::new(io::stdout(), io::stdout().is_terminal())
    }
}

impl Screen<io::Stderr> {
    pub(crate) fn stderr() -> Self {
        Self::new(io::stderr(), io::stderr().is_terminal())
    }
}

impl<W: Write> Screen<W> {
    fn new(inner: W, is_terminal: bool) -> Self {
        Self { inner, is_terminal, pending: Vec::new() }
    }

    /// Whether a person reads what is written.
    pub(crate) fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Writes text that went through [`harmless`] before our own colours were added.
    ///
    /// # Errors
    ///
    /// If the stream cannot be written.
    pub(crate) fn write_styled(&mut self, text: &str) -> io::Result<()> {
        self.inner.write_all(text.as_bytes())
    }

    /// Writes bytes whose characters may be cut in two by the end of them.
    fn write_harmless(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut all = std::mem::take(&mut self.pending);
        all.extend_from_slice(bytes);
        let chunks: Vec<_> = all.utf8_chunks().collect();
        let mut shown = String::with_capacity(all.len());
        for (index, chunk) in chunks.iter().enumerate() {
            shown.push_str(&harmless(chunk.valid()));
            let is_last = index + 1 == chunks.len();
            if is_last && std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none()) {
                self.pending = chunk.invalid().to_vec();
            } else if !chunk.invalid().is_empty() {
                shown.push('\u{fffd}');
            }
        }
        self.inner.write_all(shown.as_bytes())
    }
}

impl<W: Write> Write for Screen<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.is_terminal {
            false => self.inner.write(bytes),
            true => self.write_harmless(bytes).map(|()| bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// The text with control characters replaced by U+FFFD, but for line breaks and tabs.
pub(crate) fn harmless(text: &str) -> String {
    text.replace("\r\n", "\n").replace(|c: char| is_control(c) && c != '\n' && c != '\t', "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(pieces: &[&[u8]]) -> String {
        let mut screen = Screen::new(Vec::new(), true);
        pieces.iter().for_each(|piece| screen.write_all(piece).expect("memory does not fail"));
        String::from_utf8(screen.inner).expect("UTF-8")
    }

    #[test]
    fn a_terminal_gets_no_controls() {
        assert_eq!(shown(&[b"a\x1b]0;x\x07b\r\n\tc\x7f"]), "a\u{fffd}]0;x\u{fffd}b\n\tc\u{fffd}");
        assert_eq!(shown(&["a\u{9b}31m\u{202e}\u{200f}b".as_bytes()]), "a\u{fffd}31m\u{fffd}\u{200f}b");
        assert_eq!(shown(&[b"\xff\xc2", b"\x9b"]), "\u{fffd}\u{fffd}", "a control that comes in two pieces");
    }

    #[test]
    fn elsewhere_bytes_pass() {
        let mut screen = Screen::new(Vec::new(), false);
        screen.write_all(b"a\x1b\xff").expect("memory does not fail");
        assert_eq!(screen.inner, b"a\x1b\xff");
    }

    proptest! {
        #[test]
        fn pieces_make_no_difference(text in "[a-é\u{9b}\u{1b}𝄞雨]{0,20}", cut in 0..40usize) {
            let cut = cut.min(text.len());
            let (left, right) = text.as_bytes().split_at(cut);
            prop_assert_eq!(shown(&[left, right]), harmless(&text));
        }
    }
}
