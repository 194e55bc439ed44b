//! The language of a text: named, or to be detected.

use excerpt::Language;
use serde::Serialize;

/// What `--language` was set to.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum LanguageChoice {
    Detect,
    Always(Language),
}

impl LanguageChoice {
    /// The language of `text`.
    pub(crate) fn of(self, text: &str) -> Language {
        match self {
            LanguageChoice::Detect => Language::detect(text),
            LanguageChoice::Always(language) => language,
        }
    }

    /// `None` means to detect it.
    pub(crate) fn fixed(self) -> Option<Language> {
        match self {
            LanguageChoice::Detect => None,
            LanguageChoice::Always(language) => Some(language),
        }
    }
}

/// Reads a code or an English name, or `auto`.
pub(crate) fn language(code: &str) -> Result<LanguageChoice, excerpt::Error> {
    match code {
        "auto" => Ok(LanguageChoice::Detect),
        _ => code.parse().map(LanguageChoice::Always),
    }
}
