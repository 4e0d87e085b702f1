//! The words of one language: messages of Project Fluent by id, embedded in the program.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::knowledge::Language;

/// The messages of each language.
const TEXTS: [(Language, &str); 3] = [
    (Language::English, include_str!("en.ftl")),
    (Language::Dutch, include_str!("nl.ftl")),
    (Language::Ukrainian, include_str!("uk.ftl")),
];

static BUNDLES: LazyLock<Vec<(Language, FluentBundle<FluentResource>)>> =
    LazyLock::new(|| TEXTS.into_iter().map(|(language, text)| (language, bundle(language, text))).collect());

fn bundle(language: Language, text: &str) -> FluentBundle<FluentResource> {
    // Plurals go by the code; a code that could not be read would have those of no language.
    let code: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![code]);
    // Marks around what is put in would be seen as boxes by many, and no language here runs from right to left.
    bundle.set_use_isolating(false);
    // What could not be read is missing, and is said in English; a test holds that nothing is.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

/// What the program says, in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words(Language);

impl Words {
    /// In English.
    pub const ENGLISH: Self = Self(Language::English);

    /// In a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        Self(language)
    }

    /// Their language.
    #[must_use]
    pub fn language(self) -> Language {
        self.0
    }

    /// The message with this id.
    #[must_use]
    pub fn say(self, id: &str) -> String {
        self.message(id, &FluentArgs::new())
    }

    /// The message with this id and what is put into it.
    #[must_use]
    pub(crate) fn say_with<const N: usize>(
        self,
        id: &str,
        args: [(&'static str, FluentValue<'_>); N],
    ) -> String {
        self.message(id, &args.into_iter().collect())
    }

    fn message(self, id: &str, args: &FluentArgs<'_>) -> String {
        let said = |language| {
            let (_, bundle) = BUNDLES.iter().find(|(own, _)| *own == language)?;
            let pattern = bundle.get_message(id)?.value()?;
            Some(bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
        };
        said(self.0).or_else(|| said(Language::English)).unwrap_or_else(|| id.to_owned())
    }
}

/// A text to put into a message.
pub(crate) fn text<'a>(text: impl Into<Cow<'a, str>>) -> FluentValue<'a> {
    FluentValue::String(text.into())
}
