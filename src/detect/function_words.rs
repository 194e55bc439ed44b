//! Language detection by function words: *der*, *und*, *nicht*.
//!
//! Up to half the words of prose are function words, and a few dozen of them identify most languages in a twentieth of the time of
//! letter trigrams. Slavic languages with common function words are told apart by their letters. Other such pairs (Danish and
//! Norwegian, Spanish and Galician) are left to the trigrams.

use std::sync::LazyLock;

use hashbrown::HashMap;

use crate::language::{Language, MAX_LISTED_BYTES, lower_case};
use crate::text::words;

/// For each language a line: its code, a tab, its function words.
const LIST: &str = include_str!("../../data/function-words.tsv");

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

/// Minimum number of function words of the language in a sample.
const MIN_FUNCTION_WORDS: u32 = 8;

/// Minimum share of function words of the language among all words of a sample.
const MIN_SHARE: f64 = 0.15;

/// Maximum number of function words of the second-best language, as a share of those of the best.
const MAX_RIVAL_SHARE: f64 = 0.75;

/// The language whose function words are common in `sample`, if it is clearly one.
pub(super) fn recognize(sample: &str) -> Option<Language> {
    let table = &*TABLE;
    let mut counts = [0; u64::BITS as usize];
    let mut all = 0;
    let mut buffer = [0; MAX_LISTED_BYTES];
    for word in words(sample) {
        all += 1;
        let folded = lower_case(word.slice(sample), &mut buffer);
        let mut languages = folded.and_then(|folded| table.words.get(folded)).copied().unwrap_or(0);
        while languages != 0 {
            counts[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }
    clear_winner(&table.languages, &counts, all).or_else(|| {
        let is_excluded =
            |language| CYRILLIC.iter().any(|(known, letters)| known == language && !letters.match_sample(sample));
        let counted = table.languages.iter().zip(&mut counts).filter(|(_, count)| **count > 0);
        counted.filter(|(language, _)| is_excluded(*language)).for_each(|(_, count)| *count = 0);
        clear_winner(&table.languages, &counts, all)
    })
}

/// The language with enough function words, and with clearly more than any other.
fn clear_winner(languages: &[Language], counts: &[u32], all: u32) -> Option<Language> {
    let (&language, &most) = languages.iter().zip(counts).max_by_key(|(_, count)| **count)?;
    let rivals = languages.iter().zip(counts).filter(|(rival, _)| **rival != language);
    let next = rivals.map(|(_, &count)| count).max().unwrap_or(0);
    let clear = f64::from(next) <= MAX_RIVAL_SHARE * f64::from(most);
    (most >= MIN_FUNCTION_WORDS && f64::from(most) >= MIN_SHARE * f64::from(all) && clear).then_some(language)
}

/// The letters that distinguish a Slavic language from others with the same function words.
struct Letters {
    /// Letters that every longer text has.
    required: &'static [char],
    /// Letters that occur in foreign names only.
    foreign: &'static [char],
}

const CYRILLIC: &[(Language, Letters)] = &[
    (Language::Belarusian, Letters { required: &['і', 'ы'], foreign: &['и', 'ї', 'ј'] }),
    (Language::Bulgarian, Letters { required: &['и', 'ъ'], foreign: &['ы', 'э', 'і', 'ј'] }),
    (Language::Macedonian, Letters { required: &['и', 'ј'], foreign: &['ы', 'я', 'ъ', 'і'] }),
    (
        Language::Russian,
        Letters { required: &['и', 'ы'], foreign: &['і', 'ў', 'ј', 'ң', 'қ', 'ө', 'ү', 'ә', 'ӳ', 'ҡ'] },
    ),
    (Language::Serbian, Letters { required: &['и', 'ј'], foreign: &['ы', 'я', 'ъ', 'і'] }),
    (Language::Ukrainian, Letters { required: &['и', 'і'], foreign: &['ы', 'э', 'ъ', 'ј'] }),
];

/// Minimum number of times that a letter of the language occurs in a sample; a rarer one may be from a name.
const MIN_OCCURRENCES: usize = 3;

impl Letters {
    fn match_sample(&self, sample: &str) -> bool {
        let is_common = |letter: &char| sample.matches(*letter).take(MIN_OCCURRENCES).count() == MIN_OCCURRENCES;
        self.required.iter().all(is_common) && !self.foreign.iter().any(is_common)
    }
}

/// The function words of all languages.
struct Table {
    languages: Vec<Language>,
    /// For each word a bit set of the languages that have it, by index.
    words: HashMap<&'static str, u64>,
}

impl Table {
    fn read() -> Self {
        let mut table = Self { languages: Vec::new(), words: HashMap::new() };
        for (code, words) in LIST.lines().filter_map(|line| line.split_once('\t')) {
            let Ok(language) = code.parse() else { continue };
            let bit = 1 << table.languages.len();
            table.languages.push(language);
            for word in words.split(' ') {
                *table.words.entry(word).or_default() |= bit;
            }
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_recognized_and_lists_of_names_are_not() {
        let text =
            "The harbour of Port Ellis reopened on Friday, and it was the first time in a year that ships came in.";
        assert_eq!(recognize(text), Some(Language::English));
        let text = "Порт открылся в пятницу, и это был первый день за год, когда в него вошли суда: они ждали на рейде, \
            где их было уже не меньше сорока, но до вечера приняли только пять из них.";
        assert_eq!(recognize(text), Some(Language::Russian));
        assert_eq!(recognize("Ann Lee, Bo Chen, Port Ellis, Kestrel Lines, Harrowgate Bay, Tidewright Inc."), None);
        assert_eq!(recognize(""), None);
    }

    #[test]
    fn every_line_has_a_known_language_and_sorted_words() {
        assert!(LIST.lines().count() <= u64::BITS as usize, "at most 64 languages fit in a bit set");
        for line in LIST.lines() {
            let (code, words) = line.split_once('\t').expect("a tab after the code");
            assert!(code.parse::<Language>().is_ok(), "unknown code {code}");
            let words: Vec<&str> = words.split(' ').collect();
            assert!(words.is_sorted_by(|a, b| a < b), "{code}: sort by bytes, each word once");
            assert!(words.iter().all(|word| *word == word.to_lowercase()), "{code}: lower case only");
        }
    }
}
