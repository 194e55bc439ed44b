//! What a sentence looks like: figures, capitals, quotation marks, how it begins and ends.

use super::{Feature, Features, Reading, put};
use crate::document::Document;
use crate::util::char_class::{ends_with_stop, is_capital_letter, is_letter, utf8};

/// A name before a colon is that of a speaker if it is no longer than this, in bytes.
const LONGEST_SPEAKER: usize = 40;

pub(super) fn measure(reading: &Reading<'_, '_>, features: &mut Features<'_, '_>) {
    let (mut quoted, mut lower, mut turns) = (0.0, 0.0, 0.0);
    let truth = |is: bool| f64::from(u8::from(is));
    for (sentence, row) in reading.prose() {
        let text = reading.doc.text(sentence);
        let marks = Marks::count(text);
        for (feature, value) in looks(reading.doc, sentence, &marks) {
            features.set(row, feature, value);
        }
        quoted += truth(marks.quotes > 0);
        lower += truth(!marks.any_capital);
        turns += truth(names_speaker(text));
    }
    let sentences = reading.count() as f64;
    features.set_all(Feature::QuoteShare, quoted / sentences);
    features.set_all(Feature::LowerCase, lower / sentences);
    features.set_all(Feature::Turns, turns / sentences);
}

/// What a sentence looks like that has no row of its own.
pub(super) fn fill(doc: &Document<'_>, sentence: usize, row: &mut [f32; Feature::COUNT]) {
    for (feature, value) in looks(doc, sentence, &Marks::count(doc.text(sentence))) {
        put(row, feature, value);
    }
}

fn looks(doc: &Document<'_>, sentence: usize, marks: &Marks) -> [(Feature, f64); 5] {
    let text = doc.text(sentence);
    let words = doc.sentences()[sentence].words.max(1) as f64;
    [
        (Feature::Digits, marks.digits as f64 / text.len() as f64),
        (Feature::Capitals, marks.capitals as f64 / words),
        (Feature::Quotes, f64::from(u8::from(marks.quotes > 0))),
        (Feature::Commas, marks.commas as f64),
        (Feature::Whole, f64::from(u8::from(ends_with_stop(text)))),
    ]
}

/// Whether it begins like a turn of a conversation: `Ann: Yes.`
fn names_speaker(text: &str) -> bool {
    let reach = &text.as_bytes()[..text.len().min(LONGEST_SPEAKER)];
    memchr::memchr(b':', reach).is_some_and(|colon| colon > 0 && reach.get(colon + 1) == Some(&b' '))
}

/// Marks of a sentence.
#[derive(Debug, Default, PartialEq)]
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
        let mut marks = Self::count_ascii(text.as_bytes());
        for (at, c) in beyond_ascii(text) {
            marks.count_beyond(text, at, c);
        }
        let first = text.char_indices().find(|(_, c)| is_letter(*c));
        marks.capitals -= usize::from(first.is_some_and(|(at, c)| is_capital_letter(c) && begins_word(text, at)));
        marks
    }

    /// What is ASCII, mark by mark: each loop is so plain that many bytes are looked at together.
    fn count_ascii(text: &[u8]) -> Self {
        let begins_with_capital = |before, byte: u8| begins_word_ascii(before) & byte.is_ascii_uppercase();
        let opens_with_capital = text.first().is_some_and(u8::is_ascii_uppercase);
        Self {
            digits: tally(text, |byte| byte.is_ascii_digit()),
            capitals: tally_pairs(text, begins_with_capital) + usize::from(opens_with_capital),
            any_capital: tally(text, |byte| byte.is_ascii_uppercase()) > 0,
            // Two ticks are the quotation mark of the Penn Treebank.
            quotes: tally(text, |byte| byte == b'"')
                + tally_pairs(text, |a, b| (a == b) & ((a == b'`') | (a == b'\''))),
            commas: tally(text, |byte| (byte == b',') | (byte == b';')),
        }
    }

    /// Another character, and what it makes of the next.
    fn count_beyond(&mut self, text: &str, at: usize, c: char) {
        match c {
            '“' => {
                self.quotes += 1;
                let next = text.as_bytes().get(at + c.len_utf8());
                self.capitals += usize::from(next.is_some_and(u8::is_ascii_uppercase));
            }
            '”' | '„' | '«' | '»' | '「' => self.quotes += 1,
            '，' | '、' | '；' | '،' => self.commas += 1,
            _ if is_capital_letter(c) => {
                self.any_capital = true;
                self.capitals += usize::from(begins_word(text, at));
            }
            _ => {}
        }
    }
}

/// Whether a letter at `at` begins a word, as far as the character before it tells.
fn begins_word(text: &str, at: usize) -> bool {
    let before = &text[..at];
    before.as_bytes().last().is_none_or(|&byte| begins_word_ascii(byte)) || before.ends_with('“')
}

fn begins_word_ascii(before: u8) -> bool {
    // Not `matches!`: of a look into a table, which that becomes, there is only one at a time.
    (before == b' ') | (before == b'\n') | (before == b'\t') | (before == b'"') | (before == b'(') | (before == b'-')
}

/// The characters that are neither ASCII nor [plain](skip_plain), and where they stand.
fn beyond_ascii(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at = skip_plain(text.as_bytes(), at);
        let found = (at, text[at..].chars().next()?);
        at += found.1.len_utf8();
        Some(found)
    })
}

/// How many bytes are looked at together.
const CHUNK: usize = 16;

/// Skips what is ASCII, small letters of Russian and most Chinese characters: neither marks nor capitals, and told by their bytes.
fn skip_plain(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes[at..].first_chunk()
        && !any_begins_other(chunk)
    {
        at += CHUNK;
    }
    let next = |at: usize| bytes.get(at + 1).copied().unwrap_or_default();
    while at < bytes.len() && !begins_other(bytes[at], next(at)) {
        at += 1;
    }
    at
}

/// Whether one of the bytes but the last does. No branch among them, so that the compiler looks at them together.
fn any_begins_other(chunk: &[u8; CHUNK + 1]) -> bool {
    (0..CHUNK).fold(0, |any, at| any | u8::from(begins_other(chunk[at], chunk[at + 1]))) != 0
}

/// Whether a byte begins a character that is looked at. Others are within a character, or are one that is skipped.
fn begins_other(byte: u8, next: u8) -> bool {
    (byte >= 0xc0) & !utf8::is_cyrillic_small(byte, next) & !utf8::is_han_lead(byte)
}

/// A byte can count as many.
const RUN: usize = 255;

/// How many bytes are such.
fn tally(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    let count = |run: &[u8]| run.iter().map(|&byte| u8::from(is(byte))).sum::<u8>();
    bytes.chunks(RUN).map(|run| usize::from(count(run))).sum()
}

/// How many pairs of neighbours are such.
fn tally_pairs(bytes: &[u8], is: impl Fn(u8, u8) -> bool) -> usize {
    let after = bytes.get(1..).unwrap_or_default();
    let count = |(run, after): (&[u8], &[u8])| run.iter().zip(after).map(|(&a, &b)| u8::from(is(a, b))).sum::<u8>();
    bytes.chunks(RUN).zip(after.chunks(RUN)).map(|runs| usize::from(count(runs))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, character by character.
    fn slow(text: &str) -> Marks {
        let (mut marks, mut begins_word, mut first, mut last) = (Marks::default(), true, true, ' ');
        for c in text.chars() {
            marks.digits += usize::from(c.is_ascii_digit());
            marks.commas += usize::from(matches!(c, ',' | ';' | '，' | '、' | '；' | '،'));
            marks.quotes += usize::from(matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '「'));
            marks.quotes += usize::from(matches!(c, '`' | '\'') && c == last);
            marks.any_capital |= c.is_uppercase();
            marks.capitals += usize::from(c.is_uppercase() && begins_word && !first);
            first &= !c.is_alphabetic();
            begins_word = matches!(c, ' ' | '\n' | '\t' | '"' | '“' | '(' | '-');
            last = c;
        }
        marks
    }

    #[test]
    fn many_bytes_at_a_time_are_counted_as_characters_are() {
        let texts = [
            "",
            "A",
            "Ab",
            " Ab Cd",
            "1 A-B \"Cd\" (Ef) \tG\nh",
            "``Quoted'' it''''s",
            "no, 12; X",
            "- A B",
            "“A “B” “É",
            "É Éa É",
            "Река Волга, «Нева» – Ока",
            "你好，世界；「一」、二",
            "ǅ A",
            "sixteen bytes... É and É more, É",
        ];
        let long = "The River, 1999; “Rose” Über \"Up\" ".repeat(40);
        for text in texts.into_iter().chain([long.as_str()]) {
            assert_eq!(Marks::count(text), slow(text), "{text:?}");
        }
    }

    #[test]
    fn what_is_skipped_by_its_bytes_is_neither_mark_nor_capital() {
        for c in ('\u{80}'..=char::MAX).filter(|c| skip_plain(c.to_string().as_bytes(), 0) > 0) {
            assert_eq!(slow(&format!("a {c}")), Marks::default(), "{c}");
        }
    }
}
