//! The languages that answers are told in.

use std::path::Path;

use serde::Serialize;

/// A language that answers are told in. Facts are written in English; the others have translations of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
pub enum Language {
    /// English, in which the facts are written.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Dutch.
    #[serde(rename = "nl")]
    Dutch,
    /// Ukrainian.
    #[serde(rename = "uk")]
    Ukrainian,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::English, Self::Dutch, Self::Ukrainian];
    /// Those that facts are translated into.
    pub const TRANSLATED: [Self; 2] = [Self::Dutch, Self::Ukrainian];

    /// Its code in ISO 639-1, which Discord's locales and the folders of translations have too.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Dutch => "nl",
            Self::Ukrainian => "uk",
        }
    }

    /// What its speakers call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Dutch => "Nederlands",
            Self::Ukrainian => "Українська",
        }
    }

    /// The language of a locale as Discord and POSIX write it: `nl`, `nl_BE.UTF-8`, `en-GB`; none where it is another one.
    ///
    /// # Examples
    /// ```
    /// use accord::knowledge::Language;
    ///
    /// assert_eq!(Language::of_locale("nl_NL.UTF-8"), Some(Language::Dutch));
    /// assert_eq!(Language::of_locale("pt-BR"), None);
    /// ```
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        let code = locale.split(['-', '_', '.', '@']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }

    /// The language whose folder a file lies in: `knowledge/nl/parties/netherlands.toml`.
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        let mut folders = path.parent()?.components().rev();
        folders.find_map(|folder| {
            Self::TRANSLATED.into_iter().find(|language| folder.as_os_str() == language.code())
        })
    }
}
