//! Writing a file of the fact file: whole or not at all, one writer at a time.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::knowledge::history::sync_folder;

/// The file whose lock a writer holds; the system frees it when the process ends, however it ends.
const LOCK: &str = ".accord.lock";
/// How long to wait for another writer, who holds the lock for milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);
const BETWEEN_TRIES: Duration = Duration::from_millis(10);

/// The right to write, until it is dropped.
pub struct Lock(#[expect(dead_code, reason = "held for its lock, which ends with it")] File);

/// Waits for the right to write in a folder.
///
/// # Errors
/// When another process holds it too long ([`io::ErrorKind::WouldBlock`]), or the folder cannot be written.
pub fn lock(folder: &Path) -> io::Result<Lock> {
    let file = File::options().create(true).truncate(false).write(true).open(folder.join(LOCK))?;
    let until = Instant::now() + PATIENCE;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Lock(file)),
            Err(TryLockError::WouldBlock) if Instant::now() < until => std::thread::sleep(BETWEEN_TRIES),
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::WouldBlock.into()),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// A file's new text, on disk beside it but not yet in its place.
pub struct Prepared {
    new: PathBuf,
    path: PathBuf,
}

/// Where the new text of a change waits. It is still there after a crash if it was not put in its place.
fn waiting(folder: &Path, change: u64) -> PathBuf {
    folder.join(format!(".accord-{change}.tmp"))
}

/// Whether the new text of this change was written but never put in its place.
#[must_use]
pub fn is_waiting(path: &Path, change: u64) -> bool {
    fs::canonicalize(path).is_ok_and(|path| waiting(folder_of(&path), change).exists())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes and syncs the new text beside the file, with the file's mode and owner. A link is followed, so that it stays one.
///
/// # Errors
/// When the disk is full or read-only, or the file belongs to someone else.
pub fn prepare(path: &Path, text: &str, change: u64) -> io::Result<Prepared> {
    let path = fs::canonicalize(path)?;
    let new = waiting(folder_of(&path), change);
    let prepared = Prepared { new, path };
    write(&prepared, text).inspect_err(|_| prepared.discard())?;
    Ok(prepared)
}

fn write(prepared: &Prepared, text: &str) -> io::Result<()> {
    let mut file = File::create(&prepared.new)?;
    file.write_all(text.as_bytes())?;
    let held = fs::metadata(&prepared.path)?;
    file.set_permissions(held.permissions())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let own = file.metadata()?;
        if (own.uid(), own.gid()) != (held.uid(), held.gid()) {
            fchown(&file, Some(held.uid()), Some(held.gid()))?;
        }
    }
    file.sync_all()?;
    sync_folder(&prepared.new)
}

impl Prepared {
    /// Puts it in its place and syncs the folder.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn commit(self) -> io::Result<()> {
        fs::rename(&self.new, &self.path).inspect_err(|_| self.discard())?;
        sync_folder(&self.path)
    }

    /// Removes it, as far as the disk lets it: it is read by nobody.
    pub fn discard(&self) {
        let _ = fs::remove_file(&self.new);
    }
}
