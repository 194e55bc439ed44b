//! Rows of columns: CSV and TSV, as RFC 4180 has them.
//!
//! Where rows end is found here, by the quotation marks; what is in them is [looked into](super::cells) elsewhere, as with other
//! records.

use std::borrow::Cow;
use std::io::{self, Cursor};

use anyhow::{Result, bail};
use serde_json::value::{RawValue, to_raw_value};

use super::cells::cells;
use super::lines::{KEPT_OF_TOO_LONG, Line, Lines};
use super::open::Stream;
use super::{Body, Fields, Place, Record};

/// What the first row says, and what parts the columns.
#[derive(Debug)]
pub(crate) struct Header {
    columns: Vec<String>,
    delimiter: u8,
}

impl Header {
    /// Reads the first row; `None` if there is none.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or names no column for the text.
    pub(crate) fn read(rows: &mut Rows, max_bytes: usize, fields: &Fields) -> Result<Option<Self>> {
        let mut bytes = Vec::new();
        let Some(line) = rows.read(&mut bytes)? else { return Ok(None) };
        let row = line.whole(&bytes[line.range.clone()], max_bytes).map_err(anyhow::Error::msg)?;
        let row = row.strip_prefix(b"\xef\xbb\xbf").unwrap_or(row);
        let header =
            Self { columns: cells(row, rows.delimiter).map_err(anyhow::Error::msg)?, delimiter: rows.delimiter };
        let needed = fields.sentences.as_ref().unwrap_or(&fields.text);
        if header.column(needed).is_none() {
            bail!(
                "there is no column {needed:?}; there are: {}; --text-field takes another",
                header.columns.join(", ")
            );
        }
        Ok(Some(header))
    }

    /// For columns that are known already.
    #[cfg(any(test, fuzzing))]
    pub(super) fn named(columns: &[&str], delimiter: u8) -> Self {
        Self { columns: columns.iter().map(|&column| column.to_owned()).collect(), delimiter }
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

/// The record in a row. Cells are strings; one with sentences holds a JSON list of them.
///
/// # Errors
///
/// Says what is wrong with it.
pub(crate) fn parse(row: &[u8], header: &Header, fields: &Fields) -> Result<Record<'static>, String> {
    let mut cells = cells(row, header.delimiter)?;
    let (there, named) = (cells.len(), header.columns.len());
    if there != named {
        return Err(format!("the row has {there} columns, but the first row names {named}"));
    }
    let cell = |name: &str| header.column(name).map(|column| cells[column].as_str());
    let filled = |name: &str| cell(name).filter(|cell| !cell.is_empty()).map(|cell| Cow::Owned(cell.to_owned()));
    let (id, query, lang) = (cell(&fields.id).map(json), filled(&fields.query), filled(&fields.lang));
    let kept = fields.keep.iter().map(|name| cell(name).map(json)).collect();
    let mut take =
        |name: &str| header.column(name).map(|column| std::mem::take(&mut cells[column])).unwrap_or_default();
    let body = match &fields.sentences {
        None => Body::Text(Cow::Owned(take(&fields.text))),
        Some(name) => {
            let sentences = serde_json::from_str(&take(name));
            let sentences: Vec<String> =
                sentences.map_err(|_| format!("column {name:?} holds no JSON list of strings"))?;
            Body::Sentences(sentences.into_iter().map(Cow::Owned).collect())
        }
    };
    Ok(Record { id, body, original: None, query, lang, kept })
}

fn json(cell: &str) -> Cow<'static, RawValue> {
    // A string always has a form in JSON.
    Cow::Owned(to_raw_value(cell).unwrap_or_else(|_| RawValue::NULL.to_owned()))
}

/// Reads a stream row by row.
pub(crate) struct Rows {
    lines: Lines<Stream>,
    delimiter: u8,
    max_bytes: usize,
    /// Whether the rest is within a quotation that is never closed. Then a quotation that is open where its line ends is
    /// not closed either: it would be in the state that led to the end before.
    unclosed: bool,
}

impl Rows {
    pub(crate) fn new(lines: Lines<Stream>, delimiter: u8, max_bytes: usize) -> Self {
        Self { lines, delimiter, max_bytes, unclosed: false }
    }

    /// Where the next row begins.
    pub(crate) fn place(&self) -> Place {
        self.lines.place()
    }

    /// Appends the next row to `into`; `None` at the end. Of a quotation that is never closed, only the line in which it
    /// opens is lost.
    ///
    /// # Errors
    ///
    /// If the stream cannot be read on.
    pub(crate) fn read(&mut self, into: &mut Vec<u8>) -> io::Result<Option<Line>> {
        let start = into.len();
        let Some(mut row) = self.first_line(into)? else { return Ok(None) };
        let mut quote = Quote::FieldStart.after(&into[start..], self.delimiter);
        let (first, first_bytes) = (into.len(), row.bytes);
        while quote == Quote::Inside && row.bytes <= self.max_bytes as u64 {
            if self.unclosed {
                row.flaw = Some(UNCLOSED.into());
                break;
            }
            into.push(b'\n');
            let next = into.len();
            let Some(line) = self.lines.read_any(into)? else {
                let rest = into.split_off(first).split_off(1);
                self.read_again(rest, Place { line: row.place.line + 1, offset: row.place.offset + first_bytes + 1 });
                row.flaw = Some(UNCLOSED.into());
                row.bytes = first_bytes;
                break;
            };
            row.bytes += 1 + line.bytes;
            quote = quote.after(&into[next..], self.delimiter);
        }
        if row.bytes > self.max_bytes as u64 {
            into.truncate(start + KEPT_OF_TOO_LONG);
            row.bytes += self.pass_over(quote)?;
        }
        row.range = start..into.len();
        Ok(Some(row))
    }

    /// The first line of a row that is not empty.
    fn first_line(&mut self, into: &mut Vec<u8>) -> io::Result<Option<Line>> {
        let start = into.len();
        loop {
            match self.lines.read_any(into)? {
                Some(line) if matches!(&into[start..], b"" | b"\r") && line.bytes < 2 => into.truncate(start),
                line => return Ok(line),
            }
        }
    }

    /// What stands from `place` to the end becomes the stream. There may be a line break behind `rest` that is not in the file.
    fn read_again(&mut self, mut rest: Vec<u8>, place: Place) {
        rest.truncate(usize::try_from(self.lines.place().offset.saturating_sub(place.offset)).unwrap_or(rest.len()));
        self.lines = Lines::new(Box::new(Cursor::new(rest)), place, self.max_bytes);
        self.unclosed = true;
    }

    /// Goes to the end of a row that is too long: how many bytes that takes.
    fn pass_over(&mut self, mut quote: Quote) -> io::Result<u64> {
        let (mut passed, mut line) = (0, Vec::new());
        while quote == Quote::Inside {
            line.clear();
            let Some(read) = self.lines.read_any(&mut line)? else { break };
            passed += 1 + read.bytes;
            quote = quote.after(&line, self.delimiter);
        }
        Ok(passed)
    }
}

const UNCLOSED: &str = "a quotation mark opens in this line and is never closed";

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
    /// The state after more of the row.
    fn after(self, bytes: &[u8], delimiter: u8) -> Self {
        let (mut state, mut at) = (self, 0);
        while let Some(&byte) = bytes.get(at) {
            state = match (state, byte) {
                (Quote::Inside, b'"') => Quote::Closing,
                (Quote::Inside, _) => {
                    // Quotations are long, and nothing else in them counts.
                    at += memchr::memchr(b'"', &bytes[at..]).unwrap_or(bytes.len() - at);
                    continue;
                }
                (Quote::FieldStart | Quote::Closing, b'"') => Quote::Inside,
                (_, byte) if byte == delimiter => Quote::FieldStart,
                _ => Quote::Plain,
            };
            at += 1;
        }
        state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, max_bytes: usize) -> Vec<(u64, u64, Result<String, String>)> {
        let stream: Stream = Box::new(io::BufReader::with_capacity(3, Cursor::new(text.to_owned())));
        let mut rows = Rows::new(Lines::new(stream, Place::START, max_bytes), b',', max_bytes);
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
            good(1, 0, "a,b\r"),
            good(3, 6, "1,\"two\n\"\"lines\"\"\""),
            good(5, 24, "2,in 5\" pipes"),
            good(6, 38, "3,\"x\""),
        ];
        assert_eq!(found, expected);
        assert_eq!(cells(b"1,\"two\n\"\"lines\"\"\"", b',').unwrap(), ["1", "two\n\"lines\""]);
    }

    #[test]
    fn an_unclosed_quotation_has_the_bytes_of_its_line() {
        for (text, bytes) in [("a,b\n1,\"two\n3,four\n", 6), ("a,b\n1,\"tw", 5)] {
            let mut rows = Rows::new(Lines::new(Box::new(Cursor::new(text)), Place::START, 100), b',', 100);
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
    fn columns_become_fields() {
        let fields = Fields { keep: vec!["n".into()], sentences: Some("s".into()), ..Fields::default() };
        let header = Header { columns: ["id", "n", "s", "lang"].map(String::from).to_vec(), delimiter: b'\t' };
        let record = parse(b"7\t1\t\"[\"\"A.\"\"]\"\t", &header, &fields).expect("a record");
        assert_eq!((record.id.expect("an id").get(), record.lang), ("\"7\"", None));
        assert_eq!(record.kept[0].as_ref().expect("kept").get(), "\"1\"");
        assert!(matches!(record.body, Body::Sentences(sentences) if sentences == ["A."]));
        assert_eq!(parse(b"7\t1", &header, &fields).unwrap_err(), "the row has 2 columns, but the first row names 4");
    }
}
