//! The language of a text by its commonest words: *der*, *und*, *nicht*.
//!
//! Up to half the words of prose are function words, and a few dozen of them tell most languages apart for a twentieth of what an
//! identifier by letter trigrams costs. Slavic languages that share them are told apart by their letters; others that do
//! (Danish and Norwegian, Spanish and Galician) are left to that identifier.

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::Language;
use super::fold::{LONGEST_LISTED, lower_case};
use crate::text::words;

/// A language a line: its code, a tab, its words.
const LIST: &str = include_str!("../../data/function-words.tsv");

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

/// So many words of a sample must be function words of the language, and this share of all.
const LEAST_WORDS: u32 = 8;
const LEAST_SHARE: f64 = 0.15;

/// The next language has at most this share of what the first has.
const CLOSEST_RIVAL: f64 = 0.75;

/// The language whose function words `sample` is full of, if it is full of those of one.
pub(super) fn recognize(sample: &str) -> Option<Language> {
    let table = &*TABLE;
    let mut counts = [0; u64::BITS as usize];
    let mut all = 0;
    let mut buffer = [0; LONGEST_LISTED];
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
        let is_out =
            |language| CYRILLIC.iter().any(|(known, letters)| known == language && !letters.are_those_of(sample));
        let out = table.languages.iter().zip(&mut counts).filter(|(language, count)| **count > 0 && is_out(*language));
        out.for_each(|(_, count)| *count = 0);
        clear_winner(&table.languages, &counts, all)
    })
}

/// The language with so many more function words than any other that it must be this one.
fn clear_winner(languages: &[Language], counts: &[u32], all: u32) -> Option<Language> {
    let (&language, &most) = languages.iter().zip(counts).max_by_key(|(_, count)| **count)?;
    let rivals = languages.iter().zip(counts).filter(|(rival, _)| **rival != language);
    let next = rivals.map(|(_, &count)| count).max().unwrap_or(0);
    let clear = f64::from(next) <= CLOSEST_RIVAL * f64::from(most);
    (most >= LEAST_WORDS && f64::from(most) >= LEAST_SHARE * f64::from(all) && clear).then_some(language)
}

/// Letters by which Slavic languages that share their small words are told apart.
struct Letters {
    /// Every text of some length has one of each.
    needed: &'static [char],
    /// No text has more than a few, in names.
    foreign: &'static [char],
}

const CYRILLIC: &[(Language, Letters)] = &[
    (Language::Belarusian, Letters { needed: &['і', 'ы'], foreign: &['и', 'ї', 'ј'] }),
    (Language::Bulgarian, Letters { needed: &['и', 'ъ'], foreign: &['ы', 'э', 'і', 'ј'] }),
    (Language::Macedonian, Letters { needed: &['и', 'ј'], foreign: &['ы', 'я', 'ъ', 'і'] }),
    (Language::Russian, Letters { needed: &['и', 'ы'], foreign: &['і', 'ў', 'ј', 'ң', 'қ', 'ө', 'ү', 'ә', 'ӳ', 'ҡ'] }),
    (Language::Serbian, Letters { needed: &['и', 'ј'], foreign: &['ы', 'я', 'ъ', 'і'] }),
    (Language::Ukrainian, Letters { needed: &['и', 'і'], foreign: &['ы', 'э', 'ъ', 'ј'] }),
];

/// A letter that comes less often is one of a name, or of none of the words there are.
const OFTEN: usize = 3;

impl Letters {
    fn are_those_of(&self, sample: &str) -> bool {
        let is_often = |letter: &char| sample.matches(*letter).take(OFTEN).count() == OFTEN;
        self.needed.iter().all(is_often) && !self.foreign.iter().any(is_often)
    }
}

/// Each word with the languages it belongs to, as bits.
struct Table {
    languages: Vec<Language>,
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
        assert!(LIST.lines().count() <= u64::BITS as usize, "a language takes a bit");
        for line in LIST.lines() {
            let (code, words) = line.split_once('\t').expect("a tab behind the code");
            assert!(code.parse::<Language>().is_ok(), "{code} is no language");
            let words: Vec<&str> = words.split(' ').collect();
            assert!(words.is_sorted_by(|a, b| a < b), "{code}: sort by bytes, each word once");
            assert!(words.iter().all(|word| *word == word.to_lowercase()), "{code}: lower case only");
        }
    }
}
