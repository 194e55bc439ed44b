//! Passages: neighbouring sentences taken as one.

use std::sync::OnceLock;

use super::{Document, Sentence};
use crate::text::{BlockKind, Span, words};

impl Document<'_> {
    /// The same document with passages of up to `size` neighbouring sentences as its sentences, for texts in which one sentence
    /// alone says little: meetings, chats, interviews.
    ///
    /// A passage may run over the end of a paragraph, but not over a heading. Its span is that of the text from its first
    /// sentence to its last, so it still stands in the source word for word.
    ///
    /// ```
    /// use excerpt::{Document, Language};
    ///
    /// let doc = Document::new("Did it rain?\n\nIt did.\n\nHow long?", Language::English).passages(2);
    /// assert_eq!(doc.len(), 2);
    /// assert_eq!(doc.text(0), "Did it rain?\n\nIt did.");
    /// ```
    pub fn passages(mut self, size: usize) -> Self {
        let mut passages: Vec<Sentence> = Vec::with_capacity(self.sentences.len().div_ceil(size.max(1)));
        let mut ends = Vec::with_capacity(self.parts.len());
        // How many sentences the last passage holds.
        let mut held = 0;
        for part in &self.parts {
            for sentence in &self.sentences[part.sentences.clone()] {
                match passages.last_mut() {
                    Some(passage) if held < size && is_of(passage, sentence) => {
                        passage.absorb(sentence, part.source);
                        held += 1;
                    }
                    _ => {
                        passages.push(sentence.clone());
                        held = 1;
                    }
                }
            }
            ends.push(passages.len());
        }
        let mut start = 0;
        for (part, end) in self.parts.iter_mut().zip(ends) {
            part.sentences = start..end;
            start = end;
        }
        self.sentences = passages;
        // They were those of the single sentences.
        (self.occurrences, self.own_tf_idf) = (OnceLock::new(), OnceLock::new());
        self
    }
}

/// Whether a sentence may continue a passage.
fn is_of(passage: &Sentence, sentence: &Sentence) -> bool {
    let is_prose = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
    passage.part == sentence.part && is_prose(passage.kind) && is_prose(sentence.kind)
}

impl Sentence {
    fn absorb(&mut self, next: &Sentence, source: &str) {
        // What stands between the two, such as the number of a list item, is of the passage.
        let between = Span::new(self.span.end, next.span.start).slice(source);
        self.span = Span::new(self.span.start, next.span.end);
        self.words += words(between).count() + next.words;
        self.cues = self.cues.saturating_add(next.cues);
        self.terms.end = next.terms.end;
        self.stop_words.end = next.stop_words.end;
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, Language};

    #[test]
    fn passages_keep_to_their_part_and_section() {
        let parts = ["Rain fell. Wind rose. Snow fell.\n\nLater\n\nHail fell.", "Fog rose."];
        let doc = Document::from_parts(parts, Language::English).passages(2);
        let texts: Vec<&str> = (0..doc.len()).map(|passage| doc.text(passage)).collect();
        assert_eq!(texts, ["Rain fell. Wind rose.", "Snow fell.", "Later", "Hail fell.", "Fog rose."]);
        assert_eq!(doc.parts()[1].sentences, 4..5);
        assert_eq!((doc.sentences()[0].words, doc.terms(0).len()), (4, 4));
    }

    #[test]
    fn the_numbers_of_a_list_are_words_of_a_passage() {
        let doc = Document::new("Rain fell.\n\n1. Wind rose.\n2. Snow fell.", Language::English).passages(3);
        assert_eq!((doc.len(), doc.sentences()[0].words), (1, crate::text::words(doc.text(0)).count()));
    }

    #[test]
    fn cue_words_of_a_passage_are_those_of_its_sentences() {
        let text = "Revenue grew. I wonder why.";
        let doc = Document::new(text, Language::English);
        let cues: Vec<i16> = doc.sentences().iter().map(|sentence| sentence.cues).collect();
        assert!(cues[0] > 0 && cues[1] < 0, "{cues:?}");
        let passages = Document::new(text, Language::English).passages(2);
        assert_eq!(passages.sentences()[0].cues, cues[0] + cues[1]);
    }

    #[test]
    fn passages_of_one_are_sentences() {
        let doc = Document::new("Rain fell. Wind rose.", Language::English).passages(1);
        assert_eq!((doc.len(), doc.text(1)), (2, "Wind rose."));
    }
}
