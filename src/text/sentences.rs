//! Sentences: the pieces of a block between its sentence boundaries.

use super::blocks::blocks;
use super::boundary::Splitter;
use super::span::Span;
use crate::language::Language;

/// The sentences of `text`, in order, without white space around them.
///
/// Together they contain everything visible in the text, [furniture](super::BlockKind::Furniture)
/// included. No sentence crosses the end of a [block](super::Block).
///
/// ```
/// use excerpt::{Language, text::sentences};
///
/// let text = "Dr. Ann Lee paid $3.50. “Too much!” she said.";
/// let found: Vec<_> = sentences(text, Language::English).map(|span| span.slice(text)).collect();
/// assert_eq!(found, ["Dr. Ann Lee paid $3.50.", "“Too much!” she said."]);
/// ```
pub fn sentences(text: &str, language: Language) -> impl Iterator<Item = Span> + '_ {
    blocks(text).into_iter().flat_map(move |block| sentences_within(text, block.span, language))
}

/// The sentences of one block of `text`; none if `block` is no slice of it. Line breaks end no sentence by themselves.
pub fn sentences_within(text: &str, block: Span, language: Language) -> impl Iterator<Item = Span> + '_ {
    let slice = text.get(block.start..block.end);
    let block = if slice.is_some() { block } else { Span::new(0, 0) };
    let splitter = Splitter::new(slice.unwrap_or_default(), language);
    let mut rest = Some(0);
    std::iter::from_fn(move || {
        loop {
            let start = rest?;
            let end = splitter.next_boundary(start);
            rest = end;
            let end = end.unwrap_or(block.len());
            let span = Span::new(block.start + start, block.start + end).trimmed(text);
            if !span.is_empty() {
                return Some(span);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_run_of_spaces_after_a_stop_takes_linear_time() {
        // `unicode-segmentation` takes 82 seconds for this text.
        let text = format!("A.{}B c.", " ".repeat(64_000));
        assert_eq!(sentences(&text, Language::English).count(), 1);
    }

    #[test]
    fn long_runs_of_marks_take_linear_time() {
        for text in [".\"".repeat(100_000), "(".repeat(100_000) + &"(a.".repeat(30_000), "Aa.Bb".repeat(40_000)] {
            assert!(sentences(&text, Language::English).count() > 0);
        }
    }

    #[test]
    fn a_blank_text_has_no_sentences() {
        assert_eq!(sentences("", Language::English).count(), 0);
        assert_eq!(sentences(" \n\t ", Language::English).size_hint().0, 0);
    }

    #[test]
    fn what_is_no_slice_has_no_sentences() {
        for (start, end) in [(0, 9), (1, 3), (3, 2), (usize::MAX, usize::MAX)] {
            let block = Span { start, end };
            assert_eq!(sentences_within("Ü. A.", block, Language::English).count(), 0, "{start} {end}");
        }
    }
}
