//! A record from a line of JSON.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::named::columns;
use super::{Body, Doc, Fields, Place, Record};
use crate::names::brief;

/// Nothing may be nested deeper, be it used or not: what is passed on must be readable elsewhere, and other readers stop
/// here as well (`serde_json`, for one).
const DEEPEST: usize = 128;

/// Reads the record that stands at `place`. A byte order mark is skipped where a file begins.
///
/// # Errors
///
/// Says what is wrong with it, and at which byte of the line where that can be told.
pub(crate) fn parse<'r>(line: &'r [u8], place: Place, fields: &Fields) -> Result<Record<'r>, String> {
    let text = std::str::from_utf8(line)
        .map_err(|error| format!("byte {} of the record is not valid UTF-8", error.valid_up_to()))?;
    let text = if place.offset == 0 { text.strip_prefix('\u{feff}').unwrap_or(text) } else { text };
    if depth(text) > DEEPEST {
        return Err(format!("the record is nested more than {DEEPEST} deep"));
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let found = Wanted(fields).deserialize(&mut json).and_then(|found| json.end().map(|()| found));
    record(found.map_err(|error| no_object(&error, text))?, fields, text)
}

/// The fields of a record before anyone has looked into them.
struct Found<'r> {
    id: Option<&'r RawValue>,
    text: Option<&'r RawValue>,
    docs: Option<&'r RawValue>,
    sentences: Option<&'r RawValue>,
    query: Option<&'r RawValue>,
    lang: Option<&'r RawValue>,
    kept: Vec<Option<&'r RawValue>>,
}

/// Picks the fields that are wanted out of an object and passes over all others.
struct Wanted<'f>(&'f Fields);

impl<'r> DeserializeSeed<'r> for Wanted<'_> {
    type Value = Found<'r>;

    fn deserialize<D: Deserializer<'r>>(self, deserializer: D) -> Result<Found<'r>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'r> Visitor<'r> for Wanted<'_> {
    type Value = Found<'r>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'r>>(self, mut map: A) -> Result<Found<'r>, A::Error> {
        let fields = self.0;
        let kept = vec![None; fields.keep.len()];
        let mut found = Found { id: None, text: None, docs: None, sentences: None, query: None, lang: None, kept };
        while let Some(key) = map.next_key::<Key<'r>>()? {
            let key = key.0.as_ref();
            // One field may be wanted for several reasons.
            let sentences = fields.sentences.as_deref().unwrap_or_default();
            let named = [&*fields.id, &fields.text, &fields.docs, sentences, &fields.query, &fields.lang];
            let places = [
                &mut found.id,
                &mut found.text,
                &mut found.docs,
                &mut found.sentences,
                &mut found.query,
                &mut found.lang,
            ];
            let places = named.into_iter().zip(places);
            let kept = fields.keep.iter().map(String::as_str).zip(&mut found.kept);
            let mut places = places.chain(kept).filter(|(name, _)| *name == key).map(|(_, place)| place).peekable();
            if places.peek().is_none() {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let value: &RawValue = map.next_value()?;
            for place in places {
                if place.replace(value).is_some() {
                    return Err(A::Error::custom(format_args!("the field {key:?} stands there twice")));
                }
            }
        }
        Ok(found)
    }
}

/// A string, borrowed if there is nothing escaped in it.
#[derive(PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
struct Key<'r>(#[serde(borrow)] Cow<'r, str>);

fn record<'r>(found: Found<'r>, fields: &Fields, object: &str) -> Result<Record<'r>, String> {
    let optional = |name: &str, raw: Option<&'r RawValue>| {
        raw.filter(|raw| !is_null(raw)).map(|raw| string(name, raw)).transpose()
    };
    let body = match (&fields.sentences, found.docs.filter(|raw| !is_null(raw))) {
        (Some(name), _) => Body::Sentences(strings(name, required(name, found.sentences, object)?)?),
        (None, Some(docs)) => Body::Docs(documents(&fields.docs, docs)?),
        (None, None) => {
            let text = required(&fields.text, found.text, object);
            Body::Text(string(&fields.text, text.map_err(|why| format!("{why}; --text-field takes another"))?)?)
        }
    };
    Ok(Record {
        id: found.id.map(Cow::Borrowed),
        body,
        original: None,
        query: optional(&fields.query, found.query)?,
        lang: optional(&fields.lang, found.lang)?,
        kept: found.kept.into_iter().map(|raw| raw.map(Cow::Borrowed)).collect(),
    })
}

fn required<'r>(name: &str, raw: Option<&'r RawValue>, object: &str) -> Result<&'r RawValue, String> {
    raw.ok_or_else(|| format!("there is no field {name:?}; there are: {}", names(object)))
}

/// The names of a few fields of an object, for a person who looks for another.
fn names(object: &str) -> String {
    let fields: BTreeMap<Key<'_>, IgnoredAny> = serde_json::from_str(object).unwrap_or_default();
    columns(fields.keys().map(|key| &*key.0))
}

/// Why a line is no record, and what would make it one.
fn no_object(error: &serde_json::Error, line: &str) -> String {
    let reason = reason(error, "not a JSON object");
    match line.trim_start().as_bytes().first() {
        Some(b'[') => format!("{reason}; records are objects, one a line, as jq -c '.[]' prints those of a list"),
        _ if error.is_eof() => format!("{reason}; a record must stand on one line, as jq -c . prints it"),
        _ => reason,
    }
}

fn string<'r>(name: &str, raw: &'r RawValue) -> Result<Cow<'r, str>, String> {
    match kind(raw) {
        "a string" => serde_json::from_str::<Key<'r>>(raw.get())
            .map(|string| string.0)
            .map_err(|error| reason(&error, &format!("the field {name:?} is no string"))),
        other => Err(format!("the field {name:?} is {other}, not a string")),
    }
}

fn strings<'r>(name: &str, raw: &'r RawValue) -> Result<Vec<Cow<'r, str>>, String> {
    let name_of_each = format!("{name}[]");
    list(name, raw, "strings")?.into_iter().map(|element| string(&name_of_each, element)).collect()
}

/// Texts, or objects with a text and perhaps a date.
fn documents<'r>(name: &str, raw: &'r RawValue) -> Result<Vec<Doc<'r>>, String> {
    let name_of_each = format!("{name}[]");
    list(name, raw, "texts")?.into_iter().map(|element| document(&name_of_each, element)).collect()
}

fn document<'r>(name: &str, raw: &'r RawValue) -> Result<Doc<'r>, String> {
    if kind(raw) != "an object" {
        return Ok(Doc { text: string(name, raw)?, date: None });
    }
    let part: Part<'r> = serde_json::from_str(raw.get()).map_err(|error| reason(&error, name))?;
    let inner = |field| format!("{name}.{field}");
    let text = string(&inner("text"), required(&inner("text"), part.text, raw.get())?)?;
    let date = part.date.map(|raw| string(&inner("date"), raw)).transpose()?;
    Ok(Doc { text, date })
}

/// What is looked at of one of several texts. Null counts as absent.
#[derive(serde::Deserialize)]
struct Part<'r> {
    #[serde(borrow)]
    text: Option<&'r RawValue>,
    #[serde(borrow)]
    date: Option<&'r RawValue>,
}

fn list<'r>(name: &str, raw: &'r RawValue, of: &str) -> Result<Vec<&'r RawValue>, String> {
    match kind(raw) {
        "a list" => serde_json::from_str(raw.get()).map_err(|error| reason(&error, name)),
        other => Err(format!("the field {name:?} is {other}, not a list of {of}")),
    }
}

fn is_null(raw: &RawValue) -> bool {
    raw.get() == "null"
}

/// What a value is, by its first byte; it was read before, so that it is one.
fn kind(raw: &RawValue) -> &'static str {
    match raw.get().as_bytes().first() {
        Some(b'"') => "a string",
        Some(b'[') => "a list",
        Some(b'{') => "an object",
        Some(b't' | b'f') => "true or false",
        Some(b'n') => "null",
        _ => "a number",
    }
}

/// The words of an error. Its line is always 1 and would be taken for that of the file; its column becomes a byte.
fn reason(error: &serde_json::Error, what: &str) -> String {
    let words = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    // They may repeat a string of the record.
    match words.strip_suffix(&place) {
        Some(words) => format!("{what}: {} at its byte {}", brief(words), error.column().saturating_sub(1)),
        None => format!("{what}: {}", brief(&words)),
    }
}

/// How deep lists and objects are nested.
fn depth(json: &str) -> usize {
    let bytes = json.as_bytes();
    let (mut at, mut depth, mut deepest) = (0, 0usize, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_string(bytes, at + 1),
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
        at += 1;
    }
    deepest
}

/// Where the string that begins at `at` ends, at its last quotation mark.
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += found;
        if bytes[at] == b'"' {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Record<'_>, String> {
        parse(line.as_bytes(), Place { line: 3, offset: 9 }, &Fields::default())
    }

    fn refused(line: &str) -> String {
        read(line).expect_err(line)
    }

    #[test]
    fn fields_are_taken_by_name_and_stay_what_they_are() {
        let fields =
            Fields { text: "body".into(), keep: vec!["tags".into(), "id".into(), "none".into()], ..Fields::default() };
        let line =
            br#" {"z":1e999,"tags":[1, {}],"body":"A \"b\".","id":12345678901234567890123,"lang":null,"query":"b"} "#;
        let record = parse(line, Place::START, &fields).expect("a record");
        assert_eq!(record.id.expect("an id").get(), "12345678901234567890123");
        assert!(matches!(record.body, Body::Text(text) if text == "A \"b\"."));
        assert_eq!((record.query.as_deref(), record.lang.as_deref()), (Some("b"), None));
        let kept: Vec<Option<&str>> = record.kept.iter().map(|raw| raw.as_ref().map(|raw| raw.get())).collect();
        assert_eq!(kept, [Some("[1, {}]"), Some("12345678901234567890123"), None]);
    }

    #[test]
    fn a_text_without_escapes_is_not_copied() {
        let line = r#"{"text":"Rain fell."}"#;
        assert!(matches!(read(line).expect("a record").body, Body::Text(Cow::Borrowed(_))));
    }

    #[test]
    fn several_texts_come_as_strings_or_objects() {
        let record = read(r#"{"docs":["A.",{"text":"B.","date":"2021-05-04","id":3,"lang":"en"}]}"#).expect("a record");
        let Body::Docs(docs) = record.body else { panic!("there are docs") };
        assert_eq!((docs[0].text.as_ref(), docs[1].text.as_ref()), ("A.", "B."));
        assert_eq!(docs[1].date.as_deref(), Some("2021-05-04"));
        assert_eq!(refused(r#"{"docs":["A.",{"x":1}]}"#), r#"there is no field "docs[].text"; there are: x"#);
        assert_eq!(refused(r#"{"docs":["A.",7]}"#), r#"the field "docs[]" is a number, not a string"#);
        assert_eq!(refused(r#"{"docs":"A."}"#), r#"the field "docs" is a string, not a list of texts"#);
    }

    #[test]
    fn sentences_are_wanted_where_they_are_named() {
        let fields = Fields { sentences: Some("sents".into()), ..Fields::default() };
        let read = |line: &'static str| parse(line.as_bytes(), Place::START, &fields);
        let Body::Sentences(sentences) = read(r#"{"sents":["A","B"]}"#).expect("a record").body else { panic!() };
        assert_eq!(sentences, ["A", "B"]);
        assert_eq!(read(r#"{"text":"A."}"#).unwrap_err(), r#"there is no field "sents"; there are: text"#);
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(refused("{}"), r#"there is no field "text"; there are: none; --text-field takes another"#);
        assert_eq!(
            refused(r#"{"id":1,"body":"a"}"#),
            r#"there is no field "text"; there are: body, id; --text-field takes another"#
        );
        assert!(refused("[{}]").contains("jq -c '.[]'") && refused("{").contains("one line"));
        assert_eq!(refused(r#"{"text":null}"#), r#"the field "text" is null, not a string"#);
        assert_eq!(refused(r#"{"text":["a"]}"#), r#"the field "text" is a list, not a string"#);
        assert_eq!(refused(r#"{"text":"a","lang":3}"#), r#"the field "lang" is a number, not a string"#);
        assert!(refused(r#"{"text":"a","text":"b"}"#).contains("twice"));
        assert!(refused(r#"{"text":"a"} oops"#).contains("trailing characters at its byte 13"));
        for line in
            ["[1]", "42", "null", "\"text\"", "not JSON", "{'text':'x'}", r#"{"text":"x",}"#, r#"{"text":"#, "\0\0"]
        {
            assert!(refused(line).starts_with("not a JSON object"), "{line}: {}", refused(line));
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_a_few_words() {
        let long = "k".repeat(100_000);
        let key = format!(r#"{{"{long}":1}}"#);
        let many = (0..500).map(|key| format!(r#""{key}{long}":1"#)).collect::<Vec<_>>().join(",");
        for line in [key, format!("{{{many}}}"), format!("\"{long}\""), format!(r#"{{"text":[{{"{long}":1}}]}}"#)] {
            assert!(refused(&line).len() < 2_500, "{}", refused(&line));
        }
    }

    #[test]
    fn half_a_surrogate_pair_is_refused() {
        assert!(refused(r#"{"text":"high \ud83d here"}"#).contains("\"text\""));
        assert!(refused(r#"{"text":"low \ude00 here"}"#).contains("\"text\""));
        assert!(read(r#"{"text":"both \ud83d\ude00 here"}"#).is_ok());
    }

    #[test]
    fn bytes_that_are_no_text_are_named() {
        let line = b"{\"text\":\"ab\xff\"}";
        let reason = parse(line, Place::START, &Fields::default()).unwrap_err();
        assert_eq!(reason, "byte 11 of the record is not valid UTF-8");
    }

    #[test]
    fn nesting_is_bounded_wherever_it_stands() {
        let nested =
            |depth: usize| format!(r#"{{"text":"[[{{\"","x":{}{}}}"#, "[".repeat(depth - 1), "]".repeat(depth - 1));
        assert!(read(&nested(DEEPEST - 1)).is_ok() && read(&nested(DEEPEST)).is_ok());
        assert!(refused(&nested(DEEPEST + 1)).contains("more than 128 deep"));
        assert!(refused(&"[".repeat(1_000_000)).contains("more than 128 deep"));
    }

    #[test]
    fn a_byte_order_mark_is_skipped_at_the_beginning_only() {
        let line = "\u{feff}{\"text\":\"a\"}";
        assert!(parse(line.as_bytes(), Place { line: 1, offset: 0 }, &Fields::default()).is_ok());
        assert!(read(line).is_err());
    }
}
