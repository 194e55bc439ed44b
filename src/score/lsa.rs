//! LSA: sentences that are long in the main directions of the text.
//!
//! Steinberger & Ježek, *Using Latent Semantic Analysis in Text Summarization and Summary Evaluation*, ISIM 2004. With the
//! singular values σ₁ ≥ σ₂ ≥ … of the tf·idf rows X and v(i,k) the entry of sentence i in the k-th singular vector:
//!
//! score(i) = √( Σ σ_k² · v(i,k)² ) over the k with σ_k ≥ ½·σ₁
//!
//! The squares are the eigenvalues of X·Xᵀ, found without building it: see `spectrum.rs`. All of them are looked at in texts of up to
//! 64 sentences, the first 24 in longer ones, until the eigenvalues change by less than 1e-7 of the first. 10,000 sentences take
//! tenths of a second rather than hundredths, and each sentence 400 bytes while the directions are found.

use super::{Scorer, Scores};
use crate::context::Context;
use crate::document::Document;
use crate::matrix::TermMatrix;
use crate::spectrum::Spectrum;
use crate::{Result, error::check_range};

/// Of a text of up to so many sentences, all directions are looked at, exactly.
const WHOLE: usize = 64;

/// Of a longer one, so many: long texts have few main directions, since common terms make the first one long.
const DIRECTIONS: usize = 24;

/// Latent semantic analysis.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `least` | 0.5 | 0 to 1 | directions below this share of the greatest singular value are left out |
#[derive(Clone, Copy, Debug)]
pub struct Lsa {
    /// The share of the greatest singular value that a direction must have, 0 to 1.
    pub least: f64,
}

impl Default for Lsa {
    /// The value of the paper.
    fn default() -> Self {
        Self { least: 0.5 }
    }
}

impl Scorer for Lsa {
    fn score(&self, doc: &Document<'_>, context: &Context<'_>) -> Scores {
        let matrix = TermMatrix::tf_idf(doc, context);
        let least = self.least * self.least;
        let count = if doc.len() <= WHOLE { WHOLE } else { DIRECTIONS };
        let Spectrum { values, vectors } = Spectrum::of_gram(&matrix, count, least);
        let largest = values.first().copied().unwrap_or(0.0);
        // A hair below the bound is on it: equal singular values must not be parted by rounding.
        let main = values.iter().take_while(|value| **value >= least * largest * (1.0 - 1e-9)).count();
        let length = |row: ndarray::ArrayView1<'_, f64>| {
            row.iter().zip(&values).take(main).map(|(entry, value)| value * entry * entry).sum::<f64>().max(0.0).sqrt()
        };
        let scores: Vec<f64> = vectors.rows().into_iter().map(length).collect();
        Scores::new(scores).focused(context.relevance(doc))
    }

    fn validate(&self) -> Result<()> {
        check_range("least", self.least, 0.0, 1.0, "0 to 1")
    }
}
