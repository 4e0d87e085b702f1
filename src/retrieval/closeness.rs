//! How close facts are to a question in meaning: their texts' vectors beside the question's.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwapOption;

use super::embedder::Embedder;
use super::passages;
use super::vectors::{Probe, RowAt, Vectors};
use crate::knowledge::{Fact, Knowledge};

/// How close one fact is to a question: cosines, 0 where it has no vector yet.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Close {
    /// Of its nearest text.
    pub best: f32,
    /// Of its statement.
    pub statement: f32,
}

/// Of each fact, the rows of its texts, the statement's first.
struct Rows {
    /// How many vectors there were: with more, some of the rows may be found that were not.
    known: usize,
    of: Vec<Vec<Option<RowAt>>>,
}

/// The facts of a corpus beside what their texts mean.
pub struct Closeness {
    meaning: Arc<Embedder>,
    rows: ArcSwapOption<Rows>,
    /// The last questions compared: those that one text may be differ in little, and people ask again.
    recent: Mutex<VecDeque<Recent>>,
}

/// A question that was compared, with how many vectors there were then.
struct Recent {
    question: String,
    known: usize,
    close: Arc<[Close]>,
}

/// Questions that are remembered: some 20 kB each.
const RECENT: usize = 8;

impl Closeness {
    /// Of the facts of one corpus.
    #[must_use]
    pub fn new(meaning: Arc<Embedder>) -> Self {
        Self { meaning, rows: ArcSwapOption::empty(), recent: Mutex::default() }
    }

    /// How close each fact is to a question, by its position; none while the encoder is not there.
    #[must_use]
    pub fn to(&self, question: &str, knowledge: &Knowledge) -> Option<Arc<[Close]>> {
        let vectors = self.meaning.vectors(|| passages::all(knowledge))?;
        if let Some(close) = self.remembered(question, vectors.len()) {
            return Some(close);
        }
        let probe = Probe::of(&self.meaning.question(question)?);
        let cosine = |row: &Option<RowAt>| row.map_or(0.0, |row| vectors.closeness(row, &probe));
        let of_fact = |rows: &Vec<Option<RowAt>>| {
            let statement = rows.first().map_or(0.0, cosine);
            Close { best: rows.iter().map(cosine).fold(0.0, f32::max), statement }
        };
        let close: Arc<[Close]> = self.rows(&vectors, knowledge).of.iter().map(of_fact).collect();
        let recent =
            Recent { question: question.to_owned(), known: vectors.len(), close: Arc::clone(&close) };
        let mut all = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        all.truncate(RECENT - 1);
        all.push_front(recent);
        Some(close)
    }

    /// How close the statements of other facts, by position, come to the statement of one: the cosine, 0 where one has no
    /// vector yet.
    #[must_use]
    pub fn between(&self, fact: &Fact, others: &[usize], knowledge: &Knowledge) -> Vec<f32> {
        let vectors = self.meaning.vectors(|| passages::all(knowledge));
        let probe = vectors.as_ref().and_then(|vectors| Some(Probe::of(&vectors.get(&fact.statement)?)));
        let (Some(vectors), Some(probe)) = (vectors, probe) else { return vec![0.0; others.len()] };
        let rows = self.rows(&vectors, knowledge);
        let statement = |at: &usize| rows.of.get(*at)?.first().copied().flatten();
        others.iter().map(|at| statement(at).map_or(0.0, |row| vectors.closeness(row, &probe))).collect()
    }

    /// What was found for a question that was just compared. The lock is held for a look alone.
    fn remembered(&self, question: &str, known: usize) -> Option<Arc<[Close]>> {
        let all = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let found = all.iter().find(|recent| recent.question == question && recent.known == known);
        found.map(|recent| Arc::clone(&recent.close))
    }

    fn rows(&self, vectors: &Vectors, knowledge: &Knowledge) -> Arc<Rows> {
        let held = self.rows.load_full().filter(|rows| rows.known == vectors.len());
        held.unwrap_or_else(|| {
            let of = |fact| passages::of(fact, knowledge).iter().map(|text| vectors.at(text)).collect();
            let rows = Arc::new(Rows { known: vectors.len(), of: knowledge.facts.iter().map(of).collect() });
            self.rows.store(Some(Arc::clone(&rows)));
            rows
        })
    }
}
