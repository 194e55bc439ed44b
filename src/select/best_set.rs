//! Best set: the sentences that make the best summary together, by a model that has seen good and bad ones.
//!
//! A summary is better than its sentences if they cover more, repeat less and belong together. Maximal marginal relevance makes a first
//! choice; then single sentences are exchanged for others of high score, each time the exchange that gains most, until none gains. What
//! a set is worth is said by a polynomial in the [features of a set](crate::features::SetFeature), fitted by ridge regression to order sets
//! of sentences as ROUGE does; `data/models/CARD.md` says on what. (Boosted trees did worse on documents they had not seen.) Zhong et al., *Extractive Summarization as Text Matching*, ACL
//! 2020, showed what ranking whole summaries is worth.
//!
//! Linear in the text for summaries of up to [`MOST`] sentences: the number of sets looked at depends on the summary
//! alone. Longer ones stay as they were first chosen, where exchanging one sentence of many changes little. So do those that
//! answer a query: the model would put what the text is about in place of what was asked.

use std::sync::LazyLock;

use super::worth::{Among, Worth};
use super::{Mmr, Selection, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::features::Sets;
use crate::matrix::TermMatrix;
use crate::score::Scores;
use crate::scratch::Scratch;

/// What training wrote. The tests below use it, so a file that cannot be read is never shipped.
#[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
static MODEL: LazyLock<Worth> =
    LazyLock::new(|| Worth::parse(include_str!("../../data/models/summaries.tsv")).expect("a table of all features"));

/// Longer summaries are not improved: pairs of their sentences are looked at each time.
const MOST: usize = 24;

/// So many sentences that were not taken at first are tried. The model was trained on as many.
const REACH: usize = 8;

/// So many exchanges are made at most: what is gained after them is small.
const ROUNDS: usize = 8;

/// Takes the best set of sentences. Has no parameters.
#[derive(Clone, Copy, Debug, Default)]
pub struct BestSet;

impl Selector for BestSet {
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, selection: &mut Selection<'_>) {
        let is_full = selection.selected().is_empty();
        let cosines = TermMatrix::tf_idf(doc, context);
        Mmr::default().choose(&cosines, scores, selection);
        let asked = context.relevance(doc).is_some();
        if !is_full || asked || !(1..=MOST).contains(&selection.selected().len()) {
            return;
        }
        let first: Scratch<usize> = selection.selected().iter().copied().collect();
        selection.clear();
        let pool = others(&first, scores, selection);
        let best = if pool.is_empty() {
            first
        } else {
            let mut search = Search::new(Sets::with_rows(doc, cosines, scores, first.len()), pool, selection, &first);
            search.improve();
            if search.last.is_some() { search.set } else { first }
        };
        best.iter().for_each(|&sentence| _ = selection.try_add(sentence));
    }
}

/// The best sentences that a set could hold instead of its own.
fn others(set: &[usize], scores: &Scores, selection: &Selection<'_>) -> Scratch<usize> {
    let is_other = |sentence: &usize| selection.is_candidate(*sentence) && !set.contains(sentence);
    scores.order().iter().copied().filter(is_other).take(REACH).collect()
}

/// A set of sentences, and those it could hold instead.
struct Search<'s, 'p, 'd, 't> {
    sets: Sets<'s, 't>,
    cosines: Cosines,
    worth: Among<'static>,
    pool: Scratch<usize>,
    set: Scratch<usize>,
    /// A set that is tried, and what of it stays while its other sentence changes.
    tried: Scratch<usize>,
    rest: Scratch<usize>,
    value: f64,
    /// What came last into the set. It was the best in its place, and need not be exchanged again.
    last: Option<usize>,
    /// Full, but while it is tried whether it is enough for a set.
    selection: &'p mut Selection<'d>,
}

impl<'s, 'p, 'd, 't> Search<'s, 'p, 'd, 't> {
    fn new(mut sets: Sets<'s, 't>, pool: Scratch<usize>, selection: &'p mut Selection<'d>, set: &[usize]) -> Self {
        let mut set: Scratch<usize> = set.iter().copied().collect();
        set.sort_unstable();
        let cosines = Cosines::new(set.iter().chain(&pool).copied().collect(), &sets);
        let features = sets.measure(&set, |a, b| cosines.of(a, b));
        let worth = MODEL.among(&features);
        let (tried, rest) = (set.clone(), set.clone());
        Self { value: worth.of(&features), sets, cosines, worth, pool, set, tried, rest, last: None, selection }
    }

    fn improve(&mut self) {
        for _ in 0..ROUNDS {
            if !self.exchange() {
                break;
            }
        }
    }

    /// Makes the exchange that gains most; says whether any gains.
    fn exchange(&mut self) -> bool {
        let mut best: Option<(f64, usize, usize)> = None;
        for out in 0..self.set.len() {
            if self.last == Some(self.set[out]) {
                continue;
            }
            self.rest.clone_from(&self.set);
            self.rest.remove(out);
            self.sets.read(&self.rest);
            for into in 0..self.pool.len() {
                self.tried.clone_from(&self.rest);
                let sentence = self.pool[into];
                let place = self.tried.partition_point(|&other| other < sentence);
                self.tried.insert(place, sentence);
                let features = self.sets.measure_with(sentence, &self.tried, |a, b| self.cosines.of(a, b));
                let value = self.worth.of(&features);
                if value > best.map_or(self.value, |best| best.0) && self.can_select() {
                    best = Some((value, out, into));
                }
            }
        }
        let Some((value, out, into)) = best else { return false };
        // What goes can come back, after all that was not tried yet.
        let sentence = self.pool.remove(into);
        let gone = std::mem::replace(&mut self.set[out], sentence);
        self.last = Some(sentence);
        self.pool.push(gone);
        self.set.sort_unstable();
        self.value = value;
        true
    }

    /// Whether the set that is tried can be selected.
    fn can_select(&mut self) -> bool {
        // In the order of the text, so that a sentence that leans on the one before finds it selected.
        let is_enough = self.tried.iter().all(|&sentence| self.selection.try_add(sentence));
        self.selection.clear();
        is_enough
    }
}

/// The cosines of a few sentences.
struct Cosines {
    /// In order.
    sentences: Scratch<usize>,
    /// Row by row.
    values: Scratch<f64>,
}

impl Cosines {
    fn new(mut sentences: Scratch<usize>, sets: &Sets<'_, '_>) -> Self {
        sentences.sort_unstable();
        let values = sets.similarities(&sentences);
        Self { sentences, values }
    }

    /// That of two of them, the earlier first.
    fn of(&self, a: usize, b: usize) -> f64 {
        let place = |sentence| self.sentences.partition_point(|&other| other < sentence);
        self.values[place(a) * self.sentences.len() + place(b)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::score::{Auto, Scorer};
    use crate::select::Budget;

    #[test]
    fn no_exchange_is_left_that_gains() {
        let doc = Document::new(include_str!("../../data/samples/news.txt"), Language::English);
        let context = Context::default();
        let scores = Auto.score(&doc, &context);
        let mut full = Selection::new(&doc, Budget::Sentences(3));
        let mut selection = full.clone();
        BestSet.select(&doc, &context, &scores, &mut selection);
        let pool = others(selection.selected(), &scores, &full);
        let mut again = Search::new(Sets::new(&doc, &context, &scores, 3), pool, &mut full, selection.selected());
        let (value, pool) = (again.value, again.pool.clone());
        for (out, &into) in (0..3).flat_map(|out| pool.iter().map(move |into| (out, into))) {
            let mut set = again.set.clone();
            set[out] = into;
            set.sort_unstable();
            let features = again.sets.measure(&set, |a, b| again.cosines.of(a, b));
            assert!(again.worth.of(&features) <= value, "{out} for {into}");
        }
    }

    #[test]
    fn a_budget_of_words_is_kept() {
        let doc = Document::new(include_str!("../../data/samples/science.txt"), Language::English);
        let scores = Auto.score(&doc, &Context::default());
        let mut selection = Selection::new(&doc, Budget::Words(80));
        BestSet.select(&doc, &Context::default(), &scores, &mut selection);
        let words: usize = selection.selected().iter().map(|&sentence| doc.sentences()[sentence].words).sum();
        assert!(words > 40 && words <= 80, "{words}");
    }
}
