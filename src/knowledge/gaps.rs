//! Questions that had no answer: normalised, counted, with nobody's name, bounded in number.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Questions kept at most; those asked least and longest ago go first.
const MOST: usize = 500;
/// Characters of a question that are kept.
const LONGEST: usize = 200;

/// How often a question was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// How many times.
    pub count: u64,
    /// When first.
    pub first: Timestamp,
    /// When last.
    pub last: Timestamp,
}

/// The questions, kept in a file beside the facts.
#[derive(Debug)]
pub struct Gaps {
    path: PathBuf,
    asked: BTreeMap<String, Gap>,
}

impl Gaps {
    /// Opens the file in a folder; one that is missing or unreadable begins anew.
    #[must_use]
    pub fn open(folder: &Path) -> Self {
        let path = folder.join("gaps.json");
        let text = std::fs::read(&path).unwrap_or_default();
        Self { path, asked: serde_json::from_slice(&text).unwrap_or_default() }
    }

    /// Counts a normalised question.
    ///
    /// # Errors
    /// When the file cannot be written; the count is kept in memory.
    pub fn count(&mut self, question: &str, now: Timestamp) -> io::Result<()> {
        let question: String = question.chars().take(LONGEST).collect();
        if question.is_empty() {
            return Ok(());
        }
        let gap = self.asked.entry(question).or_insert(Gap { count: 0, first: now, last: now });
        gap.count += 1;
        gap.last = now;
        while self.asked.len() > MOST {
            let rarest =
                self.asked.iter().min_by_key(|(_, gap)| (gap.count, gap.last)).map(|(text, _)| text.clone());
            rarest.and_then(|text| self.asked.remove(&text));
        }
        self.save()
    }

    /// Forgets a question, since it has an answer now.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn close(&mut self, question: &str) -> io::Result<()> {
        self.asked.remove(question);
        self.save()
    }

    /// The questions asked most, with how often and when.
    #[must_use]
    pub fn most(&self, count: usize) -> Vec<(&str, Gap)> {
        let mut all: Vec<(&str, Gap)> = self.asked.iter().map(|(text, gap)| (text.as_str(), *gap)).collect();
        all.sort_by_key(|(_, gap)| (std::cmp::Reverse(gap.count), std::cmp::Reverse(gap.last)));
        all.truncate(count);
        all
    }

    /// Written beside and renamed: a crash leaves the old counts or the new ones.
    fn save(&self) -> io::Result<()> {
        let new = self.path.with_extension("json.tmp");
        std::fs::write(&new, serde_json::to_vec_pretty(&self.asked)?)?;
        std::fs::rename(&new, &self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_kept_and_bounded() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut gaps = Gaps::open(folder.path());
        for number in 0..MOST + 20 {
            gaps.count(&format!("question {number}"), Timestamp::UNIX_EPOCH).expect("written");
        }
        gaps.count("question 519", Timestamp::UNIX_EPOCH).expect("written");
        let again = Gaps::open(folder.path());
        assert_eq!(again.asked.len(), MOST);
        assert_eq!(again.most(1)[0].0, "question 519");
        gaps.close("question 519").expect("written");
        assert!(Gaps::open(folder.path()).most(MOST).iter().all(|(text, _)| *text != "question 519"));
    }
}
