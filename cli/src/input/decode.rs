//! From bytes to text: UTF-8, UTF-16 by its byte order mark, anything else by name; never a guess.

use anyhow::{Result, bail};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use excerpt::Document;

use super::original::Original;
use super::reading::ReadingArgs;

/// A text, and what it was decoded from if that is anything but the text itself.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) original: Option<Original>,
}

/// Decodes `bytes`. A UTF-8 byte order mark stays, so that offsets in the text are offsets in the file.
///
/// # Errors
///
/// Names the offset of the first byte that cannot be decoded, and the options that get past it.
pub(crate) fn decode(bytes: Vec<u8>, reading: &ReadingArgs) -> Result<Decoded> {
    if reading.encoding.is_none() && (bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff")) {
        bail!("is in UTF-32, which is not read; convert it to UTF-8 first");
    }
    let encoding = reading.encoding.or_else(|| by_mark(&bytes)).unwrap_or(UTF_8);
    if encoding == UTF_8 {
        if reading.encoding.is_none() && looks_like_utf16(&bytes) {
            bail!("has a zero in every other byte, as UTF-16 has; name it with --encoding utf-16le or utf-16be");
        }
        return decode_utf8(bytes, reading.lossy);
    }
    // A mark of another encoding than the one named is not obeyed.
    let mark = Encoding::for_bom(&bytes).filter(|(marked, _)| *marked == encoding).map_or(0, |(_, length)| length);
    let (text, malformed) = encoding.decode_without_bom_handling(&bytes[mark..]);
    if malformed && !reading.lossy {
        let at = first_malformed(encoding, &bytes);
        bail!("byte {at} is not valid {}; --lossy replaces such bytes", encoding.name());
    }
    let text = text.into_owned();
    check_size(text.len() as u64)?;
    Ok(Decoded { text, original: Some(Original { encoding, bytes, mark }) })
}

/// Checks that there are no more bytes than a document holds.
///
/// # Errors
///
/// Says what can be done if there are.
pub(crate) fn check_size(bytes: u64) -> Result<()> {
    if bytes > Document::MOST_BYTES as u64 {
        bail!("is longer than 2 GiB, which is the most that one document holds; cut it into several");
    }
    Ok(())
}

fn decode_utf8(bytes: Vec<u8>, lossy: bool) -> Result<Decoded> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, original: None }),
        Err(error) if lossy => {
            let bytes = error.into_bytes();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            check_size(text.len() as u64)?;
            Ok(Decoded { text, original: Some(Original { encoding: UTF_8, bytes, mark: 0 }) })
        }
        Err(error) => bail!(
            "byte {} is not valid UTF-8; name the encoding with --encoding LABEL, or replace such bytes with --lossy",
            error.utf8_error().valid_up_to()
        ),
    }
}

/// Whether there is text in UTF-16 without a mark: nearly every other byte of the beginning is zero, and only every other.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(512)];
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    sample.len() >= 16 && even.min(odd) == 0 && even.max(odd) * 5 > sample.len() * 2
}

/// UTF-16, if the text says so itself.
fn by_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(bytes).map(|(encoding, _)| encoding).filter(|encoding| [UTF_16LE, UTF_16BE].contains(encoding))
}

/// The offset of the first byte that the encoding has no character for.
fn first_malformed(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut text = String::with_capacity(4096);
    let mut read = 0;
    loop {
        text.clear();
        let (result, consumed) = decoder.decode_to_string_without_replacement(&bytes[read..], &mut text, true);
        read += consumed;
        match result {
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::Malformed(length, beyond) => {
                return read.saturating_sub(usize::from(length) + usize::from(beyond));
            }
            encoding_rs::DecoderResult::InputEmpty => return read,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], encoding: Option<&'static Encoding>, lossy: bool) -> Result<String, String> {
        let decoded = decode(bytes.to_vec(), &ReadingArgs { encoding, lossy });
        decoded.map(|decoded| decoded.text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_document_holds_so_much_and_no_more() {
        let most = Document::MOST_BYTES as u64;
        assert!(check_size(most - 1).is_ok() && check_size(most).is_ok() && check_size(most + 1).is_err());
    }

    #[test]
    fn utf8_keeps_its_mark() {
        assert_eq!(read(b"\xef\xbb\xbfa", None, false).unwrap(), "\u{feff}a");
    }

    #[test]
    fn utf16_is_known_by_its_mark() {
        assert_eq!(read(b"\xff\xfea\0", None, false).unwrap(), "a");
        assert_eq!(read(b"\xfe\xff\0a", None, false).unwrap(), "a");
    }

    #[test]
    fn bad_bytes_are_refused_by_offset() {
        assert!(read(b"ab\xffc", None, false).unwrap_err().contains("byte 2 "));
        assert!(read(b"\xff\xfea\0\0\xd8", None, false).unwrap_err().contains("byte 4 "));
        assert_eq!(read(b"ab\xffc", None, true).unwrap(), "ab\u{fffd}c");
    }

    #[test]
    fn utf16_without_a_mark_is_refused_unless_named() {
        let bytes: Vec<u8> = "Rain fell all night.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(read(&bytes, None, false).unwrap_err().contains("utf-16le"));
        assert_eq!(read(&bytes, Some(UTF_16LE), false).unwrap(), "Rain fell all night.");
    }

    #[test]
    fn other_encodings_are_read_by_name() {
        assert_eq!(read(b"caf\xe9", Some(encoding_rs::WINDOWS_1252), false).unwrap(), "café");
    }
}
