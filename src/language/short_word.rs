//! [`ShortWord`]: a word as a few numbers, to hash and to compare without a loop over its bytes.

/// A word of at most [`MAX_BYTES`](Self::MAX_BYTES) bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ShortWord {
    /// The first bytes and the last, which overlap or leave zeros between them. Together with the length they determine the word.
    pieces: [u64; 4],
    len: u8,
}

/// Random numbers that differ from process to process, so that nobody can construct words that collide.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seeds(pub(super) [u64; 2]);

impl ShortWord {
    /// Maximum length in bytes. Longer words rarely occur twice.
    pub(super) const MAX_BYTES: usize = 32;

    /// `None` if the word is too long.
    #[inline]
    pub(super) fn new(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        let pieces = match bytes.len() {
            0 => [0; 4],
            len @ 1..=3 => {
                [u64::from(bytes[0]) << 16 | u64::from(bytes[len / 2]) << 8 | u64::from(bytes[len - 1]), 0, 0, 0]
            }
            4..=7 => [
                u64::from(u32::from_le_bytes(*bytes.first_chunk()?)),
                u64::from(u32::from_le_bytes(*bytes.last_chunk()?)),
                0,
                0,
            ],
            8..=16 => [u64::from_le_bytes(*bytes.first_chunk()?), u64::from_le_bytes(*bytes.last_chunk()?), 0, 0],
            17..=Self::MAX_BYTES => {
                let [first, last] = [pair(*bytes.first_chunk()?), pair(*bytes.last_chunk()?)];
                [first[0], first[1], last[0], last[1]]
            }
            _ => return None,
        };
        Some(Self { pieces, len: bytes.len() as u8 })
    }

    /// A hash with entropy in all its bits.
    #[inline]
    pub(super) fn hash(&self, Seeds([one, other]): Seeds) -> u64 {
        let [a, b, c, d] = self.pieces;
        let hash = fold(a ^ one, b ^ other ^ u64::from(self.len));
        if self.len > 16 { fold(hash ^ c, d ^ one) } else { hash }
    }
}

fn pair(bytes: [u8; 16]) -> [u64; 2] {
    let both = u128::from_le_bytes(bytes);
    [both as u64, (both >> 64) as u64]
}

/// The exclusive or of the two halves of a product, in which each bit depends on all bits of both factors.
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_in_a_byte_or_in_length_are_different() {
        let seeds = Seeds([0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93]);
        for len in 0..=ShortWord::MAX_BYTES {
            let word: String = (0..len).map(|index| char::from(b'a' + index as u8 % 26)).collect();
            let short = ShortWord::new(&word).unwrap();
            assert_eq!(short, ShortWord::new(&word.clone()).unwrap());
            let longer = ShortWord::new(&(word.clone() + "\0"));
            assert!(longer.is_none_or(|longer| longer != short && longer.hash(seeds) != short.hash(seeds)), "{word}");
            for index in 0..len {
                let mut bytes = word.clone().into_bytes();
                bytes[index] ^= 1;
                let other = ShortWord::new(std::str::from_utf8(&bytes).unwrap()).unwrap();
                assert_ne!(short, other, "{word} {index}");
                assert_ne!(short.hash(seeds), other.hash(seeds), "{word} {index}");
            }
        }
        assert!(ShortWord::new(&"a".repeat(ShortWord::MAX_BYTES + 1)).is_none());
    }
}
