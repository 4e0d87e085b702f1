//! All that a folder holds, in and out.

use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path};

use super::counts::{self, Counts};
use super::{Folder, drafts};
use crate::knowledge::contents::{CarryError, Contents};
use crate::knowledge::load::ReadError;
use crate::knowledge::store::Store;

impl Folder {
    /// All that it holds, while nobody writes.
    ///
    /// # Errors
    /// When anything of it cannot be read.
    pub fn contents(&self) -> Result<Contents, CarryError> {
        let _lock = self.lock()?;
        self.roll_forward()?;
        let mut contents = Contents { history: self.lines()?, ..Contents::default() };
        for file in self.files()?.0 {
            let text = fs::read_to_string(&file.path).map_err(|error| disk_error(&file.path, error))?;
            contents.files.push((self.name(&file.path), text));
        }
        let folder = &self.beside;
        let unread = |counts: Counts| move |error| disk_error(&folder.join(counts.name), error);
        contents.gaps = counts::GAPS.read(folder).map_err(unread(counts::GAPS))?;
        contents.told = counts::TOLD.read(folder).map_err(unread(counts::TOLD))?;
        let kept = drafts::all(folder).map_err(|error| disk_error(folder, error))?;
        for (number, _) in kept {
            let text = drafts::read(folder, number).map_err(|error| disk_error(folder, error))?;
            contents.drafts.extend(text.map(|text| (number, text)));
        }
        contents.drafts.sort_unstable();
        Ok(contents)
    }

    /// Makes it hold these. What stands in the folder under the same names is replaced; what would be lost otherwise is told,
    /// and nothing is done.
    ///
    /// # Errors
    /// When the folder has files or a history of its own, or the disk refuses.
    pub fn put(&self, contents: &Contents) -> Result<(), CarryError> {
        fs::create_dir_all(&self.path).map_err(|error| disk_error(&self.path, error))?;
        let _lock = self.lock()?;
        if let Some((name, _)) = contents.files.iter().find(|(name, _)| !leads_in(name)) {
            return Err(CarryError::Name(name.clone()));
        }
        let own = match self.files() {
            Ok(files) => files.0.iter().map(|file| self.name(&file.path)).collect(),
            Err(ReadError::NoFiles(_)) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        let is_held = |name: &String| contents.files.iter().any(|(held, _)| held == name);
        let foreign: Vec<String> = own.into_iter().filter(|name| !is_held(name)).collect();
        if !foreign.is_empty() {
            return Err(CarryError::Foreign(foreign));
        }
        if !contents.history.starts_with(&self.lines()?) {
            return Err(CarryError::Diverged);
        }
        let history: String = contents.history.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
        let unwritten = |error| disk_error(&self.beside, io::Error::from(error));
        let gaps = serde_json::to_vec_pretty(&contents.gaps).map_err(unwritten)?;
        let told = serde_json::to_vec_pretty(&contents.told).map_err(unwritten)?;
        let mut all: Vec<(&str, &[u8])> =
            contents.files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        if !history.is_empty() {
            all.push((super::HISTORY, history.as_bytes()));
        }
        if !contents.gaps.is_empty() {
            all.push((counts::GAPS.name, &gaps));
        }
        if !contents.told.is_empty() {
            all.push((counts::TOLD.name, &told));
        }
        for (name, bytes) in all {
            let path = self.beside.join(name);
            replace(&path, bytes).map_err(|error| disk_error(&path, error))?;
        }
        for (number, text) in &contents.drafts {
            let kept = drafts::add(&self.beside, *number, text);
            kept.map_err(|error| disk_error(&self.beside, error))?;
        }
        Ok(())
    }

    /// The whole lines of the history.
    fn lines(&self) -> Result<Vec<String>, CarryError> {
        let path = self.history.path();
        let text = match fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            read => read.map_err(|error| disk_error(path, error))?,
        };
        // One that was torn by a crash was never followed by its change.
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        Ok(whole.split('\n').filter(|line| !line.is_empty()).map(str::to_owned).collect())
    }
}

/// Whether a name leads to a file in the folder, and to nothing beside it.
fn leads_in(name: &str) -> bool {
    !name.is_empty() && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Written beside and renamed: a crash leaves the old file or the new one.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut name = std::ffi::OsString::from(".accord-pull-");
    name.push(path.file_name().unwrap_or_default());
    let new = path.with_file_name(name);
    let mut file = fs::File::create(&new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    crate::knowledge::history::sync_folder(path)
}

fn disk_error(path: &Path, error: io::Error) -> CarryError {
    CarryError::Disk { path: path.to_owned(), error }
}
