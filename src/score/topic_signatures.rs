//! Topic signatures: sentences that hold the words which a text uses far more than others do.
//!
//! Lin & Hovy, *The Automated Acquisition of Topic Signatures for Text Summarization*, COLING 2000. A term is in the signature if
//! the likelihood ratio of Dunning (1993) says that its share p₁ of the text is not by chance above its share p₂ of the background:
//!
//! −2 ln λ = 2 · (ln L(p₁; k₁, n₁) + ln L(p₂; k₂, n₂) − ln L(p; k₁, n₁) − ln L(p; k₂, n₂)) > 10.83 and p₁ > p₂
//!
//! with ln L(p; k, n) = k ln p + (n − k) ln(1 − p), k₁ of the n₁ terms of the text, k₂ of the n₂ of the background, p = (k₁ + k₂) / (n₁ +
//! n₂); 10.83 is the χ² at a chance of 0.001. Following Conroy, Schlesinger & O'Leary (*Topic-Focused Multi-Document
//! Summarization Using an Approximate Oracle Score*, COLING/ACL 2006), all terms of the signature weigh the same:
//!
//! score(s) = number of different terms of s that are in the signature
//!
//! The [background](Context::background) knows in how many of its N documents a term stands, n. Terms that are scattered at random
//! (Poisson) then occur k₂ = −N · ln(1 − n / (N + 1)) times. n₂ is the sum of these over the terms of the text.
//!
//! There is no signature without a background, nor where the text is too short for any term to stand out. Then a term weighs its
//! share of the text, as in SumBasic (Nenkova & Vanderwende 2005): score(s) = Σ p₁(t) over the different terms of s. O(words).

use ndarray::Array1;

use super::{Scorer, Scores, heaviest, place};
use crate::TermId;
use crate::context::Context;
use crate::document::Document;
use crate::explanation::Explanation;
use crate::frequencies::DocumentFrequencies;
use crate::matrix::TermMatrix;
use crate::{Result, error::check_range};

/// Topic signatures.
///
/// | parameter | default | range | meaning |
/// |---|---|---|---|
/// | `threshold` | 10.83 | 0 to 1000 | the likelihood ratio from which a term is in the signature |
#[derive(Clone, Copy, Debug)]
pub struct TopicSignatures {
    /// The likelihood ratio −2 ln λ from which a term is in the signature, 0 to 1000.
    pub threshold: f64,
}

impl Default for TopicSignatures {
    /// The value of the paper: by chance, one term in a thousand is above it.
    fn default() -> Self {
        Self { threshold: 10.83 }
    }
}

/// How often a term occurs, and how many occurrences of all terms there are.
#[derive(Clone, Copy)]
struct Sample {
    occurrences: f64,
    of: f64,
}

impl Sample {
    fn share(self) -> f64 {
        self.occurrences / self.of
    }

    /// The logarithm of the likelihood of the sample if the true share is `share`.
    fn log_likelihood(self, share: f64) -> f64 {
        let times = |count: f64, chance: f64| if count > 0.0 { count * chance.ln() } else { 0.0 };
        times(self.occurrences, share) + times(self.of - self.occurrences, 1.0 - share)
    }
}

/// −2 ln λ.
fn likelihood_ratio(a: Sample, b: Sample) -> f64 {
    let both = Sample { occurrences: a.occurrences + b.occurrences, of: a.of + b.of }.share();
    let apart = a.log_likelihood(a.share()) + b.log_likelihood(b.share());
    2.0 * (apart - a.log_likelihood(both) - b.log_likelihood(both))
}

/// How often each term of `doc` occurs in the background, as far as that follows from the number of documents that hold it.
fn background_occurrences(doc: &Document<'_>, background: &DocumentFrequencies) -> Array1<f64> {
    let documents = background.documents() as f64;
    let occurrences = |term| -documents * (-(background.count(doc.stem(term)) as f64) / (documents + 1.0)).ln_1p();
    doc.term_ids().map(occurrences).collect()
}

impl TopicSignatures {
    /// The weight of each term.
    fn weights(&self, doc: &Document<'_>, context: &Context<'_>, counts: &TermMatrix) -> Array1<f64> {
        let shares = counts.term_shares(&Array1::ones(counts.len()));
        let signature = context.background.map(|background| self.signature(doc, background, counts));
        signature.filter(|weights| weights.sum() > 0.0).unwrap_or(shares)
    }

    /// 1 for each term of the signature, 0 for all others.
    fn signature(&self, doc: &Document<'_>, background: &DocumentFrequencies, counts: &TermMatrix) -> Array1<f64> {
        let mut here = Array1::zeros(counts.width());
        counts.multiply_transposed(&Array1::ones(counts.len()), &mut here);
        let there = background_occurrences(doc, background);
        let (here_of, there_of) = (here.sum(), there.sum());
        let weight = |here: &f64, there: &f64| {
            let (here, there) =
                (Sample { occurrences: *here, of: here_of }, Sample { occurrences: *there, of: there_of });
            let stands_out = here.share() > there.share() && likelihood_ratio(here, there) > self.threshold;
            f64::from(u8::from(stands_out))
        };
        ndarray::Zip::from(&here).and(&there).map_collect(weight)
    }
}

impl Scorer for TopicSignatures {
    fn score(&self, doc: &Document<'_>, context: &Context<'_>) -> Scores {
        let counts = TermMatrix::counts(doc);
        let weights = self.weights(doc, context, &counts);
        let score = |sentence| counts.row(sentence).0.iter().map(|term: &TermId| weights[term.index()]).sum();
        let scores: Vec<f64> = (0..doc.len()).map(score).collect();
        Scores::new(scores).focused(context.relevance(doc))
    }

    fn explain(&self, doc: &Document<'_>, context: &Context<'_>, _: &Scores, picks: &[usize]) -> Vec<Explanation> {
        let counts = TermMatrix::counts(doc);
        let weights = self.weights(doc, context, &counts);
        let explain_one = |&sentence: &usize| {
            let (terms, _) = counts.row(sentence);
            let named = heaviest(terms.iter().map(|term| weights[term.index()])).into_iter();
            let words = named.map(|place| doc.word_in(sentence, terms[place]).to_owned());
            Explanation { terms: words.collect(), ..place(doc, context, sentence) }
        };
        picks.iter().map(explain_one).collect()
    }

    fn validate(&self) -> Result<()> {
        check_range("threshold", self.threshold, 0.0, 1000.0, "0 to 1000")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn the_likelihood_ratio_is_that_of_the_g_test() {
        // scipy.stats.chi2_contingency([[k1, n1 - k1], [k2, n2 - k2]], correction=False, lambda_="log-likelihood")
        let ratio =
            |k1, n1, k2, n2| likelihood_ratio(Sample { occurrences: k1, of: n1 }, Sample { occurrences: k2, of: n2 });
        assert!((ratio(12.0, 300.0, 40.0, 10_000.0) - 31.4340518989).abs() < 1e-9);
        assert!((ratio(3.0, 30.0, 0.0, 500.0) - 17.5235966408).abs() < 1e-9);
        assert!(ratio(5.0, 100.0, 50.0, 1000.0).abs() < 1e-9);
    }

    #[test]
    fn words_that_are_common_everywhere_are_in_no_signature() {
        let mut background = DocumentFrequencies::new();
        for text in ["The mayor said it rained.", "The mayor said it snowed.", "The mayor said no.", "The mayor left."]
        {
            background.add(&Document::new(text, Language::English));
        }
        let text =
            "The mayor said the quarry flooded. The quarry is deep, the mayor said. Quarry workers left the quarry.";
        let doc = Document::new(text, Language::English);
        let context = Context { background: Some(&background), ..Context::default() };
        let counts = TermMatrix::counts(&doc);
        let weights = TopicSignatures { threshold: 3.84 }.weights(&doc, &context, &counts);
        let signature: Vec<&str> =
            doc.term_ids().filter(|term| weights[term.index()] > 0.0).map(|t| doc.word(t)).collect();
        assert_eq!(signature, ["quarry"]);
    }
}
