//! [`Rules`]: what else a summary should be, if that can be had.

use super::leaning::leans;
use crate::document::Document;

/// Rules that bar a sentence for now, depending on what is selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rules {
    /// No sentence that points back to one that is not in the summary.
    pub(crate) stands_alone: bool,
    /// Nothing more from a part on which this much was spent.
    pub(crate) share: Option<usize>,
}

impl Rules {
    /// Whether they bar a sentence of a part on which `spent` was spent.
    pub(super) fn bar(
        self,
        doc: &Document<'_>,
        sentence: usize,
        spent: usize,
        is_selected: impl Fn(usize) -> bool,
    ) -> bool {
        let dangles = || {
            let follows = doc.position(sentence) > 0 && is_selected(sentence - 1);
            !follows && leans(doc, sentence)
        };
        self.share.is_some_and(|share| spent >= share) || (self.stands_alone && dangles())
    }

    /// The one sentence that selecting this one may free: the next of its part.
    pub(super) fn follower(self, doc: &Document<'_>, sentence: usize) -> Option<usize> {
        let next = sentence + 1;
        (self.stands_alone && next < doc.len() && doc.position(next) > 0).then_some(next)
    }
}
