//! What texts are made of.

/// Words, marks and white space that mean something to a rule somewhere. Random bytes would hardly ever meet one.
#[rustfmt::skip]
pub(crate) const PIECES: &[&str] = &[
    "rain", "Rain", "river", "the", "The", "Dr", "U.S", "e.g", "No", "5",
    "3.5", "2023-11-10", "date", "CNN", "From:", "Subject:", "wrote:", "x", "J", "I",
    "Übung", "été", "l’eau", "дождь", "Москва", "βροχή", "αντίθετε", "雨", "降る", "مطر",
    "नमस्ते", "👩‍👧", "e\u{301}", "\u{200d}", "\u{feff}", "\u{200b}", "\0", ".", "!", "?",
    "…", "...", ". . .", "。", "！", "।", "؟", ",", ";", ":",
    "'", "’", "\"", "“", "”", "«", "»", "(", ")", "[",
    "]", "-", "—", "*", "#", ">", "|", "`", "```", "---",
    "===", "- ", "1. ", "(a) ", "\n", "\n\n", "\r\n", "\r", "\x0c", "\t",
    "\u{a0}", "\u{2028}", " ", " ", " ", " ", " ", " ",
];
