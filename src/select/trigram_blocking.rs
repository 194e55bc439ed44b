//! Trigram blocking: the best sentences, but none that shares three words in a row with one already taken.
//!
//! Paulus, Xiong & Socher, *A Deep Reinforced Model for Abstractive Summarization*, ICLR 2018, section 2.5, as Liu & Lapata,
//! *Text Summarization with Pretrained Encoders*, EMNLP 2019, use it for extracts. Words are compared in lower case.
//!
//! O(n log n). Made for short summaries of news; long papers repeat their phrases for a reason.

use hashbrown::HashSet;

use super::{Purse, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::language::Language;
use crate::score::Scores;
use crate::text::words;

/// Takes sentences by score as long as they share no three words in a row. Has no parameters.
#[derive(Clone, Copy, Debug, Default)]
pub struct TrigramBlocking;

impl Selector for TrigramBlocking {
    fn select(&self, doc: &Document<'_>, _: &Context<'_>, scores: &Scores, purse: &mut Purse<'_>) {
        let mut taken: HashSet<[String; 3]> = HashSet::new();
        for sentence in scores.ranking() {
            if purse.is_empty() {
                break;
            }
            if !purse.fits(sentence) {
                continue;
            }
            let found = trigrams(doc.text(sentence), doc.language());
            if found.iter().all(|trigram| !taken.contains(trigram)) {
                purse.spend(sentence);
                taken.extend(found);
            }
        }
    }
}

fn trigrams(text: &str, language: Language) -> Vec<[String; 3]> {
    let fold = |word: &str| {
        let mut folded = String::new();
        language.fold(word, &mut folded);
        folded
    };
    let words: Vec<String> = words(text).map(|word| fold(word.slice(text))).collect();
    words.windows(3).map(|window| [window[0].clone(), window[1].clone(), window[2].clone()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::Budget;

    #[test]
    fn three_words_in_a_row_block() {
        let doc = Document::new("The river rose again. Then THE RIVER ROSE. The river fell.", Language::English);
        let scores = Scores::new(vec![3.0, 2.0, 1.0]);
        let mut purse = Purse::new(&doc, Budget::Sentences(3));
        TrigramBlocking.select(&doc, &Context::default(), &scores, &mut purse);
        assert_eq!(purse.bought(), [0, 2]);
    }
}
