//! Top: the best sentences, in order of their scores, as long as the budget lasts.
//!
//! A sentence that does not fit is passed over for the next one that does. O(n log n).

use super::{Purse, Selector};
use crate::context::Context;
use crate::document::Document;
use crate::score::Scores;

/// Takes sentences by score alone. Has no parameters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Top;

impl Selector for Top {
    fn select(&self, _: &Document<'_>, _: &Context<'_>, scores: &Scores, purse: &mut Purse<'_>) {
        for sentence in scores.ranking() {
            if purse.is_empty() {
                break;
            }
            purse.spend(sentence);
        }
    }
}
