//! Where a walk without a goal of its own ends up, by elimination, for graphs of few sentences.
//!
//! The same system as that of [conjugate gradients](super::conjugate), (D − d·W)·q = c, with the same conditions: its matrix is symmetric
//! and positive definite, so that elimination needs no pivots (LDLᵀ; Golub & Van Loan, *Matrix Computations*, section 4.1). It takes n³/3
//! operations where gradients take some 17 steps of 2·n²: less as long as n is below a hundred or so.

use ndarray::Array1;

use super::{Ranks, Walk, conjugate};
use crate::scratch::Scratch;

/// The end of the walk over the symmetric graph of these weights, row by row, which jumps to any sentence alike.
pub(super) fn solve(mut weights: Vec<f64>, walk: Walk, degrees: Array1<f64>) -> Ranks {
    let goal = conjugate::goal(walk.damping, &degrees);
    for (sentence, (row, &degree)) in rows(&mut weights, degrees.len()).zip(&degrees).enumerate() {
        row.iter_mut().for_each(|weight| *weight *= -walk.damping);
        // A sentence without edges has what all have, and nobody asks it for more.
        row[sentence] += if degree > 0.0 { degree } else { 1.0 };
    }
    let mut shares = Scratch::filled(goal, degrees.len());
    eliminate(&mut weights, &mut shares);
    substitute(&weights, &mut shares);
    let mut values = degrees;
    values.iter_mut().zip(&shares).for_each(|(value, share)| *value = if *value > 0.0 { share * *value } else { goal });
    Ranks { values, steps: 0, change: 0.0 }
}

fn rows(matrix: &mut [f64], n: usize) -> std::slice::ChunksExactMut<'_, f64> {
    matrix.chunks_exact_mut(n.max(1))
}

/// Takes each row off those below it, so that nothing is left under the diagonal; looks at what is above it alone.
fn eliminate(matrix: &mut [f64], right: &mut [f64]) {
    let n = right.len();
    for pivot in 0..n {
        let (above, below) = matrix.split_at_mut((pivot + 1) * n);
        let row = &above[pivot * n..];
        let own = right[pivot];
        for (other, lower) in (pivot + 1..n).zip(rows(below, n)) {
            let factor = row[other] / row[pivot];
            if factor != 0.0 {
                lower[other..].iter_mut().zip(&row[other..]).for_each(|(lower, upper)| *lower -= factor * upper);
                right[other] -= factor * own;
            }
        }
    }
}

/// Solves the rows that [`eliminate`] leaves, from the last to the first.
fn substitute(matrix: &[f64], right: &mut [f64]) {
    let n = right.len();
    for (place, row) in matrix.chunks_exact(n.max(1)).enumerate().rev() {
        let (known, solved) = right.split_at_mut(place + 1);
        let sum: f64 = row[place + 1..].iter().zip(solved).map(|(weight, value)| weight * *value).sum();
        known[place] = (known[place] - sum) / row[place];
    }
}
