//! The facts in use: read by everyone, replaced whole.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use arc_swap::ArcSwap;

use super::corpus::Corpus;
use super::embedder::Embedder;
use super::passages;
use crate::knowledge::editor::Editor;
use crate::knowledge::{Knowledge, LoadError, load};

/// The fact file in use. A reader keeps the facts it began with, whatever replaces them meanwhile.
pub struct Library {
    path: PathBuf,
    current: ArcSwap<Corpus>,
    editor: Editor,
    /// None where questions are answered from words alone.
    meaning: Option<Arc<Embedder>>,
}

impl Library {
    /// Loads the fact file at `path`; what its texts mean is made in the background.
    ///
    /// # Errors
    /// When it cannot be read or is not valid.
    pub fn open(path: &Path, meaning: Option<Arc<Embedder>>) -> Result<Self, LoadError> {
        let current = ArcSwap::from_pointee(Corpus::new(load(path)?, meaning.clone()));
        let library = Self { path: path.to_owned(), current, editor: Editor::new(path), meaning };
        library.learn();
        Ok(library)
    }

    /// Sees to it in the background that each text of the facts in use has a vector.
    fn learn(&self) {
        if let Some(meaning) = &self.meaning {
            meaning.learn(passages::all(&self.current().knowledge), |_| {});
        }
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
        self.current.store(Arc::new(Corpus::new(knowledge, self.meaning.clone())));
        self.learn();
    }

    /// Reads the fact file again; what is not valid leaves the facts in use as they are.
    ///
    /// # Errors
    /// When it cannot be read or is not valid.
    pub fn reload(&self) -> Result<(), LoadError> {
        load(&self.path).map(|knowledge| self.replace(knowledge))
    }
}
