//! Files as streams of bytes, decompressed on the way.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Result, bail};

/// Fewer system calls than with the default of 8 KiB; larger buffers gain nothing.
const BUFFER: usize = 128 << 10;

/// Opens a file, or standard input if it is called `-`. What is compressed by gzip or Zstandard is known by its name or its
/// first bytes.
///
/// # Errors
///
/// If there is no such file, or it is a folder.
pub(crate) fn open(path: &Path) -> Result<Box<dyn BufRead + Send>> {
    if path == Path::new("-") {
        return decompress(io::stdin(), path);
    }
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        bail!("is a folder, not a file");
    }
    decompress(file, path)
}

/// The bytes of `source`, decompressed if they have to be. The path is only looked at for its ending.
pub(crate) fn decompress<R: Read + Send + 'static>(source: R, path: &Path) -> Result<Box<dyn BufRead + Send>> {
    let mut source = BufReader::with_capacity(BUFFER, source);
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    // A pipe may hand over its first bytes one by one; then the name decides.
    let magic = source.fill_buf()?;
    if magic.starts_with(b"\x1f\x8b") || (ending.eq_ignore_ascii_case("gz") && !magic.is_empty()) {
        // Several members in a row are one file, as `cat a.gz b.gz` makes them.
        let decoder = flate2::bufread::MultiGzDecoder::new(source);
        return Ok(Box::new(BufReader::with_capacity(BUFFER, decoder)));
    }
    if magic.starts_with(b"\x28\xb5\x2f\xfd") || (ending.eq_ignore_ascii_case("zst") && !magic.is_empty()) {
        let decoder = zstd::stream::read::Decoder::with_buffer(source)?;
        return Ok(Box::new(BufReader::with_capacity(BUFFER, decoder)));
    }
    Ok(Box::new(source))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(bytes: &[u8], name: &str) -> io::Result<String> {
        let mut text = String::new();
        let source = io::Cursor::new(bytes.to_vec());
        decompress(source, Path::new(name)).map_err(io::Error::other)?.read_to_string(&mut text).map(|_| text)
    }

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish()).expect("memory does not fail")
    }

    #[test]
    fn compression_is_known_by_its_first_bytes() {
        assert_eq!(read(b"plain", "a.jsonl").expect("read"), "plain");
        assert_eq!(read(b"", "a.jsonl.gz").expect("read"), "");
        let members = [gzip("one "), gzip("two")].concat();
        assert_eq!(read(&members, "a.jsonl").expect("read"), "one two");
        let frames = [zstd::encode_all(&b"one "[..], 0).unwrap(), zstd::encode_all(&b"two"[..], 0).unwrap()].concat();
        assert_eq!(read(&frames, "a.jsonl").expect("read"), "one two");
    }

    #[test]
    fn what_is_cut_short_is_an_error() {
        let whole = gzip("one two three");
        assert!(read(&whole[..whole.len() - 9], "a.gz").is_err());
        assert!(read(b"no gzip at all", "a.gz").is_err());
    }
}
