//! The facts in use: read by everyone, replaced whole.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use arc_swap::ArcSwap;

use super::corpus::Corpus;
use crate::knowledge::editor::Editor;
use crate::knowledge::{Knowledge, LoadError, load};

/// The fact file in use. A reader keeps the facts it began with, whatever replaces them meanwhile.
pub struct Library {
    path: PathBuf,
    current: ArcSwap<Corpus>,
    editor: Editor,
}

impl Library {
    /// Loads the fact file at `path`.
    ///
    /// # Errors
    /// When it cannot be read or is not valid.
    pub fn open(path: &Path) -> Result<Self, LoadError> {
        let current = ArcSwap::from_pointee(Corpus::new(load(path)?));
        Ok(Self { path: path.to_owned(), current, editor: Editor::new(path) })
    }

    /// The facts as they are now.
    #[must_use]
    pub fn current(&self) -> Arc<Corpus> {
        self.current.load_full()
    }

    /// The one who writes the fact file.
    #[must_use]
    pub fn editor(&self) -> &Editor {
        &self.editor
    }

    /// Where the fact file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts new facts in use.
    pub fn replace(&self, knowledge: Knowledge) {
        self.current.store(Arc::new(Corpus::new(knowledge)));
    }

    /// Reads the fact file again; what is not valid leaves the facts in use as they are.
    ///
    /// # Errors
    /// When it cannot be read or is not valid.
    pub fn reload(&self) -> Result<(), LoadError> {
        load(&self.path).map(|knowledge| self.replace(knowledge))
    }
}
