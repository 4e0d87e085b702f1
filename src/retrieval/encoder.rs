//! The sentence encoder: a text in any of the languages it knows, to a direction of meaning.
//!
//! The model is multilingual-e5-small as `models/README.md` tells; it runs in the process, on threads of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io};

use rten::{LoadError, Model, NodeId, RunError, RunOptions, ThreadPool, ValueView};
use tokenizers::Tokenizer;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::vector::{DIMENSIONS, Vector};

const MODEL: &str = "model.onnx";
const TOKENIZER: &str = "tokenizer.json";
/// Tokens of a text that are read, the marks around it included. The longest text of the shipped facts has 88; a
/// question of more is no question. Time grows with their number, and for attention with its square.
const TOKENS: usize = 128;
/// Characters of a text that are looked at: more than [`TOKENS`] take even of long words, and little enough that
/// 6,000 characters cost no more than these.
const CHARACTERS: usize = 1_000;
/// Texts that go through the model together. More are no quicker, and memory grows with them.
const BATCH: usize = 16;

/// Numbers of the marks around a text.
const START: i32 = 0;
const END: i32 = 2;

const QUESTION: &str = "query: ";
const PASSAGE: &str = "passage: ";

/// Why there is no encoder.
#[derive(Debug, thiserror::Error)]
pub enum EncoderError {
    /// A file is missing or cannot be read.
    #[error("{path}: {error}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The tokenizer is not one.
    #[error("{path} is no tokenizer: {reason}")]
    Tokenizer {
        /// The file.
        path: PathBuf,
        /// What the reader says.
        reason: String,
    },
    /// The model is not one.
    #[error("{path} is no model: {error}")]
    Model {
        /// The file.
        path: PathBuf,
        /// What the reader says.
        error: LoadError,
    },
    /// The model takes or gives something else than it should.
    #[error("the model does not give vectors: {0}")]
    Run(#[from] RunError),
    /// Texts of several lengths were to be read together.
    #[error("texts of several lengths cannot be read together")]
    Uneven,
    /// The model gives vectors of another length.
    #[error("the model gives {0} numbers for a text, not {DIMENSIONS}")]
    Length(usize),
}

/// Which model made a vector: vectors of different models cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ModelId(pub u64);

/// The encoder, loaded. It can be shared by threads; each call runs on the encoder's own threads while the caller
/// waits, so call it where blocking is allowed.
pub struct Encoder {
    tokenizer: Tokenizer,
    model: Model,
    ids: NodeId,
    mask: NodeId,
    vector: NodeId,
    identity: ModelId,
    /// All threads for one text.
    wide: Arc<ThreadPool>,
    /// One thread each, for questions that come together.
    single: Vec<Arc<ThreadPool>>,
    asked: AtomicUsize,
    running: AtomicUsize,
}

impl Encoder {
    /// Whether a folder has an encoder.
    #[must_use]
    pub fn is_in(folder: &Path) -> bool {
        [TOKENIZER, MODEL].iter().all(|file| folder.join(file).is_file())
    }

    /// Loads `model.onnx` and `tokenizer.json` from `folder`, to run on as many threads as there are cores.
    ///
    /// It takes some tenths of a second: [`Loading`](super::loading::Loading) does it beside the start.
    ///
    /// # Errors
    /// When a file is missing or is not what it should be.
    ///
    /// # Examples
    /// ```
    /// use accord::retrieval::encoder::Encoder;
    ///
    /// let encoder = Encoder::load("models/encoder".as_ref())?;
    /// let question = encoder.question("how long must the Dutch warn before walking away");
    /// let texts = encoder.passages(&["notice of termination: six months", "it was signed in Kharkiv"]);
    /// assert!(question.closeness(&texts[0]) > question.closeness(&texts[1]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load(folder: &Path) -> Result<Self, EncoderError> {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self::with_threads(folder, cores)
    }

    /// As [`load`](Self::load), on `threads` threads (at least one).
    ///
    /// # Errors
    /// When a file is missing or is not what it should be.
    pub fn with_threads(folder: &Path, threads: usize) -> Result<Self, EncoderError> {
        let path = folder.join(TOKENIZER);
        let json = read(&path)?;
        let tokenizer = Tokenizer::from_bytes(&json)
            .map_err(|error| EncoderError::Tokenizer { path, reason: error.to_string() })?;
        let path = folder.join(MODEL);
        let onnx = read(&path)?;
        let identity = ModelId(xxh3_64_with_seed(&onnx, xxh3_64_with_seed(&json, 0)));
        let model = Model::load(onnx).map_err(|error| EncoderError::Model { path, error })?;
        let threads = threads.max(1);
        let pool = |threads| Arc::new(ThreadPool::with_num_threads(threads));
        let encoder = Self {
            ids: model.node_id("input_ids")?,
            mask: model.node_id("attention_mask")?,
            vector: model.node_id("vector")?,
            tokenizer,
            model,
            identity,
            wide: pool(threads),
            single: (0..threads).map(|_| pool(1)).collect(),
            asked: AtomicUsize::new(0),
            running: AtomicUsize::new(0),
        };
        // A model that cannot be run is found now and not by a question.
        encoder.run(&[encoder.tokens(QUESTION, "")], &encoder.wide)?;
        Ok(encoder)
    }

    /// Which model this is.
    #[must_use]
    pub fn identity(&self) -> ModelId {
        self.identity
    }

    /// What a question means. Any text will do; of a long one the beginning is read.
    ///
    /// A question that comes alone has all threads; those that come together have one each, in turn.
    #[must_use]
    pub fn question(&self, text: &str) -> Vector {
        let tokens = self.tokens(QUESTION, text);
        let alone = self.running.fetch_add(1, Ordering::Relaxed) == 0;
        let turn = self.asked.fetch_add(1, Ordering::Relaxed);
        let pool = if alone { &self.wide } else { &self.single[turn % self.single.len()] };
        let vectors = self.run_or_nowhere(&[tokens], pool);
        self.running.fetch_sub(1, Ordering::Relaxed);
        vectors.into_iter().next().unwrap_or(Vector::nowhere())
    }

    /// What each text of the fact file means: statements, and ways of asking too, which do best as texts.
    ///
    /// They take one thread, so that questions meanwhile have the others.
    #[must_use]
    pub fn passages(&self, texts: &[&str]) -> Vec<Vector> {
        let mut order: Vec<(usize, Vec<i32>)> =
            texts.iter().map(|text| self.tokens(PASSAGE, text)).enumerate().collect();
        // Texts of a like length together: what fills up the shorter ones costs as much as text.
        order.sort_by_key(|(_, tokens)| tokens.len());
        let mut vectors = vec![Vector::nowhere(); texts.len()];
        for batch in order.chunk_by(|(_, a), (_, b)| a.len() == b.len()).flat_map(|alike| alike.chunks(BATCH))
        {
            let tokens: Vec<Vec<i32>> = batch.iter().map(|(_, tokens)| tokens.clone()).collect();
            let turn = self.asked.fetch_add(1, Ordering::Relaxed);
            let made = self.run_or_nowhere(&tokens, &self.single[turn % self.single.len()]);
            for ((at, _), vector) in batch.iter().zip(made) {
                vectors[*at] = vector;
            }
        }
        vectors
    }

    /// The numbers of a text's tokens, at most [`TOKENS`].
    fn tokens(&self, kind: &str, text: &str) -> Vec<i32> {
        let start: String = kind.chars().chain(text.chars().take(CHARACTERS)).collect();
        // The tokenizer fails only where it knows no token for the unknown, which the file has.
        let Ok(encoding) = self.tokenizer.encode_fast(start, true) else { return vec![START, END] };
        let mut tokens: Vec<i32> = encoding.get_ids().iter().map(|id| id.cast_signed()).collect();
        if tokens.len() > TOKENS {
            tokens.truncate(TOKENS - 1);
            tokens.push(END);
        }
        tokens
    }

    /// The vectors of texts of one length; what cannot be run, which loading has ruled out, is near to nothing.
    fn run_or_nowhere(&self, texts: &[Vec<i32>], pool: &Arc<ThreadPool>) -> Vec<Vector> {
        self.run(texts, pool).unwrap_or_else(|error| {
            tracing::error!(%error, "the encoder could not read a text");
            vec![Vector::nowhere(); texts.len()]
        })
    }

    fn run(&self, texts: &[Vec<i32>], pool: &Arc<ThreadPool>) -> Result<Vec<Vector>, EncoderError> {
        let (rows, columns) = (texts.len(), texts.first().map_or(0, Vec::len));
        let ids = texts.concat();
        let mask = vec![1_i32; ids.len()];
        let input =
            |numbers| ValueView::from_shape([rows, columns], numbers).map_err(|_| EncoderError::Uneven);
        let inputs = vec![(self.ids, input(&ids)?.into()), (self.mask, input(&mask)?.into())];
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(pool)));
        let [found] = self.model.run_n(inputs, [self.vector], Some(options))?;
        let ([_, length], numbers) = found.into_shape_vec::<f32, 2>().map_err(|_| EncoderError::Length(0))?;
        if length != DIMENSIONS {
            return Err(EncoderError::Length(length));
        }
        Ok(numbers.as_chunks().0.iter().map(Vector::of).collect())
    }
}

fn read(path: &Path) -> Result<Vec<u8>, EncoderError> {
    fs::read(path).map_err(|error| EncoderError::Unreadable { path: path.to_owned(), error })
}
