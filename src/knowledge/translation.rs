//! Facts, titles and names in the languages that they are translated into. A translation is tied to the English that it was made
//! from by a fingerprint: where that has changed since, it is not told any more.

use std::collections::{BTreeMap, HashMap};

use super::fact::Fact;
use super::finding::Place;
use super::fingerprint::fingerprint;
use super::language::Language;
use super::model::{Agreement, Knowledge};

/// What a fact or an agreement says in another language.
#[derive(Debug, Clone)]
pub struct Translation {
    /// Where it stands.
    pub place: Place,
    /// Fingerprint of the English that it was made from, see [`of_english`].
    pub from: u64,
    /// The statement, or the agreement's title.
    pub statement: String,
    /// The note, where the English has one.
    pub note: Option<String>,
    /// Ways of asking in that language, as a fact has them in English.
    pub asks: Vec<String>,
}

impl Translation {
    /// Whether it was made from this English.
    fn is_of(&self, statement: &str, note: Option<&str>) -> bool {
        self.from == of_english(statement, note)
    }
}

/// A name or a short text in another language.
#[derive(Debug, Clone, Default)]
pub struct Name {
    /// As a heading.
    pub is: String,
    /// Behind "of" and "from": with its article in Dutch, in the genitive in Ukrainian.
    pub of_it: Option<String>,
    /// Of a place: with the preposition for "in" and the case that it asks for.
    pub in_it: Option<String>,
}

/// All that is translated, by language.
#[derive(Debug, Default)]
pub struct Translations(pub(super) BTreeMap<Language, Tongue>);

/// All that is translated into one language.
#[derive(Debug, Default)]
pub(super) struct Tongue {
    /// By id of the fact or agreement.
    pub texts: HashMap<String, Translation>,
    /// By the English.
    pub names: HashMap<String, Name>,
}

/// How a fact or agreement stands in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Translated from the English as it is.
    Current,
    /// Translated from an English that has changed since.
    Stale,
    /// Not translated.
    Missing,
}

/// The fingerprint that ties a translation to the English statement (or title) and note that it was made from.
///
/// # Examples
/// ```
/// use accord::knowledge::{fingerprint, of_english};
///
/// assert_eq!(of_english("Said.", None), fingerprint("Said.\n"));
/// assert_ne!(of_english("Said.", Some("Note.")), of_english("Said.", None));
/// ```
#[must_use]
pub fn of_english(statement: &str, note: Option<&str>) -> u64 {
    fingerprint(&format!("{statement}\n{}", note.unwrap_or_default()))
}

impl Knowledge {
    /// The translation of a fact, where there is one of the English as it is now.
    #[must_use]
    pub fn fact_in(&self, fact: &Fact, language: Language) -> Option<&Translation> {
        self.current(&fact.id, &fact.statement, fact.note.as_deref(), language)
    }

    /// A fact's ways of asking, the English ones first. Those of a translation whose English has changed since stay: a question
    /// seldom changes with the answer.
    pub fn asks_of<'a>(&'a self, fact: &'a Fact) -> impl Iterator<Item = (Language, &'a str)> {
        let english = fact.asks.iter().map(|ask| (Language::English, ask.as_str()));
        let others = self.translations.0.iter().filter_map(|(language, tongue)| {
            let own = tongue.texts.get(&fact.id)?;
            Some(own.asks.iter().map(|ask| (*language, ask.as_str())))
        });
        english.chain(others.flatten())
    }

    /// What a fact says in a language; none where that would have to be told in English.
    #[must_use]
    pub fn statement_in<'a>(&'a self, fact: &'a Fact, language: Language) -> Option<&'a str> {
        match language {
            Language::English => Some(&fact.statement),
            _ => self.fact_in(fact, language).map(|own| own.statement.as_str()),
        }
    }

    /// The translation of an agreement's title and note.
    #[must_use]
    pub fn agreement_in(&self, agreement: &Agreement, language: Language) -> Option<&Translation> {
        self.current(&agreement.id, &agreement.title, agreement.note.as_deref(), language)
    }

    /// A name or short text in a language.
    #[must_use]
    pub fn name_in(&self, english: &str, language: Language) -> Option<&Name> {
        self.translations.0.get(&language)?.names.get(english)
    }

    fn current(
        &self,
        id: &str,
        statement: &str,
        note: Option<&str>,
        language: Language,
    ) -> Option<&Translation> {
        let own = self.translations.0.get(&language)?.texts.get(id)?;
        own.is_of(statement, note).then_some(own)
    }

    /// The languages whose translation of a fact was made from an English that has changed since.
    pub fn stale_translations(&self, fact: &str) -> impl Iterator<Item = Language> {
        let fact = self.fact(fact);
        let tongues = self.translations.0.iter();
        tongues.filter_map(move |(language, tongue)| {
            let fact = fact?;
            let own = tongue.texts.get(&fact.id)?;
            (!own.is_of(&fact.statement, fact.note.as_deref())).then_some(*language)
        })
    }

    /// Whether anything is translated into a language.
    #[must_use]
    pub fn is_translated(&self, language: Language) -> bool {
        self.translations.0.get(&language).is_some_and(|tongue| !tongue.texts.is_empty())
    }

    /// How all that can be translated stands in a language: facts as written and agreements, by id, with their English statement
    /// (or title) and note.
    pub fn standings(
        &self,
        language: Language,
    ) -> impl Iterator<Item = (&str, &str, Option<&str>, Option<&Translation>, Standing)> {
        let facts = self.facts.iter().filter(|fact| fact.aspect.is_none());
        let facts = facts.map(|fact| (&fact.id, &fact.statement, &fact.note));
        let agreements = self.agreements.iter().map(|own| (&own.id, &own.title, &own.note));
        facts.chain(agreements).map(move |(id, statement, note)| {
            let own = self.translations.0.get(&language).and_then(|tongue| tongue.texts.get(id));
            let standing = match own {
                None => Standing::Missing,
                Some(own) if own.is_of(statement, note.as_deref()) => Standing::Current,
                Some(_) => Standing::Stale,
            };
            (id.as_str(), statement.as_str(), note.as_deref(), own, standing)
        })
    }

    /// Translations of what is not on file (any more): ids with their places.
    pub fn left_over(&self, language: Language) -> impl Iterator<Item = (&str, &Place)> {
        let texts = self.translations.0.get(&language).into_iter().flat_map(|tongue| &tongue.texts);
        texts
            .filter(|(id, _)| self.fact(id).is_none() && self.agreement(id).is_none())
            .map(|(id, own)| (id.as_str(), &own.place))
    }
}
