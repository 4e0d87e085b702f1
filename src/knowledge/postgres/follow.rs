//! Noticing that the files in the database changed, whoever changed them.
//!
//! Their version is asked for every two seconds. A notification only makes that sooner: one that gets lost costs nothing but
//! these seconds.

use std::future::poll_fn;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::{sleep, timeout};
use tokio_postgres::{AsyncMessage, Client};
use tracing::{info, warn};

use super::connection::{Connection, SOON, of_driver};
use crate::knowledge::database::DatabaseError;
use crate::knowledge::store::Changed;

/// How often the version is asked for.
const EVERY: Duration = Duration::from_secs(2);
/// How long one that was lost is left alone.
const SETTLE: Duration = Duration::from_millis(250);
/// Time for opening the connection that notifications come by.
const OPEN: Duration = Duration::from_secs(2);

/// What follows the files' version.
pub struct Follower {
    connection: Arc<Connection>,
    /// The version that is in use.
    version: Option<i64>,
    listener: Option<Listener>,
    is_lost: bool,
}

/// A connection that notifications come by.
struct Listener {
    /// Held for its connection, which ends with it.
    _client: Client,
    heard: mpsc::Receiver<()>,
}

impl Follower {
    /// Of these files, whose version in use this is.
    pub fn new(connection: Arc<Connection>, version: Option<i64>) -> Self {
        Self { connection, version, listener: None, is_lost: false }
    }

    /// Follows until `stopped` is done or given up.
    pub fn run(mut self, changed: &Changed, mut stopped: oneshot::Receiver<()>) {
        let handle = self.connection.handle().clone();
        loop {
            let goes_on = handle.block_on(async {
                tokio::select! {
                    _ = &mut stopped => false,
                    () = self.news() => true,
                }
            });
            if !goes_on {
                return;
            }
            self.look(changed);
        }
    }

    fn look(&mut self, changed: &Changed) {
        match self.connection.read(SOON, async |client| version(client).await) {
            Ok(version) => {
                if std::mem::take(&mut self.is_lost) {
                    info!("the database is back");
                }
                if self.version != Some(version) && changed() {
                    self.version = Some(version);
                }
            }
            Err(error) => {
                if !std::mem::replace(&mut self.is_lost, true) {
                    warn!(%error, "the database is lost; answers go on from the facts as they were last read");
                }
            }
        }
    }

    /// Waits for a notification, or until it is time to ask anyway.
    async fn news(&mut self) {
        if self.listener.is_none() && !self.is_lost {
            self.listener = timeout(OPEN, Listener::open(&self.connection)).await.ok().and_then(Result::ok);
        }
        let Some(listener) = &mut self.listener else { return sleep(EVERY).await };
        match timeout(EVERY, listener.heard.recv()).await {
            Ok(Some(())) | Err(_) => {}
            // The connection is gone: asking tells whether the database is.
            Ok(None) => {
                self.listener = None;
                sleep(SETTLE).await;
            }
        }
    }
}

impl Listener {
    async fn open(connection: &Connection) -> Result<Self, DatabaseError> {
        let config = connection.address.config();
        let (client, mut link) =
            config.connect(connection.tls.clone()).await.map_err(|error| of_driver(&error))?;
        let (news, heard) = mpsc::channel(1);
        tokio::spawn(async move {
            while let Some(Ok(message)) = poll_fn(|context| link.poll_message(context)).await {
                if matches!(message, AsyncMessage::Notification(_)) {
                    // One that waits already stands for all.
                    let _ = news.try_send(());
                }
            }
        });
        let listening = client.batch_execute("listen accord_facts").await;
        listening.map_err(|error| of_driver(&error))?;
        Ok(Self { _client: client, heard })
    }
}

/// The version of the files.
pub async fn version(client: &Client) -> Result<i64, tokio_postgres::Error> {
    client.query_one("select number from fact_version", &[]).await?.try_get(0)
}
