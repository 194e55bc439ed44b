//! [`Context`]: what is known beside the text itself.

use ndarray::Array1;

use crate::document::Document;
use crate::frequencies::DocumentFrequencies;
use crate::matrix::TermMatrix;

/// What a scorer may use beside the document: a query, and how common terms are elsewhere.
///
/// ```
/// use excerpt::{Context, Document, Language, score::{LexRank, Scorer}};
///
/// let doc = Document::new("Rain fell. The harbour flooded. Wind rose with the rain.", Language::English);
/// let context = Context { query: Some("harbour"), ..Context::default() };
/// let scores = LexRank::default().score(&doc, &context);
/// assert_eq!(scores.ranking()[0], 1);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'c> {
    /// What the reader wants to know. Sentences about it score higher: walks land on them in up to 85 % of their steps,
    /// whatever their damping, other scores count for as little as 15 % beside the [`Relevance`], and selectors that look
    /// at no scores cover those sentences before the others. A query of which no sentence holds a word changes nothing.
    pub query: Option<&'c str>,
    /// Document frequencies of a larger collection, to weigh terms by instead of the
    /// frequencies within the document.
    pub background: Option<&'c DocumentFrequencies>,
    /// What the reader knows already. Sentences without a term that these documents do not hold are left out, and the others
    /// count for less the less of them is [new](Self::novelty).
    pub seen: Option<&'c DocumentFrequencies>,
}

impl Context<'_> {
    /// The inverse document frequency of each term of `doc`: ln(1 + N/n), where n of N documents
    /// hold the term.
    ///
    /// The documents are those of the background; without one, each sentence counts as a document, so that nothing
    /// beside the text is needed (the papers take a collection of news). The 1 keeps a term that stands in
    /// every sentence from weighing nothing: in a text of one or two sentences all do. A term that the
    /// background does not know counts as standing in one of its documents.
    pub fn idf(&self, doc: &Document<'_>, counts: &TermMatrix) -> Array1<f64> {
        match self.background {
            Some(background) => {
                let documents = background.documents().max(1) as f64;
                let count = |stem| background.count(stem).max(1) as f64;
                doc.term_ids().map(|term| (1.0 + documents / count(doc.stem(term))).ln()).collect()
            }
            None => {
                let sentences = counts.len() as f64;
                // Most terms stand in one sentence or a few, so most logarithms are of the same number.
                let mut known = [f64::NAN; 32];
                let idf = |count: f64| (1.0 + sentences / count.max(1.0)).ln();
                counts.column_counts().mapv_into(|count| match known.get_mut(count as usize) {
                    None => idf(count),
                    Some(known) => {
                        if known.is_nan() {
                            *known = idf(count);
                        }
                        *known
                    }
                })
            }
        }
    }

    /// How much each sentence is about the query; `None` without a query or where no sentence holds any of its terms.
    pub fn relevance(&self, doc: &Document<'_>) -> Option<Relevance> {
        let query = doc.find_terms(self.query?);
        let counts = TermMatrix::counts(doc);
        let idf = self.idf(doc, &counts);
        let mut asked: Array1<f64> = Array1::zeros(doc.term_count());
        for term in query {
            asked[term.index()] += 1.0;
        }
        let weights = asked.mapv(f64::ln_1p) * idf;
        let relevance = |sentence| {
            let (terms, tf) = counts.row(sentence);
            terms.iter().zip(tf).map(|(term, tf)| tf.ln_1p() * weights[term.index()]).sum()
        };
        Relevance::new((0..doc.len()).map(relevance).collect())
    }

    /// How much of each sentence is new to a reader who knows the documents `seen`: the share, from 0 to 1, of the inverse
    /// document frequencies of its terms that falls to terms those do not hold. `None` if nothing was seen.
    ///
    /// To count new words is the simplest of the measures that Allan, Wade & Bolivar (*Retrieval and Novelty Detection at the
    /// Sentence Level*, SIGIR 2003, section 4) compare, and holds its own against all others.
    pub fn novelty(&self, doc: &Document<'_>) -> Option<Array1<f64>> {
        let seen = self.seen?;
        let idf = self.idf(doc, &TermMatrix::counts(doc));
        let is_new: Vec<bool> = doc.term_ids().map(|term| seen.count(doc.stem(term)) == 0).collect();
        let novelty = |sentence| {
            let terms = doc.terms(sentence).iter();
            let (new, all) = terms.fold((0.0, 0.0), |(new, all), term| {
                let weight = idf[term.index()];
                (if is_new[term.index()] { new + weight } else { new }, all + weight)
            });
            if all > 0.0 { new / all } else { 0.0 }
        };
        Some((0..doc.len()).map(novelty).collect())
    }

    /// How much each sentence counts where a selector asks what the text is about: by what it has to do with the query and
    /// how new it is; all the same without either.
    pub(crate) fn attention(&self, doc: &Document<'_>) -> Array1<f64> {
        let asked = match self.relevance(doc) {
            None => Array1::ones(doc.len()),
            Some(Relevance { shares, weight }) => shares * (weight * doc.len() as f64) + (1.0 - weight),
        };
        match self.novelty(doc) {
            None => asked,
            Some(novelty) => asked * novelty,
        }
    }
}

/// How much each sentence is about a query, and how much that should decide.
///
/// rel(s|q) = Σ over the terms w of q: ln(tf(w,s) + 1) · ln(tf(w,q) + 1) · idf(w)
/// (Otterbacher, Erkan & Radev 2005, equation 2).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Relevance {
    /// rel(s|q) of each sentence, as shares that sum to 1.
    pub shares: Array1<f64>,
    /// How much the query should decide beside everything else, from 0 to 0.85: the fewer sentences hold a word of it, the more.
    ///
    /// A query that nearly every sentence answers, as where the texts were gathered by it, cannot tell
    /// one from another.
    pub weight: f64,
}

/// How much a query decides that hardly any sentence answers, from 0 to 1.
///
/// Otterbacher, Erkan & Radev (2005) found 0.7 to 0.95 best for the share of jumps to sentences about the query.
const QUERY_WEIGHT: f64 = 0.85;

impl Relevance {
    fn new(mut relevance: Array1<f64>) -> Option<Self> {
        let total = relevance.sum();
        if total <= 0.0 {
            return None;
        }
        relevance /= total;
        let silent = relevance.iter().filter(|share| **share == 0.0).count();
        let weight = QUERY_WEIGHT * silent as f64 / relevance.len() as f64;
        Some(Self { shares: relevance, weight })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn background_frequencies_replace_those_of_the_document() {
        let rain = Document::new("Rain fell. Rain again.", Language::English);
        let snow = Document::new("Snow fell.", Language::English);
        let mut background = DocumentFrequencies::new();
        background.add(&rain);
        background.add(&snow);
        assert_eq!((background.documents(), background.count("fell"), background.count("rain")), (2, 2, 1));
        let context = Context { background: Some(&background), ..Context::default() };
        let idf = context.idf(&snow, &TermMatrix::counts(&snow));
        assert_eq!(idf.to_vec(), [3f64.ln(), 2f64.ln()]);
    }

    #[test]
    fn what_was_seen_is_not_new() {
        let mut seen = DocumentFrequencies::new();
        seen.add(&Document::new("Rain fell on the town.", Language::English));
        let doc = Document::new("The town saw rain. Rain fell and wind rose. Snow.", Language::English);
        let context = Context { seen: Some(&seen), ..Context::default() };
        let novelty = context.novelty(&doc).unwrap();
        assert!(novelty[0] > 0.0 && novelty[0] < novelty[1], "only \"saw\" is new: {novelty}");
        assert_eq!(novelty[2], 1.0);
        assert!(Context::default().novelty(&doc).is_none());
    }

    #[test]
    fn relevance_needs_a_term_of_the_query() {
        let doc = Document::new("Rain fell. Wind rose.", Language::English);
        let about = |query| Context { query: Some(query), ..Context::default() }.relevance(&doc);
        assert_eq!(about("wind?").unwrap().shares.to_vec(), [0.0, 1.0]);
        assert_eq!(about("wind?").unwrap().weight, QUERY_WEIGHT / 2.0);
        assert_eq!(about("rain, wind").unwrap().weight, 0.0);
        assert!(about("snow").is_none());
        assert!(about("").is_none());
    }
}
