//! Questions that had no answer: normalised, counted, with nobody's name or id, bounded in number.
//!
//! Counts are gathered in memory and written now and then, added to what other processes have written meanwhile.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use super::fingerprint;
pub use super::gap::{Asked, Gap};
use super::store::{Store, is_damage};

/// Questions kept at most; those asked least and longest ago go first.
const MOST: usize = 500;
/// Characters of a question that are kept: as many as a command's option has. A longer one is named by its whole beside them.
const LONGEST: usize = 1_000;
/// Digits in a row that are an id of Discord's, or another number that is none of a fact's.
const ID: usize = 15;

/// The questions, kept beside the facts.
#[derive(Debug)]
pub struct Gaps {
    store: Arc<dyn Store>,
    /// What was counted and is not written yet. Held for no longer than counting takes: who answers must not wait.
    news: Mutex<Asked>,
    /// Held while the store is read or written, so that nothing counted is on its way between the two.
    writing: Mutex<()>,
    /// Whether counts were found damaged since the process began.
    damaged: AtomicBool,
}

/// A short name for a question, whatever its length.
#[must_use]
pub fn key(question: &str) -> String {
    format!("{:016x}", fingerprint(question))
}

/// A question without what names anybody: mentions, addresses, ids.
#[must_use]
pub fn without_ids(question: &str) -> String {
    let mut plain = String::new();
    let mut rest = question;
    // Discord writes mentions, channels, emoji and times as <…>.
    while let Some((before, marked)) = rest.split_once('<') {
        plain.push_str(before);
        match marked.split_once('>') {
            Some((mark, after)) if mark.starts_with(['@', '#', ':', '/', 't', 'a']) => {
                plain.push(' ');
                rest = after;
            }
            _ => {
                plain.push('<');
                rest = marked;
            }
        }
    }
    plain.push_str(rest);
    let is_id = |word: &str| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        digits >= ID || word.contains("://") || word.contains('@') || word.contains("discord.gg")
    };
    plain.split_whitespace().filter(|word| !is_id(word)).collect::<Vec<_>>().join(" ")
}

impl Gaps {
    /// The counts in a store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, news: Mutex::default(), writing: Mutex::default(), damaged: AtomicBool::new(false) }
    }

    /// Counts a normalised question, in memory until [`Self::flush`].
    pub fn count(&self, question: &str, now: Timestamp) {
        let question = match question.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{} … {}", &question[..end], key(question)),
            None => question.to_owned(),
        };
        if question.is_empty() {
            return;
        }
        let mut news = held(&self.news);
        let gap = news.entry(question).or_insert(Gap { count: 0, first: now, last: now });
        gap.count += 1;
        gap.last = now;
        bound(&mut news);
    }

    /// Writes what was counted. What cannot be written is kept in memory.
    ///
    /// # Errors
    /// When the counts cannot be read or written. Some that are damaged are put aside and begun anew; that is told, too.
    pub fn flush(&self) -> io::Result<()> {
        if held(&self.news).is_empty() {
            return Ok(());
        }
        self.change(|_| {})
    }

    /// Forgets a question, since it has an answer now.
    ///
    /// # Errors
    /// As for [`Self::flush`].
    pub fn close(&self, question: &str) -> io::Result<()> {
        self.change(|asked| {
            asked.remove(question);
        })
    }

    /// The questions, those asked most first.
    ///
    /// # Errors
    /// When the counts cannot be read. Some that are damaged are left out: [`Self::were_damaged`] tells of them.
    pub fn ranked(&self) -> io::Result<Vec<(String, Gap)>> {
        let mut all: Vec<(String, Gap)> = self.all()?.into_iter().collect();
        all.sort_by_key(|(_, gap)| (std::cmp::Reverse(gap.count), std::cmp::Reverse(gap.last)));
        Ok(all)
    }

    /// Whether counts were found damaged since the process began, and counted anew.
    #[must_use]
    pub fn were_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    /// The question with this key.
    ///
    /// # Errors
    /// As for [`Self::ranked`].
    pub fn find(&self, wanted: &str) -> io::Result<Option<String>> {
        Ok(self.all()?.into_keys().find(|question| key(question) == wanted))
    }

    fn all(&self) -> io::Result<Asked> {
        let _turn = held(&self.writing);
        let mut asked = match self.store.gaps() {
            Err(error) if is_damage(&error) => {
                self.damaged.store(true, Ordering::Relaxed);
                Asked::new()
            }
            read => read?,
        };
        add(&mut asked, &held(&self.news));
        Ok(asked)
    }

    fn change(&self, change: impl Fn(&mut Asked)) -> io::Result<()> {
        let _turn = held(&self.writing);
        let news = std::mem::take(&mut *held(&self.news));
        let changed = self.store.change_gaps(&mut |asked| {
            add(asked, &news);
            change(asked);
            bound(asked);
        });
        if changed.is_err() {
            add(&mut held(&self.news), &news);
        }
        let Some(damage) = changed? else { return Ok(()) };
        self.damaged.store(true, Ordering::Relaxed);
        Err(io::Error::other(damage))
    }
}

/// What a mutex holds. A thread that panicked while it held it has left it whole: each change to it is one
/// call.
pub(crate) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn add(asked: &mut Asked, news: &Asked) {
    for (question, new) in news {
        let gap = asked.entry(question.clone()).or_insert(Gap { count: 0, ..*new });
        gap.count += new.count;
        gap.first = gap.first.min(new.first);
        gap.last = gap.last.max(new.last);
    }
}

fn bound(asked: &mut Asked) {
    while asked.len() > MOST {
        let rarest = asked.iter().min_by_key(|(_, gap)| (gap.count, gap.last)).map(|(text, _)| text.clone());
        rarest.and_then(|text| asked.remove(&text));
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::knowledge::folder::Folder;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn open(folder: &Path) -> Gaps {
        Gaps::new(Arc::new(Folder::new(folder)))
    }

    fn most(gaps: &Gaps) -> Vec<(String, Gap)> {
        gaps.ranked().expect("readable")
    }

    #[test]
    fn counts_are_kept_and_bounded() {
        let folder = tempfile::tempdir().expect("a folder");
        let gaps = open(folder.path());
        for number in 0..MOST + 20 {
            gaps.count(&format!("question {number}"), NOW);
        }
        gaps.count("question 519", NOW);
        gaps.flush().expect("written");
        let again = open(folder.path());
        assert_eq!(most(&again).len(), MOST);
        assert_eq!(most(&again)[0].0, "question 519");
        again.close("question 519").expect("written");
        assert!(most(&open(folder.path())).iter().all(|(text, _)| *text != "question 519"));
    }

    #[test]
    fn two_processes_lose_none_of_each_others_counts() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, other) = (open(folder.path()), open(folder.path()));
        for _ in 0..3 {
            one.count("how many tanks", NOW);
            one.flush().expect("written");
            other.count("how many tanks", NOW);
            other.count("how many ships", NOW);
            other.flush().expect("written");
        }
        let counts: Vec<u64> = most(&one).into_iter().map(|(_, gap)| gap.count).collect();
        assert_eq!(counts, [6, 3]);
    }

    #[test]
    fn a_damaged_file_is_kept_aside_and_told() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("gaps.json"), "{\"how many tanks\": {\"cou").expect("written");
        let gaps = open(folder.path());
        assert!(!gaps.were_damaged() && most(&gaps).is_empty() && gaps.were_damaged());
        gaps.count("how many ships", NOW);
        assert!(gaps.flush().is_err_and(|error| error.to_string().contains("damaged")));
        let kept = std::fs::read_to_string(folder.path().join("gaps.json.damaged")).expect("kept");
        assert!(kept.contains("tanks"));
        assert_eq!(most(&gaps).len(), 1);
    }

    #[test]
    fn long_questions_alike_are_told_apart_and_found() {
        for times in [9, 30, 200] {
            alike(&"how many tanks ".repeat(times));
        }
    }

    fn alike(long: &str) {
        let folder = tempfile::tempdir().expect("a folder");
        let gaps = open(folder.path());
        let (one, other) = (format!("{long} in may"), format!("{long} in june"));
        gaps.count(&one, NOW);
        gaps.count(&other, NOW);
        let names: Vec<String> = most(&gaps).into_iter().map(|(text, _)| text).collect();
        assert_eq!(names.len(), 2, "{names:?}");
        let found = gaps.find(&key(&names[0])).expect("readable").expect("there");
        assert_eq!(found, names[0]);
        gaps.close(&found).expect("written");
        assert_eq!(most(&gaps).into_iter().map(|(text, _)| text).collect::<Vec<_>>(), names[1..]);
    }

    #[test]
    fn nobody_is_named() {
        let asked = "<@123456789012345678> how many tanks did <#99> ask <:flag:1234567890123456789> 1210000000000000001 ann@example.org https://discord.gg/x in 2024 <3";
        assert_eq!(without_ids(asked), "how many tanks did ask in 2024 <3");
    }
}
