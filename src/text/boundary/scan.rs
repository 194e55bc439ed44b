//! The scan for bytes at which a sentence may end.

/// So many bytes are looked at together. The compiler turns the test of a chunk into a few vector instructions.
const CHUNK: usize = 16;

/// Where a character that may be a stop begins next, at `from` or behind it; or a byte within that character.
///
/// The test is made on two bytes, so that scripts whose letters share a lead byte with a stop are passed over as fast as
/// English is; it may still let through a character that is none.
pub(super) fn next_stop(bytes: &[u8], mut from: usize) -> Option<usize> {
    while let Some(chunk) = bytes.get(from..=from + CHUNK) {
        let (first, second) = (&chunk[..CHUNK], &chunk[1..]);
        let any = first.iter().zip(second).fold(false, |any, (&a, &b)| any | may_start_stop(a, b));
        if any {
            let offset = first.iter().zip(second).position(|(&a, &b)| may_start_stop(a, b));
            return offset.map(|offset| from + offset);
        }
        from += CHUNK;
    }
    let rest = &bytes[from.min(bytes.len())..];
    let second = |i: usize| rest.get(i + 1).copied().unwrap_or(0);
    let offset = (0..rest.len()).find(|&i| may_start_stop(rest[i], second(i)))?;
    Some(from + offset)
}

/// Whether `a`, followed by `b`, may belong to a stop. Without branches, so that it can be done for many bytes at once.
#[inline(always)]
fn may_start_stop(a: u8, b: u8) -> bool {
    let ascii = (a == b'.') | (a == b'!') | (a == b'?') | (a == b':') | (a == b';');
    // U+0589 Armenian, U+061F and U+06D4 Arabic, U+037E and U+0387 Greek, U+0700 Syriac, U+07F9 N’Ko.
    let two = ((a == 0xd6) & (b == 0x89)) | ((a == 0xd8) & (b == 0x9f)) | ((a == 0xdb) & (b == 0x94));
    let greek = ((a == 0xcd) & (b == 0xbe)) | ((a == 0xc2) & (b == 0xb7)) | ((a == 0xce) & (b == 0x87));
    let others = ((a == 0xdc) & (b <= 0x82)) | ((a == 0xdf) & (b == 0xb9));
    // The danda and its double are E0 A5 A4 and E0 A5 A5: half the letters of Hindi start with E0 A5.
    let danda = (a == 0xa5) & (b & 0xfe == 0xa4);
    // General punctuation and symbols; Ethiopic, Khmer, Burmese and others, but not Georgian (E1 83).
    let three = (a == 0xe2) | ((a == 0xe1) & (b != 0x83)) | ((a == 0xe3) & (b == 0x80)) | (a == 0xef);
    // Emoji.
    let four = (a == 0xf0) & (b == 0x9f);
    ascii | two | greek | others | danda | three | four
}
