//! Bytes as a row of choices, so that whatever makes bytes makes texts.

use excerpt::{Budget, Language};

use super::PIECES;

/// Takes choices from bytes; when they are used up, it chooses the first of all.
pub(super) struct Choices<'b> {
    bytes: &'b [u8],
}

impl<'b> Choices<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// A number below `most`.
    pub(super) fn below(&mut self, most: usize) -> usize {
        let Some((&first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        usize::from(first) % most
    }

    /// One of a list of up to 256.
    pub(super) fn of<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }

    pub(super) fn language(&mut self) -> Language {
        let all: Vec<Language> = Language::all().collect();
        all[self.below(all.len())]
    }

    pub(super) fn budget(&mut self) -> Budget {
        let (kind, most) = (self.below(6), 1 + self.below(256));
        match kind {
            0 => Budget::Sentences(1 + most % 8),
            1 => Budget::Words(most),
            2 => Budget::Chars(most),
            3 => Budget::Bytes(most),
            4 => Budget::Tokens(most),
            _ => Budget::Ratio(most as f64 / 256.0),
        }
    }

    /// The rest, as a text: a piece a byte; behind 255, any character there is.
    pub(super) fn text(&mut self) -> String {
        let mut text = String::new();
        while !self.is_empty() {
            match self.below(256) {
                255 => {
                    let code = self.below(256) << 16 | self.below(256) << 8 | self.below(256);
                    text.extend(u32::try_from(code % 0x11_0000).ok().and_then(char::from_u32));
                }
                piece => text.push_str(PIECES[piece % PIECES.len()]),
            }
        }
        text
    }
}
