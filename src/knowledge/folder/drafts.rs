//! Drafts as files in a folder beside the facts.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The folder's name beside the facts.
const FOLDER: &str = "drafts";

fn path(facts: &Path, number: u64) -> PathBuf {
    facts.join(FOLDER).join(format!("{number}.json"))
}

/// Keeps a new draft, and gives whether its number was free.
pub fn add(facts: &Path, number: u64, text: &str) -> io::Result<bool> {
    fs::create_dir_all(facts.join(FOLDER))?;
    match OpenOptions::new().write(true).create_new(true).open(path(facts, number)) {
        Ok(_) => put(facts, number, text).map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// A draft, where there is one.
pub fn read(facts: &Path, number: u64) -> io::Result<Option<String>> {
    match fs::read_to_string(path(facts, number)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Written beside and renamed: a crash leaves the old draft or the new one.
pub fn put(facts: &Path, number: u64, text: &str) -> io::Result<()> {
    let path = path(facts, number);
    let new = path.with_extension("tmp");
    let mut file = File::create(&new)?;
    file.write_all(text.as_bytes())?;
    fs::rename(&new, path)
}

/// Removes a draft.
pub fn forget(facts: &Path, number: u64) -> io::Result<()> {
    fs::remove_file(path(facts, number))
}

/// The numbers of all drafts, with their bytes.
pub fn all(facts: &Path) -> io::Result<Vec<(u64, u64)>> {
    let entries = match fs::read_dir(facts.join(FOLDER)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let kept = entries.flatten().filter_map(|entry| {
        let number = entry.path().file_stem()?.to_str()?.parse().ok()?;
        Some((number, entry.metadata().ok()?.len()))
    });
    Ok(kept.collect())
}
