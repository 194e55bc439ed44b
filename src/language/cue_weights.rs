//! What words weigh as cues, from `data/models/cues.txt`: learned, where `data/<code>/cues.txt` is written by hand.
//!
//! Edmundson (*New Methods in Automatic Extracting*, JACM 1969) took the words that extracts use more often than their texts for bonus
//! words, those that they use less often for stigma words. Here logistic regression tells how much each speaks for its sentence when all
//! else that is known of it is counted; `data/models/CARD.md` says what was read.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::{Language, TABLE};
use crate::data;

/// For each language a line `[code]`, and a line for each stem: itself, and its weight in parts of [`Language::CUE_WEIGHT_ONE`].
static FILE: &str = include_str!("../../data/models/cues.txt");

/// The bytes of a line, about.
const LINE: usize = 10;

/// The weights of each language of the table, read when first asked for: up to 3,456 stems, which takes less than to look for those of
/// a page in the file.
static WEIGHTS: [OnceLock<HashMap<&str, i16>>; TABLE.len()] = [const { OnceLock::new() }; TABLE.len()];

/// The weight of a stem; 0 for what was not met often.
pub(super) fn weight(language: Language, stem: &str) -> i16 {
    let weights = WEIGHTS[language as usize].get_or_init(|| read(lines(language)));
    weights.get(stem).copied().unwrap_or_default()
}

/// The lines of a language.
fn lines(language: Language) -> &'static str {
    let head = format!("[{}]\n", language.code());
    let Some(start) = memchr::memmem::find(FILE.as_bytes(), head.as_bytes()) else { return "" };
    let own = &FILE[start + head.len()..];
    &own[..memchr::memchr(b'[', own.as_bytes()).unwrap_or(own.len())]
}

fn read(lines: &'static str) -> HashMap<&'static str, i16> {
    let mut weights = HashMap::with_capacity(lines.len() / LINE);
    weights.extend(data::lines(lines).filter_map(|line| {
        let (stem, weight) = line.split_once(' ')?;
        Some((stem, weight.parse().ok()?))
    }));
    weights
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
                assert_eq!(weight(language, stem), number.parse().expect("a number"), "{language} {stem}");
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
