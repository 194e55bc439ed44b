//! Lines of a stream, each with its place, none longer than allowed.

use std::borrow::Cow;
use std::io::{self, BufRead};
use std::ops::Range;

use super::Place;

/// So much of a line that is too long is kept, for a person to recognize it by.
pub(super) const KEPT_OF_TOO_LONG: usize = 1024;

/// Reads a stream line by line. Never holds more than the longest line allowed.
pub(crate) struct Lines<R> {
    input: R,
    max_bytes: usize,
    /// Where the next line begins.
    next: Place,
}

/// A line that was read.
#[derive(Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) place: Place,
    /// Where it was put, without its line break.
    pub(crate) range: Range<usize>,
    /// How long it is; of a line longer than allowed, only the beginning is kept.
    pub(crate) bytes: u64,
    /// What is wrong with it as a line, if that is known already.
    pub(crate) flaw: Option<Cow<'static, str>>,
}

impl Line {
    /// The bytes of a line, unless it is too long to be read or has another flaw.
    pub(crate) fn whole<'r>(&self, raw: &'r [u8], max_bytes: usize) -> Result<&'r [u8], String> {
        if self.bytes > max_bytes as u64 {
            return Err(format!("the record has {} bytes, but at most {max_bytes} are allowed", self.bytes));
        }
        self.flaw.as_ref().map_or(Ok(raw), |flaw| Err(flaw.to_string()))
    }
}

impl<R: BufRead> Lines<R> {
    /// Lines of a stream that stands at `next`.
    pub(crate) fn new(input: R, next: Place, max_bytes: usize) -> Self {
        Self { input, max_bytes, next }
    }

    /// Where the next line begins.
    pub(crate) fn place(&self) -> Place {
        self.next
    }

    /// Appends the next line that is not blank to `into`; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the stream cannot be read on.
    pub(crate) fn read(&mut self, into: &mut Vec<u8>) -> io::Result<Option<Line>> {
        loop {
            let start = into.len();
            let Some(line) = self.read_any(into)? else { return Ok(None) };
            // A long line of blanks is held back in part only, so what was held does not tell.
            let too_long = line.bytes > self.max_bytes as u64;
            if too_long || into[start..].iter().any(|byte| !byte.is_ascii_whitespace()) {
                return Ok(Some(line));
            }
            into.truncate(start);
        }
    }

    /// Appends the next line, blank or not; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the stream cannot be read on.
    pub(super) fn read_any(&mut self, into: &mut Vec<u8>) -> io::Result<Option<Line>> {
        let start = into.len();
        let place = self.next;
        let (bytes, ended) = self.append(into)?;
        let consumed = bytes + u64::from(ended);
        self.next = Place { line: place.line + u64::from(ended), offset: place.offset + consumed };
        let line = Line { place, range: start..into.len(), bytes, flaw: None };
        Ok((consumed > 0).then_some(line))
    }

    /// Appends the next line: how many bytes it has and whether a line break ends it.
    fn append(&mut self, into: &mut Vec<u8>) -> io::Result<(u64, bool)> {
        let start = into.len();
        let mut bytes = 0;
        loop {
            let buffer = match self.input.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = memchr::memchr(b'\n', buffer);
            let part = &buffer[..end.unwrap_or(buffer.len())];
            bytes += part.len() as u64;
            if bytes <= self.max_bytes as u64 {
                into.extend_from_slice(part);
            } else {
                let kept = into.len() - start;
                into.extend_from_slice(&part[..part.len().min(KEPT_OF_TOO_LONG.saturating_sub(kept))]);
                into.truncate(start + KEPT_OF_TOO_LONG);
                into.shrink_to(start + KEPT_OF_TOO_LONG);
            }
            let consumed = part.len() + usize::from(end.is_some());
            self.input.consume(consumed);
            if end.is_some() || consumed == 0 {
                return Ok((bytes, end.is_some()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn lines(text: &[u8], max_bytes: usize) -> Vec<(u64, u64, u64, Vec<u8>)> {
        // A buffer of three bytes, so that lines lie across its end.
        let mut lines = Lines::new(BufReader::with_capacity(3, text), Place::START, max_bytes);
        let mut bytes = Vec::new();
        let mut read = Vec::new();
        while let Some(line) = lines.read(&mut bytes).expect("memory does not fail") {
            read.push((line.place.line, line.place.offset, line.bytes, bytes[line.range].to_vec()));
        }
        assert_eq!(lines.place().offset, text.len() as u64);
        read
    }

    #[test]
    fn each_line_knows_its_place() {
        let read = lines(b"one\r\n\n \t\ntwo\nthree", 100);
        assert_eq!(read[0], (1, 0, 4, b"one\r".to_vec()));
        assert_eq!(read[1], (4, 9, 3, b"two".to_vec()));
        assert_eq!(read[2], (5, 13, 5, b"three".to_vec()));
        assert_eq!(read.len(), 3);
        assert!(lines(b"", 100).is_empty() && lines(b"\n\n", 100).is_empty());
    }

    #[test]
    fn a_line_may_be_as_long_as_allowed_and_no_longer() {
        for (max_bytes, whole) in [(6, false), (7, true), (8, true)] {
            let read = lines(b"before\n1234567\nafter", max_bytes);
            assert_eq!(read.len(), 3);
            let (line, offset, bytes, raw) = &read[1];
            let line =
                Line { place: Place { line: *line, offset: *offset }, range: 0..raw.len(), bytes: *bytes, flaw: None };
            assert_eq!(line.whole(raw, max_bytes).ok(), whole.then_some(&b"1234567"[..]));
        }
    }

    #[test]
    fn of_a_line_too_long_only_the_beginning_is_held() {
        let mut text = vec![b'x'; 100_000];
        text.extend(b"\nnext");
        let read = lines(&text, 10_000);
        assert_eq!((read[0].2, read[0].3.len()), (100_000, KEPT_OF_TOO_LONG));
        assert_eq!(read[1], (2, 100_001, 4, b"next".to_vec()));
        assert_eq!(lines(&[b' '; 5000], 4000).len(), 1, "not taken for a blank line");
    }
}
