//! Quotation styles: which marks open a quotation and which close it.

/// Number of bytes before a position in which an opening straight quote is looked for. Few quotations are longer.
const MAX_QUOTATION_BYTES: usize = 1000;

/// Whether quotations open with a low or an inward mark, „so“ or »so«, as in German. The first mark that can only open decides.
pub(super) fn has_inverted_quotes(block: &str) -> bool {
    let bytes = block.as_bytes();
    let mut inwards = None;
    // The lead bytes of all four.
    for at in memchr::memchr2_iter(0xe2, 0xc2, bytes) {
        match bytes[at..] {
            [0xe2, 0x80, 0x9e | 0x9a, ..] => return true,          // „ and ‚
            [0xc2, 0xbb, ..] => inwards = inwards.or(Some(true)),  // »
            [0xc2, 0xab, ..] => inwards = inwards.or(Some(false)), // «
            _ => {}
        }
    }
    inwards == Some(true)
}

/// Whether a straight quote is open at `at`: an odd number of them precedes it.
pub(super) fn is_straight_quote_open(block: &str, at: usize) -> bool {
    let start = at.saturating_sub(MAX_QUOTATION_BYTES);
    memchr::memchr_iter(b'"', &block.as_bytes()[start..at]).count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_quote_that_can_only_open_decides() {
        for inverted in ["Er: „So!“", "»So!«, und «so»", "‚so‘"] {
            assert!(has_inverted_quotes(inverted), "{inverted}");
        }
        for plain in ["He: “so!”", "«So!», et »so«", "so", "‘so’"] {
            assert!(!has_inverted_quotes(plain), "{plain}");
        }
    }

    #[test]
    fn a_straight_quote_is_open_until_the_next() {
        let text = "He: \"so\", \"no";
        let open: Vec<bool> = (0..=text.len()).map(|at| is_straight_quote_open(text, at)).collect();
        assert_eq!(open.iter().filter(|open| **open).count(), 6);
        assert!(!open[4] && open[5] && open[7] && !open[8] && open[13]);
    }
}
