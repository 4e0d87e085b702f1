//! Where the fact file is kept, and what stands beside it: its history, the drafts, the counts of unanswered questions and of
//! facts told.

use std::fmt::{Debug, Display};
use std::io;
use std::path::Path;

use super::change::EditError;
use super::finding::Files;
use super::gap::Asked;
use super::history::{Of, Record, Wanted};
use super::load::{LoadError, ReadError, load_files};
use super::model::Knowledge;
use super::tellings::Told;

/// What is written by one change.
#[derive(Debug)]
pub struct Written {
    /// Which of the files that were given.
    pub at: usize,
    /// Its new text.
    pub text: String,
    /// The change's record.
    pub record: Record,
}

/// Says what is to be written, given all files and the number of the last change.
pub type Compose<'a> = dyn FnMut(&Files, u64) -> Result<Written, EditError> + 'a;

/// Called when the files changed; gives whether they could be read. If not, it is called again.
pub type Changed = Box<dyn Fn() -> bool + Send>;

/// Watches until it is dropped.
pub type Watch = Box<dyn Send + Sync>;

/// A place where the fact file is kept. Its name, as a person reads it, is what it displays as. All calls wait for a disk or
/// a network, for some seconds at most; none may be made where nothing may wait.
pub trait Store: Debug + Display + Send + Sync {
    /// All files, in the order of their names.
    ///
    /// # Errors
    /// When anything of them cannot be read.
    fn files(&self) -> Result<Files, ReadError>;

    /// The name of a file within the fact file, with forward slashes.
    fn name(&self, path: &Path) -> String;

    /// The number of the last change; 0 before the first.
    ///
    /// # Errors
    /// When the history cannot be read.
    fn last_change(&self) -> Result<u64, EditError>;

    /// The record of a change.
    ///
    /// # Errors
    /// When the history cannot be read.
    fn record(&self, change: u64) -> Result<Option<Record>, EditError>;

    /// The records that are looked for, the last first: so many after so many; and how many there are.
    ///
    /// # Errors
    /// When the history cannot be read.
    fn records(
        &self,
        wanted: Wanted<'_>,
        skip: usize,
        take: usize,
    ) -> Result<(Vec<Record>, usize), EditError>;

    /// At most so many records after a change, the last first.
    ///
    /// # Errors
    /// When the history cannot be read.
    fn since(&self, change: u64, of: Of<'_>, most: usize) -> Result<Vec<Record>, EditError>;

    /// Writes one change: `compose` is given the files as they are, and its record and text are kept both or not at all.
    /// Where somebody else was first, it is asked again with the files as they are then. `press` is the id of the interaction that
    /// confirms the change: a store of several replicas makes no second change for it.
    ///
    /// # Errors
    /// Those of `compose`, and when nothing can be read or written: nothing is changed then.
    fn write(&self, compose: &mut Compose<'_>, press: Option<u64>) -> Result<(), EditError>;

    /// Brings files and history together after a crash. Gives the number of the change that it completed.
    ///
    /// # Errors
    /// When the disk refuses.
    fn recover(&self) -> Result<Option<u64>, EditError>;

    /// The counts of unanswered questions.
    ///
    /// # Errors
    /// When they cannot be read.
    fn gaps(&self) -> io::Result<Asked>;

    /// Changes the counts, one process at a time. Counts that are damaged are put aside and begun anew; what is to be told
    /// of that is given.
    ///
    /// # Errors
    /// When they cannot be read or written: nothing is changed then.
    fn change_gaps(&self, change: &mut dyn FnMut(&mut Asked)) -> io::Result<Option<&'static str>>;

    /// How often each fact was told.
    ///
    /// # Errors
    /// When the counts cannot be read.
    fn told(&self) -> io::Result<Told>;

    /// Adds to the counts of facts told, and forgets those of facts that are gone. Counts that are damaged are put aside and
    /// begun anew; what is to be told of that is given.
    ///
    /// # Errors
    /// When they cannot be read or written: nothing is changed then.
    fn count_told(&self, news: &Told, gone: &[String]) -> io::Result<Option<&'static str>>;

    /// Keeps a new draft by its number, and gives whether that was free.
    ///
    /// # Errors
    /// When it cannot be written.
    fn add_draft(&self, number: u64, text: &str) -> io::Result<bool>;

    /// The draft of a number.
    ///
    /// # Errors
    /// When it cannot be read.
    fn draft(&self, number: u64) -> io::Result<Option<String>>;

    /// Replaces a draft: whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put_draft(&self, number: u64, text: &str) -> io::Result<()>;

    /// Forgets a draft.
    ///
    /// # Errors
    /// When it cannot be removed.
    fn forget_draft(&self, number: u64) -> io::Result<()>;

    /// The numbers of all drafts, with their bytes.
    ///
    /// # Errors
    /// When they cannot be listed.
    fn drafts(&self) -> io::Result<Vec<(u64, u64)>>;

    /// Whether this process is the one that tells of what is wrong with the files that were read last.
    fn tells_first(&self) -> bool;

    /// Calls `changed` within two seconds of each change to the files, whoever makes it.
    ///
    /// # Errors
    /// When they cannot be watched.
    fn watch(&self, changed: Changed) -> io::Result<Watch>;
}

/// Whether counts could be read, but what was read are none.
pub(super) fn is_damage(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
}

/// A path with forward slashes, whatever the system writes.
pub(super) fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

impl dyn Store {
    /// Reads and checks the fact file.
    ///
    /// # Errors
    /// When it cannot be read, or anything in it is wrong: it is loaded whole or not at all.
    pub fn load(&self) -> Result<Knowledge, LoadError> {
        load_files(self.files().map_err(LoadError::Read)?)
    }
}
