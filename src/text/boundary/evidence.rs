//! Evidence: what a candidate looks like, each of its sides as one value of a small set.

use super::super::marks::{
    is_capital_letter, is_closer, is_emoji, is_inverted_closer, is_letter, is_number, is_opener, is_small_letter,
    is_written_without_spaces,
};
use super::candidate::Candidate;
use super::rules;
use super::token::{base_letters, is_roman_numeral, is_sign, is_vowel, last_part, token_before, vowelless};
use crate::language::{AbbreviationKind, Language};

/// Declares a set of values, each with the name it has in the file of weights.
macro_rules! values {
    ($(#[$about:meta])* $set:ident { $($(#[$doc:meta])* $value:ident $name:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $set { $($(#[$doc])* $value,)+ }

        impl $set {
            const NAMES: &'static [&'static str] = &[$($name),+];
        }
    };
}

values! {
    /// The mark itself.
    Mark {
        Period ".",
        Question "?",
        Exclamation "!",
        /// Two dots or more, or `…`.
        Ellipsis "...",
        /// A mark that nothing but the end of a sentence is written with: `。`, `।`, `۔`.
        Strong "strong",
        Colon "colon",
        Semicolon "semicolon",
        /// An emoji or an emoticon behind no other mark.
        Emoji "emoji",
    }
}

values! {
    /// What closes behind the mark.
    Closers { None "-", Quote "quote", Bracket "bracket", Other "emoji", }
}

values! {
    /// What stands between the candidate and the next character.
    Gap { Glued "glued", Space "space", Spaces "spaces", Line "line", }
}

values! {
    /// What opens before the next word.
    Opener { None "-", Quote "quote", Bracket "bracket", Dash "dash", Inverted "inverted", Other "other", }
}

values! {
    /// The next word, or what there is instead of one.
    Next {
        Nothing "nothing",
        Small "small",
        /// One small letter, or a short word in small letters with a full stop: `p.`, `str.`
        SmallShort "small.",
        Capital "Capital",
        /// A capitalised word that the language builds its sentences with: `The`, `Er`.
        Starter "Starter",
        Capitals "CAPITALS",
        Letter "L",
        /// `J.`
        Initial "L.",
        /// `Mr.`
        Title "Title.",
        Number "number",
        /// A letter of a script without capitals.
        Caseless "caseless",
        /// A caseless word that the language builds its sentences with.
        CaselessStarter "caseless-starter",
        Emoji "emoji",
        /// An omission: `...`, `. . .`
        Dots "...",
        /// A sign that cannot start a sentence: `,`, `)`.
        Tail "tail",
        Sign "sign",
    }
}

values! {
    /// The token that the mark stands behind.
    Token {
        Nothing "nothing",
        /// One or two digits, in a language that writes *third* as `3.`
        Ordinal "3.",
        Digits2 "12",
        Digits3 "123",
        Digits4 "1234",
        Numeric "3.5",
        Mixed "B2",
        Capital "L",
        /// The English word.
        I "I",
        SmallLetter "l",
        SmallAcronym "a.b",
        Acronym "A.B",
        /// The same in Roman numerals.
        RomanOrdinal "IV.",
        Roman "IV",
        Capitals "CAPITALS",
        Vowelless "vwl",
        Small2 "small2",
        Small3 "small3",
        Small4 "small4",
        Small "small5",
        /// Seven small letters or more.
        Long "small7",
        Capital3 "Cap",
        Capital4 "Capi",
        Capitalised "Capital",
        Caseless1 "caseless1",
        Caseless2 "caseless2",
        Caseless "caseless",
        Address "a.b/c",
        Closed "closed",
        Sign "sign",
    }
}

values! {
    /// What the lists of abbreviations say of the token.
    Listed { No "-", Name "name", Number "number", Within "within", MayEnd "end", }
}

values! {
    /// The token before the token.
    Before { Nothing "nothing", Small "small", Capital "Capital", Stopped "stopped", Number "number", Other "other", }
}

values! {
    /// Whether the candidate stands in quotes or brackets that are still open.
    Inside { No "-", Bracket "bracket", Quote "quote", }
}

values! {
    /// How long the sentence would be, in bytes.
    Length { Upto8 "<9", Upto24 "<25", Upto80 "<81", Upto240 "<241", Long "long", }
}

const FLAG: &[&str] = &["-", "+"];

/// The sides of a candidate, each by its own name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sides {
    pub(super) mark: Mark,
    pub(super) closers: Closers,
    pub(super) gap: Gap,
    pub(super) opener: Opener,
    pub(super) next: Next,
    pub(super) token: Token,
    pub(super) listed: Listed,
    pub(super) before: Before,
    pub(super) inside: Inside,
    pub(super) length: Length,
    /// Whether the token opens the sentence, or a line of it.
    pub(super) opens: bool,
    /// Whether white space stands before the mark.
    pub(super) spaced: bool,
    /// Whether the token ends in a vowel, as whole words often do and cut ones seldom.
    pub(super) vowel: bool,
    /// Whether the text has capitals at all.
    pub(super) cased: bool,
}

/// The fields of [`Evidence`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Mark,
    Closers,
    Gap,
    Opener,
    Next,
    Token,
    Listed,
    Before,
    Inside,
    Length,
    Opens,
    Spaced,
    Vowel,
    Cased,
    /// What the [rules](super::rules) say.
    Rules,
}

impl Field {
    pub(super) const COUNT: usize = Field::Rules as usize + 1;

    /// How many values each field has.
    pub(super) const SIZES: [usize; Self::COUNT] = {
        use Field::*;
        let fields = [
            Mark, Closers, Gap, Opener, Next, Token, Listed, Before, Inside, Length, Opens, Spaced, Vowel, Cased, Rules,
        ];
        let mut sizes = [0; Self::COUNT];
        let mut i = 0;
        while i < fields.len() {
            sizes[fields[i] as usize] = fields[i].names().len();
            i += 1;
        }
        sizes
    };

    /// The names of its values.
    pub(super) const fn names(self) -> &'static [&'static str] {
        match self {
            Field::Mark => Mark::NAMES,
            Field::Closers => Closers::NAMES,
            Field::Gap => Gap::NAMES,
            Field::Opener => Opener::NAMES,
            Field::Next => Next::NAMES,
            Field::Token => Token::NAMES,
            Field::Listed => Listed::NAMES,
            Field::Before => Before::NAMES,
            Field::Inside => Inside::NAMES,
            Field::Length => Length::NAMES,
            _ => FLAG,
        }
    }
}

/// One value for each [`Field`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence([u8; Field::COUNT]);

impl Evidence {
    pub(super) fn get(&self, field: Field) -> usize {
        usize::from(self.0[field as usize])
    }

    pub(super) fn of(sides: &Sides) -> Self {
        let mut values = [0; Field::COUNT];
        let mut set = |field: Field, value: u8| values[field as usize] = value;
        set(Field::Mark, sides.mark as u8);
        set(Field::Closers, sides.closers as u8);
        set(Field::Gap, sides.gap as u8);
        set(Field::Opener, sides.opener as u8);
        set(Field::Next, sides.next as u8);
        set(Field::Token, sides.token as u8);
        set(Field::Listed, sides.listed as u8);
        set(Field::Before, sides.before as u8);
        set(Field::Inside, sides.inside as u8);
        set(Field::Length, sides.length as u8);
        set(Field::Opens, sides.opens.into());
        set(Field::Spaced, sides.spaced.into());
        set(Field::Vowel, sides.vowel.into());
        set(Field::Cased, sides.cased.into());
        set(Field::Rules, rules::ends(sides).into());
        Self(values)
    }
}

/// Looks at the candidates of one block.
#[derive(Clone, Copy)]
pub(super) struct Witness<'t> {
    pub(super) text: &'t str,
    pub(super) language: Language,
    /// Whether a small letter says that no sentence starts there. In text without any capitals it does not.
    pub(super) cased: bool,
}

/// Brackets and quotes that opened farther away than this, in bytes, are taken for never closed.
const REACH_OF_BRACKETS: usize = 200;

/// A title or an initial is no longer than this, in bytes.
const LONGEST_TITLE: usize = 8;

impl<'t> Witness<'t> {
    /// What the candidate looks like, if the sentence starts at `start`.
    pub(super) fn sides(self, start: usize, candidate: &Candidate) -> Sides {
        let before = self.text[start..candidate.start].trim_end();
        let token = token_before(before);
        let head = &before[..before.len() - token.len()];
        let after = &self.text[candidate.end..];
        let (opener, next) = self.right(after);
        Sides {
            mark: candidate.mark,
            closers: self.closers(candidate),
            gap: gap(after),
            opener,
            next,
            token: self.token(token),
            listed: if candidate.mark == Mark::Period { self.listed(token) } else { Listed::No },
            before: token_kind_before(head),
            inside: inside(&self.text[start..candidate.end]),
            length: length(candidate.end - start),
            opens: opens_line(head),
            spaced: start + before.len() < candidate.start,
            vowel: token.chars().next_back().is_some_and(is_vowel),
            cased: self.cased,
        }
    }

    fn closers(self, candidate: &Candidate) -> Closers {
        let closers = &self.text[candidate.closers..candidate.end];
        if closers.is_empty() {
            Closers::None
        } else if closers.contains([')', ']', '}', '）']) {
            Closers::Bracket
        } else if closers.contains(|c| is_closer(c) || is_inverted_closer(c)) {
            Closers::Quote
        } else {
            Closers::Other
        }
    }

    /// What follows: an opening mark, and the word behind it.
    fn right(self, after: &str) -> (Opener, Next) {
        let rest = after.trim_start();
        let word = rest.trim_start_matches(|c: char| c.is_whitespace() || is_opener(c) || c == '•');
        let opener = match rest.chars().next() {
            Some(_) if word.len() == rest.len() => Opener::None,
            Some('-' | '–' | '—' | '―') => Opener::Dash,
            Some('(' | '[' | '{' | '（' | '【') => Opener::Bracket,
            Some('¿' | '¡') => Opener::Inverted,
            Some('*' | '_' | '•') => Opener::Other,
            _ => Opener::Quote,
        };
        (opener, self.next(word))
    }

    fn next(self, rest: &str) -> Next {
        let Some(first) = rest.chars().next() else { return Next::Nothing };
        if !is_letter(first) {
            return match first {
                _ if is_number(first) => Next::Number,
                '…' => Next::Dots,
                '.' if rest.starts_with("..") || rest.starts_with(". .") => Next::Dots,
                ',' | ';' | ':' | ')' | ']' | '}' | '%' | '/' | '.' | '!' | '?' | '»' | '、' | '，' | '；' => {
                    Next::Tail
                }
                _ if is_emoji(first) => Next::Emoji,
                _ => Next::Sign,
            };
        }
        if is_written_without_spaces(first) {
            return Next::Caseless;
        }
        let reach = &rest[..rest.floor_char_boundary(48)];
        let end = reach.find(|c: char| !is_letter(c) && !matches!(c, '\'' | '’')).unwrap_or(reach.len());
        let (word, after) = reach.split_at(end);
        let one = word.len() == first.len_utf8();
        let stopped = after.starts_with('.');
        let starter = || self.language.is_function_word(word);
        if is_small_letter(first) {
            return if (one || stopped) && word.len() <= LONGEST_TITLE { Next::SmallShort } else { Next::Small };
        }
        if !is_capital_letter(first) {
            return if starter() { Next::CaselessStarter } else { Next::Caseless };
        }
        if starter() {
            return Next::Starter;
        }
        if one {
            return if stopped { Next::Initial } else { Next::Letter };
        }
        if stopped
            && word.len() <= LONGEST_TITLE
            && self.language.abbreviation(word) == Some(AbbreviationKind::BeforeName)
        {
            return Next::Title;
        }
        if word.chars().nth(1).is_some_and(is_capital_letter) { Next::Capitals } else { Next::Capital }
    }

    fn token(self, token: &str) -> Token {
        let Some(last) = token.chars().next_back() else { return Token::Nothing };
        if !last.is_alphanumeric() && !is_sign(last) {
            return if is_closer(last) || is_inverted_closer(last) { Token::Closed } else { Token::Sign };
        }
        let letters = token.chars().filter(|&c| is_letter(c)).count();
        if letters == 0 {
            return match token.len() {
                _ if !token.bytes().all(|b| b.is_ascii_digit()) => Token::Numeric,
                1 | 2 if self.language.writes_ordinals_with_a_stop() => Token::Ordinal,
                1 | 2 => Token::Digits2,
                3 => Token::Digits3,
                4 => Token::Digits4,
                _ => Token::Numeric,
            };
        }
        if is_acronym(token) {
            return if token.contains(is_capital_letter) { Token::Acronym } else { Token::SmallAcronym };
        }
        if token.contains(['@', '_', '\\']) || token.contains("//") || token.contains('.') {
            return Token::Address;
        }
        let word = last_part(token);
        if word.chars().any(is_number) {
            return Token::Mixed;
        }
        match word_kind(word) {
            Token::Roman if self.language.writes_ordinals_with_a_stop() => Token::RomanOrdinal,
            Token::Capital if word == "I" && self.language == Language::English => Token::I,
            kind => kind,
        }
    }

    fn listed(self, token: &str) -> Listed {
        let found = self.language.abbreviation(token).or_else(|| {
            let part = last_part(token);
            if part.len() < token.len() { self.language.abbreviation(part) } else { None }
        });
        match found {
            None => Listed::No,
            Some(AbbreviationKind::BeforeName) => Listed::Name,
            Some(AbbreviationKind::BeforeNumber) => Listed::Number,
            Some(AbbreviationKind::Within) => Listed::Within,
            Some(AbbreviationKind::MayEnd) => Listed::MayEnd,
        }
    }
}

fn word_kind(word: &str) -> Token {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return Token::Sign };
    let second = chars.next();
    let count = 1 + usize::from(second.is_some()) + chars.count();
    if !is_capital_letter(first) && !is_small_letter(first) {
        return match base_letters(word) {
            0 | 1 => Token::Caseless1,
            2 => Token::Caseless2,
            _ => Token::Caseless,
        };
    }
    match (is_capital_letter(first), count) {
        (true, 1) => Token::Capital,
        (false, 1) => Token::SmallLetter,
        (true, _) if second.is_some_and(is_capital_letter) => {
            if is_roman_numeral(word) {
                Token::Roman
            } else {
                Token::Capitals
            }
        }
        (_, 2..=5) if vowelless(word) => Token::Vowelless,
        (true, 2 | 3) => Token::Capital3,
        (true, 4) => Token::Capital4,
        (true, _) => Token::Capitalised,
        (false, 2) => Token::Small2,
        (false, 3) => Token::Small3,
        (false, 4) => Token::Small4,
        (false, 5 | 6) => Token::Small,
        (false, _) => Token::Long,
    }
}

/// Whether what stands behind `head` opens the sentence or a line of it.
fn opens_line(head: &str) -> bool {
    let before = head.trim_end_matches(|c: char| c == ' ' || c == '\t' || is_opener(c));
    before.is_empty() || before.ends_with('\n')
}

/// The kind of the token that `head` ends with, white space aside.
fn token_kind_before(head: &str) -> Before {
    let token = token_before(head.trim_end_matches(|c: char| c.is_whitespace() || is_opener(c)));
    let first = token.chars().find(|c| c.is_alphanumeric());
    match first {
        None => Before::Nothing,
        Some(_) if token.ends_with('.') => Before::Stopped,
        Some(c) if is_number(c) => Before::Number,
        Some(c) if is_small_letter(c) => Before::Small,
        Some(c) if is_capital_letter(c) => Before::Capital,
        Some(_) => Before::Other,
    }
}

fn gap(after: &str) -> Gap {
    let blank = after.len() - after.trim_start().len();
    match &after[..blank] {
        "" => Gap::Glued,
        " " | "\u{a0}" => Gap::Space,
        blank if blank.contains(['\n', '\r']) => Gap::Line,
        _ => Gap::Spaces,
    }
}

/// Whether the last bracket or quote of the sentence so far opens.
fn inside(sentence: &str) -> Inside {
    let near = &sentence[sentence.ceil_char_boundary(sentence.len().saturating_sub(REACH_OF_BRACKETS))..];
    let bytes = near.as_bytes();
    if memchr::memrchr2(b'(', b')', bytes).is_some_and(|at| bytes[at] == b'(') {
        return Inside::Bracket;
    }
    if memchr::memchr_iter(b'"', bytes).count() % 2 == 1 {
        return Inside::Quote;
    }
    if near.is_ascii() { Inside::No } else { inside_typographic(near) }
}

/// The same for quotes and brackets beyond ASCII, all of which start with one of four bytes.
fn inside_typographic(near: &str) -> Inside {
    let bytes = near.as_bytes();
    for at in (0..bytes.len()).rev().filter(|&at| matches!(bytes[at], 0xc2 | 0xe2 | 0xe3 | 0xef)) {
        match near[at..].chars().next() {
            Some('“' | '«' | '„' | '「' | '『') => return Inside::Quote,
            Some('《' | '（') => return Inside::Bracket,
            Some('”' | '»' | '」' | '』' | '》' | '）') => return Inside::No,
            _ => {}
        }
    }
    Inside::No
}

fn length(bytes: usize) -> Length {
    match bytes {
        0..=8 => Length::Upto8,
        9..=24 => Length::Upto24,
        25..=80 => Length::Upto80,
        81..=240 => Length::Upto240,
        _ => Length::Long,
    }
}

/// Letters with stops between them: `U.S`, `p.m`, `Ph.D`.
fn is_acronym(token: &str) -> bool {
    token.contains('.')
        && token
            .split('.')
            .all(|part| matches!(base_letters(part), 1..=3) && part.chars().all(|c| is_letter(c) || is_sign(c)))
}
