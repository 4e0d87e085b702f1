//! Changes of the fact file on disk, taken up while the bot runs.

use std::sync::{Arc, Mutex, PoisonError};

use tracing::{info, warn};

use super::audit::Audit;
use super::escape::escape;
use super::words::NOT_VALID;
use crate::health::Health;
use crate::knowledge::store::Watch;
use crate::knowledge::{LoadError, ReadError};
use crate::retrieval::library::Library;
use crate::words::findings::load_error;

/// Takes up changes of the fact file, whoever makes them. What is not valid leaves the facts in use, and is told in the log
/// and in the audit channel, once.
pub fn follow(library: Arc<Library>, audit: Audit, health: Arc<Health>) -> Option<Watch> {
    let runtime = tokio::runtime::Handle::current();
    let told = Mutex::new(String::new());
    let store = library.store().clone();
    let reload = move || {
        let outcome = library.reload();
        // A database that is lost is told of by who follows it, and the files are read when it is back.
        if let Err(LoadError::Read(ReadError::Database(error))) = &outcome
            && error.is_passing()
        {
            return false;
        }
        health.metrics.read_again(outcome.is_ok());
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        let Err(error) = outcome else {
            told.clear();
            info!(facts = library.current().knowledge.written_facts(), "the fact file was read again");
            return true;
        };
        let is_read = !matches!(error, LoadError::Read(_));
        let problem = load_error(&error, library.editor());
        if *told == problem {
            return is_read;
        }
        warn!(%problem, "the fact file changed and is not valid; the facts in use stay as they are");
        if library.store().tells_first() {
            let (audit, text) = (audit.clone(), format!("{NOT_VALID}\n{}", escape(&problem)));
            runtime.spawn(async move { audit.post(&text).await });
        }
        *told = problem;
        is_read
    };
    store
        .watch(Box::new(reload))
        .inspect_err(|error| warn!(%error, "changes of the fact file are not noticed"))
        .ok()
}
