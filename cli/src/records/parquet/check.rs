//! What must hold for any Parquet file: for the tests, and for the fuzzer (`fuzz/`).

#![expect(clippy::expect_used, clippy::panic, reason = "a check is there to panic")]

use std::fs;
use std::sync::Arc;
use std::sync::OnceLock;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{
    ArrayRef, BinaryArray, Float64Array, Int64Array, RecordBatch, StringArray, TimestampMillisecondArray,
};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding, GzipLevel, ZstdLevel};
use parquet::file::properties::{WriterProperties, WriterVersion};

use super::Table;
use crate::records::{Fields, Place};

/// Maximum bytes of a record here.
const MAX_BYTES: usize = 1 << 20;
/// The rows of a file before it is damaged.
const ROWS: i64 = 12;

/// Small files in several codecs and encodings, each in three groups of rows.
fn bases() -> &'static [Vec<u8>] {
    static BASES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    BASES.get_or_init(|| {
        let properties = || WriterProperties::builder().set_max_row_group_row_count(Some(4));
        let gzip = Compression::GZIP(GzipLevel::default());
        let all = [
            properties(),
            properties().set_compression(Compression::SNAPPY).set_data_page_row_count_limit(2),
            properties().set_compression(gzip).set_writer_version(WriterVersion::PARQUET_2_0),
            properties().set_compression(Compression::ZSTD(ZstdLevel::default())).set_write_batch_size(2),
            properties().set_compression(Compression::LZ4_RAW).set_dictionary_enabled(false),
            properties().set_dictionary_enabled(false).set_writer_version(WriterVersion::PARQUET_2_0),
        ];
        let texts = [Encoding::DELTA_BYTE_ARRAY, Encoding::DELTA_LENGTH_BYTE_ARRAY].map(|encoding| {
            let names = ["text", "bytes", "list.list.element"].map(|name| name.split('.').map(str::to_owned).collect());
            let names = names.map(|parts: Vec<String>| parquet::schema::types::ColumnPath::new(parts));
            names.into_iter().fold(properties().set_dictionary_enabled(false), |properties, name| {
                properties.set_column_encoding(name, encoding)
            })
        });
        all.into_iter().chain(texts).map(|properties| file(properties.build())).collect()
    })
}

fn file(properties: WriterProperties) -> Vec<u8> {
    let numbers = || 0..ROWS;
    let mut list = ListBuilder::new(StringBuilder::new());
    for number in numbers() {
        (0..number % 4).for_each(|item| list.values().append_option((item != 1).then(|| format!("tag {item}"))));
        list.append(number % 5 != 0);
    }
    let columns: [(&str, ArrayRef); 6] = [
        ("id", Arc::new(Int64Array::from_iter_values(numbers()))),
        (
            "text",
            Arc::new(StringArray::from_iter(
                numbers().map(|n| (n % 7 != 3).then(|| format!("Rain fell {n}. Wind rose."))),
            )),
        ),
        ("list", Arc::new(list.finish())),
        ("score", Arc::new(Float64Array::from_iter(numbers().map(|n| (n % 3 != 0).then_some(n as f64 / 4.0))))),
        ("bytes", Arc::new(BinaryArray::from_iter_values(numbers().map(|n| vec![n as u8; 3])))),
        ("at", Arc::new(TimestampMillisecondArray::from_iter_values(numbers()).with_timezone("UTC"))),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("columns of one length");
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).expect("a schema");
    writer.write(&batch).expect("memory does not fail");
    writer.into_inner().expect("memory does not fail")
}

/// A file, damaged as the bytes say: five of them for each piece that is changed.
fn damaged(bytes: &[u8]) -> Vec<u8> {
    let (which, changes) = bytes.split_first().unwrap_or((&0, &[]));
    let mut file = bases()[usize::from(*which) % bases().len()].clone();
    for change in changes.as_chunks::<5>().0 {
        let &[high, low, what, value, more] = change;
        // The footer decides most, and so half of the changes fall into it.
        let place = usize::from(u16::from_be_bytes([high, low]));
        let half = file.len() / 2;
        let at = if what & 0x80 == 0 { half + place % (file.len() - half).max(1) } else { place % file.len().max(1) };
        let end = (at + 1 + usize::from(more) % 16).min(file.len());
        match what % 6 {
            _ if file.is_empty() => return file,
            0 => file[at] ^= 1 << (value % 8),
            1 | 2 => file[at] = value,
            3 => file[at..end].fill(value),
            4 => drop(file.drain(at..end)),
            _ => {
                let piece = file[at..end].to_vec();
                file.splice(at..at, piece);
            }
        }
    }
    file
}

/// Reading ends without a panic or an abort, every row has its own number, and a file that is whole gives all of them.
pub(crate) fn parquet_holds(bytes: &[u8]) {
    let bytes = damaged(bytes);
    let folder = std::env::temp_dir().join(format!("excerpt-check-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("there is room");
    let name = format!("{:?}.parquet", std::thread::current().id());
    let path = folder.join(name);
    fs::write(&path, &bytes).expect("there is room");
    let fields = Fields { keep: ["list", "score", "bytes", "at"].map(str::to_owned).into(), ..Fields::default() };
    let is_whole = bases().contains(&bytes);
    let table = Table::open(&path, Place::START, MAX_BYTES, &fields, &Arc::default());
    fs::remove_file(&path).expect("it is ours");
    match table {
        Ok(table) => rows_hold(table, is_whole),
        Err(error) if is_whole => panic!("{error:#}"),
        Err(_) => {}
    }
}

fn rows_hold(mut table: Table, is_whole: bool) {
    let (mut next, mut rows) = (1, 0);
    while let Some(block) = table.block().unwrap_or_else(|error| if is_whole { panic!("{error:#}") } else { None }) {
        for line in &block.lines {
            assert!(line.place.line >= next && line.place.offset == 0);
            next = line.place.line + 1;
            rows += u64::from(line.flaw.is_none());
            assert!(!is_whole || line.flaw.is_none());
            let raw = &block.bytes[line.range.clone()];
            if let Ok(raw) = line.whole(raw, MAX_BYTES) {
                let json = serde_json::from_slice::<serde_json::Value>(raw);
                assert!(json.is_ok(), "{json:?} {}", String::from_utf8_lossy(raw));
            }
        }
        // A file may claim more rows than anybody waits for.
        if rows > 100_000 {
            return;
        }
    }
    assert!(!is_whole || rows == ROWS as u64);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn whole_files_are_read_whole() {
        (0..bases().len()).for_each(|base| parquet_holds(&[base as u8]));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn damaged_files(bytes in prop::collection::vec(any::<u8>(), 0..30)) {
            parquet_holds(&bytes);
        }
    }
}
