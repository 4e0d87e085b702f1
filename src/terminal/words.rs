//! What only the terminal says.

use std::fmt::Write;

use crate::dialogue::answer::{Answer, Content};
use crate::dialogue::evidence::Evidence;
use crate::dialogue::fit::Report;
use crate::dialogue::judge::Judge;
use crate::knowledge::Knowledge;
use crate::language::reading::Reading;
use crate::retrieval::corpus::Corpus;
use crate::words::Words;

/// A command in the help.
#[must_use]
pub fn command(usage: &str, description: &str) -> String {
    format!("  {usage:<44} {description}")
}

/// Said where the console opens because no token is set.
pub const NO_TOKEN: &str = "\
No DISCORD_TOKEN is set, so this is the console. To connect to Discord:
  1. https://discord.com/developers/applications, New Application.
  2. Bot, Reset Token, Copy.
  3. Put the line DISCORD_TOKEN=<the token> into a file .env here, and start again.
";

/// What is said of a word that carries nothing.
pub const FILLER: &str = "filler";

/// What a word weighs.
#[must_use]
pub fn weight(weight: f32) -> String {
    format!("weight {weight:.2}")
}

/// What a question was read as, on one line.
#[must_use]
pub fn read_as(reading: &Reading, corpus: &Corpus) -> String {
    let kinds: Vec<String> = reading.kinds().iter().map(|kind| format!("{kind:?}")).collect();
    let periods: Vec<String> = reading.time().periods.iter().map(ToString::to_string).collect();
    let mended = reading.corrections.iter().map(|slip| format!("{} as {}", slip.typed, slip.read_as));
    let parts = [
        ("parties", corpus.parties(reading).iter().map(|party| party.id.clone()).collect()),
        ("topics", corpus.topics(reading).iter().map(|topic| topic.id.clone()).collect()),
        ("asks", kinds),
        ("time", periods),
        ("read", mended.collect()),
    ];
    let said = parts.into_iter().filter(|(_, of): &(_, Vec<String>)| !of.is_empty());
    let mut said: Vec<String> = said.map(|(name, of)| format!("{name}: {}", of.join(", "))).collect();
    said.push(
        if corpus.is_on_subject(reading) { "on the subject" } else { "on no subject of the file" }.into(),
    );
    said.join(" · ")
}

/// A proposal with its chance, and each number that speaks for it or against it, with its share.
#[must_use]
pub fn proposal(name: &str, chance: f32, question: usize, evidence: &Evidence, shares: &[f32]) -> String {
    let told =
        Evidence::NAMES.iter().zip(evidence.values()).zip(shares).filter(|((_, value), _)| *value != 0.0);
    let told: Vec<String> =
        told.map(|((name, value), share)| format!("{name} {value:.2} ({share:+.2})")).collect();
    format!("{chance:.2}  {name}, question {}\n      {}", question + 1, told.join(", "))
}

/// What is answered, or why nothing is.
#[must_use]
pub fn decided(answer: &Answer, knowledge: &Knowledge) -> String {
    let fact = answer.facts().first().map(|fact| format!(" with {fact}")).unwrap_or_default();
    let why = match &answer.content {
        Content::Unknown(reason) | Content::Nearest { unknown: reason, .. } => {
            format!(": {}", Words::ENGLISH.unknown(reason, knowledge))
        }
        _ => String::new(),
    };
    format!("{:?}{fact}, confidence {:.2}{why}", answer.kind(), answer.confidence)
}

/// How the judge does on questions that it was not fitted to.
#[must_use]
pub fn fitted(report: &Report, judge: &Judge) -> String {
    let mut text = format!("told from {:.2}, told as the nearest from {:.2}\n", judge.tell, judge.near);
    for (name, score) in [("singles", report.singles), ("turns", report.turns)] {
        #[expect(clippy::cast_precision_loss, reason = "thousands of questions")]
        let share = |count: usize| 100.0 * count as f64 / score.all.max(1) as f64;
        let _ = writeln!(
            text,
            "{name}: {} held out, {:.1} % right, {:.1} % declined, {:.1} % wrong",
            score.all,
            share(score.right),
            share(score.declined),
            share(score.wrong)
        );
    }
    text.push_str("chance     best proposals   of these right\n");
    for (tenth, (all, right)) in &report.calibration {
        #[expect(clippy::cast_precision_loss, reason = "thousands of questions")]
        let share = 100.0 * *right as f64 / (*all).max(1) as f64;
        let _ = writeln!(text, "0.{tenth}-{:<6.1} {all:>14} {share:>15.1} %", f32::from(*tenth + 1) / 10.0);
    }
    text
}
