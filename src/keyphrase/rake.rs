//! RAKE: phrases as they stand between stop words.
//!
//! Rose, Engel, Cramer & Cowley, *Automatic Keyword Extraction from Individual Documents*, in *Text Mining: Applications and Theory*,
//! Wiley 2010. The candidates are the runs between stop words, numbers and marks.
//!
//! score(w) = deg(w) / freq(w); freq counts the places of w, deg adds the lengths of the runs it stands in
//!
//! score(p) = Σ over the words w of p: score(w)
//!
//! Two candidates that stand with stop words between them, the same at least twice, are also one: *axis of evil*. It scores the sum of the two.
//! Runs longer than a phrase may be count for deg and freq but are no candidates. Linear in the text.

use std::ops::Range;

use hashbrown::HashMap;

use super::words::{Word, WordKind, Words};
use super::{Candidate, Extractor};
use crate::context::Context;

/// Scores runs between stop words by the length of the runs that their words stand in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rake;

impl Extractor for Rake {
    fn candidates(&self, words: &Words<'_, '_>, _context: &Context<'_>, max_words: usize) -> Vec<Candidate> {
        let runs = words.runs(Word::is_content);
        let scores = word_scores(words, &runs);
        let longest = max_words.saturating_mul(2);
        let fits = |run: &Range<usize>| words.halves(run) <= longest;
        let candidate = |first: Range<usize>| Candidate { score: sum(words, &first, &scores), first };
        let joined = adjoining(words, &runs);
        runs.into_iter().chain(joined).filter(fits).map(candidate).collect()
    }
}

/// deg(w) / freq(w) by the id of the word; 0 for stop words.
fn word_scores(words: &Words<'_, '_>, runs: &[Range<usize>]) -> Vec<f64> {
    let mut degrees = vec![0.0; words.id_count()];
    let mut frequencies = vec![0.0; words.id_count()];
    for run in runs {
        for word in &words.as_slice()[run.clone()] {
            degrees[word.id as usize] += run.len() as f64;
            frequencies[word.id as usize] += 1.0;
        }
    }
    degrees.iter().zip(&frequencies).map(|(degree, frequency)| degree / f64::max(*frequency, 1.0)).collect()
}

fn sum(words: &Words<'_, '_>, phrase: &Range<usize>, scores: &[f64]) -> f64 {
    words.as_slice()[phrase.clone()].iter().map(|word| scores[word.id as usize]).sum()
}

/// Pairs of neighbouring runs with nothing but stop words between, where the text has the same at least twice.
fn adjoining(words: &Words<'_, '_>, runs: &[Range<usize>]) -> Vec<Range<usize>> {
    let all = words.as_slice();
    let mut counts: HashMap<Vec<u32>, usize> = HashMap::new();
    let mut found = Vec::new();
    for pair in runs.windows(2) {
        let between = &all[pair[0].end..pair[1].start];
        let is_joined = all[pair[0].end..=pair[1].start].iter().all(|word| word.joined);
        if is_joined && !between.is_empty() && between.iter().all(|word| word.kind == WordKind::Stop) {
            let phrase = pair[0].start..pair[1].end;
            let ids = all[phrase.clone()].iter().map(|word| word.id).collect();
            let count = counts.entry(ids).or_insert(0);
            *count += 1;
            if *count == 2 {
                found.push(phrase);
            }
        }
    }
    found
}
