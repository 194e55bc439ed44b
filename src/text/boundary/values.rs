//! Values: what each side of a candidate may be.

/// Declares a set of values, each with the name it has in the file of weights.
macro_rules! values {
    ($(#[$about:meta])* $set:ident { $($(#[$doc:meta])* $value:ident $name:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $set { $($(#[$doc])* $value,)+ }

        impl $set {
            pub(super) const NAMES: &'static [&'static str] = &[$($name),+];
                #[allow(dead_code, reason = "not asked of every set")]
            pub(super) const ALL: &'static [Self] = &[$(Self::$value),+];
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
