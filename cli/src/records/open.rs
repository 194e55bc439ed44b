//! Files as streams of bytes, decompressed on the way.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Result, bail};

use super::gzip::Members;

/// Fewer system calls than with the default of 8 KiB; larger buffers gain nothing.
const BUFFER: usize = 128 << 10;

/// A file as a stream of decompressed bytes.
pub(crate) type Stream = Box<dyn BufRead + Send>;

/// Opens a file, or standard input if it is called `-`, and goes to the byte at `offset`. What is compressed by gzip or
/// Zstandard is known by its name or its first bytes; offsets count what comes out. `read` is told how many bytes were
/// taken from the file.
///
/// # Errors
///
/// If there is no such file, it is a folder, or it ends before `offset`.
pub(crate) fn open_at(path: &Path, offset: u64, read: &Arc<AtomicU64>) -> Result<Stream> {
    let read = Arc::clone(read);
    if path == Path::new("-") {
        return skip(decompress(BufReader::with_capacity(BUFFER, Counted { inner: io::stdin(), read }), path)?, offset);
    }
    let file = File::open(path)?;
    let kind = file.metadata()?.file_type();
    if kind.is_dir() {
        bail!("is a folder, not a file");
    }
    let mut source = BufReader::with_capacity(BUFFER, Counted { inner: file, read });
    if kind.is_file() && compression(source.fill_buf()?, path) == Compression::None {
        source.get_ref().read.fetch_add(offset.saturating_sub(source.buffer().len() as u64), Ordering::Relaxed);
        source.seek(SeekFrom::Start(offset))?;
        return Ok(Box::new(source));
    }
    skip(decompress(source, path)?, offset)
}

/// Whether a file holds just the bytes that are read from it: it is no pipe and not compressed.
pub(crate) fn is_plain(path: &Path) -> bool {
    // A pipe can be opened once only, and is read by whoever opens it.
    if !fs::metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        return false;
    }
    let Ok(file) = File::open(path) else { return false };
    let mut first = Vec::new();
    file.take(4).read_to_end(&mut first).is_ok() && compression(&first, path) == Compression::None
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Compression {
    None,
    Gzip,
    Zstandard,
}

/// How a file is compressed, by its first bytes and its ending. A pipe may hand over its first bytes one by one; then the
/// ending decides.
fn compression(first: &[u8], path: &Path) -> Compression {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if first.is_empty() {
        Compression::None
    } else if first.starts_with(b"\x1f\x8b") || ending.eq_ignore_ascii_case("gz") {
        Compression::Gzip
    } else if first.starts_with(b"\x28\xb5\x2f\xfd") || ending.eq_ignore_ascii_case("zst") {
        Compression::Zstandard
    } else {
        Compression::None
    }
}

/// The bytes of `source`, decompressed if they have to be. The path is only looked at for its ending.
fn decompress<R: BufRead + Send + 'static>(mut source: R, path: &Path) -> Result<Stream> {
    Ok(match compression(source.fill_buf()?, path) {
        Compression::None => Box::new(source),
        Compression::Gzip => Box::new(BufReader::with_capacity(BUFFER, Members::new(source))),
        Compression::Zstandard => {
            Box::new(BufReader::with_capacity(BUFFER, zstd::stream::read::Decoder::with_buffer(source)?))
        }
    })
}

/// Passes over the first `offset` bytes.
fn skip(mut stream: Stream, offset: u64) -> Result<Stream> {
    let skipped = io::copy(&mut (&mut stream).take(offset), &mut io::sink())?;
    if skipped < offset {
        bail!("ends after {skipped} bytes, but {offset} of it have been read before");
    }
    Ok(stream)
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.inner.read(into) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => return result.inspect(|&bytes| _ = self.read.fetch_add(bytes as u64, Ordering::Relaxed)),
            }
        }
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(bytes: &[u8], name: &str) -> io::Result<String> {
        let mut text = String::new();
        let source = BufReader::new(io::Cursor::new(bytes.to_vec()));
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
    fn reading_can_go_on_from_any_byte() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in [("a.txt", b"one two".to_vec()), ("a.gz", gzip("one two"))] {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).expect("the folder is ours");
            let mut text = String::new();
            open_at(&path, 4, &Arc::default()).expect("open").read_to_string(&mut text).expect("read");
            assert_eq!((text.as_str(), is_plain(&path)), ("two", name == "a.txt"));
        }
        let error = open_at(&folder.path().join("a.gz"), 99, &Arc::default()).err().expect("too short");
        assert!(error.to_string().contains("ends after 7 bytes"), "{error}");
    }

    #[test]
    fn what_is_cut_short_is_an_error() {
        let whole = gzip("one two three");
        assert!(read(&whole[..whole.len() - 9], "a.gz").is_err());
        assert!(read(b"no gzip at all", "a.gz").is_err());
    }
}
