//! The counts of unanswered questions as a file of JSON beside the facts.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::knowledge::gap::Asked;

fn path(folder: &Path) -> PathBuf {
    folder.join("gaps.json")
}

/// The counts in a folder; none where there is no file of them.
pub fn read(folder: &Path) -> io::Result<Asked> {
    match fs::read(path(folder)) {
        Ok(text) => serde_json::from_slice(&text).map_err(io::Error::from),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Asked::new()),
        Err(error) => Err(error),
    }
}

/// Changes the file, whose lock is held. Written beside and renamed: a crash leaves the old counts or the new ones.
/// One that is damaged is put aside; what is to be told of that is given.
pub fn change(folder: &Path, change: &mut dyn FnMut(&mut Asked)) -> io::Result<Option<&'static str>> {
    let path = path(folder);
    let (mut asked, damage) = match read(folder) {
        Ok(asked) => (asked, None),
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) => {
            fs::rename(&path, path.with_extension("json.damaged"))?;
            (Asked::new(), Some("gaps.json was damaged; it is kept as gaps.json.damaged"))
        }
        Err(error) => return Err(error),
    };
    change(&mut asked);
    let new = path.with_extension("json.tmp");
    fs::write(&new, serde_json::to_vec_pretty(&asked)?)?;
    fs::rename(&new, path)?;
    Ok(damage)
}
