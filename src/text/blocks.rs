//! Blocks: which lines belong together, and what they are.

use super::Span;
use super::lines::{Line, LineKind, lines, number_len};
use super::marks::ends_with_stop;
use super::openings;

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
    /// What a reader skips: header fields, datelines, rules, rows of tables, code, signatures.
    Furniture,
}

/// Lines wider than this, in characters, were not broken to fit a page.
///
/// Mail breaks at 72 to 78 and code comments at up to 100, while a paragraph kept on one
/// line is mostly longer. Below this width a line break may mean nothing; above it, it ends a block.
const WIDEST_WRAP: usize = 110;

/// Where all lines are narrower than this, in characters, they are verse, addresses or titles: nobody wraps prose at it.
const NARROWEST_WRAP: usize = 32;

/// A line longer than this, in characters, is no heading.
const LONGEST_HEADING: usize = 90;

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
    let mut run = Vec::new();
    for line in lines(text) {
        if line.kind == LineKind::Blank {
            page.read(&run);
            run.clear();
        } else {
            run.push(line);
        }
    }
    page.read(&run);
    page.mark_headings();
    page.cut_opening();
    page.blocks
}

/// The page as read so far.
struct Page<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    /// Inside of what, begun on an earlier line, we are.
    within: Within,
}

/// A stretch of furniture that only its own end can end.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Nothing,
    Code,
    FrontMatter,
    Signature,
}

impl<'t> Page<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, blocks: Vec::new(), within: Within::Nothing }
    }

    /// Reads lines that no empty line parts.
    fn read(&mut self, run: &[Line]) {
        let headers = self.header_count(run);
        if headers > 0 {
            self.within = Within::Nothing;
        }
        for line in &run[..headers] {
            self.push(line.span, BlockKind::Furniture);
        }
        let body = &run[headers..];
        let width = body.iter().map(|line| self.chars(*line)).max().unwrap_or(0);
        let mut previous = None;
        for &line in body {
            self.read_line(line, previous, width);
            previous = Some(line);
        }
    }

    fn read_line(&mut self, line: Line, previous: Option<Line>, width: usize) {
        if self.is_furniture(line) {
            return self.push(line.span, BlockKind::Furniture);
        }
        match line.kind {
            LineKind::Blank => {}
            LineKind::Ruler => self.read_ruler(line, previous),
            LineKind::Fence | LineKind::TableRow => self.push(line.span, BlockKind::Furniture),
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

    /// How many lines at the start of `run` are header fields. One alone counts if it can
    /// be nothing else; `To: the reader` on its own may be prose.
    fn header_count(&self, run: &[Line]) -> usize {
        let count = run.iter().take_while(|line| openings::is_mail_header(self.slice(**line))).count();
        let alone = run.first().is_some_and(|line| self.slice(*line).starts_with("Subject: "));
        if count >= 2 || alone { count } else { 0 }
    }

    /// Whether the line is furniture by its own words or because of where it stands.
    fn is_furniture(&mut self, line: Line) -> bool {
        let text = self.slice(line);
        let inside = self.within;
        match inside {
            Within::Code if line.kind == LineKind::Fence => self.within = Within::Nothing,
            Within::FrontMatter if line.kind == LineKind::Ruler => self.within = Within::Nothing,
            Within::Nothing => self.within = self.opens(line, text),
            _ => {}
        }
        inside != Within::Nothing
            || self.within != Within::Nothing
            || openings::is_label_line(text)
            || openings::is_attribution(text)
    }

    /// What the line begins, if it begins anything.
    fn opens(&self, line: Line, text: &str) -> Within {
        match text {
            "--" => Within::Signature,
            "---" if self.blocks.is_empty() => Within::FrontMatter,
            _ if line.kind == LineKind::Fence => Within::Code,
            _ => Within::Nothing,
        }
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

    /// Whether `line` goes on with the block that `previous` belongs to.
    fn goes_on(&self, previous: Line, line: Line, width: usize) -> bool {
        let (before, after) = (self.slice(previous), self.slice(line));
        let parted =
            matches!(previous.kind, LineKind::Ruler | LineKind::Heading | LineKind::Fence | LineKind::TableRow)
                || self.blocks.last().is_none_or(|block| block.kind == BlockKind::Furniture);
        if parted {
            return false;
        }
        if after.starts_with(char::is_lowercase) || before.ends_with([',', ';', '-']) {
            return true;
        }
        let length = self.chars(previous);
        let next_word = after.split_whitespace().next().map_or(0, |word| word.chars().count());
        (NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) && length + 1 + next_word > width
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
        let paragraphs = self.blocks.iter_mut().take(8);
        for block in paragraphs.filter(|block| openings::is_byline(block.span.slice(self.text))) {
            block.kind = BlockKind::Furniture;
        }
        if let Some(first) = self.blocks.iter().position(|block| block.kind == BlockKind::Paragraph) {
            self.cut(first, openings::dateline_len);
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

/// Short, without a stop or a comma at its end, and starting as a title does.
fn reads_as_heading(text: &str, kind: BlockKind) -> bool {
    let short = text.len() <= 4 * LONGEST_HEADING && text.chars().count() <= LONGEST_HEADING;
    let title = &text[number_len(text).unwrap_or(0)..];
    let numbered_or_plain = kind == BlockKind::Paragraph || title.len() < text.len();
    short
        && numbered_or_plain
        && !title.trim_start().starts_with(char::is_lowercase)
        && !ends_with_stop(text)
        && !text.ends_with([',', ';'])
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
