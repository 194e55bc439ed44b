//! Case folding: words in the form that terms and lists have.

use super::table::Language;
use crate::util::char_class::{CASE_OFFSET, is_russian_capital, is_russian_small, utf8};

impl Language {
    /// Writes `word` in lower case into `folded`, which is emptied first.
    ///
    /// The typographic apostrophe becomes the plain one, which stop lists and stemmers expect; an elided article or pronoun
    /// (French *l'*) is removed; Turkish and Azerbaijani keep dotted and dotless *i* apart.
    pub(crate) fn fold(self, word: &str, folded: &mut String) {
        folded.clear();
        if word.is_ascii() {
            folded.push_str(word);
            folded.make_ascii_lowercase();
        } else {
            self.fold_unicode(word, folded);
        }
        if self.has_dotless_i() && word.contains('I') {
            self.fold_unicode(word, folded);
        }
        if self.row().has_elision {
            remove_elided(folded);
        }
    }

    fn fold_unicode(self, word: &str, folded: &mut String) {
        let dotless = self.has_dotless_i();
        folded.clear();
        for c in word.chars() {
            match c {
                '’' | 'ʼ' => folded.push('\''),
                'I' if dotless => folded.push('ı'),
                'İ' if dotless => folded.push('i'),
                _ => folded.extend(c.to_lowercase()),
            }
        }
    }

    /// Whether the lower case of `I` is `ı`.
    fn has_dotless_i(self) -> bool {
        matches!(self, Language::Turkish | Language::Azerbaijani)
    }
}

/// `l'heure` becomes `heure`. (And `aujourd'hui` becomes `hui`, which is still a term of its own.)
fn remove_elided(folded: &mut String) {
    if let Some(at) = folded.find('\'').filter(|at| at + 1 < folded.len()) {
        folded.drain(..=at);
    }
}

/// Maximum length of a listed word in bytes, whatever the list: abbreviations, stop words, first words of openings.
pub(crate) const MAX_LISTED_BYTES: usize = 32;

/// `word` in lower case: `word` itself if it is so already, otherwise written into `buffer`; `None` if it does not fit. Makes no
/// allocation.
pub(crate) fn lower_case<'b>(word: &'b str, buffer: &'b mut [u8]) -> Option<&'b str> {
    if is_lower_case(word.as_bytes()) {
        return Some(word);
    }
    if word.is_ascii() {
        let lower = buffer.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return std::str::from_utf8(lower).ok();
    }
    let mut length = 0;
    for c in word.chars() {
        match c {
            // `to_lowercase` looks these up in a table.
            _ if c.is_ascii_lowercase() || is_russian_small(c) => push(c, buffer, &mut length)?,
            _ if c.is_ascii_uppercase() || is_russian_capital(c) => {
                push(char::from_u32(u32::from(c) + CASE_OFFSET)?, buffer, &mut length)?;
            }
            '’' => push('\'', buffer, &mut length)?,
            _ => c.to_lowercase().try_for_each(|c| push(c, buffer, &mut length))?,
        }
    }
    std::str::from_utf8(&buffer[..length]).ok()
}

/// Whether all of `word` is ASCII without capitals or small letters of Cyrillic, so that lower case changes nothing.
fn is_lower_case(mut word: &[u8]) -> bool {
    loop {
        word = match word {
            [] => return true,
            [0..=b'@' | b'['..=0x7f, rest @ ..] => rest,
            [lead, second, rest @ ..] if utf8::is_cyrillic_small(*lead, *second) => rest,
            _ => return false,
        }
    }
}

fn push(c: char, buffer: &mut [u8], length: &mut usize) -> Option<()> {
    *length += c.encode_utf8(buffer.get_mut(*length..*length + c.len_utf8())?).len();
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(language: Language, word: &str) -> String {
        let mut folded = String::from("left over");
        language.fold(word, &mut folded);
        folded
    }

    #[test]
    fn folds_case_and_apostrophes() {
        assert_eq!(fold(Language::English, "Don’t"), "don't");
        assert_eq!(fold(Language::German, "ÜBER"), "über");
        assert_eq!(fold(Language::French, "L’Heure"), "heure");
        assert_eq!(fold(Language::Turkish, "ISPARTA'nın"), "ısparta'nın");
        assert_eq!(fold(Language::Turkish, "İzmir"), "izmir");
        assert_eq!(fold(Language::French, "'"), "'");
    }

    #[test]
    fn lower_case_is_its_own_lower_case() {
        for c in ('\0'..=char::MAX).map(String::from).filter(|c| is_lower_case(c.as_bytes())) {
            assert_eq!(c, c.to_lowercase());
        }
        assert!(
            is_lower_case("т.е".as_bytes())
                && is_lower_case(b"p.m")
                && !is_lower_case("Т.е".as_bytes())
                && !is_lower_case(b"P.m")
        );
    }

    #[test]
    fn lower_case_agrees_with_unicode() {
        for c in '\0'..='\u{ffff}' {
            let mut buffer = [0; 16];
            let expected = if c == '’' { "'".to_owned() } else { c.to_lowercase().to_string() };
            assert_eq!(lower_case(&c.to_string(), &mut buffer), Some(expected.as_str()), "{c}");
        }
    }
}
