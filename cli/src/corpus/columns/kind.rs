//! What a column holds, by its values.
//!
//! ```text
//! null < true or false, integers < numbers, strings, lists of a kind, objects of kinds < text
//! ```
//!
//! Text is the JSON of the values, which is there for all that has no other kind in common: what goes into a column comes out of it
//! as it was.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// Maximum columns that a value is spread over. Each takes 34 KB while it is written, and readers are slow with thousands.
pub(super) const MAX_LEAVES: usize = 1000;
/// Maximum levels of a value that is spread. A list takes two of the 100 that a schema may have where it is read again.
const MAX_LEVELS: usize = 24;
/// Maximum bytes of the names in a value that is spread.
const MAX_NAME_BYTES: usize = 64 << 10;
/// Integers up to here are also numbers of 64 bits with a point.
const MAX_EXACT: u64 = 1 << 53;

/// What the values of a column have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// There is no value.
    #[default]
    Null,
    Bool,
    /// Integers of 64 bits, and whether all of them are exact as numbers with a point.
    Integer {
        exact: bool,
    },
    Number,
    String,
    List(Box<Kind>),
    /// By name, in the order of the bytes.
    Object(BTreeMap<String, Kind>),
    Text,
}

impl Kind {
    /// The kind of a value as it is written.
    pub(super) fn of(value: &RawValue) -> Self {
        At(0).kind(value).bounded()
    }

    /// What the values of both have in common.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Kind::Null, kind) | (kind, Kind::Null) => kind,
            (Kind::Integer { exact }, Kind::Integer { exact: other }) => Kind::Integer { exact: exact && other },
            (Kind::Integer { exact: true }, Kind::Number) | (Kind::Number, Kind::Integer { exact: true }) => {
                Kind::Number
            }
            (Kind::List(one), Kind::List(other)) => Kind::List(Box::new(one.and(*other))).plain(),
            (Kind::Object(one), Kind::Object(other)) => merge(one, other),
            (one, other) if one == other => one,
            _ => Kind::Text,
        }
    }

    /// The kind of a column of which all values were seen: one that has no form in Parquet is text.
    pub(super) fn settled(self) -> Self {
        if self.has_empty_object() { Kind::Text } else { self.bounded() }
    }

    fn has_empty_object(&self) -> bool {
        match self {
            Kind::List(items) => items.has_empty_object(),
            Kind::Object(fields) => fields.is_empty() || fields.values().any(Kind::has_empty_object),
            _ => false,
        }
    }

    /// How many columns it is spread over.
    pub(super) fn leaves(&self) -> usize {
        match self {
            Kind::List(items) => items.leaves(),
            Kind::Object(fields) => fields.values().map(Kind::leaves).sum::<usize>().max(1),
            _ => 1,
        }
    }

    /// Values of which a part is text are text as a whole.
    fn plain(self) -> Self {
        match &self {
            Kind::List(items) if **items == Kind::Text => Kind::Text,
            _ => self,
        }
    }

    /// Text, if it would be spread over too much.
    pub(super) fn bounded(self) -> Self {
        let fits = self.leaves() <= MAX_LEAVES && self.levels() <= MAX_LEVELS && self.name_bytes() <= MAX_NAME_BYTES;
        if fits { self } else { Kind::Text }
    }

    fn levels(&self) -> usize {
        match self {
            Kind::List(items) => 1 + items.levels(),
            Kind::Object(fields) => 1 + fields.values().map(Kind::levels).max().unwrap_or(0),
            _ => 0,
        }
    }

    fn name_bytes(&self) -> usize {
        match self {
            Kind::List(items) => items.name_bytes(),
            Kind::Object(fields) => fields.iter().map(|(name, kind)| name.len() + kind.name_bytes()).sum(),
            _ => 0,
        }
    }
}

fn merge(mut one: BTreeMap<String, Kind>, other: BTreeMap<String, Kind>) -> Kind {
    for (name, kind) in other {
        let before = one.remove(&name).unwrap_or_default();
        match before.and(kind) {
            Kind::Text => return Kind::Text,
            kind => _ = one.insert(name, kind),
        }
    }
    Kind::Object(one)
}

/// The kind of a number: what it is when it is read again must be what was written.
fn number(written: &str) -> Kind {
    if !written.contains(['.', 'e', 'E']) && written != "-0" {
        return match written.parse::<i64>() {
            Ok(number) => Kind::Integer { exact: number.unsigned_abs() <= MAX_EXACT },
            Err(_) => Kind::Text,
        };
    }
    match written.parse::<f64>() {
        Ok(number) if digits(written) == digits(&format!("{number:e}")) => Kind::Number,
        _ => Kind::Text,
    }
}

/// The digits of a number without zeros at either end, and the power of ten of the last of them. Two numbers of the same sign are
/// the same if these are.
fn digits(written: &str) -> Option<(String, i64)> {
    let (mantissa, power) = written.split_once(['e', 'E']).unwrap_or((written, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole.trim_start_matches('-'), fraction].concat();
    let kept = all.trim_end_matches('0');
    if kept.trim_start_matches('0').is_empty() {
        return all.bytes().all(|byte| byte == b'0').then(|| (String::new(), 0));
    }
    let dropped = i64::try_from(all.len() - kept.len()).ok()?;
    let power = power.parse::<i64>().ok()?.checked_sub(i64::try_from(fraction.len()).ok()?)?.checked_add(dropped)?;
    Some((kept.trim_start_matches('0').to_owned(), power))
}

/// Reads the kind of a value that is nested so deep.
#[derive(Clone, Copy)]
struct At(usize);

impl At {
    fn kind(self, value: &RawValue) -> Kind {
        match value.get().as_bytes().first() {
            Some(b'n') => Kind::Null,
            Some(b't' | b'f') => Kind::Bool,
            // Half a surrogate pair is no string.
            Some(b'"') => serde_json::from_str::<Str<'_>>(value.get()).map_or(Kind::Text, |_| Kind::String),
            Some(b'[' | b'{') if self.0 == MAX_LEVELS => Kind::Text,
            Some(b'[' | b'{') => {
                let mut json = serde_json::Deserializer::from_str(value.get());
                json.deserialize_any(At(self.0 + 1)).unwrap_or(Kind::Text)
            }
            _ => number(value.get()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for At {
    type Value = Kind;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Kind, D::Error> {
        <&RawValue>::deserialize(deserializer).map(|value| self.kind(value))
    }
}

/// A string that is only looked at.
#[derive(serde::Deserialize)]
struct Str<'s>(
    #[serde(borrow)]
    #[expect(dead_code, reason = "read to know that it can be")]
    std::borrow::Cow<'s, str>,
);

/// Lists and objects, with what stands in them at that level.
impl<'de> Visitor<'de> for At {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Kind, A::Error> {
        let mut items = Kind::Null;
        while let Some(item) = list.next_element_seed(self)? {
            items = items.and(item);
        }
        Ok(Kind::List(Box::new(items)).plain())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Kind, A::Error> {
        let (mut fields, mut is_text) = (BTreeMap::new(), false);
        while let Some(name) = object.next_key::<String>()? {
            let kind = object.next_value_seed(self)?;
            // No column has the name of another, or none.
            is_text |=
                kind == Kind::Text || name.is_empty() || fields.len() >= MAX_LEAVES || fields.contains_key(&name);
            if !is_text {
                fields.insert(name, kind);
            }
        }
        Ok(if is_text { Kind::Text } else { Kind::Object(fields) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(json: &str) -> Kind {
        Kind::of(serde_json::from_str(json).expect(json))
    }

    fn together(values: &[&str]) -> Kind {
        values.iter().fold(Kind::Null, |before, json| before.and(kind(json)))
    }

    #[test]
    fn values_of_one_kind_keep_it() {
        assert_eq!(together(&["null", "1", "-7"]), Kind::Integer { exact: true });
        assert_eq!(together(&["1", "1.5", "null"]), Kind::Number);
        assert_eq!(together(&["[]", "null", "[\"a\"]"]), Kind::List(Box::new(Kind::String)));
        let object = BTreeMap::from([("a".to_owned(), Kind::Integer { exact: true }), ("b".to_owned(), Kind::Bool)]);
        assert_eq!(together(&["{}", "{\"a\":1}", "{\"b\":true,\"a\":null}"]), Kind::Object(object));
    }

    #[test]
    fn values_of_several_kinds_are_text() {
        for values in [
            &["1", "[1]"][..],
            &["\"a\"", "[\"a\"]"],
            &["{\"a\":1}", "3"],
            &["[1,\"a\"]"],
            &["{\"a\":1}", "{\"a\":\"b\"}"],
            &["true", "1"],
            &["\"1\"", "1"],
            &["9007199254740993", "1.5"],
            &["\"\\ud800\""],
            &["{\"\\udc00\":1}"],
            &["{\"a\":1,\"a\":2}"],
            &["{\"\":1}"],
        ] {
            assert_eq!(together(values), Kind::Text, "{values:?}");
        }
    }

    #[test]
    fn numbers_survive_or_are_text() {
        for number in
            ["1e400", "18446744073709551615", "0.1000000000000000055511151231257827", "1e-400", "-9223372036854775809"]
        {
            assert_eq!(kind(number), Kind::Text, "{number}");
        }
        for number in
            ["0.1", "0.10", "1e5", "-0", "-0.0", "0e9", "1E+2", "123456.75e-3", "5e-324", "1.7976931348623157e308"]
        {
            assert_eq!(kind(number), Kind::Number, "{number}");
        }
        assert_eq!(kind("9007199254740993"), Kind::Integer { exact: false });
        assert_eq!(kind("-9223372036854775808"), Kind::Integer { exact: false });
    }

    #[test]
    fn what_would_be_spread_over_too_much_is_text() {
        let wide = |keys: usize| (0..keys).map(|key| format!("\"k{key}\":1")).collect::<Vec<_>>().join(",");
        assert!(matches!(kind(&format!("{{{}}}", wide(MAX_LEAVES))), Kind::Object(_)));
        assert_eq!(kind(&format!("{{{}}}", wide(MAX_LEAVES + 1))), Kind::Text);
        let deep = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
        assert!(matches!(kind(&deep(MAX_LEVELS)), Kind::List(_)));
        assert_eq!(kind(&deep(MAX_LEVELS + 1)), Kind::Text);
        assert_eq!(kind(&format!("{{\"{}\":1}}", "k".repeat(MAX_NAME_BYTES + 1))), Kind::Text);
    }
}
