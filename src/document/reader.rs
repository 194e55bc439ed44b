//! Fills a document: blocks become sentences, sentences become terms.

use std::sync::OnceLock;

use super::{Document, Part, Sentence, Stretch};
use crate::language::{Language, WordReader};
use crate::text::{self, Block, BlockKind, Span};
use crate::vocabulary::{Interned, Vocabulary};

/// A document being read.
pub(super) struct Reader<'t> {
    pub(super) document: Document<'t>,
    words: WordReader,
    blocks: u32,
    /// How many bytes the parts have so far.
    bytes: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(language: Language) -> Self {
        let document = Document {
            language,
            parts: Vec::new(),
            sentences: Vec::new(),
            terms: Vec::new(),
            stop_words: Vec::new(),
            vocabulary: Vocabulary::default(),
            given_words: None,
            as_written: OnceLock::new(),
            occurrences: OnceLock::new(),
            pairs: OnceLock::new(),
            own_tf_idf: OnceLock::new(),
        };
        Self { document, words: WordReader::new(language), blocks: 0, bytes: 0 }
    }

    /// The document, once all is read.
    pub(super) fn finish(self) -> Document<'t> {
        let Self { mut document, words, .. } = self;
        document.vocabulary.finish(words);
        document
    }

    pub(super) fn read_part(&mut self, source: &'t str) {
        self.begin_part(source);
        for block in text::blocks(source) {
            self.read_block(source, block);
            self.blocks += 1;
        }
        self.end_part();
    }

    pub(super) fn begin_part(&mut self, source: &'t str) {
        self.bytes = self.bytes.saturating_add(source.len());
        assert!(self.bytes <= Document::MOST_BYTES, "a document holds {} bytes at most", Document::MOST_BYTES);
        let next = self.document.sentences.len();
        // About as many as there are in running text, so that lists hardly have to grow.
        self.document.sentences.reserve(source.len() / 100 + 4);
        self.document.terms.reserve(source.len() / 10);
        self.document.stop_words.reserve(source.len() / 10);
        self.document.vocabulary.reserve(source.len());
        self.document.parts.push(Part { source, sentences: next..next, date: None });
    }

    pub(super) fn end_part(&mut self) {
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
        let marker =
            if block.kind == BlockKind::ListItem { text::list_marker_len(block.span.slice(source)) } else { 0 };
        let prose = Span::new(block.span.start + marker, block.span.end);
        let mut spans = text::sentences_within(source, prose, self.document.language).peekable();
        while let Some(span) = spans.next() {
            let sentence = span.slice(source);
            let is_credited = spans.peek().is_some_and(|next| text::is_credit(next.slice(source)));
            if is_credited || text::is_boilerplate(sentence) || text::is_caption_sentence(sentence) {
                self.read_furniture(source, span);
                continue;
            }
            self.push_sentence(span, block.kind, self.blocks);
            self.read_words(text::words(sentence).map(|word| word.slice(sentence)));
        }
    }

    fn read_furniture(&mut self, source: &'t str, span: Span) {
        self.push_sentence(span, BlockKind::Furniture, self.blocks);
        if let Some(sentence) = self.document.sentences.last_mut() {
            sentence.words = text::words(span.slice(source)).count();
        }
        self.date(span.slice(source));
    }

    /// Takes the first date in `furniture`, unless the part has one or its prose has begun.
    fn date(&mut self, furniture: &'t str) {
        let Document { parts, sentences, .. } = &mut self.document;
        let Some(part) = parts.last_mut() else { return };
        let is_first = sentences[part.sentences.start..].iter().all(|sentence| sentence.kind == BlockKind::Furniture);
        if part.date.is_none() && is_first {
            part.date =
                furniture.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).find(|word| is_date(word));
        }
    }

    /// A sentence of the caller's is prose, in a block of its own.
    pub(super) fn read_own_sentence(&mut self, span: Span, index: usize) {
        self.push_sentence(span, BlockKind::Paragraph, index as u32);
        if let Some(sentence) = self.document.sentences.last_mut() {
            sentence.given = true;
        }
    }

    fn push_sentence(&mut self, span: Span, kind: BlockKind, block: u32) {
        let part = self.document.parts.len() - 1;
        self.document.sentences.push(Sentence {
            span,
            part,
            block,
            kind,
            words: 0,
            cues: 0,
            given: false,
            terms: Stretch::behind(self.document.terms.len()),
            stop_words: Stretch::behind(self.document.stop_words.len()),
        });
    }

    /// Gives its words to the sentence pushed last.
    pub(super) fn read_words(&mut self, words: impl Iterator<Item = &'t str>) {
        let Document { sentences, terms, stop_words, vocabulary, .. } = &mut self.document;
        let Some(sentence) = sentences.last_mut() else { return };
        for word in words {
            let stem = self.words.find(word);
            match vocabulary.intern(stem, &mut self.words) {
                Interned::Term(term) => terms.push(term),
                Interned::StopWord(word) => stop_words.push(word),
            }
            sentence.words += 1;
            sentence.cues = sentence.cues.saturating_add(self.words.cue_weight(stem));
        }
        sentence.terms.end = terms.len() as u32;
        sentence.stop_words.end = stop_words.len() as u32;
    }
}

/// Whether `word` begins as `2026-11-22` does; a time may follow behind a `T`.
fn is_date(word: &str) -> bool {
    let bytes = word.as_bytes();
    let shape = bytes.iter().take(10).map(|byte| if byte.is_ascii_digit() { b'0' } else { *byte });
    shape.eq(*b"0000-00-00") && matches!(bytes.get(10), None | Some(b'T' | b',' | b'.' | b';'))
}
