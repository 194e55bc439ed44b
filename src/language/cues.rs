//! Cue words, from `data/<code>/cues.txt`: words that say something of the sentence or section they stand in.

use std::sync::OnceLock;

use super::{Language, TABLE};

/// The cue words of a language, each list with a space between two words.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    /// A sentence with one of these tends to matter.
    pub(crate) bonus: String,
    /// A sentence with one of these tends not to.
    pub(crate) stigma: String,
    /// A section matters if one of these stands in its heading.
    pub(crate) heading: String,
}

/// The lists of each language of the table, read when first asked for.
static LISTS: [OnceLock<Cues>; TABLE.len()] = [const { OnceLock::new() }; TABLE.len()];

pub(super) fn cues(language: Language) -> &'static Cues {
    LISTS[language as usize].get_or_init(|| parse(source(language)))
}

/// The file of a language; empty where there is none, since words of another language are no cues.
fn source(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../data/en/cues.txt"),
        Language::German => include_str!("../../data/de/cues.txt"),
        Language::Spanish => include_str!("../../data/es/cues.txt"),
        Language::French => include_str!("../../data/fr/cues.txt"),
        Language::Italian => include_str!("../../data/it/cues.txt"),
        Language::Dutch => include_str!("../../data/nl/cues.txt"),
        Language::Portuguese => include_str!("../../data/pt/cues.txt"),
        Language::Russian => include_str!("../../data/ru/cues.txt"),
        Language::Swedish => include_str!("../../data/sv/cues.txt"),
        _ => "",
    }
}

/// A line is a word, a space, and its kind.
fn parse(source: &str) -> Cues {
    let of_kind = |wanted| {
        let lines = source.lines().filter_map(|line| line.split_once(' '));
        let words: Vec<&str> = lines.filter(|(_, kind)| *kind == wanted).map(|(word, _)| word).collect();
        words.join(" ")
    };
    Cues { bonus: of_kind("bonus"), stigma: of_kind("stigma"), heading: of_kind("heading") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_lower_case_unique_and_readable() {
        for language in Language::all() {
            let lines: Vec<&str> = source(language).lines().collect();
            assert!(lines.is_sorted_by(|a, b| a.as_bytes() < b.as_bytes()), "sort data/{language}/cues.txt by bytes");
            let stop_words =
                lines.iter().filter_map(|line| line.split(' ').next()).filter(|word| language.is_stop_word(word));
            assert_eq!(stop_words.collect::<Vec<_>>(), [""; 0], "data/{language}: stop words are never looked at");
            for line in lines {
                let Some((word, kind)) = line.split_once(' ') else { panic!("data/{language}: cannot read {line:?}") };
                assert!(["bonus", "stigma", "heading"].contains(&kind), "data/{language}: cannot read {line:?}");
                assert_eq!(word, word.to_lowercase(), "lower case only in data/{language}");
                assert_eq!(crate::text::words(word).count(), 1, "data/{language}: {word} is not one word");
            }
        }
    }

    #[test]
    fn no_word_is_both_good_and_bad() {
        for language in Language::all() {
            let Cues { bonus, stigma, .. } = cues(language);
            let both: Vec<&str> =
                bonus.split(' ').filter(|word| stigma.split(' ').any(|other| other == *word)).collect();
            assert!(both.iter().all(|word| word.is_empty()), "{language}: {both:?}");
        }
    }
}
