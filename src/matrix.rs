//! [`TermMatrix`]: sentences as sparse rows of term weights.

use std::ops::{Index, IndexMut};
use std::sync::Arc;

use ndarray::{ArcArray1, Array1, ArrayView1, ArrayViewMut1};

use crate::context::Context;
use crate::document::{Document, Occurrences, SparsityPattern};
use crate::scratch::Scratch;
use crate::vocabulary::TermId;

/// A sparse matrix with a row for each sentence and a column for each term (CSR on `ndarray`
/// vectors).
///
/// Memory and the time of every product are linear in the number of entries, which is at
/// most the number of words. Entries of a row are sorted by term, and sums run in that order, so
/// results are the same bit for bit on every run.
#[derive(Clone, Debug)]
pub struct TermMatrix {
    /// Which terms each row has; the same for all matrices over a document.
    pattern: Arc<SparsityPattern>,
    /// Shared by all copies, until one is changed.
    values: ArcArray1<f64>,
}

impl TermMatrix {
    /// How often each term stands in each sentence.
    pub fn counts(doc: &Document<'_>) -> Self {
        let Occurrences { pattern, counts } = doc.occurrences();
        Self { pattern: Arc::clone(pattern), values: counts.iter().map(|&count| f64::from(count)).collect() }
    }

    /// 1 where a sentence holds a term.
    pub fn indicator(doc: &Document<'_>) -> Self {
        let Occurrences { pattern, counts } = doc.occurrences();
        Self { pattern: Arc::clone(pattern), values: ArcArray1::ones(counts.len()) }
    }

    /// Rows of tf·idf scaled to length 1, so that the product of two rows is their cosine.
    ///
    /// `tf` is the count of the term in the sentence and `idf` is [`Context::idf`]. A sentence
    /// without terms is a row of zeros.
    ///
    /// Without a background, nothing but the document decides, and it keeps the matrix for whoever asks next.
    pub fn tf_idf(doc: &Document<'_>, context: &Context<'_>) -> Self {
        match context.background {
            None => doc.own_tf_idf().clone(),
            Some(_) => Self::weigh(doc, context),
        }
    }

    /// The rows of [`tf_idf`](Self::tf_idf), made anew.
    pub(crate) fn weigh(doc: &Document<'_>, context: &Context<'_>) -> Self {
        let counts = Self::counts(doc);
        let idf = context.idf(doc, &counts);
        let mut matrix = counts.weighted(&idf);
        matrix.normalize();
        matrix
    }

    /// How well each term of a sentence answers for it, by BM25 (Robertson & Zaragoza 2009): its count f becomes
    /// f·(k₁ + 1) / (f + k₁·(1 − b + b·length/mean length)), the length being that of the sentence in terms.
    ///
    /// `k1`, 0 or more, says how soon more of the same stops to matter; `b`, 0 to 1, how much long sentences pay.
    pub fn bm25_saturation(doc: &Document<'_>, k1: f64, b: f64) -> Self {
        let mut matrix = Self::counts(doc);
        let total: usize = (0..doc.len()).map(|sentence| doc.terms(sentence).len()).sum();
        let mean = total as f64 / doc.len().max(1) as f64;
        let mut values = matrix.values.iter_mut();
        for sentence in 0..matrix.pattern.len() {
            let length = doc.terms(sentence).len() as f64 / mean;
            let penalty = k1 * (1.0 - b + b * length);
            values
                .by_ref()
                .take(matrix.pattern.range(sentence).len())
                .for_each(|count| *count = *count * (k1 + 1.0) / (*count + penalty));
        }
        matrix
    }

    /// The same rows with each column times its entry in `weights`.
    pub fn weighted(mut self, weights: &Array1<f64>) -> Self {
        for (value, term) in self.values.iter_mut().zip(self.pattern.columns()) {
            *value *= weights[term.index()];
        }
        self
    }

    /// How many rows (sentences) there are.
    pub fn len(&self) -> usize {
        self.pattern.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.pattern.len() == 0
    }

    /// How many columns (terms) there are.
    pub fn width(&self) -> usize {
        self.pattern.width()
    }

    /// The entries of a row: its terms, and the weight of each.
    pub fn row(&self, index: usize) -> (&[TermId], &[f64]) {
        (self.pattern.row(index), &self.values()[self.pattern.range(index)])
    }

    #[expect(clippy::expect_used, reason = "an array of one dimension that was made from a `Vec` is contiguous")]
    fn values(&self) -> &[f64] {
        self.values.as_slice().expect("values are one contiguous vector")
    }

    /// The terms of all rows, end to end.
    pub(crate) fn columns(&self) -> &[TermId] {
        self.pattern.columns()
    }

    /// In how many rows each term stands: its document frequency, a sentence being a document.
    pub fn column_counts(&self) -> Array1<f64> {
        let mut counts = Array1::zeros(self.width());
        for term in self.pattern.columns() {
            counts[term.index()] += 1.0;
        }
        counts
    }

    /// The share of each term in the sum of all entries, each times the weight of its row; all zeros if that is zero. Of
    /// [`counts`](Self::counts), with weights of 1, the share of each term among all that are written.
    pub fn term_shares(&self, weights: &Array1<f64>) -> Array1<f64> {
        let mut shares = Array1::zeros(self.width());
        self.multiply_transposed(weights, &mut shares);
        let total = shares.sum();
        if total != 0.0 { shares / total } else { shares }
    }

    /// X·v: the product of each row with `v`, which has an entry for each term.
    pub fn multiply(&self, v: &Array1<f64>, product: &mut Array1<f64>) {
        for (index, out) in product.iter_mut().enumerate() {
            *out = self.dot(index, v);
        }
    }

    /// Xᵀ·v: the sum of the rows, each times its entry in `v`, which has one for each sentence.
    pub fn multiply_transposed(&self, v: &Array1<f64>, product: &mut Array1<f64>) {
        product.fill(0.0);
        for (index, &weight) in v.iter().enumerate() {
            self.add_row(index, weight, &mut *product);
        }
    }

    /// The product of one row with `v`.
    pub fn dot<'v>(&self, index: usize, v: impl Into<ArrayView1<'v, f64>>) -> f64 {
        let (row, v) = (self.row(index), v.into());
        match v.as_slice() {
            Some(v) => product(row, v),
            None => product(row, &v),
        }
    }

    /// Adds `weight` times a row to `sum`.
    pub fn add_row<'v>(&self, index: usize, weight: f64, sum: impl Into<ArrayViewMut1<'v, f64>>) {
        let (row, mut sum) = (self.row(index), sum.into());
        match sum.as_slice_mut() {
            Some(sum) => add(row, weight, sum),
            None => add(row, weight, &mut sum),
        }
    }

    /// The product of two rows: their cosine, if rows have length 1.
    pub fn similarity(&self, a: usize, b: usize) -> f64 {
        self.similarity_to(a, self, b)
    }

    /// The product of a row with one of another matrix of the same document.
    pub fn similarity_to(&self, a: usize, other: &TermMatrix, b: usize) -> f64 {
        let ((terms_a, values_a), (terms_b, values_b)) = (self.row(a), other.row(b));
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while i < terms_a.len() && j < terms_b.len() {
            match terms_a[i].cmp(&terms_b[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += values_a[i] * values_b[j];
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        sum
    }

    /// The square of the length of each row.
    pub(crate) fn squared_lengths(&self) -> Array1<f64> {
        (0..self.len()).map(|index| self.row(index).1.iter().map(|value| value * value).sum()).collect()
    }

    /// Scales each row to length 1.
    fn normalize(&mut self) {
        let Self { pattern, values } = self;
        let Some(values) = values.as_slice_mut() else { return };
        for row in 0..pattern.len() {
            let row = &mut values[pattern.range(row)];
            // A row without entries has length 0 and nothing to scale.
            let length = row.iter().map(|value| value * value).sum::<f64>().sqrt();
            row.iter_mut().for_each(|value| *value /= length);
        }
    }
}

/// One row of a matrix, laid open term by term: to go along another row beside it is quicker than along two rows.
pub(crate) struct OpenRow<'m> {
    matrix: &'m TermMatrix,
    row: Option<usize>,
    weights: Scratch<f64>,
}

impl<'m> OpenRow<'m> {
    /// No row yet.
    pub(crate) fn new(matrix: &'m TermMatrix) -> Self {
        Self { matrix, row: None, weights: Scratch::filled(0.0, matrix.width()) }
    }

    /// Lays that row open in place of the one before.
    pub(crate) fn open(&mut self, row: Option<usize>) {
        let before = std::mem::replace(&mut self.row, row);
        if row == before {
            return;
        }
        // What a row takes back of itself leaves nothing.
        for (row, sign) in before.into_iter().map(|row| (row, -1.0)).chain(row.map(|row| (row, 1.0))) {
            self.matrix.add_row(row, sign, &mut self.weights[..]);
        }
    }

    /// As [`TermMatrix::similarity`] of the open row and another, to the last bit; 0 if none is open.
    pub(crate) fn similarity(&self, other: usize) -> f64 {
        self.matrix.dot(other, &self.weights[..])
    }
}

/// The product of a row with `v`: a slice, which is read quicker, or an array that is none.
fn product(row: (&[TermId], &[f64]), v: &(impl Index<usize, Output = f64> + ?Sized)) -> f64 {
    row.0.iter().zip(row.1).map(|(term, value)| value * v[term.index()]).sum()
}

fn add(row: (&[TermId], &[f64]), weight: f64, sum: &mut (impl IndexMut<usize, Output = f64> + ?Sized)) {
    for (term, value) in row.0.iter().zip(row.1) {
        sum[term.index()] += weight * value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn doc() -> Document<'static> {
        Document::new("Rain fell on rain. Wind fell. The of and.", Language::English)
    }

    #[test]
    fn counts_terms_by_sentence() {
        let matrix = TermMatrix::counts(&doc());
        assert_eq!((matrix.len(), matrix.width()), (3, 3));
        assert_eq!(matrix.row(0).1, [2.0, 1.0]);
        assert_eq!(matrix.row(2).1, []);
        assert_eq!(matrix.column_counts().to_vec(), [1.0, 2.0, 1.0]);
    }

    #[test]
    fn products_agree_with_each_other() {
        let matrix = TermMatrix::tf_idf(&doc(), &Context::default());
        let mut terms = Array1::zeros(matrix.width());
        let mut rows = Array1::zeros(matrix.len());
        matrix.multiply_transposed(&Array1::from(vec![0.0, 1.0, 0.0]), &mut terms);
        matrix.multiply(&terms, &mut rows);
        for (index, product) in rows.iter().enumerate() {
            assert!((product - matrix.similarity(index, 1)).abs() < 1e-12);
        }
        let mut open = OpenRow::new(&matrix);
        for (row, other) in [(0, 1), (1, 0), (1, 2), (0, 0), (2, 0)] {
            open.open(Some(row));
            assert_eq!(open.similarity(other), matrix.similarity(row, other), "{row} {other}");
        }
        open.open(None);
        assert_eq!(open.similarity(0), 0.0);
        assert!((matrix.similarity(0, 0) - 1.0).abs() < 1e-12);
        assert_eq!(matrix.similarity(2, 2), 0.0);
    }
}
