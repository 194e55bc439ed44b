//! Texts that every method must cope with.

/// A name and a text.
pub(crate) type Case = (&'static str, String);

/// The samples of the repository.
pub(crate) fn samples() -> Vec<Case> {
    macro_rules! sample {
        ($($name:literal),+) => {
            vec![$(($name, include_str!(concat!("../../data/samples/", $name, ".txt")).to_owned())),+]
        };
    }
    sample!("news", "science", "email-thread", "story", "german", "spanish", "russian", "chinese", "meeting")
}

/// Texts that break summarizers. In all but the first three there is something to say.
pub(crate) fn nasty() -> Vec<Case> {
    let own = |text: &str| text.to_owned();
    vec![
        ("empty", own("")),
        ("white space", own(" \t\r\n \u{a0}\u{2003}\n")),
        ("byte order mark", own("\u{feff}")),
        ("one sentence", own("It rained all night in the town.")),
        ("one word", own("Rain")),
        ("no punctuation", own("the rain fell and the wind rose and the town went to sleep and nobody knew why")),
        ("no stops, many lines", (1..200).map(|i| format!("line {i} of the poem about rain\n")).collect()),
        ("only stop words", own("The of and. It is the. To be or not to be.")),
        ("capitals", own("THE RIVER ROSE. THE TOWN FLOODED. NOBODY WAS HURT. THE RIVER FELL.")),
        ("lower case", own("the river rose. the town flooded. nobody was hurt. the river fell.")),
        ("NUL bytes", own("The river\0rose.\0 The town \0flooded. Nobody was hurt.\0")),
        ("only punctuation", own("!!! ... ??? --- *** ;;;")),
        ("emoji", own("🎉🎉🎉 👩‍👩‍👧‍👦 🏳️‍🌈! 🎉")),
        ("half a megabyte without a space", "y".repeat(1 << 19)),
        ("the same sentence a thousand times", "The river rose in the night. ".repeat(1000)),
        ("stop and spaces", format!("A.{}", " ".repeat(100_000)) + "B."),
        ("closers", format!("A.{}", "\"')".repeat(30_000))),
        ("dots", ". ".repeat(20_000) + "End."),
        ("brackets", "(".repeat(20_000) + "in. Out.)"),
        ("CR LF", own("The river rose.\r\nThe town\r\nflooded.\r\n\r\nNobody was hurt.\r\n")),
        ("right to left", own("ارتفع النهر ليلا. غمرت المياه المدينة. لم يصب أحد بأذى؟ نعم.")),
        ("Thai", own("แม่น้ำเพิ่มขึ้นในตอนกลางคืน เมืองถูกน้ำท่วม ไม่มีใครได้รับบาดเจ็บ")),
        ("Greek that panics elsewhere", own("Αντίθετε λόγε. Αντιθετε ίσα ίσες ισαισα. Γράφετε αναιρετε.")),
        ("combining marks", format!("e{} flooded. The river rose.", "\u{301}".repeat(5_000))),
        ("headings only", own("# One\n\n# Two\n\n# Three")),
        ("metadata only", own("Subject: lunch\nFrom: Ann\nTo: Bob\n")),
        ("a table", own("| a | b |\n|---|---|\n| 1 | 2 |")),
        ("an open code fence", own("```\nThe river rose.\n\nThe town flooded.")),
        ("quotes only", own("> The river rose.\n> The town flooded.")),
    ]
}

/// Whether there is anything in the text that a person would see.
pub(crate) fn is_visible(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !matches!(c, '\u{feff}' | '\u{200b}'))
}
