//! Where a walk without a goal of its own ends up, by conjugate gradients.
//!
//! With W symmetric and D the degrees, the ranks p = D·q of the walk solve (D − d·W)·q = c, where c = (1 − d)/n + d·stranded/n. That
//! matrix is symmetric, and positive definite for d < 1, as each row's diagonal outweighs the rest. So
//! conjugate gradients solve it (Hestenes & Stiefel 1952), scaled by D, which leaves eigenvalues from 1 − d to 1 + d: the error falls by
//! 0.56 or less a step with d = 0.85, where a step of the walk itself takes it down to 0.85. The residual c − (D − d·W)·q is exactly
//! what one step of the walk would change.

use ndarray::Array1;

use super::{Ranks, SentenceGraph, Walk};

/// Near 1 the matrix is close to singular, and the walk itself is the safer way.
const HIGHEST_DAMPING: f64 = 0.95;

/// Steps gain so much that it goes on to this share of the tolerance, where hardly more than the rounding of sums is left: then all ten
/// digits of a score are right, and equal sentences have equal scores.
const SURPLUS: f64 = 1e-4;

/// Whether [`solve`] finds the end of the walk.
pub(super) fn applies(graph: &impl SentenceGraph, walk: Walk, jumps: Option<&Array1<f64>>) -> bool {
    // With jumps to some sentences alone, ranks may be zero, and what a solver leaves instead would put an order on them.
    graph.is_symmetric() && jumps.is_none() && walk.damping <= HIGHEST_DAMPING
}

/// The end of the walk over a symmetric graph that jumps to any sentence alike.
pub(super) fn solve(graph: &mut impl SentenceGraph, walk: Walk, degrees: &Array1<f64>) -> Ranks {
    let n = degrees.len();
    let goal = goal(walk.damping, degrees);
    let total: f64 = degrees.sum();
    // In a walk that never jumps, ranks are as the degrees: close by, and known without a product.
    let mut ranks = degrees.mapv(|degree| if degree > 0.0 { degree / total } else { goal });
    let mut residual =
        degrees.mapv(|degree| if degree > 0.0 { goal - (1.0 - walk.damping) * degree / total } else { 0.0 });
    let mut direction: Array1<f64> = Array1::zeros(n);
    let mut product = Array1::zeros(n);
    let mut before = f64::INFINITY;
    let mut change = l1(&residual);
    let mut steps = 0;
    while steps < walk.max_steps && change > SURPLUS * walk.tolerance {
        steps += 1;
        let energy = scaled_square(&residual, degrees);
        let keep = energy / before;
        before = energy;
        ndarray::Zip::from(&mut direction).and(&residual).and(degrees).for_each(|direction, &residual, &degree| {
            *direction = if degree > 0.0 { residual / degree + keep * *direction } else { 0.0 };
        });
        graph.apply(&direction, &mut product);
        ndarray::Zip::from(&mut product).and(&direction).and(degrees).for_each(|product, &direction, &degree| {
            *product = degree * direction - walk.damping * *product;
        });
        let curvature = direction.dot(&product);
        if !(energy > 0.0 && curvature > 0.0) {
            break;
        }
        let length = energy / curvature;
        ndarray::Zip::from(&mut ranks).and(&direction).and(degrees).for_each(|rank, &direction, &degree| {
            *rank += length * direction * degree;
        });
        residual.scaled_add(-length, &product);
        change = l1(&residual);
    }
    Ranks { values: ranks, steps, change }
}

/// What each sentence has of jumps, and of the ranks of sentences without edges, which know no other way.
pub(super) fn goal(damping: f64, degrees: &Array1<f64>) -> f64 {
    let n = degrees.len() as f64;
    let alone = degrees.iter().filter(|degree| **degree <= 0.0).count() as f64;
    // Their own goal has the same form, so that s = alone·((1 − d)/n + d·s/n).
    (1.0 - damping) / n / (1.0 - damping * alone / n)
}

fn l1(values: &Array1<f64>) -> f64 {
    values.iter().map(|value| value.abs()).sum()
}

/// Σ r² / degree.
fn scaled_square(residual: &Array1<f64>, degrees: &Array1<f64>) -> f64 {
    residual.iter().zip(degrees).filter(|(_, degree)| **degree > 0.0).map(|(r, degree)| r * r / degree).sum()
}
