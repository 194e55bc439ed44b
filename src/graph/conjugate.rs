//! Where a walk without a goal of its own ends up, by conjugate gradients.
//!
//! With W symmetric and D the degrees, the ranks p = D·q of the walk solve (D − d·W)·q = c, where c = (1 − d)/n + d·stranded/n. That
//! matrix is symmetric, and positive definite for d < 1, as each row's diagonal outweighs the rest. So
//! conjugate gradients solve it (Hestenes & Stiefel 1952), scaled by D, which leaves eigenvalues from 1 − d to 1 + d: the error falls by
//! 0.56 or less a step with d = 0.85, where a step of the walk itself takes it down to 0.85. The residual c − (D − d·W)·q is exactly
//! what one step of the walk would change.
//!
//! Where a graph has a quicker product that is off by a small share, steps go by that, and what they leave, by the exact one, is
//! solved for again (iterative refinement; Wilkinson 1963): two or three rounds end where exact steps would.

use ndarray::{Array1, Zip};

use super::{Ranks, SentenceGraph, Walk};

/// Near 1 the matrix is close to singular, and the walk itself is the safer way.
const HIGHEST_DAMPING: f64 = 0.95;

/// Steps gain so much that it goes on to this share of the tolerance, where hardly more than the rounding of sums is left: then all ten
/// digits of a score are right, and equal sentences have equal scores.
const SURPLUS: f64 = 1e-4;

/// A round of refinement aims at this share of what rough products may be off by: mostly they are off by far less.
const HOPE: f64 = 0.1;

/// Whether [`solve`] finds the end of the walk.
pub(super) fn applies(graph: &impl SentenceGraph, walk: Walk, jumps: Option<&Array1<f64>>) -> bool {
    // With jumps to some sentences alone, ranks may be zero, and what a solver leaves instead would put an order on them.
    graph.is_symmetric() && jumps.is_none() && walk.damping <= HIGHEST_DAMPING
}

/// How far the solution has come.
struct Approximation {
    /// The rank of each sentence, divided by its degree; 0 without edges.
    solution: Array1<f64>,
    /// c − (D − d·W)·solution.
    residual: Array1<f64>,
    /// The sum of the absolute values of the residual.
    change: f64,
    steps: usize,
}

/// The end of the walk over a symmetric graph that jumps to any sentence alike.
pub(super) fn solve(graph: &mut impl SentenceGraph, walk: Walk, degrees: &Array1<f64>) -> Ranks {
    let goal = goal(walk.damping, degrees);
    let wanted = SURPLUS * walk.tolerance;
    let roughness = graph.roughness();
    let mut found = begin(walk, degrees, goal);
    while found.steps < walk.max_steps && found.change > wanted {
        let before = found.change;
        let tolerance = wanted.max(HOPE * roughness * before);
        improve(graph, Walk { tolerance, ..walk }, degrees, &mut found);
        // The most that rough products can have hidden: D·improvement is before / (1 − d) at most, in sum.
        let hidden = roughness * before * walk.damping / (1.0 - walk.damping);
        if hidden == 0.0 || hidden.max(found.change) <= wanted {
            break;
        }
        look_closely(graph, walk.damping, degrees, goal, &mut found);
        if found.change >= before {
            break;
        }
    }
    let Approximation { solution, change, steps, .. } = found;
    let rank = |solution: &f64, &degree: &f64| if degree > 0.0 { solution * degree } else { goal };
    let values = Zip::from(&solution).and(degrees).map_collect(rank);
    Ranks { values, steps, change }
}

/// In a walk that never jumps, ranks are as the degrees: close by, and known without a product.
fn begin(walk: Walk, degrees: &Array1<f64>, goal: f64) -> Approximation {
    let share = 1.0 / degrees.sum();
    let solution = degrees.mapv(|degree| if degree > 0.0 { share } else { 0.0 });
    let left = |degree| goal - (1.0 - walk.damping) * degree * share;
    let residual = degrees.mapv(|degree| if degree > 0.0 { left(degree) } else { 0.0 });
    let change = residual.iter().map(|value| value.abs()).sum();
    Approximation { solution, residual, change, steps: 0 }
}

/// Steps until the residual is within the tolerance, or as many as there may be.
fn improve(graph: &mut impl SentenceGraph, walk: Walk, degrees: &Array1<f64>, found: &mut Approximation) {
    let Approximation { solution, residual, change, steps } = found;
    let mut direction: Array1<f64> = Array1::zeros(degrees.len());
    let mut product = Array1::zeros(degrees.len());
    let mut energy = scaled_square(residual, degrees);
    let mut keep = 0.0;
    while *steps < walk.max_steps && *change > walk.tolerance {
        *steps += 1;
        Zip::from(&mut direction).and(&*residual).and(degrees).for_each(|direction, &residual, &degree| {
            *direction = if degree > 0.0 { residual / degree + keep * *direction } else { 0.0 };
        });
        graph.apply_roughly(&direction, &mut product);
        let mut curvature = 0.0;
        Zip::from(&mut product).and(&direction).and(degrees).for_each(|product, &direction, &degree| {
            *product = degree * direction - walk.damping * *product;
            curvature += direction * *product;
        });
        if !(energy > 0.0 && curvature > 0.0) {
            break;
        }
        let length = energy / curvature;
        *change = 0.0;
        Zip::from(&mut *solution).and(&mut *residual).and(&direction).and(&product).for_each(
            |solution, residual, direction, product| {
                *solution += length * direction;
                *residual -= length * product;
                *change += residual.abs();
            },
        );
        let before = std::mem::replace(&mut energy, scaled_square(residual, degrees));
        keep = energy / before;
    }
}

/// The residual by the exact product.
fn look_closely(
    graph: &mut impl SentenceGraph,
    damping: f64,
    degrees: &Array1<f64>,
    goal: f64,
    found: &mut Approximation,
) {
    let Approximation { solution, residual, change, .. } = found;
    graph.apply(solution, residual);
    *change = 0.0;
    Zip::from(residual).and(&*solution).and(degrees).for_each(|residual, solution, &degree| {
        *residual = if degree > 0.0 { goal - (degree * solution - damping * *residual) } else { 0.0 };
        *change += residual.abs();
    });
}

/// What each sentence has of jumps, and of the ranks of sentences without edges, which know no other way.
pub(super) fn goal(damping: f64, degrees: &Array1<f64>) -> f64 {
    let n = degrees.len() as f64;
    let alone = degrees.iter().filter(|degree| **degree <= 0.0).count() as f64;
    // Their own goal has the same form, so that s = alone·((1 − d)/n + d·s/n).
    (1.0 - damping) / n / (1.0 - damping * alone / n)
}

/// Σ r² / degree.
fn scaled_square(residual: &Array1<f64>, degrees: &Array1<f64>) -> f64 {
    residual.iter().zip(degrees).filter(|(_, degree)| **degree > 0.0).map(|(r, degree)| r * r / degree).sum()
}
