//! The second pass over blocks: what a block is by its neighbours and its place in the text.

use super::block::{Block, BlockKind};
use super::lines::list_number_len;
use super::span::Span;
use super::{captions, preamble};
use crate::util::char_class::{ends_with_stop, is_small_letter};

/// Maximum length of a heading in characters.
const MAX_HEADING_CHARS: usize = 90;

/// Maximum length of a heading in bytes, so that long blocks need no count of characters.
const MAX_HEADING_BYTES: usize = 4 * MAX_HEADING_CHARS;

/// Maximum number of words of a salutation such as *Dear Ms and Mr Lee*. A longer line with a comma at its end is prose.
const MAX_SALUTATION_WORDS: usize = 4;

/// Number of blocks in which bylines and datelines are searched for.
const MAX_PREAMBLE_BLOCKS: usize = 8;

/// Makes captions of pictures furniture.
pub(super) fn mark_captions(text: &str, blocks: &mut [Block]) {
    let paragraphs = blocks.iter_mut().filter(|block| block.kind == BlockKind::Paragraph);
    for block in paragraphs.filter(|block| captions::is_caption(block.span.slice(text))) {
        block.kind = BlockKind::Furniture;
    }
}

/// Makes short blocks headings if prose or another heading follows. Goes through the blocks from the last to the first.
pub(super) fn mark_headings(text: &str, blocks: &mut [Block]) {
    let mut is_followed = false;
    for block in blocks.iter_mut().rev() {
        let slice = block.span.slice(text);
        is_followed = match block.kind {
            BlockKind::Heading => true,
            BlockKind::Furniture => is_followed,
            BlockKind::Paragraph | BlockKind::ListItem if is_followed && may_be_heading(slice, block.kind) => {
                block.kind = BlockKind::Heading;
                true
            }
            _ => is_prose(slice),
        };
    }
}

/// Makes the preamble furniture: dates, bylines and datelines before the text proper.
pub(super) fn cut_preamble(text: &str, blocks: &mut Vec<Block>) {
    if let Some(first) = blocks.iter().position(|block| block.kind != BlockKind::Furniture) {
        cut(text, blocks, first, preamble::metadata_len);
    }
    for block in blocks.iter_mut().take(MAX_PREAMBLE_BLOCKS) {
        let slice = block.span.slice(text);
        if preamble::is_byline(slice) {
            block.kind = BlockKind::Furniture;
        } else if block.kind == BlockKind::Paragraph && preamble::is_dated_title(slice) {
            block.kind = BlockKind::Heading;
        }
    }
    let is_paragraph = |block: &Block| block.kind == BlockKind::Paragraph;
    let is_dated = |block: &Block| is_paragraph(block) && preamble::dateline_len(block.span.slice(text)) > 0;
    if let Some(dated) = blocks.iter().take(MAX_PREAMBLE_BLOCKS).position(is_dated) {
        cut(text, blocks, dated, preamble::dateline_len);
    } else if let Some(first) = blocks.iter().position(is_paragraph) {
        cut(text, blocks, first, preamble::place_len);
    }
}

/// Splits the first bytes off a block, as many as `len` returns, and makes them furniture.
fn cut(text: &str, blocks: &mut Vec<Block>, index: usize, len: fn(&str) -> usize) {
    let Block { span, kind } = blocks[index];
    let length = len(span.slice(text));
    let head = Span::new(span.start, span.start + length).trimmed(text);
    let rest = Span::new(span.start + length, span.end).trimmed(text);
    if head.is_empty() {
        return;
    }
    blocks[index] = Block { span: head, kind: BlockKind::Furniture };
    if !rest.is_empty() {
        blocks.insert(index + 1, Block { span: rest, kind });
    }
}

/// Whether a block looks like a heading: one short line that begins as a title does and has no stop or comma at its end.
fn may_be_heading(text: &str, kind: BlockKind) -> bool {
    let is_short = text.len() <= MAX_HEADING_BYTES && text.chars().count() <= MAX_HEADING_CHARS;
    let title = &text[list_number_len(text).unwrap_or(0)..];
    let has_no_bullet = kind == BlockKind::Paragraph || title.len() < text.len();
    is_short
        && has_no_bullet
        && !title.trim_start().starts_with(is_small_letter)
        && !ends_with_stop(text)
        && (!text.ends_with([',', ';']) || is_salutation(text))
        && !text.contains('\n')
}

/// Whether a line may be a salutation: `Dear all,`
pub(super) fn is_salutation(line: &str) -> bool {
    line.ends_with(',') && line.split_whitespace().count() <= MAX_SALUTATION_WORDS
}

/// Whether a block ends in a stop, or is too long for a heading.
fn is_prose(text: &str) -> bool {
    ends_with_stop(text) || text.len() > MAX_HEADING_BYTES || text.chars().count() > MAX_HEADING_CHARS
}
