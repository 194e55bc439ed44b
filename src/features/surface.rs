//! What a sentence looks like: figures, capitals, quotation marks, how it begins and ends.

use super::{Feature, Features, Reading};
use crate::text::ends_with_stop;

/// A name before a colon is that of a speaker if it is no longer than this, in bytes.
const LONGEST_SPEAKER: usize = 40;

pub(super) fn measure(reading: &Reading<'_, '_>, features: &mut Features) {
    let Reading { doc, layout, .. } = reading;
    let (mut quoted, mut lower, mut turns) = (0.0, 0.0, 0.0);
    for &sentence in &layout.prose {
        let text = doc.text(sentence);
        let marks = Marks::count(text);
        let truth = |is: bool| f64::from(u8::from(is));
        let words = doc.sentences()[sentence].words.max(1) as f64;
        features.set(sentence, Feature::Digits, marks.digits as f64 / text.len() as f64);
        features.set(sentence, Feature::Capitals, marks.capitals as f64 / words);
        features.set(sentence, Feature::Quotes, truth(marks.quotes > 0));
        features.set(sentence, Feature::Commas, marks.commas as f64);
        features.set(sentence, Feature::Whole, truth(ends_with_stop(text)));
        quoted += truth(marks.quotes > 0);
        lower += truth(!marks.any_capital);
        turns += truth(names_speaker(text));
    }
    let sentences = layout.prose.len() as f64;
    features.set_all(Feature::QuoteShare, quoted / sentences);
    features.set_all(Feature::LowerCase, lower / sentences);
    features.set_all(Feature::Turns, turns / sentences);
}

/// Whether it begins like a turn of a conversation: `Ann: Yes.`
fn names_speaker(text: &str) -> bool {
    let reach = &text.as_bytes()[..text.len().min(LONGEST_SPEAKER)];
    memchr::memchr(b':', reach).is_some_and(|colon| colon > 0 && reach.get(colon + 1) == Some(&b' '))
}

/// Marks of a sentence.
#[derive(Default)]
struct Marks {
    digits: usize,
    /// Words that begin with a capital, but for the first word.
    capitals: usize,
    any_capital: bool,
    quotes: usize,
    commas: usize,
}

impl Marks {
    fn count(text: &str) -> Self {
        let mut marks = Self::default();
        let mut begins_word = true;
        let mut first = true;
        let mut last = ' ';
        for c in text.chars() {
            match c {
                'a'..='z' => first = false,
                'A'..='Z' => marks.count_capital(begins_word, &mut first),
                '0'..='9' => marks.digits += 1,
                '"' | '“' | '”' | '„' | '«' | '»' | '「' => marks.quotes += 1,
                // The quotation marks of the Penn Treebank.
                '`' | '\'' if c == last => marks.quotes += 1,
                ',' | ';' | '，' | '、' | '；' | '،' => marks.commas += 1,
                _ if c.is_ascii() => {}
                // What follows would say the same of these, but must look them up.
                'а'..='я' | '\u{4e00}'..='\u{9fff}' => first = false,
                'А'..='Я' => marks.count_capital(begins_word, &mut first),
                _ if c.is_uppercase() => marks.count_capital(begins_word, &mut first),
                _ if c.is_alphabetic() => first = false,
                _ => {}
            }
            begins_word = matches!(c, ' ' | '\n' | '\t' | '"' | '“' | '(' | '-');
            last = c;
        }
        marks
    }

    fn count_capital(&mut self, begins_word: bool, first: &mut bool) {
        self.any_capital = true;
        self.capitals += usize::from(begins_word && !*first);
        *first = false;
    }
}

#[cfg(test)]
mod tests {
    /// The ranges that are not looked up.
    #[test]
    fn letters_told_by_their_range_are_what_the_tables_say() {
        assert!(('а'..='я').chain('\u{4e00}'..='\u{9fff}').all(|c| c.is_alphabetic() && !c.is_uppercase()));
        assert!(('А'..='Я').all(char::is_uppercase));
    }
}
