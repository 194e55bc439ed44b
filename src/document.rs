//! [`Document`]: the facts of a text, before anyone has an opinion of it.

use std::ops::Range;

use crate::language::Language;
use crate::text::{self, Block, BlockKind, Span};
use crate::vocabulary::{TermId, Vocabulary, WordReader};
use crate::{Error, Result};

/// A text, or several, read once: where its sentences stand and which terms they hold.
///
/// Nothing here depends on how sentences will be scored or chosen: weights, similarities and
/// ranks are computed by whoever holds the opinion.
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
    vocabulary: Vocabulary<'t>,
}

/// A source text of a [`Document`] and the sentences that come from it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Part<'t> {
    /// The text, as given.
    pub source: &'t str,
    /// Indices of its sentences.
    pub sentences: Range<usize>,
}

/// A sentence of a [`Document`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Sentence {
    /// Where it stands in the source of its part.
    pub span: Span,
    /// Which part it comes from.
    pub part: usize,
    /// The number of its block within the document: sentences of one paragraph share it.
    pub block: usize,
    /// What that block is.
    pub kind: BlockKind,
    /// How many words it has, stop words included.
    pub words: usize,
    /// Whether the caller said that it is a sentence.
    pub(crate) given: bool,
    /// Equal for sentences that differ in nothing but white space.
    pub(crate) fingerprint: u64,
    terms: Range<usize>,
}

impl<'t> Document<'t> {
    /// Reads a text.
    ///
    /// Linear in its length. Cannot fail: a text without a visible character is a document
    /// without sentences.
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
        reader.document
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
        Ok(reader.document)
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
        Ok(reader.document)
    }

    /// The language it was read in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The source texts.
    pub fn parts(&self) -> &[Part<'t>] {
        &self.parts
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
    /// [furniture](BlockKind::Furniture) are not counted: it is about the text, not of it.
    pub fn terms(&self, sentence: usize) -> &[TermId] {
        &self.terms[self.sentences[sentence].terms.clone()]
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
        self.vocabulary.example(term)
    }

    /// The word by which a sentence says a term; if it does not, that of [`word`](Self::word).
    pub fn word_in(&self, sentence: usize, term: TermId) -> &'t str {
        let text = self.text(sentence);
        let mut words = text::words(text).map(|span| span.slice(text));
        words.find(|word| self.vocabulary.term(word) == Some(term)).unwrap_or_else(|| self.word(term))
    }

    /// The term of a word as the text writes it; `None` for a stop word and for words that the text does not hold.
    pub fn find_word(&self, word: &str) -> Option<TermId> {
        self.vocabulary.term(word)
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

/// Fills a document.
struct Reader<'t> {
    document: Document<'t>,
    words: WordReader,
    blocks: usize,
}

impl<'t> Reader<'t> {
    fn new(language: Language) -> Self {
        let document = Document {
            language,
            parts: Vec::new(),
            sentences: Vec::new(),
            terms: Vec::new(),
            vocabulary: Vocabulary::new(),
        };
        Self { document, words: WordReader::new(language), blocks: 0 }
    }

    fn read_part(&mut self, source: &'t str) {
        self.begin_part(source);
        for block in text::blocks(source) {
            self.read_block(source, block);
            self.blocks += 1;
        }
        self.end_part();
    }

    fn begin_part(&mut self, source: &'t str) {
        let next = self.document.sentences.len();
        self.document.parts.push(Part { source, sentences: next..next });
    }

    fn end_part(&mut self) {
        let end = self.document.sentences.len();
        if let Some(part) = self.document.parts.last_mut() {
            part.sentences.end = end;
        }
    }

    fn read_block(&mut self, source: &'t str, block: Block) {
        if block.kind == BlockKind::Furniture {
            return self.read_furniture(source, block.span);
        }
        // The bullet is the list's, not the sentence's.
        let marker = if block.kind == BlockKind::ListItem { text::marker_len(block.span.slice(source)) } else { 0 };
        let prose = Span::new(block.span.start + marker, block.span.end);
        for span in text::sentences_within(source, prose, self.document.language) {
            self.push_sentence(span, block.kind, self.blocks);
            let sentence = span.slice(source);
            self.read_words(text::words(sentence).map(|word| word.slice(sentence)));
        }
    }

    fn read_furniture(&mut self, source: &'t str, span: Span) {
        self.push_sentence(span, BlockKind::Furniture, self.blocks);
        if let Some(sentence) = self.document.sentences.last_mut() {
            let text = span.slice(source);
            sentence.words = text::words(text).count();
            sentence.fingerprint = hash_text(text);
        }
    }

    /// A sentence of the caller's is prose, in a block of its own.
    fn read_own_sentence(&mut self, span: Span, index: usize) {
        self.push_sentence(span, BlockKind::Paragraph, index);
        if let Some(sentence) = self.document.sentences.last_mut() {
            sentence.given = true;
        }
    }

    fn push_sentence(&mut self, span: Span, kind: BlockKind, block: usize) {
        let part = self.document.parts.len() - 1;
        let next = self.document.terms.len();
        self.document.sentences.push(Sentence {
            span,
            part,
            block,
            kind,
            words: 0,
            given: false,
            fingerprint: 0,
            terms: next..next,
        });
    }

    /// Gives its words to the sentence pushed last.
    fn read_words(&mut self, words: impl Iterator<Item = &'t str>) {
        let Document { sentences, terms, vocabulary, parts, .. } = &mut self.document;
        let Some(sentence) = sentences.last_mut() else { return };
        for word in words {
            terms.extend(vocabulary.intern(word, &mut self.words));
            sentence.words += 1;
        }
        sentence.terms.end = terms.len();
        sentence.fingerprint = hash_text(sentence.span.slice(parts[sentence.part].source));
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

/// A 64-bit hash of a sequence, a step at a time. Two different sentences share one by
/// chance once in 2^64 pairs.
fn mix(hash: u64, next: u64) -> u64 {
    // The odd constant is 2^64 divided by the golden ratio; folding the 128-bit product keeps its high half.
    let product = u128::from(hash ^ next.wrapping_mul(0x9e37_79b9_7f4a_7c15)) * 0xd6e8_feb8_6659_fd93;
    (product as u64) ^ ((product >> 64) as u64) ^ next
}

/// The hash of `text` with each run of white space taken as one space.
fn hash_text(text: &str) -> u64 {
    let is_folded =
        !text.bytes().any(|b| matches!(b, b'\t'..=b'\r')) && memchr::memmem::find(text.as_bytes(), b"  ").is_none();
    if is_folded {
        return hash_bytes(text.as_bytes());
    }
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    hash_bytes(words.join(" ").as_bytes())
}

/// Eight bytes at a time.
fn hash_bytes(bytes: &[u8]) -> u64 {
    let word = |chunk: &[u8]| chunk.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
    bytes.chunks(8).fold(bytes.len() as u64, |hash, chunk| mix(hash, word(chunk)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_white_space_makes_no_difference() {
        let doc = Document::new("Sales rose 5%.\n\nSales\nrose  5%.\n\nSales rose -5%.", Language::English);
        let prints: Vec<u64> = doc.sentences().iter().map(|sentence| sentence.fingerprint).collect();
        assert_eq!(prints[0], prints[1]);
        assert_ne!(prints[0], prints[2]);
    }

    #[test]
    fn spans_are_relative_to_their_part() {
        let doc = Document::from_parts(["Rain fell. Wind rose.", "Snow fell."], Language::English);
        assert_eq!(doc.text(2), "Snow fell.");
        assert_eq!(doc.sentences()[2].span, Span::new(0, 10));
        assert_eq!(doc.position(2), 0);
        assert_eq!(doc.parts()[0].sentences, 0..2);
    }

    #[test]
    fn furniture_holds_no_terms() {
        let doc = Document::new("date 2023-11-10 Rain fell.", Language::English);
        assert_eq!(doc.sentences()[0].kind, BlockKind::Furniture);
        assert!(doc.terms(0).is_empty());
        assert_eq!(doc.terms(1).len(), 2);
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
