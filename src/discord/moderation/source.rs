//! A source as a line of a form, and the ids of what is new.

use std::fmt::Write;

use toml_edit::Item;

use super::form::FormError;
use super::plain::quoted;
use crate::knowledge::entry::EntryTable;
use crate::knowledge::history::Part;
use crate::knowledge::{Knowledge, Table as Kind};

/// Between the parts of a source's line.
const BAR: char = '|';
/// Characters of an id at most, a number at its end left out.
const LONGEST_ID: usize = 44;

/// `id | place`, or a new one: `https://… | title | publisher | kind | day of publication`.
pub fn source(line: &str, party: &str, knowledge: &Knowledge) -> Result<(String, Option<Part>), FormError> {
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

/// A citation as a line.
pub fn source_line(citation: &toml::Value) -> Option<String> {
    let id = citation.get("id")?.as_str()?;
    let at = citation.get("at").and_then(toml::Value::as_str).map(|at| format!(" {BAR} {at}"));
    Some(format!("{id}{}", at.unwrap_or_default()))
}

/// An id that says what the fact is about: its party and topic, with a number where that is taken.
pub fn new_id(table: &toml_edit::Table, knowledge: &Knowledge) -> String {
    let text = |key: &str| table.get(key).and_then(Item::as_str).map(slug);
    let parts: Vec<String> = [text("party"), text("topic")].into_iter().flatten().collect();
    let base = if parts.is_empty() { Kind::Fact.name().to_owned() } else { parts.join("-") };
    unused(&base, |id| knowledge.fact(id).is_some())
}

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
