//! What several modules share and none of them owns.

pub(crate) mod char_class;
pub(crate) mod ragged;
