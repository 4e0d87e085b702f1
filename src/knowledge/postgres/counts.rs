//! The counts: of unanswered questions, and of facts told.

use deadpool_postgres::Transaction;
use jiff::Timestamp;
use tokio_postgres::{Error, Row};

use super::connection::{Connection, SOON};
use super::{column, key, malformed, number};
use crate::knowledge::database::DatabaseError;
use crate::knowledge::gap::{Asked, Gap};
use crate::knowledge::tellings::Told;

/// All counts of unanswered questions.
pub const GAPS: &str = "select question, count, first_asked, last_asked from gap";
/// And all of facts told.
pub const TOLD: &str = "select fact, count from telling";

/// The counts of unanswered questions.
pub fn gaps(connection: &Connection) -> Result<Asked, DatabaseError> {
    connection.read(SOON, async |client| client.query(GAPS, &[]).await)?.iter().map(gap).collect()
}

/// Changes them, one replica at a time.
pub fn change_gaps(connection: &Connection, change: &mut dyn FnMut(&mut Asked)) -> Result<(), DatabaseError> {
    let changed = connection.change(SOON, async |client| {
        let transaction = client.transaction().await?;
        transaction.batch_execute("lock table gap in exclusive mode").await?;
        let rows = transaction.query(GAPS, &[]).await?;
        let before: Result<Asked, DatabaseError> = rows.iter().map(gap).collect();
        let before = match before {
            Ok(before) => before,
            Err(error) => return Ok(Err(error)),
        };
        let mut asked = before.clone();
        change(&mut asked);
        let gone: Vec<&str> =
            before.keys().filter(|question| !asked.contains_key(*question)).map(String::as_str).collect();
        transaction.execute("delete from gap where question = any($1)", &[&gone]).await?;
        asked.retain(|question, gap| before.get(question) != Some(gap));
        put_gaps(&transaction, &asked).await?;
        transaction.commit().await.map(Ok)
    });
    changed.flatten()
}

/// The counts of facts told.
pub fn told(connection: &Connection) -> Result<Told, DatabaseError> {
    connection.read(SOON, async |client| client.query(TOLD, &[]).await)?.iter().map(telling).collect()
}

/// Adds to them, and forgets those of facts that are gone.
pub fn count_told(connection: &Connection, news: &Told, gone: &[String]) -> Result<(), DatabaseError> {
    connection.change(SOON, async |client| {
        let transaction = client.transaction().await?;
        add_told(&transaction, news).await?;
        transaction.execute("delete from telling where fact = any($1)", &[&gone]).await?;
        transaction.commit().await
    })
}

/// Adds counts of unanswered questions, and replaces those there are of the same ones.
pub async fn put_gaps(into: &Transaction<'_>, asked: &Asked) -> Result<(), Error> {
    let questions: Vec<&str> = asked.keys().map(String::as_str).collect();
    let counts: Vec<i64> = asked.values().map(|gap| key(gap.count)).collect();
    let first: Vec<String> = asked.values().map(|gap| gap.first.to_string()).collect();
    let last: Vec<String> = asked.values().map(|gap| gap.last.to_string()).collect();
    let put = "insert into gap (question, count, first_asked, last_asked) \
               select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[]) \
               on conflict (question) do update set count = excluded.count, \
               first_asked = excluded.first_asked, last_asked = excluded.last_asked";
    into.execute(put, &[&questions, &counts, &first, &last]).await.map(drop)
}

/// Adds to the counts of facts told. In the order of the facts, so that two who add at once never wait for each other in a ring.
pub async fn add_told(into: &Transaction<'_>, news: &Told) -> Result<(), Error> {
    let facts: Vec<&str> = news.keys().map(String::as_str).collect();
    let counts: Vec<i64> = news.values().copied().map(key).collect();
    let add = "insert into telling (fact, count) select * from unnest($1::text[], $2::bigint[]) \
               on conflict (fact) do update set count = telling.count + excluded.count";
    into.execute(add, &[&facts, &counts]).await.map(drop)
}

/// A row of [`GAPS`].
pub fn gap(row: &Row) -> Result<(String, Gap), DatabaseError> {
    let at = |index| column::<String>(row, index)?.parse::<Timestamp>().map_err(|error| malformed(&error));
    Ok((column(row, 0)?, Gap { count: number(column(row, 1)?), first: at(2)?, last: at(3)? }))
}

/// A row of [`TOLD`].
pub fn telling(row: &Row) -> Result<(String, u64), DatabaseError> {
    Ok((column(row, 0)?, number(column(row, 1)?)))
}
