//! A change applied to the texts of the fact file, where what its author saw still stands.

use super::change::{Change, EditError};
use super::entry::{self, EntryTable};
use super::finding::Files;
use super::history::{Of, Part, Record};
use super::store::Store;

/// Later changes that a conflict names at most.
const NAMED: usize = 5;

/// What a change makes of a file.
pub(super) struct Applied {
    /// Which of the files.
    pub at: usize,
    /// Its text after it.
    pub text: String,
    /// The parts of the change, with what they took out.
    pub parts: Vec<Part>,
}

impl Change {
    /// The changed text of the file that it is about, which of the files that is, and the parts with what they took out.
    pub(super) fn apply(&self, files: &Files, store: &dyn Store) -> Result<Applied, EditError> {
        let at = files.0.iter().position(|file| store.name(&file.path) == self.file);
        let at = at.ok_or_else(|| EditError::NoFile(self.file.clone()))?;
        let mut text = files.0[at].text.clone();
        let mut parts = self.parts.clone();
        for part in &mut parts {
            let (before, after) = (part.before.as_deref(), part.after.as_deref());
            let Some(table) = part.table else {
                self.unchanged("", before, Some(text.clone()), store)?;
                without_mark(after.unwrap_or_default()).clone_into(&mut text);
                continue;
            };
            // An id is taken in all files; a fact is translated into several languages.
            let elsewhere = || match table {
                EntryTable::Translation => None,
                _ => files.0.iter().find_map(|file| entry::fields(&file.text, table, &part.id)),
            };
            let now = entry::fields(&text, table, &part.id).or_else(elsewhere);
            self.unchanged(&part.id, before, now, store)?;
            text = match (before, after) {
                (Some(_), Some(after)) => entry::replace(&text, table, &part.id, after)?,
                (Some(_), None) => {
                    let (left, removed) = entry::remove(&text, table, &part.id)?;
                    part.removed = Some(removed);
                    left
                }
                (None, Some(after)) => match &part.removed {
                    Some(removed) => entry::put_back(&text, table, removed, after),
                    None => entry::append(&text, table, after),
                },
                (None, None) => text,
            };
        }
        Ok(Applied { at, text, parts })
    }

    fn unchanged(
        &self,
        id: &str,
        seen: Option<&str>,
        now: Option<String>,
        store: &dyn Store,
    ) -> Result<(), EditError> {
        let is_same = |one: Option<&str>, other: Option<&str>| match (one, other) {
            (None, None) => true,
            (Some(one), Some(other)) if id.is_empty() => without_mark(one) == without_mark(other),
            (Some(one), Some(other)) => entry::same(one, other),
            _ => false,
        };
        if is_same(seen, now.as_deref()) {
            return Ok(());
        }
        let of = if id.is_empty() { Of::File(&self.file) } else { Of::Entry(id) };
        let later: Vec<Record> = store.since(self.seen, of, NAMED)?;
        let left = later.first().and_then(|record| record.parts.iter().rev().find(|part| part.id == id));
        // A new entry whose id is taken, and not since it was begun, collides with nobody's change.
        let is_taken = !id.is_empty() && seen.is_none() && later.is_empty();
        let is_news = later.is_empty() && !is_taken;
        let outside = is_news || left.is_some_and(|part| !is_same(part.after.as_deref(), now.as_deref()));
        let since = later.iter().map(|record| record.change).collect();
        Err(EditError::Conflict { id: id.to_owned(), now, since, outside })
    }
}

/// A text without the byte-order mark that Windows editors put before it; reading a file leaves it out, too.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
