//! Blocks: groups of lines, and what each group is.
//!
//! The first pass, here, joins lines into blocks. The [second](super::refine) finds what depends on the blocks around: headings,
//! captions, and the preamble before the text proper.

use super::block::{Block, BlockKind};
use super::lines::{Line, LineKind, lines};
use super::span::Span;
use super::{preamble, refine};
use crate::scratch::Scratch;
use crate::util::char_class::{ends_with_stop, is_katakana_or_han, is_small_letter, is_written_without_spaces};

/// Maximum width of a hard-wrapped line in characters.
///
/// Mail is wrapped at 72 to 78 and code comments at up to 100, while a paragraph on one line is mostly longer. Up to this width
/// a line break may be from wrapping; beyond it, it ends a block.
const MAX_WRAP_CHARS: usize = 110;

/// Minimum width of hard-wrapped text in characters. Narrower lines are verse, addresses or titles.
const MIN_WRAP_CHARS: usize = 32;

/// Number of characters by which the longest line may exceed the width of the page: a stop that hangs over the edge.
const MAX_HANGING_CHARS: usize = 1;

/// Number of blocks to reserve room for. Most texts of a page or two have no more.
const RESERVED_BLOCKS: usize = 32;

/// The blocks of `text`, in order. Together they contain everything visible in it.
///
/// Empty lines, headings, list items, rules and tables end a block. A line break within running text ends one only if it was
/// intended: a hard-wrapped line breaks where the next word would not have fitted, so if it would have, the writer meant
/// the break.
///
/// Linear in the length of the text.
///
/// ```
/// use excerpt::text::{BlockKind, blocks};
///
/// let text = "Rain\n\nIt rained for\nforty days.\n\n- And nights.";
/// let found: Vec<_> = blocks(text).iter().map(|b| (b.kind, b.span.slice(text))).collect();
/// assert_eq!(found, [
///     (BlockKind::Heading, "Rain"),
///     (BlockKind::Paragraph, "It rained for\nforty days."),
///     (BlockKind::ListItem, "- And nights."),
/// ]);
/// ```
pub fn blocks(text: &str) -> Vec<Block> {
    let mut builder = BlockBuilder::new(text);
    let mut run: Scratch<Line> = Scratch::default();
    for line in lines(text) {
        if line.kind == LineKind::Blank {
            builder.read(&run);
            run.clear();
        } else {
            run.push(line);
        }
    }
    builder.read(&run);
    let mut blocks = builder.finish();
    refine::mark_captions(text, &mut blocks);
    refine::mark_headings(text, &mut blocks);
    refine::cut_preamble(text, &mut blocks);
    blocks
}

/// Joins lines into blocks.
struct BlockBuilder<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    /// Index of the block with the opening fence of a code block that is not closed yet.
    open_fence: Option<usize>,
}

impl<'t> BlockBuilder<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, blocks: Vec::with_capacity(RESERVED_BLOCKS), open_fence: None }
    }

    /// Reads a run of lines between empty ones.
    fn read(&mut self, run: &[Line]) {
        let body = &run[self.read_front_matter(run)..];
        let width = self.wrap_width(body);
        // A signature extends to the end of its run.
        let mut is_signature = false;
        for (index, &line) in body.iter().enumerate() {
            let previous = index.checked_sub(1).map(|before| body[before]);
            is_signature |= self.slice(line) == "--";
            if is_signature || self.is_code(line) || self.is_furniture(line, previous, body.get(index + 1)) {
                self.push(line.span, BlockKind::Furniture);
            } else {
                self.read_line(line, previous, width);
            }
        }
    }

    /// The blocks of all lines. A fence that was never closed opened no code, so what follows it is text.
    fn finish(mut self) -> Vec<Block> {
        if let Some(fence) = self.open_fence {
            self.blocks[fence + 1..].iter_mut().for_each(|block| block.kind = BlockKind::Paragraph);
        }
        self.blocks
    }

    fn read_line(&mut self, line: Line, previous: Option<Line>, width: Option<usize>) {
        match line.kind {
            LineKind::Blank | LineKind::Fence | LineKind::TableRow => self.push(line.span, BlockKind::Furniture),
            LineKind::Ruler => self.read_ruler(line, previous),
            LineKind::Heading => self.push(line.span, BlockKind::Heading),
            LineKind::Quote if previous.is_some_and(|p| p.kind == LineKind::Quote) => self.extend(line.span),
            LineKind::Quote => self.push(line.span, BlockKind::Quote),
            LineKind::Bullet => self.push(line.span, BlockKind::ListItem),
            LineKind::Numbered if self.may_begin_item(previous) => self.push(line.span, BlockKind::ListItem),
            LineKind::Numbered | LineKind::Text => match previous {
                Some(previous) if self.continues(previous, line, width) => self.extend(line.span),
                _ => self.push(line.span, BlockKind::Paragraph),
            },
        }
    }

    fn push(&mut self, span: Span, kind: BlockKind) {
        self.blocks.push(Block { span, kind });
    }

    fn extend(&mut self, span: Span) {
        match self.blocks.last_mut() {
            Some(block) => block.span.end = span.end,
            None => self.push(span, BlockKind::Paragraph),
        }
    }

    fn slice(&self, line: Line) -> &'t str {
        line.span.slice(self.text)
    }

    fn chars(&self, line: Line) -> usize {
        self.slice(line).chars().count()
    }

    /// Reads front matter, which is fields between two lines of `---` at the beginning of the text. Returns its number of lines.
    fn read_front_matter(&mut self, run: &[Line]) -> usize {
        let is_delimiter = |line: &Line| self.slice(*line) == "---";
        if !self.blocks.is_empty() || !run.first().is_some_and(is_delimiter) {
            return 0;
        }
        let has_fields = run.get(1).is_some_and(|line| self.slice(*line).contains(':'));
        let close = run.iter().skip(1).position(is_delimiter);
        let length = close.filter(|_| has_fields).map_or(0, |close| close + 2);
        for line in &run[..length] {
            self.push(line.span, BlockKind::Furniture);
        }
        length
    }

    /// The width of the page in characters if these lines were hard-wrapped: the length of the longest.
    ///
    /// A line with a long address may exceed the page; if one line in four does, the text was not wrapped.
    fn wrap_width(&self, lines: &[Line]) -> Option<usize> {
        if lines.len() < 2 {
            return None;
        }
        let widths = || lines.iter().map(|line| self.chars(*line));
        let too_wide = widths().filter(|width| *width > MAX_WRAP_CHARS).count();
        let widest = widths().filter(|width| *width <= MAX_WRAP_CHARS).max()?;
        (too_wide * 4 < lines.len() && widest >= MIN_WRAP_CHARS).then_some(widest)
    }

    /// Whether the line opens, closes or belongs to a fenced code block.
    fn is_code(&mut self, line: Line) -> bool {
        let inside = self.open_fence.is_some();
        if line.kind == LineKind::Fence {
            self.open_fence = if inside { None } else { Some(self.blocks.len()) };
        }
        inside || line.kind == LineKind::Fence
    }

    /// Whether the line is furniture by its own text and by the lines around it.
    ///
    /// A mail header has more than one field. A single one counts only if it is `Subject: `, because `To: the reader` may be prose.
    fn is_furniture(&self, line: Line, previous: Option<Line>, next: Option<&Line>) -> bool {
        let text = self.slice(line);
        let is_header = |line: &Line| preamble::is_mail_header(self.slice(*line));
        let is_next_to_header = || previous.as_ref().is_some_and(is_header) || next.is_some_and(is_header);
        let quote_follows = next.is_some_and(|next| next.kind == LineKind::Quote);
        (is_header(&line) && (text.starts_with("Subject: ") || is_next_to_header()))
            || preamble::is_label_line(text)
            || preamble::is_attribution(text, quote_follows)
    }

    /// Reads a line of `===` or `---`, which makes the line above it a heading.
    fn read_ruler(&mut self, line: Line, previous: Option<Line>) {
        let underlines = self.slice(line).starts_with(['=', '-']);
        let above = previous.filter(|above| underlines && above.kind == LineKind::Text);
        if let Some(block) = self.blocks.last_mut().filter(|block| above.is_some_and(|above| above.span == block.span))
        {
            block.kind = BlockKind::Heading;
        }
        self.push(line.span, BlockKind::Furniture);
    }

    /// Whether a number after this line may label a list item. It may also end a wrapped sentence: `in chapter ⏎ 12. It`.
    fn may_begin_item(&self, previous: Option<Line>) -> bool {
        previous.is_none_or(|line| {
            let before = self.slice(line);
            line.kind == LineKind::Numbered || ends_with_stop(before) || before.ends_with(':')
        })
    }

    /// Whether `line` continues the block of `previous`. `width` is the width of the page, if lines were wrapped.
    fn continues(&self, previous: Line, line: Line, width: Option<usize>) -> bool {
        let (before, after) = (self.slice(previous), self.slice(line));
        let is_other_block = !matches!(previous.kind, LineKind::Text | LineKind::Numbered | LineKind::Bullet)
            || self.blocks.last().is_none_or(|block| block.kind == BlockKind::Furniture);
        if is_other_block || preamble::is_speaker_turn(after) || refine::is_salutation(before) {
            return false;
        }
        // A small letter after a stop may begin a sentence, because some texts are all in lower case.
        let begins_in_lower_case = after.starts_with(is_small_letter) && !ends_with_stop(before);
        if begins_in_lower_case || before.ends_with([',', ';', '-']) || ends_in_genitive(before) {
            return true;
        }
        width.is_some_and(|width| self.chars(previous) + 1 + first_word_len(after) + MAX_HANGING_CHARS > width)
    }
}

/// Whether the line ends in a Japanese genitive, which the next line completes: `父の`, *of the father*. After hiragana, の ends a
/// question instead.
fn ends_in_genitive(line: &str) -> bool {
    line.strip_suffix('の').is_some_and(|noun| noun.ends_with(is_katakana_or_han))
}

/// Length in characters of what cannot be broken at the beginning of a line: a word, or one character where there are no spaces.
fn first_word_len(line: &str) -> usize {
    if line.starts_with(is_written_without_spaces) {
        1
    } else {
        line.split_whitespace().next().map_or(0, |word| word.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::*;

    fn kinds(text: &str) -> Vec<(BlockKind, &str)> {
        blocks(text).iter().map(|block| (block.kind, block.span.slice(text))).collect()
    }

    #[test]
    fn an_empty_text_has_no_blocks() {
        assert!(blocks("").is_empty());
        assert!(blocks(" \r\n\t\n\u{feff}").is_empty());
    }

    #[test]
    fn a_hard_wrapped_paragraph_is_one_block() {
        let text = "The quick brown fox jumps over the\nlazy dog and then, since it is spring,\nRuns off.";
        assert_eq!(kinds(text), [(Paragraph, text)]);
    }

    #[test]
    fn a_break_before_a_word_that_would_have_fitted_ends_a_block() {
        let text = "Dear Ann\nWe are glad to tell you that the committee has met.\nIt said yes.";
        let found = kinds(text);
        assert_eq!(found[0], (Heading, "Dear Ann"));
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn one_paragraph_a_line_is_one_block_a_line() {
        let line = "Sales rose, the company said, by far more than the market had been led to expect in a spring \
                    as wet as this one";
        let text = format!("{line}.\n{line}.");
        assert_eq!(kinds(&text).len(), 2);
    }

    #[test]
    fn one_sentence_a_line_in_small_letters_is_one_block_a_line() {
        let line = "synaptic transmission is the process by which neurons communicate with cells, and the synapse is key to \
                    it, as was shown";
        assert_eq!(kinds(&format!("{line}.\n{line}.\n{line}\n{line}.")).len(), 3);
    }

    #[test]
    fn lines_without_stops_are_not_all_headings() {
        assert_eq!(kinds("milk\n\neggs\n\nflour"), [(Paragraph, "milk"), (Paragraph, "eggs"), (Paragraph, "flour")]);
    }

    #[test]
    fn headings_come_before_prose() {
        let text = "Rain\n\nBy Ann Lee\n\n1. Introduction\n\nIt rained.\n\n2.1 Method\nWe waited.";
        let expected = [
            (Heading, "Rain"),
            (Furniture, "By Ann Lee"),
            (Heading, "1. Introduction"),
            (Paragraph, "It rained."),
            (Heading, "2.1 Method"),
            (Paragraph, "We waited."),
        ];
        assert_eq!(kinds(text), expected);
    }

    #[test]
    fn underlined_lines_are_headings() {
        assert_eq!(kinds("Rain\n====\nIt fell.")[0], (Heading, "Rain"));
    }

    #[test]
    fn mail_is_mostly_furniture() {
        let text =
            "From: Ann\nTo: Bob\nSubject: lunch\n\nAt noon?\n\nOn Tue, Bob wrote:\n> Lunch?\n> Today?\n\n--\nAnn Lee";
        let prose: Vec<_> = kinds(text).into_iter().filter(|(kind, _)| *kind != Furniture).collect();
        assert_eq!(prose, [(Paragraph, "At noon?"), (Quote, "> Lunch?\n> Today?")]);
    }

    #[test]
    fn the_next_mail_of_a_thread_ends_a_signature() {
        let text = "Yes.\n\n--\nAnn\n\nFrom: Bob\nTo: Ann\n\nGood.";
        assert_eq!(kinds(text).last(), Some(&(Paragraph, "Good.")));
    }

    #[test]
    fn a_reply_under_a_quote_is_prose() {
        let text = "> Shall we meet on Wednesday at noon?\nWednesday is fine.";
        assert_eq!(kinds(text), [(Quote, "> Shall we meet on Wednesday at noon?"), (Paragraph, "Wednesday is fine.")]);
    }

    #[test]
    fn unclosed_dashes_and_fences_hide_nothing() {
        for text in [
            "It rose.\n\n--\n\nIt fell.",
            "---\n\nIt fell.",
            "```foo``` runs.\n\nIt fell.",
            "```\nIt rose.\n\nIt fell.",
        ] {
            assert_eq!(kinds(text).last(), Some(&(Paragraph, "It fell.")), "{text:?}");
        }
    }

    #[test]
    fn one_long_address_does_not_unwrap_a_paragraph() {
        let line = "The river rose in the night and by the morning it stood in the old market";
        let address = format!("https://example.org/{}", "x".repeat(120));
        let text = format!("{line}\n{address}\n{line}\n{line}\n{line}");
        assert_eq!(kinds(&text).len(), 1);
    }

    #[test]
    fn a_title_in_chinese_is_a_heading() {
        let text =
            "港口重新开放\n周五，埃利斯港的港口在关闭十天之后重新开放，渡轮将于周一恢复，码头工人和渔民都在等待。";
        assert_eq!(kinds(text)[0], (Heading, "港口重新开放"));
    }

    #[test]
    fn a_line_that_ends_in_a_genitive_continues() {
        assert_eq!(kinds("これは父の\n家です。").len(), 1);
        assert_eq!(kinds("どこに行くの\n家です。").len(), 2);
    }

    #[test]
    fn turns_of_a_conversation_are_separate_blocks() {
        let text = "Ann Lee: Well, I thought we might,\nBob: We might not.";
        assert_eq!(kinds(text).len(), 2);
    }

    #[test]
    fn prose_that_ends_in_wrote_is_prose() {
        let text = "In the log he wrote:\nAll was lost, and then it was not.";
        assert!(kinds(text).iter().all(|(kind, _)| *kind != Furniture));
    }

    #[test]
    fn front_matter_and_code_are_furniture() {
        let text = "---\ntitle: Rain\n---\n\nIt fell.\n\n```\nlet it = rain;\n\n```\nIt stopped.";
        let prose: Vec<_> = kinds(text).into_iter().filter(|(kind, _)| *kind != Furniture).collect();
        assert_eq!(prose, [(Paragraph, "It fell."), (Paragraph, "It stopped.")]);
    }

    #[test]
    fn the_date_before_the_text_is_cut_off() {
        let text = " date 2023-11-10 Rain fell.";
        assert_eq!(kinds(text), [(Furniture, "date 2023-11-10"), (Paragraph, "Rain fell.")]);
    }
}
