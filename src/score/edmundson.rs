//! Edmundson: cue words, key words, title words and location, weighed against each other.
//!
//! Edmundson, *New Methods in Automatic Extracting*, Journal of the ACM 16(2), 1969:
//!
//! score(s) = a₁·C(s) + a₂·K(s) + a₃·T(s) + a₄·L(s)
//!
//! - Cue, C: bonus words less stigma words, as `data/<code>/cues.txt` lists them for English, German, Spanish, French, Italian, Dutch,
//!   Portuguese, Russian and Swedish; other languages have none. Edmundson's null words are the stop words.
//! - Key, K: the counts in the text of the words of s that are frequent (as for [`Luhn`](super::Luhn)) and not cue words.
//! - Title, T: words of s that stand in the title, the heading in front of all prose, and half as much those that stand in other headings.
//! - Location, L: 1 each for standing first in a paragraph, last in one, in the first paragraph, in the last one, and in a section
//!   whose heading holds a word that the list gives for it, such as *Conclusion*.
//!
//! Each word counts as often as it stands in s; C, K, T and L are divided by their largest absolute value in the text, so that
//! the weights compare. Headings and furniture score 0. O(words).
//!
//! For reports and papers with headings, and where the reasons must be simple.

use ndarray::Array1;

use super::places::{Places, places};
use super::{Scorer, Scores, heaviest, place};
use crate::context::Context;
use crate::document::Document;
use crate::explanation::Explanation;
use crate::matrix::TermMatrix;
use crate::text::BlockKind;
use crate::{Result, error::check_range};

/// A key word stands in the text so often, and makes up this share of its terms at least, as with Luhn.
const LEAST_COUNT: f64 = 2.0;
const LEAST_SHARE: f64 = 0.002;

/// A word of the title counts twice as much as one of another heading. (The paper only says that it should count more.)
const HEADING: f64 = 0.5;

/// Edmundson's four methods.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `cue` | 0.3 | 0 to 10 | a₁, the weight of cue words |
/// | `key` | 2 | 0 to 10 | a₂, the weight of key words |
/// | `title` | 1 | 0 to 10 | a₃, the weight of words of the title and the headings |
/// | `location` | 1 | 0 to 10 | a₄, the weight of the location |
#[derive(Clone, Copy, Debug)]
pub struct Edmundson {
    /// The weight of cue words, 0 to 10.
    pub cue: f64,
    /// The weight of key words, 0 to 10.
    pub key: f64,
    /// The weight of words of the title and the headings, 0 to 10.
    pub title: f64,
    /// The weight of the location, 0 to 10.
    pub location: f64,
}

impl Default for Edmundson {
    /// The paper found cue, title and location best, without key words. On eleven development sets it is the other way round: mean ROUGE-1
    /// is 31.1 for weights of 1, 0, 1, 1; 32.2 for 1, 1, 1, 1; 33.4 for these; and 33.6 without cue words.
    fn default() -> Self {
        Self { cue: 0.3, key: 2.0, title: 1.0, location: 1.0 }
    }
}

/// What Edmundson looks at in a text.
struct Evidence<'d, 't> {
    doc: &'d Document<'t>,
    counts: TermMatrix,
    /// `None` for headings and furniture.
    places: Vec<Option<Places>>,
}

impl<'d, 't> Evidence<'d, 't> {
    fn new(doc: &'d Document<'t>) -> Self {
        Self { doc, counts: TermMatrix::counts(doc), places: places(doc) }
    }

    /// 1 for bonus words, −1 for stigma words.
    fn cue(&self) -> Array1<f64> {
        let cues = self.doc.language().cues();
        let mut weights = Array1::zeros(self.counts.width());
        self.doc.find_terms(&cues.bonus).iter().for_each(|term| weights[term.index()] = 1.0);
        self.doc.find_terms(&cues.stigma).iter().for_each(|term| weights[term.index()] = -1.0);
        weights
    }

    /// The counts of frequent words that are no cues.
    fn key(&self, cue: &Array1<f64>) -> Array1<f64> {
        let mut counts = Array1::zeros(self.counts.width());
        self.counts.multiply_transposed(&Array1::ones(self.counts.len()), &mut counts);
        let least = (LEAST_SHARE * counts.sum()).max(LEAST_COUNT);
        ndarray::Zip::from(&counts).and(cue).map_collect(
            |&count, &cue| {
                if count >= least && cue == 0.0 { count } else { 0.0 }
            },
        )
    }

    /// 1 for words of the title of a part, less for those of other headings.
    fn title(&self) -> Array1<f64> {
        let mut weights: Array1<f64> = Array1::zeros(self.counts.width());
        for part in self.doc.parts() {
            let mut weight = 1.0;
            for sentence in part.sentences.clone() {
                if self.is_heading(sentence) {
                    let terms = self.doc.terms(sentence).iter();
                    terms.for_each(|term| weights[term.index()] = weights[term.index()].max(weight));
                }
                // The title stands in front of all prose, and is one heading.
                if self.is_heading(sentence) || self.places[sentence].is_some() {
                    weight = HEADING;
                }
            }
        }
        weights
    }

    fn is_heading(&self, sentence: usize) -> bool {
        self.doc.sentences()[sentence].kind == BlockKind::Heading
    }

    /// The location of each sentence of prose; 0 for the others.
    fn location(&self) -> Array1<f64> {
        let mut marked: Vec<bool> = vec![false; self.counts.width()];
        self.doc.find_terms(&self.doc.language().cues().heading).iter().for_each(|term| marked[term.index()] = true);
        let mut under_marked = false;
        let mut part = 0;
        let location = |sentence: usize| {
            if self.is_heading(sentence) || self.doc.sentences()[sentence].part != part {
                part = self.doc.sentences()[sentence].part;
                let mut terms = self.doc.terms(sentence).iter();
                under_marked = self.is_heading(sentence) && terms.any(|term| marked[term.index()]);
            }
            let Some(Places { text, paragraph, .. }) = self.places[sentence] else { return 0.0 };
            // What stands before it in its text stands in its paragraph.
            let first_paragraph = text.before == paragraph.before;
            let last_paragraph = text.after == paragraph.after;
            let truths = [paragraph.before == 0, paragraph.after == 0, first_paragraph, last_paragraph, under_marked];
            truths.into_iter().filter(|truth| *truth).count() as f64
        };
        (0..self.doc.len()).map(location).collect()
    }

    /// The weights of terms divided by the largest absolute value that a sentence of prose has by them.
    fn scaled(&self, weights: Array1<f64>) -> Array1<f64> {
        let prose = (0..self.doc.len()).filter(|&sentence| self.places[sentence].is_some());
        let largest = prose.map(|sentence| self.counts.dot(sentence, &weights).abs()).fold(0.0, f64::max);
        if largest > 0.0 { weights / largest } else { weights }
    }
}

impl Edmundson {
    /// What each occurrence of a term adds to the score of a sentence.
    fn term_weights(&self, evidence: &Evidence<'_, '_>) -> Array1<f64> {
        let cue = evidence.cue();
        let key = evidence.scaled(evidence.key(&cue));
        let title = evidence.scaled(evidence.title());
        self.cue * evidence.scaled(cue) + self.key * key + self.title * title
    }
}

impl Scorer for Edmundson {
    fn score(&self, doc: &Document<'_>, context: &Context<'_>) -> Scores {
        let evidence = Evidence::new(doc);
        let weights = self.term_weights(&evidence);
        let location = evidence.location();
        let highest = location.iter().copied().fold(1.0, f64::max);
        let score = |sentence: usize| match evidence.places[sentence] {
            Some(_) => evidence.counts.dot(sentence, &weights) + self.location * location[sentence] / highest,
            None => 0.0,
        };
        let scores: Vec<f64> = (0..doc.len()).map(score).collect();
        Scores::new(scores).focused(context.relevance(doc))
    }

    fn explain(&self, doc: &Document<'_>, context: &Context<'_>, _: &Scores, picks: &[usize]) -> Vec<Explanation> {
        let evidence = Evidence::new(doc);
        let weights = self.term_weights(&evidence);
        let explain_one = |&sentence: &usize| {
            let (terms, counts) = evidence.counts.row(sentence);
            let shares = terms.iter().zip(counts).map(|(term, count)| count * weights[term.index()]);
            let words = heaviest(shares).into_iter().map(|place| doc.word_in(sentence, terms[place]).to_owned());
            Explanation { terms: words.collect(), ..place(doc, context, sentence) }
        };
        picks.iter().map(explain_one).collect()
    }

    fn validate(&self) -> Result<()> {
        check_range("cue", self.cue, 0.0, 10.0, "0 to 10")?;
        check_range("key", self.key, 0.0, 10.0, "0 to 10")?;
        check_range("title", self.title, 0.0, 10.0, "0 to 10")?;
        check_range("location", self.location, 0.0, 10.0, "0 to 10")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    const TEXT: &str = "Floods in the valley\n\nRain fell all week. Perhaps the valley will dry.\n\n\
                        Conclusion\n\nThe floods show a significant change.";

    fn alone(weights: Edmundson) -> Vec<f64> {
        let doc = Document::new(TEXT, Language::English);
        weights.score(&doc, &Context::default()).as_array().to_vec()
    }

    const NONE: Edmundson = Edmundson { cue: 0.0, key: 0.0, title: 0.0, location: 0.0 };

    #[test]
    fn cue_words_count_for_and_against() {
        // "show" and "significant" against "perhaps".
        assert_eq!(alone(Edmundson { cue: 1.0, ..NONE }), [0.0, 0.0, -0.5, 0.0, 1.0]);
    }

    #[test]
    fn key_words_are_frequent_and_no_cues() {
        // Floods and valley, twice each; all others stand there once.
        assert_eq!(alone(Edmundson { key: 1.0, ..NONE }), [0.0, 0.0, 1.0, 0.0, 1.0]);
    }

    #[test]
    fn words_of_the_title_count() {
        assert_eq!(alone(Edmundson { title: 1.0, ..NONE }), [0.0, 0.0, 1.0, 0.0, 1.0]);
    }

    #[test]
    fn location_counts_paragraphs_and_headings() {
        // First in its paragraph, which is the first; last in it, which is the first; and first, last, last paragraph, conclusion.
        assert_eq!(alone(Edmundson { location: 1.0, ..NONE }), [0.0, 0.5, 0.5, 0.0, 1.0]);
    }
}
