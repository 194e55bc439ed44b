//! [`Block`]: a paragraph, a heading, an item of a list.

use super::span::Span;

/// A piece of the text that no sentence crosses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its position in the text, without white space around it.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The kind of a [`Block`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A title or the heading of a section.
    Heading,
    /// An item of a list, its bullet or number included.
    ListItem,
    /// Quoted text, marked by `>` at the beginning of its lines.
    Quote,
    /// Text that readers skip: header fields, datelines, rules, rows of tables, code, signatures. Single sentences of a paragraph
    /// can be furniture, too: *Scroll down for video*.
    Furniture,
}

impl BlockKind {
    /// Whether the block belongs to the text itself: it is neither a heading nor furniture.
    pub(crate) fn is_body(self) -> bool {
        !matches!(self, BlockKind::Heading | BlockKind::Furniture)
    }
}
