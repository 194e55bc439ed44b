//! Chunks: tests of 64 bytes at once, which the compiler vectorizes.

/// Number of bytes tested at once: a bit for each fits in a `u64`.
pub(super) const CHUNK_BYTES: usize = 64;

/// The bytes of a chunk and the next one, so that each has a successor.
pub(super) type Chunk = [u8; CHUNK_BYTES + 1];

/// The chunk of `bytes` at `at`, padded with zeros.
#[inline(always)]
pub(super) fn chunk_at(bytes: &[u8], at: usize) -> Chunk {
    let rest = &bytes[at..];
    if let Some(chunk) = rest.first_chunk() {
        return *chunk;
    }
    let mut chunk = [0; CHUNK_BYTES + 1];
    chunk[..rest.len()].copy_from_slice(rest);
    chunk
}

/// A bit for each byte of `chunk`, the lowest for the first: whether `test` accepts it and its successor.
///
/// `test` should not branch, so that the loop is vectorized.
#[inline(always)]
pub(super) fn bits(chunk: &Chunk, test: impl Fn(u8, u8) -> bool) -> u64 {
    let mut accepted = [0; CHUNK_BYTES];
    let pairs = chunk[..CHUNK_BYTES].iter().zip(&chunk[1..]);
    accepted.iter_mut().zip(pairs).for_each(|(accepted, (&a, &b))| *accepted = u8::from(test(a, b)));
    let words = || accepted.as_chunks::<8>().0.iter().map(|word| u64::from_le_bytes(*word));
    if words().fold(0, |any, word| any | word) == 0 {
        return 0;
    }
    // The product gathers the lowest bits of the eight bytes in the highest byte.
    words().rev().fold(0, |bits, word| bits << 8 | word.wrapping_mul(0x0102_0408_1020_4080) >> 56)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_bit_for_each_byte() {
        let bytes: Vec<u8> = (0..100_u32).map(|i| (i * i % 251) as u8).collect();
        for at in 0..bytes.len() {
            let test = |a: u8, b: u8| a.is_multiple_of(3) & (b != 0);
            let bits = bits(&chunk_at(&bytes, at), test);
            for i in 0..CHUNK_BYTES {
                let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
                assert_eq!(bits >> i & 1 == 1, test(byte(at + i), byte(at + i + 1)), "{at} {i}");
            }
        }
        assert_eq!(bits(&chunk_at(&bytes, 0), |_, _| false), 0);
    }
}
