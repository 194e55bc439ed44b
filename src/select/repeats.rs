//! [`Repeats`]: which sentences say the same.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use hashbrown::HashMap;

use super::jaccard::{are_duplicates, row};
use super::partition::Partition;
use super::prefixes::Prefixes;
use crate::document::Document;
use crate::scratch::Scratch;
use crate::vocabulary::TermId;

/// Sentences that are compared with all others, one after the other, before an index is made: most summaries are of a few
/// sentences, and the index costs what some ten comparisons with all do.
const MAX_SCANS: usize = 8;

/// Sentences that an index may name for comparison before the other one is asked, which is made then.
const MAX_COMPARED: usize = 128;

/// Finds, for a sentence, those that say the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Repeats {
    /// What was found before, and where of each sentence it stands.
    found: Scratch<usize>,
    places: HashMap<usize, Range<usize>>,
    /// Made when that was too often.
    index: Option<Arc<Index>>,
}

impl Repeats {
    /// The sentences that say the same as this one, itself among them unless it holds no term.
    pub(super) fn of(&mut self, doc: &Document<'_>, sentence: usize) -> &[usize] {
        let Self { found, places, index } = self;
        let scans = places.len();
        let place = places.entry(sentence).or_insert_with(|| {
            let start = found.len();
            match scans {
                0..MAX_SCANS => found.extend(scan(doc, sentence)),
                _ => found.extend(index.get_or_insert_with(|| Arc::new(Index::new(doc))).of(doc, sentence)),
            }
            start..found.len()
        });
        &found[place.clone()]
    }
}

/// Finds the same without comparing all.
#[derive(Debug)]
struct Index {
    prefixes: Prefixes,
    partition: OnceLock<Partition>,
    /// For each sentence, a bit for each of its terms, of 64; several may share one.
    signatures: Vec<u64>,
}

impl Index {
    fn new(doc: &Document<'_>) -> Self {
        let bit = |term: &TermId| 1 << (term.0.wrapping_mul(0x9e37_79b9) >> 26);
        let signature = |sentence| row(doc, sentence).iter().map(bit).fold(0, |all, bit| all | bit);
        let signatures = (0..doc.len()).map(signature).collect();
        Self { prefixes: Prefixes::new(doc), partition: OnceLock::new(), signatures }
    }

    fn of(&self, doc: &Document<'_>, sentence: usize) -> Vec<usize> {
        // Both name all that say the same, and others. Where one names many, the other seldom does: the former where many sentences share
        // their rarest terms, the latter where many share any terms and differ in few.
        let by_prefix = self.prefixes.named(doc, sentence);
        let named = by_prefix.iter().map(|postings| postings.len()).sum::<usize>();
        let by_part = (named > MAX_COMPARED)
            .then(|| self.partition.get_or_init(|| Partition::new(doc)).named(doc, sentence))
            .filter(|by_part| by_part.iter().map(|postings| postings.len()).sum::<usize>() < named);
        let mut found = match by_part {
            Some(by_part) => self.similar(doc, sentence, by_part.into_iter().flatten().map(|posting| posting.sentence)),
            None => self.similar(doc, sentence, by_prefix.into_iter().flatten().map(|posting| posting.sentence)),
        };
        found.sort_unstable();
        found.dedup();
        found.retain(|&other| are_duplicates(row(doc, sentence), row(doc, other)));
        found
    }

    /// Those of `others` whose signature is like that of the sentence.
    fn similar(&self, doc: &Document<'_>, sentence: usize, others: impl Iterator<Item = u32>) -> Vec<usize> {
        let signature = self.signatures[sentence];
        // A bit that only one of them has is of a term that only one of them has: see `Partition` for how many there can be.
        let most_alone = row(doc, sentence).len() / 4;
        let is_similar = |other: &usize| (self.signatures[*other] ^ signature).count_ones() as usize <= most_alone;
        others.map(|other| other as usize).filter(is_similar).collect()
    }
}

/// Compares the sentence with all.
fn scan(doc: &Document<'_>, sentence: usize) -> impl Iterator<Item = usize> {
    (0..doc.len()).filter(move |&other| are_duplicates(row(doc, sentence), row(doc, other)))
}

#[cfg(test)]
mod tests {
    use super::super::jaccard::MIN_DUPLICATE_SIMILARITY;
    use super::*;
    use crate::Language;

    #[test]
    fn the_index_and_the_scan_find_what_comparing_all_pairs_finds() {
        let words = ["rain", "wind", "snow", "hail", "fog", "frost"];
        let sentence =
            |n: u32| (0..6).filter(|bit| n >> bit & 1 == 1).map(|bit| words[bit]).collect::<Vec<_>>().join(" ");
        let source: String = (1..64).map(|n| sentence(n) + ".\n\n").collect();
        let doc = Document::new(&source, Language::Undetermined);
        assert_eq!(doc.len(), 63);
        let index = Index::new(&doc);
        let mut repeats = Repeats::default();
        for x in 1..64u32 {
            let alike =
                |y: &u32| f64::from((x & y).count_ones()) >= MIN_DUPLICATE_SIMILARITY * f64::from((x | y).count_ones());
            let expected: Vec<usize> = (1..64).filter(alike).map(|y| y as usize - 1).collect();
            assert_eq!(index.of(&doc, x as usize - 1), expected, "{}", sentence(x));
            assert_eq!(scan(&doc, x as usize - 1).collect::<Vec<_>>(), expected, "{}", sentence(x));
            assert_eq!(repeats.of(&doc, x as usize - 1), expected, "{}", sentence(x));
        }
    }

    #[test]
    fn each_index_names_all_that_are_duplicates() {
        // Sentences of up to 24 of 26 words, many of which differ in a few.
        let word = |bit: u32| char::from(b'a' + bit as u8).to_string().repeat(3);
        let sentence =
            |n: u32| (0..26).filter(|bit| n >> bit & 1 == 1).map(word).collect::<Vec<_>>().join(" ") + ".\n\n";
        let spread = |n: u32| (n / 40).wrapping_mul(0x9e37_79b9) >> 6 | (n / 40 % 3 * 0x5555);
        let source: String = (0..1200).map(|n| sentence(spread(n) ^ 1 << (n % 26) ^ 1 << (n % 7))).collect();
        let doc = Document::new(&source, Language::Undetermined);
        let (prefixes, partition) = (Prefixes::new(&doc), Partition::new(&doc));
        let mut pairs = 0;
        for x in 0..doc.len() {
            let expected: Vec<usize> = scan(&doc, x).collect();
            pairs += expected.len();
            let by_prefix: Vec<u32> = prefixes.named(&doc, x).into_iter().flatten().map(|p| p.sentence).collect();
            let by_part: Vec<u32> = partition.named(&doc, x).into_iter().flatten().map(|p| p.sentence).collect();
            for y in expected.into_iter().map(|y| y as u32) {
                assert!(by_prefix.contains(&y) && by_part.contains(&y), "{x} {y}");
            }
        }
        assert!(pairs > 10 * doc.len(), "{pairs} pairs of {} sentences are too few", doc.len());
    }

    #[test]
    fn a_sentence_of_very_many_terms_is_compared_in_one_pass() {
        // Term by term against term, this would not end within a minute.
        let text: String = (0..300_000).map(|number| format!("w{number} ")).collect();
        let doc = Document::new(&text, Language::Undetermined);
        assert_eq!(Index::new(&doc).of(&doc, 0), [0]);
        assert_eq!(scan(&doc, 0).collect::<Vec<_>>(), [0]);
    }

    #[test]
    fn a_sentence_without_terms_is_like_no_other() {
        let doc = Document::new("Was it? It was!", Language::English);
        assert!(Index::new(&doc).of(&doc, 0).is_empty());
        assert_eq!(scan(&doc, 0).next(), None);
    }
}
