//! [`Summarizer`]: the whole line, from text to summary.

use rayon::prelude::*;

use crate::Result;
use crate::context::Context;
use crate::document::Document;
use crate::frequencies::DocumentFrequencies;
use crate::language::Language;
use crate::parallel::has_threads;
use crate::score::{Auto, Scorer, Scores};
use crate::scratch::Scratch;
use crate::select::{BestSet, Budget, Rules, Selection, Selector};
use crate::summary::{Order, Pick, Shortfall, Summary};

/// Texts of a batch that a thread takes at a time. If they were more, the others would wait for the thread that ends last.
const TURN: usize = 4;

/// Makes summaries. Build it once and use it for any number of texts, from any number of threads.
///
/// ```
/// use excerpt::{Budget, Summarizer, score::TextRank, select::Top};
///
/// let summarizer = Summarizer::builder()
///     .scorer(TextRank::default())
///     .selector(Top)
///     .budget(Budget::Words(20))
///     .explain(true)
///     .build()?;
///
/// let text = "The river rose in the night. By morning the river stood in the market. Nobody was hurt.";
/// let summary = summarizer.summarize(text);
/// assert_eq!(summary.len(), 3);
/// for pick in &summary {
///     assert_eq!(pick.span.slice(text), pick.text);
/// }
/// # Ok::<(), excerpt::Error>(())
/// ```
#[derive(Debug)]
pub struct Summarizer {
    language: Option<Language>,
    scorer: Box<dyn Scorer>,
    selector: Box<dyn Selector>,
    budget: Budget,
    query: Option<String>,
    background: Option<DocumentFrequencies>,
    seen: Option<DocumentFrequencies>,
    window: usize,
    order: Order,
    balance: bool,
    stand_alone: bool,
    explain: bool,
}

impl Default for Summarizer {
    /// What the [builder](Self::builder) makes if nothing is set.
    fn default() -> Self {
        SummarizerBuilder::default().settings
    }
}

impl Summarizer {
    /// Starts with the defaults: the language is detected, [`Auto`] scores, [`BestSet`] selects three sentences.
    pub fn builder() -> SummarizerBuilder {
        SummarizerBuilder::default()
    }

    /// Summarizes a text.
    pub fn summarize<'t>(&self, text: &'t str) -> Summary<'t> {
        self.summarize_together([text])
    }

    /// Makes one summary of several texts. The language, if it is to be detected, is that of the first text that
    /// has one.
    pub fn summarize_together<'t, I>(&self, texts: I) -> Summary<'t>
    where
        I: IntoIterator<Item = &'t str>,
    {
        let texts: Vec<&str> = texts.into_iter().collect();
        let mut detected = texts.iter().map(|text| Language::detect(text));
        let language = self.language.or_else(|| detected.find(|&language| language != Language::Undetermined));
        let doc = Document::from_parts(texts, language.unwrap_or_default());
        self.summarize_document(&if self.window > 1 { doc.passages(self.window) } else { doc })
    }

    /// Summarizes each text by itself, on all cores of the current rayon pool.
    ///
    /// Summaries come in the order of the texts and are the same on any number of threads. Where the system refuses to start the threads of the
    /// global pool, the texts are summarized one after the other.
    ///
    /// ```
    /// let texts = vec![String::from("Rain fell."), String::from("Wind rose.")];
    /// let summaries = excerpt::Summarizer::default().summarize_all(&texts);
    /// assert_eq!(summaries[1].to_string(), "Wind rose.");
    /// ```
    pub fn summarize_all<'t, I, T>(&self, texts: I) -> Vec<Summary<'t>>
    where
        I: IntoIterator<Item = &'t T>,
        T: AsRef<str> + ?Sized + Sync + 't,
    {
        let texts: Vec<&T> = texts.into_iter().collect();
        if has_threads() {
            texts.into_par_iter().with_max_len(TURN).map(|text| self.summarize(text.as_ref())).collect()
        } else {
            texts.into_iter().map(|text| self.summarize(text.as_ref())).collect()
        }
    }

    /// Summarizes a document that was read before.
    ///
    /// # Panics
    ///
    /// If a scorer of the caller's own returns more or fewer scores than there are sentences.
    pub fn summarize_document<'t>(&self, doc: &Document<'t>) -> Summary<'t> {
        self.summarize_document_for(doc, self.query.as_deref())
    }

    /// The same with a query of the document's own in place of the one the summarizer was built with.
    ///
    /// ```
    /// use excerpt::{Budget, Document, Language, Summarizer};
    ///
    /// let summarizer = Summarizer::builder().budget(Budget::Sentences(1)).build()?;
    /// let doc = Document::new("Rain fell all night. The harbour flooded. Wind rose with the rain.", Language::English);
    /// assert_eq!(summarizer.summarize_document_for(&doc, Some("harbour")).to_string(), "The harbour flooded.");
    /// # Ok::<(), excerpt::Error>(())
    /// ```
    ///
    /// # Panics
    ///
    /// As [`summarize_document`](Self::summarize_document).
    pub fn summarize_document_for<'t>(&self, doc: &Document<'t>, query: Option<&str>) -> Summary<'t> {
        let context = Context { query, background: self.background.as_ref(), seen: self.seen.as_ref() };
        let scores = self.scorer.score(doc, &context);
        assert_eq!(scores.len(), doc.len(), "{:?} must return one score a sentence", self.scorer);
        let novelty = context.novelty(doc);
        let scores = scores.discounted(novelty.as_ref());
        let is_new = |sentence| novelty.as_ref().is_none_or(|novelty| novelty[sentence] > 0.0);
        let selection = self.choose(doc, &context, &scores, || Selection::new(doc, self.budget).only(is_new));
        let shortfall = selection.selected().is_empty().then(|| {
            match (Selection::new(doc, self.budget).cheapest(), selection.cheapest()) {
                (None, _) => Shortfall::NoText,
                (_, None) => Shortfall::NothingNew,
                (_, Some(shortest)) => Shortfall::NothingFits { shortest, unit: self.budget.unit() },
            }
        });
        let query_missed = query.is_some() && context.relevance(doc).is_none();
        Summary::new(doc.language(), self.picks(doc, &context, &scores, selection.selected()), shortfall, query_missed)
    }

    /// What is selected under rules, or without them where they would leave the summary much shorter than it may be.
    fn choose<'d>(
        &self,
        doc: &'d Document<'_>,
        context: &Context<'_>,
        scores: &Scores,
        full: impl Fn() -> Selection<'d>,
    ) -> Selection<'d> {
        let several = doc.parts().len() > 1;
        let choose = |mut selection: Selection<'d>| {
            self.selector.select(doc, context, scores, &mut selection);
            selection
        };
        let selection = full();
        let share = (several && self.balance).then(|| selection.equal_share());
        // In reviews and chats gathered under one head, "it" is what all of them are about.
        let stands_alone = self.stand_alone && !several;
        let strict = choose(selection.under(Rules { stands_alone, share }));
        if strict.rules_cost_much() { choose(full()) } else { strict }
    }

    fn picks<'t>(&self, doc: &Document<'t>, context: &Context<'_>, scores: &Scores, chosen: &[usize]) -> Vec<Pick<'t>> {
        let mut rank = Scratch::filled(0, doc.len());
        for (place, &sentence) in scores.order().iter().enumerate() {
            rank[sentence] = place + 1;
        }
        let chosen = self.ordered(doc, chosen, &rank);
        let explanations = if self.explain { self.scorer.explain(doc, context, scores, &chosen) } else { Vec::new() };
        let explanations = explanations.into_iter().map(Some).chain(std::iter::repeat(None));
        let pick = |(&index, explanation)| Pick {
            index,
            document: doc.sentences()[index].part,
            span: doc.sentences()[index].span,
            text: doc.text(index),
            score: scores.get(index),
            rank: rank[index],
            explanation,
        };
        chosen.iter().zip(explanations).map(pick).collect()
    }

    fn ordered(&self, doc: &Document<'_>, chosen: &[usize], rank: &[usize]) -> Scratch<usize> {
        let date = |sentence: usize| doc.parts()[doc.sentences()[sentence].part].date;
        let mut chosen: Scratch<usize> = chosen.iter().copied().collect();
        match self.order {
            Order::Text => chosen.sort_unstable(),
            Order::Date => {
                chosen.sort_unstable_by_key(|&sentence| (date(sentence).is_none(), date(sentence), sentence))
            }
            Order::Rank => chosen.sort_unstable_by_key(|&sentence| rank[sentence]),
        }
        chosen
    }
}

/// Sets up a [`Summarizer`].
///
/// | setting | default |
/// |---|---|
/// | `language` | detected for each text |
/// | `scorer` | [`Auto`] |
/// | `selector` | [`BestSet`] |
/// | `budget` | three sentences |
/// | `query` | none |
/// | `background` | none: the document itself |
/// | `seen` | nothing |
/// | `window` | 1 sentence |
/// | `order` | that of the text |
/// | `balance` | yes |
/// | `stand_alone` | yes |
/// | `explain` | no |
#[derive(Debug)]
pub struct SummarizerBuilder {
    settings: Summarizer,
}

impl Default for SummarizerBuilder {
    fn default() -> Self {
        let settings = Summarizer {
            language: None,
            scorer: Box::new(Auto),
            selector: Box::new(BestSet),
            budget: Budget::default(),
            query: None,
            background: None,
            seen: None,
            window: 1,
            order: Order::Text,
            balance: true,
            stand_alone: true,
            explain: false,
        };
        Self { settings }
    }
}

impl SummarizerBuilder {
    /// Reads every text in this language; `None` goes back to detecting it.
    pub fn language(mut self, language: impl Into<Option<Language>>) -> Self {
        self.settings.language = language.into();
        self
    }

    /// Scores sentences by this method.
    pub fn scorer(self, scorer: impl Scorer + 'static) -> Self {
        self.boxed_scorer(Box::new(scorer))
    }

    /// The same for a method chosen at run time, as by [`score::by_name`](crate::score::by_name).
    pub fn boxed_scorer(mut self, scorer: Box<dyn Scorer>) -> Self {
        self.settings.scorer = scorer;
        self
    }

    /// Selects sentences by this method.
    pub fn selector(self, selector: impl Selector + 'static) -> Self {
        self.boxed_selector(Box::new(selector))
    }

    /// The same for a method chosen at run time, as by [`select::by_name`](crate::select::by_name).
    pub fn boxed_selector(mut self, selector: Box<dyn Selector>) -> Self {
        self.settings.selector = selector;
        self
    }

    /// Sets how long a summary may be.
    pub fn budget(mut self, budget: Budget) -> Self {
        self.settings.budget = budget;
        self
    }

    /// Sets what the reader wants to know; `None` asks for nothing in particular.
    pub fn query(mut self, query: impl Into<Option<String>>) -> Self {
        self.settings.query = query.into();
        self
    }

    /// Weighs terms by how common they are in a larger collection.
    pub fn background(mut self, background: impl Into<Option<DocumentFrequencies>>) -> Self {
        self.settings.background = background.into();
        self
    }

    /// Leaves out what the reader knows already: the documents counted here. See [`Context::seen`].
    pub fn seen(mut self, seen: impl Into<Option<DocumentFrequencies>>) -> Self {
        self.settings.seen = seen.into();
        self
    }

    /// Takes passages of so many neighbouring sentences instead of single ones; see [`Document::passages`]. Budgets in
    /// sentences then count passages. A document that was [read before](Summarizer::summarize_document) stays as it is.
    pub fn window(mut self, sentences: usize) -> Self {
        self.settings.window = sentences;
        self
    }

    /// Sets the order of the sentences in the summary.
    pub fn order(mut self, order: Order) -> Self {
        self.settings.order = order;
        self
    }

    /// Whether each of several documents may fill no more than an equal share of the budget, as long as the others can fill theirs.
    pub fn balance(mut self, balance: bool) -> Self {
        self.settings.balance = balance;
        self
    }

    /// Whether sentences that lean on the one before are left out unless that was taken, as long as there are others: those that
    /// [point back](Language::needs_context), end a quotation, or are a later step of a sequence. Only applies to single documents.
    pub fn stand_alone(mut self, stand_alone: bool) -> Self {
        self.settings.stand_alone = stand_alone;
        self
    }

    /// Adds an [`Explanation`](crate::Explanation) to each sentence taken.
    pub fn explain(mut self, explain: bool) -> Self {
        self.settings.explain = explain;
        self
    }

    /// Checks all settings.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`](crate::Error::Parameter) if one is out of range.
    pub fn build(self) -> Result<Summarizer> {
        self.settings.scorer.validate()?;
        self.settings.selector.validate()?;
        self.settings.budget.validate()?;
        Ok(self.settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::{Lead, Luhn};
    use crate::select::Top;

    fn lead(sentences: usize) -> SummarizerBuilder {
        let budget = Budget::Sentences(sentences);
        Summarizer::builder().scorer(Lead).selector(Top).budget(budget).language(Language::English)
    }

    fn built(builder: SummarizerBuilder) -> Summarizer {
        builder.build().expect("all in range")
    }

    #[test]
    fn what_points_back_is_taken_after_its_antecedent_or_where_nothing_else_is_left() {
        let text = "He left. The mayor spoke. She was brief. Rain fell.";
        assert_eq!(built(lead(1)).summarize(text).to_string(), "The mayor spoke.");
        assert_eq!(built(lead(2)).summarize(text).to_string(), "The mayor spoke.\nShe was brief.");
        assert_eq!(built(lead(1).stand_alone(false)).summarize(text).to_string(), "He left.");
        assert_eq!(built(lead(4)).summarize(text).len(), 4);
        assert_eq!(built(lead(1)).summarize("He left. It rained.").to_string(), "He left.");
    }

    #[test]
    fn what_points_back_waits_for_its_antecedent() {
        let text = "The mayor of the old harbour town spoke. She praised the bridge, the bridge repair, the harbour bridge and the \
                    bridge crews of the town.";
        for selector in crate::select::ALL {
            let summarizer = Summarizer::builder().scorer(Luhn::default()).boxed_selector((selector.make)());
            let summarizer = built(summarizer.budget(Budget::Sentences(2)).language(Language::English));
            assert_eq!(summarizer.summarize(text).len(), 2, "{}", selector.name);
        }
    }

    #[test]
    fn each_of_several_documents_has_its_share() {
        let texts = ["Rain fell. Wind rose. Snow fell.", "Hail fell."];
        let parts = |summary: Summary<'_>| summary.picks().iter().map(|pick| pick.document).collect::<Vec<_>>();
        assert_eq!(parts(built(lead(2)).summarize_together(texts)), [0, 1]);
        // The second is too short for its half; the first may fill the rest.
        assert_eq!(parts(built(lead(4)).summarize_together(texts)), [0, 0, 0, 1]);
    }

    #[test]
    fn documents_come_by_date_and_those_without_one_last() {
        let texts = ["Fog rose.", "date 2024-03-01 Rain fell.", "date 2023-12-31 Wind rose."];
        let summary = built(lead(3).order(Order::Date)).summarize_together(texts).to_string();
        assert_eq!(summary, "Wind rose.\nRain fell.\nFog rose.");
    }

    #[test]
    fn what_was_seen_is_left_out() {
        let mut seen = DocumentFrequencies::new();
        seen.add(&Document::new("The rain fell in the night.", Language::English));
        let update = built(lead(3).seen(seen));
        assert_eq!(update.summarize("Rain fell in the night. A dam broke.").to_string(), "A dam broke.");
        assert_eq!(update.summarize("Night fell.").shortfall(), Some(Shortfall::NothingNew));
        assert_eq!(update.summarize("").shortfall(), Some(Shortfall::NoText));
    }
}
