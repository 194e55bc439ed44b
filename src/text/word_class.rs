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
    /// Any other: one of the rules that are left to `unicode-segmentation` may apply.
    Intricate,
}

impl Class {
    /// The class and the length of the character at a byte of `text`; `None` at its end.
    #[inline]
    pub(super) fn at(text: &str, at: usize) -> Option<(Self, usize)> {
        match text.as_bytes().get(at)? {
            byte if byte.is_ascii() => Some((ASCII[usize::from(*byte)], 1)),
            _ => text[at..].chars().next().map(|c| (beyond_ascii(c), c.len_utf8())),
        }
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

static ASCII: [Class; 128] = {
    let mut classes = [Class::Mark; 128];
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
        '\u{a0}' | '«' | '»' | '–' | '—' | '“' | '”' | '„' | '…' => Class::Mark,
        _ => Class::Intricate,
    }
}
