//! `accord fit`: the judge fitted to labelled questions.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::render::{self, Styles};
use super::words;
use crate::dialogue::answer::{Answer, Content, Unknown};
use crate::dialogue::context::Context;
use crate::dialogue::fit::{self, Row};
use crate::dialogue::label::Label;
use crate::dialogue::proposal::Proposal;
use crate::dialogue::{Judged, consider};
use crate::knowledge::Knowledge;
use crate::retrieval::corpus::Corpus;
use crate::words::Words;

/// Why the judge cannot be fitted.
#[derive(Debug, Error)]
pub enum FitError {
    /// Not readable.
    #[error("{0} cannot be read: {1}")]
    Read(PathBuf, io::Error),
    /// A line that is no labelled question.
    #[error("{path}:{line} is no labelled question: {reason}; training/README.md shows one")]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// Not writable.
    #[error("the report cannot be written: {0}")]
    Write(#[from] io::Error),
    /// Not fittable.
    #[error(transparent)]
    Fit(#[from] fit::FitError),
}

/// Where the judges stand that the program is built with: of words alone, and of words and meaning.
const JUDGES: [&str; 2] = ["src/dialogue/judge-words.json", "src/dialogue/judge-meaning.json"];
/// Of the facts' own ways of asking, one in so many is a labelled question too: asked in a fact's own words, it answers.
const OWN_WORDS: usize = 6;

/// Fits the judge to a folder of labelled questions, writes its file, and reports on questions held out. The same questions,
/// facts and encoders give the same file.
///
/// `corpora` are one, or two of the same facts: then the encoder of each was not taught the questions of its half.
///
/// # Errors
/// When a file cannot be read or written, a line is no labelled question, or there is nothing to fit the judge to.
pub fn run(folder: &Path, corpora: &[Corpus], out: &mut impl Write) -> Result<(), FitError> {
    let mut rows: Vec<Row> = Vec::new();
    let mut question = 0;
    let mut add = |label: &Label, judged: &Judged, right: &[bool], counts: bool| {
        let first = label.conversation.clone().or(label.answers.first().cloned());
        let group = first.unwrap_or(format!("question {question}"));
        rows.extend(judged.proposals.iter().zip(right).map(|((_, proposal), right)| Row {
            group: group.clone(),
            question,
            turn: label.conversation.is_some(),
            answerable: !label.is_unanswerable(),
            right: *right,
            evidence: proposal.evidence,
            counts,
        }));
        question += 1;
    };
    each(folder, corpora, |label, judged, right| add(label, judged, right, true))?;
    let Some(corpus) = corpora.first() else { return Ok(()) };
    for label in own_words(&corpus.knowledge) {
        let judged = consider(&label.text, &Context::default(), corpus);
        let right = right(&label, &judged, &corpus.knowledge);
        add(&label, &judged, &right, false);
    }
    let (judge, report) = fit::fit(&rows)?;
    let file = JUDGES[usize::from(corpus.compares_meaning())];
    std::fs::write(file, serde_json::to_string(&judge).map_err(io::Error::other)?)?;
    write!(out, "{}", words::fitted(&report, &judge))?;
    Ok(())
}

/// Ways of asking of current facts, each with its party's name, as labelled questions.
fn own_words(knowledge: &Knowledge) -> impl Iterator<Item = Label> {
    let current = knowledge.facts.iter().filter(|fact| fact.is_current() && fact.aspect.is_none());
    let asks = current.flat_map(|fact| knowledge.asks_of(fact).map(move |(_, ask)| (fact, ask)));
    asks.step_by(OWN_WORDS).map(|(fact, ask)| {
        let party = fact.party.as_ref().and_then(|id| knowledge.party(id));
        let text = party.map_or(ask.to_owned(), |party| format!("{}: {ask}", party.name));
        Label {
            text,
            answers: vec![fact.id.clone()],
            nearest: Vec::new(),
            computed: None,
            conversation: None,
        }
    })
}

/// Which of the proposals are right.
fn right(label: &Label, judged: &Judged, knowledge: &Knowledge) -> Vec<bool> {
    let is_right = |(_, proposal): &(f32, Proposal)| {
        let answer = Answer::new(proposal.content.clone(), 1.0);
        let said = || render::whole(&answer, Words::ENGLISH, knowledge, Styles::default());
        label.is_met_by(&proposal.content, proposal.evidence.is_wide(), said, knowledge)
    };
    judged.proposals.iter().map(is_right).collect()
}

/// Considers every labelled question of a folder in its conversation, which goes on as if the right answer had been given;
/// `then` gets which of its proposals are right.
fn each(
    folder: &Path,
    corpora: &[Corpus],
    mut then: impl FnMut(&Label, &Judged, &[bool]),
) -> Result<(), FitError> {
    for path in files(folder)? {
        let text = std::fs::read_to_string(&path).map_err(|error| FitError::Read(path.clone(), error))?;
        let mut contexts: HashMap<String, (Context, usize)> = HashMap::new();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let label: Label = serde_json::from_str(line).map_err(|error| FitError::Line {
                path: path.clone(),
                line: at + 1,
                reason: error.to_string(),
            })?;
            let Some(first) = corpora.first() else { return Ok(()) };
            // An encoder is taught the first turn of a conversation at most.
            let begin = || (Context::default(), label.half(&first.knowledge) % corpora.len());
            let mut alone = begin();
            let (context, half) = match &label.conversation {
                Some(id) => contexts.entry(id.clone()).or_insert_with(begin),
                None => &mut alone,
            };
            let corpus = &corpora[*half];
            let judged = consider(&label.text, context, corpus);
            let right = right(&label, &judged, &corpus.knowledge);
            then(&label, &judged, &right);
            *context = after(&label, &judged, &right, context, corpus);
        }
    }
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, FitError> {
    let read = |error| FitError::Read(folder.to_owned(), error);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(read)? {
        let path = entry.map_err(read)?.path();
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// What the conversation has come to after the right answer.
fn after(label: &Label, judged: &Judged, right: &[bool], context: &Context, corpus: &Corpus) -> Context {
    let knowledge = &corpus.knowledge;
    let told = label.answers.iter().find(|id| knowledge.fact(id).is_some());
    let first = judged.proposals.iter().zip(right).find(|(_, is_right)| **is_right);
    let (answer, question) = match (first, told) {
        (Some(((_, proposal), _)), _) => (proposal.content.clone(), proposal.question),
        (None, Some(id)) => (Content::Facts { facts: vec![id.clone()] }, 0),
        (None, None) => (Content::Unknown(Unknown::Nothing { party: None, about: Vec::new() }), 0),
    };
    let meant = judged.questions[question].reading();
    context.clone().after(&Answer::new(answer, 1.0), Some(meant), knowledge)
}
