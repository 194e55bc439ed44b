//! Lists inside a line: `1) milk 2) eggs`, `a. milk b. eggs`, `• 9. milk • 10. eggs`.

use crate::util::char_class::{is_bullet_mark, is_letter};

/// Maximum length of an item in bytes. The next label is searched for no further.
const MAX_ITEM_BYTES: usize = 400;

/// Maximum length of the label of a next item in bytes. A label that is two bytes shorter leaves room for one digit more, as in
/// `10.` after `9.`.
const MAX_LABEL_BYTES: usize = 16;

/// The label of a list item.
#[derive(Clone, Copy)]
pub(super) struct Label {
    /// Length in bytes, without the space after it.
    pub(super) len: usize,
}

/// The label at the start of `sentence`: a bullet or none, a number or a small letter, and `.`, `)` or `.)`.
pub(super) fn label(sentence: &str) -> Option<Label> {
    // Rejects most sentences at once: they begin with a capital or with a letter beyond ASCII.
    if sentence.starts_with(|c: char| c.is_ascii_uppercase() || is_letter(c) && !c.is_ascii()) {
        return None;
    }
    let counter = sentence[bullet_len(sentence)..].strip_prefix('(').unwrap_or(&sentence[bullet_len(sentence)..]);
    let digits = counter.bytes().take_while(u8::is_ascii_digit).count();
    let letters = usize::from(digits == 0 && counter.starts_with(|c: char| c.is_ascii_lowercase()));
    let rest = counter.get(digits + letters..).filter(|_| (1..=3).contains(&(digits + letters)))?;
    let after = [".)", ")", "."].iter().find_map(|mark| rest.strip_prefix(mark))?;
    let len = sentence.len() - after.len();
    (after.starts_with(' ') && len <= MAX_LABEL_BYTES - 2).then_some(Label { len })
}

/// Length of the item with `label` at the start of `sentence`, up to the label of the next item; `None` if there is no next item.
pub(super) fn item_len(sentence: &str, label: Label) -> Option<usize> {
    let mut wanted = [b' '; MAX_LABEL_BYTES + 1];
    let next = write_next(&sentence.as_bytes()[..label.len], &mut wanted[1..])?;
    let near = &sentence.as_bytes()[label.len..sentence.len().min(label.len + MAX_ITEM_BYTES)];
    memchr::memmem::find(near, &wanted[..next + 2]).map(|at| label.len + at)
}

/// Writes the label that follows `label` into `next`, such as `10.` for `9.`, and returns its length.
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
    fn an_item_ends_at_the_next_label() {
        assert_eq!(first_item("1.) milk 2.) eggs"), Some("1.) milk"));
        assert_eq!(first_item("99) milk 100) eggs"), Some("99) milk"));
        assert_eq!(first_item("• 9. milk • 10. eggs"), Some("• 9. milk"));
        assert_eq!(first_item("(a) milk (b) eggs"), Some("(a) milk"));
        assert_eq!(first_item("1. milk 3. eggs"), None);
        assert_eq!(first_item("3.5 litres 4.5 litres"), None);
        assert_eq!(first_item("9999. milk"), None);
    }
}
