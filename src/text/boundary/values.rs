//! The values of each feature.

/// Declares the values of a feature, each with its name in the file of weights.
macro_rules! values {
    ($(#[$about:meta])* $set:ident { $($(#[$doc:meta])* $value:ident $name:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $set { $($(#[$doc])* $value,)+ }

        impl $set {
            pub(super) const NAMES: &'static [&'static str] = &[$($name),+];
            #[allow(dead_code, reason = "used for some features only")]
            pub(super) const ALL: &'static [Self] = &[$(Self::$value),+];
        }
    };
}

values! {
    /// The last stop of the candidate.
    Mark {
        Period ".",
        Question "?",
        Exclamation "!",
        /// Two dots or more, or `…`.
        Ellipsis "...",
        /// A stop without any other use: `。`, `।`, `۔`.
        Strong "strong",
        Colon "colon",
        Semicolon "semicolon",
        /// An emoji or an emoticon after no other stop.
        Emoji "emoji",
    }
}

values! {
    /// The closing marks after the stop.
    Closers { None "-", Quote "quote", Bracket "bracket", Other "emoji", }
}

values! {
    /// The white space after the candidate.
    Gap { Glued "glued", Space "space", Spaces "spaces", Line "line", }
}

values! {
    /// The opening mark before the next word.
    Opener { None "-", Quote "quote", Bracket "bracket", Dash "dash", Inverted "inverted", Other "other", }
}

values! {
    /// The next word, or what follows instead of one.
    Next {
        Nothing "nothing",
        Small "small",
        /// One small letter, or a short word in small letters with a period: `p.`, `str.`
        SmallShort "small.",
        Capital "Capital",
        /// A capitalized function word: `The`, `Er`.
        Starter "Starter",
        Capitals "CAPITALS",
        Letter "L",
        /// `J.`
        Initial "L.",
        /// `Mr.`
        Title "Title.",
        Number "number",
        /// A word of a script without case.
        Caseless "caseless",
        /// A function word without case.
        CaselessStarter "caseless-starter",
        Emoji "emoji",
        /// An ellipsis: `...`, `. . .`
        Dots "...",
        /// A sign that cannot begin a sentence: `,`, `)`.
        Tail "tail",
        Sign "sign",
    }
}

values! {
    /// The token before the mark.
    Token {
        Nothing "nothing",
        /// One or two digits, in a language with ordinals such as `3.`
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
        /// A Roman numeral in such a language.
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
    /// The [kind](crate::language::AbbreviationKind) of the token if it is a listed abbreviation.
    Listed { No "-", Name "name", Number "number", Within "within", MayEnd "end", }
}

values! {
    /// The token before the token.
    Before { Nothing "nothing", Small "small", Capital "Capital", Stopped "stopped", Number "number", Other "other", }
}

values! {
    /// Whether the candidate is inside open quotes or brackets.
    Inside { No "-", Bracket "bracket", Quote "quote", }
}

values! {
    /// Length of the sentence up to the candidate in bytes.
    Length { Upto8 "<9", Upto24 "<25", Upto80 "<81", Upto240 "<241", Long "long", }
}
