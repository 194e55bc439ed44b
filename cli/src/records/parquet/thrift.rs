//! The compact protocol of Thrift, read without building anything: what a structure claims is compared with the bytes that
//! are there before another reader believes it.

/// Maximum nesting of structures and lists within one that is skipped; Parquet needs fewer than ten.
const MAX_NESTING: usize = 64;

/// Types of the compact protocol.
pub(super) mod kind {
    pub(crate) const TRUE: u8 = 1;
    pub(crate) const FALSE: u8 = 2;
    pub(crate) const BYTE: u8 = 3;
    pub(crate) const I16: u8 = 4;
    pub(crate) const I32: u8 = 5;
    pub(crate) const I64: u8 = 6;
    pub(crate) const DOUBLE: u8 = 7;
    pub(crate) const BINARY: u8 = 8;
    pub(crate) const LIST: u8 = 9;
    pub(crate) const SET: u8 = 10;
    pub(crate) const MAP: u8 = 11;
    pub(crate) const STRUCT: u8 = 12;
    pub(crate) const UUID: u8 = 13;
}

/// Why a structure cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// The bytes end within it.
    CutShort,
    Malformed,
}

/// A place in the bytes of a structure.
pub(super) struct Cursor<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Cursor<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How many bytes have been read.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    fn remaining(&self) -> usize {
        self.bytes.len() - self.at
    }

    /// Another cursor at the same place.
    pub(super) fn copied(&self) -> Self {
        Self { ..*self }
    }

    pub(super) fn byte(&mut self) -> Result<u8, Flaw> {
        let byte = *self.bytes.get(self.at).ok_or(Flaw::CutShort)?;
        self.at += 1;
        Ok(byte)
    }

    fn pass(&mut self, bytes: u64) -> Result<(), Flaw> {
        let bytes = usize::try_from(bytes).map_err(|_| Flaw::Malformed)?;
        if bytes > self.remaining() {
            return Err(Flaw::CutShort);
        }
        self.at += bytes;
        Ok(())
    }

    /// Bytes with their length before them.
    pub(super) fn binary(&mut self) -> Result<&'b [u8], Flaw> {
        let length = self.varint()?;
        self.take(length)
    }

    /// So many bytes.
    pub(super) fn take(&mut self, bytes: u64) -> Result<&'b [u8], Flaw> {
        let start = self.at;
        self.pass(bytes)?;
        Ok(&self.bytes[start..self.at])
    }

    /// A variable-length integer (ULEB128).
    pub(super) fn varint(&mut self) -> Result<u64, Flaw> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Flaw::Malformed)
    }

    /// A signed integer.
    pub(super) fn integer(&mut self) -> Result<i64, Flaw> {
        let value = self.varint()?;
        Ok((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    /// The kind and the number of the elements of a list, each of which takes one byte at least.
    pub(super) fn list(&mut self) -> Result<(u8, usize), Flaw> {
        let head = self.byte()?;
        let size = if head >> 4 == 15 { self.varint()? } else { u64::from(head >> 4) };
        let size = usize::try_from(size).map_err(|_| Flaw::Malformed)?;
        if size > self.remaining() {
            return Err(Flaw::CutShort);
        }
        Ok((head & 15, size))
    }

    /// Calls `field` with the number and the kind of every field of a structure. Fields it leaves where they are, which it says
    /// by `false`, are skipped.
    pub(super) fn fields<F>(&mut self, mut field: F) -> Result<(), Flaw>
    where
        F: FnMut(&mut Self, i64, u8) -> Result<bool, Flaw>,
    {
        let mut number = 0i64;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Ok(());
            }
            number = match head >> 4 {
                0 => self.integer()?,
                delta => number.wrapping_add(i64::from(delta)),
            };
            if !field(self, number, head & 15)? {
                self.skip(head & 15, MAX_NESTING)?;
            }
        }
    }

    fn skip(&mut self, of: u8, nesting: usize) -> Result<(), Flaw> {
        let nesting = nesting.checked_sub(1).ok_or(Flaw::Malformed)?;
        match of {
            kind::TRUE | kind::FALSE => Ok(()),
            kind::BYTE => self.pass(1),
            kind::I16 | kind::I32 | kind::I64 => self.varint().map(drop),
            kind::DOUBLE => self.pass(8),
            kind::BINARY => self.binary().map(drop),
            kind::LIST | kind::SET => {
                let (of, size) = self.list()?;
                (0..size).try_for_each(|_| self.skip_element(of, nesting))
            }
            kind::MAP => self.skip_map(nesting),
            kind::STRUCT => self.skip_struct(nesting),
            kind::UUID => self.pass(16),
            _ => Err(Flaw::Malformed),
        }
    }

    /// Within lists and maps, truth values take a byte.
    fn skip_element(&mut self, of: u8, nesting: usize) -> Result<(), Flaw> {
        if matches!(of, kind::TRUE | kind::FALSE) { self.pass(1) } else { self.skip(of, nesting) }
    }

    fn skip_map(&mut self, nesting: usize) -> Result<(), Flaw> {
        let size = self.varint()?;
        if size == 0 {
            return Ok(());
        }
        let kinds = self.byte()?;
        for _ in 0..size {
            self.skip_element(kinds >> 4, nesting)?;
            self.skip_element(kinds & 15, nesting)?;
        }
        Ok(())
    }

    fn skip_struct(&mut self, nesting: usize) -> Result<(), Flaw> {
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Ok(());
            }
            if head >> 4 == 0 {
                self.integer()?;
            }
            self.skip(head & 15, nesting)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fields_are_found_and_others_skipped() {
        // 1: i32 -3, 2: list of three i32, 5: binary "ab", 6: struct with a map, 22: true.
        let bytes =
            [0x15, 5, 0x19, 0x35, 2, 4, 6, 0x38, 2, b'a', b'b', 0x1c, 0x1b, 1, 0x58, 2, 1, b'x', 0, 0x01, 44, 0, 99];
        let mut cursor = Cursor::new(&bytes);
        let mut found = Vec::new();
        let read = cursor.fields(|cursor, number, of| {
            found.push((number, of));
            Ok(number == 1 && cursor.integer()? == -3)
        });
        assert_eq!(read, Ok(()));
        assert_eq!(found, [(1, 5), (2, 9), (5, 8), (6, 12), (22, 1)]);
        assert_eq!(cursor.position(), bytes.len() - 1);
    }

    #[test]
    fn claims_are_compared_with_the_bytes() {
        let fields = |bytes: &[u8]| Cursor::new(bytes).fields(|_, _, _| Ok(false));
        assert_eq!(
            fields(&[0x19, 0xfc, 0xff, 0xff, 0xff, 0xff, 7, 0]),
            Err(Flaw::CutShort),
            "a list of 2^31 structures"
        );
        assert_eq!(fields(&[0x18, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0]), Err(Flaw::CutShort), "a long string");
        assert_eq!(fields(&[0x1c; 1000]), Err(Flaw::Malformed), "structures within structures");
        assert_eq!(
            fields(&[0x16, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0]),
            Err(Flaw::Malformed)
        );
        assert_eq!(fields(&[0x15]), Err(Flaw::CutShort));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_come_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            _ = Cursor::new(&bytes).fields(|_, _, _| Ok(false));
        }
    }
}
