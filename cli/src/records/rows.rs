//! Where rows of CSV end: at a line feed, at a carriage return, or at both, unless it stands in quotation marks. So Python's `csv`
//! and Excel have it, and so classic Mac files are written.

use std::io::{self, BufRead, Cursor, ErrorKind};

use super::Place;
use super::lines::{KEPT_OF_TOO_LONG, Line};
use super::open::Stream;

/// What is said of a quotation without an end.
pub(super) const UNCLOSED: &str = "a quotation mark opens in this line and is never closed";

/// Reads a stream row by row.
pub(crate) struct Rows {
    input: Stream,
    pub(super) delimiter: u8,
    max_bytes: usize,
    /// Where the next row begins.
    next: Place,
    /// Whether the rest is within a quotation that is never closed. Then a quotation that is open where its line ends is
    /// not closed either: it would be in the state that led to the end before.
    unclosed: bool,
}

/// A row that is being read.
struct Row {
    quote: Quote,
    /// Bytes, breaks within quotations included, and how many breaks these are.
    bytes: u64,
    breaks: u64,
    /// How many bytes stand before the first break within a quotation.
    first_line: Option<u64>,
    /// Where a line feed would stand that belongs to the carriage return before it.
    feed: Option<u64>,
}

/// Why a row is not read on.
enum End {
    /// By a break of so many bytes.
    Break(u64),
    /// The first line of a quotation that has no end is over.
    Flaw,
    Stream,
}

impl Rows {
    /// Rows of a stream that stands at `next`.
    pub(crate) fn new(input: Stream, next: Place, delimiter: u8, max_bytes: usize) -> Self {
        Self { input, delimiter, max_bytes, next, unclosed: false }
    }

    /// Where the next row begins.
    pub(crate) fn place(&self) -> Place {
        self.next
    }

    /// Appends the next row that is not empty to `into`; `None` at the end. Of a quotation that is never closed, only the line in
    /// which it opens is lost.
    ///
    /// # Errors
    ///
    /// If the stream cannot be read on.
    pub(crate) fn read(&mut self, into: &mut Vec<u8>) -> io::Result<Option<Line>> {
        loop {
            let (start, place) = (into.len(), self.next);
            let mut row = Row::new();
            let end = self.append(&mut row, into)?;
            let mut flaw = None;
            match end {
                End::Stream if row.quote == Quote::Inside && row.bytes <= self.max_bytes as u64 => {
                    flaw = Some(UNCLOSED.into());
                    self.read_again(&mut row, place, start, into);
                }
                End::Flaw => {
                    flaw = Some(UNCLOSED.into());
                    self.go_behind(&row, 0);
                }
                End::Stream => self.go_behind(&row, 0),
                End::Break(bytes) => self.go_behind(&row, bytes),
            }
            if row.bytes > 0 {
                return Ok(Some(Line { place, range: start..into.len(), bytes: row.bytes, flaw }));
            }
            if matches!(end, End::Stream) {
                return Ok(None);
            }
        }
    }

    /// Appends a row, or the beginning of one that is too long.
    fn append(&mut self, row: &mut Row, into: &mut Vec<u8>) -> io::Result<End> {
        let start = into.len();
        loop {
            let buffer = match self.input.fill_buf() {
                Ok([]) => return Ok(End::Stream),
                Ok(buffer) => buffer,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let (taken, end) = row.take(buffer, self.delimiter, self.unclosed);
            let part = &buffer[..taken];
            if row.bytes <= self.max_bytes as u64 {
                into.extend_from_slice(part);
            } else {
                let kept = into.len() - start;
                into.extend_from_slice(&part[..part.len().min(KEPT_OF_TOO_LONG.saturating_sub(kept))]);
                into.truncate(start + KEPT_OF_TOO_LONG);
                into.shrink_to(start + KEPT_OF_TOO_LONG);
            }
            self.input.consume(taken);
            match end {
                None => {}
                Some(End::Break(_)) => return self.pass_break().map(End::Break),
                Some(end) => return Ok(end),
            }
        }
    }

    /// Goes behind the break that comes next: its bytes.
    fn pass_break(&mut self) -> io::Result<u64> {
        let first = self.peek()?;
        self.input.consume(1);
        if first == Some(b'\r') && self.peek()? == Some(b'\n') {
            self.input.consume(1);
            return Ok(2);
        }
        Ok(1)
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            match self.input.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                buffer => return buffer.map(|buffer| buffer.first().copied()),
            }
        }
    }

    fn go_behind(&mut self, row: &Row, end: u64) {
        let Place { line, offset } = self.next;
        self.next = Place { line: line + row.breaks + u64::from(end > 0), offset: offset + row.bytes + end };
    }

    /// Cuts the row behind its first line; what stands behind that becomes the stream. Nothing of it is held twice.
    fn read_again(&mut self, row: &mut Row, place: Place, start: usize, into: &mut Vec<u8>) {
        self.unclosed = true;
        let first = row.first_line.unwrap_or(row.bytes);
        let end = start + usize::try_from(first).unwrap_or(usize::MAX);
        row.bytes = first;
        self.next = Place { line: place.line, offset: place.offset + first };
        if end < into.len() {
            let kept = into[..end].to_vec();
            let mut rest = Cursor::new(std::mem::replace(into, kept));
            rest.set_position(end as u64);
            self.input = Box::new(rest);
        }
    }
}

impl Row {
    fn new() -> Self {
        Self { quote: Quote::FieldStart, bytes: 0, breaks: 0, first_line: None, feed: None }
    }

    /// Takes bytes as far as the row goes: how many, and how it ends if it does.
    fn take(&mut self, buffer: &[u8], delimiter: u8, unclosed: bool) -> (usize, Option<End>) {
        let before = self.bytes;
        let mut at = 0;
        while let Some(&byte) = buffer.get(at) {
            if self.quote == Quote::Inside {
                // Quotations are long, and little in them counts.
                at += memchr::memchr3(b'"', b'\n', b'\r', &buffer[at..]).unwrap_or(buffer.len() - at);
                let Some(&byte) = buffer.get(at) else { break };
                if byte == b'"' {
                    self.quote = Quote::Closing;
                } else {
                    let bytes = before + at as u64;
                    self.first_line.get_or_insert(bytes);
                    if unclosed {
                        self.bytes = bytes;
                        return (at, Some(End::Flaw));
                    }
                    self.breaks += u64::from(byte == b'\r' || self.feed != Some(bytes));
                    self.feed = (byte == b'\r').then_some(bytes + 1);
                }
            } else if matches!(byte, b'\n' | b'\r') {
                self.bytes = before + at as u64;
                return (at, Some(End::Break(1)));
            } else {
                self.quote = self.quote.after(byte, delimiter);
            }
            at += 1;
        }
        self.bytes = before + at as u64;
        (at, None)
    }
}

/// Where in a row a byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quote {
    /// A quotation mark that comes now opens a quotation.
    FieldStart,
    /// One that comes now is nothing but a mark.
    Plain,
    Inside,
    /// The mark before may have closed the quotation; if another follows, it has not.
    Closing,
}

impl Quote {
    /// The state after a byte outside quotations.
    fn after(self, byte: u8, delimiter: u8) -> Self {
        match (self, byte) {
            (Quote::FieldStart | Quote::Closing, b'"') => Quote::Inside,
            (_, byte) if byte == delimiter => Quote::FieldStart,
            _ => Quote::Plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, max_bytes: usize) -> Vec<(u64, u64, Result<String, String>)> {
        let stream: Stream = Box::new(io::BufReader::with_capacity(3, Cursor::new(text.to_owned())));
        let mut rows = Rows::new(stream, Place::START, b',', max_bytes);
        let (mut bytes, mut found) = (Vec::new(), Vec::new());
        while let Some(line) = rows.read(&mut bytes).expect("memory does not fail") {
            let raw = line.whole(&bytes[line.range.clone()], max_bytes);
            let text = raw.map(|raw| String::from_utf8(raw.to_vec()).expect("UTF-8"));
            found.push((line.place.line, line.place.offset, text));
        }
        found
    }

    fn good(line: u64, offset: u64, text: &str) -> (u64, u64, Result<String, String>) {
        (line, offset, Ok(text.to_owned()))
    }

    #[test]
    fn quotations_may_hold_line_breaks() {
        let text = "a,b\r\n\n1,\"two\n\"\"lines\"\"\"\n2,in 5\" pipes\n3,\"x\"";
        let found = rows(text, 100);
        let expected = [
            good(1, 0, "a,b"),
            good(3, 6, "1,\"two\n\"\"lines\"\"\""),
            good(5, 24, "2,in 5\" pipes"),
            good(6, 38, "3,\"x\""),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_unclosed_quotation_has_the_bytes_of_its_line() {
        for (text, bytes) in [("a,b\n1,\"two\n3,four\n", 6), ("a,b\n1,\"tw", 5)] {
            let mut rows = Rows::new(Box::new(Cursor::new(text)), Place::START, b',', 100);
            let mut read = || rows.read(&mut Vec::new()).expect("memory does not fail").expect("a row");
            assert_eq!([read().bytes, read().bytes], [3, bytes]);
        }
    }

    #[test]
    fn an_unclosed_quotation_costs_one_line() {
        for last in ["5,six", "5,six\n"] {
            let text = format!("a,b\n1,\"two\n3,four\n7,\"\n\n{last}");
            let found = rows(&text, 100);
            let lost = Err(UNCLOSED.to_owned());
            assert_eq!(found[0], good(1, 0, "a,b"));
            assert_eq!(found[1..2], [good(2, 4, "1,\"two\n3,four\n7,\"")], "this one is closed in the fourth line");
            let text = text.replace("7,\"", "7,8");
            let found = rows(&text, 100);
            assert_eq!(found[1], (2, 4, lost));
            assert_eq!(found[2..], [good(3, 11, "3,four"), good(4, 18, "7,8"), good(6, 23, "5,six")]);
        }
    }

    #[test]
    fn a_row_may_be_as_long_as_allowed_and_no_longer() {
        let text = "a,b\n1,\"234\n67\"\n2,3\n";
        for (max_bytes, fits) in [(9, false), (10, true), (11, true)] {
            let found = rows(text, max_bytes);
            assert_eq!(found[1].2.is_ok(), fits, "{found:?}");
            assert_eq!(found[2], good(4, 15, "2,3"));
        }
    }

    #[test]
    fn a_carriage_return_ends_a_row_unless_it_is_quoted() {
        let text = "a,b\r1,two\r\n2,\"x\ry\r\nz\"\r\r3,\"\r\n\"\n4,four\r";
        let expected = [
            good(1, 0, "a,b"),
            good(2, 4, "1,two"),
            good(3, 11, "2,\"x\ry\r\nz\""),
            good(7, 23, "3,\"\r\n\""),
            good(9, 30, "4,four"),
        ];
        assert_eq!(rows(text, 100), expected);
        for (number, (_, offset, _)) in expected.iter().enumerate() {
            let place = Place { line: expected[number].0, offset: *offset };
            let rest = text[usize::try_from(*offset).expect("small")..].to_owned();
            let mut again = Rows::new(Box::new(Cursor::new(rest)), place, b',', 100);
            let mut bytes = Vec::new();
            for (line, offset, _) in &expected[number..] {
                assert_eq!(again.place(), Place { line: *line, offset: *offset });
                assert!(again.read(&mut bytes).expect("memory does not fail").is_some());
                // Blank lines belong to nobody.
                if *line == 3 {
                    assert_eq!(again.next, Place { line: 6, offset: 22 });
                    again.next.line += 1;
                    again.next.offset += 1;
                    again.input.consume(1);
                }
            }
        }
    }
}
