//! Top: the best sentences, in order of their scores, as long as the budget lasts.
//!
//! A sentence that does not fit is passed over for the next one that does. O(n log n).

use super::queue::{Objective, fill};
use super::{Selection, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::score::Scores;

/// Selects sentences by score alone. Has no parameters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Top;

impl Objective for &Scores {
    const DIMINISHES: bool = true;

    fn value(&mut self, sentence: usize, _: &Selection<'_>) -> Option<f64> {
        Some(self.get(sentence))
    }
}

impl Selector for Top {
    fn select(&self, _: &Document<'_>, _: &Context<'_>, mut scores: &Scores, selection: &mut Selection<'_>) {
        let sentences = scores.len();
        fill(&mut scores, sentences, selection);
    }
}
