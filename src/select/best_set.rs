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

use hashbrown::HashMap;

use super::worth::Worth;
use super::{Mmr, Purse, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::features::Sets;
use crate::score::Scores;

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
    fn select(&self, doc: &Document<'_>, context: &Context<'_>, scores: &Scores, purse: &mut Purse<'_>) {
        let full = purse.clone();
        Mmr::default().select(doc, context, scores, purse);
        let bought = purse.bought()[full.bought().len()..].to_vec();
        let asked = context.relevance(doc).is_some();
        if !(1..=MOST).contains(&bought.len()) || !full.bought().is_empty() || asked {
            return;
        }
        let mut search = Search::new(doc, context, scores, &full, bought);
        search.improve();
        if let Some(better) = search.purse {
            *purse = better;
        }
    }
}

/// A set of sentences, and those it could hold instead.
struct Search<'s, 'd, 't> {
    full: &'s Purse<'d>,
    sets: Sets<'s, 't>,
    cosines: HashMap<(usize, usize), f64>,
    pool: Vec<usize>,
    set: Vec<usize>,
    value: f64,
    /// The purse after buying the set; `None` for the set it began with.
    purse: Option<Purse<'d>>,
}

impl<'s, 'd, 't> Search<'s, 'd, 't> {
    fn new(
        doc: &'s Document<'t>,
        context: &Context<'_>,
        scores: &'s Scores,
        full: &'s Purse<'d>,
        mut set: Vec<usize>,
    ) -> Self {
        set.sort_unstable();
        let others =
            scores.ranking().into_iter().filter(|sentence| full.is_candidate(*sentence) && !set.contains(sentence));
        let pool: Vec<usize> = others.take(REACH).collect();
        let sets = Sets::new(doc, context, scores);
        let mut cosines = HashMap::new();
        let all: Vec<usize> = set.iter().chain(&pool).copied().collect();
        for (place, &a) in all.iter().enumerate() {
            for &b in &all[place + 1..] {
                cosines.insert((a.min(b), a.max(b)), sets.similarity(a, b));
            }
        }
        let mut search = Self { full, sets, cosines, pool, set: Vec::new(), value: 0.0, purse: None };
        search.value = search.worth(&set);
        search.set = set;
        search
    }

    /// What the model thinks of a set, given in the order of the text.
    fn worth(&mut self, set: &[usize]) -> f64 {
        MODEL.of(&self.sets.measure(set, |a, b| self.cosines[&(a, b)]))
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
        let mut best: Option<(f64, Vec<usize>, Purse<'d>)> = None;
        for out in 0..self.set.len() {
            for into in 0..self.pool.len() {
                let set = exchanged(&self.set, self.set[out], self.pool[into]);
                let value = self.worth(&set);
                if value <= best.as_ref().map_or(self.value, |best| best.0) {
                    continue;
                }
                let mut purse = self.full.clone();
                // In the order of the text, so that a sentence that leans on the one before finds it bought.
                if set.iter().all(|&sentence| purse.spend(sentence)) {
                    best = Some((value, set, purse));
                }
            }
        }
        let Some((value, set, purse)) = best else { return false };
        let known: Vec<usize> = self.pool.iter().chain(&self.set).copied().collect();
        self.pool = known.into_iter().filter(|sentence| !set.contains(sentence)).collect();
        (self.value, self.set, self.purse) = (value, set, Some(purse));
        true
    }
}

/// The set with one sentence in place of another, in the order of the text.
fn exchanged(set: &[usize], out: usize, into: usize) -> Vec<usize> {
    let mut set: Vec<usize> = set.iter().map(|&sentence| if sentence == out { into } else { sentence }).collect();
    set.sort_unstable();
    set
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
        let full = Purse::new(&doc, Budget::Sentences(3));
        let mut purse = full.clone();
        BestSet.select(&doc, &context, &scores, &mut purse);
        let mut again = Search::new(&doc, &context, &scores, &full, purse.bought().to_vec());
        let value = again.value;
        let pool = again.pool.clone();
        for (&out, &into) in purse.bought().iter().flat_map(|out| pool.iter().map(move |into| (out, into))) {
            let set = exchanged(&again.set.clone(), out, into);
            assert!(again.worth(&set) <= value, "{out} for {into}");
        }
    }

    #[test]
    fn a_budget_of_words_is_kept() {
        let doc = Document::new(include_str!("../../data/samples/science.txt"), Language::English);
        let scores = Auto.score(&doc, &Context::default());
        let mut purse = Purse::new(&doc, Budget::Words(80));
        BestSet.select(&doc, &Context::default(), &scores, &mut purse);
        let words: usize = purse.bought().iter().map(|&sentence| doc.sentences()[sentence].words).sum();
        assert!(words > 40 && words <= 80, "{words}");
    }
}
