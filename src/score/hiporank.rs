//! HipoRank: centrality within and between sections, where what stands near a boundary counts.
//!
//! Dong, Mircea & Cheung, *Discourse-Aware Unsupervised Summarization of Long Scientific Documents*, EACL 2021, on tf·idf
//! rows instead of sentence embeddings. Sentence i of a section of n has the boundary distance d(i) = min(i, n − 1 − i), and so
//! have sections among themselves. With the likeness s = cos/2 + ½:
//!
//! intra(i) = Σ s(i,j) over the other j of its section with d(j) ≥ d(i), divided by n − 1
//!
//! inter(i) = Σ s(i, mean of J) over the sections J with d(J) ≥ d(own), its own among them, divided by their number
//!
//! score = ½·intra + ½·w·inter
//!
//! Sections are those that headings make; a text without any is taken in runs of ten sentences. O(words): sentences are taken in order
//! of falling distance, and a running sum of their rows stands for all pairs.

use ndarray::Array1;

use super::{Scorer, Scores, places};
use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::text::BlockKind;
use crate::{Result, error::check_range};

/// Sections of a text without headings have so many sentences: two or three paragraphs.
const INFERRED_SECTION: usize = 10;

/// HipoRank.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `section_weight` | 1 | 0 to 10 | what likeness to sections counts against likeness within the own one |
#[derive(Clone, Copy, Debug)]
pub struct HipoRank {
    /// What likeness to sections counts, 0 to 10.
    pub section_weight: f64,
}

impl Default for HipoRank {
    /// The value of the paper for arXiv; for PubMed it is 0.5.
    fn default() -> Self {
        Self { section_weight: 1.0 }
    }
}

/// The sections that headings make, or runs of sentences where there is only a title.
fn sections(doc: &Document<'_>) -> Vec<Vec<usize>> {
    let sections = places::sections(doc);
    let headings = doc.sentences().iter().filter(|sentence| sentence.kind == BlockKind::Heading).count();
    match sections.as_slice() {
        // A title is no section.
        [only] if headings <= 1 => only.chunks(INFERRED_SECTION).map(<[usize]>::to_vec).collect(),
        _ => sections,
    }
}

/// The indices below `count` by falling boundary distance, those of equal distance together.
fn from_the_middle(count: usize) -> impl Iterator<Item = Vec<usize>> {
    (0..count.div_ceil(2)).rev().map(move |distance| {
        let mirror = count - 1 - distance;
        if mirror == distance { vec![distance] } else { vec![distance, mirror] }
    })
}

/// Likeness within a section, for each of its sentences. `sum` has an entry for each term, all zeros before and after: to make
/// one for each section would cost sections × terms.
fn intra(rows: &TermMatrix, section: &[usize], sum: &mut Array1<f64>, scores: &mut Array1<f64>) {
    let others = (section.len() - 1).max(1) as f64;
    let mut count = 0.0;
    for group in from_the_middle(section.len()) {
        for &place in &group {
            rows.add_row(section[place], 1.0, &mut *sum);
            count += 1.0;
        }
        for &place in &group {
            let sentence = section[place];
            let cosines = rows.dot(sentence, &*sum) - rows.similarity(sentence, sentence);
            scores[sentence] = (0.5 * cosines + 0.5 * (count - 1.0)) / others;
        }
    }
    for term in section.iter().flat_map(|&sentence| rows.row(sentence).0) {
        sum[term.index()] = 0.0;
    }
}

/// Likeness to the sections no nearer to a boundary than the own one, for each sentence.
fn inter(rows: &TermMatrix, sections: &[Vec<usize>], weight: f64, scores: &mut Array1<f64>) {
    let mut sum = Array1::zeros(rows.width());
    let mut count = 0.0;
    for group in from_the_middle(sections.len()) {
        for &place in &group {
            add_mean_direction(rows, &sections[place], &mut sum);
            count += 1.0;
        }
        for &sentence in group.iter().flat_map(|&place| &sections[place]) {
            let likeness = 0.5 * rows.dot(sentence, &sum) + 0.5 * count;
            scores[sentence] = 0.5 * scores[sentence] + 0.5 * weight * likeness / sections.len() as f64;
        }
    }
}

/// Adds the mean row of a section, scaled to length 1: a cosine does not ask how long a vector is.
fn add_mean_direction(rows: &TermMatrix, section: &[usize], sum: &mut Array1<f64>) {
    let mut terms: Vec<(usize, f64)> = Vec::new();
    for &sentence in section {
        let (columns, values) = rows.row(sentence);
        terms.extend(columns.iter().map(|term| term.index()).zip(values.iter().copied()));
    }
    terms.sort_by_key(|&(term, _)| term);
    let totals: Vec<(usize, f64)> =
        terms.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, same.iter().map(|entry| entry.1).sum())).collect();
    let length = totals.iter().map(|(_, total): &(usize, f64)| total * total).sum::<f64>().sqrt();
    for (term, total) in totals.into_iter().filter(|_| length > 0.0) {
        sum[term] += total / length;
    }
}

impl Scorer for HipoRank {
    fn score(&self, doc: &Document<'_>, context: &Context<'_>) -> Scores {
        let rows = TermMatrix::tf_idf(doc, context);
        let sections = sections(doc);
        let mut scores = Array1::zeros(doc.len());
        let mut sum = Array1::zeros(rows.width());
        for section in &sections {
            intra(&rows, section, &mut sum, &mut scores);
        }
        inter(&rows, &sections, self.section_weight, &mut scores);
        Scores::new(scores).focused(context.relevance(doc))
    }

    fn validate(&self) -> Result<()> {
        check_range("section_weight", self.section_weight, 0.0, 10.0, "0 to 10")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn the_middle_comes_first_and_mirrors_together() {
        assert_eq!(from_the_middle(5).collect::<Vec<_>>(), [vec![2], vec![1, 3], vec![0, 4]]);
        assert_eq!(from_the_middle(2).collect::<Vec<_>>(), [vec![0, 1]]);
        let boundary_distance = |index: usize, count: usize| index.min(count - 1 - index);
        for count in 1..9 {
            for group in from_the_middle(count) {
                assert!(group.iter().all(|&i| boundary_distance(i, count) == boundary_distance(group[0], count)));
            }
        }
    }

    #[test]
    fn headings_make_sections() {
        let doc = Document::new("Rain\n\nIt fell.\n\nWind\n\nIt rose. It fell.", Language::English);
        assert_eq!(sections(&doc), [vec![1], vec![3, 4]]);
        let text = "Rain fell. ".repeat(25);
        let plain = Document::new(&text, Language::English);
        assert_eq!(sections(&plain).iter().map(Vec::len).collect::<Vec<_>>(), [10, 10, 5]);
    }
}
