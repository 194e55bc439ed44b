//! Where a piece of decoded text stands in the file that it was decoded from.

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_16BE, UTF_16LE};
use excerpt::Span;

/// The bytes of a file whose text is not a copy of them.
#[derive(Debug)]
pub(crate) struct Original {
    pub(crate) encoding: &'static Encoding,
    pub(crate) bytes: Vec<u8>,
    /// Length of its byte order mark, which is not in the text.
    pub(crate) mark: usize,
}

/// So many bytes are decoded at once.
const STEP: usize = 4096;
/// No byte completes more bytes of UTF-8, what was held back of malformed sequences included.
const MOST_A_BYTE: usize = 16;

impl Original {
    /// The places in the file of spans of the text, in the order of the spans. Decodes the file once more, up to the last of them.
    pub(crate) fn places(&self, spans: &[Span]) -> Vec<Span> {
        let mut ends: Vec<usize> = spans.iter().flat_map(|span| [span.start, span.end]).collect();
        ends.sort_unstable();
        ends.dedup();
        let mut walk = Walk::new(self);
        let found: Vec<usize> = ends.iter().map(|&end| walk.to(end)).collect();
        let place = |end: usize| ends.binary_search(&end).map_or(end, |index| found[index]);
        spans.iter().map(|span| Span::new(place(span.start), place(span.end))).collect()
    }
}

/// The fewest bytes that a character takes.
fn unit(encoding: &Encoding) -> usize {
    if [UTF_16LE, UTF_16BE].contains(&encoding) { 2 } else { 1 }
}

/// A file that is being decoded again, as far as is wanted.
struct Walk<'o> {
    bytes: &'o [u8],
    decoder: Decoder,
    /// Bytes that were read, and bytes of text that came of them.
    read: usize,
    written: usize,
    /// Room for what comes of one step.
    room: Vec<u8>,
}

impl<'o> Walk<'o> {
    fn new(original: &'o Original) -> Self {
        let decoder = original.encoding.new_decoder_without_bom_handling();
        Self { bytes: &original.bytes, decoder, read: original.mark, written: 0, room: vec![0; STEP * MOST_A_BYTE] }
    }

    /// The first byte behind what the first `offset` bytes of the text were decoded from.
    fn to(&mut self, offset: usize) -> usize {
        while self.written < offset && self.read < self.bytes.len() {
            // Never past what is wanted, and byte by byte at last.
            let step = ((offset - self.written) / MOST_A_BYTE).clamp(1, STEP).min(self.bytes.len() - self.read);
            let input = &self.bytes[self.read..self.read + step];
            let (result, read, written, _) = self.decoder.decode_to_utf8(input, &mut self.room, false);
            debug_assert!(result == CoderResult::InputEmpty && read == step, "there is room for all");
            self.read += read;
            self.written += written;
        }
        // What shows that the bytes before it were malformed completes two characters, and is the second of them. What is cut
        // short at the end becomes a mark of replacement only when the end is known.
        if self.written > offset { self.read - unit(self.decoder.encoding()) } else { self.read }
    }
}

/// Compares with decoding byte by byte, for any bytes: for the tests, and for the fuzzer (`fuzz/`).
#[cfg(any(test, fuzzing))]
pub(crate) fn check(bytes: &[u8]) {
    use encoding_rs::{BIG5, EUC_KR, GB18030, ISO_2022_JP, SHIFT_JIS, UTF_8, WINDOWS_1252};
    let known = [UTF_8, UTF_16LE, UTF_16BE, WINDOWS_1252, SHIFT_JIS, BIG5, EUC_KR, GB18030, ISO_2022_JP];
    let Some((&first, bytes)) = bytes.split_first() else { return };
    let encoding = known[usize::from(first) % known.len()];
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let spans: Vec<Span> = text.char_indices().map(|(at, c)| Span::new(at, at + c.len_utf8())).collect();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut written, mut room) = (vec![0], [0; MOST_A_BYTE]);
    for byte in bytes {
        let (_, _, more, _) = decoder.decode_to_utf8(&[*byte], &mut room, false);
        written.push(written[written.len() - 1] + more);
    }
    let reached = |end: usize| written.iter().position(|&written| written >= end).unwrap_or(bytes.len());
    let slow = |end: usize| reached(end) - if written[reached(end)] > end { unit(encoding) } else { 0 };
    let original = Original { encoding, bytes: bytes.to_vec(), mark: 0 };
    for (span, place) in spans.iter().zip(original.places(&spans)) {
        assert_eq!(place, Span::new(slow(span.start), slow(span.end)), "{} {bytes:?} {span:?}", encoding.name());
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030, SHIFT_JIS, UTF_8, WINDOWS_1252};
    use proptest::prelude::*;

    use super::*;

    /// Every character of the text, as the bytes at its place decode by themselves.
    fn check(encoding: &'static Encoding, bytes: &[u8], mark: usize) {
        let original = Original { encoding, bytes: bytes.to_vec(), mark };
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let spans: Vec<Span> = text.char_indices().map(|(at, c)| Span::new(at, at + c.len_utf8())).collect();
        let places = original.places(&spans);
        for (span, place) in spans.iter().zip(&places) {
            let (alone, _) = encoding.decode_without_bom_handling(&bytes[place.start..place.end]);
            assert_eq!(alone, span.slice(&text), "{} {span:?} {place:?}", encoding.name());
        }
        assert_eq!(places.last().map(|place| place.end), Some(bytes.len()));
        let backwards: Vec<Span> = spans.iter().rev().copied().collect();
        assert!(original.places(&backwards).iter().eq(places.iter().rev()), "in any order");
    }

    #[test]
    fn characters_are_found_in_the_file() {
        let text = "Übung 雨 👩‍👧. a\u{301} ".repeat(9_000);
        let units = || text.encode_utf16();
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}".encode_utf16().chain(units()).flat_map(u16::to_be_bytes).collect();
        check(UTF_16LE, &little, 0);
        check(UTF_16BE, &big, 2);
        check(UTF_8, text.as_bytes(), 0);
        check(GB18030, &GB18030.encode(&text).0, 0);
        for encoding in [SHIFT_JIS, BIG5] {
            check(encoding, &encoding.encode(&"雨 rain 降る, ".repeat(9_000)).0, 0);
        }
        check(WINDOWS_1252, b"caf\xe9 \x93quoted\x94", 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_are_found_as_if_decoded_one_by_one(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            super::check(&bytes);
        }
    }

    #[test]
    fn what_was_replaced_has_a_place_too() {
        check(UTF_8, b"a\xffb\xe2\x82c\xf0\x9f d", 0);
        check(UTF_16LE, b"a\0\0\xd8b\0", 0);
        check(SHIFT_JIS, b"a\x81 b", 0);
        let cut = Original { encoding: UTF_16LE, bytes: b"a\0b".to_vec(), mark: 0 };
        assert_eq!(cut.places(&[Span::new(0, 1), Span::new(1, 4)]), [Span::new(0, 2), Span::new(2, 3)]);
    }
}
