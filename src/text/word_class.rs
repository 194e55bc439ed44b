//! Classes of characters, as the rules of UAX #29 for words distinguish them.

/// What a character does to the word it stands in or beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// `ALetter`.
    Letter,
    /// `Numeric`.
    Digit,
    /// `ExtendNumLet`: the underscore.
    Joiner,
    /// `MidLetter`: holds two letters together.
    MidLetter,
    /// `MidNum`: holds two digits together.
    MidDigit,
    /// `MidNumLet` or `Single_Quote`: does both.
    Mid,
    /// Ends a word.
    Mark,
    /// Is a word, with nothing before it or behind it: a Chinese character, a letter of hiragana.
    Alone,
    /// Any other: one of the rules that are left to `unicode-segmentation` may apply.
    Intricate,
}

impl Class {
    /// The class and the length of the character at a byte of `text`; `None` at its end.
    #[inline]
    pub(super) fn at(text: &str, at: usize) -> Option<(Self, usize)> {
        match text.as_bytes().get(at)? {
            byte if byte.is_ascii() => Some((Self::of_byte(*byte), 1)),
            _ => text[at..].chars().next().map(|c| (beyond_ascii(c), c.len_utf8())),
        }
    }

    /// The class of an ASCII character; of a byte of any other, `Intricate`.
    #[inline]
    pub(super) fn of_byte(byte: u8) -> Self {
        BYTES[usize::from(byte)]
    }

    /// The class and the length of the character that begins at a byte of a text: if it is ASCII or a letter of Russian or of Western
    /// Europe. Any other is called `Intricate`, with no length.
    #[inline]
    pub(super) fn of_plain(bytes: &[u8], at: usize) -> Option<(Self, usize)> {
        let byte = *bytes.get(at)?;
        match (Self::of_byte(byte), byte) {
            // U+0400 to U+047F.
            (Class::Intricate, 0xd0 | 0xd1) => Some((Class::Letter, 2)),
            // U+00C0 to U+00FF, less × and ÷.
            (Class::Intricate, 0xc3) if !matches!(bytes.get(at + 1), Some(0x97 | 0xb7)) => Some((Class::Letter, 2)),
            (Class::Intricate, _) => Some((Class::Intricate, 0)),
            (class, _) => Some((class, 1)),
        }
    }

    /// The class of the character of three bytes that begins at a byte of a text: if it is one that Chinese and Japanese are full of, or
    /// a mark of typography. None of them attaches to what is before it.
    #[inline]
    pub(super) fn of_wide(bytes: &[u8], at: usize) -> Option<Self> {
        match bytes.get(at..)? {
            // U+4E00 to U+9FFF; hiragana.
            [0xe4, 0xb8..=0xbf, _, ..] | [0xe5..=0xe9, _, _, ..] => Some(Class::Alone),
            [0xe3, 0x81, 0x81..=0xbf, ..] | [0xe3, 0x82, 0x80..=0x96, ..] => Some(Class::Alone),
            // 、 。 〈 to 】
            [0xe3, 0x80, 0x81 | 0x82 | 0x88..=0x91, ..] => Some(Class::Mark),
            // ！ （ ） ？
            [0xef, 0xbc, 0x81 | 0x88 | 0x89 | 0x9f, ..] => Some(Class::Mark),
            // ， ；
            [0xef, 0xbc, 0x8c | 0x9b, ..] => Some(Class::MidDigit),
            // ：
            [0xef, 0xbc, 0x9a, ..] => Some(Class::MidLetter),
            // Hyphens and dashes, “ ” „ and the like, …
            [0xe2, 0x80, 0x90..=0x97 | 0x9c..=0xa3 | 0xa6, ..] => Some(Class::Mark),
            _ => None,
        }
    }

    /// Whether a word cannot begin with it.
    #[inline]
    pub(super) fn is_between(self) -> bool {
        matches!(self, Class::MidLetter | Class::MidDigit | Class::Mid | Class::Mark)
    }

    /// Whether a mark of this class may hold a character of class `last` and the next of the same class together.
    pub(super) fn joins(self, last: Self) -> bool {
        match self {
            Class::Mid => matches!(last, Class::Letter | Class::Digit),
            Class::MidLetter => last == Class::Letter,
            Class::MidDigit => last == Class::Digit,
            _ => false,
        }
    }
}

static BYTES: [Class; 256] = {
    let mut classes = [Class::Intricate; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Joiner,
            b':' => Class::MidLetter,
            b',' | b';' => Class::MidDigit,
            b'.' | b'\'' => Class::Mid,
            _ => Class::Mark,
        };
        byte += 1;
    }
    classes
};

/// The letters of Latin, Greek and Cyrillic, and the marks of their typography.
fn beyond_ascii(c: char) -> Class {
    match c {
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' => Class::Letter,
        'Ά' | 'Έ'..='Ί' | 'Ό' | 'Ύ'..='Ρ' | 'Σ'..='ώ' => Class::Letter,
        'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' => Class::Letter,
        '‘' | '’' => Class::Mid,
        '£' | '€' | '§' | '°' => Class::Mark,
        '\u{a0}' | '«' | '»' | '–' | '—' | '“' | '”' | '„' | '…' => Class::Mark,
        _ => Class::Intricate,
    }
}
