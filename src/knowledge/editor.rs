//! Changing the fact file: one change at a time, checked before it replaces anything, recorded before it is made.

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use thiserror::Error;

use super::entry::{self, EntryError, EntryTable};
use super::finding::{Files, Finding};
use super::history::{Author, History, Part, Record, What};
use super::load::{LoadError, ReadError, load_files, read_files};
use super::model::Knowledge;
use super::store;

/// The history's name beside the facts.
const HISTORY: &str = "history.jsonl";

/// A change that someone confirmed.
#[derive(Debug, Clone)]
pub struct Change {
    /// What kind of change.
    pub what: What,
    /// The file, relative to the fact file's folder.
    pub file: String,
    /// What it does to the file; `before` is what its author saw.
    pub parts: Vec<Part>,
    /// The number of the change it reverts.
    pub undoes: Option<u64>,
    /// Who confirmed it.
    pub by: Author,
    /// Why.
    pub why: String,
}

/// A change that was made.
pub struct Made {
    /// Its record.
    pub record: Record,
    /// The facts as they are now.
    pub knowledge: Knowledge,
}

/// Why a change was not made. The fact file and the history are as they were.
#[derive(Debug, Error)]
pub enum EditError {
    /// The fact file cannot be read.
    #[error("{0}")]
    Read(#[from] ReadError),
    /// There is no such file in the fact file.
    #[error("there is no file {0} in the fact file")]
    NoFile(String),
    /// The entry cannot be set in its file.
    #[error("{0}")]
    Entry(#[from] EntryError),
    /// The entry is no longer what the author saw.
    #[error("`{id}` was changed in between")]
    Conflict {
        /// The entry's id; empty for a whole file.
        id: String,
        /// Its fields now; none if it was withdrawn.
        now: Option<String>,
        /// Numbers of the later changes of it that the history knows.
        since: Vec<u64>,
    },
    /// With the change the fact file would not be valid.
    #[error("the fact file would not be valid: {} findings", findings.len())]
    Invalid {
        /// The files with the change.
        files: Files,
        /// What is wrong with them.
        findings: Vec<Finding>,
    },
    /// There is no change with this number.
    #[error("there is no change {0} in the history")]
    NoChange(u64),
    /// Another process is writing.
    #[error("another process is writing the fact file; try again in a moment")]
    Busy,
    /// The disk refuses.
    #[error("{path}: {error}")]
    Disk {
        /// What was written or read.
        path: PathBuf,
        /// The system's error.
        error: io::Error,
    },
}

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
        self.history.read().map_err(|error| disk(self.history.path(), error))
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
        let (at, text) = self.apply(&files, change)?;
        checked(files, at, text)
    }

    /// Makes a change. It is on disk, with its record, when this returns.
    ///
    /// # Errors
    /// When the file changed in between, would not be valid, or the disk refuses: nothing is changed then.
    pub fn make(&self, change: Change, now: Timestamp) -> Result<Made, EditError> {
        let _lock = self.lock()?;
        self.roll_forward()?;
        let files = read_files(&self.path)?;
        let (at, text) = self.apply(&files, &change)?;
        let path = files.0[at].path.clone();
        let knowledge = checked(files, at, text.clone())?;
        let number = self.history()?.last().map_or(0, |record| record.change) + 1;
        // All that needs room on the disk is written before the record, and only the renaming is left after it.
        let prepared = store::prepare(&path, &text, number).map_err(|error| disk(&path, error))?;
        let Change { what, file, parts, undoes, by, why } = change;
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
        let records = self.history()?;
        let record =
            records.into_iter().find(|record| record.change == number).ok_or(EditError::NoChange(number))?;
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
        let Some(record) = self.history()?.pop() else { return Ok(None) };
        let files = read_files(&self.path)?;
        let number = record.change;
        let change = Change {
            what: record.what,
            file: record.file,
            parts: record.parts,
            undoes: record.undoes,
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
        let text = self.apply(&files, &change).map(|(_, text)| text);
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

    /// The changed text of the file that a change is about, and which of the files that is.
    fn apply(&self, files: &Files, change: &Change) -> Result<(usize, String), EditError> {
        let at = files.0.iter().position(|file| self.relative(&file.path) == change.file);
        let at = at.ok_or_else(|| EditError::NoFile(change.file.clone()))?;
        let mut text = files.0[at].text.clone();
        for part in &change.parts {
            let (before, after) = (part.before.as_deref(), part.after.as_deref());
            let Some(table) = part.table else {
                self.unchanged("", before, Some(text.clone()))?;
                after.unwrap_or_default().clone_into(&mut text);
                continue;
            };
            let elsewhere = || files.0.iter().find_map(|file| entry::fields(&file.text, table, &part.id));
            let now = entry::fields(&text, table, &part.id).or_else(elsewhere);
            self.unchanged(&part.id, before, now)?;
            text = match (before, after) {
                (Some(_), Some(after)) => entry::replace(&text, table, &part.id, after)?,
                (Some(_), None) => entry::remove(&text, table, &part.id)?,
                (None, Some(after)) => entry::append(&text, table, after),
                (None, None) => text,
            };
        }
        Ok((at, text))
    }

    fn unchanged(&self, id: &str, seen: Option<&str>, now: Option<String>) -> Result<(), EditError> {
        let is_same = match (seen, &now) {
            (None, None) => true,
            (Some(seen), Some(now)) => {
                if id.is_empty() {
                    seen == now
                } else {
                    entry::same(seen, now)
                }
            }
            _ => false,
        };
        if is_same {
            return Ok(());
        }
        let of_it = |record: &Record| record.parts.iter().any(|part| part.id == id);
        let since = self.history().unwrap_or_default().into_iter().rev().filter(of_it).take(3);
        Err(EditError::Conflict {
            id: id.to_owned(),
            now,
            since: since.map(|record| record.change).collect(),
        })
    }
}

fn checked(mut files: Files, at: usize, text: String) -> Result<Knowledge, EditError> {
    files.0[at].text = text;
    load_files(files).map_err(|error| match error {
        LoadError::Read(error) => EditError::Read(error),
        LoadError::Invalid { files, findings } => EditError::Invalid { files, findings },
    })
}

fn disk(path: &Path, error: io::Error) -> EditError {
    EditError::Disk { path: path.to_owned(), error }
}
