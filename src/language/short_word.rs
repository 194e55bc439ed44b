//! [`ShortWord`]: a word as a few numbers.

/// A word of up to [`LONGEST`](Self::LONGEST) bytes as numbers: to compare two, or to hash one, takes a few instructions and no loop over
/// bytes, and it stands where it is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ShortWord {
    /// Its first bytes and its last, which overlap or leave zeros between them; with its length they say all.
    pieces: [u64; 4],
    len: u8,
}

/// What makes hashes differ from process to process, so that nobody can make words that collide.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seeds(pub(super) [u64; 2]);

impl ShortWord {
    /// Longer words, in bytes, hardly ever come back.
    pub(super) const LONGEST: usize = 32;

    /// `None` for a longer one.
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
            17..=Self::LONGEST => {
                let [first, last] = [pair(*bytes.first_chunk()?), pair(*bytes.last_chunk()?)];
                [first[0], first[1], last[0], last[1]]
            }
            _ => return None,
        };
        Some(Self { pieces, len: bytes.len() as u8 })
    }

    /// A hash that is even in all its bits.
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

/// The two halves of a product, one on the other: each bit of both factors has its part in every bit.
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_in_a_byte_or_in_length_differ() {
        let seeds = Seeds([0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93]);
        for len in 0..=ShortWord::LONGEST {
            let word: String = (0..len).map(|place| char::from(b'a' + place as u8 % 26)).collect();
            let short = ShortWord::new(&word).unwrap();
            assert_eq!(short, ShortWord::new(&word.clone()).unwrap());
            let longer = ShortWord::new(&(word.clone() + "\0"));
            assert!(longer.is_none_or(|longer| longer != short && longer.hash(seeds) != short.hash(seeds)), "{word}");
            for place in 0..len {
                let mut bytes = word.clone().into_bytes();
                bytes[place] ^= 1;
                let other = ShortWord::new(std::str::from_utf8(&bytes).unwrap()).unwrap();
                assert_ne!(short, other, "{word} {place}");
                assert_ne!(short.hash(seeds), other.hash(seeds), "{word} {place}");
            }
        }
        assert!(ShortWord::new(&"a".repeat(ShortWord::LONGEST + 1)).is_none());
    }
}
