//! Options that several commands share.

mod language;
mod method;

pub(crate) use language::{LanguageChoice, language};
pub(crate) use method::{BudgetArgs, DEFAULT_SCORER, MethodArgs, read_idf};
