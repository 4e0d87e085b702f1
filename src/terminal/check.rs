//! `accord check`: the checker's report, drawn like a compiler's, or as JSON.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use ariadne::{Config, IndexType, Label, Report, ReportKind, Source};
use jiff::civil::Date;
use serde::Serialize;

use super::translations::Stand;
use crate::dialogue::self_check;
use crate::knowledge::store::Store;
use crate::knowledge::{Files, Finding, Knowledge, Language, LoadError, Place, Problem, load_files};
use crate::retrieval::corpus::Corpus;
use crate::words::findings::{mend, message};

/// Findings that are drawn; a report of thousands is read by nobody, and takes minutes.
const MOST_DRAWN: usize = 50;
const FINDINGS: u8 = 1;
const UNREADABLE: u8 = 2;

/// One finding as `--json` prints it, one object a line.
#[derive(Serialize)]
struct Printed<'a> {
    file: String,
    /// Counted from 1.
    line: usize,
    /// In characters, counted from 1.
    column: usize,
    code: &'static str,
    text: &'a str,
    message: String,
    mend: String,
}

/// Checks the fact file of a store and prints the report. Exit status 0 clean, 1 with findings, 2 unreadable.
///
/// # Errors
/// When standard output or standard error cannot be written.
pub fn run(store: &dyn Store, json: bool, language: Option<Language>) -> io::Result<ExitCode> {
    let files = match store.files() {
        Ok(files) => files,
        Err(error) => {
            report(&LoadError::Read(error))?;
            return Ok(ExitCode::from(UNREADABLE));
        }
    };
    let (files, findings, counted) = match load_files(files.clone()) {
        Ok(knowledge) => {
            if let Some(language) = language {
                return translations(language, json, &files, &knowledge);
            }
            let counted = (knowledge.written_facts(), knowledge.agreements.len(), knowledge.parties.len());
            let stands = stands(&files, &knowledge);
            let today = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date();
            let ahead = ahead(&files, &knowledge, today);
            let findings = ahead.into_iter().chain(strays(&files, &Corpus::new(knowledge, None))).collect();
            (files, findings, Some((counted, stands)))
        }
        Err(LoadError::Invalid { files, findings }) => (files, findings, None),
        Err(error @ LoadError::Read(_)) => {
            report(&error)?;
            return Ok(ExitCode::from(UNREADABLE));
        }
    };
    let mut out = io::stdout().lock();
    if json {
        for finding in &findings {
            writeln!(out, "{}", serde_json::to_string(&as_line(&files, finding))?)?;
        }
    } else {
        for finding in findings.iter().take(MOST_DRAWN) {
            draw(&files, finding, io::stdout().is_terminal(), &mut out)?;
        }
        more(findings.len(), &mut out)?;
        if let Some(((facts, agreements, parties), stands)) = counted {
            writeln!(out, "{store}: {facts} facts, {agreements} agreements, {parties} parties")?;
            stands.iter().try_for_each(|stand| writeln!(out, "{stand}"))?;
        }
        writeln!(out, "{}", tally(findings.len()))?;
    }
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FINDINGS) })
}

/// What there is to look at in the translations into a language, one by one. Exit status 0: nothing, 1: something.
fn translations(
    language: Language,
    json: bool,
    files: &Files,
    knowledge: &Knowledge,
) -> io::Result<ExitCode> {
    let (stand, mut out) = (Stand::of(language, files, knowledge), io::stdout().lock());
    stand.print(json, &mut out)?;
    if !json {
        writeln!(out, "{}", stand.summary(language))?;
    }
    Ok(if stand.is_clean() { ExitCode::SUCCESS } else { ExitCode::from(FINDINGS) })
}

/// A line for each language that anything is translated into.
fn stands(files: &Files, knowledge: &Knowledge) -> Vec<String> {
    let spoken = Language::TRANSLATED.into_iter().filter(|language| knowledge.is_translated(*language));
    spoken.map(|language| Stand::of(language, files, knowledge).summary(language)).collect()
}

/// The findings that were not drawn, counted.
fn more(findings: usize, out: &mut impl Write) -> io::Result<()> {
    match findings.checked_sub(MOST_DRAWN) {
        None | Some(0) => Ok(()),
        Some(more) => writeln!(out, "and {more} more; --json tells them all"),
    }
}

/// The facts that are said to be known for a day which lies ahead.
fn ahead(files: &Files, knowledge: &Knowledge, today: Date) -> Vec<Finding> {
    knowledge
        .ahead(today)
        .map(|fact| Finding {
            place: place(files, &fact.id, &fact.as_of.to_string()),
            problem: Problem::AsOfAhead(fact.id.clone()),
        })
        .collect()
}

/// The facts' own questions that lead elsewhere, each at its place in the file.
fn strays(files: &Files, corpus: &Corpus) -> Vec<Finding> {
    let strays = self_check(corpus).into_iter();
    strays
        .map(|stray| Finding {
            place: place(files, &stray.fact, &format!("\"{}\"", stray.ask)),
            problem: Problem::AskLeadsElsewhere { ask: stray.ask, fact: stray.fact, instead: stray.instead },
        })
        .collect()
}

/// Where a text stands in a fact or in its translation, as it is written there; one with an escape in it is reported at the top
/// of the first file.
fn place(files: &Files, fact: &str, text: &str) -> Place {
    let heads = ["id", "of"].map(|key| format!("{key} = \"{fact}\""));
    let found = files.0.iter().enumerate().find_map(|(file, source)| {
        let from = heads.iter().find_map(|head| source.text.find(head))?;
        let start = from + source.text[from..].find(text)?;
        Some(Place { file, span: start..start + text.len() })
    });
    found.unwrap_or(Place { file: 0, span: 0..0 })
}

fn tally(findings: usize) -> String {
    match findings {
        0 => "nothing to mend".to_owned(),
        1 => "1 finding".to_owned(),
        several => format!("{several} findings"),
    }
}

/// Tells on standard error why facts were not loaded.
///
/// # Errors
/// When standard error cannot be written.
pub fn report(error: &LoadError) -> io::Result<()> {
    let mut out = io::stderr().lock();
    match error {
        LoadError::Read(error) => writeln!(out, "error: {error}"),
        LoadError::Invalid { files, findings } => {
            for finding in findings.iter().take(MOST_DRAWN) {
                draw(files, finding, io::stderr().is_terminal(), &mut out)?;
            }
            more(findings.len(), &mut out)?;
            writeln!(out, "error: the fact file is not loaded: {}", tally(findings.len()))
        }
    }
}

fn as_line<'a>(files: &'a Files, finding: &Finding) -> Printed<'a> {
    let (line, column) = files.line_and_column(&finding.place);
    Printed {
        file: files.path(&finding.place).display().to_string(),
        line,
        column,
        code: finding.problem.code(),
        text: files.excerpt(&finding.place),
        message: message(&finding.problem),
        mend: mend(&finding.problem, files),
    }
}

/// Draws one finding with the line it points at.
fn draw(files: &Files, finding: &Finding, colours: bool, out: &mut impl Write) -> io::Result<()> {
    let place = &finding.place;
    let path = files.path(place).display().to_string();
    let text = files.0[place.file].text.as_str();
    // A span over a whole entry would draw the entry; its first line is enough to find it.
    let length = files.excerpt(place).len();
    let span = place.span.start.min(text.len())..(place.span.start + length).min(text.len());
    let config = Config::default().with_color(colours).with_index_type(IndexType::Byte);
    Report::build(ReportKind::Error, (path.clone(), span.clone()))
        .with_config(config)
        .with_code(finding.problem.code())
        .with_message(message(&finding.problem))
        .with_label(Label::new((path.clone(), span)).with_message("here"))
        .with_help(mend(&finding.problem, files))
        .finish()
        .write((path, Source::from(text)), out)
}
