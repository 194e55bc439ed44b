//! Exact coverage: the best of all sets of sentences that the budget allows, as an integer linear program.
//!
//! Gillick & Favre 2009, as [`Coverage`]:
//!
//! maximize Σ_c w(c)·z(c), subject to z(c) ≤ Σ s(i) over the sentences i that hold c, Σ_i cost(i)·s(i) ≤ budget, s(i) ∈ {0,1}
//!
//! solved by branch and bound (the crate `microlp`), which starts from what [`Coverage`] found. Among the best of equal weight that one
//! stays. What is left of the budget goes to sentences that cover nothing new, by their scores.
//!
//! Selecting cannot fail and must not take forever. So this takes what [`Coverage`] found
//! where more than 400 sentences hold a concept or there are more than 1,500 concepts, and the best set met by then after 200 nodes. All three are counts, so
//! that results repeat. Needs the feature `exact`.

use hashbrown::HashSet;
use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, Variable};

use super::concepts::{Concepts, Cover};
use super::coverage::LEAST_GAIN;
use super::{Coverage, Selection, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::score::Scores;

/// Exact weighted coverage of concepts.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `most_sentences` | 400 | | with more sentences that hold a concept, it is not tried |
/// | `most_concepts` | 1500 | | with more concepts, it is not tried |
/// | `most_nodes` | 200 | | after so many nodes of the search the best set met is taken |
#[derive(Clone, Copy, Debug)]
pub struct CoverageExact {
    /// With more sentences that hold a concept, it is not tried.
    pub most_sentences: usize,
    /// With more concepts, it is not tried.
    pub most_concepts: usize,
    /// After so many nodes of the search the best set met is taken.
    pub most_nodes: u64,
}

impl Default for CoverageExact {
    fn default() -> Self {
        Self { most_sentences: 400, most_concepts: 1500, most_nodes: 200 }
    }
}

impl CoverageExact {
    /// The best set of sentences, if there is a better one than `known` and it is found within the limits.
    fn best(
        &self,
        doc: &Document<'_>,
        concepts: &Concepts,
        full: &Selection<'_>,
        known: &[usize],
    ) -> Option<Vec<usize>> {
        let sentences = worth_taking(doc, concepts, full);
        if sentences.len() > self.most_sentences || concepts.weights.len() > self.most_concepts {
            return None;
        }
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let taken: Vec<Variable> = sentences.iter().map(|_| problem.add_binary_var(0.0)).collect();
        constrain_cost(&mut problem, &sentences, &taken, full);
        constrain_repeats(&mut problem, &sentences, &taken, full);
        constrain_concepts(&mut problem, &sentences, &taken, concepts);
        let warm_start = sentences.iter().zip(&taken).map(|(s, &variable)| (variable, f64::from(known.contains(s))));
        let mut options = SolveOptions::default();
        options.node_limit = Some(self.most_nodes);
        options.warm_start = Some(warm_start.collect());
        // An error is of the solver's arithmetic: the problem is never infeasible, as nothing has to be taken.
        let solution = problem.solve_with(options).ok()?.into_solution().ok()?;
        let best = sentences.iter().zip(&taken).filter(|(_, variable)| solution.var_value(**variable) > 0.5);
        Some(best.map(|(&sentence, _)| sentence).collect())
    }
}

/// The sentences that hold a concept and fit; of equal ones the first.
fn worth_taking(doc: &Document<'_>, concepts: &Concepts, full: &Selection<'_>) -> Vec<usize> {
    let mut met = HashSet::new();
    let fitting = (0..doc.len()).filter(|&sentence| !concepts.of(sentence).is_empty() && full.fits(sentence));
    fitting.filter(|&sentence| met.insert(doc.fingerprint(sentence))).collect()
}

fn constrain_cost(problem: &mut Problem, sentences: &[usize], taken: &[Variable], full: &Selection<'_>) {
    let Some(&first) = sentences.first() else { return };
    // As if each had a separator, and the budget room for that of the first.
    let separator = full.cost_among(first, true) - full.cost_among(first, false);
    let costs = sentences.iter().map(|&sentence| full.cost_among(sentence, true) as f64);
    let expression: Vec<(Variable, f64)> = taken.iter().copied().zip(costs).collect();
    problem.add_constraint(expression, ComparisonOp::Le, (full.remaining() + separator) as f64);
}

/// Of sentences that say the same, no two.
fn constrain_repeats(problem: &mut Problem, sentences: &[usize], taken: &[Variable], full: &Selection<'_>) {
    let mut repeats_of = full.repeats();
    for (place, &sentence) in sentences.iter().enumerate() {
        for other in repeats_of(sentence).into_iter().filter(|other| *other > sentence) {
            if let Ok(other) = sentences.binary_search(&other) {
                problem.add_constraint([(taken[place], 1.0), (taken[other], 1.0)], ComparisonOp::Le, 1.0);
            }
        }
    }
}

fn constrain_concepts(problem: &mut Problem, sentences: &[usize], taken: &[Variable], concepts: &Concepts) {
    let mut holders: Vec<Vec<Variable>> = vec![Vec::new(); concepts.weights.len()];
    for (&sentence, &variable) in sentences.iter().zip(taken) {
        concepts.of(sentence).iter().for_each(|concept| holders[*concept as usize].push(variable));
    }
    for (holders, &weight) in holders.iter().zip(&concepts.weights) {
        // Whether it is covered; a whole number by itself wherever the s(i) are.
        let covered = problem.add_var(weight, (0.0, 1.0));
        let expression: Vec<(Variable, f64)> =
            holders.iter().map(|&holder| (holder, -1.0)).chain([(covered, 1.0)]).collect();
        problem.add_constraint(expression, ComparisonOp::Le, 0.0);
    }
}

impl Selector for CoverageExact {
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, selection: &mut Selection<'_>) {
        let mut full = selection.clone();
        let coverage = Coverage::default();
        coverage.select(doc, context, scores, selection);
        let concepts = Concepts::new(doc, &context.attention(doc));
        let Some(best) = self.best(doc, &concepts, &full, selection.selected()) else { return };
        let mut cover = Cover::new(&concepts);
        selection.selected().iter().for_each(|&sentence| cover.add(sentence));
        let known = cover.worth();

        let mut cover = Cover::new(&concepts);
        best.iter().filter(|&&sentence| full.try_add(sentence)).for_each(|&sentence| cover.add(sentence));
        coverage.fill(doc, &scores.normalized(), &mut cover, &mut full);
        if cover.worth() > known + LEAST_GAIN {
            *selection = full;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::select::Budget;

    /// The greatest weight of any set that the budget allows, all sets being tried.
    fn best_of_all(doc: &Document<'_>, budget: Budget) -> f64 {
        let concepts = Concepts::new(doc, &ndarray::Array1::ones(doc.len()));
        let worth = |set: u32| {
            let mut selection = Selection::new(doc, budget);
            let mut cover = Cover::new(&concepts);
            let members = (0..doc.len()).filter(|sentence| set >> sentence & 1 == 1);
            members.filter(|&sentence| selection.try_add(sentence)).for_each(|sentence| cover.add(sentence));
            cover.worth()
        };
        (0..1u32 << doc.len()).map(worth).fold(0.0, f64::max)
    }

    fn worth(doc: &Document<'_>, selector: &dyn Selector, budget: Budget) -> f64 {
        let mut selection = Selection::new(doc, budget);
        selector.select(doc, &Context::default(), &Scores::new(vec![0.0; doc.len()]), &mut selection);
        let concepts = Concepts::new(doc, &ndarray::Array1::ones(doc.len()));
        let mut cover = Cover::new(&concepts);
        selection.selected().iter().for_each(|&sentence| cover.add(sentence));
        cover.worth()
    }

    #[test]
    fn nothing_is_better_than_the_exact_choice() {
        // Sentences of pairs, by a rule that makes them overlap irregularly.
        let sentence = |i: usize| {
            let words = (0..4 + i % 5).map(|j| format!("w{}", letter(i * i + j * (i % 3 + 1)))).collect::<Vec<_>>();
            words.join(" ") + ". "
        };
        let mut greedy_lost = false;
        for shift in 0..6 {
            let text: String = (shift..shift + 12).map(sentence).collect();
            let doc = Document::new(&text, Language::Undetermined);
            for budget in [Budget::Sentences(3), Budget::Words(17), Budget::Chars(60), Budget::Tokens(25)] {
                let best = best_of_all(&doc, budget);
                assert_eq!(worth(&doc, &CoverageExact::default(), budget), best, "{shift} {budget}");
                greedy_lost |= worth(&doc, &Coverage { swaps: false, ..Coverage::default() }, budget) < best;
            }
        }
        assert!(greedy_lost, "these texts are too easy to tell the two apart");
    }

    fn letter(number: usize) -> char {
        char::from(b'a' + (number % 11) as u8)
    }

    #[test]
    fn beyond_its_limits_it_is_coverage() {
        let text = include_str!("../../data/samples/science.txt");
        let doc = Document::new(text, Language::English);
        let limited = CoverageExact { most_sentences: 1, ..CoverageExact::default() };
        let picks = |selector: &dyn Selector| {
            let mut selection = Selection::new(&doc, Budget::Words(100));
            selector.select(&doc, &Context::default(), &Scores::new(vec![0.0; doc.len()]), &mut selection);
            selection.selected().to_vec()
        };
        assert_eq!(picks(&limited), picks(&Coverage::default()));
    }
}
