//! TF-IDF: phrases that are frequent here, of words that are frequent here and rare elsewhere.
//!
//! Spärck Jones, *A statistical interpretation of term specificity*, Journal of Documentation 28 (1972), for words; for phrases
//!
//! score(p) = tf(p) · Σ over the words w of p: tf(w) · idf(w)
//!
//! tf says how often a phrase or a word stands in the text and idf is [`Context::idf`]: of the background if there is one, else
//! with each sentence as a document. Without tf(w), phrases of words that occur just once come first. Linear in the text.

use super::phrases::phrases;
use super::words::{Word, Words};
use super::{Candidate, Extractor};
use crate::context::Context;
use crate::matrix::TermMatrix;

/// Scores phrases by how often they and their words stand here and how rare their words are elsewhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct TfIdf;

impl Extractor for TfIdf {
    fn candidates(&self, words: &Words<'_, '_>, context: &Context<'_>, max_words: usize) -> Vec<Candidate> {
        let idf = context.idf(words.document(), &TermMatrix::counts(words.document()));
        let mut weights = vec![0.0; words.id_count()];
        for word in words.as_slice() {
            weights[word.id as usize] += words.term(word).map_or(0.0, |term| idf[term.index()]);
        }
        let weight = |word: &Word| weights[word.id as usize];
        let found = phrases(words, Word::is_content, max_words).into_iter();
        found.map(|phrase| phrase.scored(words.as_slice()[phrase.first.clone()].iter().map(weight).sum())).collect()
    }
}
