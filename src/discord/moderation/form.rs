//! A fact as five fields to fill in, and back: Discord's modals have no more.

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use toml_edit::{Item, Value};

use super::plain::{is_blank, one_line, quoted};
use super::source::{new_id, source, source_line};
use crate::knowledge::entry::{self, EntryTable};
use crate::knowledge::history::Part;
use crate::knowledge::{Knowledge, Problem, fingerprint, limit};

/// Characters that a field of a modal takes at most.
pub const LONGEST_FIELD: usize = 4_000;

/// What a moderator types.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The statement.
    pub statement: String,
    /// Ways to ask, one a line.
    pub asks: String,
    /// The other keys, one a line: `topic = military-aid`.
    pub details: String,
    /// Sources, one a line: an id and a place in it, or a new source.
    pub sources: String,
    /// Why it is changed.
    pub why: String,
}

/// What is wrong with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormError {
    /// A line of the details that is no `key = value`.
    Detail(String),
    /// A key that does not exist, or has a field of its own.
    Key(String),
    /// A source that is neither on file nor written out in full.
    Source(String),
    /// A field that is empty.
    Empty(&'static str),
}

/// What a form says, as far as it can be read.
#[derive(Debug, Default)]
pub struct Typed {
    /// The fact's fields as TOML. Whether they make a valid fact, the checker says.
    pub fields: String,
    /// New sources to be added before it.
    pub new: Vec<Part>,
    /// All that cannot be read as it was typed.
    pub wrong: Vec<FormError>,
}

impl FormError {
    /// Whether a finding only says what this says already.
    #[must_use]
    pub fn explains(&self, problem: &Problem) -> bool {
        match (self, problem) {
            (Self::Empty(field), Problem::Missing { key, .. } | Problem::Empty { key }) => field == key,
            (Self::Source(_), Problem::NoSource) => true,
            (Self::Detail(line), Problem::Missing { key, .. }) => {
                key_of(line.split_whitespace().next().unwrap_or_default()) == *key
            }
            _ => false,
        }
    }
}

/// Keys of a fact that stand among the details, in the order in which they are written.
const DETAILS: [&str; 10] =
    ["id", "party", "topic", "also", "value", "as_of", "note", "review_by", "speaker", "status"];
/// And the one that only a superseded fact has.
const SUCCESSOR: &str = "superseded_by";

impl Form {
    /// The form for a fact's fields as they stand in the file.
    #[must_use]
    pub fn of(fields: &str) -> Self {
        let (Ok(document), Some(plain)) =
            (entry::as_document(EntryTable::Fact, fields), entry::as_table(EntryTable::Fact, fields))
        else {
            return Self::default();
        };
        let text = |key: &str| plain.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
        let list = |key: &str| plain.get(key).and_then(toml::Value::as_array).into_iter().flatten();
        let asks: Vec<&str> = list("asks").filter_map(toml::Value::as_str).collect();
        let sources: Vec<String> = list("sources").filter_map(source_line).collect();
        let mut details = String::new();
        for key in DETAILS.iter().skip(1).chain([&SUCCESSOR]) {
            let Some(value) = plain.get(*key) else { continue };
            let written = document.get(key).and_then(Item::as_value);
            let written = written.map(|value| value.clone().decorated("", "").to_string());
            // As it is written, where that is one line: a form's details have one for each key.
            let told = match (value.as_str(), written) {
                (Some(text), _) if !text.contains(['\n', '\r']) => text.to_owned(),
                (None, Some(written)) if !written.contains('\n') => written,
                _ => one_line(value),
            };
            let _ = writeln!(details, "{key} = {told}");
        }
        Self {
            statement: text("statement"),
            asks: asks.join("\n"),
            details: details.trim_end().to_owned(),
            sources: sources.join("\n"),
            why: String::new(),
        }
    }

    /// The field that is longer than a modal can show, if one is: it would come back cut.
    #[must_use]
    pub fn too_long(&self) -> Option<&'static str> {
        let fields = [
            ("statement", &self.statement, limit::STATEMENT),
            ("ways of asking", &self.asks, LONGEST_FIELD),
            ("details", &self.details, LONGEST_FIELD),
            ("sources", &self.sources, LONGEST_FIELD),
        ];
        fields.into_iter().find(|(_, text, longest)| text.chars().count() > *longest).map(|(name, ..)| name)
    }

    /// The form with what its author changed in it, on a fact that somebody else changed since: `saw` are the fields that it
    /// was filled from, `now` those on file. What the author did not touch is as it stands now.
    #[must_use]
    pub fn rebased(&self, saw: &str, now: &str) -> Self {
        let (old, new) = (Self::of(saw), Self::of(now));
        let newest = |typed: &String, old: &String, new: &String| {
            if same_text(typed, old) { new.clone() } else { typed.clone() }
        };
        Self {
            statement: newest(&self.statement, &old.statement, &new.statement),
            asks: newest(&self.asks, &old.asks, &new.asks),
            details: rebased_details(&self.details, &old.details, &new.details),
            sources: newest(&self.sources, &old.sources, &new.sources),
            why: self.why.clone(),
        }
    }

    /// The fields of a fact on file with what was changed in its form; all else stays as it is written, also what a form
    /// cannot carry.
    #[must_use]
    pub fn onto(&self, id: &str, before: &str, knowledge: &Knowledge) -> Typed {
        let old = Self::of(before);
        let typed = self.fields(Some(id), knowledge);
        let Ok(table) = entry::as_document(EntryTable::Fact, &typed.fields) else { return typed };
        let differs = |key: &str| match key {
            "id" => false,
            "statement" => !same_text(&self.statement, &old.statement),
            "asks" => !same_text(&self.asks, &old.asks),
            "sources" => !same_text(&self.sources, &old.sources),
            key => line_of(&self.details, key) != line_of(&old.details, key),
        };
        let keys = ["statement", "asks", "sources", SUCCESSOR].into_iter().chain(DETAILS);
        let changed: Vec<&str> = keys.filter(|key| differs(key)).collect();
        let edit = |own: &mut toml_edit::Table| {
            for key in &changed {
                match table.get(key) {
                    Some(item) => drop(own.insert(key, item.clone())),
                    None => drop(own.remove(key)),
                }
            }
        };
        let new = if changed.contains(&"sources") { typed.new } else { Vec::new() };
        let fields = entry::edited(EntryTable::Fact, before, edit).unwrap_or(typed.fields);
        Typed { fields, new, wrong: typed.wrong }
    }

    /// The fact's fields as TOML, with all that cannot be read as it was typed left out of them.
    #[must_use]
    pub fn fields(&self, id: Option<&str>, knowledge: &Knowledge) -> Typed {
        let mut wrong = Vec::new();
        let mut table = toml_edit::Table::new();
        for line in self.details.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match detail(line) {
                Ok((key, value)) if DETAILS.contains(&key.as_str()) || key == SUCCESSOR => {
                    table.insert(&key, Item::Value(value));
                }
                Ok((key, _)) => wrong.push(FormError::Key(key)),
                Err(error) => wrong.push(error),
            }
        }
        if let Some(id) = id {
            table.insert("id", toml_edit::value(id));
        } else if !table.contains_key("id") {
            table.insert("id", toml_edit::value(new_id(&table, knowledge)));
        }
        for (name, text) in [("statement", &self.statement), ("asks", &self.asks), ("reason", &self.why)] {
            if is_blank(text) {
                wrong.push(FormError::Empty(name));
            }
        }
        let party = table.get("party").and_then(Item::as_str).unwrap_or("source").to_owned();
        let mut citations = Vec::new();
        let mut new = Vec::new();
        for line in self.sources.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match source(line, &party, knowledge) {
                Ok((citation, part)) => {
                    citations.push(citation);
                    new.extend(part);
                }
                Err(error) => wrong.push(error),
            }
        }
        Typed { fields: self.written(&table, &citations), new, wrong }
    }

    /// The fields as they are written into a file, in the order in which a fact's stand there.
    fn written(&self, table: &toml_edit::Table, citations: &[String]) -> String {
        let asks = self.asks.lines().map(str::trim).filter(|line| !line.is_empty()).map(quoted);
        let mut fields = String::new();
        let mut put = |key: &str, value: &str| {
            let _ = writeln!(fields, "{key} = {value}");
        };
        let held =
            |key: &str| table.get(key).and_then(Item::as_value).map(|value| value.clone().decorated("", ""));
        for key in ["id", "party", "topic", "also"] {
            held(key).iter().for_each(|value| put(key, &value.to_string()));
        }
        put("asks", &lines(asks));
        put("statement", &quoted(&self.statement.split_whitespace().collect::<Vec<_>>().join(" ")));
        for key in ["value", "as_of"] {
            held(key).iter().for_each(|value| put(key, &value.to_string()));
        }
        match citations {
            [one] => put("sources", &format!("[{one}]")),
            several => {
                put("sources", &lines(several.iter().cloned()));
            }
        }
        for key in ["note", "review_by", "speaker", "status", SUCCESSOR] {
            held(key).iter().for_each(|value| put(key, &value.to_string()));
        }
        fields
    }
}

/// An array with a line for each item.
fn lines(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.map(|item| format!("    {item},\n")).collect();
    format!("[\n{}]", items.concat())
}

/// A key as it is written in a file: people write "As of" and "review-by".
fn key_of(typed: &str) -> String {
    typed.to_lowercase().replace([' ', '-'], "_")
}

/// `key = value` or `key: value`; text needs no quotes, and several topics are parted by commas.
fn detail(line: &str) -> Result<(String, Value), FormError> {
    let at = line.find(['=', ':']).ok_or_else(|| FormError::Detail(line.to_owned()))?;
    let key = key_of(line[..at].trim());
    let text = line[at + 1..].trim();
    if text.is_empty() {
        return Err(FormError::Detail(line.to_owned()));
    }
    let plain = || {
        if key == "also" {
            Value::Array(text.split(',').map(|topic| topic.trim().to_owned()).collect())
        } else {
            Value::from(text)
        }
    };
    // A year or a number written as text stays text where the key holds text.
    let is_text = ["id", "party", "topic", "note", "speaker", "status", SUCCESSOR].contains(&key.as_str());
    let value = text.parse::<Value>().ok().filter(|value| !is_text || value.is_str());
    Ok((key.clone(), value.unwrap_or_else(plain)))
}

/// Whether two texts are the same but for the line breaks that Discord sends and blanks at the ends of lines.
fn same_text(one: &str, other: &str) -> bool {
    one.trim().lines().map(str::trim_end).eq(other.trim().lines().map(str::trim_end))
}

/// A short name for a version of a fact, however it is laid out: a form's id has room for it.
#[must_use]
pub fn version(fields: &str) -> String {
    let told = entry::as_table(EntryTable::Fact, fields).map(|table| table.to_string()).unwrap_or_default();
    format!("{:08x}", fingerprint(&told) >> 32)
}

/// Details with what their author changed in them, on those that stand now.
fn rebased_details(typed: &str, old: &str, new: &str) -> String {
    let key = |line: &str| detail(line.trim()).ok().map(|(key, _)| key);
    let line_now = |wanted: &str| new.lines().find(|line| key(line).as_deref() == Some(wanted));
    let own = typed.lines().filter_map(|line| match key(line) {
        Some(key) if line_of(typed, &key) == line_of(old, &key) => line_now(&key),
        _ => Some(line),
    });
    let is_news = |line: &&str| {
        key(line).is_some_and(|key| line_of(typed, &key).is_none() && line_of(old, &key).is_none())
    };
    own.chain(new.lines().filter(is_news)).collect::<Vec<_>>().join("\n")
}

/// What stands for a key among the details.
fn line_of(details: &str, key: &str) -> Option<String> {
    let lines = details.lines().filter_map(|line| detail(line.trim()).ok());
    lines.rev().find(|(own, _)| own == key).map(|(_, value)| value.to_string().trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::entry::same;

    const FIELDS: &str = "id = \"a-b\"\nparty = \"a\"\ntopic = \"b\"\nalso = [\"c\", \"d\"]\nasks = [\n    \"how much\",\n    \"the \\\"sum\\\"\",\n]\nstatement = \"So much.\"\nvalue = { money = 2, currency = \"EUR\", period = \"2024\" }\nas_of = 2024-03-01\nsources = [{ id = \"s\", at = \"paragraph 4\" }, { id = \"t\" }]\nnote = \"But: \\\"more\\\" = less.\"\n";

    #[test]
    fn a_form_leads_back_to_the_fact_it_was_made_of() {
        let form = Form { why: "because".to_owned(), ..Form::of(FIELDS) };
        let typed = form.fields(Some("a-b"), &Knowledge::default());
        assert!(same(&typed.fields, FIELDS), "{}", typed.fields);
        assert!(typed.new.is_empty() && typed.wrong.is_empty());
    }

    #[test]
    fn what_a_form_cannot_carry_stays_where_it_is_not_edited() {
        let odd = "id = \"a-b\"\ntopic = \"b\"\nasks = [\n    \"how much\", # often\n]\nstatement = \"\"\"\nSo \\\n  much.\"\"\"\nvalue.money = 2\nvalue.currency = \"EUR\"\nas_of = 2024-03-01\nsources = [{ id = \"s\", at = \"a | b\" }]\nnote = \"\"\"One.\nTwo.\"\"\"\n";
        let form = Form { why: "because".to_owned(), ..Form::of(odd) };
        assert!(form.details.lines().count() == 4 && form.details.contains("money = 2"), "{}", form.details);
        let knowledge = Knowledge::default();
        assert_eq!(form.onto("a-b", odd, &knowledge).fields, odd, "nothing was edited");
        let edited = Form { details: form.details.replace("2024-03-01", "2024-04-01"), ..form.clone() };
        let fields = edited.onto("a-b", odd, &knowledge).fields;
        assert_eq!(fields, odd.replace("2024-03-01", "2024-04-01"));
        let sub = "id = \"a-b\"\ntopic = \"b\"\nasks = [\"q\"]\nstatement = \"S.\"\nas_of = 2024-03-01\nsources = [{ id = \"s\" }]\n\n[fact.value]\nmoney = 2 # sure\ncurrency = \"EUR\"\n";
        let form = Form { why: "because".to_owned(), statement: "T.".to_owned(), ..Form::of(sub) };
        assert!(form.details.contains("value = { "), "{}", form.details);
        let fields = form.onto("a-b", sub, &knowledge).fields;
        assert_eq!(fields, sub.replace("S.", "T."));
    }

    #[test]
    fn what_the_author_did_not_touch_is_as_the_other_left_it() {
        let others = FIELDS
            .replace("how much", "how many")
            .replace("2024-03-01", "2024-05-01")
            .replace("id = \"t\"", "id = \"u\"")
            .replace("note = \"But", "review_by = 2025-01-01\nnote = \"But");
        let seen = Form::of(FIELDS);
        let typed = Form {
            statement: "So little.".to_owned(),
            details: seen
                .details
                .replace("topic = b", "topic = x\nnonsense")
                .replace("also = [\"c\", \"d\"]\n", ""),
            why: "because".to_owned(),
            ..seen
        };
        let form = typed.rebased(FIELDS, &others);
        let fields = form.onto("a-b", &others, &Knowledge::default()).fields;
        let wanted = others
            .replace("So much.", "So little.")
            .replace("topic = \"b\"", "topic = \"x\"")
            .replace("also = [\"c\", \"d\"]\n", "");
        assert!(same(&fields, &wanted), "{fields}");
        assert!(form.details.contains("nonsense"), "what cannot be read is handed back: {}", form.details);
        assert_eq!(version(FIELDS), version(&FIELDS.replace("topic = ", "topic  =  ")));
        assert_ne!(version(FIELDS), version(&others));
    }

    #[test]
    fn lines_are_read_as_people_type_them() {
        let read = |line| detail(line).map(|(key, value)| (key, value.to_string().trim().to_owned()));
        let is = |line, key: &str, value: &str| {
            assert_eq!(read(line), Ok((key.to_owned(), value.to_owned())), "{line}");
        };
        is("Topic: military-aid", "topic", "\"military-aid\"");
        is("as of = 2024-03-01", "as_of", "2024-03-01");
        is("also: cyber, hybrid", "also", "[\"cyber\", \"hybrid\"]");
        is("note = 2024", "note", "\"2024\"");
        assert_eq!(read("nonsense"), Err(FormError::Detail("nonsense".to_owned())));
    }

    #[test]
    fn a_new_source_is_written_out() {
        let form = Form {
            statement: "S.".to_owned(),
            asks: "q".to_owned(),
            details: "party = a\ntopic = b".to_owned(),
            sources: "https://example.org/x | The title | The Paper | press | 2024-05-01".to_owned(),
            why: "w".to_owned(),
        };
        let Typed { fields, new, wrong } = form.fields(None, &Knowledge::default());
        assert!(wrong.is_empty(), "{wrong:?}");
        assert!(fields.contains("id = \"a-b\"") && fields.contains("a-the-paper-2024-05-01"), "{fields}");
        assert!(new[0].after.as_ref().is_some_and(|source| source.contains("date = 2024-05-01")), "{new:?}");
        let unreadable = Form { sources: "https://example.org/x".to_owned(), ..form };
        let typed = unreadable.fields(None, &Knowledge::default());
        assert!(typed.wrong[0].explains(&Problem::NoSource), "{:?}", typed.wrong);
    }
}
