//! Changing the fact file: one change at a time, checked before it replaces anything, recorded before it is made.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

pub use super::change::{Change, EditError, Made};

use super::application::Applied;
use super::entry::{self, EntryTable};
use super::finding::{Files, Finding};
use super::history::{Author, Part, Record, Wanted, What};
use super::language::Language;
use super::load::{LoadError, load_files};
use super::model::Knowledge;
use super::store::{Store, Written};

/// The one who writes the fact file.
#[derive(Debug, Clone)]
pub struct Editor {
    store: Arc<dyn Store>,
}

impl Editor {
    /// An editor of the fact file in a store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store }
    }

    /// All changes, in order.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn history(&self) -> Result<Vec<Record>, EditError> {
        let (mut records, _) = self.changes(Wanted::default(), 0, usize::MAX)?;
        records.reverse();
        Ok(records)
    }

    /// The changes that are looked for, the last first: so many after so many; and how many there are.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn changes(
        &self,
        wanted: Wanted<'_>,
        skip: usize,
        take: usize,
    ) -> Result<(Vec<Record>, usize), EditError> {
        self.store.records(wanted, skip, take)
    }

    /// The record of a change.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn change(&self, number: u64) -> Result<Option<Record>, EditError> {
        self.store.record(number)
    }

    /// The number of the last change; 0 before the first.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn last_change(&self) -> Result<u64, EditError> {
        self.store.last_change()
    }

    /// The fields of an entry as they stand on disk, and its file relative to the folder.
    ///
    /// # Errors
    /// When the fact file cannot be read.
    pub fn find(&self, table: EntryTable, id: &str) -> Result<Option<(String, String)>, EditError> {
        let files = self.store.files()?;
        Ok(files.0.iter().find_map(|file| {
            let fields = entry::fields(&file.text, table, id)?;
            Some((self.relative(&file.path), fields))
        }))
    }

    /// A fact's translation as it stands on disk, and the file of its language that it stands in, or would: the one with the
    /// name of `file`, in which the fact stands. None where the language has no such file.
    ///
    /// # Errors
    /// When the fact file cannot be read.
    pub fn translation(
        &self,
        language: Language,
        fact: &str,
        file: &str,
    ) -> Result<Option<(String, Option<String>)>, EditError> {
        let files = self.store.files()?;
        let mut own = files.0.iter().filter(|own| Language::of_file(&own.path) == Some(language));
        let written = own.clone().find_map(|own| {
            let fields = entry::fields(&own.text, EntryTable::Translation, fact)?;
            Some((&own.path, Some(fields)))
        });
        let mut named_alike = || own.find(|own| own.path.file_name() == Path::new(file).file_name());
        let found = written.or_else(|| named_alike().map(|own| (&own.path, None)));
        Ok(found.map(|(path, fields)| (self.relative(path), fields)))
    }

    /// The name of a file within the fact file, with forward slashes.
    #[must_use]
    pub fn relative(&self, path: &Path) -> String {
        self.store.name(path)
    }

    /// What the fact file would be with a change, without making it: all its findings, if it would not be valid.
    ///
    /// # Errors
    /// As for [`Self::make`].
    pub fn try_out(&self, change: &Change) -> Result<Knowledge, EditError> {
        let files = self.store.files()?;
        let Applied { at, text, .. } = change.apply(&files, &*self.store)?;
        checked(files, at, text)
    }

    /// The text of the file that a change is about, before it and after it.
    ///
    /// # Errors
    /// As for [`Self::make`].
    pub fn texts(&self, change: &Change) -> Result<(String, String), EditError> {
        let files = self.store.files()?;
        let Applied { at, text, .. } = change.apply(&files, &*self.store)?;
        Ok((files.0[at].text.clone(), text))
    }

    /// Makes a change, which the interaction `press` confirmed. It is kept, with its record, when this returns.
    ///
    /// # Errors
    /// When the file changed in between, would not be valid, or nothing can be written: nothing is changed then, but where
    /// [`EditError::Unsure`] says otherwise.
    pub fn make(&self, change: &Change, now: Timestamp, press: Option<u64>) -> Result<Made, EditError> {
        let mut made = None;
        let mut compose = |files: &Files, last: u64| {
            let Applied { at, text, parts } = change.apply(files, &*self.store)?;
            let knowledge = checked(files.clone(), at, text.clone())?;
            let Change { what, file, undoes, by, why, .. } = change.clone();
            let record = Record { change: last + 1, at: now, by, why, what, file, parts, undoes };
            made = Some(Made { record: record.clone(), knowledge });
            Ok(Written { at, text, record })
        };
        self.store.write(&mut compose, press)?;
        made.ok_or(EditError::Busy)
    }

    /// The change that reverts another one.
    ///
    /// # Errors
    /// When there is no such change. Whether later ones stand in its way is told when it is made.
    pub fn reverse(&self, number: u64, by: Author, why: String) -> Result<Change, EditError> {
        let record = self.store.record(number)?.ok_or(EditError::NoChange(number))?;
        let parts = record.parts.into_iter().rev().map(|part| Part {
            before: part.after,
            after: part.before,
            ..part
        });
        Ok(Change {
            what: What::Undo,
            file: record.file,
            parts: parts.collect(),
            undoes: Some(number),
            seen: number,
            by,
            why,
        })
    }

    /// Brings file and history together after a crash: where the last record's change still waits beside its file, it is
    /// made. Gives its number then. Where the same entry was edited since by hand, it is left as it is.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn recover(&self) -> Result<Option<u64>, EditError> {
        self.store.recover()
    }
}

fn checked(mut files: Files, at: usize, text: String) -> Result<Knowledge, EditError> {
    let before = std::mem::replace(&mut files.0[at].text, text);
    load_files(files).map_err(|error| match error {
        LoadError::Read(error) => EditError::Read(error),
        LoadError::Invalid { files, findings } => {
            let mut without = files.clone();
            without.0[at].text = before;
            let earlier = match load_files(without) {
                Err(LoadError::Invalid { findings, .. }) => findings,
                _ => Vec::new(),
            };
            let was_there = |finding: &Finding| {
                earlier
                    .iter()
                    .any(|other| other.problem == finding.problem && other.place.file == finding.place.file)
            };
            let (earlier, findings) = findings.into_iter().partition(was_there);
            EditError::Invalid { files, findings, earlier }
        }
    })
}
