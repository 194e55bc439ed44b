//! The footer of a Parquet file, looked at before anything is built from it.
//!
//! The crate `parquet` builds the schema by recursion and makes room for what counts claim: a footer of 3 KB overflows its stack,
//! and one of 100 bytes asks for 16 GB. Here depth, counts and lengths are compared with the bytes that are there.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use anyhow::{Result, bail};

use super::schema::{Element, MAX_DEPTH};
use super::thrift::{Cursor, Flaw, kind};

/// Maximum bytes of a footer. One of 1,000 columns in 500 groups of rows has about 50 MB.
const MAX_FOOTER_BYTES: u64 = 64 << 20;
/// Maximum columns, groups of columns included.
const MAX_ELEMENTS: usize = 100_000;
/// Maximum groups of rows: the crate `parquet` numbers them by `i16`.
const MAX_GROUPS: usize = i16::MAX as usize;

/// The eight bytes that end every file: the length of the footer, and a mark.
const TAIL: u64 = 8;
const MARK: &[u8] = b"PAR1";
const MARK_OF_ENCRYPTED: &[u8] = b"PARE";

/// A footer in which counts and depths are what they may be.
pub(super) struct Footer {
    pub(super) bytes: Vec<u8>,
    /// The elements of the schema in the order of a walk, as many as their numbers of children ask for.
    pub(super) elements: Vec<Element>,
}

impl Footer {
    /// Reads the footer of a file.
    ///
    /// # Errors
    ///
    /// If the file is no Parquet file, or damaged, or larger in some way than is read.
    pub(super) fn read(file: &mut File) -> Result<Self> {
        let size = file.metadata()?.len();
        if size < TAIL + MARK.len() as u64 {
            bail!("is no Parquet file: it has {size} bytes");
        }
        let mut tail = [0; TAIL as usize];
        file.seek(SeekFrom::Start(size - TAIL))?;
        file.read_exact(&mut tail)?;
        let [a, b, c, d, mark @ ..] = tail;
        if mark == MARK_OF_ENCRYPTED {
            bail!("the Parquet file is encrypted, and no encrypted files are read");
        }
        if mark != MARK {
            bail!("is no Parquet file, or one that was cut short: it does not end in PAR1");
        }
        let length = u64::from(u32::from_le_bytes([a, b, c, d]));
        if length > size - TAIL {
            bail!("the Parquet file is damaged: its footer claims {length} bytes of {size}");
        }
        if length > MAX_FOOTER_BYTES {
            bail!("the footer of the Parquet file has {length} bytes; {MAX_FOOTER_BYTES} are read at most");
        }
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(size - TAIL - length))?;
        file.take(length).read_to_end(&mut bytes)?;
        Self::new(bytes)
    }

    fn new(bytes: Vec<u8>) -> Result<Self> {
        let mut found = Found::default();
        let mut cursor = Cursor::new(&bytes);
        let mut before = 0;
        let read = cursor.fields(|cursor, number, of| {
            // Whoever reads it next goes by the numbers alone, so the kinds must be those of the numbers, and each come once.
            if number <= before || KINDS.iter().any(|&(known, kind)| known == number && kind != of) {
                return Err(Flaw::Malformed);
            }
            before = number;
            match number {
                SCHEMA => found.schema(cursor).map(|()| true),
                GROUPS => found.groups(cursor).map(|()| false),
                _ => Ok(false),
            }
        });
        match (found.excess, read) {
            (Some(excess), _) => bail!("the Parquet file has {excess}"),
            (None, Ok(())) => Ok(Self { elements: found.elements, bytes }),
            (None, Err(Flaw::CutShort)) => bail!("the Parquet file is damaged: its footer ends early"),
            (None, Err(Flaw::Malformed)) => bail!("the Parquet file is damaged: its footer cannot be read"),
        }
    }
}

const SCHEMA: i64 = 2;
const GROUPS: i64 = 4;
/// The fields of a footer by number: version, schema, number of rows, groups of rows, metadata, program, orders of columns.
const KINDS: [(i64, u8); 7] = [
    (1, kind::I32),
    (SCHEMA, kind::LIST),
    (3, kind::I64),
    (GROUPS, kind::LIST),
    (5, kind::LIST),
    (6, kind::BINARY),
    (7, kind::LIST),
];

/// What was found in a footer.
#[derive(Default)]
struct Found {
    elements: Vec<Element>,
    /// What there is more of than is read.
    excess: Option<String>,
}

impl Found {
    fn exceeds(&mut self, words: String) -> Flaw {
        self.excess = Some(words);
        Flaw::Malformed
    }

    fn groups(&mut self, cursor: &Cursor<'_>) -> Result<(), Flaw> {
        match cursor.copied().list()? {
            (_, size) if size > MAX_GROUPS => {
                Err(self.exceeds(format!("{size} groups of rows; {MAX_GROUPS} are read at most")))
            }
            _ => Ok(()),
        }
    }

    /// Elements stand in the order of a walk, each with its number of children.
    fn schema(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Flaw> {
        let (of, size) = cursor.list()?;
        if of != kind::STRUCT {
            return Err(Flaw::Malformed);
        }
        if size > MAX_ELEMENTS {
            return Err(self.exceeds(format!("{size} columns; {MAX_ELEMENTS} are read at most")));
        }
        // How many children are still to come, level by level.
        let mut open: Vec<usize> = Vec::new();
        for number in 0..size {
            let element = Element::read(cursor)?;
            if element.children > size - number - 1 || (number > 0 && open.is_empty()) {
                return Err(Flaw::Malformed);
            }
            if let Some(left) = open.last_mut() {
                *left -= 1;
            }
            if element.children > 0 {
                open.push(element.children);
            }
            if open.len() > MAX_DEPTH {
                return Err(self.exceeds(format!("columns that are nested more than {MAX_DEPTH} deep")));
            }
            while open.last() == Some(&0) {
                open.pop();
            }
            self.elements.push(element);
        }
        if open.is_empty() { Ok(()) } else { Err(Flaw::Malformed) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn varint(mut value: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        while value > 127 {
            bytes.push((value & 127) as u8 | 128);
            value >>= 7;
        }
        bytes.push(value as u8);
        bytes
    }

    /// A schema of groups, each in the one before, and `more` columns.
    fn footer(depth: usize, more: usize) -> Vec<u8> {
        let column = b"\x15\x02\x25\x02\x18\x01x\0".as_slice();
        let groups = b"\x35\x02\x18\x01g\x15\x02\0".repeat(depth);
        let root = [b"\x48\x01m\x15".as_slice(), &varint(2 * (1 + more)), b"\0"].concat();
        let size = varint(depth + 2 + more);
        [b"\x15\x02\x19\xfc", &size[..], &root, &groups, column, &column.repeat(more), b"\x16\0\x19\x0c\0"].concat()
    }

    fn refused(footer: Vec<u8>) -> String {
        Footer::new(footer).err().expect("it is refused").to_string()
    }

    #[test]
    fn a_schema_may_be_as_deep_and_as_wide_as_allowed_and_no_more() {
        assert!(Footer::new(footer(MAX_DEPTH - 1, 0)).is_ok());
        assert!(refused(footer(MAX_DEPTH, 0)).contains("more than 100 deep"));
        assert!(refused(footer(20_000, 0)).contains("more than 100 deep"));
        assert!(Footer::new(footer(0, MAX_ELEMENTS - 2)).is_ok());
        assert!(refused(footer(0, MAX_ELEMENTS - 1)).contains("100001 columns"));
    }

    #[test]
    fn what_a_footer_claims_is_there() {
        let whole = footer(3, 2);
        let place = whole.windows(3).position(|bytes| bytes == b"\x01g\x15").expect("a group") + 3;
        for children in [0x04u8, 0x06, 0x7e, 0x03] {
            let mut torn = whole.clone();
            torn[place] = children;
            assert!(refused(torn).contains("damaged"), "{children}");
        }
        assert!(refused(whole[..whole.len() - 9].to_vec()).contains("ends early"));
        assert!(refused(Vec::new()).contains("ends early"));
        let mut groups = whole.clone();
        groups.truncate(whole.len() - 2);
        groups.extend(b"\xfc\xff\xff\x07\0");
        assert!(refused(groups).contains("ends early"), "a list of groups that are not there");
    }

    #[test]
    fn fields_come_once_and_are_of_their_kind() {
        let whole = footer(1, 0);
        let as_a_set = [&whole[..2], b"\x1a", &whole[3..]].concat();
        assert!(refused(as_a_set).contains("cannot be read"));
        let twice = [&whole[..whole.len() - 1], b"\x09\x04\x0c\0"].concat();
        assert!(refused(twice).contains("cannot be read"));
    }
}
