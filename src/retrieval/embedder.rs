//! The encoder with the vectors of the fact file's texts: what is ready by now, and what is made meanwhile.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwapOption;

use super::encoder::Encoder;
use super::loading::Loading;
use super::vector::Vector;
use super::vectors::Vectors;

/// Texts after which what is made so far is put in use: about a second's work.
const SOME: usize = 64;

/// Whether a question waits for the encoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// It is answered from words until the encoder is there: a bot that has just started.
    Never,
    /// It waits: a shell, where the first question is often the only one.
    UntilThere,
}

/// What texts mean. Everything is made in the background; until then, and without a model, there is nothing to compare
/// and words alone decide.
///
/// Two files of vectors: the one shipped beside the model, which is only read, and one of this place's own, which takes
/// what the shipped one lacks.
pub struct Embedder {
    loading: Loading,
    shipped: PathBuf,
    own: PathBuf,
    wait: Wait,
    vectors: ArcSwapOption<Vectors>,
    /// Held by the thread that makes vectors, never by one that answers.
    making: Mutex<()>,
}

impl Embedder {
    /// Begins to load the encoder of `folder` and its `vectors.bin`, returns at once. New vectors go to the file `own`.
    #[must_use]
    pub fn begin(folder: &Path, own: &Path, wait: Wait) -> Arc<Self> {
        Arc::new(Self {
            loading: Loading::begin(folder),
            shipped: folder.join("vectors.bin"),
            own: own.to_owned(),
            wait,
            vectors: ArcSwapOption::empty(),
            making: Mutex::new(()),
        })
    }

    /// What a question means, where the encoder is loaded. It takes some milliseconds: call it where blocking is
    /// allowed.
    #[must_use]
    pub fn question(&self, text: &str) -> Option<Vector> {
        Some(self.loading.ready()?.question(text))
    }

    /// The vectors there are by now; of the first who waits, `texts` are learned first.
    #[must_use]
    pub fn vectors(&self, texts: impl FnOnce() -> Vec<String>) -> Option<Arc<Vectors>> {
        let there = self.vectors.load_full();
        if there.is_some() || self.wait == Wait::Never {
            return there;
        }
        self.learn_now(&texts());
        self.vectors.load_full()
    }

    /// Sees to it in the background that each of these texts, which are all of the fact file, has a vector; then calls
    /// `done` with whether there is an encoder at all.
    pub fn learn(self: &Arc<Self>, texts: Vec<String>, done: impl FnOnce(bool) + Send + 'static) {
        let own = Arc::clone(self);
        let work = move || {
            let learned = own.learn_now(&texts);
            done(learned);
        };
        if let Err(error) = std::thread::Builder::new().name("meaning".to_owned()).spawn(work) {
            tracing::warn!(%error, "new facts are found by their words alone");
        }
    }

    /// As [`learn`](Self::learn), while the caller waits. False where there is no encoder, which a warning tells.
    pub fn learn_now(&self, texts: &[String]) -> bool {
        // One at a time: two changes in a row would make the same vectors. A thread that died left nothing half done.
        let _turn = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let encoder = match self.loading.wait() {
            Ok(encoder) => encoder,
            Err(error) => {
                tracing::warn!(%error, "no sentence encoder: questions are answered from their words alone");
                return false;
            }
        };
        let shipped = read(&self.shipped, encoder);
        let mut vectors = self.vectors.load_full().map_or_else(
            || {
                let mut vectors = shipped.clone();
                vectors.extend(&read(&self.own, encoder));
                vectors
            },
            Arc::unwrap_or_clone,
        );
        self.vectors.store(Some(Arc::new(vectors.clone())));
        let texts = || texts.iter().map(String::as_str);
        let missing = vectors.missing(texts());
        for some in missing.chunks(SOME) {
            for (text, vector) in some.iter().zip(encoder.passages(some)) {
                vectors.insert(text, &vector);
            }
            self.vectors.store(Some(Arc::new(vectors.clone())));
        }
        if !missing.is_empty()
            && let Err(error) = vectors.of(texts(), &shipped).save(&self.own)
        {
            let path = self.own.display();
            tracing::warn!(%path, %error, "vectors of new texts cannot be kept and are made anew at each start");
        }
        true
    }
}

fn read(path: &Path, encoder: &Encoder) -> Vectors {
    Vectors::load(path, encoder.identity()).unwrap_or_else(|error| {
        tracing::warn!(path = %path.display(), %error, "vectors cannot be read and are made anew");
        Vectors::none(encoder.identity())
    })
}
