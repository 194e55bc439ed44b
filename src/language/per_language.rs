//! [`PerLanguage`]: a value for each language, made on first use.

use std::sync::OnceLock;

use super::table::Language;

/// A value for each language. Only those of the languages in use are ever made.
pub(crate) struct PerLanguage<T> {
    values: [OnceLock<T>; Language::COUNT],
    make: fn(Language) -> T,
}

impl<T> PerLanguage<T> {
    /// `make` makes the value of a language.
    pub(crate) const fn new(make: fn(Language) -> T) -> Self {
        Self { values: [const { OnceLock::new() }; Language::COUNT], make }
    }

    #[inline]
    pub(crate) fn get(&self, language: Language) -> &T {
        self.values[language as usize].get_or_init(|| (self.make)(language))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn a_value_is_made_once_for_each_language_asked_for() {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let codes = PerLanguage::new(|language| {
            MADE.fetch_add(1, Ordering::Relaxed);
            format!("{language:?}")
        });
        assert_eq!(
            [Language::German, Language::Zulu, Language::German].map(|language| codes.get(language).as_str()),
            ["German", "Zulu", "German"]
        );
        assert_eq!(MADE.load(Ordering::Relaxed), 2);
    }
}
