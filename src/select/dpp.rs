//! DPP: a determinantal point process, good sentences that span as much as they can.
//!
//! Kulesza & Taskar, *Determinantal Point Processes for Machine Learning*, Foundations and Trends in Machine Learning 5, 2012. A set Y of
//! sentences is as likely as the determinant of its rows and columns of
//!
//! L = diag(q) · S · diag(q), S(i,j) = cos(i,j), q(i) = exp(θ/2 · score(i))
//!
//! with scores normalized to 0..1: the square of the volume that its tf·idf rows span, each as long as its quality. Finding the most likely
//! set is hard; greedily, each step takes the sentence that multiplies the determinant most for its cost,
//!
//! argmax det L(Y ∪ i) / det L(Y) / cost(i)ʳ = argmax θ·score(i) + ln d²(i) − r · ln cost(i)
//!
//! where d(i) is what is left of the row of i, all that lies in the span of those taken being gone. d² follows a Cholesky
//! factor that grows by a row a pick (Chen, Zhang & Zhou, *Fast Greedy MAP Inference for Determinantal Point Process to Improve
//! Recommendation Diversity*, NeurIPS 2018).
//!
//! The column of S that a pick needs is X·(Xᵀ·e), so S is never built: O(words + sentences · picks) a pick, and as many numbers kept
//! as there are sentences times picks. Only the first 256 picks push others away, fewer in texts of more than 16,384 sentences: of a
//! summary as long as that, the rest is chosen by score and by likeness to those. The [greedy choice](super::queue) is lazy.
//!
//! MMR asks how like a sentence is to the one it is most like; this asks what it adds to all of them. For several documents, and
//! wherever variety counts.

use ndarray::Array1;

use super::queue::{Objective, fill};
use super::{Selection, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::score::Scores;
use crate::{Result, error::check_range};

/// Selected sentences that push others away, at most: each costs a number a sentence of the text, and all others before it again.
const MAX_REMEMBERED: usize = 256;

/// Numbers kept for them, at most: 32 MB. In a text of 100,000 sentences that are 41 of them.
const MAX_NUMBERS: usize = 1 << 22;

/// Less than this of a row is rounding error: the sentence lies in the span of those taken. Its score still counts.
const LEAST: f64 = 1e-9;

/// Determinantal point process.
///
/// Only the first 256 selected sentences push others away, fewer in texts of more than 16,384 sentences.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `quality` | 1 | 0 to 100 | θ: at 0 variety alone counts |
/// | `cost_exponent` | 0 | 0 to 2 | r: at 0 cost does not matter |
#[derive(Clone, Copy, Debug)]
pub struct Dpp {
    /// How much the score counts against variety, 0 to 100.
    pub quality: f64,
    /// How much cost counts against both, 0 to 2.
    pub cost_exponent: f64,
}

impl Default for Dpp {
    /// Best of those tried on eleven development sets, if by little: behind TextRank, the mean ROUGE-1 is 34.6 for θ = 0.5 and 1, 34.4 for 2,
    /// 34.3 for 4 and 10 (and for MMR); by variety alone, 29.6.
    fn default() -> Self {
        Self { quality: 1.0, cost_exponent: 0.0 }
    }
}

/// The Cholesky factor of S for the sentences taken.
struct Span<'m> {
    matrix: &'m TermMatrix,
    /// What its score, less its cost, adds to the value of each sentence.
    quality: Vec<f64>,
    /// A row for each sentence taken, with an entry for each sentence there is.
    factor: Vec<Array1<f64>>,
    /// d²: the square of what is left of each row.
    left: Array1<f64>,
}

impl<'m> Span<'m> {
    fn new(matrix: &'m TermMatrix, quality: Vec<f64>) -> Self {
        // The length of a row is 1 by definition; computed, it might be off by the last digit.
        let length = |sentence| if matrix.row(sentence).0.is_empty() { 0.0 } else { 1.0 };
        Self { matrix, quality, factor: Vec::new(), left: (0..matrix.len()).map(length).collect() }
    }

    /// Takes all that lies in the direction of a sentence out of what is left of the others.
    fn grow(&mut self, sentence: usize) {
        let left = self.left[sentence];
        if left < LEAST || self.factor.len() == MAX_REMEMBERED.min(MAX_NUMBERS / self.left.len()) {
            return;
        }
        let mut row = self.column(sentence);
        for before in &self.factor {
            row.scaled_add(-before[sentence], before);
        }
        row /= left.sqrt();
        ndarray::Zip::from(&mut self.left).and(&row).for_each(|left, entry| *left -= entry * entry);
        self.factor.push(row);
    }

    /// The cosine of a sentence with each.
    fn column(&self, sentence: usize) -> Array1<f64> {
        let mut terms = Array1::zeros(self.matrix.width());
        self.matrix.add_row(sentence, 1.0, &mut terms);
        let mut column = Array1::zeros(self.matrix.len());
        self.matrix.multiply(&terms, &mut column);
        column
    }
}

impl Objective for Span<'_> {
    const DIMINISHES: bool = true;

    fn value(&mut self, sentence: usize, _: &Selection<'_>) -> Option<f64> {
        Some(self.quality[sentence] + self.left[sentence].max(LEAST).ln())
    }

    fn add(&mut self, sentence: usize) {
        self.grow(sentence);
    }
}

impl Selector for Dpp {
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, selection: &mut Selection<'_>) {
        let matrix = TermMatrix::tf_idf(doc, context);
        let scores = scores.normalized();
        let log_cost = |sentence| (selection.cost(sentence).max(1) as f64).ln();
        let quality = |sentence| self.quality * scores.get(sentence) - self.cost_exponent * log_cost(sentence);
        let quality: Vec<f64> = (0..doc.len()).map(quality).collect();
        fill(&mut Span::new(&matrix, quality), doc.len(), selection);
    }

    fn validate(&self) -> Result<()> {
        check_range("quality", self.quality, 0.0, 100.0, "0 to 100")?;
        check_range("cost_exponent", self.cost_exponent, 0.0, 2.0, "0 to 2")
    }
}
