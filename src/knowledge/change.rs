//! A change of the fact file, before and after it is made, and why it was not.

use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::database::DatabaseError;
use super::entry::EntryError;
use super::finding::{Files, Finding};
use super::history::{Author, Part, Record, What};
use super::load::ReadError;
use super::model::Knowledge;

/// A change that someone confirmed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Change {
    /// What kind of change.
    pub what: What,
    /// The file, relative to the fact file's folder.
    pub file: String,
    /// What it does to the file; `before` is what its author saw.
    pub parts: Vec<Part>,
    /// The number of the change it reverts.
    pub undoes: Option<u64>,
    /// The number of the last change when its author saw what they change: later ones are news to them.
    pub seen: u64,
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

/// Why a change was not made. The fact file and the history are as they were, but where [`EditError::Unsure`] says otherwise.
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
        /// Numbers of the later changes of it that the history knows, the last first.
        since: Vec<u64>,
        /// Whether it was changed outside of Discord too, after them.
        outside: bool,
    },
    /// With the change the fact file would not be valid.
    #[error("the fact file would not be valid: {} findings", findings.len())]
    Invalid {
        /// The files with the change.
        files: Files,
        /// What is wrong with them.
        findings: Vec<Finding>,
        /// What is wrong with them without the change: that is not its author's doing.
        earlier: Vec<Finding>,
    },
    /// There is no change with this number.
    #[error("there is no change {0} in the history")]
    NoChange(u64),
    /// Another process is writing.
    #[error("another process is writing the fact file; try again in a moment")]
    Busy,
    /// The same interaction made this change already, wherever it was received.
    #[error("this was made already, as change {0}")]
    Seen(u64),
    /// The database was lost while the change was being made: whether it was is told by trying again.
    #[error("{0}")]
    Unsure(DatabaseError),
    /// The disk refuses.
    #[error("{path}: {error}")]
    Disk {
        /// What was written or read.
        path: PathBuf,
        /// The system's error.
        error: io::Error,
    },
}
