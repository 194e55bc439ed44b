//! [`Entry`]: a line in a list of methods.

use crate::{Error, Result};

/// A method of [`score::ALL`](crate::score::ALL) or [`select::ALL`](crate::select::ALL), where `M` is the trait
/// it has: `dyn Scorer` or `dyn Selector`.
#[derive(Debug)]
pub struct Entry<M: ?Sized> {
    /// The name, as on the command line.
    pub name: &'static str,
    /// What it does, in a line.
    pub summary: &'static str,
    /// Makes one with the default parameters.
    pub make: fn() -> Box<M>,
}

/// The method of that name; `kind` is what to call it if there is none.
pub(crate) fn by_name<M: ?Sized>(list: &[Entry<M>], kind: &'static str, name: &str) -> Result<Box<M>> {
    let entry = list.iter().find(|entry| entry.name == name);
    entry.map(|entry| (entry.make)()).ok_or_else(|| Error::UnknownName {
        kind,
        name: name.to_owned(),
        known: list.iter().map(|entry| entry.name).collect(),
    })
}
