//! [`Document`]: the facts of a text, before anyone has an opinion of it.

mod as_written;
mod fingerprint;
mod occurrences;
mod pairs;
mod passages;
mod reader;
mod sentence;

use std::ops::Range;
use std::sync::OnceLock;

use crate::context::Context;
use crate::language::{Language, WordReader};
use crate::matrix::TermMatrix;
use crate::text::{self, Span};
use crate::vocabulary::{TermId, Vocabulary};
use crate::{Error, Result};

use as_written::AsWritten;
pub(crate) use occurrences::{Occurrences, SparsityPattern};
pub(crate) use pairs::Pairs;
use reader::Reader;
pub use sentence::Sentence;
use sentence::Stretch;

/// A text, or several, read once: where its sentences stand and which terms they hold.
///
/// Nothing here depends on how sentences will be scored or chosen: weights, similarities and
/// ranks are computed by whoever holds the opinion. What nearly all of them ask for is kept once it was made.
///
/// ```
/// use excerpt::{Document, Language};
///
/// let doc = Document::new("Rain fell. It rained all night.", Language::English);
/// assert_eq!(doc.len(), 2);
/// assert_eq!(doc.text(1), "It rained all night.");
/// // "rain" and "rained" are one term; "it" and "all" are stop words.
/// let terms: Vec<_> = doc.terms(1).iter().map(|&term| doc.stem(term)).collect();
/// assert_eq!(terms, ["rain", "night"]);
/// ```
#[derive(Debug)]
pub struct Document<'t> {
    language: Language,
    parts: Vec<Part<'t>>,
    sentences: Vec<Sentence>,
    /// The terms of all sentences, end to end.
    terms: Vec<TermId>,
    /// The stop words of all sentences, end to end, by their numbers.
    stop_words: Vec<u32>,
    vocabulary: Vocabulary,
    /// The words as the caller gave them; `None` if they are to be found.
    given_words: Option<Vec<Span>>,
    /// Made when first asked for, as is what follows.
    as_written: OnceLock<AsWritten>,
    occurrences: OnceLock<Occurrences>,
    pairs: OnceLock<Pairs>,
    own_tf_idf: OnceLock<TermMatrix>,
}

/// A source text of a [`Document`] and the sentences that come from it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Part<'t> {
    /// The text, as given.
    pub source: &'t str,
    /// Indices of its sentences.
    pub sentences: Range<usize>,
    /// When it was written, as `YYYY-MM-DD` and maybe a time behind it: the first such date in the
    /// [furniture](text::BlockKind::Furniture) before its prose, unless [`set_date`](Document::set_date) says another.
    pub date: Option<&'t str>,
}

impl<'t> Document<'t> {
    /// How many bytes the texts of a document may have together: 2 GiB. What is kept of each word and sentence is numbered in four bytes.
    pub const MOST_BYTES: usize = 1 << 31;

    /// Reads a text.
    ///
    /// Linear in its length. A text without a visible character is a document without sentences.
    ///
    /// # Panics
    ///
    /// If there is more text than [`MOST_BYTES`](Self::MOST_BYTES); so do the other ways to make a document.
    pub fn new(source: &'t str, language: Language) -> Self {
        Self::from_parts([source], language)
    }

    /// Reads several texts as one document, so that they can have one summary.
    ///
    /// Spans are relative to the part that a sentence comes from.
    pub fn from_parts<I>(parts: I, language: Language) -> Self
    where
        I: IntoIterator<Item = &'t str>,
    {
        let mut reader = Reader::new(language);
        for source in parts {
            reader.read_part(source);
        }
        reader.finish()
    }

    /// Takes the caller's own sentences, in order, and finds the words itself.
    ///
    /// # Errors
    ///
    /// [`Error::Span`] if a span is empty, overlaps the one before it, leaves the source, or cuts a character.
    pub fn from_sentences<S>(source: &'t str, sentences: S, language: Language) -> Result<Self>
    where
        S: IntoIterator<Item = Span>,
    {
        let mut reader = Reader::new(language);
        reader.begin_part(source);
        let mut end = 0;
        for (index, span) in sentences.into_iter().enumerate() {
            check_span("sentence", index, span, end, source)?;
            end = span.end;
            reader.read_own_sentence(span, index);
            reader.read_words(text::words(span.slice(source)).map(|word| word.slice(span.slice(source))));
        }
        reader.end_part();
        Ok(reader.finish())
    }

    /// Takes the caller's own sentences and words, both in order; words outside of all
    /// sentences are left out. For tokens from another segmenter, such as one for Japanese.
    ///
    /// ```
    /// use excerpt::{Document, Language, Span};
    ///
    /// let source = "雨が降る。川が増える。";
    /// let sentences = [Span::new(0, 15), Span::new(15, 33)];
    /// let words = [Span::new(0, 3), Span::new(6, 12), Span::new(15, 18), Span::new(21, 30)];
    /// let doc = Document::from_spans(source, sentences, words, Language::Japanese)?;
    /// assert_eq!(doc.sentences()[1].words, 2);
    /// assert_eq!(doc.text(1), "川が増える。");
    /// # Ok::<(), excerpt::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Span`] if a span is empty, overlaps the one before it, leaves the source, or cuts a character.
    pub fn from_spans<S, W>(source: &'t str, sentences: S, words: W, language: Language) -> Result<Self>
    where
        S: IntoIterator<Item = Span>,
        W: IntoIterator<Item = Span>,
    {
        let words: Vec<Span> = words.into_iter().collect();
        let mut word_end = 0;
        for (index, &word) in words.iter().enumerate() {
            check_span("word", index, word, word_end, source)?;
            word_end = word.end;
        }
        let mut reader = Reader::new(language);
        reader.begin_part(source);
        let mut end = 0;
        for (index, span) in sentences.into_iter().enumerate() {
            check_span("sentence", index, span, end, source)?;
            end = span.end;
            reader.read_own_sentence(span, index);
            let first = words.partition_point(|word| word.start < span.start);
            let within = words[first..].iter().take_while(|word| word.end <= span.end);
            reader.read_words(within.map(|word| word.slice(source)));
        }
        reader.end_part();
        reader.document.given_words = Some(words);
        Ok(reader.finish())
    }

    /// The language it was read in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The source texts.
    pub fn parts(&self) -> &[Part<'t>] {
        &self.parts
    }

    /// Says when a part was written. Dates are compared as strings, so all should have one form, such as ISO 8601.
    ///
    /// # Panics
    ///
    /// If there is no such part.
    pub fn set_date(&mut self, part: usize, date: &'t str) {
        self.parts[part].date = Some(date);
    }

    /// The sentences of all parts, in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// How many sentences there are.
    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Whether there is no sentence at all.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// The text of a sentence, word for word as in its source.
    ///
    /// # Panics
    ///
    /// If there is no such sentence; so do the methods below.
    pub fn text(&self, sentence: usize) -> &'t str {
        let Sentence { span, part, .. } = self.sentences[sentence];
        span.slice(self.parts[part].source)
    }

    /// The terms of a sentence in the order they are written, stop words left out. Those of
    /// [furniture](text::BlockKind::Furniture) are not counted: it is about the text, not of it.
    pub fn terms(&self, sentence: usize) -> &[TermId] {
        &self.terms[self.sentences[sentence].terms.range()]
    }

    /// Its terms and its stop words as numbers below [`number_count`](Self::number_count), the terms first.
    pub(crate) fn numbers(&self, sentence: usize) -> impl Iterator<Item = usize> + '_ {
        let stop_words = &self.stop_words[self.sentences[sentence].stop_words.range()];
        let terms = self.terms(sentence).iter().map(|term| term.index());
        terms.chain(stop_words.iter().map(|&word| self.term_count() + word as usize))
    }

    /// Equal for sentences that differ in nothing but white space.
    pub(crate) fn fingerprint(&self, sentence: usize) -> u64 {
        fingerprint::fingerprint(self.text(sentence))
    }

    /// How many different terms and stop words there are.
    pub(crate) fn number_count(&self) -> usize {
        self.term_count() + self.vocabulary.stop_word_count()
    }

    /// How often each sentence has each of its terms.
    pub(crate) fn occurrences(&self) -> &Occurrences {
        self.occurrences.get_or_init(|| Occurrences::new(self))
    }

    /// The rows of [`TermMatrix::tf_idf`] with each sentence as a document: nearly every scorer and selector asks for them.
    pub(crate) fn own_tf_idf(&self) -> &TermMatrix {
        self.own_tf_idf.get_or_init(|| TermMatrix::weigh(self, &Context::default()))
    }

    /// The pairs of neighbouring terms of all sentences.
    pub(crate) fn pairs(&self) -> &Pairs {
        self.pairs.get_or_init(|| Pairs::new(&self.terms))
    }

    /// The numbers of the pairs of neighbouring terms of a sentence.
    pub(crate) fn pairs_of(&self, sentence: usize) -> &[u32] {
        self.pairs().within(self.sentences[sentence].terms.range())
    }

    /// The words of a sentence, stop words included, where they stand in the source of its part: those that the caller gave, or
    /// those of [`text::words`](crate::text::words()).
    pub fn words(&self, sentence: usize) -> impl Iterator<Item = Span> + '_ {
        let Sentence { span, part, .. } = self.sentences[sentence];
        let given = self.given_words.as_deref().map(|words| {
            let first = words.partition_point(|word| word.start < span.start);
            words[first..].iter().copied().take_while(move |word| word.end <= span.end)
        });
        let source = span.slice(self.parts[part].source);
        let moved = move |word: Span| Span::new(span.start + word.start, span.start + word.end);
        let found = self.given_words.is_none().then(|| text::words(source).map(moved));
        given.into_iter().flatten().chain(found.into_iter().flatten())
    }

    /// Whether the caller said where the words are.
    pub(crate) fn has_given_words(&self) -> bool {
        self.given_words.is_some()
    }

    /// How many different terms the document has; [`TermId::index`] is below this.
    pub fn term_count(&self) -> usize {
        self.vocabulary.len()
    }

    /// All terms, in order of first appearance.
    pub fn term_ids(&self) -> impl ExactSizeIterator<Item = TermId> + use<> {
        (0..self.vocabulary.len() as u32).map(TermId)
    }

    /// The stem of a term.
    pub fn stem(&self, term: TermId) -> &str {
        self.vocabulary.stem(term)
    }

    /// The word by which a term first appears in the text: what to show to a person.
    pub fn word(&self, term: TermId) -> &'t str {
        self.as_written().example(term, self)
    }

    /// The word by which a sentence says a term; if it does not, that of [`word`](Self::word).
    pub fn word_in(&self, sentence: usize, term: TermId) -> &'t str {
        let source = self.parts[self.sentences[sentence].part].source;
        let mut reader = WordReader::new(self.language);
        let stem = Some(self.stem(term));
        let mut words = self.words(sentence).map(|span| span.slice(source));
        words.find(|word| reader.stem_of(word) == stem).unwrap_or_else(|| self.word(term))
    }

    /// The term of a word as the text writes it; `None` for a stop word and for words that the text does not hold.
    pub fn find_word(&self, word: &str) -> Option<TermId> {
        self.as_written().find(word, self)
    }

    fn as_written(&self) -> &AsWritten {
        self.as_written.get_or_init(|| AsWritten::new(self))
    }

    /// The terms of another text, such as a query, that this document holds.
    pub fn find_terms(&self, text: &str) -> Vec<TermId> {
        let mut words = WordReader::new(self.language);
        text::words(text).filter_map(|span| self.vocabulary.find(span.slice(text), &mut words)).collect()
    }

    /// Where a sentence stands among those of its part, from 0.
    pub fn position(&self, sentence: usize) -> usize {
        sentence - self.parts[self.sentences[sentence].part].sentences.start
    }
}

fn check_span(kind: &'static str, index: usize, span: Span, after: usize, source: &str) -> Result<()> {
    let fail = |reason| Err(Error::Span { kind, index, reason });
    if span.start < after {
        return fail("begins before the one in front of it ends");
    }
    if span.end < span.start || span.end > source.len() {
        return fail("does not lie within the source");
    }
    if span.is_empty() {
        return fail("is empty");
    }
    if !source.is_char_boundary(span.start) || !source.is_char_boundary(span.end) {
        return fail("cuts a character in two");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::BlockKind;

    #[test]
    fn spans_are_relative_to_their_part() {
        let doc = Document::from_parts(["Rain fell. Wind rose.", "Snow fell."], Language::English);
        assert_eq!(doc.text(2), "Snow fell.");
        assert_eq!(doc.sentences()[2].span, Span::new(0, 10));
        assert_eq!(doc.position(2), 0);
        assert_eq!(doc.parts()[0].sentences, 0..2);
    }

    #[test]
    fn the_words_of_a_sentence_are_those_given() {
        let source = "雨が降る。川が増える。";
        let sentences = [Span::new(0, 15), Span::new(15, 33)];
        let words = [Span::new(0, 3), Span::new(6, 12), Span::new(15, 18), Span::new(21, 30)];
        let doc = Document::from_spans(source, sentences, words, Language::Japanese).unwrap();
        assert_eq!(doc.words(1).collect::<Vec<_>>(), words[2..]);
        let river = doc.terms(1)[0];
        assert_eq!(doc.word_in(1, river), "川");
        let found = Document::from_parts(["Rain.", "Wind rose."], Language::English);
        assert_eq!(found.words(1).collect::<Vec<_>>(), [Span::new(0, 4), Span::new(5, 9)]);
    }

    #[test]
    fn furniture_holds_no_terms() {
        let doc = Document::new("date 2023-11-10 Rain fell.", Language::English);
        assert_eq!(doc.sentences()[0].kind, BlockKind::Furniture);
        assert!(doc.terms(0).is_empty());
        assert_eq!(doc.terms(1).len(), 2);
    }

    #[test]
    fn notices_are_furniture() {
        let doc = Document::new("Rain fell. Scroll down for video . Wind rose.", Language::English);
        let kinds: Vec<BlockKind> = doc.sentences().iter().map(|sentence| sentence.kind).collect();
        assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Furniture, BlockKind::Paragraph]);
        assert!(doc.terms(1).is_empty());
    }

    #[test]
    fn spans_that_cannot_be_are_refused() {
        let refused =
            |spans: &[Span]| Document::from_sentences("añb", spans.iter().copied(), Language::Spanish).is_err();
        assert!(!refused(&[Span::new(0, 1), Span::new(1, 4)]));
        assert!(refused(&[Span::new(0, 2)]), "cuts the ñ");
        assert!(refused(&[Span::new(0, 3), Span::new(1, 4)]), "overlaps");
        assert!(refused(&[Span::new(0, 9)]), "too long");
        assert!(refused(&[Span::new(1, 1)]), "empty");
    }
}
