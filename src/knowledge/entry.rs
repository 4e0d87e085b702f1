//! One entry of a fact file as text: found, changed, put in and taken out, with every other byte left as it was.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_edit::{DocumentMut, Item, Table};

/// The tables whose entries can be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntryTable {
    /// `[[fact]]`
    Fact,
    /// `[[source]]`
    Source,
    /// `[[translation]]`
    Translation,
}

impl EntryTable {
    /// Its name in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Source => "source",
            Self::Translation => "translation",
        }
    }

    /// The key that tells its entries apart.
    fn key(self) -> &'static str {
        match self {
            Self::Fact | Self::Source => "id",
            Self::Translation => "of",
        }
    }
}

/// Why an entry could not be changed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EntryError {
    /// The file, or the entry as it was written, is not valid TOML.
    #[error("not valid TOML: {0}")]
    Syntax(String),
    /// There is no such entry in the file.
    #[error("there is no {table} `{id}` in this file", table = table.name())]
    Missing {
        /// Its table.
        table: EntryTable,
        /// Its id.
        id: String,
    },
}

/// An entry that was taken out: its text with the comments above it, and where it stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// The text.
    pub text: String,
    /// The entry before it in its table, and the text between the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<(String, String)>,
    /// The entry after it, and the text between the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<(String, String)>,
}

/// An entry's fields as a table, tables below it among them.
#[must_use]
pub fn as_table(table: EntryTable, fields: &str) -> Option<toml::Table> {
    let mut whole: toml::Table = whole(table, fields).parse().ok()?;
    match whole.remove(table.name())? {
        toml::Value::Array(entries) => entries.into_iter().next()?.try_into().ok(),
        _ => None,
    }
}

/// An entry's fields as an editable table.
///
/// # Errors
/// When they are no TOML.
pub fn as_document(table: EntryTable, fields: &str) -> Result<Table, EntryError> {
    let document: DocumentMut = whole(table, fields).parse().map_err(syntax)?;
    let entries = document.get(table.name()).and_then(Item::as_array_of_tables);
    Ok(entries.and_then(|entries| entries.get(0)).cloned().unwrap_or_default())
}

/// An entry's fields with an edit made to them; what the edit does not touch stays as it is written.
///
/// # Errors
/// When they are no TOML.
pub fn edited(table: EntryTable, fields: &str, edit: impl FnOnce(&mut Table)) -> Result<String, EntryError> {
    let mut document: DocumentMut = whole(table, fields).parse().map_err(syntax)?;
    let entries = document.get_mut(table.name()).and_then(Item::as_array_of_tables_mut);
    entries.and_then(|entries| entries.get_mut(0)).map(edit);
    let text = document.to_string();
    Ok(text.split_once('\n').map(|(_, fields)| fields.to_owned()).unwrap_or_default())
}

fn whole(table: EntryTable, fields: &str) -> String {
    format!("[[{}]]\n{fields}", table.name())
}

/// The fields of an entry as they stand in the file, header and comments above it left out.
#[must_use]
pub fn fields(text: &str, table: EntryTable, id: &str) -> Option<String> {
    let block = &text[find(text, table, id)?];
    block.split_once('\n').map(|(_, fields)| fields.to_owned())
}

/// Whether two entries say the same, however they are laid out.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    match (one.parse::<toml::Table>(), other.parse::<toml::Table>()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// The text with the entry's fields set to `fields`: what did not change keeps its layout and comments.
///
/// # Errors
/// When there is no such entry, or one of the two is no TOML.
pub fn replace(text: &str, table: EntryTable, id: &str, fields: &str) -> Result<String, EntryError> {
    let block = find(text, table, id).ok_or_else(|| EntryError::Missing { table, id: id.to_owned() })?;
    let old = &text[block.clone()];
    let ending = line_ending(old);
    let mut document: DocumentMut = old.parse().map_err(syntax)?;
    let wanted = as_document(table, fields)?;
    let own = document
        .get_mut(table.name())
        .and_then(Item::as_array_of_tables_mut)
        .and_then(|entries| entries.get_mut(0))
        .ok_or_else(|| EntryError::Missing { table, id: id.to_owned() })?;
    merge(own, &wanted);
    let mut new = document.to_string();
    if !old.ends_with('\n') {
        new.truncate(new.trim_end_matches('\n').len());
    }
    Ok([&text[..block.start], &with_ending(&new, ending), &text[block.end..]].concat())
}

/// The text with a new entry after the last one of its table, or at its end.
#[must_use]
pub fn append(text: &str, table: EntryTable, fields: &str) -> String {
    let at = blocks(text, table).last().map_or(text.len(), |(_, block)| block.end);
    let gap = if text[..at].ends_with('\n') || at == 0 { "\n" } else { "\n\n" };
    let rest = &text[at..];
    let entry = format!("{gap}[[{}]]\n{}\n", table.name(), fields.trim_end());
    [&text[..at], &with_ending(&entry, line_ending(text)), rest].concat()
}

/// The text without an entry, the comment lines directly above it, and the empty line after it; and what was taken out.
///
/// # Errors
/// When there is no such entry.
pub fn remove(text: &str, table: EntryTable, id: &str) -> Result<(String, Removed), EntryError> {
    let blocks = blocks(text, table);
    let at = blocks.iter().position(|(own, _)| own == id);
    let at = at.ok_or_else(|| EntryError::Missing { table, id: id.to_owned() })?;
    let start = with_comments(text, blocks[at].1.start);
    let end = blocks[at].1.end;
    let rest = text[end..].strip_prefix("\r\n").or_else(|| text[end..].strip_prefix('\n'));
    let end = rest.map_or(end, |rest| text.len() - rest.len());
    let previous = at.checked_sub(1).and_then(|at| blocks.get(at));
    let previous =
        previous.and_then(|(id, block)| Some((id.clone(), text.get(block.end..start)?.to_owned())));
    let next = blocks.get(at + 1);
    let next = next.and_then(|(id, block)| {
        Some((id.clone(), text.get(end..with_comments(text, block.start))?.to_owned()))
    });
    let removed = Removed { text: text[start..end].to_owned(), previous, next };
    Ok(([&text[..start], &text[end..]].concat(), removed))
}

/// The text with an entry that was taken out at its old place, where one of its neighbours still shows it.
#[must_use]
pub fn put_back(text: &str, table: EntryTable, removed: &Removed, fields: &str) -> String {
    let blocks = blocks(text, table);
    let block = |id: &String| blocks.iter().find(|(own, _)| own == id).map(|(_, block)| block.clone());
    let after = removed.previous.as_ref().and_then(|(id, gap)| {
        let end = block(id)?.end;
        text[end..].starts_with(gap.as_str()).then_some(end + gap.len())
    });
    let before = removed.next.as_ref().and_then(|(id, gap)| {
        let start = with_comments(text, block(id)?.start);
        text[..start].ends_with(gap.as_str()).then_some(start - gap.len())
    });
    match after.or(before) {
        Some(at) => [&text[..at], &removed.text, &text[at..]].concat(),
        None => append(text, table, fields),
    }
}

/// Where the comment lines directly above a place begin.
fn with_comments(text: &str, place: usize) -> usize {
    let mut start = place;
    while let Some(line) =
        text[..start].strip_suffix('\n').map(|before| before.rfind('\n').map_or(0, |at| at + 1))
    {
        if !text[line..start].trim_start().starts_with('#') {
            break;
        }
        start = line;
    }
    start
}

/// Where an entry stands: from its header's line to the end of its last value's line.
fn find(text: &str, table: EntryTable, id: &str) -> Option<Range<usize>> {
    blocks(text, table).into_iter().find(|(own, _)| own == id).map(|(_, block)| block)
}

/// All entries of a table: their ids and where they stand, in order.
fn blocks(text: &str, table: EntryTable) -> Vec<(String, Range<usize>)> {
    let Ok(document) = DeTable::parse(text) else { return Vec::new() };
    let document = document.into_inner();
    let entries =
        document.into_iter().find(|(name, _)| name.get_ref() == table.name()).map(|(_, value)| value);
    let Some(DeValue::Array(entries)) = entries.map(Spanned::into_inner) else { return Vec::new() };
    entries.into_iter().filter_map(|entry| block(text, table.key(), &entry)).collect()
}

fn block(text: &str, named_by: &str, entry: &Spanned<DeValue<'_>>) -> Option<(String, Range<usize>)> {
    let DeValue::Table(table) = entry.get_ref() else { return None };
    let id = table
        .iter()
        .find(|(key, _)| key.get_ref() == named_by)
        .and_then(|(_, value)| value.get_ref().as_str())?;
    let start = text[..entry.span().start].rfind('\n').map_or(0, |at| at + 1);
    let last = table.iter().map(|(_, value)| end_of(value)).max()?;
    let end = text[last..].find('\n').map_or(text.len(), |at| last + at + 1);
    Some((id.to_owned(), start..end))
}

/// Where a value ends: a table with a header of its own, whose place is its header, where the last of its values does.
fn end_of(value: &Spanned<DeValue<'_>>) -> usize {
    let within = match value.get_ref() {
        DeValue::Table(table) => table.iter().map(|(_, value)| end_of(value)).max(),
        _ => None,
    };
    within.unwrap_or_default().max(value.span().end)
}

/// Sets a table's keys to those wanted; equal ones stay untouched, and a changed one keeps the comment on its line. A table
/// within it, be it of dotted keys or with a header of its own, is merged alike.
fn merge(own: &mut Table, wanted: &Table) {
    let gone: Vec<String> =
        own.iter().map(|(key, _)| key.to_owned()).filter(|key| !wanted.contains_key(key)).collect();
    for key in gone {
        own.remove(&key);
    }
    for (key, item) in wanted {
        match (own.get_mut(key), item) {
            (Some(held), _) if plain(held) == plain(item) => {}
            (Some(Item::Value(held)), Item::Value(value)) => {
                let decor = held.decor().clone();
                *held = value.clone();
                *held.decor_mut() = decor;
            }
            (Some(Item::Table(held)), Item::Table(table)) if held.is_dotted() == table.is_dotted() => {
                merge(held, table);
            }
            _ => {
                own.insert(key, item.clone());
            }
        }
    }
}

/// What an item holds, apart from its layout.
fn plain(item: &Item) -> Option<toml::Table> {
    let value = item.clone().into_value().ok()?;
    format!("value = {}", value.decorated("", "")).parse().ok()
}

fn line_ending(text: &str) -> &'static str {
    if text.lines().next().is_some_and(|first| text[first.len()..].starts_with("\r\n")) {
        "\r\n"
    } else {
        "\n"
    }
}

fn with_ending(text: &str, ending: &str) -> String {
    let plain = text.replace("\r\n", "\n");
    if ending == "\n" { plain } else { plain.replace('\n', ending) }
}

#[expect(clippy::needless_pass_by_value, reason = "the form that map_err takes")]
fn syntax(error: toml_edit::TomlError) -> EntryError {
    EntryError::Syntax(error.message().to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "# all of it\n\n[[fact]] # first\nid = \"a\"\nstatement = \"One.\" # said\nasks = [\n    \"x\", # short\n    \"y\",\n]\n\n# ---- second part\n\n# about b\n[[fact]]\nid = \"b\"\nstatement = \"Two.\"\n\n[[source]]\nid = \"s\"\ntitle = \"T\"\n# the end\n";

    fn of(id: &str) -> String {
        fields(TEXT, EntryTable::Fact, id).unwrap_or_default()
    }

    #[test]
    fn only_what_changed_changes() {
        let wanted = of("a").replace("One.", "Eins.");
        let new = replace(TEXT, EntryTable::Fact, "a", &wanted).expect("there");
        assert_eq!(new, TEXT.replace("One.", "Eins."), "comments and layout stay");
        let without = "id = \"a\"\nstatement = \"One.\"\nnote = \"New.\"\n";
        let new = replace(TEXT, EntryTable::Fact, "a", without).expect("there");
        assert!(new.contains("statement = \"One.\" # said\nnote = \"New.\"\n\n# ---- second part"), "{new}");
    }

    #[test]
    fn tables_below_an_entry_stay() {
        let text =
            "[[fact]]\nid = \"a\"\nvalue.money = 2\nstatement = \"One.\"\n\n[fact.more]\nkey = 1 # kept\n";
        let own = fields(text, EntryTable::Fact, "a").expect("there");
        let new = replace(text, EntryTable::Fact, "a", &own.replace("One.", "Eins.")).expect("there");
        assert_eq!(new, text.replace("One.", "Eins."));
    }

    #[test]
    fn a_value_of_dotted_keys_or_a_table_of_its_own_comes_back_as_it_was() {
        let inline = "id = \"a\"\nvalue = { money = 3, currency = \"EUR\" }\nstatement = \"One.\"\n";
        for (values, table) in [
            ("value.money = 2 # sure\nvalue.currency = \"EUR\"\n", ""),
            ("", "\n[fact.value]\nmoney = 2 # sure\ncurrency = \"EUR\"\n"),
        ] {
            let text = format!(
                "[[fact]]\nid = \"a\"\n{values}statement = \"One.\"\n{table}\n[[fact]]\nid = \"b\"\n"
            );
            let before = fields(&text, EntryTable::Fact, "a").expect("there");
            assert!(before.contains("money = 2") && before.contains("currency"), "{before}");
            let edited = replace(&text, EntryTable::Fact, "a", inline).expect("there");
            assert!(edited.contains("money = 3") && !edited.contains("money = 2"), "{edited}");
            let after = fields(&edited, EntryTable::Fact, "a").expect("there");
            assert!(same(&after, inline), "{after}");
            assert_eq!(replace(&edited, EntryTable::Fact, "a", &before).expect("there"), text, "undone");
            let more = before.replace("money = 2", "money = 4");
            let edited = replace(&text, EntryTable::Fact, "a", &more).expect("there");
            assert_eq!(edited, text.replace("money = 2", "money = 4"), "within the table");
        }
        let last =
            "[[fact]]\nid = \"a\"\nvalue.money = 2\nvalue.currency = \"EUR\"\n\n[[fact]]\nid = \"b\"\n";
        let own = fields(last, EntryTable::Fact, "a").expect("there");
        assert_eq!(own, "id = \"a\"\nvalue.money = 2\nvalue.currency = \"EUR\"\n");
    }

    #[test]
    fn lines_end_as_they_did() {
        let windows = TEXT.replace('\n', "\r\n");
        let wanted = of("b").replace("Two.", "Zwei.");
        let new = replace(&windows, EntryTable::Fact, "b", &wanted).expect("there");
        assert_eq!(new, windows.replace("Two.", "Zwei."));
    }

    #[test]
    fn a_new_one_stands_after_the_last_of_its_kind_and_goes_without_a_trace() {
        let new = append(TEXT, EntryTable::Fact, "id = \"c\"\nstatement = \"Three.\"");
        assert!(
            new.contains("\"Two.\"\n\n[[fact]]\nid = \"c\"\nstatement = \"Three.\"\n\n[[source]]"),
            "{new}"
        );
        assert_eq!(remove(&new, EntryTable::Fact, "c").expect("there").0, TEXT);
        let (gone, removed) = remove(TEXT, EntryTable::Fact, "b").expect("there");
        assert_eq!(put_back(&gone, EntryTable::Fact, &removed, ""), TEXT, "place and comments come back");
        let (gone_too, removed) = remove(TEXT, EntryTable::Fact, "a").expect("there");
        assert_eq!(put_back(&gone_too, EntryTable::Fact, &removed, ""), TEXT);
        assert!(gone.contains("# ---- second part") && !gone.contains("# about b"), "{gone}");
        assert!(append("", EntryTable::Fact, "id = \"c\"").parse::<toml::Table>().is_ok());
    }

    proptest! {
        #[test]
        fn what_is_set_is_what_is_read(statement in "\\PC{0,80}", note in proptest::option::of("\\PC{1,40}")) {
            let mut table = Table::new();
            table["id"] = toml_edit::value("a");
            table["statement"] = toml_edit::value(statement);
            if let Some(note) = note {
                table["note"] = toml_edit::value(note);
            }
            let new = replace(TEXT, EntryTable::Fact, "a", &table.to_string()).expect("there");
            let read = fields(&new, EntryTable::Fact, "a").expect("still there");
            prop_assert!(same(&read, &table.to_string()));
            prop_assert_eq!(fields(&new, EntryTable::Fact, "b"), fields(TEXT, EntryTable::Fact, "b"));
        }
    }
}
