//! Compressed output, in frames that stand alone: a file of them can be cut behind any and written on, and is one file to
//! every reader (`zcat`, `zstdcat`).

use std::io::{self, Write};
use std::path::Path;

/// A frame ends after so many lines, so that a run that goes on repeats no more than these.
const LINES: usize = 1000;
/// It ends after so many bytes as well, so that memory stays bounded.
const BYTES: usize = 4 << 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compression {
    Gzip,
    Zstandard,
}

impl Compression {
    /// How a file is to be compressed, by its name.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?;
        match ending.to_ascii_lowercase().as_str() {
            "gz" => Some(Compression::Gzip),
            "zst" => Some(Compression::Zstandard),
            _ => None,
        }
    }
}

/// Lines that will be compressed together. Where it ends depends on the lines alone, and so do the bytes of the file.
pub(crate) struct Frame {
    compression: Compression,
    bytes: Vec<u8>,
    lines: usize,
}

impl Frame {
    pub(crate) fn new(compression: Compression) -> Self {
        Self { compression, bytes: Vec::new(), lines: 0 }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lines == 0
    }

    /// Adds a line; whether that was the last.
    pub(crate) fn push(&mut self, line: &[u8]) -> bool {
        self.bytes.extend_from_slice(line);
        self.lines += 1;
        self.lines >= LINES || self.bytes.len() >= BYTES
    }

    /// The lines, compressed; after that it is empty.
    pub(crate) fn take(&mut self) -> io::Result<Vec<u8>> {
        let compressed = match self.compression {
            Compression::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
                encoder.write_all(&self.bytes).and_then(|()| encoder.finish())
            }
            // 0 stands for the level that Zstandard itself takes by default.
            Compression::Zstandard => zstd::bulk::compress(&self.bytes, 0),
        };
        self.bytes.clear();
        self.lines = 0;
        compressed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_ends_after_lines_or_bytes() {
        let mut frame = Frame::new(Compression::Zstandard);
        assert!((1..LINES).all(|_| !frame.push(b"x\n")) && frame.push(b"x\n"));
        let compressed = frame.take().expect("memory does not fail");
        assert_eq!(zstd::decode_all(&compressed[..]).expect("it is Zstandard"), b"x\n".repeat(LINES));
        assert!(frame.is_empty() && !frame.push(&vec![b'x'; BYTES - 1]) && frame.push(b"\n"));
    }
}
