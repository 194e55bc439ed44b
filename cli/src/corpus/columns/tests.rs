//! What goes into a Parquet file comes out of it: as itself, or as its JSON.

use std::fs;

use proptest::prelude::*;
use serde_json::{Map, Value};

use super::*;
use crate::records::{Fields, for_each};

/// The values of `id` and `a`, as they come back from a file of them.
fn round_trip(rows: &[(String, String)]) -> Vec<[Value; 2]> {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, to) = (folder.path().join("lines"), folder.path().join("columns.parquet"));
    let line = |(id, kept): &(String, String)| {
        format!(r#"{{"id":{id},"a":{kept},"language":"en","scorer":"lead","selector":"top","sentences":[]}}"#)
    };
    fs::write(&from, rows.iter().map(|row| line(row) + "\n").collect::<String>()).expect("ours");
    convert(&from, &to, &["a".to_owned()]).expect("it is written");
    let fields = Fields { text: "scorer".to_owned(), keep: vec!["a".to_owned()], ..Fields::default() };
    let mut found = Vec::new();
    for_each(&to, &fields, 1 << 20, |_, record| {
        let record = record.expect("a record");
        let value =
            |raw: Option<&RawValue>| raw.map_or(Value::Null, |raw| serde_json::from_str(raw.get()).expect("JSON"));
        found.push([value(record.id.as_deref()), value(record.kept[0].as_deref())]);
        Ok(())
    })
    .expect("it is read");
    found
}

/// Whether both are the same but for fields that are null, and for how numbers are written.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let (one, other) = (filled(one), filled(other));
            one.len() == other.len()
                && one.iter().zip(&other).all(|(one, other)| one.0 == other.0 && same(one.1, other.1))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Number(one), Value::Number(other)) => {
            // An integer among numbers with a point gets one; it is exact as such.
            one == other || (one.is_f64() || other.is_f64()) && one.as_f64() == other.as_f64()
        }
        _ => one == other,
    }
}

fn filled(object: &Map<String, Value>) -> Vec<(&String, &Value)> {
    object.iter().filter(|(_, value)| !value.is_null()).collect()
}

fn came_back(written: &str, found: &Value) -> bool {
    found.as_str() == Some(written) || serde_json::from_str(written).is_ok_and(|value: Value| same(&value, found))
}

fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        (-3i64..3).prop_map(|number| number.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<u64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_filter("no number", |number| number.is_finite()).prop_map(|number| format!("{number:?}")),
        prop::sample::select(vec!["1e400", "0.10", "-0", "1.5", "9007199254740993", "0.1000000000000000000001"])
            .prop_map(str::to_owned),
        "[a-cé\\\\n\"]{0,3}".prop_map(|text| Value::from(text).to_string()),
        Just("\"\\ud800\"".to_owned()),
        Just("\"\\u0000\"".to_owned()),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let field = ("[ab]{0,1}", inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..3).prop_map(|items| format!("[{}]", items.join(", "))),
            prop::collection::vec(field, 0..3).prop_map(|fields| {
                let fields: Vec<String> = fields.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
                format!("{{{}}}", fields.join(","))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn values_come_back(rows in prop::collection::vec((json(), json()), 1..5)) {
        let found = round_trip(&rows);
        prop_assert_eq!(found.len(), rows.len());
        for ((id, kept), [found_id, found_kept]) in rows.iter().zip(&found) {
            prop_assert!(came_back(id, found_id), "{} {}", id, found_id);
            prop_assert!(came_back(kept, found_kept), "{} {}", kept, found_kept);
        }
    }

    #[test]
    fn values_of_one_kind_come_back(leaves in prop::collection::vec((any::<i32>(), "[a-z]{0,3}", any::<bool>()), 1..40)) {
        let row = |(number, text, there): &(i32, String, bool)| {
            let kept = format!(r#"{{"n":{number},"list":[{{"t":"{text}"}},null],"x":null}}"#);
            (number.to_string(), if *there { kept } else { "null".to_owned() })
        };
        let rows: Vec<_> = leaves.iter().map(row).collect();
        for ((id, kept), [found_id, found_kept]) in rows.iter().zip(&round_trip(&rows)) {
            prop_assert!(found_id.is_i64() && came_back(id, found_id), "{} {}", id, found_id);
            prop_assert!(!found_kept.is_string() && came_back(kept, found_kept), "{} {}", kept, found_kept);
        }
    }
}

fn kept(values: &[&str]) -> Vec<Value> {
    let rows: Vec<_> = values.iter().map(|value| ("1".to_owned(), (*value).to_owned())).collect();
    round_trip(&rows).into_iter().map(|[_, kept]| kept).collect()
}

#[test]
fn columns_of_several_kinds_are_text() {
    assert_eq!(kept(&["\"a\"", "[\"a\", \"b\"]"]), ["\"a\"", "[\"a\", \"b\"]"]);
    assert_eq!(kept(&["{}", "{}"]), ["{}", "{}"]);
    assert_eq!(kept(&["1", "[1]"]), ["1", "[1]"]);
    assert_eq!(
        kept(&["18446744073709551615", "18446744073709551614"]),
        ["18446744073709551615", "18446744073709551614"]
    );
    assert_eq!(kept(&["\"\\ud800\"", "\"a\""]), ["\"\\ud800\"", "\"a\""]);
}

#[test]
fn ever_new_keys_are_text() {
    let values: Vec<String> = (0..1500).map(|key| format!("{{\"k{key}\":1}}")).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    assert_eq!(kept(&values)[1499], "{\"k1499\":1}");
}
