//! Learned cue weights of stems, from `data/models/cues.txt`.
//!
//! Edmundson (*New Methods in Automatic Extracting*, JACM 1969) called words that are commoner in extracts than in their texts
//! bonus words, and words that are rarer there stigma words. Here logistic regression estimates how much a word speaks for its
//! sentence when everything else known of the sentence is accounted for; `data/models/CARD.md` lists the training texts. The
//! words of `data/<code>/cues.txt` are chosen by hand instead.

use hashbrown::HashMap;

use super::per_language::PerLanguage;
use super::table::Language;
use crate::data;

/// For each language a line `[code]`, then a line for each stem: the stem and its weight in units of 1 /
/// [`Language::CUE_WEIGHT_ONE`].
static FILE: &str = include_str!("../../data/models/cues.txt");

/// Mean length of a line in bytes, to reserve room.
const MEAN_LINE_BYTES: usize = 10;

/// Up to 3,456 stems a language. To read them all takes less time than to search the file for those of a page.
static WEIGHTS: PerLanguage<HashMap<&str, i16>> = PerLanguage::new(|language| read(lines(language)));

/// The weight of a stem; 0 if it was too rare to learn from.
pub(super) fn weight(language: Language, stem: &str) -> i16 {
    WEIGHTS.get(language).get(stem).copied().unwrap_or_default()
}

/// The lines of a language.
fn lines(language: Language) -> &'static str {
    let head = format!("[{}]\n", language.row().code);
    let Some(start) = memchr::memmem::find(FILE.as_bytes(), head.as_bytes()) else { return "" };
    let own = &FILE[start + head.len()..];
    &own[..memchr::memchr(b'[', own.as_bytes()).unwrap_or(own.len())]
}

fn read(lines: &'static str) -> HashMap<&'static str, i16> {
    let mut weights = HashMap::with_capacity(lines.len() / MEAN_LINE_BYTES);
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
    fn words_and_languages_without_a_weight_weigh_0() {
        assert_ne!(weight(Language::English, &Language::English.stem("said")), 0);
        for word in ["", "zzz", "0", "no such word"] {
            assert_eq!(weight(Language::English, word), 0);
        }
        assert_eq!(weight(Language::Undetermined, "said"), 0);
    }
}
