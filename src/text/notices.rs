//! Notices: sentences about the page, not of its text: *Scroll down for video*, *All rights reserved*.
//!
//! A page that was copied whole has them between its sentences, and some stand right where a summary likes to look, at the
//! start and at the end. `data/page/notices.txt` lists them.

use std::sync::LazyLock;

use hashbrown::HashMap;

/// An entry a line, lower case. Three dots stand for more text, before the entry or behind it.
const LIST: &str = include_str!("../../data/page/notices.txt");

static NOTICES: LazyLock<Notices> = LazyLock::new(Notices::read);

/// A longer sentence is no notice, in bytes: the names of four reporters fit, a story does not.
const LONGEST: usize = 240;

/// The end of a link to another page. With a stop behind it, it may be prose.
const LINK: &str = " Read more";

/// Whether `sentence` is a notice.
pub(crate) fn is_notice(sentence: &str) -> bool {
    sentence.len() <= LONGEST
        && (sentence.ends_with(LINK)
            || NOTICES.hold(sentence.trim_end_matches(|c: char| c.is_whitespace() || ".!…:".contains(c))))
}

/// The entries by their first character, those that come at the end by their last: few sentences have to be compared with any.
struct Notices {
    /// What a notice begins with, and whether that is all of it.
    openings: HashMap<char, Vec<(&'static str, bool)>>,
    endings: HashMap<char, Vec<&'static str>>,
}

impl Notices {
    fn read() -> Self {
        let mut notices = Self { openings: HashMap::new(), endings: HashMap::new() };
        for entry in LIST.lines() {
            let opening = entry.trim_end_matches('.').trim_end();
            if let Some(ending) = entry.strip_prefix("... ") {
                notices.endings.entry(last(ending)).or_default().push(ending);
            } else {
                notices.openings.entry(first(opening)).or_default().push((opening, opening.len() == entry.len()));
            }
        }
        notices
    }

    fn hold(&self, sentence: &str) -> bool {
        let opens = |&(opening, whole): &(&str, bool)| {
            starts_with(sentence.chars(), opening.chars()).is_some_and(|rest| !whole || rest == 0)
        };
        let closes = |ending: &&str| starts_with(sentence.chars().rev(), ending.chars().rev()).is_some();
        self.openings.get(&first(sentence)).is_some_and(|openings| openings.iter().any(opens))
            || self.endings.get(&last(sentence)).is_some_and(|endings| endings.iter().any(closes))
    }
}

fn first(text: &str) -> char {
    text.chars().next().map_or(' ', lower)
}

fn last(text: &str) -> char {
    text.chars().next_back().map_or(' ', lower)
}

/// How many characters of `text` are left behind `lower_case`, if it starts with that, whatever its case.
fn starts_with(mut text: impl Iterator<Item = char>, lower_case: impl Iterator<Item = char>) -> Option<usize> {
    for c in lower_case {
        text.next().filter(|&next| lower(next) == c)?;
    }
    Some(text.count())
}

/// As `char::to_lowercase`, for letters that stay one letter.
fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_are_told_from_prose() {
        for notice in [
            "Scroll down for video .",
            "CNN’s Ann Lee and J. K. Poe contributed to this report.",
            "©2015 The Harbour Post.",
            "All Rights Reserved.",
            "ADVERTISEMENT",
            "Читайте также: Река отступила",
            "Baca juga: Sungai surut",
            "Why the island never wanted a bridge Read more",
        ] {
            assert!(is_notice(notice), "{notice}");
        }
        for prose in [
            "Advertisement pays for most of it.",
            "Follow the river to its mouth.",
            "Read more books, she said.",
            "Children should read more.",
            "Copyright law changes slowly.",
            "",
        ] {
            assert!(!is_notice(prose), "{prose}");
        }
    }

    #[test]
    fn the_list_is_sorted_lower_case_and_unique() {
        let lines: Vec<&str> = LIST.lines().collect();
        assert!(lines.is_sorted_by(|a, b| a < b), "sort data/page/notices.txt by bytes, each entry once");
        assert!(lines.iter().all(|line| line.chars().all(|c| lower(c) == c)), "lower case only");
    }
}
