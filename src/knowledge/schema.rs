//! The tables of a fact file as they are written: one struct a table, read with serde.
//!
//! Every field is optional here, so that one missing key does not hide the next problem; `check` says which
//! are required. Spans keep the place of a text in its file for the checker's report.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// A text with its place in the file.
pub(super) type Text = Spanned<String>;

/// `[about]`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct About {
    pub title: Option<Text>,
    pub description: Option<Text>,
    pub covers: Option<Text>,
    pub home: Option<Text>,
    pub setting: Vec<Text>,
}

/// `[[party]]`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Party {
    pub id: Option<Text>,
    pub name: Option<Text>,
    pub in_sentence: Option<Text>,
    pub kind: Option<Text>,
    pub code: Option<Text>,
    pub demonyms: Vec<Text>,
    pub aliases: Vec<Text>,
    pub places: Vec<Text>,
}

/// `[[agreement]]`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Agreement {
    pub id: Option<Text>,
    pub party: Option<Text>,
    pub title: Option<Text>,
    pub short: Option<Text>,
    pub signed: Option<Spanned<Datetime>>,
    pub place: Option<Text>,
    pub country: Option<Text>,
    pub signatories: Vec<Spanned<Signatory>>,
    pub duration: Option<Text>,
    pub status: Option<Text>,
    pub status_as_of: Option<Spanned<Datetime>>,
    pub counted: Option<bool>,
    pub note: Option<Text>,
    pub sources: Vec<Spanned<Citation>>,
}

/// `[[section]]`: a section of an agreement's text
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Section {
    pub agreement: Option<Text>,
    pub at: Option<Text>,
    pub title: Option<Text>,
    pub formal: bool,
    pub facts: Vec<Text>,
}

/// An entry of an agreement's `signatories`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signatory {
    pub person: Text,
    pub role: Text,
}

/// An entry of `sources` in an agreement or a fact
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Citation {
    pub id: Text,
    pub at: Option<Text>,
}

/// `[[person]]`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Person {
    pub id: Option<Text>,
    pub name: Option<Text>,
    pub party: Option<Text>,
    pub role: Option<Text>,
    pub aliases: Vec<Text>,
    pub offices: Vec<Spanned<Office>>,
}

/// `[[source]]`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Source {
    pub id: Option<Text>,
    pub title: Option<Text>,
    pub publisher: Option<Text>,
    pub url: Option<Text>,
    pub date: Option<Spanned<Datetime>>,
    pub kind: Option<Text>,
}

/// `[[topic]]`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Topic {
    pub id: Option<Text>,
    pub name: Option<Text>,
    pub parent: Option<Text>,
    pub general: bool,
    pub words: Vec<Text>,
}

/// `[[fact]]`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Fact {
    pub id: Option<Text>,
    pub party: Option<Text>,
    pub topic: Option<Text>,
    pub also: Vec<Text>,
    pub asks: Vec<Text>,
    pub statement: Option<Text>,
    pub value: Option<Spanned<Value>>,
    pub as_of: Option<Spanned<Datetime>>,
    pub sources: Vec<Spanned<Citation>>,
    pub note: Option<Text>,
    pub review_by: Option<Spanned<Datetime>>,
    pub speaker: Option<Text>,
    pub status: Option<Text>,
    pub superseded_by: Option<Text>,
}

/// A fact's `value`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Value {
    pub money: Option<Spanned<i64>>,
    pub currency: Option<Text>,
    pub period: Option<Text>,
    pub per: Option<Text>,
    pub qualifier: Option<Text>,
    pub covers: Option<Text>,
    pub date: Option<Spanned<Datetime>>,
    pub number: Option<Spanned<f64>>,
    pub unit: Option<Text>,
    pub person: Option<Text>,
    pub place: Option<Text>,
    pub duration: Option<Text>,
    pub answer: Option<Text>,
}

/// `[[country]]`
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Country {
    pub code: Option<Text>,
    pub name: Option<Text>,
    pub names: Vec<Text>,
    pub demonyms: Vec<Text>,
}

/// `[[question]]`: the words of one kind of question
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct QuestionWords {
    pub kind: Option<Text>,
    pub words: Vec<Text>,
}

/// `[[reference]]`: words that point back at what was said before
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Reference {
    pub kind: Option<Text>,
    pub words: Vec<Text>,
}

/// `[[cue]]`: words that change what a question asks, whatever it is about
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct CueWords {
    pub kind: Option<Text>,
    pub words: Vec<Text>,
}

/// `[[office]]`: what an office is called
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct OfficeWords {
    pub title: Option<Text>,
    pub words: Vec<Text>,
}

/// `[[stranger]]`: names of people and places that are nobody's on file
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Stranger {
    pub words: Vec<Text>,
}

/// An entry of a person's `offices`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Office {
    pub title: Text,
    pub of: Option<Text>,
    pub since: Option<Spanned<Datetime>>,
    pub until: Option<Spanned<Datetime>>,
}

/// `[[month]]`, `[[number]]`, `[[ordinal]]` and `[[magnitude]]`: the words of a number
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Numbered {
    pub number: Option<Spanned<i8>>,
    pub words: Vec<Text>,
}

/// `[[synonyms]]`: words that mean the same here; the first is the one facts are written with
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Synonyms {
    pub role: Option<Text>,
    pub words: Vec<Text>,
}

/// `[[declined]]`: words of questions that no fact file can answer
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Declined {
    pub reason: Option<Text>,
    pub words: Vec<Text>,
}

/// `[[record]]`: how people ask for one aspect of an agreement's record
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Record {
    pub aspect: Option<Text>,
    pub topic: Option<Text>,
    pub asks: Vec<Text>,
}

/// `[[shortcut]]`: plain questions that a command answers
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Shortcut {
    pub command: Option<Text>,
    pub asks: Vec<Text>,
}

/// `[[translation]]`: a fact or an agreement's title in the language of the folder it is in
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Translation {
    pub of: Option<Text>,
    pub from: Option<Text>,
    pub statement: Option<Text>,
    pub note: Option<Text>,
    pub asks: Vec<Text>,
}

/// `[[name]]`: a name or short text in the language of the folder it is in
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Name {
    pub of: Option<Text>,
    pub is: Option<Text>,
    pub of_it: Option<Text>,
    pub in_it: Option<Text>,
}

/// `[[language]]`: words and letters that tell which language a question is in
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct LanguageWords {
    pub code: Option<Text>,
    pub words: Option<Text>,
    pub letters: Option<Text>,
}

/// `[words]`: single words with a standing of their own
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Words {
    pub filler: Vec<Text>,
    pub endings: Vec<Text>,
    pub before_places: Vec<Text>,
    pub english: Option<Text>,
    pub light: Option<Text>,
}
