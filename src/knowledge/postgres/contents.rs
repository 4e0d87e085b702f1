//! All that the database holds, in and out.

use std::collections::HashSet;

use deadpool_postgres::Transaction;
use tokio_postgres::Error;
use tokio_postgres::IsolationLevel;

use super::connection::LONG;
use super::counts::{self, add_told, put_gaps};
use super::{Postgres, column, history, key, number};
use crate::knowledge::contents::{CarryError, Contents};
use crate::knowledge::database::DatabaseError;
use crate::knowledge::history::Record;

impl Postgres {
    /// All that it holds, as it was at one instant.
    ///
    /// # Errors
    /// When the database cannot be reached, or holds no fact file.
    pub fn contents(&self) -> Result<Contents, CarryError> {
        let [files, changes, gaps, told, drafts] = self.connection.change(LONG, async |client| {
            let all = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead);
            let all = all.read_only(true).start().await?;
            Ok([
                all.query("select name, body from fact_file order by name collate \"C\"", &[]).await?,
                all.query("select record from change order by revision", &[]).await?,
                all.query(counts::GAPS, &[]).await?,
                all.query(counts::TOLD, &[]).await?,
                all.query("select number, body from draft order by number", &[]).await?,
            ])
        })?;
        if files.is_empty() {
            return Err(DatabaseError::Empty.into());
        }
        let files = files.iter().map(|row| Ok((column(row, 0)?, column(row, 1)?)));
        let drafts = drafts.iter().map(|row| Ok((number(column(row, 0)?), column(row, 1)?)));
        Ok(Contents {
            files: files.collect::<Result<_, DatabaseError>>()?,
            history: changes.iter().map(|row| column(row, 0)).collect::<Result<_, _>>()?,
            gaps: gaps.iter().map(counts::gap).collect::<Result<_, _>>()?,
            told: told.iter().map(counts::telling).collect::<Result<_, _>>()?,
            drafts: drafts.collect::<Result<_, DatabaseError>>()?,
        })
    }

    /// Makes it hold these, all of them or nothing. What it held before is only replaced where that is said.
    ///
    /// # Errors
    /// When it holds a fact file already, a line of the history is no record, or the database refuses.
    pub fn put(&self, contents: &Contents, replace: bool) -> Result<(), CarryError> {
        let changes = Changes::of(&contents.history)?;
        let (names, bodies) = columns(&contents.files, |(name, body)| (name.as_str(), body.as_str()));
        let (numbers, drafts) = columns(&contents.drafts, |(number, body)| (key(*number), body.as_str()));
        let held = self.connection.change(LONG, async |client| {
            let all = client.transaction().await?;
            all.batch_execute("lock table seen, change, fact_file, draft, gap, telling in exclusive mode")
                .await?;
            let held: i64 = all.query_one("select count(*) from fact_file", &[]).await?.try_get(0)?;
            if held > 0 && !replace {
                return Ok(held);
            }
            for table in ["seen", "change", "fact_file", "draft", "gap", "telling"] {
                all.batch_execute(&format!("delete from {table}")).await?;
            }
            let files = "insert into fact_file (name, body) select * from unnest($1::text[], $2::text[])";
            all.execute(files, &[&names, &bodies]).await?;
            changes.put(&all).await?;
            put_gaps(&all, &contents.gaps).await?;
            add_told(&all, &contents.told).await?;
            let kept = "insert into draft (number, body) select * from unnest($1::bigint[], $2::text[])";
            all.execute(kept, &[&numbers, &drafts]).await?;
            all.commit().await.map(|()| 0)
        })?;
        if held == 0 { Ok(()) } else { Err(CarryError::Held(held)) }
    }
}

/// Records on their way in, column by column.
#[derive(Default)]
struct Changes<'a> {
    revisions: Vec<i64>,
    authors: Vec<String>,
    files: Vec<String>,
    /// The ids of each record's entries, parted by line breaks, which no id has.
    entries: Vec<String>,
    lines: Vec<&'a str>,
}

impl<'a> Changes<'a> {
    fn of(history: &'a [String]) -> Result<Self, CarryError> {
        let mut all = Self::default();
        let mut known = HashSet::new();
        for (at, line) in history.iter().enumerate() {
            let wrong = |why: String| CarryError::History { line: at + 1, why };
            let record: Record =
                serde_json::from_str(line).map_err(|error| wrong(format!("this is no record ({error})")))?;
            let revision = i64::try_from(record.change).map_err(|error| wrong(error.to_string()))?;
            if !known.insert(revision) || all.revisions.last().is_some_and(|last| *last > revision) {
                return Err(wrong(format!("change {revision} stands after a later one or twice")));
            }
            all.revisions.push(revision);
            all.entries.push(history::entries(&record).join("\n"));
            all.authors.push(record.by.id);
            all.files.push(record.file);
            all.lines.push(line);
        }
        Ok(all)
    }

    async fn put(&self, into: &Transaction<'_>) -> Result<(), Error> {
        let add = "insert into change (revision, author, file, entries, record) \
                   select r, a, f, string_to_array(e, chr(10)), l \
                   from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[]) as t(r, a, f, e, l)";
        let Self { revisions, authors, files, entries, lines } = self;
        into.execute(add, &[revisions, authors, files, entries, lines]).await.map(drop)
    }
}

fn columns<'a, T, A, B>(rows: &'a [T], split: impl Fn(&'a T) -> (A, B)) -> (Vec<A>, Vec<B>) {
    rows.iter().map(split).unzip()
}
