//! Every selector beside its definition, one sentence after the other, under every rule.

use ndarray::Array1;

use super::concepts::{Concepts, Cover};
use super::{
    Budget, CentroidGreedy, Coverage, Dpp, JensenShannon, KlSum, Mmr, Rules, Selection, Selector, Submodular, SumBasic,
    Top, TrigramBlocking,
};
use crate::context::Context;
use crate::document::Document;
use crate::language::Language;
use crate::matrix::TermMatrix;
use crate::score::{LexRank, Scorer, Scores};
use crate::text::words;

/// Texts in which sentences point back, repeat each other and come from several sources.
fn documents() -> Vec<Document<'static>> {
    let science = include_str!("../../data/samples/science.txt");
    let news = include_str!("../../data/samples/news.txt");
    let back = "The mayor of the old harbour town spoke. She praised the bridge, the bridge repair, the harbour bridge and the bridge \
                crews of the town. However, the crews of the ferry want more. They said so on Monday. It rained on Monday. The ferry \
                of the town sails again. The ferry of the old town sails again. He left. This was before the storm.";
    vec![
        Document::new(science, Language::English),
        Document::new(back, Language::English),
        Document::from_parts([news, back, "Rain fell. It grew."], Language::English),
    ]
}

/// What a selector says of a sentence beside others.
type Value<'v> = dyn Fn(&[usize], usize, &Selection<'_>) -> Option<f64> + 'v;

/// Adds the sentence of greatest value that fits now, computed from nothing, as long as there is one.
fn slow(value: &Value<'_>, sentences: usize, mut selection: Selection<'_>) -> Vec<usize> {
    loop {
        let selected = selection.selected();
        let fitting = (0..sentences).filter(|&sentence| selection.fits(sentence));
        let valued = fitting.filter_map(|sentence| Some((sentence, value(selected, sentence, &selection)?)));
        let Some((best, _)) = valued.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))) else {
            return selection.selected().to_vec();
        };
        selection.try_add(best);
    }
}

/// Compares a selector with its definition.
fn check(selector: &dyn Selector, define: impl for<'d> Fn(&'d Document<'d>, &'d Scores) -> Box<Value<'d>>) {
    check_ended(selector, define, |_, _, greedy| greedy);
}

/// The same, if it ends with more than the greedy choice.
fn check_ended(
    selector: &dyn Selector,
    define: impl for<'d> Fn(&'d Document<'d>, &'d Scores) -> Box<Value<'d>>,
    end: impl Fn(&Document<'_>, &Selection<'_>, Vec<usize>) -> Vec<usize>,
) {
    for doc in documents() {
        let context = Context::default();
        let scores = LexRank::default().score(&doc, &context);
        let value = define(&doc, &scores);
        let budgets =
            [Budget::Sentences(3), Budget::Sentences(12), Budget::Words(150), Budget::Chars(300), Budget::Ratio(1.0)];
        for budget in budgets {
            for (stands_alone, share) in [(false, None), (true, None), (false, Some(3)), (true, Some(40))] {
                let selection = Selection::new(&doc, budget).under(Rules { stands_alone, share });
                let expected = end(&doc, &selection, slow(&*value, doc.len(), selection.clone()));
                let mut found = selection;
                selector.select(&doc, &context, &scores, &mut found);
                assert_eq!(found.selected(), expected, "{selector:?} {budget} {stands_alone} {share:?}");
            }
        }
    }
}

fn tf_idf(doc: &Document<'_>) -> TermMatrix {
    TermMatrix::tf_idf(doc, &Context::default())
}

/// The sum of the rows of sentences.
fn sum(matrix: &TermMatrix, sentences: &[usize]) -> Array1<f64> {
    let mut sum = Array1::zeros(matrix.width());
    sentences.iter().for_each(|&sentence| matrix.add_row(sentence, 1.0, &mut sum));
    sum
}

#[test]
fn top() {
    check(&Top, |_, scores| Box::new(|_, sentence, _| Some(scores.get(sentence))));
}

#[test]
fn trigram_blocking() {
    check(&TrigramBlocking, |doc, scores| {
        let trigrams = |sentence: usize| {
            let text = doc.text(sentence);
            let words: Vec<String> = words(text).map(|word| word.slice(text).to_lowercase()).collect();
            words.windows(3).map(<[String]>::to_vec).collect::<Vec<_>>()
        };
        Box::new(move |selected, sentence, _| {
            let own = trigrams(sentence);
            let is_blocked = selected.iter().flat_map(|&other| trigrams(other)).any(|trigram| own.contains(&trigram));
            (!is_blocked).then(|| scores.get(sentence))
        })
    });
}

#[test]
fn mmr() {
    for lambda in [0.0, 0.3, 0.7, 1.0] {
        check(&Mmr { lambda }, |doc, scores| {
            let (matrix, scores) = (tf_idf(doc), scores.normalized());
            Box::new(move |selected, sentence, _| {
                let redundancy = selected.iter().map(|&other| matrix.similarity(sentence, other)).fold(0.0, f64::max);
                Some(lambda * scores.get(sentence) - (1.0 - lambda) * redundancy)
            })
        });
    }
}

#[test]
fn dpp() {
    for (quality, cost_exponent) in [(0.0, 0.0), (1.0, 0.0), (1.0, 0.5)] {
        check(&Dpp { quality, cost_exponent }, |doc, scores| {
            let (matrix, scores) = (tf_idf(doc), scores.normalized());
            Box::new(move |selected, sentence, selection| {
                let cost = (selection.cost_among(sentence, false).max(1) as f64).ln();
                let left = left_of_row(&matrix, selected, sentence);
                Some(rounded(quality * scores.get(sentence) - cost_exponent * cost + left.max(1e-9).ln()))
            })
        });
    }
}

/// The square of what is left of a row once all in the span of others is taken away, by Gram-Schmidt.
fn left_of_row(matrix: &TermMatrix, others: &[usize], sentence: usize) -> f64 {
    let mut basis: Vec<Array1<f64>> = Vec::new();
    for &other in others.iter().chain([&sentence]) {
        let mut row = sum(matrix, &[other]);
        for direction in &basis {
            let shared = row.dot(direction);
            row.scaled_add(-shared, direction);
        }
        let square = row.dot(&row);
        if other == sentence {
            return square;
        }
        if square >= 1e-9 {
            basis.push(row / square.sqrt());
        }
    }
    0.0
}

#[test]
fn centroid_greedy() {
    check(&CentroidGreedy, |doc, _| {
        let matrix = tf_idf(doc);
        let centroid = sum(&matrix, &(0..doc.len()).collect::<Vec<_>>());
        Box::new(move |selected, sentence, _| {
            let sum = sum(&matrix, &[selected, &[sentence]].concat());
            let squared = sum.dot(&sum);
            // To the twelfth digit: with equal values, the first comes first.
            Some(if squared > 0.0 { rounded(sum.dot(&centroid) / squared.sqrt()) } else { 0.0 })
        })
    });
}

fn rounded(value: f64) -> f64 {
    // Zero has no sign here.
    (value * 1e12).round() / 1e12 + 0.0
}

/// The share of each term in the text, and the counts of those in the summary.
fn shares(matrix: &TermMatrix) -> Array1<f64> {
    matrix.term_shares(&Array1::ones(matrix.len()))
}

#[test]
fn js() {
    check(&JensenShannon, |doc, _| {
        let matrix = TermMatrix::counts(doc);
        let shares = shares(&matrix);
        Box::new(move |selected, sentence, _| {
            let counts = sum(&matrix, &[selected, &[sentence]].concat());
            if matrix.row(sentence).0.is_empty() {
                return Some(-std::f64::consts::LN_2);
            }
            let q = &counts / counts.sum();
            let part = |p: f64, m: f64| if p > 0.0 { p * (p / m).ln() } else { 0.0 };
            let both = shares.iter().zip(&q).map(|(&p, &q)| part(p, (p + q) / 2.0) + part(q, (p + q) / 2.0));
            Some(rounded(-0.5 * both.sum::<f64>()))
        })
    });
}

#[test]
fn kl_sum() {
    check(&KlSum::default(), |doc, _| {
        let matrix = TermMatrix::counts(doc);
        let shares = shares(&matrix);
        let smoothing = KlSum::default().smoothing;
        Box::new(move |selected, sentence, _| {
            let counts = sum(&matrix, &[selected, &[sentence]].concat());
            let total = counts.sum() + smoothing * matrix.width() as f64;
            let divergence = shares.iter().zip(&counts).map(|(p, count)| p * (p / ((count + smoothing) / total)).ln());
            Some(rounded(-divergence.sum::<f64>()))
        })
    });
}

#[test]
fn submodular() {
    for cost_exponent in [0.0, 0.3, 1.0] {
        check_ended(
            &Submodular { cost_exponent },
            |doc, _| {
                let (matrix, weights) = (tf_idf(doc), sum(&tf_idf(doc), &(0..doc.len()).collect::<Vec<_>>()));
                Box::new(move |selected, sentence, selection| {
                    let before = sum(&matrix, selected);
                    // Term by term, so that of equal gains the first is taken.
                    let (terms, values) = matrix.row(sentence);
                    let gains = terms.iter().zip(values).map(|(term, value)| {
                        let before = before[term.index()];
                        weights[term.index()] * ((before + value).sqrt() - before.sqrt())
                    });
                    let gain = gains.sum::<f64>();
                    let cost = (selection.cost(sentence).max(1) as f64).powf(cost_exponent);
                    (gain > 0.0).then_some(gain / cost)
                })
            },
            |doc, full, greedy| {
                // A single sentence may be worth more than all.
                let worth = |selected: &[usize]| rounded(total_worth(doc)(selected));
                let fitting = (0..doc.len()).filter(|&sentence| full.fits(sentence));
                let best = fitting.max_by(|&a, &b| worth(&[a]).total_cmp(&worth(&[b])).then(b.cmp(&a)));
                best.filter(|&best| worth(&[best]) > worth(&greedy)).map_or(greedy, |best| vec![best])
            },
        );
    }
}

/// F of a set of sentences.
fn total_worth(doc: &Document<'_>) -> impl Fn(&[usize]) -> f64 + use<> {
    let matrix = tf_idf(doc);
    let weights = sum(&matrix, &(0..doc.len()).collect::<Vec<_>>());
    move |selected| weights.dot(&sum(&matrix, selected).mapv(f64::sqrt))
}

#[test]
fn coverage() {
    for cost_exponent in [0.0, 0.3, 1.0] {
        check(&Coverage { cost_exponent, swaps: false }, |doc, scores| {
            let concepts = Concepts::new(doc, &Array1::ones(doc.len()));
            let scores = scores.normalized();
            Box::new(move |selected, sentence, selection| {
                let mut cover = Cover::new(&concepts);
                selected.iter().for_each(|&other| cover.add(other));
                let gain = cover.gain(sentence) + 1e-6 * (1.0 + scores.get(sentence));
                Some(gain / (selection.cost(sentence).max(1) as f64).powf(cost_exponent))
            })
        });
    }
}

#[test]
fn sum_basic() {
    check(&SumBasic, |doc, _| {
        let matrix = TermMatrix::counts(doc);
        Box::new(move |selected, sentence, selection| {
            let mut shares = shares(&matrix);
            for &other in selected {
                matrix.row(other).0.iter().for_each(|term| shares[term.index()] *= shares[term.index()]);
            }
            // The most probable term of which a sentence fits; of equals, the first.
            let is_open = |term: &crate::TermId| {
                (0..doc.len()).any(|holder| matrix.row(holder).0.contains(term) && selection.fits(holder))
            };
            let terms = doc.term_ids().filter(is_open);
            let top = terms.max_by(|a, b| shares[a.index()].total_cmp(&shares[b.index()]).then(b.cmp(a)))?;
            let terms = doc.terms(sentence);
            let mean = terms.iter().map(|term| shares[term.index()]).sum::<f64>() / terms.len() as f64;
            terms.contains(&top).then_some(mean)
        })
    });
}
