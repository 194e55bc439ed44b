//! Lower case, as terms need it.

use super::Language;

impl Language {
    /// Writes `word` in lower case into `folded`, which is emptied first.
    ///
    /// The typographic apostrophe becomes the plain one, as stop lists and stemmers expect; what
    /// French and its neighbours write before an apostrophe is left out; Turkish keeps its two letters *i* apart.
    pub(crate) fn fold(self, word: &str, folded: &mut String) {
        folded.clear();
        if word.is_ascii() {
            folded.push_str(word);
            folded.make_ascii_lowercase();
        } else {
            self.fold_unicode(word, folded);
        }
        if matches!(self, Language::Turkish | Language::Azerbaijani) && word.contains('I') {
            self.fold_unicode(word, folded);
        }
        if self.elides() {
            drop_elided(folded);
        }
    }

    fn fold_unicode(self, word: &str, folded: &mut String) {
        let dotless = matches!(self, Language::Turkish | Language::Azerbaijani);
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
}

/// `l'heure` becomes `heure`. (So does `aujourd'hui` become `hui`: still a term of its own.)
fn drop_elided(folded: &mut String) {
    if let Some(at) = folded.find('\'').filter(|at| at + 1 < folded.len()) {
        folded.drain(..=at);
    }
}

/// Longer than any word of a list, in bytes.
pub(super) const LONGEST_LISTED: usize = 32;

/// `word` in lower case: itself, if it is so already, or written into `buffer`; `None` if it is too long for that. Allocates nothing.
pub(crate) fn lower_case<'b>(word: &'b str, buffer: &'b mut [u8]) -> Option<&'b str> {
    if is_small(word.as_bytes()) {
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
            // To know that of others takes a look into a table.
            'a'..='z' | 'а'..='я' => push(c, buffer, &mut length)?,
            'A'..='Z' | 'А'..='Я' => push(char::from_u32(u32::from(c) + 0x20)?, buffer, &mut length)?,
            '’' => push('\'', buffer, &mut length)?,
            _ => c.to_lowercase().try_for_each(|c| push(c, buffer, &mut length))?,
        }
    }
    std::str::from_utf8(&buffer[..length]).ok()
}

/// Whether there is nothing but small letters of ASCII and Russian and marks of ASCII, so that lower case changes nothing.
fn is_small(mut token: &[u8]) -> bool {
    loop {
        token = match token {
            [] => return true,
            [0..=b'@' | b'['..=0x7f, rest @ ..] => rest,
            [0xd0, 0xb0..=0xbf, rest @ ..] | [0xd1, 0x80..=0x9f, rest @ ..] => rest,
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
    fn what_is_taken_for_small_is_its_own_lower_case() {
        for c in ('\0'..=char::MAX).map(String::from).filter(|c| is_small(c.as_bytes())) {
            assert_eq!(c, c.to_lowercase());
        }
        assert!(is_small("т.е".as_bytes()) && is_small(b"p.m") && !is_small("Т.е".as_bytes()) && !is_small(b"P.m"));
    }

    #[test]
    fn letters_told_by_their_range_have_the_lower_case_of_the_tables() {
        for c in '\0'..='\u{ffff}' {
            let mut buffer = [0; 16];
            let expected = if c == '’' { "'".to_owned() } else { c.to_lowercase().to_string() };
            assert_eq!(lower_case(&c.to_string(), &mut buffer), Some(expected.as_str()), "{c}");
        }
    }
}
