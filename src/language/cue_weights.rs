//! What words weigh as cues, from `data/models/cues.txt`: learned, where `data/<code>/cues.txt` is written by hand.
//!
//! Edmundson (*New Methods in Automatic Extracting*, JACM 1969) took the words that extracts use more often than their texts for bonus
//! words, those that they use less often for stigma words. Here logistic regression tells how much each speaks for its sentence when all
//! else that is known of it is counted; `data/models/CARD.md` says what was read.

use std::cmp::Ordering;
use std::sync::OnceLock;

use super::{Language, TABLE};

/// For each language a line `[code]`, and a line for each stem: itself, and its weight in parts of [`Language::CUE_WEIGHT_ONE`].
/// Languages and stems are in order.
static FILE: &str = include_str!("../../data/models/cues.txt");

/// The lines of each language of the table, looked for when first asked for.
static LINES: [OnceLock<&str>; TABLE.len()] = [const { OnceLock::new() }; TABLE.len()];

/// The weight of a stem; 0 for what was not met often. Looked up in the file as it is: a thread asks once for each stem that it meets, so a
/// table would take longer to make than it saves a short text.
pub(super) fn weight(language: Language, stem: &str) -> i16 {
    let mut lines = *LINES[language as usize].get_or_init(|| lines(language));
    while let Some((before, line, after)) = middle(lines) {
        let (own, weight) = line.split_once(' ').unwrap_or((line, ""));
        lines = match stem.cmp(own) {
            Ordering::Less => before,
            Ordering::Greater => after,
            Ordering::Equal => return weight.parse().unwrap_or_default(),
        };
    }
    0
}

fn lines(language: Language) -> &'static str {
    let head = format!("[{}]\n", language.code());
    let Some(start) = memchr::memmem::find(FILE.as_bytes(), head.as_bytes()) else { return "" };
    let own = &FILE[start + head.len()..];
    &own[..memchr::memchr(b'[', own.as_bytes()).unwrap_or(own.len())]
}

/// The line in the middle, what stands before it and behind it; nothing of nothing.
fn middle(lines: &str) -> Option<(&str, &str, &str)> {
    let bytes = lines.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[..bytes.len() / 2]).map_or(0, |end| end + 1);
    let (line, after) = lines[start..].split_once('\n')?;
    Some((&lines[..start], line, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_stem_and_its_weight() {
        let mut read = 0;
        for language in Language::all() {
            for line in lines(language).lines() {
                let (stem, number) = line.split_once(' ').expect("a space");
                assert_eq!(weight(language, stem), number.parse().expect("a number"), "{language} {stem}: in order?");
                read += 1;
            }
        }
        let heads = FILE.lines().filter(|line| line.starts_with('[')).count();
        assert_eq!(read + heads, FILE.lines().count());
    }

    #[test]
    fn a_language_that_was_not_learned_has_none() {
        assert_ne!(weight(Language::English, &Language::English.stem("said")), 0);
        for word in ["", "zzz", "0", "no such word"] {
            assert_eq!(weight(Language::English, word), 0);
        }
        assert_eq!(weight(Language::Undetermined, "said"), 0);
    }
}
