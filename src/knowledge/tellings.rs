//! How often each fact was told, by its id: without who asked, and without their words.
//!
//! Counts are gathered in memory and written now and then, added to those of other processes.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex};

use super::gaps::held;
use super::store::{Store, is_damage};

/// How often each fact was told, by its id.
pub type Told = BTreeMap<String, u64>;

/// The counts, kept beside the facts.
#[derive(Debug)]
pub struct Tellings {
    store: Arc<dyn Store>,
    /// What was counted and is not written yet. Held for no longer than counting takes: who answers must not wait.
    news: Mutex<Told>,
    /// Held while the store is read or written, so that nothing counted is on its way between the two.
    writing: Mutex<()>,
}

impl Tellings {
    /// The counts in a store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, news: Mutex::default(), writing: Mutex::default() }
    }

    /// Counts a fact of the fact file that was told, in memory until [`Self::flush`].
    pub fn count(&self, fact: &str) {
        *held(&self.news).entry(fact.to_owned()).or_default() += 1;
    }

    /// Writes what was counted. What cannot be written is kept in memory.
    ///
    /// # Errors
    /// When the counts cannot be read or written. Some that are damaged are put aside and begun anew; that is told, too.
    pub fn flush(&self) -> io::Result<()> {
        let _turn = held(&self.writing);
        let news = std::mem::take(&mut *held(&self.news));
        if news.is_empty() {
            return Ok(());
        }
        let written = self.store.count_told(&news, &[]);
        if written.is_err() {
            add(&mut held(&self.news), &news);
        }
        written?.map_or(Ok(()), |damage| Err(io::Error::other(damage)))
    }

    /// The facts told most often, that many of those on file. The counts of all others are forgotten, so that there are never
    /// many more than there are facts.
    ///
    /// # Errors
    /// When the counts cannot be read. Some that are damaged are told of when they are written.
    pub fn most(&self, count: usize, is_on_file: impl Fn(&str) -> bool) -> io::Result<Vec<(String, u64)>> {
        let _turn = held(&self.writing);
        let mut told = match self.store.told() {
            // Damage is told of where the counts are written.
            Err(error) if is_damage(&error) => Told::new(),
            read => read?,
        };
        add(&mut told, &held(&self.news));
        let (mut ranked, gone): (Vec<_>, Vec<_>) = told.into_iter().partition(|(fact, _)| is_on_file(fact));
        if !gone.is_empty() {
            let gone: Vec<String> = gone.into_iter().map(|(fact, _)| fact).collect();
            held(&self.news).retain(|fact, _| !gone.contains(fact));
            // What cannot be forgotten now is forgotten when it is looked at again.
            let _ = self.store.count_told(&Told::new(), &gone);
        }
        ranked.sort_by_key(|(_, told)| std::cmp::Reverse(*told));
        ranked.truncate(count);
        Ok(ranked)
    }
}

/// Adds counts to others.
pub fn add(told: &mut Told, news: &Told) {
    for (fact, new) in news {
        *told.entry(fact.clone()).or_default() += new;
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::knowledge::folder::Folder;

    fn open(folder: &Path) -> Tellings {
        Tellings::new(Arc::new(Folder::new(folder)))
    }

    fn most(tellings: &Tellings) -> Vec<(String, u64)> {
        tellings.most(2, |fact| fact != "gone").expect("readable")
    }

    fn is(fact: &str, count: u64) -> (String, u64) {
        (fact.to_owned(), count)
    }

    #[test]
    fn two_processes_add_to_each_others_counts() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, other) = (open(folder.path()), open(folder.path()));
        for _ in 0..3 {
            one.count("bridge");
            one.flush().expect("written");
            other.count("bridge");
            other.count("treaty");
            other.flush().expect("written");
        }
        other.count("treaty");
        assert_eq!(most(&one), [is("bridge", 6), is("treaty", 3)]);
        assert_eq!(most(&other), [is("bridge", 6), is("treaty", 4)], "what is not written counts, too");
    }

    #[test]
    fn the_counts_of_facts_that_are_gone_are_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let tellings = open(folder.path());
        for fact in ["gone", "gone", "bridge"] {
            tellings.count(fact);
        }
        tellings.flush().expect("written");
        tellings.count("gone");
        assert_eq!(most(&tellings), [is("bridge", 1)]);
        tellings.flush().expect("written");
        let kept = std::fs::read_to_string(folder.path().join("told.json")).expect("kept");
        assert!(!kept.contains("gone"), "{kept}");
    }

    #[test]
    fn a_damaged_file_is_kept_aside_and_told() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("told.json"), "{\"bridge\": 1").expect("written");
        let tellings = open(folder.path());
        tellings.count("treaty");
        assert!(tellings.flush().is_err_and(|error| error.to_string().contains("damaged")));
        let kept = std::fs::read_to_string(folder.path().join("told.json.damaged")).expect("kept");
        assert!(kept.contains("bridge"));
        assert_eq!(most(&tellings), [is("treaty", 1)]);
    }
}
