//! Changing the fact file: one change at a time, checked before it replaces anything, recorded before it is made.

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

pub use super::change::{Change, EditError, Made};

use super::entry::{self, EntryTable};
use super::finding::{Files, Finding};
use super::history::{Author, History, Part, Record, Wanted, What};
use super::language::Language;
use super::load::{LoadError, load_files, read_files};
use super::model::Knowledge;
use super::store;

/// The history's name beside the facts.
const HISTORY: &str = "history.jsonl";

/// The one who writes the fact file.
#[derive(Debug, Clone)]
pub struct Editor {
    path: PathBuf,
    folder: PathBuf,
    history: History,
}

impl Editor {
    /// An editor of the fact file at `path`, a folder or one file. The history lies in the folder, or beside the file.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        let is_file = path.is_file();
        let parent = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = if is_file { parent } else { path }.to_owned();
        let name =
            path.file_stem().filter(|_| is_file).map(|stem| format!("{}.{HISTORY}", stem.to_string_lossy()));
        let history = History::at(folder.join(name.unwrap_or_else(|| HISTORY.to_owned())));
        Self { path: path.to_owned(), folder, history }
    }

    /// The folder of the fact file, its history and its counts.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// All changes, in order.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn history(&self) -> Result<Vec<Record>, EditError> {
        self.history.read().map_err(|error| self.no_history(error))
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
        self.history.find(wanted, skip, take).map_err(|error| self.no_history(error))
    }

    /// The number of the last change; 0 before the first.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn last_change(&self) -> Result<u64, EditError> {
        let last = self.history.last().map_err(|error| self.no_history(error))?;
        Ok(last.map_or(0, |record| record.change))
    }

    fn no_history(&self, error: io::Error) -> EditError {
        disk(self.history.path(), error)
    }

    /// The fields of an entry as they stand on disk, and its file relative to the folder.
    ///
    /// # Errors
    /// When the fact file cannot be read.
    pub fn find(&self, table: EntryTable, id: &str) -> Result<Option<(String, String)>, EditError> {
        let files = read_files(&self.path)?;
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
        let files = read_files(&self.path)?;
        let mut own = files.0.iter().filter(|own| Language::of_file(&own.path) == Some(language));
        let written = own.clone().find_map(|own| {
            let fields = entry::fields(&own.text, EntryTable::Translation, fact)?;
            Some((&own.path, Some(fields)))
        });
        let mut named_alike = || own.find(|own| own.path.file_name() == Path::new(file).file_name());
        let found = written.or_else(|| named_alike().map(|own| (&own.path, None)));
        Ok(found.map(|(path, fields)| (self.relative(path), fields)))
    }

    /// The text of a file of the fact file.
    ///
    /// # Errors
    /// When it cannot be read or is none of them.
    pub fn text(&self, file: &str) -> Result<String, EditError> {
        let files = read_files(&self.path)?;
        let found = files.0.into_iter().find(|own| self.relative(&own.path) == file);
        found.map(|own| own.text).ok_or_else(|| EditError::NoFile(file.to_owned()))
    }

    /// The name of a file relative to the folder, with forward slashes.
    #[must_use]
    pub fn relative(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.folder).unwrap_or(path);
        path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    }

    /// What the fact file would be with a change, without making it: all its findings, if it would not be valid.
    ///
    /// # Errors
    /// As for [`Self::make`].
    pub fn try_out(&self, change: &Change) -> Result<Knowledge, EditError> {
        let files = read_files(&self.path)?;
        let Applied { at, text, .. } = self.apply(&files, change)?;
        checked(files, at, text)
    }

    /// The text of the file that a change is about, before it and after it.
    ///
    /// # Errors
    /// As for [`Self::make`].
    pub fn texts(&self, change: &Change) -> Result<(String, String), EditError> {
        let files = read_files(&self.path)?;
        let Applied { at, text, .. } = self.apply(&files, change)?;
        Ok((files.0[at].text.clone(), text))
    }

    /// Makes a change. It is on disk, with its record, when this returns.
    ///
    /// # Errors
    /// When the file changed in between, would not be valid, or the disk refuses: nothing is changed then.
    pub fn make(&self, change: Change, now: Timestamp) -> Result<Made, EditError> {
        let _lock = self.lock()?;
        self.roll_forward()?;
        let files = read_files(&self.path)?;
        let Applied { at, text, parts } = self.apply(&files, &change)?;
        let path = files.0[at].path.clone();
        let knowledge = checked(files, at, text.clone())?;
        let number = self.last_change()? + 1;
        // All that needs room on the disk is written before the record, and only the renaming is left after it.
        let prepared = store::prepare(&path, &text, number).map_err(|error| disk(&path, error))?;
        let Change { what, file, undoes, by, why, .. } = change;
        let record = Record { change: number, at: now, by, why, what, file, parts, undoes };
        if let Err(error) = self.history.append(&record) {
            prepared.discard();
            return Err(disk(self.history.path(), error));
        }
        if let Err(error) = prepared.commit() {
            self.history.take_back().map_err(|error| disk(self.history.path(), error))?;
            return Err(disk(&path, error));
        }
        Ok(Made { record, knowledge })
    }

    /// The change that reverts another one.
    ///
    /// # Errors
    /// When there is no such change. Whether later ones stand in its way is told when it is made.
    pub fn reverse(&self, number: u64, by: Author, why: String) -> Result<Change, EditError> {
        let record = self.history.of_change(number).map_err(|error| self.no_history(error))?;
        let record = record.ok_or(EditError::NoChange(number))?;
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
        if !self.history.path().exists() {
            return Ok(None);
        }
        let _lock = self.lock()?;
        self.roll_forward()
    }

    fn roll_forward(&self) -> Result<Option<u64>, EditError> {
        let last = self.history.last().map_err(|error| self.no_history(error))?;
        let Some(record) = last else { return Ok(None) };
        let files = read_files(&self.path)?;
        let number = record.change;
        let change = Change {
            what: record.what,
            file: record.file,
            parts: record.parts,
            undoes: record.undoes,
            seen: number,
            by: record.by,
            why: record.why,
        };
        let Some(file) = files.0.iter().find(|file| self.relative(&file.path) == change.file) else {
            return Ok(None);
        };
        // What waits no longer was put in its place; whatever the file says now was done later.
        if !store::is_waiting(&file.path, number) {
            return Ok(None);
        }
        let text = self.apply(&files, &change).map(|applied| applied.text);
        // An entry that was edited by hand after the crash is a conflict, and the hand's work stays.
        let text = text.unwrap_or_else(|_| file.text.clone());
        let prepared = store::prepare(&file.path, &text, number).map_err(|error| disk(&file.path, error))?;
        prepared.commit().map_err(|error| disk(&file.path, error))?;
        Ok(Some(number))
    }

    fn lock(&self) -> Result<store::Lock, EditError> {
        store::lock(&self.folder).map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => EditError::Busy,
            _ => disk(&self.folder, error),
        })
    }

    /// The changed text of the file that a change is about, which of the files that is, and the parts with what they took
    /// out.
    fn apply(&self, files: &Files, change: &Change) -> Result<Applied, EditError> {
        let at = files.0.iter().position(|file| self.relative(&file.path) == change.file);
        let at = at.ok_or_else(|| EditError::NoFile(change.file.clone()))?;
        let mut text = files.0[at].text.clone();
        let mut parts = change.parts.clone();
        for part in &mut parts {
            let (before, after) = (part.before.as_deref(), part.after.as_deref());
            let Some(table) = part.table else {
                self.unchanged(change, "", before, Some(text.clone()))?;
                without_mark(after.unwrap_or_default()).clone_into(&mut text);
                continue;
            };
            // An id is taken in all files; a fact is translated into several languages.
            let elsewhere = || match table {
                EntryTable::Translation => None,
                _ => files.0.iter().find_map(|file| entry::fields(&file.text, table, &part.id)),
            };
            let now = entry::fields(&text, table, &part.id).or_else(elsewhere);
            self.unchanged(change, &part.id, before, now)?;
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
        change: &Change,
        id: &str,
        seen: Option<&str>,
        now: Option<String>,
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
        let of_it = |record: &Record| {
            if id.is_empty() {
                record.file == change.file
            } else {
                record.parts.iter().any(|part| part.id == id)
            }
        };
        // What cannot be read is told when the change is made; here it only lacks its number.
        let later = self.history.backwards().into_iter().flatten().map_while(Result::ok);
        let later = later.take_while(|record| record.change > change.seen).filter(of_it);
        let later: Vec<Record> = later.take(5).collect();
        let left = later.first().and_then(|record| record.parts.iter().rev().find(|part| part.id == id));
        let outside =
            later.is_empty() || left.is_some_and(|part| !is_same(part.after.as_deref(), now.as_deref()));
        let since = later.iter().map(|record| record.change).collect();
        Err(EditError::Conflict { id: id.to_owned(), now, since, outside })
    }
}

/// What a change makes of a file.
struct Applied {
    /// Which of the files.
    at: usize,
    text: String,
    parts: Vec<Part>,
}

/// A text without the byte-order mark that Windows editors put before it; reading a file leaves it out, too.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
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

fn disk(path: &Path, error: io::Error) -> EditError {
    EditError::Disk { path: path.to_owned(), error }
}
