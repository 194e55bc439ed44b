//! Access for the trainer of the model: the candidates of a text with their indicators.

use super::super::blocks;
use super::{Splitter, model};
use crate::language::Language;

/// A candidate of a text that the model decides.
#[derive(Clone, Debug)]
pub struct Example {
    /// Offset just past the mark and its closing quotes and brackets.
    pub end: usize,
    /// The log-odds before any weight is added.
    pub prior: f32,
    /// The indicators that are on, one of each template.
    pub indicators: Vec<u32>,
}

/// Number of indicators.
pub const INDICATORS: usize = model::INDICATORS;

/// The name of an indicator in the file of weights.
pub fn name_of(indicator: usize) -> String {
    model::name_of(indicator)
}

/// The ends of all [blocks](super::super::Block) of `text`, and the candidates inside them, if sentences end where `ends` says.
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
                let vector = splitter.classifier.vector(start, &candidate);
                let indicators = model::indicators(&vector).map(|indicator| indicator as u32).collect();
                examples.push(Example { end: offset + candidate.end, prior: model::prior(&vector), indicators });
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
