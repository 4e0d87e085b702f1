//! In which language somebody is answered: the one that they chose, else that of their Discord or terminal, else that of the
//! question.

use super::bundle::Words;
use crate::knowledge::{Knowledge, Language, Telling};
use crate::language::tongue::language_of;

/// A language, and whether it goes on with the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Voice {
    /// The words of the language.
    pub words: Words,
    /// The language where it was chosen or told by the question: then it travels in the answer's buttons. The language of
    /// somebody's Discord does not, for others press them too.
    pub carried: Option<Language>,
}

impl Voice {
    /// A language that was chosen.
    #[must_use]
    pub fn chosen(language: Language) -> Self {
        Self { words: Words::of(language), carried: Some(language) }
    }

    /// The language for what somebody typed: as the conversation has it unless another one is typed, else of their Discord where
    /// that is one that is spoken here besides English, else of what they typed.
    #[must_use]
    pub fn of(carried: Option<Language>, locale: &str, typed: &str, telling: &[Telling]) -> Self {
        if let Some(carried) = carried {
            return Self::chosen(language_of(typed, telling).unwrap_or(carried));
        }
        match Language::of_locale(locale) {
            Some(language) if language != Language::English => {
                Self { words: Words::of(language), carried: None }
            }
            _ => match language_of(typed, telling) {
                Some(language) if language != Language::English => Self::chosen(language),
                _ => Self::default(),
            },
        }
    }
}

/// What a terminal is set to.
#[derive(Debug, Clone, Default)]
pub struct Speech {
    /// The language that was chosen on the command line.
    pub chosen: Option<Language>,
    /// The locale of its environment; empty without one.
    pub locale: String,
}

impl Speech {
    /// The language for what is typed there.
    #[must_use]
    pub fn voice(&self, carried: Option<Language>, typed: &str, knowledge: &Knowledge) -> Voice {
        match self.chosen {
            Some(language) => Voice::chosen(language),
            None => Voice::of(carried, &self.locale, typed, &knowledge.vocabulary.languages),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::load;

    #[test]
    fn who_asks_in_dutch_is_answered_in_dutch() {
        let knowledge = load("tests/facts".as_ref()).unwrap_or_else(|_| panic!("the tests' facts load"));
        let said = |carried, locale, typed| {
            let voice = Voice::of(carried, locale, typed, &knowledge.vocabulary.languages);
            (voice.words.language(), voice.carried)
        };
        let (english, dutch, ukrainian) = (Language::English, Language::Dutch, Language::Ukrainian);
        assert_eq!(said(None, "en-GB", "how much did the Dutch promise"), (english, None));
        assert_eq!(said(None, "de", "combien la France a promis de 2024"), (english, None));
        assert_eq!(
            said(None, "nl", "how much did the Dutch promise"),
            (dutch, None),
            "their Discord is Dutch"
        );
        assert_eq!(said(None, "en-US", "hoeveel beloofde Nederland?"), (dutch, Some(dutch)));
        assert_eq!(said(Some(dutch), "en-US", "2025?"), (dutch, Some(dutch)), "it goes on");
        assert_eq!(said(Some(dutch), "en-US", "how much was it then"), (english, Some(english)));
        assert_eq!(said(Some(ukrainian), "nl", ""), (ukrainian, Some(ukrainian)), "it was chosen");
    }
}
