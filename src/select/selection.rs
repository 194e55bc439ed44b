//! [`Selection`]: the sentences selected so far, and what is left of the budget.

use hashbrown::HashSet;

use super::Budget;
use super::candidates::candidates;
use super::leaning::leans;
use super::repeats::Repeats;
use super::rules::Rules;
use crate::document::Document;
use crate::scratch::Scratch;

/// The sentences selected so far, and what is left of the budget.
///
/// A selector asks what [`fits`](Self::fits) and calls [`try_add`](Self::try_add); what it added is the summary. It never learns what
/// the budget counts, and it cannot add what no summary should hold: headings, furniture, or a near duplicate of a sentence
/// selected before. It may [remove](Self::remove) and [swap](Self::swap) sentences again, under the same rules.
///
/// A sentence that does not fit now may fit later, though the budget only shrinks: one that begins with *She* fits once the sentence
/// before it is selected. So keep what does not fit and ask again after each addition, as the selectors of this crate do.
#[derive(Clone, Debug)]
pub struct Selection<'d> {
    doc: &'d Document<'d>,
    budget: Budget,
    remaining: usize,
    candidates: Scratch<bool>,
    /// In the order they were added.
    selected: Scratch<usize>,
    is_selected: Scratch<bool>,
    /// Fingerprints of the selected sentences that have no terms.
    fingerprints: HashSet<u64>,
    repeats: Repeats,
    /// For each sentence, the number of its near duplicates that are selected, itself included.
    duplicates_selected: Scratch<u32>,
    rules: Rules,
    /// What was spent on each part, without separators.
    spent: Scratch<usize>,
}

/// Whether a sentence can be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Fits,
    /// Not before another sentence is selected.
    Barred,
    /// Not unless a sentence is removed.
    Never,
}

impl<'d> Selection<'d> {
    /// Nothing selected yet.
    pub fn new(doc: &'d Document<'d>, budget: Budget) -> Self {
        let candidates = candidates(doc);
        let count = candidates.iter().filter(|candidate| **candidate).count();
        Self {
            doc,
            budget,
            remaining: budget.amount(count),
            candidates,
            selected: Scratch::default(),
            is_selected: Scratch::filled(false, doc.len()),
            fingerprints: HashSet::new(),
            repeats: Repeats::default(),
            duplicates_selected: Scratch::filled(0, doc.len()),
            rules: Rules::default(),
            spent: Scratch::filled(0, doc.parts().len()),
        }
    }

    /// The same under rules.
    pub(crate) fn under(mut self, rules: Rules) -> Self {
        self.rules = rules;
        self
    }

    /// The same with only those candidates for which `keep` holds.
    pub(crate) fn only(mut self, keep: impl Fn(usize) -> bool) -> Self {
        self.candidates.iter_mut().enumerate().for_each(|(sentence, candidate)| *candidate &= keep(sentence));
        self
    }

    /// The sentences selected so far, in the order they were added.
    pub fn selected(&self) -> &[usize] {
        &self.selected
    }

    /// What is left of the budget, in its unit.
    pub fn remaining(&self) -> usize {
        self.remaining
    }

    /// Whether the budget is used up.
    pub fn is_full(&self) -> bool {
        self.remaining == 0
    }

    /// Whether a summary may hold the sentence at all, whatever the budget.
    pub fn is_candidate(&self, sentence: usize) -> bool {
        self.candidates[sentence]
            && self.duplicates_selected[sentence] == 0
            && (self.fingerprints.is_empty() || !self.has_fingerprint(sentence))
    }

    /// Whether a sentence without a term has the same text as a selected one.
    fn has_fingerprint(&self, sentence: usize) -> bool {
        self.wordless(sentence).is_some_and(|fingerprint| self.fingerprints.contains(&fingerprint))
    }

    /// The fingerprint of a sentence without terms. Near duplicates of others are found by [`Repeats`].
    fn wordless(&self, sentence: usize) -> Option<u64> {
        self.doc.terms(sentence).is_empty().then(|| self.doc.fingerprint(sentence))
    }

    /// What the sentence costs now, in the unit of the budget, including the separator from those already selected.
    pub fn cost(&self, sentence: usize) -> usize {
        self.cost_among(sentence, !self.selected.is_empty())
    }

    /// What the sentence costs together with others, or alone.
    pub(super) fn cost_among(&self, sentence: usize, with_others: bool) -> usize {
        self.budget.cost(self.doc, sentence, with_others)
    }

    /// Whether there is such a sentence, it is a candidate, the budget suffices for it and no rule bars it for now.
    pub fn fits(&self, sentence: usize) -> bool {
        sentence < self.doc.len() && self.fit(sentence) == Fit::Fits
    }

    /// Whether a sentence of the document can be added now, or later.
    pub(super) fn fit(&self, sentence: usize) -> Fit {
        if self.is_full() || !self.is_affordable(sentence) {
            Fit::Never
        } else if self.is_barred(sentence) {
            Fit::Barred
        } else {
            Fit::Fits
        }
    }

    fn is_affordable(&self, sentence: usize) -> bool {
        self.is_candidate(sentence) && self.cost(sentence) <= self.remaining
    }

    /// Whether the rules bar the sentence for now.
    fn is_barred(&self, sentence: usize) -> bool {
        let part = self.doc.sentences()[sentence].part;
        self.rules.bar(self.doc, sentence, self.spent[part], |other| self.is_selected[other])
    }

    /// The sentence that was [barred](Fit::Barred) until this one was selected.
    pub(super) fn follower(&self, sentence: usize) -> Option<usize> {
        let next = self.rules.follower(self.doc, sentence)?;
        (self.is_candidate(next) && leans(self.doc, next)).then_some(next)
    }

    /// Adds the sentence if it [fits](Self::fits); says whether it did.
    pub fn try_add(&mut self, sentence: usize) -> bool {
        let fits = self.fits(sentence);
        if fits {
            self.add(sentence);
        }
        fits
    }

    fn add(&mut self, sentence: usize) {
        self.remaining -= self.cost(sentence);
        self.spent[self.doc.sentences()[sentence].part] += self.cost_among(sentence, false);
        self.fingerprints.extend(self.wordless(sentence));
        self.repeats.of(self.doc, sentence).iter().for_each(|&same| self.duplicates_selected[same] += 1);
        self.selected.push(sentence);
        self.is_selected[sentence] = true;
    }

    /// Whether the rules bar what the budget would still allow, though a sentence, or more than a quarter of another budget, is left.
    pub(crate) fn rules_cost_much(&self) -> bool {
        let spent: usize = self.spent.iter().sum();
        let is_much = match self.budget {
            Budget::Sentences(_) | Budget::Ratio(_) => self.remaining > 0,
            _ => self.remaining > spent / 3,
        };
        is_much && (0..self.doc.len()).any(|sentence| self.fit(sentence) == Fit::Barred)
    }

    /// What each part may fill at most, so that every part is represented: an equal share of the budget, or more where others have
    /// too little to fill theirs. Rounded up, and the sentence that reaches it is still added.
    pub(crate) fn equal_share(&self) -> usize {
        let mut totals = vec![0; self.doc.parts().len()];
        for sentence in (0..self.doc.len()).filter(|&sentence| self.is_candidate(sentence)) {
            totals[self.doc.sentences()[sentence].part] += self.cost(sentence);
        }
        totals.sort_unstable();
        let mut left = self.remaining;
        for (index, &total) in totals.iter().enumerate() {
            let share = left.div_ceil(totals.len() - index);
            if total >= share {
                return share;
            }
            left -= total;
        }
        left
    }

    /// Removes a sentence and gets its cost back; says whether it did. A sentence that was not selected is not removed, nor is one
    /// that the next selected sentence points back to.
    pub fn remove(&mut self, sentence: usize) -> bool {
        let place = self.place_of(sentence).filter(|_| !self.is_needed(sentence));
        if let Some(place) = place {
            self.selected.remove(place);
            self.is_selected[sentence] = false;
            // There is one separator fewer, whichever sentence went, unless it was the only one: what it would cost now.
            self.remaining += self.cost(sentence);
            self.spent[self.doc.sentences()[sentence].part] -= self.cost_among(sentence, false);
            if let Some(fingerprint) = self.wordless(sentence) {
                self.fingerprints.remove(&fingerprint);
            }
            self.repeats.of(self.doc, sentence).iter().for_each(|&same| self.duplicates_selected[same] -= 1);
        }
        place.is_some()
    }

    /// Removes all, the last first, since none needs one that was added after it.
    pub(super) fn clear(&mut self) {
        while let Some(&last) = self.selected.last()
            && self.remove(last)
        {}
    }

    /// Removes `out` and adds the sentence that `choose` names when it sees the selection without `out`, and returns that. If it names
    /// none, or one that does not fit, or `out` cannot be [removed](Self::remove), nothing changes.
    pub fn swap(&mut self, out: usize, choose: impl FnOnce(&Self) -> Option<usize>) -> Option<usize> {
        let place = self.place_of(out)?;
        if !self.remove(out) {
            return None;
        }
        let into = choose(self).filter(|&into| self.try_add(into));
        if into.is_none() {
            // It need not fit by the rules any more, if others came after it.
            self.add(out);
            self.selected[place..].rotate_right(1);
        }
        into
    }

    fn place_of(&self, sentence: usize) -> Option<usize> {
        let is_selected = self.is_selected.get(sentence).is_some_and(|is_selected| *is_selected);
        is_selected.then(|| self.selected.iter().rposition(|selected| *selected == sentence)).flatten()
    }

    /// Whether the next sentence is selected and points back to this one.
    fn is_needed(&self, sentence: usize) -> bool {
        let next = self.rules.follower(self.doc, sentence);
        next.is_some_and(|next| self.is_selected[next] && leans(self.doc, next))
    }

    /// Finds the near duplicates of a sentence, no two of which can be selected.
    #[cfg(feature = "exact")]
    pub(super) fn repeats(&self) -> impl FnMut(usize) -> Vec<usize> {
        let mut repeats = self.repeats.clone();
        move |sentence| repeats.of(self.doc, sentence).to_vec()
    }

    /// The least that any candidate costs; `None` if there is no candidate.
    pub(crate) fn cheapest(&self) -> Option<usize> {
        (0..self.doc.len()).filter(|&sentence| self.is_candidate(sentence)).map(|sentence| self.cost(sentence)).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn separators_are_counted() {
        let doc = Document::new("Rain fell. Wind rose.", Language::English);
        let adds_both = |budget| {
            let mut selection = Selection::new(&doc, budget);
            selection.try_add(0) && selection.try_add(1)
        };
        let joined = "Rain fell. Wind rose.";
        assert!(adds_both(Budget::Chars(joined.len())));
        assert!(!adds_both(Budget::Chars(joined.len() - 1)));
        assert!(!adds_both(Budget::Bytes(joined.len() - 1)));
        assert!(adds_both(Budget::Words(4)));
        assert!(!adds_both(Budget::Words(3)));
    }

    #[test]
    fn the_same_sentence_is_added_once() {
        let doc = Document::new("Rain fell. Rain fell. Wind rose.", Language::English);
        let mut selection = Selection::new(&doc, Budget::Sentences(3));
        assert!(selection.try_add(0));
        assert!(!selection.try_add(1));
        assert!(selection.try_add(2));
        assert_eq!(selection.remaining(), 1);
    }

    #[test]
    fn removing_undoes_adding_whichever_came_first() {
        let doc = Document::new("Rain fell. Wind rose in the night. Snow came.", Language::English);
        for budget in
            [Budget::Sentences(3), Budget::Words(20), Budget::Chars(60), Budget::Bytes(60), Budget::Tokens(30)]
        {
            for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
                let mut selection = Selection::new(&doc, budget);
                let full = selection.remaining();
                assert!((0..3).all(|sentence| selection.try_add(sentence)));
                // What remains must be what adding the rest alone would have left.
                assert!(selection.remove(order[0]) && !selection.remove(order[0]));
                let mut other = Selection::new(&doc, budget);
                assert!(other.try_add(order[1]) && other.try_add(order[2]));
                assert_eq!(selection.remaining(), other.remaining(), "{budget} {order:?}");
                assert!(selection.remove(order[1]) && selection.remove(order[2]));
                assert_eq!(selection.remaining(), full, "{budget} {order:?}");
                assert!(selection.try_add(0), "a removed sentence can be added again");
            }
        }
    }

    #[test]
    fn what_the_next_points_back_to_is_not_removed() {
        let doc = Document::new("The mayor spoke. She was brief.", Language::English);
        let mut selection = Selection::new(&doc, Budget::Sentences(2)).under(Rules { stands_alone: true, share: None });
        assert!(selection.try_add(0) && selection.try_add(1));
        assert!(!selection.remove(0));
        assert!(selection.remove(1) && selection.remove(0));
    }

    #[test]
    fn a_swap_changes_all_or_nothing() {
        let doc = Document::new("Rain fell. Rain fell. Wind rose in the night. Snow came.", Language::English);
        let mut selection = Selection::new(&doc, Budget::Chars("Rain fell. Snow came.".len()));
        assert!(selection.try_add(0) && selection.try_add(3));
        assert_eq!(selection.swap(0, |_| Some(2)), None, "too long");
        assert_eq!(selection.swap(0, |_| None), None, "nothing better");
        assert_eq!(selection.swap(3, |_| Some(1)), None, "the same as one that stays");
        assert_eq!(selection.swap(2, |_| Some(1)), None, "never selected");
        assert_eq!(selection.swap(0, |_| Some(9)), None, "not there");
        assert_eq!((selection.selected(), selection.remaining()), (&[0, 3][..], 0));
        assert_eq!(selection.swap(0, |_| Some(1)), Some(1), "the same as the one that goes");
        assert_eq!((selection.selected(), selection.remaining()), (&[3, 1][..], 0));
    }

    #[test]
    fn what_does_not_fit_any_more_is_put_back_all_the_same() {
        let doc = Document::from_parts(["One fell. Two fell in the night. Three fell again here."], Language::English);
        let mut selection =
            Selection::new(&doc, Budget::Words(20)).under(Rules { stands_alone: false, share: Some(8) });
        assert!(
            selection.try_add(0) && selection.try_add(1) && selection.try_add(2),
            "each while less than the share is spent"
        );
        let left = selection.remaining();
        assert_eq!(selection.swap(0, |selection| Some(0).filter(|&out| selection.fits(out))), None);
        assert_eq!((selection.selected(), selection.remaining()), (&[0, 1, 2][..], left));
    }

    #[test]
    fn a_ratio_is_a_share_of_the_candidates_but_never_nothing() {
        let doc = Document::new("Weather\n\nRain fell. Wind rose. Snow fell. Hail fell.", Language::English);
        assert_eq!(Selection::new(&doc, Budget::Ratio(0.5)).remaining(), 2);
        assert_eq!(Selection::new(&doc, Budget::Ratio(0.01)).remaining(), 1);
    }
}
