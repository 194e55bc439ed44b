//! The pages of a column, each looked at before it is decompressed: 100 bytes of Zstandard may hold gigabytes of zeros.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parquet::basic::{Compression, Type as Physical};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::ChunkReader;
use parquet::file::serialized_reader::SerializedPageReader;

use super::deltas;
use super::thrift::{Cursor, Flaw, kind};

/// Minimum number of bytes that a page may have, however small the limit of a record is: writers aim at 1 MB.
const MIN_PAGE_BYTES: u64 = 64 << 20;
/// Maximum bytes of the lists in the rows that are read together: their values and levels, without what texts point at.
const MAX_LIST_BYTES: u64 = 128 << 20;
/// What the definition and the repetition level of a value take.
const LEVEL_BYTES: u64 = 4;
/// The bytes of a header that are read at first. Most have fewer than 100; those with long statistics are read again.
const HEADER_BYTES: u64 = 1 << 10;
/// No stream of DEFLATE holds more than 1,032 times its own bytes.
const MAX_DEFLATE_RATIO: u64 = 1032;

/// Bounds what the pages of a group of rows take together.
pub(super) struct Budget {
    /// Maximum bytes of a page.
    page: u64,
    /// Bytes of the pages that are held: for each column its dictionary and its page, and the pages that the rows read together
    /// point at.
    held: AtomicU64,
    /// Those that will be held no more after the rows that are read together.
    passed: AtomicU64,
    lists: AtomicU64,
}

impl Budget {
    /// For records of at most `max_record_bytes`.
    pub(super) fn new(max_record_bytes: usize) -> Arc<Self> {
        let page = MIN_PAGE_BYTES.max(max_record_bytes as u64);
        Arc::new(Self { page, held: AtomicU64::new(0), passed: AtomicU64::new(0), lists: AtomicU64::new(0) })
    }

    /// Other rows are read from here on.
    pub(super) fn begin_rows(&self) {
        let passed = self.passed.swap(0, Ordering::Relaxed);
        self.held.fetch_sub(passed, Ordering::Relaxed);
        self.lists.store(0, Ordering::Relaxed);
    }

    fn hold(&self, bytes: u64) -> Result<()> {
        let held = self.held.fetch_add(bytes, Ordering::Relaxed) + bytes;
        match held > 2 * self.page {
            true => Err(flaw(format!(
                "its pages have {held} bytes; {} are held at most (--max-record-bytes)",
                2 * self.page
            ))),
            false => Ok(()),
        }
    }

    fn list(&self, bytes: u64) -> Result<()> {
        let bytes = self.lists.fetch_add(bytes, Ordering::Relaxed) + bytes;
        match bytes > MAX_LIST_BYTES {
            true => Err(flaw(format!("the lists of a row take {bytes} bytes; {MAX_LIST_BYTES} are read at most"))),
            false => Ok(()),
        }
    }
}

fn flaw(words: String) -> ParquetError {
    ParquetError::General(words)
}

/// Reads the pages of a column of a group of rows.
pub(super) struct Pages {
    inner: SerializedPageReader<File>,
    file: Arc<File>,
    column: Column,
    /// Where the next header begins, and how many bytes the column has from there.
    at: u64,
    remaining: u64,
    /// The next header, if it was read.
    next: Option<Header>,
    budget: Arc<Budget>,
    /// The bytes of the page that is read from.
    page: u64,
}

/// What must be known of a column.
#[derive(Clone, Copy)]
pub(super) struct Column {
    repetition: i16,
    definition: i16,
    /// What a value takes beside its bytes.
    value_bytes: u64,
    is_gzip: bool,
}

/// What the header of a page says.
#[derive(Clone, Copy, Debug, Default)]
struct Header {
    /// Its own bytes.
    bytes: u64,
    of: i64,
    uncompressed: i64,
    compressed: i64,
    values: i64,
}

const DATA: i64 = 0;
const DICTIONARY: i64 = 2;
const DATA_V2: i64 = 3;

impl Pages {
    /// # Errors
    ///
    /// If the column does not lie in the file.
    pub(super) fn new(file: Arc<File>, chunk: &ColumnChunkMetaData, rows: usize, budget: Arc<Budget>) -> Result<Self> {
        let (start, bytes) = chunk.byte_range();
        let size = file.metadata().map_err(|error| flaw(error.to_string()))?.len();
        if start.checked_add(bytes).is_none_or(|end| end > size) {
            return Err(flaw(format!("a column has {bytes} bytes from byte {start}, but the file has {size}")));
        }
        let described = chunk.column_descr();
        let column = Column {
            repetition: described.max_rep_level(),
            definition: described.max_def_level(),
            value_bytes: match described.physical_type() {
                Physical::FIXED_LEN_BYTE_ARRAY => u64::try_from(described.type_length()).unwrap_or(0),
                // The largest of the others: a view of bytes, or 96 bits.
                _ => 16,
            },
            is_gzip: matches!(chunk.compression(), Compression::GZIP(_)),
        };
        let inner = SerializedPageReader::new(Arc::clone(&file), chunk, rows, None)?;
        Ok(Self { inner, file, column, at: start, remaining: bytes, next: None, budget, page: 0 })
    }

    /// The header of the next page, of the kind, the size and the number of values that are read.
    fn header(&mut self) -> Result<Option<Header>> {
        if self.next.is_none() && self.remaining > 0 {
            let header = self.read_header()?;
            header.check(self.remaining, self.budget.page).map_err(flaw)?;
            self.next = Some(header);
        }
        Ok(self.next)
    }

    fn read_header(&self) -> Result<Header> {
        let mut tried = HEADER_BYTES.min(self.remaining);
        loop {
            let length = usize::try_from(tried).unwrap_or(usize::MAX);
            match Header::read(&self.file.get_bytes(self.at, length)?) {
                Ok(header) => return Ok(header),
                Err(Flaw::CutShort) if tried < self.remaining => tried = (8 * tried).min(self.remaining),
                Err(_) => return Err(flaw(format!("the page at byte {} has no header that can be read", self.at))),
            }
        }
    }

    /// Goes behind the page of the header.
    fn pass(&mut self, header: Header) {
        let bytes = header.bytes + header.compressed.unsigned_abs();
        self.at += bytes;
        self.remaining -= bytes;
        self.next = None;
    }

    /// Counts what a page takes before it is read.
    fn account(&mut self, header: Header) -> Result<()> {
        let bytes = header.compressed.max(header.uncompressed).unsigned_abs();
        self.budget.hold(bytes)?;
        if header.of == DICTIONARY {
            return Ok(());
        }
        // What the rows before point at stays until they are done.
        self.budget.passed.fetch_add(std::mem::replace(&mut self.page, bytes), Ordering::Relaxed);
        if self.column.repetition > 0 {
            self.budget.list(header.values.unsigned_abs() * (self.column.value_bytes + LEVEL_BYTES))?;
        }
        Ok(())
    }

    /// The other codecs never make more of a page than its header says.
    fn check_gzip(&self, header: Header) -> Result<()> {
        let (compressed, said) = (header.compressed.unsigned_abs(), header.uncompressed.unsigned_abs());
        if !self.column.is_gzip || compressed * MAX_DEFLATE_RATIO <= self.budget.page {
            return Ok(());
        }
        let bytes = self.file.get_bytes(self.at + header.bytes, usize::try_from(compressed).unwrap_or(0))?;
        // One more than there should be tells whether there are more.
        let mut stream = flate2::read::MultiGzDecoder::new(&bytes[..]).take(said + 1);
        match io::copy(&mut stream, &mut io::sink()) {
            Ok(found) if found > said => Err(flaw(format!("a page of {said} bytes has more"))),
            _ => Ok(()),
        }
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let Some(header) = self.header()? else { return Ok(None) };
        self.account(header)?;
        self.check_gzip(header)?;
        let page = self.inner.get_next_page()?;
        self.pass(header);
        if let Some(page) = &page {
            let levels = (self.column.repetition > 0, self.column.definition > 0);
            deltas::check(page, levels, 2 * self.budget.page).map_err(flaw)?;
        }
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.header()?;
        self.inner.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        if let Some(header) = self.header()? {
            self.inner.skip_next_page()?;
            self.pass(header);
        }
        Ok(())
    }
}

impl Header {
    fn read(bytes: &[u8]) -> std::result::Result<Self, Flaw> {
        let mut header = Self { of: -1, ..Self::default() };
        let mut cursor = Cursor::new(bytes);
        cursor.fields(|cursor, number, of| {
            match (number, of) {
                (1, kind::I32) => header.of = cursor.integer()?,
                (2, kind::I32) => header.uncompressed = cursor.integer()?,
                (3, kind::I32) => header.compressed = cursor.integer()?,
                (5 | 7 | 8, kind::STRUCT) => header.values = values(cursor)?,
                // Whoever reads it next goes by the numbers alone.
                (1..=8, _) if number != 4 && number != 6 => return Err(Flaw::Malformed),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        header.bytes = cursor.position() as u64;
        Ok(header)
    }

    fn check(&self, remaining: u64, most: u64) -> std::result::Result<(), String> {
        let Self { bytes, of, uncompressed, compressed, values } = *self;
        let within = |value: i64, bound: u64| u64::try_from(value).is_ok_and(|value| value <= bound);
        if ![DATA, DICTIONARY, DATA_V2].contains(&of) || !within(compressed, remaining.saturating_sub(bytes)) {
            return Err("a page has a header that cannot be right".to_owned());
        }
        if !within(uncompressed, most) || !within(compressed, most) {
            let bytes = uncompressed.max(compressed);
            return Err(format!("a page has {bytes} bytes; {most} are read at most (--max-record-bytes)"));
        }
        // A value of a dictionary takes a byte at least.
        let bound = if of == DICTIONARY { uncompressed.unsigned_abs() } else { i32::MAX.unsigned_abs().into() };
        if within(values, bound) { Ok(()) } else { Err(format!("a page claims {values} values")) }
    }
}

/// The number of values of a page, which its own header begins with.
fn values(cursor: &mut Cursor<'_>) -> std::result::Result<i64, Flaw> {
    let mut values = 0;
    cursor.fields(|cursor, number, of| match (number, of) {
        (1, kind::I32) => {
            values = cursor.integer()?;
            Ok(true)
        }
        (1, _) => Err(Flaw::Malformed),
        _ => Ok(false),
    })?;
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of data: 100 bytes in 20, three values.
    const HEADER: [u8; 17] = [0x15, 0, 0x15, 0xc8, 1, 0x15, 40, 0x2c, 0x15, 6, 0x15, 0, 0x15, 6, 0x15, 6, 0];

    #[test]
    fn a_header_is_read_whole() {
        let bytes = [&HEADER[..], &[0, 7]].concat();
        let header = Header::read(&bytes).expect("a header");
        let Header { bytes: length, of, uncompressed, compressed, values } = header;
        assert_eq!((length, of, uncompressed, compressed, values), (18, DATA, 100, 20, 3));
        assert_eq!(Header::read(&bytes[..10]).err(), Some(Flaw::CutShort));
        assert!(header.check(38, 100).is_ok());
        assert!(header.check(37, 100).is_err_and(|words| words.contains("cannot be right")));
        assert!(header.check(38, 99).is_err_and(|words| words.contains("100 bytes; 99")));
        let dictionary = |values| Header { of: DICTIONARY, values, ..header }.check(38, 100);
        assert!(dictionary(100).is_ok() && dictionary(101).is_err() && dictionary(-1).is_err());
    }

    #[test]
    fn pages_are_held_until_their_rows_are_done() {
        let budget = Budget::new(1);
        assert!(budget.hold(MIN_PAGE_BYTES).is_ok() && budget.hold(MIN_PAGE_BYTES).is_ok());
        budget.passed.store(MIN_PAGE_BYTES, Ordering::Relaxed);
        assert!(budget.hold(1).is_err());
        budget.begin_rows();
        assert!(budget.hold(MIN_PAGE_BYTES - 1).is_ok() && budget.hold(1).is_err());
    }
}
