//! The fact file in a folder, or as one file: what a host can edit by hand and keep in git.

mod contents;
mod counts;
mod disk;
mod drafts;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::application::Applied;
use super::change::{Change, EditError};
use super::finding::Files;
use super::gap::Asked;
use super::history::{History, Of, Record, Wanted};
use super::load::{ReadError, read_files};
use super::store::{Changed, Compose, Store, Watch, Written, slashed};
use super::tellings::{Told, add};
use super::watch;

/// The history's name beside the facts.
const HISTORY: &str = "history.jsonl";

/// A fact file on disk.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    /// The folder that all else lies in: itself, or the one of the file.
    beside: PathBuf,
    history: History,
}

impl Folder {
    /// The fact file at `path`, a folder or one file. The history lies in the folder, or beside the file.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        let is_file = path.is_file();
        let parent = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let beside = if is_file { parent } else { path }.to_owned();
        let name =
            path.file_stem().filter(|_| is_file).map(|stem| format!("{}.{HISTORY}", stem.to_string_lossy()));
        let history = History::at(beside.join(name.unwrap_or_else(|| HISTORY.to_owned())));
        Self { path: path.to_owned(), beside, history }
    }

    fn no_history(&self, error: io::Error) -> EditError {
        refused(self.history.path(), error)
    }

    fn lock(&self) -> Result<disk::Lock, EditError> {
        disk::lock(&self.beside).map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => EditError::Busy,
            _ => refused(&self.beside, error),
        })
    }

    /// Makes the last record's change, where it still waits beside its file. Gives its number then. Where the same entry was
    /// edited since by hand, it is left as it is.
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
        let Some(file) = files.0.iter().find(|file| self.name(&file.path) == change.file) else {
            return Ok(None);
        };
        // What waits no longer was put in its place; whatever the file says now was done later.
        if !disk::is_waiting(&file.path, number) {
            return Ok(None);
        }
        let text = change.apply(&files, self).map(|Applied { text, .. }| text);
        // An entry that was edited by hand after the crash is a conflict, and the hand's work stays.
        let text = text.unwrap_or_else(|_| file.text.clone());
        let prepared =
            disk::prepare(&file.path, &text, number).map_err(|error| refused(&file.path, error))?;
        prepared.commit().map_err(|error| refused(&file.path, error))?;
        Ok(Some(number))
    }
}

impl fmt::Display for Folder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path.display().fmt(f)
    }
}

impl Store for Folder {
    fn files(&self) -> Result<Files, ReadError> {
        read_files(&self.path)
    }

    fn name(&self, path: &Path) -> String {
        slashed(path.strip_prefix(&self.beside).unwrap_or(path))
    }

    fn last_change(&self) -> Result<u64, EditError> {
        let last = self.history.last().map_err(|error| self.no_history(error))?;
        Ok(last.map_or(0, |record| record.change))
    }

    fn record(&self, change: u64) -> Result<Option<Record>, EditError> {
        self.history.of_change(change).map_err(|error| self.no_history(error))
    }

    fn records(
        &self,
        wanted: Wanted<'_>,
        skip: usize,
        take: usize,
    ) -> Result<(Vec<Record>, usize), EditError> {
        self.history.find(wanted, skip, take).map_err(|error| self.no_history(error))
    }

    fn since(&self, change: u64, of: Of<'_>, most: usize) -> Result<Vec<Record>, EditError> {
        self.history.since(change, of, most).map_err(|error| self.no_history(error))
    }

    fn write(&self, compose: &mut Compose<'_>, _press: Option<u64>) -> Result<(), EditError> {
        let _lock = self.lock()?;
        self.roll_forward()?;
        let files = read_files(&self.path)?;
        let Written { at, text, record } = compose(&files, self.last_change()?)?;
        let path = &files.0[at].path;
        // All that needs room on the disk is written before the record, and only the renaming is left after it.
        let prepared = disk::prepare(path, &text, record.change).map_err(|error| refused(path, error))?;
        if let Err(error) = self.history.append(&record) {
            prepared.discard();
            return Err(self.no_history(error));
        }
        if let Err(error) = prepared.commit() {
            self.history.take_back().map_err(|error| self.no_history(error))?;
            return Err(refused(path, error));
        }
        Ok(())
    }

    fn recover(&self) -> Result<Option<u64>, EditError> {
        if !self.history.path().exists() {
            return Ok(None);
        }
        let _lock = self.lock()?;
        self.roll_forward()
    }

    fn gaps(&self) -> io::Result<Asked> {
        counts::GAPS.read(&self.beside)
    }

    fn change_gaps(&self, change: &mut dyn FnMut(&mut Asked)) -> io::Result<Option<&'static str>> {
        let _lock = disk::lock(&self.beside)?;
        counts::GAPS.change(&self.beside, change)
    }

    fn told(&self) -> io::Result<Told> {
        counts::TOLD.read(&self.beside)
    }

    fn count_told(&self, news: &Told, gone: &[String]) -> io::Result<Option<&'static str>> {
        let _lock = disk::lock(&self.beside)?;
        counts::TOLD.change(&self.beside, |told: &mut Told| {
            add(told, news);
            told.retain(|fact, _| !gone.contains(fact));
        })
    }

    fn add_draft(&self, number: u64, text: &str) -> io::Result<bool> {
        drafts::add(&self.beside, number, text)
    }

    fn draft(&self, number: u64) -> io::Result<Option<String>> {
        drafts::read(&self.beside, number)
    }

    fn put_draft(&self, number: u64, text: &str) -> io::Result<()> {
        drafts::put(&self.beside, number, text)
    }

    fn forget_draft(&self, number: u64) -> io::Result<()> {
        drafts::forget(&self.beside, number)
    }

    fn drafts(&self) -> io::Result<Vec<(u64, u64)>> {
        drafts::all(&self.beside)
    }

    /// Processes on one volume know nothing of each other but the lock: each tells.
    fn tells_first(&self) -> bool {
        true
    }

    fn watch(&self, changed: Changed) -> io::Result<Watch> {
        // What cannot be read on disk is read again when it is mended, which changes it.
        let changed = move || {
            changed();
        };
        let watch = watch::watch(&self.path, changed).map_err(io::Error::other)?;
        Ok(Box::new(watch))
    }
}

fn refused(path: &Path, error: io::Error) -> EditError {
    EditError::Disk { path: path.to_owned(), error }
}
