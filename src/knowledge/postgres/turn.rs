//! Turns of those who write. The number of a change keeps two from making the same one; turns keep one who is slower from being
//! overtaken again and again.

use deadpool_postgres::Client;

use super::connection::Connection;
use crate::knowledge::database::DatabaseError;

/// The number of the lock: "accord" and one more, in ASCII.
const LOCK: i64 = 0x6163_636f_7265;

/// A turn at writing, until it is dropped.
pub struct Turn<'a> {
    connection: &'a Connection,
    /// The connection whose transaction holds the lock; none where others did not let go of it in time.
    client: Option<Client>,
}

impl<'a> Turn<'a> {
    /// Waits for a turn: beside all others at first, and `alone` for one who was overtaken. Whoever comes later waits behind.
    /// One that does not come in time is not waited for any longer: what hangs elsewhere must not hold up everybody.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub fn take(connection: &'a Connection, alone: bool) -> Result<Self, DatabaseError> {
        let lock = if alone { "pg_advisory_xact_lock" } else { "pg_advisory_xact_lock_shared" };
        let begin = format!("begin; set local lock_timeout = '4s'; select {lock}({LOCK})");
        match connection.hold(&begin) {
            Ok(client) => Ok(Self { connection, client: Some(client) }),
            Err(DatabaseError::Refused(_)) => Ok(Self { connection, client: None }),
            Err(error) => Err(error),
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.client.take().into_iter().for_each(|client| self.connection.release(client));
    }
}
