//! Connections to the database, asked from code that waits. They live on a runtime of their own: it goes on whatever the
//! doors' runtime does, and ends with the store, wherever that is dropped.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use deadpool_postgres::{
    Client, Manager, ManagerConfig, Pool, PoolError, RecyclingMethod, Runtime as PoolRuntime,
};
use rustls::{ClientConfig, RootCertStore};
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio::time::{timeout, timeout_at};
use tokio_postgres::Error;
use tokio_postgres::error::SqlState;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::address::Address;
use crate::knowledge::database::DatabaseError;

/// Connections at most: as many as answer moderators at once, with one for what goes on beside.
const MOST: usize = 4;
/// Time for what is asked while somebody waits: a form has to open within Discord's three seconds.
pub const SOON: Duration = Duration::from_secs(2);
/// Time for getting a turn, in which the server waits for others.
const HOLD: Duration = Duration::from_secs(6);
/// Time for what somebody waits for who was told that it is under way, and for reading all files, some megabytes.
pub const A_WHILE: Duration = Duration::from_secs(15);
/// Time for what is long: a whole fact file in or out, a migration.
pub const LONG: Duration = Duration::from_mins(2);
/// After a failure nothing is tried for so long: each of the steps of an interaction would wait anew.
const PAUSE: Duration = Duration::from_secs(1);

/// Connections to a database.
pub struct Connection {
    handle: Handle,
    pool: Pool,
    /// Where it is, for connections beside the pool.
    pub address: Address,
    /// TLS, for the same.
    pub tls: MakeRustlsConnect,
    /// When it was last found to be lost, and how.
    lost: Mutex<Option<(Instant, DatabaseError)>>,
    _runs: oneshot::Sender<()>,
}

impl Connection {
    /// Prepares connections; none is made yet.
    ///
    /// # Errors
    /// When no thread or no TLS can be had.
    pub fn new(address: Address) -> Result<Self, DatabaseError> {
        let setup = |error: &dyn fmt::Display| DatabaseError::Setup(error.to_string());
        let tls = tls().map_err(|error| setup(&error))?;
        let manager = Manager::from_config(
            address.config().clone(),
            tls.clone(),
            ManagerConfig { recycling_method: RecyclingMethod::Fast },
        );
        let pool = Pool::builder(manager)
            .max_size(MOST)
            .runtime(PoolRuntime::Tokio1)
            .wait_timeout(Some(SOON))
            .create_timeout(Some(SOON))
            .build()
            .map_err(|error| setup(&error))?;
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| setup(&error))?;
        let handle = runtime.handle().clone();
        let (runs, ended) = oneshot::channel();
        let run = move || drop(runtime.block_on(ended));
        thread::Builder::new().name("database".to_owned()).spawn(run).map_err(|error| setup(&error))?;
        Ok(Self { handle, pool, address, tls, lost: Mutex::default(), _runs: runs })
    }

    /// The runtime that connections live on.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Asks something that changes nothing. A connection that turns out to be closed is replaced, once.
    ///
    /// # Errors
    /// When there is no answer, or an error.
    pub fn read<T>(
        &self,
        within: Duration,
        mut ask: impl AsyncFnMut(&mut Client) -> Result<T, Error>,
    ) -> Result<T, DatabaseError> {
        self.not_in_vain()?;
        let mut answer = self.handle.block_on(self.ask(within, &mut ask));
        if matches!(answer, Err(DatabaseError::Unreachable(_))) {
            answer = self.handle.block_on(self.ask(within, &mut ask));
        }
        self.found(&answer);
        answer
    }

    /// Asks something that changes what is kept, which may take so long.
    ///
    /// # Errors
    /// When there is no answer, or an error. Where the connection was lost meanwhile, it may have been done all the same.
    pub fn change<T>(
        &self,
        within: Duration,
        mut ask: impl AsyncFnMut(&mut Client) -> Result<T, Error>,
    ) -> Result<T, DatabaseError> {
        self.not_in_vain()?;
        let answer = self.handle.block_on(self.ask(within, &mut ask));
        self.found(&answer);
        answer
    }

    /// Begins a transaction with these statements, and gives the connection that it is open on.
    ///
    /// # Errors
    /// When there is no answer, or an error.
    pub fn hold(&self, begin: &str) -> Result<Client, DatabaseError> {
        self.not_in_vain()?;
        let held = self.handle.block_on(async {
            let client = self.pool.get().await.map_err(|error| of_pool(&error))?;
            let error = match timeout(HOLD, client.batch_execute(begin)).await {
                Ok(Ok(())) => return Ok(client),
                Ok(Err(error)) => of_driver(&error),
                Err(_) => DatabaseError::Late,
            };
            drop(Client::take(client));
            Err(error)
        });
        self.found(&held);
        held
    }

    /// Ends the transaction of a connection that was held.
    pub fn release(&self, client: Client) {
        self.handle.block_on(async {
            let ended = timeout(SOON, client.batch_execute("rollback")).await;
            if !matches!(ended, Ok(Ok(()))) {
                drop(Client::take(client));
            }
        });
    }

    /// Forgets that it was found to be lost: what is to be asked now is worth the waiting.
    pub fn try_again(&self) {
        *self.lost.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Whether it was just found to be lost.
    fn not_in_vain(&self) -> Result<(), DatabaseError> {
        let lost = self.lost.lock().unwrap_or_else(PoisonError::into_inner).clone();
        lost.filter(|(at, _)| at.elapsed() < PAUSE).map_or(Ok(()), |(_, error)| Err(error))
    }

    fn found<T>(&self, answer: &Result<T, DatabaseError>) {
        let lost = answer.as_ref().err().filter(|error| error.is_passing());
        *self.lost.lock().unwrap_or_else(PoisonError::into_inner) =
            lost.map(|error| (Instant::now(), error.clone()));
    }

    async fn ask<T>(
        &self,
        within: Duration,
        ask: &mut impl AsyncFnMut(&mut Client) -> Result<T, Error>,
    ) -> Result<T, DatabaseError> {
        let until = tokio::time::Instant::now() + within;
        let Ok(client) = timeout_at(until, self.pool.get()).await else { return Err(DatabaseError::Late) };
        let mut client = client.map_err(|error| of_pool(&error))?;
        if let Ok(answer) = timeout_at(until, ask(&mut client)).await {
            return answer.map_err(|error| of_driver(&error));
        }
        // What it still answers is of no use to who asks next.
        drop(Client::take(client));
        Err(DatabaseError::Late)
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("address", &self.address).finish_non_exhaustive()
    }
}

/// TLS that trusts the authorities of Mozilla's list, and those of the system or of `SSL_CERT_FILE`: a database of one's own
/// often has one of one's own.
fn tls() -> Result<MakeRustlsConnect, rustls::Error> {
    let mut roots = RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(MakeRustlsConnect::new(config.with_root_certificates(roots).with_no_client_auth()))
}

fn of_pool(error: &PoolError) -> DatabaseError {
    match error {
        PoolError::Backend(error) => of_driver(error),
        PoolError::Timeout(_) => DatabaseError::Late,
        error => DatabaseError::Unreachable(error.to_string()),
    }
}

/// What the driver reports. An error of the server's is told by its message alone, which holds none of what was asked.
pub fn of_driver(error: &Error) -> DatabaseError {
    let Some(own) = error.as_db_error() else {
        let mut told = error.to_string();
        let mut cause = std::error::Error::source(error);
        while let Some(error) = cause {
            let more = error.to_string();
            if !told.contains(&more) {
                told = format!("{told}: {more}");
            }
            cause = error.source();
        }
        return DatabaseError::Unreachable(told);
    };
    let told = own.message().to_owned();
    let passing = [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
    ];
    if passing.contains(own.code()) { DatabaseError::Unreachable(told) } else { DatabaseError::Refused(told) }
}
