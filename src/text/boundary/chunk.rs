//! Chunks: tests of many bytes at once, which the compiler turns into a few vector instructions.

/// So many bytes are tested together.
pub(super) const CHUNK: usize = 64;

/// The bytes of a chunk and the one behind them, so that each has a next.
pub(super) type Chunk = [u8; CHUNK + 1];

/// The chunk of `bytes` that starts at `at`, filled up with zeros.
#[inline(always)]
pub(super) fn chunk_at(bytes: &[u8], at: usize) -> Chunk {
    let rest = &bytes[at..];
    if let Some(chunk) = rest.first_chunk() {
        return *chunk;
    }
    let mut chunk = [0; CHUNK + 1];
    chunk[..rest.len()].copy_from_slice(rest);
    chunk
}

/// Which bytes of `chunk` meet `is_met` together with the next: a bit for each, the lowest for the first.
#[inline(always)]
pub(super) fn bits(chunk: &Chunk, is_met: impl Fn(u8, u8) -> bool) -> u64 {
    let mut met = [0; CHUNK];
    let pairs = chunk[..CHUNK].iter().zip(&chunk[1..]);
    met.iter_mut().zip(pairs).for_each(|(met, (&a, &b))| *met = u8::from(is_met(a, b)));
    let words = || met.as_chunks::<8>().0.iter().map(|word| u64::from_le_bytes(*word));
    if words().fold(0, |any, word| any | word) == 0 {
        return 0;
    }
    // The product moves the lowest bit of each of the eight bytes into the highest byte.
    words().rev().fold(0, |bits, word| bits << 8 | word.wrapping_mul(0x0102_0408_1020_4080) >> 56)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_bit_for_each_byte() {
        let bytes: Vec<u8> = (0..100_u32).map(|i| (i * i % 251) as u8).collect();
        for at in 0..bytes.len() {
            let is_met = |a: u8, b: u8| a.is_multiple_of(3) & (b != 0);
            let bits = bits(&chunk_at(&bytes, at), is_met);
            for i in 0..CHUNK {
                let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
                assert_eq!(bits >> i & 1 == 1, is_met(byte(at + i), byte(at + i + 1)), "{at} {i}");
            }
        }
        assert_eq!(bits(&chunk_at(&bytes, 0), |_, _| false), 0);
    }
}
