//! The fact file in a database of `PostgreSQL`, for as many replicas as wanted. It holds the files as they would lie in a folder,
//! so that who checks, edits and answers sees no difference.
//!
//! A change inserts its record under the next number and replaces its file in one transaction. Whoever comes second finds the
//! number taken, reads again and tries again, alone then; where the same entry was changed, that is a conflict, as on disk.

mod address;
mod connection;
mod contents;
mod counts;
mod follow;
mod history;
mod migration;
mod turn;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::sync::oneshot;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Error, Row};

pub use address::Address;
use connection::{A_WHILE, Connection, LONG, SOON};
use follow::Follower;
use turn::Turn;

use super::change::EditError;
use super::database::DatabaseError;
use super::finding::{File, Files};
use super::gap::Asked;
use super::history::{Of, Record, Wanted};
use super::load::{MAX_FILE, ReadError};
use super::store::{Changed, Compose, Store, Watch, Written, slashed};
use super::tellings::Told;

/// How often a change is tried where others are first each time.
const TRIES: usize = 10;

/// A fact file in a database.
#[derive(Debug)]
pub struct Postgres {
    connection: Arc<Connection>,
    /// The files as they were last read.
    last: Mutex<Option<Arc<Snapshot>>>,
}

/// The files at one version.
#[derive(Debug)]
struct Snapshot {
    version: i64,
    files: Files,
}

/// What became of a change that was to be written.
enum Outcome {
    /// It is kept.
    Kept,
    /// Somebody else was first.
    Overtaken,
    /// The same interaction had made this change already.
    Seen(i64),
}

impl Postgres {
    /// Connects, and brings the tables up to date.
    ///
    /// # Errors
    /// When the database cannot be reached or used.
    pub fn open(address: &Address) -> Result<Self, DatabaseError> {
        let connection = Connection::new(address.clone())?;
        connection.change(LONG, async |client| migration::migrate(client).await)??;
        Ok(Self { connection: Arc::new(connection), last: Mutex::default() })
    }

    /// The files as they are, and the number of the last change. Read whole only where they changed since they were last.
    fn snapshot(&self) -> Result<(Arc<Snapshot>, u64), ReadError> {
        let (version, change) = self.connection.read(SOON, async |client| {
            let row = client
                .query_one(
                    "select number, (select coalesce(max(revision), 0) from change) from fact_version",
                    &[],
                )
                .await?;
            Ok((row.try_get::<_, i64>(0)?, row.try_get::<_, i64>(1)?))
        })?;
        let known = self.last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known.filter(|known| known.version == version) {
            return Ok((known, number(change)));
        }
        // One statement sees one state of the database.
        let rows = self.connection.read(A_WHILE, async |client| {
            let all = "select f.name, f.body, v.number, (select coalesce(max(revision), 0) from change) \
                       from fact_file f, fact_version v";
            client.query(all, &[]).await
        })?;
        let first = rows.first().ok_or(DatabaseError::Empty)?;
        let (version, change): (i64, i64) = (column(first, 2)?, column(first, 3)?);
        let mut files = rows.iter().map(file).collect::<Result<Vec<_>, _>>()?;
        files.sort_by(|one, other| one.path.cmp(&other.path));
        let read = Arc::new(Snapshot { version, files: Files(files) });
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(read.clone());
        Ok((read, number(change)))
    }

    /// Keeps a change and its record, where the files are still those of `version`.
    fn keep(
        &self,
        version: i64,
        name: &str,
        text: &str,
        record: &Record,
        press: Option<u64>,
    ) -> Result<Outcome, EditError> {
        let line = serde_json::to_string(record).map_err(|error| malformed(&error))?;
        let entries: Vec<&str> = history::entries(record);
        let revision = key(record.change);
        let press = press.map(key);
        let kept = self.connection.change(A_WHILE, async |client| {
            let transaction = client.transaction().await?;
            if let Some(press) = press {
                let claim = "insert into seen (interaction, change) values ($1, $2) on conflict do nothing";
                if transaction.execute(claim, &[&press, &revision]).await? == 0 {
                    let change = "select change from seen where interaction = $1";
                    return transaction.query_one(change, &[&press]).await?.try_get(0).map(Outcome::Seen);
                }
                // An interaction cannot be answered after a quarter of an hour.
                transaction.execute("delete from seen where at < now() - interval '1 day'", &[]).await?;
            }
            let add =
                "insert into change (revision, author, file, entries, record) values ($1, $2, $3, $4, $5)";
            let added =
                transaction.execute(add, &[&revision, &record.by.id, &record.file, &entries, &line]).await;
            if added.as_ref().is_err_and(|error| error.code() == Some(&SqlState::UNIQUE_VIOLATION)) {
                return Ok(Outcome::Overtaken);
            }
            added?;
            let replace = "update fact_file set body = $2 where name = $1";
            let replaced = transaction.execute(replace, &[&name, &text]).await?;
            // Counted in this transaction, and locked by it: any other change of the files has made it another one.
            if replaced != 1 || follow::version(transaction.client()).await? != version + 1 {
                return Ok(Outcome::Overtaken);
            }
            transaction.commit().await?;
            Ok(Outcome::Kept)
        });
        match kept {
            Ok(outcome) => Ok(outcome),
            Err(error) if error.is_passing() => self.was_kept(revision, &line, error),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether a change was kept whose connection was lost over it.
    fn was_kept(&self, revision: i64, line: &str, error: DatabaseError) -> Result<Outcome, EditError> {
        self.connection.try_again();
        let found = self.connection.read(SOON, async |client| {
            let own = "select from change where revision = $1 and record = $2";
            Ok(client.query_opt(own, &[&revision, &line]).await?.is_some())
        });
        if found == Ok(true) { Ok(Outcome::Kept) } else { Err(EditError::Unsure(error)) }
    }
}

impl fmt::Display for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.connection.address.fmt(f)
    }
}

impl Store for Postgres {
    fn files(&self) -> Result<Files, ReadError> {
        self.snapshot().map(|(snapshot, _)| snapshot.files.clone())
    }

    fn name(&self, path: &Path) -> String {
        slashed(path)
    }

    fn last_change(&self) -> Result<u64, EditError> {
        let last = self.connection.read(SOON, async |client| {
            client.query_one("select coalesce(max(revision), 0) from change", &[]).await?.try_get(0)
        })?;
        Ok(number(last))
    }

    fn record(&self, change: u64) -> Result<Option<Record>, EditError> {
        history::of_change(&self.connection, key(change))
    }

    fn records(
        &self,
        wanted: Wanted<'_>,
        skip: usize,
        take: usize,
    ) -> Result<(Vec<Record>, usize), EditError> {
        history::find(&self.connection, wanted, skip, take)
    }

    fn since(&self, change: u64, of: Of<'_>, most: usize) -> Result<Vec<Record>, EditError> {
        history::since(&self.connection, key(change), of, most)
    }

    fn write(&self, compose: &mut Compose<'_>, press: Option<u64>) -> Result<(), EditError> {
        for attempt in 0..TRIES {
            let _turn = Turn::take(&self.connection, attempt > 0)?;
            let (snapshot, last) = self.snapshot()?;
            let Written { at, text, record } = compose(&snapshot.files, last)?;
            let name = self.name(&snapshot.files.0[at].path);
            match self.keep(snapshot.version, &name, &text, &record, press)? {
                Outcome::Kept => return Ok(()),
                Outcome::Seen(change) => return Err(EditError::Seen(number(change))),
                Outcome::Overtaken => {}
            }
        }
        Err(EditError::Busy)
    }

    /// A transaction leaves nothing half done.
    fn recover(&self) -> Result<Option<u64>, EditError> {
        Ok(None)
    }

    fn gaps(&self) -> io::Result<Asked> {
        counts::gaps(&self.connection).map_err(io::Error::other)
    }

    fn change_gaps(&self, change: &mut dyn FnMut(&mut Asked)) -> io::Result<Option<&'static str>> {
        counts::change_gaps(&self.connection, change).map(|()| None).map_err(io::Error::other)
    }

    fn told(&self) -> io::Result<Told> {
        counts::told(&self.connection).map_err(io::Error::other)
    }

    fn count_told(&self, news: &Told, gone: &[String]) -> io::Result<Option<&'static str>> {
        counts::count_told(&self.connection, news, gone).map(|()| None).map_err(io::Error::other)
    }

    fn add_draft(&self, number: u64, text: &str) -> io::Result<bool> {
        let add = "insert into draft (number, body) values ($1, $2) on conflict do nothing";
        let added =
            self.connection.change(SOON, async |client| client.execute(add, &[&key(number), &text]).await);
        added.map(|rows| rows == 1).map_err(io::Error::other)
    }

    fn draft(&self, number: u64) -> io::Result<Option<String>> {
        let body = "select body from draft where number = $1";
        let row = self.connection.read(SOON, async |client| client.query_opt(body, &[&key(number)]).await);
        row.and_then(|row| row.map(|row| column(&row, 0)).transpose()).map_err(io::Error::other)
    }

    fn put_draft(&self, number: u64, text: &str) -> io::Result<()> {
        let put = "insert into draft (number, body) values ($1, $2) \
                   on conflict (number) do update set body = excluded.body";
        let done =
            self.connection.change(SOON, async |client| client.execute(put, &[&key(number), &text]).await);
        done.map(drop).map_err(io::Error::other)
    }

    fn forget_draft(&self, number: u64) -> io::Result<()> {
        let forget = "delete from draft where number = $1";
        let done = self.connection.change(SOON, async |client| client.execute(forget, &[&key(number)]).await);
        done.map(drop).map_err(io::Error::other)
    }

    fn drafts(&self) -> io::Result<Vec<(u64, u64)>> {
        let all = "select number, octet_length(body)::bigint from draft";
        let rows = self
            .connection
            .read(SOON, async |client| client.query(all, &[]).await)
            .map_err(io::Error::other)?;
        let read = |row: &Row| Ok((number(column(row, 0)?), number(column(row, 1)?)));
        let kept: Result<_, DatabaseError> = rows.iter().map(read).collect();
        kept.map_err(io::Error::other)
    }

    fn tells_first(&self) -> bool {
        let known = self.last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(known) = known else { return true };
        let claim = "insert into told (version) values ($1) on conflict do nothing";
        let claimed =
            self.connection.change(SOON, async |client| client.execute(claim, &[&known.version]).await);
        claimed.map_or(true, |rows| rows == 1)
    }

    fn watch(&self, changed: Changed) -> io::Result<Watch> {
        let version =
            self.last.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|known| known.version);
        let follower = Follower::new(self.connection.clone(), version);
        let (watching, stopped) = oneshot::channel::<()>();
        let follow = move || follower.run(&changed, stopped);
        thread::Builder::new().name("facts".to_owned()).spawn(follow)?;
        Ok(Box::new(watching))
    }
}

impl From<DatabaseError> for EditError {
    fn from(error: DatabaseError) -> Self {
        Self::Read(error.into())
    }
}

/// A file, as one is read from disk: without the byte-order mark of Windows editors.
fn file(row: &Row) -> Result<File, ReadError> {
    let (path, text): (PathBuf, String) = (column::<String>(row, 0)?.into(), column(row, 1)?);
    if text.len() as u64 > MAX_FILE {
        return Err(ReadError::TooLarge { path });
    }
    Ok(File { path, text: text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text) })
}

fn column<'a, T: tokio_postgres::types::FromSql<'a>>(row: &'a Row, index: usize) -> Result<T, DatabaseError> {
    row.try_get(index).map_err(|error: Error| malformed(&error))
}

fn malformed(error: &impl fmt::Display) -> DatabaseError {
    DatabaseError::Malformed(error.to_string())
}

/// A number as a key. Ids and numbers stay far below 2^63; what does not is no key of anything.
fn key(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn number(key: i64) -> u64 {
    u64::try_from(key).unwrap_or_default()
}
