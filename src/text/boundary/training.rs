//! What the trainer of the model needs to see: candidates with their features.

use super::super::blocks;
use super::{Splitter, model};
use crate::language::Language;

/// A candidate of a text: where the sentence would end, and the features it has.
#[derive(Clone, Debug)]
pub struct Example {
    /// Offset just behind the mark and what closes with it.
    pub end: usize,
    /// The logarithm of the odds before any weight is added.
    pub prior: f32,
    /// The features that are on, one of each template.
    pub features: Vec<u32>,
}

/// How many features there are.
pub const FEATURES: usize = model::FEATURES;

/// The name of a feature in the file of weights.
pub fn name_of(feature: usize) -> String {
    model::name_of(feature)
}

/// The ends of all [blocks](super::super::Block) of `text`, and the candidates between them that the model decides,
/// given where the sentences do end.
pub fn examples(text: &str, language: Language, ends: impl Fn(usize) -> bool) -> (Vec<usize>, Vec<Example>) {
    let mut examples = Vec::new();
    let blocks = blocks(text);
    for block in &blocks {
        let offset = block.span.start;
        let splitter = Splitter::new(block.span.slice(text), language);
        let (mut start, mut first) = (0, splitter.first_visible(0));
        let (mut from, _) = splitter.item(first);
        while let Some(candidate) = splitter.finder.next(from).filter(|candidate| candidate.end < splitter.text.len()) {
            if splitter.may_end(first, &candidate) {
                let evidence = splitter.judge.evidence(start, &candidate);
                let features = model::features(&evidence).map(|feature| feature as u32).collect();
                examples.push(Example { end: offset + candidate.end, prior: model::prior(&evidence), features });
            }
            from = candidate.end;
            if ends(offset + candidate.end) {
                (start, first) = (candidate.end, splitter.first_visible(candidate.end));
                from = splitter.item(first).0;
            }
        }
    }
    (blocks.iter().map(|block| block.span.end).collect(), examples)
}
