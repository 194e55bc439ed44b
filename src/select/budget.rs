//! [`Budget`]: how long a summary may be. [`Purse`]: what is left of it.

use std::fmt;

use hashbrown::HashSet;

use super::candidates::candidates;
use super::leaning::leans;
use super::repeats::Repeats;
use crate::document::Document;
use crate::scratch::Scratch;
use crate::text::{Span, words};
use crate::{Error, Result, error::check_range};

/// How long a summary may be. Never exceeded.
///
/// Where characters, bytes or tokens are counted, so is one separator between two sentences: a
/// space or a line end. A summary joined by either fits; a line end behind the last sentence is not counted.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Budget {
    /// So many sentences. At least 1.
    Sentences(usize),
    /// So many words, as UAX #29 has them: numbers count, punctuation does not, and each Chinese character
    /// is one. At least 1.
    Words(usize),
    /// So many characters (Unicode scalar values). At least 1.
    Chars(usize),
    /// So many bytes of UTF-8. At least 1.
    Bytes(usize),
    /// So many tokens of a language model, by the estimate of [`estimate_tokens`]. At least 1.
    Tokens(usize),
    /// This share of the sentences that could be taken, rounded down, but one in any case. Above 0, up to 1.
    Ratio(f64),
}

impl Default for Budget {
    /// Three sentences.
    fn default() -> Self {
        Budget::Sentences(3)
    }
}

impl Budget {
    /// Checks the range.
    pub(crate) fn validate(self) -> Result<()> {
        match self {
            Budget::Ratio(ratio) if ratio > 0.0 => check_range("ratio", ratio, 0.0, 1.0, "above 0 and at most 1"),
            Budget::Ratio(value) => Err(Error::Parameter { name: "ratio", value, range: "above 0 and at most 1" }),
            Budget::Sentences(0) | Budget::Words(0) | Budget::Chars(0) | Budget::Bytes(0) | Budget::Tokens(0) => {
                Err(Error::Parameter { name: self.unit(), value: 0.0, range: "1 or more" })
            }
            _ => Ok(()),
        }
    }

    /// What is counted, in the plural.
    pub(crate) fn unit(self) -> &'static str {
        match self {
            Budget::Sentences(_) | Budget::Ratio(_) => "sentences",
            Budget::Words(_) => "words",
            Budget::Chars(_) => "characters",
            Budget::Bytes(_) => "bytes",
            Budget::Tokens(_) => "tokens",
        }
    }
}

impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Budget::Ratio(ratio) => write!(f, "{ratio} of the sentences"),
            Budget::Sentences(n) | Budget::Words(n) | Budget::Chars(n) | Budget::Bytes(n) | Budget::Tokens(n) => {
                write!(f, "{n} {}", self.unit())
            }
        }
    }
}

/// A budget being spent on the sentences of a document.
///
/// A selector asks what [`fits`](Self::fits) and [`spend`](Self::spend)s; what it bought is the summary. It never learns
/// what is counted, and it cannot buy what no summary should hold: headings, furniture, or what says the same as a sentence
/// bought before. It may [refund](Self::refund) and [exchange](Self::exchange) what it bought, and the same holds.
#[derive(Clone, Debug)]
pub struct Purse<'d> {
    doc: &'d Document<'d>,
    budget: Budget,
    left: usize,
    candidates: Scratch<bool>,
    bought: Scratch<usize>,
    /// Fingerprints of the sentences bought that have no terms.
    fingerprints: HashSet<u64>,
    repeats: Repeats,
    /// For each sentence, how many that say the same were bought.
    said: Scratch<u32>,
    rules: Rules,
    /// What was spent on each part, separators aside.
    spent: Scratch<usize>,
}

/// What else a summary should be, if that can be had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rules {
    /// No sentence that points back to one that is not in the summary.
    pub(crate) stands_alone: bool,
    /// No more from a part on which so much was spent.
    pub(crate) share: Option<usize>,
}

impl<'d> Purse<'d> {
    /// A full purse.
    pub fn new(doc: &'d Document<'d>, budget: Budget) -> Self {
        let candidates = candidates(doc);
        let left = match budget {
            Budget::Ratio(ratio) => {
                let count = candidates.iter().filter(|candidate| **candidate).count();
                // 0.29 of 100 is 29, though their product is 28.999999999999996.
                ((count as f64 * ratio + 1e-9) as usize).max(1)
            }
            Budget::Sentences(n) | Budget::Words(n) | Budget::Chars(n) | Budget::Bytes(n) | Budget::Tokens(n) => n,
        };
        Self {
            doc,
            budget,
            left,
            candidates,
            bought: Scratch::default(),
            fingerprints: HashSet::new(),
            repeats: Repeats::default(),
            said: Scratch::filled(0, doc.len()),
            rules: Rules::default(),
            spent: Scratch::filled(0, doc.parts().len()),
        }
    }

    /// The same purse under rules.
    pub(crate) fn under(mut self, rules: Rules) -> Self {
        self.rules = rules;
        self
    }

    /// The same purse for fewer sentences: those that `keep` names.
    pub(crate) fn only(mut self, keep: impl Fn(usize) -> bool) -> Self {
        self.candidates.iter_mut().enumerate().for_each(|(sentence, candidate)| *candidate &= keep(sentence));
        self
    }

    /// The sentences bought so far, in the order they were chosen.
    pub fn bought(&self) -> &[usize] {
        &self.bought
    }

    /// What is left, in the unit of the budget.
    pub fn left(&self) -> usize {
        self.left
    }

    /// Whether nothing more can be bought, whatever it is.
    pub fn is_empty(&self) -> bool {
        self.left == 0
    }

    /// Whether a summary may hold the sentence at all, money aside.
    pub fn is_candidate(&self, sentence: usize) -> bool {
        self.candidates[sentence]
            && self.said[sentence] == 0
            && (self.fingerprints.is_empty() || !self.was_bought(sentence))
    }

    /// Whether it is the same, without a term, as one that was bought.
    fn was_bought(&self, sentence: usize) -> bool {
        self.wordless(sentence).is_some_and(|fingerprint| self.fingerprints.contains(&fingerprint))
    }

    /// The fingerprint of a sentence without terms. Of others, [`Repeats`] know which say the same.
    fn wordless(&self, sentence: usize) -> Option<u64> {
        self.doc.terms(sentence).is_empty().then(|| self.doc.fingerprint(sentence))
    }

    /// What the sentence costs now, in the unit of the budget, the separator to those already bought included.
    pub fn cost(&self, sentence: usize) -> usize {
        self.price(sentence, !self.bought.is_empty())
    }

    /// What the sentence costs with others or without.
    pub(super) fn price(&self, sentence: usize, with_others: bool) -> usize {
        let text = self.doc.text(sentence);
        let separator = usize::from(with_others);
        match self.budget {
            Budget::Sentences(_) | Budget::Ratio(_) => 1,
            Budget::Words(_) => self.doc.sentences()[sentence].words,
            Budget::Chars(_) => text.chars().count() + separator,
            Budget::Bytes(_) => text.len() + separator,
            Budget::Tokens(_) => estimate_tokens(text) + separator,
        }
    }

    /// Whether there is such a sentence, it is a candidate and there is enough left for it.
    pub fn fits(&self, sentence: usize) -> bool {
        !self.is_empty() && sentence < self.doc.len() && self.is_affordable(sentence) && !self.is_forbidden(sentence)
    }

    fn is_affordable(&self, sentence: usize) -> bool {
        self.is_candidate(sentence) && self.cost(sentence) <= self.left
    }

    /// Buys the sentence if it [fits](Self::fits); says whether it did.
    pub fn spend(&mut self, sentence: usize) -> bool {
        let fits = self.fits(sentence);
        if fits {
            self.buy(sentence);
        }
        fits
    }

    fn buy(&mut self, sentence: usize) {
        self.left -= self.cost(sentence);
        self.spent[self.doc.sentences()[sentence].part] += self.price(sentence, false);
        self.fingerprints.extend(self.wordless(sentence));
        self.repeats.of(self.doc, sentence).iter().for_each(|&same| self.said[same] += 1);
        self.bought.push(sentence);
    }

    /// Whether the rules forbid the sentence as things stand.
    fn is_forbidden(&self, sentence: usize) -> bool {
        let Rules { stands_alone, share } = self.rules;
        let part = self.doc.sentences()[sentence].part;
        share.is_some_and(|share| self.spent[part] >= share) || (stands_alone && self.dangles(sentence))
    }

    /// Whether the sentence points back to one that was not bought.
    fn dangles(&self, sentence: usize) -> bool {
        let follows = self.doc.position(sentence) > 0 && self.bought.contains(&(sentence - 1));
        !follows && leans(self.doc, sentence)
    }

    /// Whether the rules forbid what would still fit, though a sentence, or more than a quarter of another budget, is left.
    pub(crate) fn rules_cost_much(&self) -> bool {
        let spent: usize = self.spent.iter().sum();
        let is_much = match self.budget {
            Budget::Sentences(_) | Budget::Ratio(_) => self.left > 0,
            _ => self.left > spent / 3,
        };
        is_much && (0..self.doc.len()).any(|sentence| self.is_affordable(sentence) && self.is_forbidden(sentence))
    }

    /// What each part may fill at most, so that all come to word: an equal share of the budget, or more where others have
    /// too little to fill theirs. Rounded up, and the sentence that reaches it is still bought.
    pub(crate) fn equal_share(&self) -> usize {
        let mut totals = vec![0; self.doc.parts().len()];
        for sentence in (0..self.doc.len()).filter(|&sentence| self.is_candidate(sentence)) {
            totals[self.doc.sentences()[sentence].part] += self.cost(sentence);
        }
        totals.sort_unstable();
        let mut left = self.left;
        for (index, &total) in totals.iter().enumerate() {
            let share = left.div_ceil(totals.len() - index);
            if total >= share {
                return share;
            }
            left -= total;
        }
        left
    }

    /// Gives a sentence back and gets its cost; says whether it did. One that was not bought is not given back, nor one that another
    /// leans on.
    pub fn refund(&mut self, sentence: usize) -> bool {
        let place = self.place_of(sentence).filter(|_| !self.carries(sentence));
        if let Some(place) = place {
            self.bought.remove(place);
            // There is one separator fewer, whichever sentence went, unless it was the only one: what it would cost now.
            self.left += self.cost(sentence);
            self.spent[self.doc.sentences()[sentence].part] -= self.price(sentence, false);
            if let Some(fingerprint) = self.wordless(sentence) {
                self.fingerprints.remove(&fingerprint);
            }
            self.repeats.of(self.doc, sentence).iter().for_each(|&same| self.said[same] -= 1);
        }
        place.is_some()
    }

    /// Gives all back. The last first, since none leans on one that was bought after it.
    pub(super) fn refund_all(&mut self) {
        while let Some(&last) = self.bought.last()
            && self.refund(last)
        {}
    }

    /// Gives `out` back for the sentence that `choose` names when it sees the purse without `out`, and returns that. If it names
    /// none, or one that does not fit, or `out` cannot be [given back](Self::refund), nothing changes.
    pub fn exchange(&mut self, out: usize, choose: impl FnOnce(&Self) -> Option<usize>) -> Option<usize> {
        let place = self.place_of(out)?;
        if !self.refund(out) {
            return None;
        }
        let into = choose(self).filter(|&into| self.spend(into));
        if into.is_none() {
            // It need not fit by the rules any more, if others came after it.
            self.buy(out);
            self.bought[place..].rotate_right(1);
        }
        into
    }

    fn place_of(&self, sentence: usize) -> Option<usize> {
        self.bought.iter().position(|bought| *bought == sentence)
    }

    /// Whether the next sentence was bought and needs this one.
    fn carries(&self, sentence: usize) -> bool {
        let next = sentence + 1;
        self.rules.stands_alone && self.bought.contains(&next) && self.doc.position(next) > 0 && leans(self.doc, next)
    }

    /// Finds, for a sentence, those that say the same, so that no two of them can be bought.
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

/// About how many tokens a language model's tokenizer makes of `text`.
///
/// An estimate from the shape of the text, since no tokenizer is at hand: a word of
/// ASCII letters costs one token and another for every 6 letters beyond the first 6; a word of other
/// letters one for every 2 (Cyrillic, Greek, Arabic) or every 1 (Han, kana, Hangul, Indic) characters; three
/// digits cost one; every other visible character costs one. For a multilingual vocabulary it comes within 17 %
/// in languages written in Latin letters and is too high elsewhere; see `DESIGN.md`.
///
/// ```
/// use excerpt::select::estimate_tokens;
///
/// assert_eq!(estimate_tokens("The cat sat."), 4);
/// assert_eq!(estimate_tokens("雨が降る。"), 5);
/// ```
pub fn estimate_tokens(text: &str) -> usize {
    let mut tokens = 0;
    let mut end = 0;
    for Span { start, end: word_end } in words(text) {
        tokens += marks(&text[end..start]) + word_tokens(&text[start..word_end]);
        end = word_end;
    }
    tokens + marks(&text[end..])
}

fn marks(between: &str) -> usize {
    between.chars().filter(|c| !c.is_whitespace()).count()
}

fn word_tokens(word: &str) -> usize {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let ascii = word.bytes().filter(|b| b.is_ascii() && !b.is_ascii_digit()).count();
    // Two bytes of UTF-8 a character up to Arabic, three beyond.
    let two_byte = word.chars().filter(|c| ('\u{80}'..'\u{800}').contains(c)).count();
    let wide = word.chars().filter(|c| *c >= '\u{800}').count();
    (digits.div_ceil(3) + ascii.div_ceil(6) + two_byte.div_ceil(2) + wide).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn separators_are_paid_for() {
        let doc = Document::new("Rain fell. Wind rose.", Language::English);
        let buys_both = |budget| {
            let mut purse = Purse::new(&doc, budget);
            purse.spend(0) && purse.spend(1)
        };
        let joined = "Rain fell. Wind rose.";
        assert!(buys_both(Budget::Chars(joined.len())));
        assert!(!buys_both(Budget::Chars(joined.len() - 1)));
        assert!(!buys_both(Budget::Bytes(joined.len() - 1)));
        assert!(buys_both(Budget::Words(4)));
        assert!(!buys_both(Budget::Words(3)));
    }

    #[test]
    fn the_same_sentence_is_bought_once() {
        let doc = Document::new("Rain fell. Rain fell. Wind rose.", Language::English);
        let mut purse = Purse::new(&doc, Budget::Sentences(3));
        assert!(purse.spend(0));
        assert!(!purse.spend(1));
        assert!(purse.spend(2));
        assert_eq!(purse.left(), 1);
    }

    #[test]
    fn a_refund_undoes_a_purchase_whichever_came_first() {
        let doc = Document::new("Rain fell. Wind rose in the night. Snow came.", Language::English);
        for budget in
            [Budget::Sentences(3), Budget::Words(20), Budget::Chars(60), Budget::Bytes(60), Budget::Tokens(30)]
        {
            for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
                let mut purse = Purse::new(&doc, budget);
                let full = purse.left();
                assert!((0..3).all(|sentence| purse.spend(sentence)));
                // What is left must be what buying the rest alone would have left.
                assert!(purse.refund(order[0]) && !purse.refund(order[0]));
                let mut other = Purse::new(&doc, budget);
                assert!(other.spend(order[1]) && other.spend(order[2]));
                assert_eq!(purse.left(), other.left(), "{budget} {order:?}");
                assert!(purse.refund(order[1]) && purse.refund(order[2]));
                assert_eq!(purse.left(), full, "{budget} {order:?}");
                assert!(purse.spend(0), "a sentence given back can be bought again");
            }
        }
    }

    #[test]
    fn what_others_lean_on_is_not_given_back() {
        let doc = Document::new("The mayor spoke. She was brief.", Language::English);
        let mut purse = Purse::new(&doc, Budget::Sentences(2)).under(Rules { stands_alone: true, share: None });
        assert!(purse.spend(0) && purse.spend(1));
        assert!(!purse.refund(0));
        assert!(purse.refund(1) && purse.refund(0));
    }

    #[test]
    fn an_exchange_changes_all_or_nothing() {
        let doc = Document::new("Rain fell. Rain fell. Wind rose in the night. Snow came.", Language::English);
        let mut purse = Purse::new(&doc, Budget::Chars("Rain fell. Snow came.".len()));
        assert!(purse.spend(0) && purse.spend(3));
        assert_eq!(purse.exchange(0, |_| Some(2)), None, "too long");
        assert_eq!(purse.exchange(0, |_| None), None, "nothing better");
        assert_eq!(purse.exchange(3, |_| Some(1)), None, "the same as one that stays");
        assert_eq!(purse.exchange(2, |_| Some(1)), None, "never bought");
        assert_eq!(purse.exchange(0, |_| Some(9)), None, "not there");
        assert_eq!((purse.bought(), purse.left()), (&[0, 3][..], 0));
        assert_eq!(purse.exchange(0, |_| Some(1)), Some(1), "the same as the one that goes");
        assert_eq!((purse.bought(), purse.left()), (&[3, 1][..], 0));
    }

    #[test]
    fn what_does_not_fit_any_more_is_put_back_all_the_same() {
        let doc = Document::from_parts(["One fell. Two fell in the night. Three fell again here."], Language::English);
        let mut purse = Purse::new(&doc, Budget::Words(20)).under(Rules { stands_alone: false, share: Some(8) });
        assert!(purse.spend(0) && purse.spend(1) && purse.spend(2), "each while less than the share is spent");
        let left = purse.left();
        assert_eq!(purse.exchange(0, |purse| Some(0).filter(|&out| purse.fits(out))), None);
        assert_eq!((purse.bought(), purse.left()), (&[0, 1, 2][..], left));
    }

    #[test]
    fn a_ratio_is_a_share_of_the_candidates_but_never_nothing() {
        let doc = Document::new("Weather\n\nRain fell. Wind rose. Snow fell. Hail fell.", Language::English);
        assert_eq!(Purse::new(&doc, Budget::Ratio(0.5)).left(), 2);
        assert_eq!(Purse::new(&doc, Budget::Ratio(0.01)).left(), 1);
    }

    #[test]
    fn budgets_out_of_range_are_refused() {
        for budget in [Budget::Sentences(0), Budget::Ratio(0.0), Budget::Ratio(1.5), Budget::Ratio(f64::NAN)] {
            assert!(budget.validate().is_err(), "{budget}");
        }
    }
}
