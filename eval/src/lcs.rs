//! [`Lcs`]: the longest common subsequence of two texts, in little memory.
//!
//! A table of all lengths T(i,j) of the common subsequences of two beginnings has a row whose steps from one entry to the next are 0 or 1.
//! 64 of these steps are the bits of a word, and one addition makes those of the next row (Hyyrö, *Bit-Parallel LCS-length
//! Computation Revisited*, AWOCA 2004). Here the words of all rows at the same place, a strip of the table, come one after the other;
//! a strip needs of the one before it nothing but the carry of each addition, one bit.
//!
//! To say which tokens are common, the strips are computed a second time, from the last, each from the carries that were kept: n·m / 512
//! bytes for texts of n and m tokens, and 8 bytes for each token. O(n·m / 64) time.

/// Tokens in a strip: the bits of a word.
const WIDTH: usize = u64::BITS as usize;

/// A carry for each token, 64 in a word.
type Carries = Vec<u64>;

/// Finds longest common subsequences. Keeps its memory from one pair of texts to the next.
#[derive(Debug)]
pub(crate) struct Lcs {
    /// For each token, where it stands in the strip; zeros in between.
    masks: Vec<u64>,
    /// The words of a strip, one for each row and one before the first.
    strip: Vec<u64>,
}

impl Lcs {
    /// For tokens that are numbers below `vocabulary`.
    pub(crate) fn new(vocabulary: usize) -> Self {
        Self { masks: vec![0; vocabulary], strip: Vec::new() }
    }

    /// Its length.
    pub(crate) fn length(&mut self, a: &[u32], b: &[u32]) -> usize {
        let mut carries = no_carries(b);
        let mut length = 0;
        for tokens in a.chunks(WIDTH) {
            self.run(tokens, b, &mut carries);
            // A zero is a step. Bits beyond the last token stay ones.
            length += self.strip[b.len()].count_zeros() as usize;
        }
        length
    }

    /// Calls `found` with each place of `reference` that belongs to it, the last first. Of several longest ones, that which `rouge-score`
    /// finds: from the end, it drops a token of the reference wherever that costs nothing.
    pub(crate) fn places(&mut self, reference: &[u32], candidate: &[u32], mut found: impl FnMut(usize)) {
        let strips: Vec<&[u32]> = reference.chunks(WIDTH).collect();
        let mut carries = no_carries(candidate);
        let mut kept: Vec<Carries> = Vec::with_capacity(strips.len());
        for tokens in &strips {
            kept.push(carries.clone());
            self.run(tokens, candidate, &mut carries);
        }
        let mut rest = candidate.len();
        for (number, (tokens, mut carries)) in strips.iter().zip(kept).enumerate().rev() {
            self.run(tokens, &candidate[..rest], &mut carries);
            rest = self.trace(tokens, candidate, rest, |place| found(number * WIDTH + place));
        }
    }

    /// Goes back through a strip from its last token and the `rest` of the candidate, of which it returns what is left.
    fn trace(&self, tokens: &[u32], candidate: &[u32], mut rest: usize, mut found: impl FnMut(usize)) -> usize {
        let mut place = tokens.len();
        while place > 0 && rest > 0 {
            if tokens[place - 1] == candidate[rest - 1] {
                found(place - 1);
                (place, rest) = (place - 1, rest - 1);
            } else if self.strip[rest] >> (place - 1) & 1 == 0 {
                rest -= 1;
            } else {
                place -= 1;
            }
        }
        rest
    }

    /// Computes the strip of `tokens`, row by row. `carries` are those of the strip before and become its own.
    fn run(&mut self, tokens: &[u32], candidate: &[u32], carries: &mut Carries) {
        let Self { masks, strip } = self;
        for (place, &token) in tokens.iter().enumerate() {
            masks[token as usize] |= 1 << place;
        }
        strip.clear();
        let mut word = u64::MAX;
        strip.push(word);
        for (tokens, carries) in candidate.chunks(WIDTH).zip(carries) {
            let mut carried = 0;
            for (place, &token) in tokens.iter().enumerate() {
                let mask = masks[token as usize];
                let (sum, over) = word.overflowing_add(word & mask);
                let (sum, over_again) = sum.overflowing_add(*carries >> place & 1);
                carried |= u64::from(over || over_again) << place;
                word = sum | (word & !mask);
                strip.push(word);
            }
            *carries = carried;
        }
        tokens.iter().for_each(|&token| masks[token as usize] = 0);
    }
}

fn no_carries(candidate: &[u32]) -> Carries {
    vec![0; candidate.len().div_ceil(WIDTH)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The whole table.
    fn slow(reference: &[u32], candidate: &[u32]) -> (usize, Vec<usize>) {
        let mut table = vec![vec![0; candidate.len() + 1]; reference.len() + 1];
        for (i, r) in reference.iter().enumerate() {
            for (j, c) in candidate.iter().enumerate() {
                table[i + 1][j + 1] = if r == c { table[i][j] + 1 } else { table[i][j + 1].max(table[i + 1][j]) };
            }
        }
        let (mut i, mut j) = (reference.len(), candidate.len());
        let mut places = Vec::new();
        while i > 0 && j > 0 {
            if reference[i - 1] == candidate[j - 1] {
                places.push(i - 1);
                (i, j) = (i - 1, j - 1);
            } else if table[i][j - 1] > table[i - 1][j] {
                j -= 1;
            } else {
                i -= 1;
            }
        }
        (table[reference.len()][candidate.len()], places)
    }

    fn tokens() -> impl Strategy<Value = Vec<u32>> {
        prop_oneof![prop::collection::vec(0..4u32, 0..300), prop::collection::vec(0..40u32, 0..300)]
    }

    proptest! {
        #[test]
        fn strips_find_what_the_table_finds(a in tokens(), b in tokens()) {
            let mut lcs = Lcs::new(40);
            let (length, places) = slow(&a, &b);
            prop_assert_eq!(lcs.length(&a, &b), length);
            prop_assert_eq!(lcs.length(&b, &a), length);
            let mut found = Vec::new();
            lcs.places(&a, &b, |place| found.push(place));
            prop_assert_eq!(found, places);
        }
    }

    #[test]
    fn a_sentence_of_a_book_takes_no_table() {
        // As a table, 6.4 GB.
        let book = |step: u32| (0..40_000u32).map(|place| place * step % 9973).collect::<Vec<_>>();
        let (a, b) = (book(7), book(11));
        let mut lcs = Lcs::new(9973);
        let mut count = 0;
        lcs.places(&a, &b, |_| count += 1);
        assert_eq!(count, lcs.length(&a, &b));
    }
}
