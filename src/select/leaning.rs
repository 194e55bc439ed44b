//! Which sentences lean on the one before: alone they would leave a reader wondering what they speak of.

use crate::document::Document;

/// Whether the sentence points back, is a later step of a sequence, or ends what another began to quote.
pub(super) fn leans(doc: &Document<'_>, sentence: usize) -> bool {
    let text = doc.text(sentence);
    doc.language().needs_context(text) || is_later_step(text) || closes_quotation(text)
}

/// `Step 2: Pay at the pier.` So in any language: a word, a number above 1, a mark.
fn is_later_step(text: &str) -> bool {
    let Some((label, rest)) = text.split_once(' ') else { return false };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest[digits..].trim_start();
    rest[..digits].parse::<u8>().is_ok_and(|number| number > 1)
        && behind.starts_with([':', '.', ')', '：'])
        && behind.len() > 1
        && label.starts_with(char::is_uppercase)
        && label.chars().all(char::is_alphabetic)
}

/// Whether a quotation ends that did not begin here.
fn closes_quotation(text: &str) -> bool {
    let mut open = false;
    for (at, mark) in quotation_marks(text) {
        // Somebody wrote the marks for a program: \"so\".
        let before = text[..at].trim_end_matches('\\');
        if mark == "\"" && !open && before.ends_with(|c: char| c.is_ascii_digit()) {
            // Inches: the door is 30" wide.
            continue;
        }
        let opens = opens_quotation(before.chars().next_back(), mark, text[at + mark.len()..].chars().next(), open);
        if !opens && !open {
            return true;
        }
        open = opens;
    }
    false
}

/// The quotation marks of a text, and where they stand.
fn quotation_marks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // All but the first begin with the byte E2.
    let places = memchr::memchr2_iter(b'"', 0xe2, text.as_bytes());
    let is_mark = |c: &char| matches!(c, '"' | '“' | '”' | '„');
    places.filter_map(move |at| {
        let mark = text[at..].chars().next().filter(is_mark)?;
        Some((at, &text[at..at + mark.len_utf8()]))
    })
}

/// Whether a mark between two characters opens a quotation. German ends with the mark that English begins with, Swedish begins with
/// the one that it ends with, and where words are written without spaces, only turns tell.
fn opens_quotation(before: Option<char>, mark: &str, behind: Option<char>, is_open: bool) -> bool {
    let is_after_gap = before.is_none_or(|c| c.is_whitespace() || "([{-–—'‘/".contains(c));
    match mark {
        "„" => true,
        "“" => !is_open && behind.is_some_and(|c| !c.is_whitespace() && !",.;:?!".contains(c)),
        "”" => is_after_gap && behind.is_some_and(char::is_alphanumeric),
        _ => is_after_gap || (!is_open && behind.is_some_and(char::is_alphanumeric)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn second_leans(text: &str) -> bool {
        leans(&Document::new(&format!("Rain fell.\n\n{text}"), Language::English), 1)
    }

    #[test]
    fn what_points_back_leans() {
        assert!(second_leans("It grew."));
        assert!(second_leans("Step 2: Pay at the pier."));
        assert!(second_leans("It is our road,” said Bo Lind, who keeps the shop."));
        assert!(second_leans("Our road is gone,\" said Bo Lind, who keeps the shop."));
        assert!(second_leans("Die Straße ist fort“, sagte Bo Lind."));
    }

    #[test]
    fn what_stands_alone_does_not() {
        for text in [
            "Snow fell on the hills.",
            "Step 1: Choose a day.",
            "Apollo 11 flew.",
            "“Our road is gone,” said Bo Lind.",
            "\"Our road\" (\"the Alb\") is gone.",
            "The door is 30\" wide.",
            "„Unsere Straße“, sagte er, „ist fort.“",
            "”Vår väg är borta”, sade Bo Lind.",
            "他说：“《路》没了。”",
            "他说:\"路没了\"。",
            "Ann wrote \\\"gone\\\" on it.",
        ] {
            assert!(!second_leans(text), "{text}");
        }
    }
}
