//! Which sentences a summary may hold.

use crate::document::{Document, Sentence};
use crate::text::{BlockKind, ends_with_stop};

/// An item of a list reads as a sentence if it ends as one or has at least so many words.
const WORDS_OF_A_SENTENCE: usize = 6;

/// A paragraph without a stop at its end reads as prose if it has at least so many words: `Thanks, Ann` does not.
const WORDS_OF_A_PHRASE: usize = 4;

/// A sentence that ends so goes on elsewhere: in a list, or in the next turn of a conversation.
const BROKEN_OFF: [char; 2] = [':', ','];

/// For each sentence, whether a summary may hold it: prose, and nothing else, as long as there is any.
///
/// A text of headings and fragments alone is still to be summarized, and so is one of nothing but
/// metadata: where text goes in, a summary comes out.
pub(super) fn candidates(doc: &Document<'_>) -> Vec<bool> {
    for rule in [is_prose as fn(&Sentence, &str) -> bool, has_words] {
        let sentences = doc.sentences().iter().enumerate();
        let found: Vec<bool> = sentences.map(|(index, sentence)| rule(sentence, doc.text(index))).collect();
        if found.contains(&true) {
            return found;
        }
    }
    vec![true; doc.len()]
}

fn is_prose(sentence: &Sentence, text: &str) -> bool {
    match sentence.kind {
        _ if sentence.given => sentence.words > 0,
        BlockKind::Paragraph => {
            let whole = ends_with_stop(text) || sentence.words >= WORDS_OF_A_PHRASE;
            sentence.words > 0 && whole && !text.ends_with(BROKEN_OFF)
        }
        BlockKind::ListItem => ends_with_stop(text) || sentence.words >= WORDS_OF_A_SENTENCE,
        BlockKind::Heading | BlockKind::Quote | BlockKind::Furniture => false,
    }
}

fn has_words(sentence: &Sentence, _: &str) -> bool {
    sentence.words > 0 && sentence.kind != BlockKind::Furniture
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn found(text: &str) -> Vec<bool> {
        candidates(&Document::new(text, Language::English))
    }

    #[test]
    fn prose_comes_first() {
        assert_eq!(found("Weather\n\nRain fell.\n\n- milk\n- It rained."), [false, true, false, true]);
    }

    #[test]
    fn what_breaks_off_is_no_sentence() {
        let turns = "Ann: And then we will shift to the other plan,\nBo: Good.\nAnn: What we need to buy is this:";
        assert_eq!(found(turns), [false, true, false]);
    }

    #[test]
    fn then_whatever_has_words() {
        assert_eq!(found("- milk\n- eggs\n\n***"), [true, true, false]);
    }

    #[test]
    fn then_anything() {
        assert_eq!(found("!!!"), [true]);
        assert!(found("").is_empty());
    }
}
