//! `accord store push` and `accord store pull`: the fact file into a database and out of it, byte for byte.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use super::check::report;
use crate::knowledge::contents::{CarryError, Contents};
use crate::knowledge::folder::Folder;
use crate::knowledge::postgres::Postgres;
use crate::knowledge::store::Store;

/// Exit status where nothing was carried over.
const NOT_DONE: u8 = 1;

/// Brings a folder into the database. A fact file that is not valid stays where it is.
///
/// # Errors
/// When standard output or standard error cannot be written.
pub fn push(path: &Path, replace: bool, database: &Postgres) -> io::Result<ExitCode> {
    let folder = Folder::new(path);
    let valid: &dyn Store = &folder;
    if let Err(error) = valid.load() {
        report(&error)?;
        return Ok(ExitCode::from(NOT_DONE));
    }
    let pushed = folder.contents().and_then(|contents| database.put(&contents, replace).map(|()| contents));
    told(pushed, &format!("{} to {database}", path.display()))
}

/// Brings what the database holds into a folder.
///
/// # Errors
/// When standard output or standard error cannot be written.
pub fn pull(path: &Path, database: &Postgres) -> io::Result<ExitCode> {
    let pulled = database.contents().and_then(|contents| Folder::new(path).put(&contents).map(|()| contents));
    told(pulled, &format!("{database} to {}", path.display()))
}

fn told(carried: Result<Contents, CarryError>, way: &str) -> io::Result<ExitCode> {
    match carried {
        Ok(Contents { files, history, gaps, drafts, .. }) => {
            writeln!(
                io::stdout(),
                "{way}: {} files, {} changes, {} unanswered questions, {} drafts",
                files.len(),
                history.len(),
                gaps.len(),
                drafts.len()
            )?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            writeln!(io::stderr(), "error: {error}")?;
            Ok(ExitCode::from(NOT_DONE))
        }
    }
}
