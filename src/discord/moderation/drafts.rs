//! Changes that are not confirmed yet, with what their authors typed: in the store beside the facts, so that a restart loses
//! none of them. For an hour, and bounded.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tracing::warn;

use super::form::{Form, version};
use crate::knowledge::editor::Change;
use crate::knowledge::store::Store;

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
    /// What a form's id says of its fact: which it is, and the version that the form was filled from.
    pub fn mark(&self) -> Option<String> {
        match self {
            Self::New => None,
            Self::Fact { id, before, .. } => Some(format!("{id}:{}", version(before))),
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
    store: Arc<dyn Store>,
    /// Those that the store did not take.
    unwritten: BTreeMap<u64, Draft>,
    /// The number that was given last.
    last: u64,
}

impl Drafts {
    /// The drafts in a store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, unwritten: BTreeMap::new(), last: 0 }
    }

    /// Keeps a new draft, and gives the number it is found by. No number is given twice.
    pub fn keep(&mut self, draft: &Draft) -> u64 {
        self.tidy(draft.at);
        // The time makes a number that no old button holds; one of a draft that was removed is not given again either.
        let now = u64::try_from(draft.at.as_millisecond()).unwrap_or_default();
        let mut number = now.max(self.last + 1);
        // Two at once, or two processes, take the next one.
        while self.unwritten.contains_key(&number) || self.is_taken(number, draft) {
            number += 1;
        }
        self.last = number;
        number
    }

    /// Keeps a draft by a number, unless that is taken.
    fn is_taken(&mut self, number: u64, draft: &Draft) -> bool {
        match as_text(draft).and_then(|text| self.store.add_draft(number, &text)) {
            Ok(is_new) => !is_new,
            Err(error) => {
                self.keep_in_memory(number, draft, &error);
                false
            }
        }
    }

    /// A draft of this person.
    ///
    /// # Errors
    /// When the drafts cannot be read.
    pub fn get(&self, number: u64, by: u64, now: Timestamp) -> io::Result<Option<Draft>> {
        let draft = match self.unwritten.get(&number) {
            Some(draft) => Some(draft.clone()),
            // What is no draft any more, as after a crash, is none.
            None => self.store.draft(number)?.and_then(|text| serde_json::from_str(&text).ok()),
        };
        Ok(draft.filter(|draft: &Draft| draft.by == by && now.duration_since(draft.at) < KEPT))
    }

    /// Replaces a draft.
    pub fn put(&mut self, number: u64, draft: &Draft) {
        match as_text(draft).and_then(|text| self.store.put_draft(number, &text)) {
            Ok(()) => drop(self.unwritten.remove(&number)),
            Err(error) => self.keep_in_memory(number, draft, &error),
        }
    }

    fn keep_in_memory(&mut self, number: u64, draft: &Draft, error: &io::Error) {
        warn!(%error, "a draft is kept in memory alone");
        self.unwritten.insert(number, draft.clone());
    }

    /// Forgets a draft.
    pub fn forget(&mut self, number: u64) {
        self.unwritten.remove(&number);
        // One that stays is gone within the hour.
        let _ = self.store.forget_draft(number);
    }

    /// Removes what is too old, and the oldest of what is too much.
    fn tidy(&mut self, now: Timestamp) {
        let oldest = u64::try_from((now - KEPT).as_millisecond()).unwrap_or_default();
        self.unwritten.retain(|number, _| *number >= oldest);
        while self.unwritten.len() >= MOST {
            self.unwritten.pop_first();
        }
        let mut kept = self.store.drafts().unwrap_or_default();
        kept.sort_unstable_by(|one, other| other.cmp(one));
        let (mut count, mut bytes) = (0, 0);
        for (number, length) in kept {
            count += 1;
            bytes += length;
            if number < oldest || count >= MOST || bytes > MOST_BYTES {
                let _ = self.store.forget_draft(number);
            }
        }
    }
}

fn as_text(draft: &Draft) -> io::Result<String> {
    serde_json::to_string(draft).map_err(io::Error::from)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::knowledge::folder::Folder;

    /// The folder's name beside the facts.
    const FOLDER: &str = "drafts";

    fn beside(facts: &Path) -> Drafts {
        Drafts::new(Arc::new(Folder::new(facts)))
    }

    fn draft(by: u64, at: Timestamp) -> Draft {
        let (subject, form) = (Subject::New, Form { why: "because".to_owned(), ..Form::default() });
        Draft { by, at, subject, form, change: None, gap: None, made: None }
    }

    fn get(drafts: &Drafts, number: u64, by: u64, now: Timestamp) -> Option<Draft> {
        drafts.get(number, by, now).expect("readable")
    }

    #[test]
    fn a_draft_lasts_a_restart_and_an_hour_and_is_its_authors_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let now = Timestamp::from_second(1_700_000_000).expect("a time");
        let mut drafts = beside(folder.path());
        let (first, second) = (drafts.keep(&draft(1, now)), drafts.keep(&draft(2, now)));
        assert_ne!(first, second);
        let again = beside(folder.path());
        assert!(get(&again, first, 1, now).is_some_and(|kept| kept.form.why == "because"));
        assert!(get(&again, second, 1, now).is_none());
        assert!(get(&again, first, 1, now + KEPT).is_none());
        drafts.forget(first);
        assert!(get(&again, first, 1, now).is_none());
    }

    #[test]
    fn drafts_are_bounded_and_the_oldest_go() {
        let folder = tempfile::tempdir().expect("a folder");
        let now = Timestamp::from_second(1_700_000_000).expect("a time");
        let mut drafts = beside(folder.path());
        let numbers: Vec<u64> = (0..MOST + 20).map(|_| drafts.keep(&draft(1, now))).collect();
        assert!(get(&drafts, numbers[0], 1, now).is_none() && get(&drafts, numbers[60], 1, now).is_some());
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
        let mut drafts = beside(folder.path());
        let number = drafts.keep(&draft(1, now));
        assert!(get(&drafts, number, 1, now).is_some());
    }
}
