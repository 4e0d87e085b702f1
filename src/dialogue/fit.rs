//! Fits the judge to labelled proposals, and tells how it does on those that it was not fitted to.

use std::collections::BTreeMap;

use forust_ml::data::Matrix;
use forust_ml::errors::ForustError;
use forust_ml::gradientbooster::GradientBooster;
use forust_ml::tree::Tree;
use thiserror::Error;

use super::evidence::Evidence;
use super::judge::{Judge, Node};

/// Parts that all questions of a fact, and all turns of a conversation, are in one of.
const FOLDS: usize = 5;
/// Share of all questions that may be answered wrongly: from it follows the chance from which an answer is told.
const WRONG: f32 = 0.05;
/// Chance from which something is told as the nearest there is: about one in six of those is what was wanted.
const NEAR: f32 = 0.15;
/// Settings of the trees, chosen on held-out folds (`accord fit training/`): more trees or leaves gain nothing.
const TREES: usize = 400;
const RATE: f32 = 0.05;
const LEAVES: usize = 40;
const LEAST_WEIGHT: f32 = 6.0;
const RIDGE: f32 = 5.0;

/// One proposal of a labelled question.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each says something else of a row of the table")]
pub struct Row {
    /// What keeps together what must not be in two folds: the fact that answers, or the conversation.
    pub group: String,
    /// Which question it was proposed for.
    pub question: usize,
    /// Whether it is a turn of a conversation.
    pub turn: bool,
    /// Whether anything on file answers the question.
    pub answerable: bool,
    /// Whether it is right.
    pub right: bool,
    /// What speaks for it and against it.
    pub evidence: Evidence,
    /// Whether it counts in the report and for the thresholds; a fact's own way of asking only teaches.
    pub counts: bool,
}

/// How the judge does on questions that it was not fitted to.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    /// Questions.
    pub all: usize,
    /// Answered rightly, or declined where nothing answers.
    pub right: usize,
    /// Declined though something answers.
    pub declined: usize,
    /// Answered wrongly.
    pub wrong: usize,
}

/// What held-out folds say.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Of questions that stand alone.
    pub singles: Score,
    /// Of turns of conversations.
    pub turns: Score,
    /// Of the best proposals by tenth of their chance: how many, and how many of them right.
    pub calibration: BTreeMap<u8, (usize, usize)>,
}

/// Why the judge cannot be fitted.
#[derive(Debug, Error)]
pub enum FitError {
    /// Nothing to fit it to.
    #[error("there are no labelled questions, or none of their proposals is right")]
    Nothing,
    /// The trees cannot be grown.
    #[error("the trees cannot be grown: {0}")]
    Trees(#[from] ForustError),
}

/// Fits the judge to all rows, with a threshold and a report from folds that were held out. The same rows give the same
/// judge.
///
/// # Errors
/// When there is nothing to fit it to.
pub fn fit(rows: &[Row]) -> Result<(Judge, Report), FitError> {
    if !rows.iter().any(|row| row.right) {
        return Err(FitError::Nothing);
    }
    let fold = |row: &Row| {
        row.group.bytes().fold(5381_usize, |hash, byte| hash.wrapping_mul(33) ^ usize::from(byte)) % FOLDS
    };
    let mut chances = vec![0.0; rows.len()];
    for held in 0..FOLDS {
        let taught: Vec<&Row> = rows.iter().filter(|row| fold(row) != held).collect();
        let judge = grow(&taught)?;
        for (chance, row) in chances.iter_mut().zip(rows).filter(|(_, row)| fold(row) == held) {
            *chance = judge.chance(&row.evidence);
        }
    }
    let best = best_of_each(rows, &chances);
    let tell = threshold(&best);
    let judge = Judge { tell, near: NEAR, ..grow(&rows.iter().collect::<Vec<_>>())? };
    Ok((judge, report(&best, tell)))
}

fn grow(rows: &[&Row]) -> Result<Judge, FitError> {
    let columns = Evidence::NAMES.len();
    let values: Vec<Vec<f32>> = rows.iter().map(|row| row.evidence.values().to_vec()).collect();
    let by_column: Vec<f64> =
        (0..columns).flat_map(|column| values.iter().map(move |row| f64::from(row[column]))).collect();
    let right: Vec<f64> = rows.iter().map(|row| f64::from(u8::from(row.right))).collect();
    let matrix = Matrix::new(&by_column, rows.len(), columns);
    let mut booster = GradientBooster::default()
        .set_iterations(TREES)
        .set_learning_rate(RATE)
        .set_max_leaves(LEAVES)
        .set_max_depth(10)
        .set_min_leaf_weight(LEAST_WEIGHT)
        .set_l2(RIDGE)
        .set_colsample_bytree(0.5)
        .set_seed(1)
        .set_parallel(true);
    booster.fit_unweighted(&matrix, &right, None)?;
    let names = Evidence::NAMES.iter().map(|name| (*name).to_owned()).collect();
    #[expect(clippy::cast_possible_truncation, reason = "a logit needs no more digits")]
    let base = booster.base_score as f32;
    Ok(Judge { names, base, trees: booster.trees.iter().map(nodes).collect(), tell: 1.0, near: 1.0 })
}

fn nodes(tree: &Tree) -> Vec<Node> {
    #[expect(clippy::cast_possible_truncation, reason = "evidence has no more digits")]
    let number = |at: usize| {
        let node = &tree.nodes[at];
        if node.is_leaf {
            Node::Leaf(node.weight_value)
        } else {
            Node::Split(node.split_feature, node.split_value as f32, node.left_child, node.right_child)
        }
    };
    (0..tree.nodes.len()).map(number).collect()
}

/// Of each question the best proposal, with its chance.
fn best_of_each<'a>(rows: &'a [Row], chances: &[f32]) -> Vec<(f32, &'a Row)> {
    let mut best: BTreeMap<usize, (f32, &Row)> = BTreeMap::new();
    for (row, chance) in rows.iter().zip(chances).filter(|(row, _)| row.counts) {
        let held = best.entry(row.question).or_insert((*chance, row));
        if *chance > held.0 {
            *held = (*chance, row);
        }
    }
    best.into_values().collect()
}

/// The least chance from which telling keeps wrong answers below their share.
fn threshold(best: &[(f32, &Row)]) -> f32 {
    let mut order: Vec<&(f32, &Row)> = best.iter().collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    #[expect(clippy::cast_precision_loss, reason = "thousands of questions")]
    let most = WRONG * best.len() as f32;
    let mut wrong = 0.0;
    for (chance, row) in order {
        wrong += f32::from(u8::from(!row.right));
        if wrong > most {
            return *chance;
        }
    }
    0.5
}

fn report(best: &[(f32, &Row)], tell: f32) -> Report {
    let mut report = Report::default();
    for (chance, row) in best {
        let score = if row.turn { &mut report.turns } else { &mut report.singles };
        score.all += 1;
        match (*chance > tell, row.right, row.answerable) {
            (true, true, _) | (false, _, false) => score.right += 1,
            (true, false, _) => score.wrong += 1,
            (false, _, true) => score.declined += 1,
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a chance lies between 0 and 1"
        )]
        let tenth = (chance.clamp(0.0, 0.999) * 10.0) as u8;
        let bin = report.calibration.entry(tenth).or_default();
        bin.0 += 1;
        bin.1 += usize::from(row.right);
    }
    report
}
