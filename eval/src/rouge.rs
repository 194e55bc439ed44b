//! ROUGE: how much of a reference stands in a summary, and how much of the summary in the reference.
//!
//! Lin, *ROUGE: A Package for Automatic Evaluation of Summaries*, 2004, as Google's Python package `rouge-score` 0.1.2 computes it,
//! whose figures are those that papers print today. The crate `rougers` counts n-grams; longest common subsequences are
//! found in `lcs.rs`, as its table of two sentences of 200,000 tokens would take 160 GB.

use hashbrown::HashMap;
use rougers::{Document, RougeScorer, RougeType, Tokenizer};

use crate::Tokens;
use crate::lcs::Lcs;

/// Shares from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// How much of the summary stands in the reference.
    pub precision: f64,
    /// How much of the reference stands in the summary.
    pub recall: f64,
    /// Their harmonic mean, 2PR / (P + R); 0 if both are 0.
    pub f1: f64,
}

impl Score {
    fn of_hits(hits: usize, summary: usize, reference: usize) -> Self {
        if summary == 0 || reference == 0 {
            return Self::default();
        }
        let (precision, recall) = (hits as f64 / summary as f64, hits as f64 / reference as f64);
        Self { precision, recall, f1: rougers::fmeasure(precision, recall) }
    }
}

/// All the kinds of ROUGE that are computed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RougeScores {
    /// ROUGE-1: tokens.
    pub one: Score,
    /// ROUGE-2: pairs of neighbouring tokens.
    pub two: Score,
    /// ROUGE-3: three tokens in a row.
    pub three: Score,
    /// ROUGE-L: the longest common subsequence of the two texts.
    pub l: Score,
    /// ROUGE-Lsum: for each line of the reference, the union of its longest common subsequences with the lines of the summary.
    pub lsum: Score,
}

impl RougeScores {
    /// The mean F1 of ROUGE-1, ROUGE-2 and ROUGE-Lsum, the three that papers print.
    pub fn mean_f1(&self) -> f64 {
        (self.one.f1 + self.two.f1 + self.lsum.f1) / 3.0
    }
}

/// A text cut into tokens, line by line.
#[derive(Clone, Debug)]
pub struct Text(Document);

impl Text {
    /// Cuts `text`; each line counts as a sentence.
    pub fn new(text: &str, tokens: Tokens) -> Self {
        let lines = text.split('\n').filter(|line| !line.is_empty());
        let sentences: Vec<Vec<String>> = lines.map(|line| tokens.cut(line)).collect();
        Self(Document { tokens: sentences.concat(), sentences })
    }

    /// All tokens, in order.
    pub fn tokens(&self) -> &[String] {
        &self.0.tokens
    }
}

/// Computes ROUGE.
///
/// ```
/// use excerpt_eval::{Rouge, Text, Tokens};
///
/// let rouge = Rouge::new();
/// let reference = Text::new("one", Tokens::RougeScore);
/// let summary = Text::new("one two", Tokens::RougeScore);
/// let scores = rouge.score(&reference, &summary);
/// assert_eq!((scores.one.precision, scores.one.recall), (0.5, 1.0));
/// ```
#[derive(Clone, Debug)]
pub struct Rouge {
    scorer: RougeScorer,
}

impl Default for Rouge {
    fn default() -> Self {
        Self::new()
    }
}

const TYPES: [RougeType; 3] = [RougeType::N(1), RougeType::N(2), RougeType::N(3)];

impl Rouge {
    /// Ready to score.
    #[expect(clippy::expect_used, reason = "the only error is an n-gram of no or too many tokens")]
    pub fn new() -> Self {
        // The texts come cut, so this tokenizer is never used.
        let scorer = RougeScorer::with_tokenizer(TYPES.to_vec(), Tokenizer::default());
        Self { scorer: scorer.expect("n-grams of 1, 2 and 3 tokens are within 1 to 9") }
    }

    /// The scores of a summary against one reference.
    pub fn score(&self, reference: &Text, summary: &Text) -> RougeScores {
        let scores = self.scorer.score_documents(&reference.0, &summary.0);
        let score = |kind| {
            let rougers::Score { precision, recall, fmeasure } = scores.get(kind).unwrap_or_default();
            Score { precision, recall, f1: fmeasure }
        };
        let [one, two, three] = TYPES.map(score);
        let mut sequences = Sequences::new(&reference.0, &summary.0);
        RougeScores { one, two, three, l: sequences.l(), lsum: sequences.lsum() }
    }

    /// The scores against several references: for each kind by itself, those of the reference with the highest F1, the first of
    /// equals. All 0 without a reference.
    pub fn score_multi(&self, references: &[Text], summary: &Text) -> RougeScores {
        let all = references.iter().map(|reference| self.score(reference, summary));
        let better = |best: Score, next: Score| if next.f1 > best.f1 { next } else { best };
        let best = all.reduce(|best, next| RougeScores {
            one: better(best.one, next.one),
            two: better(best.two, next.two),
            three: better(best.three, next.three),
            l: better(best.l, next.l),
            lsum: better(best.lsum, next.lsum),
        });
        best.unwrap_or_default()
    }
}

/// A reference and a summary as token ids.
struct Sequences {
    reference: Vec<Vec<u32>>,
    summary: Vec<Vec<u32>>,
    vocabulary: usize,
    lcs: Lcs,
}

impl Sequences {
    fn new(reference: &Document, summary: &Document) -> Self {
        let mut ids: HashMap<&str, u32> = HashMap::new();
        let [reference, summary] = [reference, summary].map(|text| {
            let mut id = |token| {
                let next = ids.len() as u32;
                *ids.entry(token).or_insert(next)
            };
            let sentences = text.sentences.iter();
            sentences.map(|sentence| sentence.iter().map(|token| id(token.as_str())).collect()).collect()
        });
        Self { reference, summary, vocabulary: ids.len(), lcs: Lcs::new(ids.len()) }
    }

    /// ROUGE-L: the longest common subsequence of both as a whole.
    fn l(&mut self) -> Score {
        let (reference, summary) = (self.reference.concat(), self.summary.concat());
        Score::of_hits(self.lcs.length(&reference, &summary), summary.len(), reference.len())
    }

    /// ROUGE-Lsum (section 3.2 of Lin, 2004), each token counted no more often than either text has it.
    fn lsum(&mut self) -> Score {
        let mut counts = [&self.reference, &self.summary].map(|text| {
            let mut counts = vec![0usize; self.vocabulary];
            text.iter().flatten().for_each(|&token| counts[token as usize] += 1);
            counts
        });
        let [in_reference, in_summary] = &mut counts;
        let mut hits = 0;
        for sentence in &self.reference {
            let mut is_common = vec![false; sentence.len()];
            for other in &self.summary {
                self.lcs.places(sentence, other, |place| is_common[place] = true);
            }
            for (&token, _) in sentence.iter().zip(is_common).filter(|(_, is_common)| *is_common) {
                let (left, left_in_summary) = (&mut in_reference[token as usize], &mut in_summary[token as usize]);
                if *left > 0 && *left_in_summary > 0 {
                    (*left, *left_in_summary, hits) = (*left - 1, *left_in_summary - 1, hits + 1);
                }
            }
        }
        let [reference, summary] = [&self.reference, &self.summary].map(|text| text.iter().map(Vec::len).sum());
        Score::of_hits(hits, summary, reference)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text() -> impl Strategy<Value = String> {
        let word = prop::sample::select(&["rain", "wind", "town", "fell", "rose", "cat", "\n", "\n"][..]);
        prop::collection::vec(word, 0..120).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn subsequences_are_those_of_the_whole_table(reference in text(), summary in text()) {
            let types = vec![RougeType::L, RougeType::LSum];
            let slow = RougeScorer::with_tokenizer(types, Tokenizer::default()).unwrap();
            let [reference, summary] = [&reference, &summary].map(|text| Text::new(text, Tokens::RougeScore));
            let expected = slow.score_documents(&reference.0, &summary.0);
            let RougeScores { l, lsum, .. } = Rouge::new().score(&reference, &summary);
            for (kind, found) in [(RougeType::L, l), (RougeType::LSum, lsum)] {
                let rougers::Score { precision, recall, fmeasure } = expected.get(kind).unwrap();
                prop_assert_eq!(found, Score { precision, recall, f1: fmeasure });
            }
        }
    }
}
