//! Why the database that holds a fact file cannot be used.

use thiserror::Error;

/// Why the database cannot be used. Neither its address nor its password is in it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DatabaseError {
    /// Nobody answers, or not now.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// It takes too long.
    #[error("the database does not answer in time")]
    Late,
    /// It answers with an error.
    #[error("the database refuses: {0}")]
    Refused(String),
    /// Its texts are not in UTF-8.
    #[error("the database keeps texts in {0}; create one with the encoding UTF8")]
    Encoding(String),
    /// It was last used by a newer version of this program.
    #[error("the database is of a newer version of Accord (migration {0}); use that version")]
    Newer(i32),
    /// There are no files in it.
    #[error("the database holds no fact file yet; bring one in: accord store push FOLDER")]
    Empty,
    /// Something in it was not written by this program.
    #[error("the database holds what cannot be read: {0}")]
    Malformed(String),
    /// The connection cannot be prepared.
    #[error("no connection to a database can be made: {0}")]
    Setup(String),
}

impl DatabaseError {
    /// Whether it may be better in a moment, with nothing mended by anybody.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Late)
    }
}
