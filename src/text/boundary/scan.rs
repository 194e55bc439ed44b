//! The scan for bytes at which a sentence may end.

/// So many bytes are looked at together. The compiler turns the test of a chunk into a few vector instructions.
const CHUNK: usize = 16;

/// Where a character that may be a stop begins next, at `from` or behind it; or a byte within that character.
///
/// The test is made on two bytes, so that scripts whose letters share a lead byte with a stop are passed over as fast as
/// English is; it may still let through a character that is none.
pub(super) fn next_stop(bytes: &[u8], mut from: usize) -> Option<usize> {
    while let Some(chunk) = bytes.get(from..=from + CHUNK) {
        if let Some(offset) = first_in_chunk(chunk) {
            return Some(from + offset);
        }
        from += CHUNK;
    }
    let rest = bytes.get(from..)?;
    let mut chunk = [0; CHUNK + 1];
    chunk[..rest.len()].copy_from_slice(rest);
    first_in_chunk(&chunk).map(|offset| from + offset)
}

/// Where the first stop may begin among all bytes of `chunk` but the last.
#[inline(always)]
fn first_in_chunk(chunk: &[u8]) -> Option<usize> {
    let (first, second) = (&chunk[..CHUNK], &chunk[1..=CHUNK]);
    let mut found = [0; CHUNK];
    if first.is_ascii() {
        found.iter_mut().zip(first).for_each(|(found, &a)| *found = u8::from(is_ascii_stop(a)));
    } else {
        let pairs = first.iter().zip(second);
        found.iter_mut().zip(pairs).for_each(|(found, (&a, &b))| *found = u8::from(may_start_stop(a, b)));
    }
    let found = u128::from_le_bytes(found);
    (found != 0).then(|| (found.trailing_zeros() / 8) as usize)
}

#[inline(always)]
fn is_ascii_stop(a: u8) -> bool {
    // `:` and `;` are neighbours.
    (a == b'.') | (a == b'!') | (a == b'?') | (a & 0xfe == b':')
}

/// Whether `a`, followed by `b`, may belong to a stop. Without branches, so that it can be done for many bytes at once.
#[inline(always)]
fn may_start_stop(a: u8, b: u8) -> bool {
    // U+0589 Armenian, U+061F and U+06D4 Arabic, U+037E and U+0387 Greek, U+0700 Syriac, U+07F9 N’Ko.
    let two = ((a == 0xd6) & (b == 0x89)) | ((a == 0xd8) & (b == 0x9f)) | ((a == 0xdb) & (b == 0x94));
    let greek = ((a == 0xcd) & (b == 0xbe)) | ((a == 0xc2) & (b == 0xb7)) | ((a == 0xce) & (b == 0x87));
    let others = ((a == 0xdc) & (b <= 0x82)) | ((a == 0xdf) & (b == 0xb9));
    // The danda and its double are E0 A5 A4 and E0 A5 A5: half the letters of Hindi start with E0 A5. So the last two bytes are
    // looked at, and of the stops of Chinese (E3 80 82, EF BC 81, 8E and 9F, EF BD A1), whose comma starts alike.
    let danda = (a == 0xa5) & (b & 0xfe == 0xa4);
    let wide = ((a == 0xbc) & ((b == 0x81) | (b == 0x8e) | (b == 0x9f))) | ((a == 0xbd) & (b == 0xa1));
    let chinese = ((a == 0x80) & (b == 0x82)) | wide;
    // Of general punctuation only `…` and `‼`, for quotes and dashes are many; of the rest whatever is no Latin or Greek letter.
    let punctuation = ((a == 0xe2) & (b != 0x80)) | ((a == 0x80) & ((b == 0xa6) | (b == 0xbc)));
    // Ethiopic, Khmer, Burmese and others, but not Georgian (E1 83).
    let three = (a == 0xe1) & (b <= 0xb1) & (b != 0x83);
    // Emoji.
    let four = (a == 0xf0) & (b == 0x9f);
    is_ascii_stop(a) | two | greek | others | danda | chinese | punctuation | three | four
}

#[cfg(test)]
mod tests {
    use super::super::super::marks::{is_emoji, is_stop, is_weak_stop};
    use super::*;

    #[test]
    fn no_stop_is_passed_over_wherever_it_stands_in_a_chunk() {
        for c in ('\0'..=char::MAX).filter(|&c| is_stop(c) || is_weak_stop(c) || is_emoji(c)) {
            for before in 0..20 {
                let text = format!("{}{c}{}", "a".repeat(before), "b".repeat(20));
                let found = next_stop(text.as_bytes(), 0).unwrap_or_else(|| panic!("{c:?} was passed over"));
                assert_eq!(text.floor_char_boundary(found), before, "{c:?}");
            }
        }
    }

    #[test]
    fn letters_quotes_and_commas_are_passed_over() {
        for text in
            ["The river’s banks — “wet”, he said", "港口，在关闭十天之后、重新开放", "नदी रात में दो मीटर", "Việt Nam đã"]
        {
            assert_eq!(next_stop(text.as_bytes(), 0), None, "{text}");
        }
    }
}
