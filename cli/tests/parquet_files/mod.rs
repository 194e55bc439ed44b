//! Parquet in and out.

use std::fs::File;
use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, ListArray, RecordBatch, StringArray, types::Int64Type};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::*;

fn properties() -> parquet::file::properties::WriterPropertiesBuilder {
    WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default()))
}

/// A file of three groups of ten rows: `id`, `text`, `summary` and a list.
fn small(compression: Compression) -> Vec<u8> {
    let numbers = || 0..30i64;
    let list = numbers().map(|number| (number % 3 > 0).then(|| (0..number % 4).map(Some).collect::<Vec<_>>()));
    let columns: [(&str, ArrayRef); 4] = [
        ("id", Arc::new(Int64Array::from_iter_values(numbers()))),
        (
            "text",
            Arc::new(StringArray::from_iter_values(
                numbers().map(|n| format!("Rain fell on day {n}. The river rose.")),
            )),
        ),
        ("summary", Arc::new(StringArray::from_iter_values(numbers().map(|n| format!("Rain fell {}.", n % 3))))),
        ("list", Arc::new(ListArray::from_iter_primitive::<Int64Type, _, _>(list))),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("columns of one length");
    let properties =
        WriterProperties::builder().set_max_row_group_row_count(Some(10)).set_compression(compression).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).expect("a schema");
    writer.write(&batch).expect("memory does not fail");
    writer.into_inner().expect("memory does not fail")
}

/// A file of one column, `optional binary text (UTF8)`, of these values.
fn texts(folder: &Folder, name: &str, values: &[Option<ByteArray>], more: WriterProperties) {
    let schema = parse_message_type("message m { optional binary text (UTF8); }").expect("a schema");
    let file = File::create(folder.path(name)).expect("the folder is ours");
    let mut writer = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(more)).expect("a file");
    let mut group = writer.next_row_group().expect("a group");
    let mut column = group.next_column().expect("a column").expect("there is one");
    let levels: Vec<i16> = values.iter().map(|value| value.is_some().into()).collect();
    let values: Vec<ByteArray> = values.iter().flatten().cloned().collect();
    column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None).expect("it is written");
    column.close().expect("it is written");
    group.close().expect("it is written");
    writer.close().expect("it is written");
}

/// A schema of groups, each in the one before.
fn deep(depth: usize) -> Vec<u8> {
    fn varint(value: usize) -> Vec<u8> {
        if value < 128 { vec![value as u8] } else { [vec![value as u8 | 128], varint(value >> 7)].concat() }
    }
    let columns =
        [&b"\x48\x01m\x15\x04\0\x15\x0c\x25\0\x18\x04text\x25\0\0"[..], &b"\x35\x02\x18\x01g\x15\x02\0".repeat(depth)]
            .concat();
    let footer =
        [b"\x15\x02\x19\xfc", &varint(depth + 3)[..], &columns, b"\x15\x02\x25\x02\x18\x01x\0\x16\0\x19\x0c\0"]
            .concat();
    let length = u32::try_from(footer.len()).expect("small").to_le_bytes();
    [b"PAR1", &footer[..], &length, b"PAR1"].concat()
}

/// The commands that read records, each with what it takes beside the names of files.
const COMMANDS: [&[&str]; 3] = [&["split", "--jsonl"], &["eval", "-s", "lead", "-S", "top"], &["idf"]];

#[test]
fn a_deep_schema_is_one_bad_file() {
    let folder = Folder::new();
    folder.write("a.parquet", deep(400));
    folder.write("b.parquet", deep(20_000));
    folder.write("good.parquet", small(Compression::SNAPPY));
    let Run { code, out, report } = folder.run(&["corpus", "a.parquet", "b.parquet", "good.parquet"]);
    assert_eq!((code, lines(&out).len()), (Some(1), 30), "{report}");
    assert!(report.contains("a.parquet: the Parquet file has columns that are nested more than 100 deep"), "{report}");
    for command in COMMANDS {
        let Run { code, report, .. } = folder.run(&[command, &["b.parquet", "good.parquet"]].concat());
        assert_eq!(code, Some(1), "{command:?} {report}");
    }
}

/// Numbers that look drawn, the same for the same seed.
struct Draws(u64);

impl Draws {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }

    /// A few bits are flipped, bytes are overwritten, or a piece is cut out or written twice.
    fn mutate(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        let at = self.below(bytes.len());
        match self.below(5) {
            0 => (0..=self.below(4)).for_each(|_| {
                let at = self.below(bytes.len());
                bytes[at] ^= 1 << self.below(8);
            }),
            1 => (0..=self.below(8)).for_each(|_| {
                let at = self.below(bytes.len());
                bytes[at] = self.below(256) as u8;
            }),
            2 => {
                let end = (at + 1 + self.below(40)).min(bytes.len());
                bytes[at..end].fill([0, 0xff, 0x7f][self.below(3)]);
            }
            3 => drop(bytes.drain(at..(at + 1 + self.below(20)).min(bytes.len()))),
            _ => {
                let piece = bytes[at..(at + 1 + self.below(20)).min(bytes.len())].to_vec();
                let to = self.below(bytes.len());
                bytes.splice(to..to, piece);
            }
        }
        bytes
    }
}

/// Files that were damaged by chance, with good ones among them: the good ones are done, whatever becomes of the others.
fn damaged_files_cost_no_others(seed: u64, count: usize) {
    println!("seed {seed}");
    let folder = Folder::new();
    let mut draws = Draws(seed);
    let bases = [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::ZSTD(ZstdLevel::default())].map(small);
    let mut names = Vec::new();
    for number in 0..count {
        let name = format!("{number:05}.parquet");
        let base = &bases[number % bases.len()];
        folder.write(&name, if number % 50 == 0 { base.clone() } else { draws.mutate(base) });
        names.push(name);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let good = count.div_ceil(50);
    let args = ["corpus", "-o", "out.jsonl", "-s", "lead", "-S", "top", "--keep", "list"];
    let Run { code, report, .. } = folder.run(&[&args[..], &names].concat());
    assert_eq!(code, Some(1), "{report}");
    assert!(!report.contains("panicked") && report.contains("damaged"), "{report}");
    let answers = folder.lines("out.jsonl");
    let done =
        |id: i64| answers.iter().filter(|line| line["id"] == id && line["list"].is_array() == (id % 3 > 0)).count();
    assert!((0..30).all(|id| done(id) >= good), "{:?}", (0..30).map(done).collect::<Vec<_>>());
    for command in COMMANDS {
        let Run { code, report, out } = folder.run(&[command, &names[..count.min(500)]].concat());
        assert_eq!(code, Some(1), "{command:?} {}", report.chars().take(2000).collect::<String>());
        assert!(!report.contains("panicked") && !out.is_empty());
    }
}

#[test]
fn files_damaged_as_ever_cost_no_others() {
    damaged_files_cost_no_others(7, 2_500);
}

#[test]
fn files_damaged_anew_cost_no_others() {
    use std::hash::{BuildHasher, RandomState};
    damaged_files_cost_no_others(RandomState::new().hash_one(0), 500);
}

#[test]
fn a_damaged_group_costs_its_own_rows_and_is_reported_once() {
    let folder = Folder::new();
    let mut bytes = small(Compression::ZSTD(ZstdLevel::default()));
    // The second group begins with its ids, which stand behind the first list; its texts are damaged.
    let texts: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, four)| *four == b"\x28\xb5\x2f\xfd").map(|(at, _)| at).collect();
    let per_group = texts.len() / 3;
    bytes[texts[per_group + 2] + 6] ^= 0xff;
    bytes[texts[per_group + 3] + 6] ^= 0xff;
    folder.write("in.parquet", bytes);
    let Run { code, out, report } = folder.run(&["corpus", "in.parquet", "-o", "-", "--keep", "list"]);
    assert_eq!(code, Some(1));
    let found = ids(&lines(&out));
    assert!(found.len() == 20 && (0..10).chain(20..30).all(|id| found.contains(&json!(id))), "{found:?} {report}");
    assert!(report.contains("21 records, 1 failed"), "{report}");
    assert!(report.contains("the Parquet file is damaged") && report.contains("rows 11 to 20 are lost"), "{report}");
    let split = folder.run(&["split", "--jsonl", "in.parquet"]);
    assert!(split.code == Some(1) || split.code == Some(0), "{}", split.report);
}

#[test]
fn one_row_that_is_no_text_is_one_bad_row() {
    let folder = Folder::new();
    let text = |bytes: &[u8]| Some(ByteArray::from(bytes.to_vec()));
    texts(
        &folder,
        "in.parquet",
        &[text(b"Rain fell."), text(b"Wind \xff rose."), text(b"Snow fell.")],
        properties().build(),
    );
    let Run { code, out, report } = folder.run(&["corpus", "in.parquet"]);
    assert_eq!((code, lines(&out).len()), (Some(1), 2), "{report}");
    assert!(report.contains("line 2, byte 0: byte 5 of the column \"text\" is not valid UTF-8"), "{report}");
    let Run { code, out, .. } = folder.run(&["split", "--jsonl", "in.parquet"]);
    assert_eq!((code, out.lines().count()), (Some(1), 2));
}

#[test]
fn columns_of_any_kinds_can_be_written() {
    let folder = Folder::new();
    let values = [
        "\"a\"",
        "[\"a\",\"b\"]",
        "{}",
        "{\"a\":[]}",
        "1",
        "[1]",
        "1e400",
        "18446744073709551615",
        "\"\\ud800\"",
        "[[],[{}]]",
        "null",
        "{\"a\":{\"b\":\"c\"}}",
        "9007199254740993",
        "1.5",
        "[1,\"a\",null]",
        "{\"\":1}",
        "{\"a\":1,\"a\":2}",
    ];
    let line = |(number, value): (usize, &&str)| {
        format!("{{\"id\":{value},\"text\":\"Rain fell.\",\"n\":{number},\"v\":{value}}}\n")
    };
    folder.write("in.jsonl", values.iter().enumerate().map(line).collect::<String>());
    let Run { code, report, .. } = folder.run(&["corpus", "in.jsonl", "-o", "out.parquet", "--keep", "n,v"]);
    assert_eq!(code, Some(0), "{report}");
    let Run { code, out, report } = folder.run(&["corpus", "out.parquet", "--text-field", "scorer", "--keep", "n,v"]);
    assert_eq!((code, out.lines().count()), (Some(0), values.len()), "{report}");
    for (number, (line, value)) in lines(&out).iter().zip(values).enumerate() {
        let expected = if value == "null" { Value::Null } else { json!(value) };
        assert_eq!((&line["id"], &line["v"], &line["n"]), (&expected, &expected, &json!(number)));
    }
}

#[test]
fn instants_keep_their_time() {
    use arrow_array::TimestampMillisecondArray;
    let folder = Folder::new();
    let columns: [(&str, ArrayRef); 2] = [
        ("text", Arc::new(StringArray::from_iter_values(["Rain fell."]))),
        (
            "at",
            Arc::new(TimestampMillisecondArray::from_iter_values([1_600_000_000_123]).with_timezone("Europe/Berlin")),
        ),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("columns");
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a schema");
    writer.write(&batch).expect("memory does not fail");
    folder.write("in.parquet", writer.into_inner().expect("memory does not fail"));
    let Run { code, out, report } = folder.run(&["corpus", "in.parquet", "--keep", "at"]);
    assert_eq!(code, Some(0), "{report}");
    assert_eq!(lines(&out)[0]["at"], "2020-09-13T12:26:40.123Z");
}

#[cfg(target_os = "linux")]
mod memory {
    use super::*;

    const QUICK: [&str; 6] = ["-s", "lead", "-S", "top", "--quiet", "--max-failures=0"];

    #[test]
    fn a_dictionary_of_one_long_value_is_held_once() {
        let folder = Folder::new();
        let long = Some(ByteArray::from("Rain fell on the town. ".repeat(1 << 16).into_bytes()));
        for (name, order) in [("front", [true, false]), ("back", [false, true])] {
            let values: Vec<_> = order
                .iter()
                .flat_map(|long_ones| vec![long.clone().filter(|_| *long_ones); if *long_ones { 120 } else { 20_000 }])
                .collect();
            let properties =
                properties().set_dictionary_page_size_limit(1 << 30).set_data_page_size_limit(1 << 30).build();
            texts(&folder, name, &values, properties);
            assert!(fs::metadata(folder.path(name)).expect("a file").len() < 5_000);
            for most in ["1000", "268435456"] {
                let out = format!("{name}{most}.jsonl");
                let args = ["corpus", "--from", "parquet", name, "-o", &out, "--max-record-bytes", most];
                let (code, peak) = folder.peak(&[&args[..], &QUICK].concat());
                assert_eq!(code, Some(1));
                assert!(peak < 70, "{name} {most}: {peak} MB");
                assert_eq!(folder.lines(&out).len(), if most == "1000" { 0 } else { 120 });
            }
        }
    }

    #[test]
    fn a_page_of_zeros_is_not_unpacked() {
        let folder = Folder::new();
        let zeros = Some(ByteArray::from(vec![b'0'; 400 << 20]));
        texts(&folder, "in.parquet", &[zeros], properties().set_dictionary_enabled(false).build());
        let args = ["corpus", "in.parquet", "-o", "out.jsonl"];
        let (code, peak) = folder.peak(&[&args[..], &QUICK].concat());
        assert_eq!(code, Some(1));
        assert!(peak < 60, "{peak} MB");
        let failed = &folder.lines("out.jsonl.quarantine.jsonl")[0];
        assert!(
            failed["reason"].as_str().expect("words").contains("are read at most (--max-record-bytes)"),
            "{failed}"
        );
    }

    #[test]
    fn long_values_are_written_in_bounded_memory() {
        let folder = Folder::new();
        let record = |number: usize| json!({"id": number, "text": "Rain fell.", "kept": "x".repeat(3 << 20), "o": {format!("k{number}"): 1}});
        let mut file = File::create(folder.path("in.jsonl")).expect("ours");
        (0..100).for_each(|number| writeln!(file, "{}", record(number)).expect("there is room"));
        let args = ["corpus", "in.jsonl", "-o", "out.parquet", "--keep", "kept,o"];
        let (code, peak) = folder.peak(&[&args[..], &QUICK].concat());
        assert_eq!(code, Some(0));
        assert!(peak < 160, "{peak} MB for 300 MB");
    }
}
