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
    /// ASCII, Russian and most Han characters are known by their first byte; others are decoded.
    #[inline]
    pub(super) fn at(text: &str, at: usize) -> Option<(Self, usize)> {
        let lead = *text.as_bytes().get(at)?;
        match ASCII[usize::from(lead)] {
            Class::Complex if utf8::is_cyrillic_lead(lead) => Some((Class::Letter, 2)),
            Class::Complex if utf8::is_han_lead(lead) => Some((Class::Single, 3)),
            Class::Complex => Some(Self::decode(text, at)),
            class => Some((class, 1)),
        }
    }

    #[inline]
    pub(super) fn is_ascii_letter(byte: u8) -> bool {
        ASCII[usize::from(byte)] == Class::Letter
    }

    #[inline(never)]
    fn decode(text: &str, at: usize) -> (Self, usize) {
        if let [0xe4, 0xb8..=0xbf, ..] = text.as_bytes()[at..] {
            // U+4E00 to U+4FFF, the other Han characters.
            return (Class::Single, 3);
        }
        let c = text[at..].chars().next().unwrap_or_default();
        (Self::of(c), c.len_utf8())
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
static ASCII: [Class; 256] = {
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
