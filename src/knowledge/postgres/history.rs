//! The history in the database: records found by the entries they change and by their author.

use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::connection::{Connection, SOON};
use super::{column, malformed};
use crate::knowledge::change::EditError;
use crate::knowledge::database::DatabaseError;
use crate::knowledge::history::{Of, Record, Wanted};

/// The ids of the entries that a record changes, each once.
pub fn entries(record: &Record) -> Vec<&str> {
    let ids = record.parts.iter().map(|part| part.id.as_str()).filter(|id| !id.is_empty());
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The record of a change.
pub fn of_change(connection: &Connection, change: i64) -> Result<Option<Record>, EditError> {
    let own = "select record from change where revision = $1";
    let row = connection.read(SOON, async |client| client.query_opt(own, &[&change]).await)?;
    Ok(row.as_ref().map(record).transpose()?)
}

/// The records that are looked for, the last first: so many after so many; and how many there are.
pub fn find(
    connection: &Connection,
    wanted: Wanted<'_>,
    skip: usize,
    take: usize,
) -> Result<(Vec<Record>, usize), EditError> {
    // One query for all cases (`$1 is null or …`) would be planned without an index.
    let (mut conditions, mut values) = (Vec::new(), Vec::<&(dyn ToSql + Sync)>::new());
    if let Some(entry) = &wanted.entry {
        values.push(entry);
        conditions.push(format!("entries @> array[${}::text]", values.len()));
    }
    if let Some(by) = &wanted.by {
        values.push(by);
        conditions.push(format!("author = ${}", values.len()));
    }
    let of =
        if conditions.is_empty() { String::new() } else { format!(" where {}", conditions.join(" and ")) };
    let count = format!("select count(*) from change{of}");
    let count = connection.read(SOON, async |client| client.query_one(&count, &values).await)?;
    let count = usize::try_from(column::<i64>(&count, 0)?).unwrap_or_default();
    if take == 0 {
        return Ok((Vec::new(), count));
    }
    let bounded = |wanted: usize| i64::try_from(wanted).unwrap_or(i64::MAX);
    let (skip, take) = (bounded(skip), bounded(take));
    values.push(&take);
    values.push(&skip);
    let (limit, offset) = (values.len() - 1, values.len());
    let page =
        format!("select record from change{of} order by revision desc limit ${limit} offset ${offset}");
    let rows = connection.read(SOON, async |client| client.query(&page, &values).await)?;
    Ok((rows.iter().map(record).collect::<Result<_, _>>()?, count))
}

/// At most so many records after a change, the last first.
pub fn since(
    connection: &Connection,
    change: i64,
    of: Of<'_>,
    most: usize,
) -> Result<Vec<Record>, EditError> {
    let (condition, value) = match of {
        Of::Entry(id) => ("entries @> array[$2::text]", id),
        Of::File(name) => ("file = $2", name),
    };
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let later = format!(
        "select record from change where revision > $1 and {condition} order by revision desc limit $3"
    );
    let rows = connection.read(SOON, async |client| client.query(&later, &[&change, &value, &most]).await)?;
    Ok(rows.iter().map(record).collect::<Result<_, _>>()?)
}

fn record(row: &Row) -> Result<Record, DatabaseError> {
    let line: String = column(row, 0)?;
    serde_json::from_str(&line).map_err(|error| malformed(&error))
}
