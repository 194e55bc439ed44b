//! Lengths that are coded as differences, looked at before room is made for what they claim: a page of 20 bytes may say that it
//! has 2^60 values, or that a hundred thousand begin with the same megabyte.

use parquet::basic::Encoding;
use parquet::column::page::Page;

use super::thrift::{Cursor, Flaw};

/// Maximum values of a block; writers use 128.
const MAX_BLOCK: u64 = 1 << 16;

/// Checks the lengths of a page whose column has repetition and definition levels or not. Its values may have `most` bytes when
/// they are put together.
///
/// # Errors
///
/// If there are more values than the page says, or the values have more bytes.
pub(super) fn check(page: &Page, levels: (bool, bool), most: u64) -> Result<(), String> {
    let (encoding, count) = match page {
        Page::DataPage { encoding, num_values, .. } | Page::DataPageV2 { encoding, num_values, .. } => {
            (*encoding, u64::from(*num_values))
        }
        Page::DictionaryPage { .. } => return Ok(()),
    };
    let is_shared = match encoding {
        Encoding::DELTA_BYTE_ARRAY => true,
        Encoding::DELTA_LENGTH_BYTE_ARRAY | Encoding::DELTA_BINARY_PACKED => false,
        _ => return Ok(()),
    };
    let values = values(page, levels).ok_or("a page ends within its levels")?;
    if encoding == Encoding::DELTA_BINARY_PACKED {
        return Header::read(&mut Cursor::new(values), count).map(drop).map_err(words);
    }
    let mut cursor = Cursor::new(values);
    let first = sum(&mut cursor, count).map_err(words)?;
    if !is_shared {
        return Ok(());
    }
    // What values share with the one before, and what they add to it.
    let second = sum(&mut cursor, count).map_err(words)?;
    match first.checked_add(second).filter(|bytes| *bytes <= most) {
        Some(_) => Ok(()),
        None => Err(format!("the values of a page have more than {most} bytes (--max-record-bytes)")),
    }
}

fn words(flaw: Flaw) -> String {
    match flaw {
        Flaw::CutShort => "a page ends within the lengths of its values",
        Flaw::Malformed => "the lengths of the values of a page cannot be right",
    }
    .to_owned()
}

/// What stands behind the levels.
fn values(page: &Page, (repetition, definition): (bool, bool)) -> Option<&[u8]> {
    match page {
        Page::DataPage { buf, num_values, def_level_encoding, rep_level_encoding, .. } => {
            let mut rest = &buf[..];
            for (there, encoding) in [(repetition, rep_level_encoding), (definition, def_level_encoding)] {
                if there {
                    // Levels packed in bits came before 2013, and long before lengths were coded as differences.
                    _ = num_values;
                    if *encoding != Encoding::RLE {
                        return None;
                    }
                    let (length, behind) = rest.split_first_chunk()?;
                    rest = behind.get(usize::try_from(u32::from_le_bytes(*length)).ok()?..)?;
                }
            }
            Some(rest)
        }
        Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, .. } => {
            let levels = u64::from(*def_levels_byte_len) + u64::from(*rep_levels_byte_len);
            buf.get(usize::try_from(levels).ok()?..)
        }
        Page::DictionaryPage { .. } => None,
    }
}

/// How a row of differences begins.
struct Header {
    /// Values of a block, and of each of its parts.
    block: u64,
    parts: u64,
    count: u64,
    first: i64,
}

impl Header {
    fn read(cursor: &mut Cursor<'_>, most: u64) -> Result<Self, Flaw> {
        let header = Self {
            block: cursor.varint()?,
            parts: cursor.varint()?,
            count: cursor.varint()?,
            first: cursor.integer()?,
        };
        let Self { block, parts, count, .. } = header;
        let fits = block <= MAX_BLOCK && block > 0 && parts > 0 && block % parts == 0 && block / parts % 32 == 0;
        if fits && count <= most { Ok(header) } else { Err(Flaw::Malformed) }
    }
}

/// The sum of a row of lengths, none of which is below zero.
fn sum(cursor: &mut Cursor<'_>, most: u64) -> Result<u64, Flaw> {
    let Header { block, parts, count, first } = Header::read(cursor, most)?;
    let mut left = count.saturating_sub(1);
    let (mut length, mut sum) = (first, 0u64);
    let mut add = |length: i64| {
        sum = sum.checked_add(u64::try_from(length).map_err(|_| Flaw::Malformed)?).ok_or(Flaw::Malformed)?;
        Ok(())
    };
    if count > 0 {
        add(length)?;
    }
    while left > 0 {
        let least = cursor.integer()?;
        let widths = cursor.take(parts)?;
        for &width in widths {
            // Of the parts behind the last value only the widths are there.
            if left == 0 {
                break;
            }
            let packed = cursor.take(block / parts * u64::from(width) / 8)?;
            for index in 0..left.min(block / parts) {
                // Lengths are numbers of 32 bits, and so wrap around as such.
                let delta = least.wrapping_add(bits(packed, index, width)?);
                length = i64::from(length.wrapping_add(delta) as i32);
                add(length)?;
            }
            left = left.saturating_sub(block / parts);
        }
    }
    Ok(sum)
}

/// A number among others of so many bits, the lowest first.
fn bits(packed: &[u8], index: u64, width: u8) -> Result<i64, Flaw> {
    if width > 32 {
        return Err(Flaw::Malformed);
    }
    let start = index * u64::from(width);
    let bytes = packed.iter().skip(usize::try_from(start / 8).map_err(|_| Flaw::Malformed)?).take(5);
    let number = bytes.rev().fold(0u64, |number, &byte| number << 8 | u64::from(byte));
    Ok((number >> (start % 8) & ((1 << width) - 1)).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_summed() {
        // Blocks of 128 in four parts, five values from 7 on; the least difference -2; two bits: 2 + 2, 3 - 2, 0 - 2, 2 - 2.
        let mut bytes = vec![0x80, 1, 4, 5, 14, 3, 2, 0, 0, 0, 0b1000_1110];
        bytes.extend([0; 7]);
        let mut cursor = Cursor::new(&bytes);
        assert_eq!(sum(&mut cursor, 5), Ok(7 + 7 + 8 + 6 + 6));
        assert_eq!(cursor.position(), bytes.len());
        assert_eq!(sum(&mut Cursor::new(&bytes), 4), Err(Flaw::Malformed), "more values than the page has");
        assert_eq!(sum(&mut Cursor::new(&bytes[..12]), 5), Err(Flaw::CutShort));
        assert_eq!(sum(&mut Cursor::new(&[0x80, 1, 4, 0, 0]), 5), Ok(0));
    }

    #[test]
    fn a_length_is_not_below_zero() {
        // Two values from 1 on, the least difference -5.
        let bytes = [0x80, 1, 4, 2, 2, 9, 0, 0, 0, 0];
        assert_eq!(sum(&mut Cursor::new(&bytes), 2), Err(Flaw::Malformed));
    }
}
