//! The facts in use: read by everyone, replaced whole.

use std::sync::Arc;

use arc_swap::ArcSwap;

use super::corpus::Corpus;
use super::embedder::Embedder;
use super::passages;
use crate::knowledge::editor::Editor;
use crate::knowledge::store::Store;
use crate::knowledge::{Knowledge, LoadError};

/// The fact file in use. A reader keeps the facts it began with, whatever replaces them meanwhile.
pub struct Library {
    store: Arc<dyn Store>,
    current: ArcSwap<Corpus>,
    editor: Editor,
    /// None where questions are answered from words alone.
    meaning: Option<Arc<Embedder>>,
}

impl Library {
    /// Loads the fact file of a store; what its texts mean is made in the background.
    ///
    /// # Errors
    /// When it cannot be read or is not valid.
    pub fn open(store: Arc<dyn Store>, meaning: Option<Arc<Embedder>>) -> Result<Self, LoadError> {
        let current = ArcSwap::from_pointee(Corpus::new(store.load()?, meaning.clone()));
        let library = Self { editor: Editor::new(store.clone()), store, current, meaning };
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

    /// Where the fact file is kept.
    #[must_use]
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.store
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
        self.store.load().map(|knowledge| self.replace(knowledge))
    }
}
