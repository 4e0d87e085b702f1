//! The one that decides: from the evidence of every proposal to the chance that it is what was wanted, and from that to
//! what is done.

use once_cell::sync::Lazy;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;

/// The judge of words alone, as `accord fit training/` writes it.
static WORDS: Lazy<Result<Judge, serde_json::Error>> =
    Lazy::new(|| serde_json::from_str(include_str!("judge-words.json")));
/// The judge of words and meaning, as `accord fit training/ --encoder FOLDER` writes it.
static MEANING: Lazy<Result<Judge, serde_json::Error>> =
    Lazy::new(|| serde_json::from_str(include_str!("judge-meaning.json")));

/// One node of a tree: a number compared with a threshold, or a leaf.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Node {
    /// Goes to `low` where the number is below the threshold, else to `high`.
    Split(usize, f32, usize, usize),
    /// What the tree adds to the logit.
    Leaf(f32),
}

/// A fitted judge.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Judge {
    /// The names of the numbers it was fitted to, to tell when it is older than the code that makes them.
    pub names: Vec<String>,
    /// Logit of the share of right proposals among all.
    pub base: f32,
    /// Trees whose leaves add up.
    pub trees: Vec<Vec<Node>>,
    /// Chance from which a proposal is told.
    pub tell: f32,
    /// Chance from which it is told as the nearest there is.
    pub near: f32,
}

impl Judge {
    /// The judge that the program is built with: of words and meaning, or of words alone where a question was not compared by
    /// meaning.
    ///
    /// # Errors
    /// Where its file cannot be read: a program built from it cannot decide.
    pub fn fitted(by_meaning: bool) -> Result<&'static Self, &'static serde_json::Error> {
        if by_meaning { MEANING.as_ref() } else { WORDS.as_ref() }
    }

    /// The chance that a proposal with this evidence is what was wanted.
    #[must_use]
    pub fn chance(&self, evidence: &Evidence) -> f32 {
        1.0 / (1.0 + (-self.logit(&evidence.values())).exp())
    }

    /// What each number adds to the logit, beside what it would be without that number, in the order of [`Evidence::NAMES`].
    #[must_use]
    pub fn shares(&self, evidence: &Evidence) -> Vec<f32> {
        let values = evidence.values();
        let whole = self.logit(&values);
        let without = |at: usize| {
            let mut values = values;
            values[at] = 0.0;
            whole - self.logit(&values)
        };
        (0..values.len()).map(without).collect()
    }

    fn logit(&self, values: &[f32]) -> f32 {
        self.base + self.trees.iter().map(|tree| leaf(tree, values)).sum::<f32>()
    }
}

fn leaf(tree: &[Node], values: &[f32]) -> f32 {
    let mut at = 0;
    // A tree's nodes point onwards only, so that a walk of its length ends.
    for _ in 0..tree.len() {
        match tree.get(at) {
            Some(Node::Split(number, threshold, low, high)) => {
                let value = values.get(*number).copied().unwrap_or_default();
                at = if value < *threshold { *low } else { *high };
            }
            Some(Node::Leaf(value)) => return *value,
            None => return 0.0,
        }
    }
    0.0
}
