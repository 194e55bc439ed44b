//! The largest eigenvalues of X·Xᵀ, without building it.

use ndarray::{Array1, Array2, ArrayView1, ArrayViewMut1, Axis, ShapeBuilder};

use crate::matrix::TermMatrix;

/// Eigenvalues, the largest first, and their vectors, the columns, each of length 1.
pub(crate) struct Spectrum {
    pub(crate) values: Array1<f64>,
    pub(crate) vectors: Array2<f64>,
}

/// Steps of the iteration at most. Eigenvalues that lie close together converge slowly, but then it hardly matters
/// where within their common space the vectors point.
const MAX_STEPS: usize = 50;

/// Eigenvalues have converged once none that is `wanted` changes by more than this share of the largest.
const TOLERANCE: f64 = 1e-7;

/// Off-diagonal entries below this share of the diagonal are zero to a rotation.
const ROTATION_TOLERANCE: f64 = 1e-15;

impl Spectrum {
    /// Up to `count` of the largest eigenvalues of X·Xᵀ and their vectors, of which those of at least `wanted` times the
    /// largest are waited for. Orthogonal iteration with Rayleigh-Ritz projection (Golub & Van Loan, *Matrix Computations*,
    /// section 8.2.4). Exact if there are no more than `count` rows.
    ///
    /// O(count · entries + count² · rows) a step.
    pub(crate) fn of_gram(matrix: &TermMatrix, count: usize, wanted: f64) -> Self {
        let rows = matrix.len();
        let mut basis = start(rows, count.min(rows));
        let mut values = Array1::zeros(basis.ncols());
        for _ in 0..MAX_STEPS {
            let image = multiply(matrix, &basis);
            let (found, rotation) = eigen(basis.t().dot(&image));
            let largest = found.first().copied().unwrap_or(0.0);
            let moved = found.iter().zip(&values).filter(|(value, _)| **value >= wanted * largest);
            let change = moved.map(|(new, old): (&f64, &f64)| (new - old).abs()).fold(0.0, f64::max);
            values = found;
            if rows <= count || change <= TOLERANCE * largest {
                rotate_rows(&mut basis, &rotation);
                break;
            }
            basis = image;
            rotate_rows(&mut basis, &rotation);
            orthonormalize(&mut basis);
        }
        Self { values, vectors: basis }
    }
}

/// The unit matrix if it is square, else columns of fixed noise, orthonormal.
fn start(rows: usize, columns: usize) -> Array2<f64> {
    if rows == columns {
        return Array2::eye(rows);
    }
    // A multiplicative hash of the place: any vectors will do that lean on no sentence in particular.
    let noise = |(row, column): (usize, usize)| {
        let mixed = ((row * columns + column + 1) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 11) as f64 / (1u64 << 53) as f64 - 0.5
    };
    // Column by column in memory, as most of the work goes along columns.
    let mut basis = Array2::from_shape_fn((rows, columns).f(), noise);
    orthonormalize(&mut basis);
    basis
}

/// X·(Xᵀ·basis), column by column.
fn multiply(matrix: &TermMatrix, basis: &Array2<f64>) -> Array2<f64> {
    let mut image = Array2::zeros(basis.raw_dim().f());
    let mut terms = Array1::zeros(matrix.width());
    let mut product = Array1::zeros(matrix.len());
    for (column, mut target) in
        basis.columns().into_iter().zip(image.columns_mut()).filter(|(column, _)| !is_zero(column))
    {
        matrix.multiply_transposed(&column.to_owned(), &mut terms);
        matrix.multiply(&terms, &mut product);
        target.assign(&product);
    }
    image
}

/// Replaces each row by its product with `rotation`.
fn rotate_rows(matrix: &mut Array2<f64>, rotation: &Array2<f64>) {
    let mut rotated = Array1::zeros(rotation.ncols());
    for mut row in matrix.rows_mut() {
        ndarray::linalg::general_mat_vec_mul(1.0, &rotation.t(), &row, 0.0, &mut rotated);
        row.assign(&rotated);
    }
}

/// Whether all entries are, as those of a column that [`orthonormalize`] found to depend on others.
fn is_zero(column: &ArrayView1<'_, f64>) -> bool {
    column.iter().all(|entry| *entry == 0.0)
}

/// Makes the columns orthogonal and of length 1 (Gram-Schmidt, twice, since once loses digits). A column that
/// depends on those before it becomes zero, and stays so.
fn orthonormalize(basis: &mut Array2<f64>) {
    let mut kept = vec![false; basis.ncols()];
    for column in 0..basis.ncols() {
        let (done, mut rest) = basis.view_mut().split_at(Axis(1), column);
        let mut vector: ArrayViewMut1<'_, f64> = rest.column_mut(0);
        if is_zero(&vector.view()) {
            continue;
        }
        let before = vector.dot(&vector).sqrt();
        for _ in 0..2 {
            for other in done.columns().into_iter().zip(&kept).filter(|(_, is_kept)| **is_kept).map(|(other, _)| other)
            {
                let shared = vector.dot(&other);
                vector.scaled_add(-shared, &other);
            }
        }
        let length = vector.dot(&vector).sqrt();
        let is_kept = length > 1e-12 * before;
        kept[column] = is_kept;
        let scale = if is_kept { 1.0 / length } else { 0.0 };
        vector.mapv_inplace(|entry| entry * scale);
    }
}

/// Eigenvalues, largest first, and vectors of a small symmetric matrix, by cyclic Jacobi rotations.
fn eigen(mut matrix: Array2<f64>) -> (Array1<f64>, Array2<f64>) {
    let size = matrix.nrows();
    let mut vectors = Array2::eye(size);
    // Ten sweeps are plenty for double precision: convergence is quadratic.
    for _ in 0..20 {
        let mut rotated = false;
        for p in 0..size {
            for q in p + 1..size {
                rotated |= rotate(&mut matrix, &mut vectors, p, q);
            }
        }
        if !rotated {
            break;
        }
    }
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|&a, &b| matrix[[b, b]].total_cmp(&matrix[[a, a]]).then(a.cmp(&b)));
    let values = order.iter().map(|&index| matrix[[index, index]]).collect();
    (values, vectors.select(Axis(1), &order))
}

/// Turns the plane of `p` and `q` so that their entry becomes zero; says whether it was not.
fn rotate(matrix: &mut Array2<f64>, vectors: &mut Array2<f64>, p: usize, q: usize) -> bool {
    let entry = matrix[[p, q]];
    if entry.abs() <= ROTATION_TOLERANCE * (matrix[[p, p]] * matrix[[q, q]]).abs().sqrt() {
        return false;
    }
    let theta = (matrix[[q, q]] - matrix[[p, p]]) / (2.0 * entry);
    let tangent = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
    let sine = tangent * cosine;
    for k in 0..matrix.nrows() {
        let (a, b) = (matrix[[k, p]], matrix[[k, q]]);
        (matrix[[k, p]], matrix[[k, q]]) = (cosine * a - sine * b, sine * a + cosine * b);
    }
    for k in 0..matrix.nrows() {
        let (a, b) = (matrix[[p, k]], matrix[[q, k]]);
        (matrix[[p, k]], matrix[[q, k]]) = (cosine * a - sine * b, sine * a + cosine * b);
        let (a, b) = (vectors[[k, p]], vectors[[k, q]]);
        (vectors[[k, p]], vectors[[k, q]]) = (cosine * a - sine * b, sine * a + cosine * b);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, Document, Language};

    fn rows() -> TermMatrix {
        let doc = Document::new(include_str!("../data/samples/science.txt"), Language::English);
        TermMatrix::tf_idf(&doc, &Context::default())
    }

    #[test]
    fn vectors_are_orthonormal_and_keep_their_direction() {
        let matrix = rows();
        let spectrum = Spectrum::of_gram(&matrix, 1000, 0.25);
        let image = multiply(&matrix, &spectrum.vectors);
        let projected = spectrum.vectors.t().dot(&image);
        for ((row, column), &entry) in projected.indexed_iter() {
            let expected = if row == column { spectrum.values[row] } else { 0.0 };
            assert!((entry - expected).abs() < 1e-9, "{row} {column}: {entry}");
        }
        assert!(spectrum.values.iter().is_sorted_by(|a, b| a >= b));
    }

    #[test]
    fn the_iteration_finds_what_the_whole_finds() {
        let matrix = rows();
        let whole = Spectrum::of_gram(&matrix, 1000, 0.25);
        let part = Spectrum::of_gram(&matrix, 24, 0.6);
        for (index, value) in part.values.iter().enumerate().filter(|(_, value)| **value >= 0.6 * part.values[0]) {
            assert!((value - whole.values[index]).abs() < 1e-6, "{index}");
        }
    }
}
