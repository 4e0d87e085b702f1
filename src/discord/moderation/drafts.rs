//! Changes that are not confirmed yet, with what their authors typed: on disk beside the facts, so that a restart loses
//! none of them. For an hour, and bounded.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tracing::warn;

use super::form::Form;
use crate::knowledge::editor::Change;

/// The folder's name beside the facts.
const FOLDER: &str = "drafts";
/// How long a draft waits for its confirmation.
const KEPT: SignedDuration = SignedDuration::from_hours(1);
/// Drafts kept at most, and their bytes; the oldest go first.
const MOST: usize = 200;
const MOST_BYTES: u64 = 32 * 1024 * 1024;

/// What a draft is about.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Subject {
    /// A new fact.
    New,
    /// A fact on file: its id, its file, and its fields as the author saw them.
    Fact {
        /// The fact's id.
        id: String,
        /// Its file.
        file: String,
        /// Its fields as TOML.
        before: String,
        /// The number of the last change when they were seen.
        seen: u64,
    },
}

impl Subject {
    /// The id of the fact it is about.
    pub fn fact(&self) -> Option<&str> {
        match self {
            Self::New => None,
            Self::Fact { id, .. } => Some(id),
        }
    }
}

/// A change in the making.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Draft {
    /// Who makes it: Discord's id.
    pub by: u64,
    /// When it was begun.
    pub at: Timestamp,
    /// What it is about.
    pub subject: Subject,
    /// What was typed.
    pub form: Form,
    /// The change, once what was typed is valid.
    pub change: Option<Change>,
    /// The question without an answer that it comes from.
    pub gap: Option<String>,
    /// The change in a line, once it is made.
    pub made: Option<String>,
}

/// The drafts.
#[derive(Debug)]
pub struct Drafts {
    folder: PathBuf,
    /// Those that the disk did not take.
    unwritten: BTreeMap<u64, Draft>,
    /// The number that was given last.
    last: u64,
}

impl Drafts {
    /// The drafts beside the facts in a folder.
    #[must_use]
    pub fn beside(facts: &Path) -> Self {
        Self { folder: facts.join(FOLDER), unwritten: BTreeMap::new(), last: 0 }
    }

    /// Keeps a new draft, and gives the number it is found by. No number is given twice.
    pub fn keep(&mut self, draft: &Draft) -> u64 {
        self.tidy(draft.at);
        // The time makes a number that no old button holds; one of a draft that was removed is not given again either.
        let now = u64::try_from(draft.at.as_millisecond()).unwrap_or_default();
        let mut number = now.max(self.last + 1);
        if let Err(error) = fs::create_dir_all(&self.folder) {
            warn!(%error, "drafts are kept in memory alone");
        }
        // Two at once, or two processes, take the next one.
        while self.unwritten.contains_key(&number) || self.is_taken(number) {
            number += 1;
        }
        self.last = number;
        self.put(number, draft);
        number
    }

    fn is_taken(&self, number: u64) -> bool {
        let created = OpenOptions::new().write(true).create_new(true).open(self.path(number));
        created.is_err_and(|error| error.kind() == io::ErrorKind::AlreadyExists)
    }

    /// A draft of this person.
    #[must_use]
    pub fn get(&self, number: u64, by: u64, now: Timestamp) -> Option<Draft> {
        let draft = match self.unwritten.get(&number) {
            Some(draft) => draft.clone(),
            None => serde_json::from_slice(&fs::read(self.path(number)).ok()?).ok()?,
        };
        (draft.by == by && now.duration_since(draft.at) < KEPT).then_some(draft)
    }

    /// Replaces a draft.
    pub fn put(&mut self, number: u64, draft: &Draft) {
        match self.write(number, draft) {
            Ok(()) => drop(self.unwritten.remove(&number)),
            Err(error) => {
                warn!(%error, "a draft is kept in memory alone");
                self.unwritten.insert(number, draft.clone());
            }
        }
    }

    /// Written beside and renamed: a crash leaves the old draft or the new one.
    fn write(&self, number: u64, draft: &Draft) -> io::Result<()> {
        let new = self.path(number).with_extension("tmp");
        let mut file = File::create(&new)?;
        file.write_all(&serde_json::to_vec(draft)?)?;
        fs::rename(&new, self.path(number))
    }

    /// Forgets a draft.
    pub fn forget(&mut self, number: u64) {
        self.unwritten.remove(&number);
        // One that stays is gone within the hour.
        let _ = fs::remove_file(self.path(number));
    }

    fn path(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{number}.json"))
    }

    /// Removes what is too old, and the oldest of what is too much.
    fn tidy(&mut self, now: Timestamp) {
        let oldest = u64::try_from((now - KEPT).as_millisecond()).unwrap_or_default();
        self.unwritten.retain(|number, _| *number >= oldest);
        while self.unwritten.len() >= MOST {
            self.unwritten.pop_first();
        }
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut kept: Vec<(u64, u64)> = entries
            .filter_map(|entry| {
                let number = entry.path().file_stem()?.to_str()?.parse().ok()?;
                Some((number, entry.metadata().ok()?.len()))
            })
            .collect();
        kept.sort_unstable_by(|one, other| other.cmp(one));
        let (mut count, mut bytes) = (0, 0);
        for (number, length) in kept {
            count += 1;
            bytes += length;
            if number < oldest || count >= MOST || bytes > MOST_BYTES {
                let _ = fs::remove_file(self.path(number));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(by: u64, at: Timestamp) -> Draft {
        let (subject, form) = (Subject::New, Form { why: "because".to_owned(), ..Form::default() });
        Draft { by, at, subject, form, change: None, gap: None, made: None }
    }

    #[test]
    fn a_draft_lasts_a_restart_and_an_hour_and_is_its_authors_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let now = Timestamp::from_second(1_700_000_000).expect("a time");
        let mut drafts = Drafts::beside(folder.path());
        let (first, second) = (drafts.keep(&draft(1, now)), drafts.keep(&draft(2, now)));
        assert_ne!(first, second);
        let again = Drafts::beside(folder.path());
        assert!(again.get(first, 1, now).is_some_and(|kept| kept.form.why == "because"));
        assert!(again.get(second, 1, now).is_none());
        assert!(again.get(first, 1, now + KEPT).is_none());
        drafts.forget(first);
        assert!(again.get(first, 1, now).is_none());
    }

    #[test]
    fn drafts_are_bounded_and_the_oldest_go() {
        let folder = tempfile::tempdir().expect("a folder");
        let now = Timestamp::from_second(1_700_000_000).expect("a time");
        let mut drafts = Drafts::beside(folder.path());
        let numbers: Vec<u64> = (0..MOST + 20).map(|_| drafts.keep(&draft(1, now))).collect();
        assert!(drafts.get(numbers[0], 1, now).is_none() && drafts.get(numbers[60], 1, now).is_some());
        let held = fs::read_dir(folder.path().join(FOLDER)).expect("there").count();
        assert!(held <= MOST, "{held}");
        let later = now + KEPT + SignedDuration::from_secs(10);
        drafts.keep(&draft(1, later));
        assert_eq!(fs::read_dir(folder.path().join(FOLDER)).expect("there").count(), 1);
    }

    #[test]
    fn a_disk_that_refuses_keeps_them_in_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(FOLDER), "no folder").expect("written");
        let now = Timestamp::from_second(1_700_000_000).expect("a time");
        let mut drafts = Drafts::beside(folder.path());
        let number = drafts.keep(&draft(1, now));
        assert!(drafts.get(number, 1, now).is_some());
    }
}
