//! The tables, made and brought up to date by whichever process comes first.

use deadpool_postgres::Client;
use tokio_postgres::Error;

use crate::knowledge::database::DatabaseError;

/// What made the tables what they are, in order. Each was done once in every database there is: none is ever changed.
const MIGRATIONS: [&str; 3] = [
    include_str!("../../../migrations/0001_tables.sql"),
    include_str!("../../../migrations/0002_version.sql"),
    include_str!("../../../migrations/0003_told.sql"),
];
/// The number of the lock that is held meanwhile: "accord" in ASCII.
const LOCK: i64 = 0x6163_636f_7264;

/// Brings the tables up to date: all of it or nothing, one process at a time.
///
/// # Errors
/// Of the driver; inside, why the database cannot be used.
pub async fn migrate(client: &mut Client) -> Result<Result<(), DatabaseError>, Error> {
    let encoding: String = client.query_one("show server_encoding", &[]).await?.try_get(0)?;
    if encoding != "UTF8" {
        return Ok(Err(DatabaseError::Encoding(encoding)));
    }
    let transaction = client.transaction().await?;
    transaction.execute("select pg_advisory_xact_lock($1)", &[&LOCK]).await?;
    let is_new: bool =
        transaction.query_one("select to_regclass('migration') is null", &[]).await?.try_get(0)?;
    if is_new {
        let table =
            "create table migration (number integer primary key, at timestamptz not null default now())";
        transaction.batch_execute(table).await?;
    }
    let last = transaction.query_one("select coalesce(max(number), 0) from migration", &[]).await?;
    let last: i32 = last.try_get(0)?;
    let newest = i32::try_from(MIGRATIONS.len()).unwrap_or(i32::MAX);
    if last > newest {
        return Ok(Err(DatabaseError::Newer(last)));
    }
    for (number, migration) in (1..=newest).zip(MIGRATIONS).filter(|(number, _)| *number > last) {
        transaction.batch_execute(migration).await?;
        transaction.execute("insert into migration (number) values ($1)", &[&number]).await?;
        tracing::info!(number, "the database's tables were brought up to date");
    }
    transaction.commit().await.map(Ok)
}
