//! Rows of columns as lines of JSON. A row writes no more than a record may have, whatever its columns point at.

use anyhow::{Result, bail};
use arrow_array::cast::AsArray;
use arrow_array::{Array, BinaryViewArray, ListArray, MapArray, RecordBatch, StructArray};
use arrow_json::{EncoderOptions, writer::NullableEncoder, writer::make_encoder};
use arrow_schema::{DataType, FieldRef};

use super::schema::Bytes;
use crate::names::brief;

/// The rows that were read together, ready to be written.
pub(super) struct Rows<'a> {
    columns: Vec<(Vec<u8>, Node<'a>)>,
}

/// A row that is written.
pub(super) struct Row<'o> {
    pub(super) out: &'o mut Vec<u8>,
    /// Where it begins.
    start: usize,
    /// The most bytes that are written of it.
    most: usize,
    /// How many bytes were not written because there were too many.
    left_out: u64,
    /// What is wrong with it.
    pub(super) flaw: Option<String>,
}

impl<'o> Row<'o> {
    pub(super) fn new(out: &'o mut Vec<u8>, most: usize) -> Self {
        Self { start: out.len(), out, most, left_out: 0, flaw: None }
    }

    /// How many bytes it has, or would have.
    pub(super) fn bytes(&self) -> u64 {
        (self.out.len() - self.start) as u64 + self.left_out
    }

    /// Whether there is room for so many bytes more; if not, they are counted.
    fn has_room(&mut self, bytes: usize) -> bool {
        let there = self.left_out == 0 && self.out.len() - self.start + bytes <= self.most;
        if !there {
            self.left_out += bytes as u64;
        }
        there
    }

    fn text(&mut self, bytes: &[u8], column: &str) {
        if !self.has_room(bytes.len()) {
            return;
        }
        self.out.push(b'"');
        for chunk in bytes.utf8_chunks() {
            escape(chunk.valid(), self.out);
            // The row fails. Its bytes stay, for whoever looks for what was wrong.
            self.out.extend_from_slice(chunk.invalid());
            if !chunk.invalid().is_empty() && self.flaw.is_none() {
                let at = chunk.invalid().as_ptr() as usize - bytes.as_ptr() as usize;
                self.flaw = Some(format!("byte {at} of the column {:?} is not valid UTF-8", brief(column)));
            }
        }
        self.out.push(b'"');
    }

    fn hexadecimal(&mut self, bytes: &[u8]) {
        if self.has_room(2 * bytes.len()) {
            let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
            self.out.push(b'"');
            self.out.extend(digits.map(|digit| b"0123456789abcdef"[usize::from(digit)]));
            self.out.push(b'"');
        }
    }

    /// A number of two's complement, the highest byte first, with `scale` digits behind the point.
    fn decimal(&mut self, bytes: &[u8], scale: i32, column: &str) {
        let Some(number) = number(bytes) else {
            self.flaw = Some(format!("the column {:?} holds a decimal of {} bytes", brief(column), bytes.len()));
            return;
        };
        let scale = usize::try_from(scale).unwrap_or(0).min(40);
        let digits = format!("{:0>width$}", number.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let (sign, point) = (if number < 0 { "-" } else { "" }, if scale > 0 { "." } else { "" });
        self.out.extend([sign, whole, point, fraction].concat().bytes());
    }
}

fn number(bytes: &[u8]) -> Option<i128> {
    let negative = bytes.first().is_some_and(|&byte| byte >= 0x80);
    let mut filled = if negative { [0xff; 16] } else { [0; 16] };
    let from = filled.len().checked_sub(bytes.len())?;
    filled[from..].copy_from_slice(bytes);
    Some(i128::from_be_bytes(filled))
}

/// What a string holds between its quotation marks.
fn escape(text: &str, out: &mut Vec<u8>) {
    let start = out.len();
    // Memory does not fail.
    _ = serde_json::to_writer(&mut *out, text);
    if out.len() >= start + 2 {
        out.pop();
        out.remove(start);
    }
}

/// The values of a column, or of what is nested in one.
enum Node<'a> {
    Text(&'a BinaryViewArray, &'a str),
    Decimal(&'a BinaryViewArray, i32, &'a str),
    Hexadecimal(&'a BinaryViewArray),
    Struct(&'a StructArray, Vec<(Vec<u8>, Node<'a>)>),
    List(&'a ListArray, Box<Node<'a>>),
    Map(&'a MapArray, Box<Node<'a>>, Box<Node<'a>>),
    Other(NullableEncoder<'a>, &'a dyn Array),
}

impl<'a> Rows<'a> {
    /// # Errors
    ///
    /// If there is a column that has no form in JSON.
    pub(super) fn new(batch: &'a RecordBatch, options: &'a EncoderOptions) -> Result<Self> {
        let columns = batch.schema_ref().fields().iter().zip(batch.columns());
        let columns = columns.map(|(field, array)| Ok((key(field)?, Node::new(field, array.as_ref(), options)?)));
        Ok(Self { columns: columns.collect::<Result<_>>()? })
    }

    /// Writes a row. Columns without a value are left out.
    pub(super) fn write(&mut self, index: usize, row: &mut Row<'_>) {
        object(&mut self.columns, index, row);
    }
}

/// A name as JSON, with the colon behind it.
fn key(field: &FieldRef) -> Result<Vec<u8>> {
    let mut key = serde_json::to_vec(field.name())?;
    key.push(b':');
    Ok(key)
}

fn object(columns: &mut [(Vec<u8>, Node<'_>)], index: usize, row: &mut Row<'_>) {
    row.out.push(b'{');
    let mut first = true;
    for (key, node) in columns.iter_mut().filter(|(_, node)| !node.is_null(index)) {
        if !std::mem::take(&mut first) {
            row.out.push(b',');
        }
        if row.has_room(key.len()) {
            row.out.extend_from_slice(key);
        }
        node.write(index, row);
    }
    row.out.push(b'}');
}

impl<'a> Node<'a> {
    fn new(field: &'a FieldRef, array: &'a dyn Array, options: &'a EncoderOptions) -> Result<Self> {
        Ok(match field.data_type() {
            DataType::BinaryView => match Bytes::of(field) {
                Bytes::Text => Node::Text(array.as_binary_view(), field.name()),
                Bytes::Decimal(scale) => Node::Decimal(array.as_binary_view(), scale, field.name()),
                Bytes::Other => Node::Hexadecimal(array.as_binary_view()),
            },
            DataType::Struct(fields) => {
                let array = array.as_struct();
                let inner = fields.iter().zip(array.columns());
                let inner = inner.map(|(field, array)| Ok((key(field)?, Node::new(field, array.as_ref(), options)?)));
                Node::Struct(array, inner.collect::<Result<_>>()?)
            }
            DataType::List(item) => {
                let array: &ListArray = array.as_list();
                Node::List(array, Box::new(Node::new(item, array.values().as_ref(), options)?))
            }
            DataType::Map(entries, _) => {
                let DataType::Struct(fields) = entries.data_type() else { bail!("a map without keys and values") };
                let [keys, values] = &fields[..] else { bail!("a map without keys and values") };
                let array = array.as_map();
                let node =
                    |field, array: &'a dyn Array| Ok::<_, anyhow::Error>(Box::new(Node::new(field, array, options)?));
                Node::Map(array, node(keys, array.keys().as_ref())?, node(values, array.values().as_ref())?)
            }
            _ => Node::Other(make_encoder(field, array, options)?, array),
        })
    }

    fn is_null(&self, index: usize) -> bool {
        match self {
            Node::Text(array, _) | Node::Decimal(array, ..) | Node::Hexadecimal(array) => array.is_null(index),
            Node::Struct(array, _) => array.is_null(index),
            Node::List(array, _) => array.is_null(index),
            Node::Map(array, ..) => array.is_null(index),
            Node::Other(encoder, _) => encoder.is_null(index),
        }
    }

    fn write(&mut self, index: usize, row: &mut Row<'_>) {
        match self {
            _ if self.is_null(index) => row.out.extend_from_slice(b"null"),
            Node::Text(array, column) => row.text(array.value(index), column),
            Node::Decimal(array, scale, column) => row.decimal(array.value(index), *scale, column),
            Node::Hexadecimal(array) => row.hexadecimal(array.value(index)),
            Node::Struct(_, columns) => object(columns, index, row),
            Node::List(array, items) => {
                row.out.push(b'[');
                for (number, at) in range(array.value_offsets(), index).enumerate() {
                    if number > 0 {
                        row.out.push(b',');
                    }
                    items.write(at, row);
                }
                row.out.push(b']');
            }
            Node::Map(array, keys, values) => {
                row.out.push(b'{');
                for (number, at) in range(array.value_offsets(), index).enumerate() {
                    if number > 0 {
                        row.out.push(b',');
                    }
                    keys.write_key(at, row);
                    row.out.push(b':');
                    values.write(at, row);
                }
                row.out.push(b'}');
            }
            Node::Other(encoder, array) => {
                let start = row.out.len();
                encoder.encode(index, row.out);
                // A time in a year that has no date, such as one that stands for none.
                if row.out[start..].starts_with(b"\"ERROR") {
                    row.out.truncate(start);
                    row.out.extend(number_of(*array, index).to_string().bytes());
                }
            }
        }
    }

    /// A key is a string, whatever its kind.
    fn write_key(&mut self, index: usize, row: &mut Row<'_>) {
        let start = row.out.len();
        self.write(index, row);
        if row.out.get(start) != Some(&b'"') {
            row.out.insert(start, b'"');
            row.out.push(b'"');
        }
    }
}

/// The number that a time is stored as.
fn number_of(array: &dyn Array, index: usize) -> i64 {
    let data = array.to_data();
    let number = match array.data_type().primitive_width() {
        Some(4) => data.buffer::<i32>(0).get(index).copied().map(i64::from),
        Some(8) => data.buffer::<i64>(0).get(index).copied(),
        _ => None,
    };
    number.unwrap_or_default()
}

/// Where the elements of a list stand.
fn range(offsets: &[i32], index: usize) -> std::ops::Range<usize> {
    let at = |index: usize| offsets.get(index).and_then(|&at| usize::try_from(at).ok()).unwrap_or(0);
    at(index)..at(index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(most: usize, write: impl FnOnce(&mut Row<'_>)) -> (String, u64, Option<String>) {
        let mut out = Vec::new();
        let mut row = Row::new(&mut out, most);
        write(&mut row);
        let (bytes, flaw) = (row.bytes(), row.flaw.take());
        (String::from_utf8_lossy(&out).into_owned(), bytes, flaw)
    }

    #[test]
    fn texts_are_escaped_and_what_is_no_text_is_named() {
        assert_eq!(written(99, |row| row.text(b"a\"\n", "text")), ("\"a\\\"\\n\"".to_owned(), 7, None));
        let (text, _, flaw) = written(99, |row| row.text(b"Wind \xff rose", "text"));
        assert_eq!(text, "\"Wind \u{fffd} rose\"");
        assert_eq!(flaw.as_deref(), Some("byte 5 of the column \"text\" is not valid UTF-8"));
    }

    #[test]
    fn what_is_too_long_is_counted_and_not_written() {
        let long = |row: &mut Row<'_>| (0..1000).for_each(|_| row.text(&[b'a'; 1000], "text"));
        let (text, bytes, _) = written(10_000, long);
        assert!(text.len() <= 10_020 && bytes >= 1_000_000, "{} {bytes}", text.len());
    }

    #[test]
    fn times_without_a_date_are_numbers() {
        let times = arrow_array::TimestampMillisecondArray::from_iter_values([0, i64::MIN]);
        let options = EncoderOptions::default();
        let batch =
            RecordBatch::try_from_iter([("at", std::sync::Arc::new(times) as arrow_array::ArrayRef)]).expect("columns");
        let mut rows = Rows::new(&batch, &options).expect("rows");
        let mut line = |index| written(99, |row| rows.write(index, row)).0;
        assert_eq!(line(0), "{\"at\":\"1970-01-01T00:00:00\"}");
        assert_eq!(line(1), format!("{{\"at\":{}}}", i64::MIN));
    }

    #[test]
    fn decimals_keep_their_digits() {
        let decimal = |bytes: &[u8], scale| written(99, |row| row.decimal(bytes, scale, "n")).0;
        assert_eq!(decimal(&[0x01, 0x00], 2), "2.56");
        assert_eq!(decimal(&[0xff], 3), "-0.001");
        assert_eq!(decimal(&[], 0), "0");
        assert_eq!(decimal(&[0x7f; 16], 0), i128::from_be_bytes([0x7f; 16]).to_string());
        assert!(written(99, |row| row.decimal(&[1; 17], 0, "n")).2.is_some());
    }
}
