//! A fact as five fields to fill in, and back: Discord's modals have no more.

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use toml_edit::{Item, Value};

use super::plain::{is_blank, one_line};
use crate::knowledge::entry::{self, EntryTable};
use crate::knowledge::history::Part;
use crate::knowledge::{Knowledge, Table as Kind, limit};

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

/// Keys of a fact that stand among the details, in the order in which they are written.
const DETAILS: [&str; 10] =
    ["id", "party", "topic", "also", "value", "as_of", "note", "review_by", "speaker", "status"];
/// And the one that only a superseded fact has.
const SUCCESSOR: &str = "superseded_by";
/// Between the parts of a source's line.
const BAR: char = '|';

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

    /// The fields of a fact on file with what was changed in its form; all else stays as it is written, also what a form
    /// cannot carry. And new sources to be added before it.
    ///
    /// # Errors
    /// As for [`Self::fields`].
    pub fn onto(
        &self,
        id: &str,
        before: &str,
        knowledge: &Knowledge,
    ) -> Result<(String, Vec<Part>), Vec<FormError>> {
        let old = Self::of(before);
        let (fields, new) = self.fields(Some(id), knowledge)?;
        let Ok(typed) = entry::as_document(EntryTable::Fact, &fields) else { return Ok((fields, new)) };
        let differs = |key: &str| match key {
            "id" => false,
            "statement" => !same_text(&self.statement, &old.statement),
            "asks" => !same_text(&self.asks, &old.asks),
            "sources" => !same_text(&self.sources, &old.sources),
            key => line_of(&self.details, key) != line_of(&old.details, key),
        };
        let keys = ["statement", "asks", "sources", SUCCESSOR].into_iter().chain(DETAILS);
        let changed: Vec<&str> = keys.filter(|key| differs(key)).collect();
        let edit = |table: &mut toml_edit::Table| {
            for key in &changed {
                match typed.get(key) {
                    Some(item) => drop(table.insert(key, item.clone())),
                    None => drop(table.remove(key)),
                }
            }
        };
        let new = if changed.contains(&"sources") { new } else { Vec::new() };
        Ok((entry::edited(EntryTable::Fact, before, edit).unwrap_or(fields), new))
    }

    /// The fact's fields as TOML, and new sources to be added before it.
    ///
    /// # Errors
    /// Everything that cannot be read as it was typed. Whether it makes a valid fact, the checker says.
    pub fn fields(
        &self,
        id: Option<&str>,
        knowledge: &Knowledge,
    ) -> Result<(String, Vec<Part>), Vec<FormError>> {
        let mut errors = Vec::new();
        let mut table = toml_edit::Table::new();
        for line in self.details.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match detail(line) {
                Ok((key, value)) if DETAILS.contains(&key.as_str()) || key == SUCCESSOR => {
                    table.insert(&key, Item::Value(value));
                }
                Ok((key, _)) => errors.push(FormError::Key(key)),
                Err(error) => errors.push(error),
            }
        }
        if let Some(id) = id {
            table.insert("id", toml_edit::value(id));
        } else if !table.contains_key("id") {
            table.insert("id", toml_edit::value(new_id(&table, knowledge)));
        }
        for (name, text) in [("statement", &self.statement), ("asks", &self.asks), ("reason", &self.why)] {
            if is_blank(text) {
                errors.push(FormError::Empty(name));
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
                Err(error) => errors.push(error),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
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
        match citations.as_slice() {
            [one] => put("sources", &format!("[{one}]")),
            several => {
                put("sources", &lines(several.iter().cloned()));
            }
        }
        for key in ["note", "review_by", "speaker", "status", SUCCESSOR] {
            held(key).iter().for_each(|value| put(key, &value.to_string()));
        }
        Ok((fields, new))
    }
}

/// An array with a line for each item.
fn lines(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.map(|item| format!("    {item},\n")).collect();
    format!("[\n{}]", items.concat())
}

/// `key = value` or `key: value`; text needs no quotes, and several topics are parted by commas.
fn detail(line: &str) -> Result<(String, Value), FormError> {
    let at = line.find(['=', ':']).ok_or_else(|| FormError::Detail(line.to_owned()))?;
    let key = line[..at].trim().to_lowercase().replace([' ', '-'], "_");
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

/// `id | place`, or a new one: `https://… | title | publisher | kind | day of publication`.
fn source(line: &str, party: &str, knowledge: &Knowledge) -> Result<(String, Option<Part>), FormError> {
    let cells: Vec<&str> = line.split(BAR).map(str::trim).collect();
    let is_address = cells[0].starts_with("http://") || cells[0].starts_with("https://");
    // A place in a source may hold the bar itself.
    let place = line.split_once(BAR).map(|(_, place)| place.trim()).filter(|place| !place.is_empty());
    let cited = |id: &str, place: Option<&str>| {
        let at = place.map(|place| format!(", at = {}", quoted(place))).unwrap_or_default();
        format!("{{ id = {}{at} }}", quoted(id))
    };
    if !is_address {
        return Ok((cited(cells[0], place), None));
    }
    if let Some(known) = knowledge.sources.iter().find(|source| source.url == cells[0]) {
        return Ok((cited(&known.id, place.filter(|_| cells.len() == 2)), None));
    }
    let [url, title, publisher, kind, rest @ ..] = cells.as_slice() else {
        return Err(FormError::Source(line.to_owned()));
    };
    let date = rest.first().filter(|date| !date.is_empty());
    let base =
        format!("{party}-{}{}", slug(publisher), date.map(|date| format!("-{date}")).unwrap_or_default());
    let id = unused(&base, |id| knowledge.source(id).is_some());
    let mut fields = format!(
        "id = {}\ntitle = {}\npublisher = {}\nurl = {}\n",
        quoted(&id),
        quoted(title),
        quoted(publisher),
        quoted(url)
    );
    if let Some(date) = date {
        let _ = writeln!(fields, "date = {date}");
    }
    let _ = writeln!(fields, "kind = {}", quoted(kind));
    let part = Part {
        table: Some(EntryTable::Source),
        id: id.clone(),
        before: None,
        after: Some(fields),
        removed: None,
    };
    Ok((format!("{{ id = {} }}", quoted(&id)), Some(part)))
}

fn source_line(citation: &toml::Value) -> Option<String> {
    let id = citation.get("id")?.as_str()?;
    let at = citation.get("at").and_then(toml::Value::as_str).map(|at| format!(" {BAR} {at}"));
    Some(format!("{id}{}", at.unwrap_or_default()))
}

/// Whether two texts are the same but for the line breaks that Discord sends and blanks at the ends of lines.
fn same_text(one: &str, other: &str) -> bool {
    one.trim().lines().map(str::trim_end).eq(other.trim().lines().map(str::trim_end))
}

/// What stands for a key among the details.
fn line_of(details: &str, key: &str) -> Option<String> {
    let lines = details.lines().filter_map(|line| detail(line.trim()).ok());
    lines.rev().find(|(own, _)| own == key).map(|(_, value)| value.to_string().trim().to_owned())
}

/// An id that says what the fact is about: its party and topic, with a number where that is taken.
fn new_id(table: &toml_edit::Table, knowledge: &Knowledge) -> String {
    let text = |key: &str| table.get(key).and_then(Item::as_str).map(slug);
    let parts: Vec<String> = [text("party"), text("topic")].into_iter().flatten().collect();
    let base = if parts.is_empty() { Kind::Fact.name().to_owned() } else { parts.join("-") };
    unused(&base, |id| knowledge.fact(id).is_some())
}

/// Characters of an id at most, a number at its end left out.
const LONGEST_ID: usize = 44;

fn unused(base: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let base = base.chars().take(LONGEST_ID).collect::<String>();
    let base = base.trim_end_matches('-');
    if !is_taken(base) {
        return base.to_owned();
    }
    (2..10_000_u32).map(|number| format!("{base}-{number}")).find(|id| !is_taken(id)).unwrap_or_default()
}

fn slug(text: &str) -> String {
    let plain = crate::language::normalize::normalize(text);
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

fn quoted(text: &str) -> String {
    toml_edit::value(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::entry::same;

    const FIELDS: &str = "id = \"a-b\"\nparty = \"a\"\ntopic = \"b\"\nalso = [\"c\", \"d\"]\nasks = [\n    \"how much\",\n    \"the \\\"sum\\\"\",\n]\nstatement = \"So much.\"\nvalue = { money = 2, currency = \"EUR\", period = \"2024\" }\nas_of = 2024-03-01\nsources = [{ id = \"s\", at = \"paragraph 4\" }, { id = \"t\" }]\nnote = \"But: \\\"more\\\" = less.\"\n";

    #[test]
    fn a_form_leads_back_to_the_fact_it_was_made_of() {
        let form = Form { why: "because".to_owned(), ..Form::of(FIELDS) };
        let (fields, new) = form.fields(Some("a-b"), &Knowledge::default()).expect("readable");
        assert!(same(&fields, FIELDS), "{fields}");
        assert!(new.is_empty());
    }

    #[test]
    fn what_a_form_cannot_carry_stays_where_it_is_not_edited() {
        let odd = "id = \"a-b\"\ntopic = \"b\"\nasks = [\n    \"how much\", # often\n]\nstatement = \"\"\"\nSo \\\n  much.\"\"\"\nvalue.money = 2\nvalue.currency = \"EUR\"\nas_of = 2024-03-01\nsources = [{ id = \"s\", at = \"a | b\" }]\nnote = \"\"\"One.\nTwo.\"\"\"\n";
        let form = Form { why: "because".to_owned(), ..Form::of(odd) };
        assert!(form.details.lines().count() == 4 && form.details.contains("money = 2"), "{}", form.details);
        let knowledge = Knowledge::default();
        assert_eq!(form.onto("a-b", odd, &knowledge).expect("readable").0, odd, "nothing was edited");
        let edited = Form { details: form.details.replace("2024-03-01", "2024-04-01"), ..form.clone() };
        let (fields, _) = edited.onto("a-b", odd, &knowledge).expect("readable");
        assert_eq!(fields, odd.replace("2024-03-01", "2024-04-01"));
        let sub = "id = \"a-b\"\ntopic = \"b\"\nasks = [\"q\"]\nstatement = \"S.\"\nas_of = 2024-03-01\nsources = [{ id = \"s\" }]\n\n[fact.value]\nmoney = 2 # sure\ncurrency = \"EUR\"\n";
        let form = Form { why: "because".to_owned(), statement: "T.".to_owned(), ..Form::of(sub) };
        assert!(form.details.contains("value = { "), "{}", form.details);
        let (fields, _) = form.onto("a-b", sub, &knowledge).expect("readable");
        assert_eq!(fields, sub.replace("S.", "T."));
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
        let (fields, new) = form.fields(None, &Knowledge::default()).expect("readable");
        assert!(fields.contains("id = \"a-b\"") && fields.contains("a-the-paper-2024-05-01"), "{fields}");
        assert!(new[0].after.as_ref().is_some_and(|source| source.contains("date = 2024-05-01")), "{new:?}");
        let unreadable = Form { sources: "https://example.org/x".to_owned(), ..form };
        assert!(unreadable.fields(None, &Knowledge::default()).is_err());
    }
}
