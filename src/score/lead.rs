//! Lead: the first sentences of a text.
//!
//! News is written so that an editor can cut it from the end, which makes this the baseline that few methods beat
//! there. Of several documents, the first sentences of each come before the second ones.
//!
//! score(s) = 1 / (1 + p), with p the number of sentences before s in its part. Furniture is not
//! counted, so that a dateline does not cost a place. O(sentences).

use super::{Scorer, Scores};
use crate::context::Context;
use crate::document::Document;
use crate::text::BlockKind;

/// Scores by position alone. Has no parameters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lead;

impl Scorer for Lead {
    fn score(&self, doc: &Document<'_>, context: &Context<'_>) -> Scores {
        let mut scores = Vec::with_capacity(doc.len());
        for part in doc.parts() {
            let mut before = 0;
            for sentence in &doc.sentences()[part.sentences.clone()] {
                scores.push(1.0 / (1.0 + f64::from(before)));
                before += u32::from(sentence.kind != BlockKind::Furniture);
            }
        }
        Scores::new(scores).focused(context.relevance(doc))
    }
}
