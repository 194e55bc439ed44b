//! [`Scores`]: numbers that can be compared.

use ndarray::Array1;

use crate::context::Relevance;
use crate::scratch::Scratch;

/// One score for each sentence of a document. All are finite, so any two can be compared.
///
/// ```
/// use excerpt::score::Scores;
///
/// let scores = Scores::new(vec![1.0, 3.0, f64::NAN, 3.0]);
/// assert_eq!(scores.get(2), 0.0);
/// assert_eq!(scores.ranking(), [1, 3, 0, 2]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Scores(Array1<f64>);

impl Scores {
    /// Takes raw scores. What is no finite number becomes 0, and all are rounded to ten significant digits: what
    /// lies below is rounding error of long sums, and must not decide which of two equal sentences is taken.
    pub fn new(raw: impl Into<Array1<f64>>) -> Self {
        Self(raw.into().mapv_into(|score| if score.is_finite() { rounded(score) } else { 0.0 }))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The score of a sentence.
    ///
    /// # Panics
    ///
    /// If there is no such sentence.
    pub fn get(&self, sentence: usize) -> f64 {
        self.0[sentence]
    }

    /// All scores, in the order of the sentences.
    pub fn as_array(&self) -> &Array1<f64> {
        &self.0
    }

    /// The sentences from best to worst; of equals, the earlier first.
    pub fn ranking(&self) -> Vec<usize> {
        self.order().to_vec()
    }

    /// The same, for a moment.
    pub(crate) fn order(&self) -> Scratch<usize> {
        let mut order: Scratch<usize> = (0..self.len()).collect();
        order.sort_unstable_by(|&a, &b| self.0[b].total_cmp(&self.0[a]).then(a.cmp(&b)));
        order
    }

    /// The same order on a scale from 0 for the lowest to 1 for the highest, so that scores of
    /// different methods can be weighed against other things. If all are equal, all become 1.
    pub fn normalized(&self) -> Self {
        let low = self.0.iter().copied().fold(f64::INFINITY, f64::min);
        let high = self.0.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let range = high - low;
        if range > 0.0 && range.is_finite() {
            Self(self.0.mapv(|score| (score - low) / range))
        } else {
            Self(Array1::ones(self.len()))
        }
    }

    /// The same, less what each sentence has that is not new; on the scale of [`normalized`](Self::normalized).
    pub(crate) fn discounted(self, novelty: Option<&Array1<f64>>) -> Self {
        match novelty {
            None => self,
            Some(novelty) => Self::new(self.normalized().0 * novelty),
        }
    }

    /// Mixes in how much each sentence is about a query, if there is one.
    pub(super) fn focused(self, relevance: Option<Relevance>) -> Self {
        match relevance {
            None => self,
            Some(Relevance { shares, weight }) => {
                let asked = Scores::new(shares).normalized().0;
                Self(weight * asked + (1.0 - weight) * self.normalized().0)
            }
        }
    }
}

/// `score` to ten significant decimal digits.
fn rounded(score: f64) -> f64 {
    if score == 0.0 {
        return score;
    }
    let exponent = score.abs().log10().floor() as i32;
    let scale = 10f64.powi(9 - exponent);
    let rounded = (score * scale).round() / scale;
    // Next to the smallest and largest numbers there is no room to scale.
    if scale.is_normal() && rounded.is_finite() { rounded } else { score }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_error_does_not_decide() {
        let scores = Scores::new(vec![0.3, 0.1 + 0.2, 0.1, -1e-300, f64::MAX]);
        assert_eq!(scores.get(0), scores.get(1));
        assert_eq!((scores.get(2), scores.get(3), scores.get(4)), (0.1, -1e-300, f64::MAX));
    }

    #[test]
    fn normalizing_keeps_the_order() {
        let scores = Scores::new(vec![2.0, -1.0, 0.5]);
        assert_eq!(scores.normalized(), Scores::new(vec![1.0, 0.0, 0.5]));
        assert_eq!(Scores::new(vec![7.0, 7.0]).normalized(), Scores::new(vec![1.0, 1.0]));
        assert!(Scores::new(vec![]).normalized().is_empty());
    }
}
