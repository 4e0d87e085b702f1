//! `accord eval`: a file of questions with checks, asked in their conversations, counted by category.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use fancy_regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::render::{self, Styles};
use crate::dialogue;
use crate::dialogue::answer::{Answer, Kind};
use crate::dialogue::context::Context;
use crate::retrieval::corpus::Corpus;
use crate::words::Words;

/// Exit status where too few are right.
const BELOW: u8 = 1;
/// Width of a bin of the calibration table.
const BIN: f32 = 0.1;

/// One question with its checks, as a line of JSON.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    /// Lines of the same conversation are its turns; a line without one stands alone.
    conversation: Option<String>,
    category: String,
    text: String,
    /// "answer" or "unknown".
    expect: Expect,
    /// Every one has to match the answer's plain text, case aside.
    #[serde(default)]
    must: Vec<String>,
    /// None may match.
    #[serde(default)]
    must_not: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Expect {
    Answer,
    Unknown,
}

/// How a question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    Right,
    Declined,
    Wrong,
}

/// Counts of verdicts.
#[derive(Debug, Clone, Copy, Default, Serialize)]
struct Tally {
    right: usize,
    declined: usize,
    wrong: usize,
}

/// Why a file of questions cannot be used.
#[derive(Debug, Error)]
pub enum EvalError {
    /// Not readable.
    #[error("{0} cannot be read: {1}")]
    Read(String, io::Error),
    /// A line that is no question with checks.
    #[error(
        "line {0} is no question with checks: {1}; expected {{\"conversation\", \"category\", \"text\", \"expect\": \"answer\" or \"unknown\", \"must\": [regex], \"must_not\": [regex]}}"
    )]
    Line(usize, String),
    /// The report cannot be written.
    #[error("the report cannot be written: {0}")]
    Write(#[from] io::Error),
}

/// Asks all questions of `path` and prints the report. Exit status 1 where fewer than `min` per cent are right.
///
/// # Errors
/// When the file is not one of questions, or the report cannot be written.
pub fn run(path: &Path, json: bool, min: f64, corpus: &Corpus) -> Result<ExitCode, EvalError> {
    let text =
        std::fs::read_to_string(path).map_err(|error| EvalError::Read(path.display().to_string(), error))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut contexts: HashMap<String, Context> = HashMap::new();
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut calibration: BTreeMap<u8, (usize, usize)> = BTreeMap::new();
    let mut out = io::stdout().lock();
    for (number, source) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line =
            serde_json::from_str(source).map_err(|error| EvalError::Line(number + 1, error.to_string()))?;
        let mut alone = Context::default();
        let context = match &line.conversation {
            Some(conversation) => contexts.entry(conversation.clone()).or_default(),
            None => &mut alone,
        };
        let (answer, next) = dialogue::converse(&line.text, context, corpus);
        *context = next;
        let said = render::answer(&answer, 0, Words::ENGLISH, &corpus.knowledge, Styles::default());
        let verdict = judge(&line, &answer, &said).map_err(|error| EvalError::Line(number + 1, error))?;
        tallies.entry(line.category.clone()).or_default().add(verdict);
        if is_answered(&answer) {
            let bin = calibration.entry(bin(answer.confidence)).or_default();
            bin.0 += usize::from(verdict == Verdict::Right);
            bin.1 += 1;
        }
        if verdict != Verdict::Right {
            tell(&mut out, json, &line, &answer, &said, verdict)?;
        }
    }
    let total = tallies.values().fold(Tally::default(), Tally::plus);
    report(&mut out, json, &tallies, &total, &calibration)?;
    Ok(if total.percent_right() < min { ExitCode::from(BELOW) } else { ExitCode::SUCCESS })
}

fn is_answered(answer: &Answer) -> bool {
    matches!(answer.kind(), Kind::Answer | Kind::List | Kind::Comparison | Kind::Chat)
}

fn judge(line: &Line, answer: &Answer, said: &str) -> Result<Verdict, String> {
    let found = |pattern: &String| -> Result<bool, String> {
        let regex: Regex =
            RegexBuilder::new(pattern).case_insensitive(true).build().map_err(|error| error.to_string())?;
        regex.is_match(said).map_err(|error| error.to_string())
    };
    let mut fits = line.expect == Expect::Answer || !is_answered(answer);
    for pattern in &line.must {
        fits &= found(pattern)?;
    }
    for pattern in &line.must_not {
        fits &= !found(pattern)?;
    }
    // What is told as the nearest there is, and is what was asked for, was found; what it does not answer was declined.
    Ok(match (fits, is_answered(answer), line.expect) {
        (true, ..) => Verdict::Right,
        (false, false, Expect::Answer) => Verdict::Declined,
        _ => Verdict::Wrong,
    })
}

/// The tenth that a confidence lies in.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a confidence lies between 0 and 1"
)]
fn bin(confidence: f32) -> u8 {
    (confidence.clamp(0.0, 0.999) / BIN) as u8
}

fn tell(
    out: &mut impl Write,
    json: bool,
    line: &Line,
    answer: &Answer,
    said: &str,
    verdict: Verdict,
) -> io::Result<()> {
    if json {
        let failure = serde_json::json!({
            "verdict": verdict, "category": line.category, "text": line.text, "must": line.must, "must_not": line.must_not,
            "kind": answer.kind(), "answer": said, "facts": answer.facts(), "confidence": answer.confidence,
        });
        return writeln!(out, "{failure}");
    }
    let expected =
        if line.expect == Expect::Unknown { "nothing on file".to_owned() } else { line.must.join(" and ") };
    let first = said.lines().find(|line| !line.starts_with("Read “")).unwrap_or_default();
    writeln!(out, "{verdict:?} ({}): {}\n  expected {expected}\n  answered {first}", line.category, line.text)
}

impl Tally {
    fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Right => self.right += 1,
            Verdict::Declined => self.declined += 1,
            Verdict::Wrong => self.wrong += 1,
        }
    }

    fn plus(self, other: &Self) -> Self {
        Self {
            right: self.right + other.right,
            declined: self.declined + other.declined,
            wrong: self.wrong + other.wrong,
        }
    }

    fn all(&self) -> usize {
        self.right + self.declined + self.wrong
    }

    #[expect(clippy::cast_precision_loss, reason = "files of questions have far fewer lines than 2^52")]
    fn percent(&self, of: usize) -> f64 {
        100.0 * of as f64 / self.all().max(1) as f64
    }

    fn percent_right(&self) -> f64 {
        self.percent(self.right)
    }
}

fn report(
    out: &mut impl Write,
    json: bool,
    tallies: &BTreeMap<String, Tally>,
    total: &Tally,
    calibration: &BTreeMap<u8, (usize, usize)>,
) -> io::Result<()> {
    if json {
        return writeln!(
            out,
            "{}",
            serde_json::json!({ "categories": tallies, "total": total, "right_percent": total.percent_right() })
        );
    }
    writeln!(out, "{:<16} {:>6} {:>9} {:>6}", "category", "right", "declined", "wrong")?;
    for (category, tally) in
        tallies.iter().map(|(name, tally)| (name.as_str(), tally)).chain([("all", total)])
    {
        writeln!(out, "{category:<16} {:>6} {:>9} {:>6}", tally.right, tally.declined, tally.wrong)?;
    }
    let (right, declined, wrong) =
        (total.percent_right(), total.percent(total.declined), total.percent(total.wrong));
    writeln!(out, "{right:.1} % right, {declined:.1} % declined, {wrong:.1} % wrong")?;
    writeln!(out, "\nconfidence  answered  of these right")?;
    for (bin, (right, answered)) in calibration {
        let tally = Tally { right: *right, wrong: answered - right, declined: 0 };
        writeln!(
            out,
            "0.{bin}-{:<7.1} {answered:>8} {:>14.1} %",
            f32::from(*bin + 1) / 10.0,
            tally.percent_right()
        )?;
    }
    Ok(())
}
