//! An encoder that is loaded beside the start.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::encoder::{Encoder, EncoderError};

/// An encoder that a thread loads, or none: without one the program answers from words alone.
///
/// # Examples
/// ```
/// use accord::retrieval::loading::Loading;
///
/// let none = Loading::begin("no/such/folder".as_ref());
/// assert!(none.wait().is_err(), "and it says which file is missing");
/// ```
#[derive(Clone)]
pub struct Loading(Arc<OnceLock<Result<Encoder, EncoderError>>>);

impl Loading {
    /// Begins to load the encoder of a folder and returns at once.
    #[must_use]
    pub fn begin(folder: &Path) -> Self {
        let slot = Arc::new(OnceLock::new());
        let (own, path) = (Arc::clone(&slot), folder.to_owned());
        let load = move || {
            own.get_or_init(|| Encoder::load(&path));
        };
        let started = std::thread::Builder::new().name("encoder".to_owned()).spawn(load);
        if let Err(error) = started {
            slot.get_or_init(|| Err(EncoderError::Unreadable { path: folder.to_owned(), error }));
        }
        Self(slot)
    }

    /// The encoder, where it is loaded by now.
    #[must_use]
    pub fn ready(&self) -> Option<&Encoder> {
        self.0.get()?.as_ref().ok()
    }

    /// Waits for the encoder.
    ///
    /// # Errors
    /// Why there is none.
    pub fn wait(&self) -> Result<&Encoder, &EncoderError> {
        self.0.wait().as_ref()
    }
}
