//! The history of the fact file: one line of JSON a change, only ever added to.
//!
//! A record is written and synced before the fact file itself is replaced. So after a crash the history may be one
//! change ahead of the file, never behind; [`super::editor::Editor::recover`] then makes that change to the file. A line
//! torn by the crash was never followed by its change, and is cut off.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::entry::{EntryTable, Removed};
use super::history_index::Index;
pub use super::history_index::{Of, Wanted};
use super::tail::Backwards;

/// Who made a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// Discord's id of the person.
    pub id: String,
    /// The name they had.
    pub name: String,
}

/// What kind of change it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// A new fact.
    Add,
    /// A fact changed.
    Edit,
    /// A fact withdrawn.
    Remove,
    /// An earlier change reverted.
    Undo,
    /// A whole file replaced.
    Import,
}

/// One thing that a change did to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The entry's table; none for the whole file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<EntryTable>,
    /// The entry's id; empty for the whole file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Its fields before, as TOML; none if it is new.
    pub before: Option<String>,
    /// Its fields after, as TOML; none if it was withdrawn.
    pub after: Option<String>,
    /// What was taken out with it and where it stood, so that an undo puts it back as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed: Option<Removed>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its number, counted from 1.
    pub change: u64,
    /// When it was confirmed.
    pub at: Timestamp,
    /// Who confirmed it.
    pub by: Author,
    /// Why, in their words.
    pub why: String,
    /// What kind of change.
    pub what: What,
    /// The file, relative to the fact file's folder.
    pub file: String,
    /// What it did to the file, in order.
    pub parts: Vec<Part>,
    /// The number of the change it reverts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
}

impl Record {
    /// The id of the fact it is about, if it is about one.
    #[must_use]
    pub fn fact(&self) -> Option<&str> {
        let is_of_one = |part: &&Part| matches!(part.table, Some(EntryTable::Fact | EntryTable::Translation));
        let fact = self.parts.iter().find(is_of_one)?;
        Some(&fact.id)
    }
}

/// The history's file.
#[derive(Debug, Clone)]
pub struct History {
    path: PathBuf,
    index: Arc<Mutex<Index>>,
}

impl History {
    /// The history at this path, which need not exist yet.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self { path, index: Arc::default() }
    }

    /// Where it is kept.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All whole records, in order. A torn last line is left out.
    ///
    /// # Errors
    /// When the file cannot be read, or a line other than the last is no record.
    pub fn read(&self) -> io::Result<Vec<Record>> {
        let mut records = self.backwards()?.collect::<io::Result<Vec<_>>>()?;
        records.reverse();
        Ok(records)
    }

    /// The last record, which costs no more the longer the history is.
    ///
    /// # Errors
    /// As for [`Self::read`].
    pub fn last(&self) -> io::Result<Option<Record>> {
        self.backwards()?.next().transpose()
    }

    /// All records, the last one first, read as far as they are asked for.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn backwards(&self) -> io::Result<impl Iterator<Item = io::Result<Record>>> {
        let lines = self.open()?.map(Backwards::new).transpose()?;
        let read = |line: io::Result<Vec<u8>>| {
            serde_json::from_slice(&line?)
                .map_err(|error| io::Error::other(format!("a line is no record: {error}")))
        };
        let is_there = |line: &io::Result<Vec<u8>>| line.as_ref().map_or(true, |line| !line.is_empty());
        Ok(lines.into_iter().flatten().filter(is_there).map(read))
    }

    /// The records that are looked for, the last first: so many after so many; and how many there are.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn find(&self, wanted: Wanted<'_>, skip: usize, take: usize) -> io::Result<(Vec<Record>, usize)> {
        self.indexed(|index, file| Ok((index.records(file, wanted, skip, take)?, index.count(wanted))))
    }

    /// At most so many records after a change, the last first.
    ///
    /// # Errors
    /// As for [`Self::find`].
    pub fn since(&self, change: u64, of: Of<'_>, most: usize) -> io::Result<Vec<Record>> {
        self.indexed(|index, file| index.since(file, change, of, most))
    }

    /// The record of a change.
    ///
    /// # Errors
    /// As for [`Self::find`].
    pub fn of_change(&self, number: u64) -> io::Result<Option<Record>> {
        self.indexed(|index, file| index.record(file, number))
    }

    /// Reads by the index, carried on to the end of the file.
    fn indexed<T: Default>(&self, read: impl FnOnce(&Index, &mut File) -> io::Result<T>) -> io::Result<T> {
        let Some(mut file) = self.open()? else { return Ok(T::default()) };
        let mut index = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        index.refresh(&mut file)?;
        read(&index, &mut file)
    }

    fn open(&self) -> io::Result<Option<File>> {
        match File::open(&self.path) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Adds a record and syncs it to disk. If that fails, the file is as long as before.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn append(&self, record: &Record) -> io::Result<()> {
        let is_new = !self.path.exists();
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&self.path)?;
        let whole = Backwards::new(file.try_clone()?)?.whole();
        let mut line = serde_json::to_vec(record)?;
        line.push(b'\n');
        let written = add(&mut file, whole, &line);
        if written.is_err() {
            // What was not synced must not be taken for a change later.
            let _ = file.set_len(whole).and_then(|()| file.sync_all());
        }
        written?;
        if is_new { sync_folder(&self.path) } else { Ok(()) }
    }

    /// Takes the last record back, where its change could not be made.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn take_back(&self) -> io::Result<()> {
        let file = OpenOptions::new().read(true).write(true).open(&self.path)?;
        let mut lines = Backwards::new(file.try_clone()?)?;
        lines.next().transpose()?;
        file.set_len(lines.line_start()?)?;
        file.sync_all()
    }
}

fn add(file: &mut File, length: u64, line: &[u8]) -> io::Result<()> {
    file.set_len(length)?;
    file.seek(SeekFrom::Start(length))?;
    file.write_all(line)?;
    file.sync_all()
}

/// Makes a new or renamed file's name last: the folder is synced too.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(change: u64) -> Record {
        Record {
            change,
            at: Timestamp::UNIX_EPOCH,
            by: Author { id: "1".to_owned(), name: "Ada".to_owned() },
            why: "because".to_owned(),
            what: What::Edit,
            file: "facts.toml".to_owned(),
            parts: Vec::new(),
            undoes: None,
        }
    }

    #[test]
    fn records_are_found_by_entry_author_and_number_as_the_file_grows_and_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let history = History::at(folder.path().join("history.jsonl"));
        let of = |change: u64, id: &str, by: &str| {
            let part = Part {
                table: Some(EntryTable::Fact),
                id: id.to_owned(),
                before: None,
                after: None,
                removed: None,
            };
            let by = Author { id: by.to_owned(), name: "\"7\"".to_owned() };
            Record { by, parts: vec![part.clone(), part], ..record(change) }
        };
        let found = |wanted, skip| -> (Vec<u64>, usize) {
            let (records, count) = history.find(wanted, skip, 2).expect("readable");
            (records.iter().map(|record| record.change).collect(), count)
        };
        let (all, entry) = (Wanted::default(), |entry| Wanted { entry: Some(entry), by: None });
        assert_eq!(found(all, 0), (vec![], 0));
        for change in 1..=6 {
            let (id, by) = (if change % 2 == 0 { "even" } else { "odd" }, if change < 4 { "7" } else { "8" });
            history.append(&of(change, id, by)).expect("written");
            assert_eq!(found(all, 0).1, usize::try_from(change).expect("few"));
        }
        assert_eq!(found(all, 1), (vec![5, 4], 6));
        assert_eq!(found(entry("odd"), 0), (vec![5, 3], 3));
        assert_eq!(found(entry("odd"), 2), (vec![1], 3));
        assert_eq!(found(entry("od"), 0), (vec![], 0));
        assert_eq!(found(Wanted { entry: Some("even"), by: Some("7") }, 0), (vec![2], 1));
        let since = |change, of: Of<'_>| -> Vec<u64> {
            let records = history.since(change, of, 2).expect("readable");
            records.iter().map(|record| record.change).collect()
        };
        assert_eq!(since(1, Of::Entry("odd")), [5, 3]);
        assert_eq!(since(3, Of::Entry("odd")), [5], "changes of others between them are none of its own");
        let file = record(1).file;
        assert_eq!(since(4, Of::File(&file)), [6, 5]);
        assert!(since(0, Of::File("another.toml")).is_empty() && since(5, Of::Entry("odd")).is_empty());
        assert_eq!(history.of_change(4).expect("readable"), Some(of(4, "even", "8")));
        assert_eq!(history.of_change(9).expect("readable"), None);
        history.take_back().expect("taken back");
        assert_eq!(found(all, 0), (vec![5, 4], 5));
        history.append(&of(6, "odd", "7")).expect("written");
        assert_eq!(found(entry("odd"), 0), (vec![6, 5], 4));
        std::fs::remove_file(history.path()).expect("removed");
        history.append(&of(1, "even", "9")).expect("written");
        assert_eq!((found(entry("odd"), 0), found(entry("even"), 0)), ((vec![], 0), (vec![1], 1)));
    }

    #[test]
    fn a_torn_line_is_cut_off_and_no_whole_one_is_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let history = History::at(folder.path().join("history.jsonl"));
        assert!(history.read().expect("none yet").is_empty());
        history.append(&record(1)).expect("written");
        let whole = std::fs::read(history.path()).expect("there");
        for torn in 1..40 {
            let mut text = whole.clone();
            text.extend_from_slice(&whole[..torn]);
            std::fs::write(history.path(), &text).expect("written");
            assert_eq!(history.read().expect("readable"), [record(1)]);
            history.append(&record(2)).expect("written");
            assert_eq!(history.read().expect("readable"), [record(1), record(2)]);
        }
        history.take_back().expect("taken back");
        assert_eq!(std::fs::read(history.path()).expect("there"), whole);
    }
}
