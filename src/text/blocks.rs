//! Blocks: which lines belong together, and what they are.

use super::Span;
use super::captions;
use super::lines::{Line, LineKind, lines, number_len};
use super::marks::{ends_with_stop, is_small_letter, is_written_without_spaces};
use super::openings;
use crate::scratch::Scratch;

/// A piece of the page that no sentence crosses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the text, without white space around it.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a [`Block`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A title or the heading of a section.
    Heading,
    /// An item of a list, its bullet or number included.
    ListItem,
    /// Text quoted from elsewhere by `>` at the start of its lines.
    Quote,
    /// What a reader skips: header fields, datelines, rules, rows of tables, code, signatures. A sentence of a paragraph may be, too:
    /// *Scroll down for video*.
    Furniture,
}

impl BlockKind {
    /// Whether it is of the text itself, as neither a heading nor furniture is.
    pub(crate) fn is_body(self) -> bool {
        !matches!(self, BlockKind::Heading | BlockKind::Furniture)
    }
}

/// Lines wider than this, in characters, were not broken to fit a page.
///
/// Mail breaks at 72 to 78 and code comments at up to 100, while a paragraph kept on one
/// line is mostly longer. Below this width a line break may mean nothing; above it, it ends a block.
const WIDEST_WRAP: usize = 110;

/// Where all lines are narrower than this, in characters, they are verse, addresses or titles: nobody wraps prose at it.
const NARROWEST_WRAP: usize = 32;

/// A word that leaves less than this, in characters, does not fit: the page may be a little narrower than its longest line, which ends
/// with a stop that hangs over.
const SLACK: usize = 1;

/// A line longer than this, in characters, is no heading.
const LONGEST_HEADING: usize = 90;

/// Bylines and datelines are looked for in so many blocks.
const OPENING: usize = 8;

/// The blocks of `text`, in order. Together they hold everything visible in it.
///
/// Empty lines, headings, list items, rules and tables end a block. A line break within running text
/// does so only if it was made on purpose: a hard-wrapped line breaks where the next word would
/// not have fitted, so if it would have, the writer meant the break.
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
    let mut page = Page::new(text);
    let mut run: Scratch<Line> = Scratch::default();
    for line in lines(text) {
        if line.kind == LineKind::Blank {
            page.read(&run);
            run.clear();
        } else {
            run.push(line);
        }
    }
    page.read(&run);
    page.release_open_fence();
    page.mark_captions();
    page.mark_headings();
    page.cut_opening();
    page.blocks
}

/// The page as read so far.
struct Page<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    /// The block that opened a piece of code that is still open.
    fence: Option<usize>,
}

impl<'t> Page<'t> {
    fn new(text: &'t str) -> Self {
        // A few to begin with; most texts of a page or two have no more.
        Self { text, blocks: Vec::with_capacity(32), fence: None }
    }

    /// Reads lines that no empty line parts.
    fn read(&mut self, run: &[Line]) {
        let body = &run[self.front_matter_len(run)..];
        let width = self.wrap_width(body);
        // A signature is one run of lines.
        let mut in_signature = false;
        for (index, &line) in body.iter().enumerate() {
            let previous = index.checked_sub(1).map(|before| body[before]);
            in_signature |= self.slice(line) == "--";
            if in_signature || self.is_code(line) || self.is_furniture(line, previous, body.get(index + 1)) {
                self.push(line.span, BlockKind::Furniture);
            } else {
                self.read_line(line, previous, width);
            }
        }
    }

    fn read_line(&mut self, line: Line, previous: Option<Line>, width: Option<usize>) {
        match line.kind {
            LineKind::Blank | LineKind::Fence | LineKind::TableRow => self.push(line.span, BlockKind::Furniture),
            LineKind::Ruler => self.read_ruler(line, previous),
            LineKind::Heading => self.push(line.span, BlockKind::Heading),
            LineKind::Quote if previous.is_some_and(|p| p.kind == LineKind::Quote) => self.extend(line.span),
            LineKind::Quote => self.push(line.span, BlockKind::Quote),
            LineKind::Bullet => self.push(line.span, BlockKind::ListItem),
            LineKind::Numbered if self.may_start_item(previous) => self.push(line.span, BlockKind::ListItem),
            LineKind::Numbered | LineKind::Text => match previous {
                Some(previous) if self.goes_on(previous, line, width) => self.extend(line.span),
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

    /// Reads front matter, fields between two lines of `---` at the very start; returns how many lines it takes.
    fn front_matter_len(&mut self, run: &[Line]) -> usize {
        let opens = |line: &Line| self.slice(*line) == "---";
        if !self.blocks.is_empty() || !run.first().is_some_and(opens) {
            return 0;
        }
        let has_fields = run.get(1).is_some_and(|line| self.slice(*line).contains(':'));
        let close = run.iter().skip(1).position(opens);
        let length = close.filter(|_| has_fields).map_or(0, |close| close + 2);
        for line in &run[..length] {
            self.push(line.span, BlockKind::Furniture);
        }
        length
    }

    /// How wide the page is that these lines were wrapped to, if they were: the length of the longest.
    ///
    /// Now and then a line is longer than the page because it holds an address; if more than one in four is, nothing was
    /// wrapped.
    fn wrap_width(&self, lines: &[Line]) -> Option<usize> {
        if lines.len() < 2 {
            return None;
        }
        let widths = || lines.iter().map(|line| self.chars(*line));
        let too_wide = widths().filter(|width| *width > WIDEST_WRAP).count();
        let widest = widths().filter(|width| *width <= WIDEST_WRAP).max()?;
        (too_wide * 4 < lines.len() && widest >= NARROWEST_WRAP).then_some(widest)
    }

    /// Whether the line opens, closes or belongs to a fenced piece of code.
    fn is_code(&mut self, line: Line) -> bool {
        let inside = self.fence.is_some();
        if line.kind == LineKind::Fence {
            self.fence = if inside { None } else { Some(self.blocks.len()) };
        }
        inside || line.kind == LineKind::Fence
    }

    /// A fence that was never closed was no fence: what came behind it is text.
    fn release_open_fence(&mut self) {
        if let Some(fence) = self.fence {
            self.blocks[fence + 1..].iter_mut().for_each(|block| block.kind = BlockKind::Paragraph);
        }
    }

    /// Whether the line is furniture by its own words and those of its neighbours.
    ///
    /// Header fields come in company; alone only `Subject: ` can be nothing else, while `To: the reader` may be prose.
    fn is_furniture(&self, line: Line, previous: Option<Line>, next: Option<&Line>) -> bool {
        let text = self.slice(line);
        let is_header = |line: &Line| openings::is_mail_header(self.slice(*line));
        let in_company = || previous.as_ref().is_some_and(is_header) || next.is_some_and(is_header);
        let quote_follows = next.is_some_and(|next| next.kind == LineKind::Quote);
        (is_header(&line) && (text.starts_with("Subject: ") || in_company()))
            || openings::is_label_line(text)
            || openings::is_attribution(text, quote_follows)
    }

    /// A line of `===` or `---` right under a short line makes that line a heading.
    fn read_ruler(&mut self, line: Line, previous: Option<Line>) {
        let underlines = self.slice(line).starts_with(['=', '-']);
        let above = previous.filter(|above| underlines && above.kind == LineKind::Text);
        if let Some(block) = self.blocks.last_mut().filter(|block| above.is_some_and(|above| above.span == block.span))
        {
            block.kind = BlockKind::Heading;
        }
        self.push(line.span, BlockKind::Furniture);
    }

    /// A number at the start of a line may be the end of a wrapped sentence: `in chapter ⏎ 12. It`.
    fn may_start_item(&self, previous: Option<Line>) -> bool {
        previous.is_none_or(|line| {
            let before = self.slice(line);
            line.kind == LineKind::Numbered || ends_with_stop(before) || before.ends_with(':')
        })
    }

    /// Whether `line` goes on with the block that `previous` belongs to. `width` is that of the page, if lines were wrapped.
    fn goes_on(&self, previous: Line, line: Line, width: Option<usize>) -> bool {
        let (before, after) = (self.slice(previous), self.slice(line));
        let parted = !matches!(previous.kind, LineKind::Text | LineKind::Numbered | LineKind::Bullet)
            || self.blocks.last().is_none_or(|block| block.kind == BlockKind::Furniture);
        if parted || openings::is_turn(after) || is_salutation(before) {
            return false;
        }
        // After a stop, small letters say nothing: some texts have no others.
        let begins_small = after.starts_with(is_small_letter) && !ends_with_stop(before);
        if begins_small || before.ends_with([',', ';', '-']) || ends_in_genitive(before) {
            return true;
        }
        width.is_some_and(|width| self.chars(previous) + 1 + first_word_len(after) + SLACK > width)
    }

    fn mark_captions(&mut self) {
        let paragraphs = self.blocks.iter_mut().filter(|block| block.kind == BlockKind::Paragraph);
        for block in paragraphs.filter(|block| captions::is_caption(block.span.slice(self.text))) {
            block.kind = BlockKind::Furniture;
        }
    }

    /// Tells headings from paragraphs of one short line, back to front: a heading stands above
    /// prose, or above another heading.
    fn mark_headings(&mut self) {
        let mut above_prose = false;
        for i in (0..self.blocks.len()).rev() {
            let Block { span, kind } = self.blocks[i];
            let text = span.slice(self.text);
            above_prose = match kind {
                BlockKind::Heading => true,
                BlockKind::Furniture => above_prose,
                BlockKind::Paragraph | BlockKind::ListItem if above_prose && reads_as_heading(text, kind) => {
                    self.blocks[i].kind = BlockKind::Heading;
                    true
                }
                _ => reads_as_prose(text),
            };
        }
    }

    /// Cuts what stands before the first words of prose: a date, a byline, a dateline.
    fn cut_opening(&mut self) {
        if let Some(first) = self.blocks.iter().position(|block| block.kind != BlockKind::Furniture) {
            self.cut(first, openings::metadata_len);
        }
        for block in self.blocks.iter_mut().take(OPENING) {
            let text = block.span.slice(self.text);
            if openings::is_byline(text) {
                block.kind = BlockKind::Furniture;
            } else if block.kind == BlockKind::Paragraph && openings::is_dated_title(text) {
                block.kind = BlockKind::Heading;
            }
        }
        let is_paragraph = |block: &Block| block.kind == BlockKind::Paragraph;
        let opening = &self.blocks[..self.blocks.len().min(OPENING)];
        let is_dated = |block: &Block| is_paragraph(block) && openings::dateline_len(block.span.slice(self.text)) > 0;
        if let Some(dated) = opening.iter().position(is_dated) {
            self.cut(dated, openings::dateline_len);
        } else if let Some(first) = self.blocks.iter().position(is_paragraph) {
            self.cut(first, openings::place_len);
        }
    }

    /// Makes the first bytes of a block a block of their own, as many as `len` finds.
    fn cut(&mut self, index: usize, len: fn(&str) -> usize) {
        let Block { span, kind } = self.blocks[index];
        let length = len(span.slice(self.text));
        let cut = Span::new(span.start, span.start + length).trimmed(self.text);
        let rest = Span::new(span.start + length, span.end).trimmed(self.text);
        if cut.is_empty() {
            return;
        }
        self.blocks[index] = Block { span: cut, kind: BlockKind::Furniture };
        if !rest.is_empty() {
            self.blocks.insert(index + 1, Block { span: rest, kind });
        }
    }
}

/// `Dear all,`
fn is_salutation(line: &str) -> bool {
    line.ends_with(',') && line.split_whitespace().count() <= 4
}

/// `父の`, *of the father*: what is the father's stands on the next line. Behind a verb, の is the end of a question.
fn ends_in_genitive(line: &str) -> bool {
    line.strip_suffix('の')
        .is_some_and(|noun| noun.ends_with(|c| matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}')))
}

/// How much of a line has to move with its first character, in characters: a word, where words are parted by spaces.
fn first_word_len(line: &str) -> usize {
    if line.starts_with(is_written_without_spaces) {
        1
    } else {
        line.split_whitespace().next().map_or(0, |word| word.chars().count())
    }
}

/// Short, without a stop or a comma at its end, and starting as a title does.
fn reads_as_heading(text: &str, kind: BlockKind) -> bool {
    let short = text.len() <= 4 * LONGEST_HEADING && text.chars().count() <= LONGEST_HEADING;
    let title = &text[number_len(text).unwrap_or(0)..];
    let numbered_or_plain = kind == BlockKind::Paragraph || title.len() < text.len();
    short
        && numbered_or_plain
        && !title.trim_start().starts_with(is_small_letter)
        && !ends_with_stop(text)
        && (!text.ends_with([',', ';']) || is_salutation(text))
        && !text.contains('\n')
}

/// Ends in a stop, or is too long to be a label.
fn reads_as_prose(text: &str) -> bool {
    ends_with_stop(text) || text.len() > 4 * LONGEST_HEADING || text.chars().count() > LONGEST_HEADING
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
    fn a_break_before_a_word_that_would_have_fitted_is_meant() {
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
    fn headings_stand_above_prose() {
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
    fn dashes_and_fences_that_open_nothing_hide_nothing() {
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
    fn a_title_in_chinese_stands_apart() {
        let text =
            "港口重新开放\n周五，埃利斯港的港口在关闭十天之后重新开放，渡轮将于周一恢复，码头工人和渔民都在等待。";
        assert_eq!(kinds(text)[0], (Heading, "港口重新开放"));
    }

    #[test]
    fn a_line_that_ends_in_a_genitive_goes_on() {
        assert_eq!(kinds("これは父の\n家です。").len(), 1);
        assert_eq!(kinds("どこに行くの\n家です。").len(), 2);
    }

    #[test]
    fn turns_of_a_conversation_stand_apart() {
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
