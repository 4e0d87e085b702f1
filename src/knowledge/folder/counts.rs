//! Counts as files of JSON beside the facts: of unanswered questions, and of facts told.

use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::knowledge::store::is_damage;

/// A file of counts, and what is told where it was damaged.
pub struct Counts {
    /// Its name.
    pub name: &'static str,
    damaged: &'static str,
}

/// The counts of unanswered questions.
pub const GAPS: Counts =
    Counts { name: "gaps.json", damaged: "gaps.json was damaged; it is kept as gaps.json.damaged" };
/// The counts of facts told.
pub const TOLD: Counts =
    Counts { name: "told.json", damaged: "told.json was damaged; it is kept as told.json.damaged" };

impl Counts {
    /// The counts in a folder; none where there is no file of them.
    pub fn read<T: DeserializeOwned + Default>(&self, folder: &Path) -> io::Result<T> {
        match fs::read(folder.join(self.name)) {
            Ok(text) => serde_json::from_slice(&text).map_err(io::Error::from),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(T::default()),
            Err(error) => Err(error),
        }
    }

    /// Changes the file, whose lock is held. Written beside and renamed: a crash leaves the old counts or the new ones.
    /// One that is damaged is put aside; what is to be told of that is given.
    pub fn change<T: Serialize + DeserializeOwned + Default>(
        &self,
        folder: &Path,
        change: impl FnOnce(&mut T),
    ) -> io::Result<Option<&'static str>> {
        let path = folder.join(self.name);
        let (mut counts, damage) = match self.read(folder) {
            Ok(counts) => (counts, None),
            Err(error) if is_damage(&error) => {
                fs::rename(&path, path.with_extension("json.damaged"))?;
                (T::default(), Some(self.damaged))
            }
            Err(error) => return Err(error),
        };
        change(&mut counts);
        let new = path.with_extension("json.tmp");
        fs::write(&new, serde_json::to_vec_pretty(&counts)?)?;
        fs::rename(&new, path)?;
        Ok(damage)
    }
}
