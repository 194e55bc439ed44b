//! Words: where UAX #29 says they are.

use unicode_segmentation::UnicodeSegmentation;

use super::Span;

/// The words of `text`, in order: the pieces between the word boundaries of [UAX #29] that hold
/// at least one letter or digit.
///
/// Linear in the length of the text; allocates nothing.
///
/// ```
/// use excerpt::text::words;
///
/// let text = "It’s 3.5 km, isn't it?";
/// let found: Vec<_> = words(text).map(|span| span.slice(text)).collect();
/// assert_eq!(found, ["It’s", "3.5", "km", "isn't", "it"]);
/// ```
///
/// [UAX #29]: https://www.unicode.org/reports/tr29/#Word_Boundaries
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    text.unicode_word_indices().map(|(start, word)| Span::new(start, start + word.len()))
}
