//! Lists of names within messages.

use crate::names::brief;

/// Maximum number of names that a message repeats.
const MAX_NAMES: usize = 20;

/// The names of a few columns or fields, for a person who looks for another.
pub(crate) fn columns<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut names = names;
    let shown: Vec<String> = names.by_ref().take(MAX_NAMES).map(brief).collect();
    match names.count() {
        _ if shown.is_empty() => "none".to_owned(),
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_names_a_few_are_shown() {
        let long = "k".repeat(5_000_000);
        assert_eq!(columns([].into_iter()), "none");
        assert_eq!(columns(["a", "b"].into_iter()), "a, b");
        let many = columns(std::iter::repeat_n(long.as_str(), 500));
        assert!(many.len() < 2_000 && many.ends_with("… and 480 more"), "{many}");
    }
}
