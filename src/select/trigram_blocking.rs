//! Trigram blocking: the best sentences, but none that shares three words in a row with one already taken.
//!
//! Paulus, Xiong & Socher, *A Deep Reinforced Model for Abstractive Summarization*, ICLR 2018, section 2.5, as Liu & Lapata,
//! *Text Summarization with Pretrained Encoders*, EMNLP 2019, use it for extracts. Words are compared in lower case.
//!
//! O(n log n). Made for short summaries of news; long papers repeat their phrases for a reason.

use hashbrown::{HashMap, HashSet};

use super::queue::{Objective, fill};
use super::{Selection, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::score::Scores;
use crate::text::words;

/// Selects sentences by score as long as they share no three words in a row. Has no parameters.
#[derive(Clone, Copy, Debug, Default)]
pub struct TrigramBlocking;

/// The scores of sentences that share no trigram with those selected.
struct Unblocked<'d> {
    doc: &'d Document<'d>,
    scores: &'d Scores,
    word_ids: HashMap<String, u32>,
    selected: HashSet<[u32; 3]>,
}

impl Objective for Unblocked<'_> {
    const DIMINISHES: bool = true;

    fn value(&mut self, sentence: usize, _: &Selection<'_>) -> Option<f64> {
        let is_blocked =
            !self.selected.is_empty() && self.trigrams(sentence).iter().any(|trigram| self.selected.contains(trigram));
        (!is_blocked).then(|| self.scores.get(sentence))
    }

    fn add(&mut self, sentence: usize) {
        let trigrams = self.trigrams(sentence);
        self.selected.extend(trigrams);
    }
}

impl Unblocked<'_> {
    fn trigrams(&mut self, sentence: usize) -> Vec<[u32; 3]> {
        let text = self.doc.text(sentence);
        let mut folded = String::new();
        let id = |word: &str| {
            self.doc.language().fold(word, &mut folded);
            let next = self.word_ids.len() as u32;
            *self.word_ids.entry_ref(folded.as_str()).or_insert(next)
        };
        let ids: Vec<u32> = words(text).map(|word| word.slice(text)).map(id).collect();
        ids.windows(3).map(|window| [window[0], window[1], window[2]]).collect()
    }
}

impl Selector for TrigramBlocking {
    fn select(&self, doc: &Document<'_>, _: &Context<'_>, scores: &Scores, selection: &mut Selection<'_>) {
        let mut unblocked = Unblocked { doc, scores, word_ids: HashMap::new(), selected: HashSet::new() };
        fill(&mut unblocked, doc.len(), selection);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::select::Budget;

    #[test]
    fn three_words_in_a_row_block() {
        let doc = Document::new("The river rose again. Then THE RIVER ROSE. The river fell.", Language::English);
        let scores = Scores::new(vec![3.0, 2.0, 1.0]);
        let mut selection = Selection::new(&doc, Budget::Sentences(3));
        TrigramBlocking.select(&doc, &Context::default(), &scores, &mut selection);
        assert_eq!(selection.selected(), [0, 2]);
    }
}
