//! [`Words`]: the words of a document in a row, as phrases are made of them.

use std::ops::Range;

use hashbrown::HashMap;

use crate::document::Document;
use crate::text::{BlockKind, Span, is_blank};
use crate::util::char_class::is_written_without_spaces;
use crate::vocabulary::TermId;

/// All words of a document, in order, but those of [furniture](BlockKind::Furniture).
///
/// Headings are text here: what a writer puts above a section is what the section is about.
#[derive(Debug)]
pub struct Words<'d, 't> {
    doc: &'d Document<'t>,
    words: Vec<Word>,
    ids: usize,
}

/// A word of [`Words`].
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Word {
    /// Where it stands in the source of its part.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: usize,
    /// The same for all words with one stem, and for stop words that differ in nothing but case. Below [`Words::id_count`]; that of a
    /// word with a term is [`TermId::index`].
    pub id: u32,
    /// What it can be in a phrase.
    pub kind: WordKind,
    /// Whether a phrase may run on from the word in front into this one: nothing stands between them but blanks, a
    /// hyphen or the stop of an abbreviation.
    pub joined: bool,
    /// How much of the length of a phrase it takes, in half words: 1 for a character of a script without spaces,
    /// else 2.
    pub halves: usize,
}

impl Word {
    /// Whether phrases are made of it.
    pub fn is_content(&self) -> bool {
        self.kind == WordKind::Content
    }
}

/// What a [`Word`] can be in a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    /// Phrases are made of these.
    Content,
    /// A stop word.
    Stop,
    /// A word without any letter.
    Number,
}

/// The longest stop word of scripts without spaces that is looked for, in characters.
const LONGEST_STOP_WORD: usize = 4;

impl<'d, 't> Words<'d, 't> {
    /// Finds the words of a document. Linear in the text.
    pub fn new(doc: &'d Document<'t>) -> Self {
        let mut reader = Reader { ids: doc.term_count(), stop_words: HashMap::new(), folded: String::new() };
        let mut words = Vec::new();
        for (index, sentence) in doc.sentences().iter().enumerate() {
            if sentence.kind != BlockKind::Furniture {
                let first = words.len();
                reader.read_sentence(doc, index, &mut words);
                mark_stop_words(doc, &mut words[first..]);
            }
        }
        Self { doc, words, ids: reader.ids }
    }

    /// The document.
    pub fn document(&self) -> &'d Document<'t> {
        self.doc
    }

    /// The words.
    pub fn as_slice(&self) -> &[Word] {
        &self.words
    }

    /// The term of a word, unless it is a stop word.
    pub fn term(&self, word: &Word) -> Option<TermId> {
        ((word.id as usize) < self.doc.term_count()).then_some(TermId(word.id))
    }

    /// How many different [ids](Word::id) there are.
    pub fn id_count(&self) -> usize {
        self.ids
    }

    /// The longest stretches of joined words that `keep` lets pass, as ranges of words.
    pub fn runs(&self, keep: impl Fn(&Word) -> bool) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (index, word) in self.words.iter().enumerate().filter(|(_, word)| keep(word)) {
            match runs.last_mut() {
                Some(run) if run.end == index && word.joined => run.end += 1,
                _ => runs.push(index..index + 1),
            }
        }
        runs
    }

    /// The length of a phrase in half words.
    pub fn halves(&self, phrase: &Range<usize>) -> usize {
        self.words[phrase.clone()].iter().map(|word| word.halves).sum()
    }

    /// The part that a phrase stands in, and where.
    pub fn place(&self, phrase: &Range<usize>) -> (usize, Span) {
        let (first, last) = (&self.words[phrase.start], &self.words[phrase.end - 1]);
        (self.doc.sentences()[first.sentence].part, Span::new(first.span.start, last.span.end))
    }

    /// A word as it is written.
    pub fn spelling(&self, word: &Word) -> &'t str {
        word.span.slice(self.doc.parts()[self.doc.sentences()[word.sentence].part].source)
    }

    /// A phrase word for word as it is written.
    pub fn text(&self, phrase: &Range<usize>) -> &'t str {
        let (part, span) = self.place(phrase);
        span.slice(self.doc.parts()[part].source)
    }
}

struct Reader {
    ids: usize,
    stop_words: HashMap<String, u32>,
    folded: String,
}

impl Reader {
    fn read_sentence(&mut self, doc: &Document<'_>, sentence: usize, words: &mut Vec<Word>) {
        let source = doc.parts()[doc.sentences()[sentence].part].source;
        let mut end = None;
        for span in doc.words(sentence) {
            let text = span.slice(source);
            let (id, kind) = match doc.find_word(text) {
                None => (self.stop_word(doc, text), WordKind::Stop),
                Some(term) if text.chars().any(char::is_alphabetic) => (term.0, WordKind::Content),
                Some(term) => (term.0, WordKind::Number),
            };
            let joined = end.is_some_and(|end| is_joint(Span::new(end, span.start).slice(source)));
            let halves = if !doc.has_given_words() && is_unspaced(text) { 1 } else { 2 };
            words.push(Word { span, sentence, id, kind, joined, halves });
            end = Some(span.end);
        }
    }

    fn stop_word(&mut self, doc: &Document<'_>, text: &str) -> u32 {
        doc.language().fold(text, &mut self.folded);
        let next = self.ids as u32;
        let id = *self.stop_words.entry_ref(self.folded.as_str()).or_insert(next);
        self.ids += usize::from(id == next);
        id
    }
}

/// Whether a phrase may run across what stands between two words.
fn is_joint(gap: &str) -> bool {
    // A full stop within a sentence is that of an abbreviation: the U.S. Senate.
    let blank = gap.strip_prefix('.').filter(|rest| !rest.is_empty()).unwrap_or(gap);
    blank.chars().all(is_blank) || matches!(gap, "-" | "\u{2010}" | "\u{2011}")
}

/// Whether a word is a single character of a script without spaces, whose words are not known.
fn is_unspaced(text: &str) -> bool {
    let mut chars = text.chars();
    // Marks above and below the letter belong to it.
    chars.next().is_some_and(is_written_without_spaces) && chars.next().is_none_or(|c| !c.is_alphanumeric())
}

/// Where words are single characters, stop words of several are marked here, since the document could not see them.
fn mark_stop_words(doc: &Document<'_>, words: &mut [Word]) {
    let Some(source) = words.first().map(|word| doc.parts()[doc.sentences()[word.sentence].part].source) else {
        return;
    };
    for first in 0..words.len() {
        let mut last = first;
        while words[last].halves == 1 && last + 1 < words.len().min(first + LONGEST_STOP_WORD) {
            last += 1;
            if words[last].halves > 1 || words[last].span.start != words[last - 1].span.end {
                break;
            }
            let text = Span::new(words[first].span.start, words[last].span.end).slice(source);
            if doc.language().is_stop_word(text) {
                words[first..=last].iter_mut().for_each(|word| word.kind = WordKind::Stop);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn runs(text: &str, language: Language) -> Vec<String> {
        let doc = Document::new(text, language);
        let words = Words::new(&doc);
        let runs = words.runs(Word::is_content);
        runs.iter().map(|run| words.text(run).to_owned()).collect()
    }

    #[test]
    fn stop_words_numbers_and_marks_end_a_run() {
        assert_eq!(
            runs("The old stone bridge, in the well-known town, closed 3 arches", Language::English),
            ["old stone bridge", "well-known town", "closed", "arches"]
        );
    }

    #[test]
    fn the_stop_of_an_abbreviation_ends_none() {
        assert_eq!(
            runs("They met U.S. Senate staff and Dr. Lee.", Language::English),
            ["met U.S. Senate staff", "Dr. Lee"]
        );
        assert_eq!(runs("Wait... rain.", Language::English), ["Wait", "rain"]);
    }

    #[test]
    fn stop_words_of_several_characters_are_seen() {
        assert_eq!(runs("因为洪水泛滥", Language::Chinese), ["洪水泛滥"]);
    }

    #[test]
    fn furniture_is_left_out_and_headings_are_not() {
        assert_eq!(
            runs("# Flood report\n\n```\nlet x = 1;\n```\n\nRain fell.", Language::English),
            ["Flood report", "Rain fell"]
        );
    }
}
