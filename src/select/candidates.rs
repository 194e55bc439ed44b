//! Which sentences a summary may hold.

use crate::document::{Document, Sentence};
use crate::scratch::Scratch;
use crate::text::BlockKind;
use crate::util::char_class::{ends_with_stop, is_capital_letter, is_small_letter};

/// An item of a list reads as a sentence if it ends as one or has at least so many words.
const WORDS_OF_A_SENTENCE: usize = 6;

/// A paragraph without a stop at its end reads as prose if it has at least so many words: `Thanks, Ann` does not.
const WORDS_OF_A_PHRASE: usize = 4;

/// Where fewer than one in so many sentences begin with a small letter, those are no sentences.
const RARE: usize = 10;

/// A sentence that ends so goes on elsewhere: in a list, or in the next turn of a conversation.
const BROKEN_OFF: [char; 2] = [':', ','];

/// For each sentence, whether a summary may hold it: prose, and nothing else, as long as there is any.
///
/// A text of headings and fragments alone is still to be summarized, and so is one of nothing but
/// metadata: where text goes in, a summary comes out.
pub(super) fn candidates(doc: &Document<'_>) -> Scratch<bool> {
    let all = |rule: fn(&Sentence, &str) -> bool| -> Scratch<bool> {
        let sentences = doc.sentences().iter().enumerate();
        sentences.map(|(index, sentence)| rule(sentence, doc.text(index))).collect()
    };
    let mut found = all(is_prose);
    drop_rests(doc, &mut found);
    if !found.contains(&true) {
        found = all(has_words);
    }
    if found.contains(&true) { found } else { Scratch::filled(true, doc.len()) }
}

/// Where sentences begin with capitals, one that does not is the rest of another.
fn drop_rests(doc: &Document<'_>, candidates: &mut [bool]) {
    let is_rest = |(sentence, candidate): (usize, &bool)| {
        *candidate && !doc.sentences()[sentence].given && begins_small(doc.text(sentence))
    };
    let rests = candidates.iter().enumerate().filter(|&each| is_rest(each)).count();
    let count = candidates.iter().filter(|candidate| **candidate).count();
    if rests > 0 && rests * RARE < count {
        for (sentence, candidate) in candidates.iter_mut().enumerate() {
            *candidate &= !is_rest((sentence, candidate));
        }
    }
}

/// `iPods` does not, nor does what begins with an address.
fn begins_small(text: &str) -> bool {
    if text.starts_with(is_capital_letter) {
        return false;
    }
    let start = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let word = start.split(char::is_whitespace).next().unwrap_or_default();
    word.starts_with(is_small_letter) && word.chars().all(|c| is_small_letter(c) || "'’,;.?!”\"".contains(c))
}

fn is_prose(sentence: &Sentence, text: &str) -> bool {
    match sentence.kind {
        _ if sentence.given => sentence.words > 0,
        BlockKind::Paragraph => {
            let whole = ends_with_stop(text) || sentence.words >= WORDS_OF_A_PHRASE;
            sentence.words > 0 && whole && !text.ends_with(BROKEN_OFF) && !breaks_brackets(text) && !is_aside(text)
        }
        BlockKind::ListItem => ends_with_stop(text) || sentence.words >= WORDS_OF_A_SENTENCE,
        BlockKind::Heading | BlockKind::Quote | BlockKind::Furniture => false,
    }
}

/// Whether all of it stands in brackets, or is a tag.
fn is_aside(text: &str) -> bool {
    let mut rest = text.chars();
    let open = rest.next();
    let close = match open {
        Some('(') => ')',
        Some('[') => ']',
        Some('（') => '）',
        Some('<') => '>',
        _ => return false,
    };
    let body = rest.as_str().trim_end_matches(['.', '!', '?']).strip_suffix(close);
    body.is_some_and(|body| close == '>' || !body.contains(|c| Some(c) == open || c == close))
}

/// Whether a bracket is closed that was not opened, or the reverse: the text was parted within. The bracket of a label is
/// single, `2) later`, and so is that of a smiley.
fn breaks_brackets(text: &str) -> bool {
    let mut open = 0usize;
    for place in memchr::memchr2_iter(b'(', b')', text.as_bytes()) {
        if text.as_bytes()[place] == b'(' {
            open += 1;
        } else if open > 0 {
            open -= 1;
        } else if !is_labelled(&text[..place]) {
            return true;
        }
    }
    open > 0
}

/// Whether what stands before a bracket makes it that of a label or of a smiley.
fn is_labelled(before: &str) -> bool {
    let label = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    before.ends_with([':', ';', '-', '=']) || (1..=3).contains(&label.len())
}

fn has_words(sentence: &Sentence, _: &str) -> bool {
    sentence.words > 0 && sentence.kind != BlockKind::Furniture
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn found(text: &str) -> Vec<bool> {
        candidates(&Document::new(text, Language::English)).to_vec()
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
    fn what_was_parted_within_brackets_is_no_sentence() {
        let parted =
            |text: &str| !candidates(&Document::new(&format!("Rain fell. It grew.\n\n{text}"), Language::English))[2];
        assert!(parted("shorthorn ) that has changed under selection."));
        assert!(parted("the same was found elsewhere ( franks et al."));
        assert!(!parted("The river (the Alb) rose; (it fell later)."));
        assert!(!parted("We ask 1) for dikes and b) for boats :-)"));
    }

    #[test]
    fn the_rest_of_a_sentence_is_none() {
        let prose = "Rain fell. Snow fell. ".repeat(8);
        let last = |text: &str| found(&format!("{prose}\n\n{text}")).last().copied();
        assert_eq!(last("would have been mended sooner without a strike."), Some(false));
        assert_eq!(last("iPods and such fell as well."), Some(true));
        assert_eq!(found("rain fell. snow fell."), [true, true]);
    }

    #[test]
    fn asides_are_no_sentences() {
        let second = |text: &str| found(&format!("Rain fell.\n\n{text}"))[1];
        assert!(!second("(Editing by Ann Lowe and Tom Poe)"));
        assert!(!second("(See pictures of the storm.)"));
        assert!(!second("<a href=\"/ferry\">Where the ferry goes</a>"));
        assert!(second("(All of) the ferries sail (until May)."));
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
