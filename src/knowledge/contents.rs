//! All that a store holds, byte for byte, on its way into another one.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::change::EditError;
use super::database::DatabaseError;
use super::gap::Asked;
use super::load::ReadError;
use super::tellings::Told;

/// All that a store holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// The files by name, with the byte-order mark where one stands before the text.
    pub files: Vec<(String, String)>,
    /// The lines of the history, in order.
    pub history: Vec<String>,
    /// The counts of unanswered questions.
    pub gaps: Asked,
    /// The counts of facts told.
    pub told: Told,
    /// The drafts by number.
    pub drafts: Vec<(u64, String)>,
}

/// Why nothing was carried over. All is as it was, but for what [`CarryError::Disk`] tells.
#[derive(Debug, Error)]
pub enum CarryError {
    /// The fact file cannot be read.
    #[error("{0}")]
    Read(#[from] ReadError),
    /// The folder cannot be read while others write, or a crash there not be made up for.
    #[error("{0}")]
    Edit(#[from] EditError),
    /// A line of the history is no record, or none that comes after the one before it.
    #[error("history.jsonl:{line}: {why}; mend the line, or move the file away")]
    History {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// The database cannot be used.
    #[error("{0}")]
    Database(#[from] DatabaseError),
    /// There are facts already where these were to go.
    #[error(
        "the database holds a fact file of {0} files already; --replace puts this one in its place, history and all"
    )]
    Held(i64),
    /// The folder has files that the database has not.
    #[error("the folder has what the database has not: {}; move it away", .0.join(", "))]
    Foreign(Vec<String>),
    /// The folder's history is not the beginning of the database's.
    #[error("the folder has a history of its own, which would be lost; take another folder")]
    Diverged,
    /// A file in the database has a name that leads out of the folder.
    #[error("the database holds a file with a name that is none: {0:?}")]
    Name(String),
    /// The disk refuses.
    #[error("{path}: {error}")]
    Disk {
        /// What was read or written.
        path: PathBuf,
        /// The system's error.
        error: io::Error,
    },
}
