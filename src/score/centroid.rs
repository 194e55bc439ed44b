//! Centroid: nearness to the average of the text.
//!
//! Radev, Jing, Styś & Tam, *Centroid-based summarization of multiple documents*, Information Processing & Management 40
//! (2004), in the vector form of Rossiello, Basile & Semeraro (MultiLing 2017):
//!
//! c = Σ_s x(s), the sum of the tf·idf rows; c(t) ← 0 where c(t) ≤ θ · max c
//!
//! score(s) = cos(x(s), c)
//!
//! O(words), without iterating: the fastest scorer that reads the words.

use ndarray::Array1;

use super::{Scorer, Scores, heaviest, place};
use crate::context::Context;
use crate::document::Document;
use crate::explanation::Explanation;
use crate::matrix::TermMatrix;
use crate::{Result, error::check_range};

/// Scores by the cosine with the centroid of the text.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `topic_threshold` | 0.3 | 0 to 1 | terms below this share of the heaviest are not part of the topic |
#[derive(Clone, Copy, Debug)]
pub struct Centroid {
    /// Terms whose weight in the centroid is at most this share of the heaviest are left out, 0 to 1.
    pub topic_threshold: f64,
}

impl Default for Centroid {
    /// The value of Rossiello et al.
    fn default() -> Self {
        Self { topic_threshold: 0.3 }
    }
}

impl Centroid {
    /// The centroid, scaled to length 1.
    fn centroid(&self, matrix: &TermMatrix) -> Array1<f64> {
        let mut centroid = Array1::zeros(matrix.width());
        matrix.multiply_transposed(&Array1::ones(matrix.len()), &mut centroid);
        let heaviest = centroid.iter().copied().fold(0.0, f64::max);
        let least = self.topic_threshold * heaviest;
        // At a threshold of 1 the heaviest term stays.
        centroid.mapv_inplace(|weight| if weight > least || weight == heaviest { weight } else { 0.0 });
        let length = centroid.dot(&centroid).sqrt();
        if length > 0.0 { centroid / length } else { centroid }
    }
}

impl Scorer for Centroid {
    fn score(&self, doc: &Document<'_>, context: &Context<'_>) -> Scores {
        let matrix = TermMatrix::tf_idf(doc, context);
        let centroid = self.centroid(&matrix);
        let mut scores = Array1::zeros(matrix.len());
        matrix.multiply(&centroid, &mut scores);
        Scores::new(scores).focused(context.relevance(doc))
    }

    fn explain(
        &self,
        doc: &Document<'_>,
        context: &Context<'_>,
        _scores: &Scores,
        picks: &[usize],
    ) -> Vec<Explanation> {
        let matrix = TermMatrix::tf_idf(doc, context);
        let centroid = self.centroid(&matrix);
        let explain_one = |&sentence: &usize| {
            let (terms, weights) = matrix.row(sentence);
            let shares = terms.iter().zip(weights).map(|(term, weight)| weight * centroid[term.index()]);
            let named = heaviest(shares).into_iter().map(|place| doc.word_in(sentence, terms[place]).to_owned());
            Explanation { terms: named.collect(), ..place(doc, context, sentence) }
        };
        picks.iter().map(explain_one).collect()
    }

    fn validate(&self) -> Result<()> {
        check_range("topic_threshold", self.topic_threshold, 0.0, 1.0, "0 to 1")
    }
}
