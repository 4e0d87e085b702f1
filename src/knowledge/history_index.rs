//! Where each record of the history stands, whose it is and what it is about: one is found without reading all others.
//!
//! Made when it is first asked for, and carried on over what was added since, by whichever process.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use serde::Deserialize;

use super::history::Record;

/// Which records are looked for; all of them where it says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// The id of an entry that they change.
    pub entry: Option<&'a str>,
    /// Discord's id of their author.
    pub by: Option<&'a str>,
}

/// What later changes are looked for of.
#[derive(Debug, Clone, Copy)]
pub enum Of<'a> {
    /// An entry, by its id.
    Entry(&'a str),
    /// A file as a whole, by its name.
    File(&'a str),
}

/// Where the records stand.
#[derive(Debug, Default)]
pub(super) struct Index {
    records: Vec<Line>,
    /// Positions in `records`, in order.
    of_entry: HashMap<String, Vec<usize>>,
    by_author: HashMap<String, Vec<usize>>,
    of_file: HashMap<String, Vec<usize>>,
    /// Bytes of the file that are known.
    known: u64,
    /// The last line that is known: where it begins, and its hash. Another one there means another file.
    last: Option<(u64, u64)>,
}

/// Where a record stands.
#[derive(Debug, Clone, Copy)]
struct Line {
    change: u64,
    start: u64,
    length: u64,
}

/// What the index needs of a record.
#[derive(Deserialize)]
struct Outline<'a> {
    change: u64,
    #[serde(borrow)]
    by: Id<'a>,
    #[serde(borrow)]
    file: Cow<'a, str>,
    #[serde(borrow)]
    parts: Vec<Id<'a>>,
}

#[derive(Deserialize)]
struct Id<'a> {
    #[serde(default, borrow)]
    id: Cow<'a, str>,
}

impl Index {
    /// Carries the index on to the end of the file; made anew where what was known of it is gone.
    pub(super) fn refresh(&mut self, file: &mut File) -> io::Result<()> {
        if !self.is_of(file)? {
            *self = Self::default();
        }
        file.seek(SeekFrom::Start(self.known))?;
        let mut rest = BufReader::new(file);
        let mut line = Vec::new();
        loop {
            line.clear();
            rest.read_until(b'\n', &mut line)?;
            // A last line without its end was torn, or is being written.
            if line.last() != Some(&b'\n') {
                return Ok(());
            }
            self.add(&line)?;
        }
    }

    fn is_of(&self, file: &mut File) -> io::Result<bool> {
        let Some((start, hash)) = self.last else { return Ok(self.known == 0) };
        if file.metadata()?.len() < self.known {
            return Ok(false);
        }
        Ok(hash_of(&read(file, start, self.known - start)?) == hash)
    }

    fn add(&mut self, line: &[u8]) -> io::Result<()> {
        let (start, length) = (self.known, u64::try_from(line.len()).map_err(io::Error::other)?);
        self.last = Some((start, hash_of(line)));
        self.known += length;
        // What is no record cannot be looked for; who reads all of them is told.
        let Ok(outline) = serde_json::from_slice::<Outline<'_>>(line) else { return Ok(()) };
        let at = self.records.len();
        self.records.push(Line { change: outline.change, start, length });
        self.by_author.entry(outline.by.id.into_owned()).or_default().push(at);
        self.of_file.entry(outline.file.into_owned()).or_default().push(at);
        for part in outline.parts.into_iter().filter(|part| !part.id.is_empty()) {
            let of_it = self.of_entry.entry(part.id.into_owned()).or_default();
            if of_it.last() != Some(&at) {
                of_it.push(at);
            }
        }
        Ok(())
    }

    /// How many records are looked for.
    pub(super) fn count(&self, wanted: Wanted<'_>) -> usize {
        match (wanted.entry, wanted.by) {
            (None, None) => self.records.len(),
            _ => self.positions(wanted).count(),
        }
    }

    /// Positions of the records that are looked for, the last first.
    fn positions(&self, wanted: Wanted<'_>) -> impl Iterator<Item = usize> {
        let of = |map: &'_ HashMap<String, Vec<usize>>, id: Option<&str>| {
            id.map(|id| map.get(id).cloned().unwrap_or_default())
        };
        let (of_entry, by_author) = (of(&self.of_entry, wanted.entry), of(&self.by_author, wanted.by));
        let is_by = move |at: &usize| by_author.as_ref().is_none_or(|own| own.binary_search(at).is_ok());
        let all = of_entry.unwrap_or_else(|| (0..self.records.len()).collect());
        all.into_iter().rev().filter(is_by)
    }

    /// The records that are looked for, the last first: so many after so many.
    pub(super) fn records(
        &self,
        file: &mut File,
        wanted: Wanted<'_>,
        skip: usize,
        take: usize,
    ) -> io::Result<Vec<Record>> {
        self.positions(wanted).skip(skip).take(take).map(|at| self.records[at].read(file)).collect()
    }

    /// At most so many records after a change, the last first.
    pub(super) fn since(
        &self,
        file: &mut File,
        change: u64,
        of: Of<'_>,
        most: usize,
    ) -> io::Result<Vec<Record>> {
        let positions = match of {
            Of::Entry(id) => self.of_entry.get(id),
            Of::File(name) => self.of_file.get(name),
        };
        let lines = positions.into_iter().flatten().rev().map(|at| self.records[*at]);
        lines.take_while(|line| line.change > change).take(most).map(|line| line.read(file)).collect()
    }

    /// The record of a change.
    pub(super) fn record(&self, file: &mut File, change: u64) -> io::Result<Option<Record>> {
        let at = self.records.binary_search_by_key(&change, |line| line.change);
        at.ok().map(|at| self.records[at].read(file)).transpose()
    }
}

impl Line {
    fn read(self, file: &mut File) -> io::Result<Record> {
        serde_json::from_slice(&read(file, self.start, self.length)?).map_err(io::Error::from)
    }
}

fn read(file: &mut File, start: u64, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn hash_of(line: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    line.hash(&mut hasher);
    hasher.finish()
}
