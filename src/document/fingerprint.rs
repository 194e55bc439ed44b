//! Fingerprints: equal for sentences that differ in nothing but white space.

/// A 64-bit hash of a sequence, a step at a time. Two different sentences share one by
/// chance once in 2^64 pairs.
fn mix(hash: u64, next: u64) -> u64 {
    // The odd constant is 2^64 divided by the golden ratio; folding the 128-bit product keeps its high half.
    let product = u128::from(hash ^ next.wrapping_mul(0x9e37_79b9_7f4a_7c15)) * 0xd6e8_feb8_6659_fd93;
    (product as u64) ^ ((product >> 64) as u64) ^ next
}

/// A 64-bit hash of `text` with each run of white space taken as one space.
pub(super) fn fingerprint(text: &str) -> u64 {
    let bytes = text.as_bytes();
    // To the end in any case: loops that do not stop early look at many bytes at a time.
    let has_other_space = bytes.iter().fold(false, |any, byte| any | matches!(byte, b'\t'..=b'\r'));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let is_folded = !has_other_space && !pairs.fold(false, |any, (a, b)| any | (*a == b' ' && *b == b' '));
    if is_folded {
        return hash_bytes(text.as_bytes());
    }
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    hash_bytes(words.join(" ").as_bytes())
}

/// Eight bytes at a time.
fn hash_bytes(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks();
    let hash = words.iter().fold(bytes.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    let rest = rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
    mix(hash, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_white_space_makes_no_difference() {
        assert_eq!(fingerprint("Sales rose 5%."), fingerprint("Sales\nrose  5%."));
        assert_ne!(fingerprint("Sales rose 5%."), fingerprint("Sales rose -5%."));
    }
}
