//! Changes that are not confirmed yet, with what their authors typed.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::form::Form;
use crate::knowledge::editor::Change;

/// How long a draft waits for its confirmation.
const KEPT: Duration = Duration::from_secs(60 * 60);
/// Drafts kept at most; the oldest go first.
const MOST: usize = 500;

/// What a draft is about.
#[derive(Debug, Clone)]
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
    },
}

/// A change in the making.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Who makes it: Discord's id.
    pub by: u64,
    /// What it is about.
    pub subject: Subject,
    /// What was typed.
    pub form: Form,
    /// The change, once what was typed is valid.
    pub change: Option<Change>,
    /// The question without an answer that it comes from.
    pub gap: Option<String>,
}

/// The drafts.
#[derive(Debug, Default)]
pub struct Drafts {
    next: u64,
    kept: BTreeMap<u64, (Draft, Instant)>,
}

impl Drafts {
    /// Keeps a draft, and gives the number it is found by.
    pub fn keep(&mut self, draft: Draft, now: Instant) -> u64 {
        self.kept.retain(|_, (_, at)| now.duration_since(*at) < KEPT);
        while self.kept.len() >= MOST {
            self.kept.pop_first();
        }
        self.next += 1;
        self.kept.insert(self.next, (draft, now));
        self.next
    }

    /// A draft of this person.
    pub fn get(&mut self, number: u64, by: u64, now: Instant) -> Option<&mut Draft> {
        let (draft, at) = self.kept.get_mut(&number)?;
        (draft.by == by && now.duration_since(*at) < KEPT).then_some(draft)
    }

    /// Forgets a draft.
    pub fn forget(&mut self, number: u64) {
        self.kept.remove(&number);
    }
}
