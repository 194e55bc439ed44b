//! Fast code against slow code that says the same.

use std::collections::{BTreeMap, BTreeSet};

use excerpt::{Budget, Language, Summarizer};
use excerpt_eval::extractive::{Source, redundancy};
use excerpt_eval::{Fragments, Oracle, Tokens};
use proptest::prelude::*;

/// Sentences of few words, so that much is shared.
fn sentences() -> impl Strategy<Value = Vec<Vec<String>>> {
    let word = prop::sample::select(&["rain", "wind", "town", "fell", "rose", "cat"][..]).prop_map(str::to_owned);
    prop::collection::vec(prop::collection::vec(word, 1..7), 1..9)
}

fn counts(sentences: &[&Vec<String>], n: usize) -> BTreeMap<Vec<String>, usize> {
    let mut counts = BTreeMap::new();
    for gram in sentences.iter().flat_map(|sentence| sentence.windows(n)) {
        *counts.entry(gram.to_vec()).or_insert(0) += 1;
    }
    counts
}

/// ROUGE-N F1 of sentences against a reference, n-grams within sentences only.
fn f1(chosen: &[&Vec<String>], reference: &[String], n: usize) -> f64 {
    let (ours, theirs) = (counts(chosen, n), counts(&[&reference.to_vec()], n));
    let hits: usize = ours.iter().map(|(gram, count)| *count.min(theirs.get(gram).unwrap_or(&0))).sum();
    let total = ours.values().sum::<usize>() + theirs.values().sum::<usize>();
    if hits == 0 { 0.0 } else { 2.0 * hits as f64 / total as f64 }
}

/// Whether four fifths of all words are in both; *here*, with which all of them begin, is a stop word.
fn say_the_same(one: &[String], other: &[String]) -> bool {
    let set = |words: &[String]| words.iter().filter(|word| *word != "here").cloned().collect::<BTreeSet<_>>();
    let (one, other) = (set(one), set(other));
    one.intersection(&other).count() as f64 >= 0.8 * one.union(&other).count() as f64
}

/// The greedy oracle with every value counted from nothing.
fn slow_oracle(sentences: &[Vec<String>], references: &[Vec<String>], budget: usize) -> Vec<usize> {
    let value = |chosen: &[usize]| {
        let chosen: Vec<&Vec<String>> = chosen.iter().map(|&sentence| &sentences[sentence]).collect();
        let best = |n| references.iter().map(|reference| f1(&chosen, reference, n)).fold(0.0, f64::max);
        best(1) + best(2)
    };
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < budget {
        let mut best = (value(&chosen), None);
        for sentence in 0..sentences.len() {
            // The selection does not buy what says the same twice.
            if chosen.iter().any(|&other| say_the_same(&sentences[other], &sentences[sentence])) {
                continue;
            }
            let with = value(&[&chosen[..], &[sentence]].concat());
            if with > best.0 {
                best = (with, Some(sentence));
            }
        }
        let Some(sentence) = best.1 else { break };
        chosen.push(sentence);
    }
    chosen.sort_unstable();
    chosen
}

/// The longest common run that begins at the start of `rest`, found by looking everywhere.
fn slow_fragments(source: &[String], summary: &[String]) -> Fragments {
    let mut lengths = Vec::new();
    let mut rest = summary;
    while !rest.is_empty() {
        let longest = (0..=rest.len()).rev().find(|&n| n == 0 || source.windows(n).any(|run| *run == rest[..n]));
        let longest = longest.expect("nothing is always found");
        lengths.push(longest);
        rest = &rest[longest.max(1)..];
    }
    let length = summary.len().max(1) as f64;
    Fragments {
        coverage: lengths.iter().sum::<usize>() as f64 / length,
        density: lengths.iter().map(|n| n * n).sum::<usize>() as f64 / length,
        compression: source.len() as f64 / length,
    }
}

proptest! {
    #[test]
    fn the_oracle_counts_right(sentences in sentences(), references in sentences(), budget in 1usize..5) {
        let text: String = sentences.iter().map(|words| format!("Here {}.\n\n", words.join(" "))).collect();
        let written: Vec<Vec<String>> = sentences.iter().map(|words| [&["here".to_owned()], &words[..]].concat()).collect();
        let joined: Vec<String> = references.iter().map(|words| words.join(" ")).collect();
        let oracle = Oracle::new(joined.iter().map(String::as_str), Tokens::Words);
        let summarizer = Summarizer::builder().language(Language::English).selector(oracle).budget(Budget::Sentences(budget));
        let summary = summarizer.build().expect("in range").summarize(&text).picks().iter().map(|pick| pick.index).collect::<Vec<_>>();
        prop_assert_eq!(summary, slow_oracle(&written, &references, budget), "{}", text);
    }

    #[test]
    fn fragments_are_found(source in sentences(), summary in sentences()) {
        let (source, summary) = (source.concat(), summary.concat());
        prop_assert_eq!(Source::new(&source).fragments(&summary), slow_fragments(&source, &summary));
    }

    #[test]
    fn redundancy_is_a_share(text in sentences()) {
        let share = redundancy(&text.concat());
        prop_assert!((0.0..1.0).contains(&share));
        let twice = [text.concat(), text.concat()].concat();
        prop_assert!(redundancy(&twice) >= share);
    }
}
