//! What the checker finds: a problem as data, at a place in a file. Worded where it is shown.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::model::Table;

/// A file of the fact file, as text.
#[derive(Debug, Clone)]
pub struct File {
    /// Where it was read.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// All files of a fact file.
#[derive(Debug, Clone, Default)]
pub struct Files(pub Vec<File>);

/// A place: which file (index into [`Files`]) and which bytes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Index of the file.
    pub file: usize,
    /// Byte range.
    pub span: Range<usize>,
}

impl Files {
    /// The path of the file a place is in.
    #[must_use]
    pub fn path(&self, place: &Place) -> &Path {
        &self.0[place.file].path
    }

    /// Line and column of a place's start, both counted from 1, the column in characters.
    #[must_use]
    pub fn line_and_column(&self, place: &Place) -> (usize, usize) {
        let text = &self.0[place.file].text;
        let before = text.get(..place.span.start).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    }

    /// The offending text itself, its first line.
    #[must_use]
    pub fn excerpt(&self, place: &Place) -> &str {
        let text = self.0[place.file].text.get(place.span.clone()).unwrap_or_default();
        text.lines().next().unwrap_or_default()
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: Problem,
}

/// What can be wrong in a fact file.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// Not TOML, in the parser's words; a date that does not exist is told here too.
    Syntax(String),
    /// A table the schema does not have.
    UnknownTable {
        /// As written.
        name: String,
        /// The likeliest table meant.
        nearest: Option<String>,
    },
    /// A key its table does not have.
    UnknownKey {
        /// As written.
        key: String,
        /// The likeliest key meant.
        nearest: Option<String>,
    },
    /// A value of another type, in serde's words.
    WrongType {
        /// The key.
        key: String,
        /// What was found and what was expected.
        message: String,
    },
    /// A required key is not there.
    Missing {
        /// The table.
        table: &'static str,
        /// The key.
        key: &'static str,
    },
    /// A text with nothing in it.
    Empty {
        /// The key.
        key: &'static str,
    },
    /// A text longer than Discord can show.
    TooLong {
        /// The key.
        key: &'static str,
        /// Characters it has.
        length: usize,
        /// Characters it may have.
        limit: usize,
    },
    /// Control characters or invisible direction marks in a text.
    ControlCharacter {
        /// The key.
        key: &'static str,
        /// Its code point.
        code: u32,
    },
    /// Too many entries in a list.
    TooMany {
        /// The key.
        key: &'static str,
        /// Entries it may have.
        limit: usize,
    },
    /// An id that is not lower-case words joined by hyphens.
    BadId(String),
    /// A second entry with the same id.
    DuplicateId {
        /// The id.
        id: String,
        /// Where it stands first.
        first: Place,
    },
    /// A reference to something that does not exist.
    Dangling {
        /// The id referred to.
        id: String,
        /// The table it should be in.
        table: Table,
        /// The likeliest id meant.
        nearest: Option<String>,
    },
    /// A date with a time of day, or only a time.
    NotADay,
    /// A period that cannot be read.
    BadPeriod(String),
    /// A currency that ISO 4217 does not have.
    UnknownCurrency(String),
    /// An amount of money with no currency.
    AmountWithoutCurrency,
    /// A value that is not exactly one of the kinds a value may be.
    NotOneValue {
        /// How many kinds it names.
        kinds: usize,
    },
    /// A key of money in a value that is not money, or the unit of no number.
    StrayValueKey(&'static str),
    /// A text outside the few that are accepted.
    UnknownChoice {
        /// As written.
        text: String,
        /// What is accepted.
        accepted: &'static [&'static str],
    },
    /// An address that is not http or https.
    BadUrl(String),
    /// A country code that is not two capital letters.
    BadCountryCode(String),
    /// A fact or record with no source.
    NoSource,
    /// A superseded fact that names no successor.
    NoSuccessor,
    /// A successor named by a fact that is not superseded.
    SuccessorOfCurrent,
    /// A chain of successors that never ends at a current fact.
    SuccessorCircle,
    /// An office that ends before it starts.
    EndsBeforeStart,
    /// Two facts of one party claim the same way of asking.
    SameAsk {
        /// Normalised.
        ask: String,
        /// The other fact.
        other: String,
        /// Where the other claims it.
        first: Place,
    },
    /// One name for two parties, or one word for two topics.
    SameName {
        /// As written.
        name: String,
        /// Whose it is already.
        other: String,
    },
    /// A translation or name outside the folder of a language.
    NoLanguage,
    /// A fingerprint that is none.
    BadFingerprint(String),
    /// A fact is said to be known for a day that lies ahead. Its id.
    AsOfAhead(String),
    /// A fact's own question does not lead back to it.
    AskLeadsElsewhere {
        /// As written.
        ask: String,
        /// The fact.
        fact: String,
        /// What answered instead, if anything did.
        instead: Option<String>,
    },
}

impl Problem {
    /// A short name for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Syntax(_) => "syntax",
            Self::UnknownTable { .. } => "unknown-table",
            Self::UnknownKey { .. } => "unknown-key",
            Self::WrongType { .. } => "wrong-type",
            Self::Missing { .. } => "missing-key",
            Self::Empty { .. } => "empty-text",
            Self::TooLong { .. } => "too-long",
            Self::ControlCharacter { .. } => "control-character",
            Self::TooMany { .. } => "too-many",
            Self::BadId(_) => "bad-id",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::Dangling { .. } => "dangling-reference",
            Self::NotADay => "not-a-day",
            Self::BadPeriod(_) => "bad-period",
            Self::UnknownCurrency(_) => "unknown-currency",
            Self::AmountWithoutCurrency => "amount-without-currency",
            Self::NotOneValue { .. } => "not-one-value",
            Self::StrayValueKey(_) => "stray-value-key",
            Self::UnknownChoice { .. } => "unknown-choice",
            Self::BadUrl(_) => "bad-url",
            Self::BadCountryCode(_) => "bad-country-code",
            Self::NoSource => "no-source",
            Self::NoSuccessor => "no-successor",
            Self::SuccessorOfCurrent => "successor-of-current",
            Self::SuccessorCircle => "successor-circle",
            Self::EndsBeforeStart => "ends-before-start",
            Self::SameAsk { .. } => "same-ask",
            Self::SameName { .. } => "same-name",
            Self::NoLanguage => "no-language",
            Self::BadFingerprint(_) => "bad-fingerprint",
            Self::AsOfAhead(_) => "as-of-ahead",
            Self::AskLeadsElsewhere { .. } => "ask-leads-elsewhere",
        }
    }
}
