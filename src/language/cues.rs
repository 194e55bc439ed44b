//! Cue words for Edmundson's method, from `data/<code>/cues.txt`: one a line, then its kind.

use super::per_language::PerLanguage;
use super::table::Language;

/// The cue words of a language by kind, separated by spaces.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    /// Words that speak for their sentence.
    pub(crate) bonus: String,
    /// Words that speak against their sentence.
    pub(crate) stigma: String,
    /// Words that, in a heading, speak for the sentences of its section.
    pub(crate) heading: String,
}

static CUES: PerLanguage<Cues> = PerLanguage::new(|language| parse(source(language)));

pub(super) fn cues(language: Language) -> &'static Cues {
    CUES.get(language)
}

/// The file of a language; empty if there is none.
fn source(language: Language) -> &'static str {
    language.row().cues.unwrap_or_default()
}

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
    fn lists_are_sorted_lower_case_unique_and_readable() {
        for language in Language::all() {
            let lines: Vec<&str> = source(language).lines().collect();
            assert!(lines.is_sorted_by(|a, b| a.as_bytes() < b.as_bytes()), "sort data/{language}/cues.txt by bytes");
            let stop_words =
                lines.iter().filter_map(|line| line.split(' ').next()).filter(|word| language.is_stop_word(word));
            assert_eq!(
                stop_words.collect::<Vec<_>>(),
                [""; 0],
                "data/{language}: stop words are no terms, so none can be a cue"
            );
            for line in lines {
                let Some((word, kind)) = line.split_once(' ') else { panic!("data/{language}: cannot read {line:?}") };
                assert!(["bonus", "stigma", "heading"].contains(&kind), "data/{language}: cannot read {line:?}");
                assert_eq!(word, word.to_lowercase(), "lower case only in data/{language}");
                assert_eq!(crate::text::words(word).count(), 1, "data/{language}: {word} is not one word");
            }
        }
    }

    #[test]
    fn no_word_is_both_bonus_and_stigma() {
        for language in Language::all() {
            let Cues { bonus, stigma, .. } = cues(language);
            let both: Vec<&str> =
                bonus.split(' ').filter(|word| stigma.split(' ').any(|other| other == *word)).collect();
            assert!(both.iter().all(|word| word.is_empty()), "{language}: {both:?}");
        }
    }
}
