//! A summary as a line of the output.

use std::borrow::Cow;

use excerpt::Summary;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::shape::Shape;
use crate::input::Original;
use crate::output::{escape_controls, json};

/// What all lines of a run have in common.
pub(crate) struct Renderer {
    pub(crate) shape: Shape,
    pub(crate) scorer: String,
    pub(crate) selector: String,
    /// The fields that are passed on.
    pub(crate) keep: Vec<String>,
    /// Whether a cell that a spreadsheet would calculate gets a mark that it is text.
    pub(crate) csv_safe: bool,
}

/// What is said of a record.
pub(crate) struct Answer<'a> {
    pub(crate) id: Option<&'a RawValue>,
    /// The values of the fields that are passed on.
    pub(crate) kept: &'a [Option<Cow<'a, RawValue>>],
    pub(crate) summary: &'a Summary<'a>,
    /// What the text was decoded from, if it is a file of its own.
    pub(crate) original: Option<&'a Original>,
    /// Whether the record has several texts.
    pub(crate) together: bool,
}

impl Renderer {
    /// What stands before all lines.
    pub(crate) fn head(&self) -> Option<Vec<u8>> {
        let names = ["id"].into_iter().chain(self.keep.iter().map(String::as_str));
        let names = names.chain(["language", "summary", "sentences"]);
        (self.shape == Shape::Csv).then(|| self.cells(names.map(Cow::Borrowed)))
    }

    /// The line of a record. Parquet is made of lines of JSON once all are there.
    pub(crate) fn line(&self, answer: &Answer<'_>) -> Vec<u8> {
        if self.shape == Shape::Csv { self.row(answer) } else { self.object(answer) }
    }

    fn object(&self, answer: &Answer<'_>) -> Vec<u8> {
        let kept = Kept(self.keep.iter().zip(answer.kept));
        let summary = json::object(answer.summary, answer.original, &self.scorer, &self.selector, answer.together);
        // There is nothing in it that JSON has no form for, and memory does not fail.
        let mut line = escape_controls(serde_json::to_vec(&Line { id: answer.id, kept, summary }).unwrap_or_default());
        line.push(b'\n');
        line
    }

    fn row(&self, answer: &Answer<'_>) -> Vec<u8> {
        let summary = json::object(answer.summary, answer.original, &self.scorer, &self.selector, answer.together);
        let sentences = serde_json::to_value(summary).map(|summary| summary["sentences"].to_string());
        let kept = answer.kept.iter().map(Option::as_deref);
        let cells = [answer.id].into_iter().chain(kept).map(|value| value.map_or(Cow::Borrowed(""), cell));
        self.cells(cells.chain([
            Cow::Borrowed(answer.summary.language().code()),
            Cow::Owned(answer.summary.to_string()),
            Cow::Owned(sentences.unwrap_or_default()),
        ]))
    }

    /// A row of cells.
    fn cells<'c>(&self, cells: impl Iterator<Item = Cow<'c, str>>) -> Vec<u8> {
        if self.csv_safe { row(cells.map(as_text)) } else { row(cells) }
    }
}

/// A value of JSON in a cell: strings as they are, null as nothing.
fn cell(value: &RawValue) -> Cow<'_, str> {
    match serde_json::from_str::<Option<String>>(value.get()) {
        Ok(string) => Cow::Owned(string.unwrap_or_default()),
        Err(_) => Cow::Borrowed(value.get()),
    }
}

/// A cell that a spreadsheet takes for text. It calculates what begins with one of these, unless a mark stands before it, and so
/// what a text says can send off what stands in other cells. Numbers are left as they are.
fn as_text(cell: Cow<'_, str>) -> Cow<'_, str> {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if is_formula { Cow::Owned(format!("'{cell}")) } else { cell }
}

/// A row of a CSV file.
fn row<'c>(cells: impl Iterator<Item = Cow<'c, str>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Memory does not fail.
    _ = writer.write_record(cells.map(Cow::into_owned));
    writer.into_inner().unwrap_or_default()
}

/// A line of JSON.
#[derive(serde::Serialize)]
struct Line<'l, K: Serialize, S: Serialize> {
    id: Option<&'l RawValue>,
    #[serde(flatten)]
    kept: K,
    #[serde(flatten)]
    summary: S,
}

/// The fields that are passed on, by name.
struct Kept<I>(I);

impl<'k, I> Serialize for Kept<I>
where
    I: Iterator<Item = (&'k String, &'k Option<Cow<'k, RawValue>>)> + Clone,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.0.clone() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_numbers_stay() {
        let text = |cell| as_text(Cow::Borrowed(cell)).into_owned();
        for cell in ["=HYPERLINK(1)", "@SUM", "+1+1", "-a", "\tx", "\rx"] {
            assert_eq!(text(cell), format!("'{cell}"));
        }
        for cell in ["", "-3.5", "+7", "Rain = wet", "'a"] {
            assert_eq!(text(cell), cell);
        }
    }
}
