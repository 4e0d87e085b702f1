//! Loading a fact file: all or nothing.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::check::check;
use super::database::DatabaseError;
use super::finding::{File, Files, Finding};
use super::model::Knowledge;

/// The largest file that is read. The shipped ones stay below half a megabyte; what is larger is no fact file.
pub const MAX_FILE: u64 = 32 * 1024 * 1024;

/// Vocabulary and countries that serve a fact file which brings none of its own (a single file, say): name, text, and
/// a line by which a file that brings its own is known.
const BUILT_IN: [(&str, &str, &str); 4] = [
    ("built-in vocabulary.toml", include_str!("../../knowledge/vocabulary.toml"), "[[question]]"),
    ("built-in countries.toml", include_str!("../../knowledge/countries.toml"), "[[country]]"),
    ("built-in languages.toml", include_str!("../../knowledge/languages.toml"), "[[language]]"),
    ("built-in english.toml", include_str!("../../knowledge/english.toml"), "english = \"\"\""),
];

/// Why a fact file could not be read at all.
#[derive(Debug, Error)]
pub enum ReadError {
    /// No such file or folder.
    #[error("{0}: no such file or folder")]
    NotFound(PathBuf),
    /// A folder without a TOML file.
    #[error("{0}: no *.toml file in this folder")]
    NoFiles(PathBuf),
    /// The disk or its rights refuse.
    #[error("{path}: cannot be read: {error}")]
    Io {
        /// What was read.
        path: PathBuf,
        /// The system's error.
        error: io::Error,
    },
    /// Larger than [`MAX_FILE`].
    #[error("{path}: larger than {} MiB, so it is no fact file", MAX_FILE / 1024 / 1024)]
    TooLarge {
        /// What was read.
        path: PathBuf,
    },
    /// No regular file: a pipe, a device or a socket, which may never end.
    #[error("{path}: no regular file")]
    NotAFile {
        /// What was to be read.
        path: PathBuf,
    },
    /// The database that holds it cannot be used.
    #[error("{0}")]
    Database(#[from] DatabaseError),
    /// Not text.
    #[error("{path}: not UTF-8 text (byte {at})")]
    NotUtf8 {
        /// What was read.
        path: PathBuf,
        /// Bytes before the first that is none.
        at: usize,
    },
}

impl ReadError {
    /// What could not be read, where it is a file, and why, apart.
    #[must_use]
    pub fn parts(&self) -> (Option<&Path>, String) {
        let path = match self {
            Self::NotFound(path)
            | Self::NoFiles(path)
            | Self::Io { path, .. }
            | Self::TooLarge { path }
            | Self::NotUtf8 { path, .. }
            | Self::NotAFile { path } => path,
            Self::Database(error) => return (None, error.to_string()),
        };
        let told = self.to_string();
        let why = told.strip_prefix(&format!("{}: ", path.display())).unwrap_or(&told);
        (Some(path), why.to_owned())
    }
}

/// Why facts were not loaded.
#[derive(Debug)]
pub enum LoadError {
    /// Not readable.
    Read(ReadError),
    /// Readable, but not valid.
    Invalid {
        /// What was read.
        files: Files,
        /// What is wrong with it.
        findings: Vec<Finding>,
    },
}

/// Reads the texts at `path`: one file, or all `*.toml` of a folder and the folders in it, in the order of their names.
///
/// # Errors
/// When anything of it cannot be read.
pub fn read_files(path: &Path) -> Result<Files, ReadError> {
    let mut paths = Vec::new();
    let about = fs::metadata(path).map_err(|error| io_error(path, error))?;
    if about.is_dir() {
        collect(path, &mut HashSet::new(), &mut paths)?;
        if paths.is_empty() {
            return Err(ReadError::NoFiles(path.to_owned()));
        }
    } else {
        paths.push(path.to_owned());
    }
    paths.into_iter().map(read_file).collect::<Result<_, _>>().map(Files)
}

/// Collects the TOML files of a folder and those in it. A link that leads back into a folder that was visited is left out.
fn collect(folder: &Path, visited: &mut HashSet<PathBuf>, paths: &mut Vec<PathBuf>) -> Result<(), ReadError> {
    let own = fs::canonicalize(folder).map_err(|error| io_error(folder, error))?;
    if !visited.insert(own) {
        return Ok(());
    }
    let entries = fs::read_dir(folder).map_err(|error| io_error(folder, error))?;
    let mut found = entries
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| io_error(folder, error))?;
    found.sort();
    for path in found {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            collect(&path, visited, paths)?;
        } else if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")) {
            paths.push(path);
        }
    }
    Ok(())
}

fn read_file(path: PathBuf) -> Result<File, ReadError> {
    // Before it is opened: opening a pipe waits for somebody to write into it.
    let about = fs::metadata(&path).map_err(|error| io_error(&path, error))?;
    if !about.is_file() {
        return Err(ReadError::NotAFile { path });
    }
    let file = fs::File::open(&path).map_err(|error| io_error(&path, error))?;
    let mut bytes = Vec::new();
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(|error| io_error(&path, error))?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(ReadError::TooLarge { path });
    }
    match String::from_utf8(bytes) {
        // Windows editors put a byte-order mark before the text; TOML's grammar has no place for one.
        Ok(text) => Ok(File { path, text: text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text) }),
        Err(error) => Err(ReadError::NotUtf8 { path, at: error.utf8_error().valid_up_to() }),
    }
}

fn io_error(path: &Path, error: io::Error) -> ReadError {
    let path = path.to_owned();
    if error.kind() == io::ErrorKind::NotFound {
        ReadError::NotFound(path)
    } else {
        ReadError::Io { path, error }
    }
}

/// Checks the texts, with the built-in vocabulary and countries where they bring none.
///
/// # Errors
/// The files that were checked and every problem in them.
pub fn load_files(mut files: Files) -> Result<Knowledge, LoadError> {
    for (name, text, mark) in BUILT_IN {
        if !files.0.iter().any(|file| file.text.lines().any(|line| line.trim() == mark)) {
            files.0.push(File { path: PathBuf::from(name), text: text.to_owned() });
        }
    }
    check(&files).map_err(|findings| LoadError::Invalid { files, findings })
}

/// Reads and checks the fact file at `path`.
///
/// # Errors
/// When it cannot be read, or anything in it is wrong: it is loaded whole or not at all.
pub fn load(path: &Path) -> Result<Knowledge, LoadError> {
    load_files(read_files(path).map_err(LoadError::Read)?)
}
