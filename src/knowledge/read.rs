//! From the bytes of a fact file to its tables' entries, with every problem of syntax and shape on the way.

use std::ops::Range;

use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::finding::{Files, Finding, Place, Problem};
use super::schema;

/// One entry of a table: the `[[fact]]` block, say.
#[derive(Debug)]
pub(super) struct Entry<T> {
    /// Where its header stands.
    pub place: Place,
    /// What was read; a key that could not be read is left out of it.
    pub body: T,
    /// The keys that could not be read: their absence is no second finding.
    pub faulty: Vec<String>,
}

/// All entries of all files.
#[derive(Debug, Default)]
pub(super) struct Entries {
    pub about: Vec<Entry<schema::About>>,
    pub parties: Vec<Entry<schema::Party>>,
    pub agreements: Vec<Entry<schema::Agreement>>,
    pub sections: Vec<Entry<schema::Section>>,
    pub people: Vec<Entry<schema::Person>>,
    pub sources: Vec<Entry<schema::Source>>,
    pub topics: Vec<Entry<schema::Topic>>,
    pub facts: Vec<Entry<schema::Fact>>,
    pub countries: Vec<Entry<schema::Country>>,
    pub questions: Vec<Entry<schema::QuestionWords>>,
    pub references: Vec<Entry<schema::Reference>>,
    pub months: Vec<Entry<schema::Numbered>>,
    pub numbers: Vec<Entry<schema::Numbered>>,
    pub ordinals: Vec<Entry<schema::Numbered>>,
    pub magnitudes: Vec<Entry<schema::Numbered>>,
    pub cues: Vec<Entry<schema::CueWords>>,
    pub offices: Vec<Entry<schema::OfficeWords>>,
    pub strangers: Vec<Entry<schema::Stranger>>,
    pub synonyms: Vec<Entry<schema::Synonyms>>,
    pub declined: Vec<Entry<schema::Declined>>,
    pub records: Vec<Entry<schema::Record>>,
    pub shortcuts: Vec<Entry<schema::Shortcut>>,
    pub words: Vec<Entry<schema::Words>>,
    pub translations: Vec<Entry<schema::Translation>>,
    pub names: Vec<Entry<schema::Name>>,
    pub languages: Vec<Entry<schema::LanguageWords>>,
}

const TABLES: [&str; 26] = [
    "about",
    "party",
    "agreement",
    "section",
    "person",
    "source",
    "topic",
    "fact",
    "country",
    "question",
    "month",
    "number",
    "ordinal",
    "magnitude",
    "cue",
    "office",
    "stranger",
    "reference",
    "synonyms",
    "declined",
    "record",
    "shortcut",
    "words",
    "translation",
    "name",
    "language",
];

/// Reads all files' tables. Every problem found is added to `findings`; what could be read is returned all the same.
pub(super) fn read_entries(files: &Files, findings: &mut Vec<Finding>) -> Entries {
    let mut entries = Entries::default();
    for (file, source) in files.0.iter().enumerate() {
        let (document, errors) = DeTable::parse_recoverable(&source.text);
        for error in &errors {
            let span = error.span().unwrap_or(0..0);
            let problem = Problem::Syntax(error.message().to_owned());
            findings.push(Finding { place: Place { file, span }, problem });
        }
        // The parser's recovery leaves guesses behind: what it guessed is no ground for further findings.
        if errors.is_empty() {
            Reader { file, findings }.document(document.into_inner(), &mut entries);
        }
    }
    entries
}

struct Reader<'a> {
    file: usize,
    findings: &'a mut Vec<Finding>,
}

impl Reader<'_> {
    fn document(&mut self, document: DeTable<'_>, into: &mut Entries) {
        for (name, value) in document {
            let at = name.span();
            match name.get_ref().as_ref() {
                "about" => self.table(&at, value, &mut into.about),
                "party" => self.table(&at, value, &mut into.parties),
                "agreement" => self.table(&at, value, &mut into.agreements),
                "section" => self.table(&at, value, &mut into.sections),
                "person" => self.table(&at, value, &mut into.people),
                "source" => self.table(&at, value, &mut into.sources),
                "topic" => self.table(&at, value, &mut into.topics),
                "fact" => self.table(&at, value, &mut into.facts),
                "country" => self.table(&at, value, &mut into.countries),
                "question" => self.table(&at, value, &mut into.questions),
                "reference" => self.table(&at, value, &mut into.references),
                "month" => self.table(&at, value, &mut into.months),
                "number" => self.table(&at, value, &mut into.numbers),
                "ordinal" => self.table(&at, value, &mut into.ordinals),
                "magnitude" => self.table(&at, value, &mut into.magnitudes),
                "cue" => self.table(&at, value, &mut into.cues),
                "office" => self.table(&at, value, &mut into.offices),
                "stranger" => self.table(&at, value, &mut into.strangers),
                "synonyms" => self.table(&at, value, &mut into.synonyms),
                "declined" => self.table(&at, value, &mut into.declined),
                "record" => self.table(&at, value, &mut into.records),
                "shortcut" => self.table(&at, value, &mut into.shortcuts),
                "words" => self.table(&at, value, &mut into.words),
                "translation" => self.table(&at, value, &mut into.translations),
                "name" => self.table(&at, value, &mut into.names),
                "language" => self.table(&at, value, &mut into.languages),
                other => self.report(
                    at,
                    Problem::UnknownTable {
                        name: other.to_owned(),
                        nearest: nearest(other, TABLES.into_iter()),
                    },
                ),
            }
        }
    }

    fn table<T: DeserializeOwned + Default>(
        &mut self,
        at: &Range<usize>,
        value: Spanned<DeValue<'_>>,
        into: &mut Vec<Entry<T>>,
    ) {
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(table) => into.push(self.entry(span, table)),
            DeValue::Array(entries) => {
                for entry in entries {
                    let span = entry.span();
                    match entry.into_inner() {
                        DeValue::Table(table) => into.push(self.entry(span, table)),
                        other => self.not_a_table(span, other.type_str()),
                    }
                }
            }
            other => self.not_a_table(at.clone(), other.type_str()),
        }
    }

    fn not_a_table(&mut self, span: Range<usize>, found: &str) {
        let message = format!("invalid type: {found}, expected a table");
        self.report(span, Problem::WrongType { key: String::new(), message });
    }

    /// Reads one entry. serde stops at its first error; so the key it stops at is told, taken out, and the rest
    /// is read again, until nothing is left to tell.
    fn entry<T: DeserializeOwned + Default>(
        &mut self,
        span: Range<usize>,
        mut table: DeTable<'_>,
    ) -> Entry<T> {
        let place = Place { file: self.file, span: span.clone() };
        let mut faulty = Vec::new();
        loop {
            let attempt = Spanned::new(span.clone(), DeValue::Table(table.clone()));
            let error = match T::deserialize(attempt.into_deserializer()) {
                Ok(body) => return Entry { place, body, faulty },
                Err(error) => error,
            };
            let at = error.span().unwrap_or(span.clone());
            let Some(culprit) = table.iter().find_map(|(key, value)| {
                let within = |outer: Range<usize>| outer.start <= at.start && at.end <= outer.end;
                (within(key.span()) || within(value.span())).then(|| key.clone())
            }) else {
                self.report(
                    at,
                    Problem::WrongType { key: String::new(), message: error.message().to_owned() },
                );
                return Entry { place, body: T::default(), faulty };
            };
            let key = culprit.get_ref().to_string();
            table.remove(&culprit);
            self.report(at, shape_problem(&key, error.message()));
            faulty.push(key);
        }
    }

    fn report(&mut self, span: Range<usize>, problem: Problem) {
        self.findings.push(Finding { place: Place { file: self.file, span }, problem });
    }
}

/// serde names unknown and expected fields only in its message: "unknown field `a`, expected one of `b`, `c`".
fn shape_problem(key: &str, message: &str) -> Problem {
    let mut quoted = message.split('`').skip(1).step_by(2);
    match quoted.next() {
        Some(unknown) if message.starts_with("unknown field") => {
            Problem::UnknownKey { key: unknown.to_owned(), nearest: nearest(unknown, quoted) }
        }
        _ => Problem::WrongType { key: key.to_owned(), message: message.to_owned() },
    }
}

/// The candidate that resembles `text` most, if any resembles it enough to be what was meant.
pub(super) fn nearest<'a>(text: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    candidates
        .map(|candidate| (strsim::jaro_winkler(text, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate.to_owned())
}
