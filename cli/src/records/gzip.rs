//! Files of gzip: several members in a row are one file, as `cat a.gz b.gz` makes them, and zeros behind the last are none, as tapes
//! and block devices leave them. `gzip` reads them so.

use std::io::{self, BufRead, ErrorKind, Read};

use flate2::bufread::GzDecoder;

/// The members of a file, decompressed.
pub(super) struct Members<R> {
    member: GzDecoder<Source<R>>,
    /// Whether nothing but zeros followed a member.
    ended: bool,
}

impl<R: BufRead> Members<R> {
    pub(super) fn new(source: R) -> Self {
        Self { member: GzDecoder::new(Source(Some(source))), ended: false }
    }

    /// Goes on with the next member, unless there is none.
    fn next_member(&mut self) -> io::Result<()> {
        let source = self.member.get_mut();
        if source.fill_buf()?.first().is_none_or(|first| *first == 0) {
            self.ended = true;
            return pass_zeros(source);
        }
        let source = source.0.take();
        // Its tables are used again.
        self.member.reset(Source(source));
        Ok(())
    }
}

fn pass_zeros(source: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = match source.fill_buf() {
            Ok([]) => return Ok(()),
            Ok(buffer) => buffer,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.iter().any(|byte| *byte != 0) {
            return Err(io::Error::new(ErrorKind::InvalidData, "what follows the last member is no gzip"));
        }
        let zeros = buffer.len();
        source.consume(zeros);
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while !self.ended && !into.is_empty() {
            match self.member.read(into)? {
                0 => self.next_member()?,
                bytes => return Ok(bytes),
            }
        }
        Ok(0)
    }
}

/// A stream that can be taken out, so that another member is read from it.
struct Source<R>(Option<R>);

impl<R: BufRead> Read for Source<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.as_mut().map_or(Ok(0), |source| source.read(into))
    }
}

impl<R: BufRead> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.as_mut().map_or(Ok(&[]), BufRead::fill_buf)
    }

    fn consume(&mut self, bytes: usize) {
        if let Some(source) = &mut self.0 {
            source.consume(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Write};

    use super::*;

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish()).expect("memory does not fail")
    }

    fn read(parts: &[&[u8]]) -> io::Result<String> {
        let bytes = parts.concat();
        let mut text = String::new();
        Members::new(BufReader::with_capacity(3, &bytes[..])).read_to_string(&mut text).map(|_| text)
    }

    #[test]
    fn members_follow_each_other() {
        let (one, two, none) = (gzip("one "), gzip("two"), gzip(""));
        assert_eq!(read(&[&one, &none, &two]).expect("gzip"), "one two");
        assert!(read(&[&one, &two[..two.len() - 1]]).is_err());
    }

    #[test]
    fn zeros_end_a_file_and_nothing_else_does() {
        let (one, two) = (gzip("one "), gzip("two"));
        assert_eq!(read(&[&one, &two, &[0; 512]]).expect("gzip"), "one two");
        assert_eq!(read(&[&one, &[0]]).expect("gzip"), "one ");
        for behind in [&[0, 0, 7][..], b"x", &[0x1f], &[0x1f, 0x8b]] {
            assert!(read(&[&one, behind]).is_err(), "{behind:?}");
        }
        assert!(read(&[&one, &[0; 9], &two]).is_err(), "as gzip has it");
        assert!(read(&[&[0; 9]]).is_err());
    }
}
