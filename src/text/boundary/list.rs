//! Lists within a line: `1) milk 2) eggs`, `a. milk b. eggs`, `• 9. milk • 10. eggs`.

use super::super::marks::{is_bullet_mark, is_letter};

/// An item is no longer than this, in bytes.
const REACH: usize = 400;

/// Longer than any label, in bytes.
const LONGEST_LABEL: usize = 16;

/// The label that a sentence starts with, if it starts with one.
#[derive(Clone, Copy)]
pub(super) struct Label {
    /// Length of the label, the space behind it not included.
    pub(super) len: usize,
}

/// The label at the start of `sentence`: a bullet or none, a number or a small letter, and `.`, `)` or `.)`.
pub(super) fn label(sentence: &str) -> Option<Label> {
    // Most sentences start with a capital, and many with a letter of three bytes.
    if sentence.starts_with(|c: char| c.is_ascii_uppercase() || is_letter(c) && !c.is_ascii()) {
        return None;
    }
    let counter = sentence[bullet_len(sentence)..].strip_prefix('(').unwrap_or(&sentence[bullet_len(sentence)..]);
    let digits = counter.bytes().take_while(u8::is_ascii_digit).count();
    let letters = usize::from(digits == 0 && counter.starts_with(|c: char| c.is_ascii_lowercase()));
    let rest = counter.get(digits + letters..).filter(|_| (1..=3).contains(&(digits + letters)))?;
    let after = [".)", ")", "."].iter().find_map(|mark| rest.strip_prefix(mark))?;
    let len = sentence.len() - after.len();
    (after.starts_with(' ') && len <= LONGEST_LABEL - 2).then_some(Label { len })
}

/// Where the item that `sentence` starts with `label` ends because the next one starts: its length, if there is a next one.
pub(super) fn item_len(sentence: &str, label: Label) -> Option<usize> {
    let mut wanted = [b' '; LONGEST_LABEL + 1];
    let next = write_next(&sentence.as_bytes()[..label.len], &mut wanted[1..])?;
    let reach = &sentence.as_bytes()[label.len..sentence.len().min(label.len + REACH)];
    memchr::memmem::find(reach, &wanted[..next + 2]).map(|at| label.len + at)
}

/// Writes the label behind `label`, `10.` behind `9.`, and returns its length.
fn write_next(label: &[u8], next: &mut [u8]) -> Option<usize> {
    let first = label.iter().position(u8::is_ascii_alphanumeric)?;
    let last = label.iter().rposition(u8::is_ascii_alphanumeric)?;
    let counter = std::str::from_utf8(&label[first..=last]).ok()?;
    next[..first].copy_from_slice(&label[..first]);
    let mut end = first;
    if let Ok(number) = counter.parse::<u16>() {
        for divisor in [1000, 100, 10, 1] {
            if number + 1 >= divisor {
                next[end] = b'0' + ((number + 1) / divisor % 10) as u8;
                end += 1;
            }
        }
    } else {
        next[end] = label[first] + 1;
        end += 1;
    }
    let tail = &label[last + 1..];
    next[end..end + tail.len()].copy_from_slice(tail);
    Some(end + tail.len())
}

fn bullet_len(sentence: &str) -> usize {
    let after = sentence.strip_prefix(is_bullet_mark).unwrap_or(sentence);
    sentence.len() - after.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_item(sentence: &str) -> Option<&str> {
        label(sentence).and_then(|label| item_len(sentence, label)).map(|length| &sentence[..length])
    }

    #[test]
    fn an_item_ends_where_the_next_label_stands() {
        assert_eq!(first_item("1.) milk 2.) eggs"), Some("1.) milk"));
        assert_eq!(first_item("99) milk 100) eggs"), Some("99) milk"));
        assert_eq!(first_item("• 9. milk • 10. eggs"), Some("• 9. milk"));
        assert_eq!(first_item("(a) milk (b) eggs"), Some("(a) milk"));
        assert_eq!(first_item("1. milk 3. eggs"), None);
        assert_eq!(first_item("3.5 litres 4.5 litres"), None);
        assert_eq!(first_item("9999. milk"), None);
    }
}
