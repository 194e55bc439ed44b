//! The word break classes of [UAX #29](https://www.unicode.org/reports/tr29/#Word_Boundaries), as far as the scanner needs them.

use crate::util::char_class::utf8;

/// What a character does to the word that it is in or next to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// `ALetter`.
    Letter,
    /// `Numeric`.
    Digit,
    /// `ExtendNumLet`: the underscore.
    Connector,
    /// `MidLetter`: joins two letters.
    MidLetter,
    /// `MidNum`: joins two digits.
    MidDigit,
    /// `MidNumLet` or `Single_Quote`: joins two letters or two digits.
    Mid,
    /// Ends a word and is none.
    Mark,
    /// A word by itself: a Han character, a letter of hiragana.
    Single,
    /// Any other. The rules for it are left to `unicode-segmentation`.
    Complex,
}

impl Class {
    /// The class and the length in bytes of the character at byte `at`; `None` at the end of the text.
    ///
    /// ASCII, Russian and Western European letters, and the commonest characters of Chinese and Japanese are classified by their
    /// bytes; only others are decoded.
    #[inline]
    pub(super) fn at(text: &str, at: usize) -> Option<(Self, usize)> {
        let byte = *text.as_bytes().get(at)?;
        match BYTES[usize::from(byte)] {
            Class::Complex => Some(Self::beyond_ascii(text, at, byte)),
            class => Some((class, 1)),
        }
    }

    /// Whether `byte` is an ASCII letter.
    #[inline]
    pub(super) fn is_ascii_letter(byte: u8) -> bool {
        BYTES[usize::from(byte)] == Class::Letter
    }

    #[inline]
    fn beyond_ascii(text: &str, at: usize, lead: u8) -> (Self, usize) {
        let second = text.as_bytes().get(at + 1).copied().unwrap_or_default();
        match lead {
            _ if utf8::is_cyrillic_lead(lead) => (Class::Letter, 2),
            // U+00C0 to U+00FF without × and ÷.
            0xc3 if !matches!(second, 0x97 | 0xb7) => (Class::Letter, 2),
            _ if utf8::is_han_lead(lead) => (Class::Single, 3),
            _ => {
                let c = text[at..].chars().next().unwrap_or_default();
                (Self::of(c), c.len_utf8())
            }
        }
    }

    /// The class of a character beyond ASCII.
    fn of(c: char) -> Self {
        match c {
            'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' => Class::Letter,
            'Ά' | 'Έ'..='Ί' | 'Ό' | 'Ύ'..='Ρ' | 'Σ'..='ώ' => Class::Letter,
            'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' => Class::Letter,
            // Han and hiragana.
            '\u{4e00}'..='\u{9fff}' | 'ぁ'..='ゖ' => Class::Single,
            '‘' | '’' => Class::Mid,
            '，' | '；' => Class::MidDigit,
            '：' => Class::MidLetter,
            '£' | '€' | '§' | '°' | '\u{a0}' | '«' | '»' => Class::Mark,
            // Hyphens and dashes; “ ” „ ‟ and † ‡ • ‣; …
            '\u{2010}'..='\u{2017}' | '\u{201c}'..='\u{2023}' | '…' => Class::Mark,
            '、' | '。' | '〈'..='】' | '！' | '（' | '）' | '？' => Class::Mark,
            _ => Class::Complex,
        }
    }

    /// Whether a word may begin with a character of this class, or be one.
    #[inline]
    pub(super) fn may_begin_word(self) -> bool {
        !matches!(self, Class::MidLetter | Class::MidDigit | Class::Mid | Class::Mark)
    }

    /// Whether a character of this class joins two characters of class `side`, one on each side of it.
    #[inline]
    pub(super) fn joins(self, side: Self) -> bool {
        match self {
            Class::Mid => matches!(side, Class::Letter | Class::Digit),
            Class::MidLetter => side == Class::Letter,
            Class::MidDigit => side == Class::Digit,
            _ => false,
        }
    }
}

/// The class of each ASCII character. Other bytes are `Complex`.
static BYTES: [Class; 256] = {
    let mut classes = [Class::Complex; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Connector,
            b':' => Class::MidLetter,
            b',' | b';' => Class::MidDigit,
            b'.' | b'\'' => Class::Mid,
            _ => Class::Mark,
        };
        byte += 1;
    }
    classes
};
