//! `accord ask`: one question, or a batch of them for other programs.

use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::process::ExitCode;

use serde::{Deserialize, Serialize};

use super::picture;
use super::render::{self, Styles};
use crate::dialogue;
use crate::dialogue::answer::{Answer, Kind};
use crate::dialogue::context::Context;
use crate::dialogue::page::page;
use crate::knowledge::{Knowledge, Language};
use crate::retrieval::corpus::Corpus;
use crate::words::{Speech, Words};

/// Exit status where nothing is on file.
const NOTHING: u8 = 3;
/// Exit status where the question cannot be read.
const UNREADABLE: u8 = 2;

/// Exit status where a picture was asked for, and the answer has none.
const NO_PICTURE: u8 = 4;

/// The byte-order mark in UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// One line of a batch, as it comes in.
#[derive(Deserialize)]
struct Turn {
    #[serde(default)]
    conversation: serde_json::Value,
    text: String,
}

/// An answer, as other programs read it.
#[derive(Serialize)]
struct Line<'a> {
    conversation: &'a serde_json::Value,
    text: &'a str,
    kind: Kind,
    /// What a person reads, as plain text.
    answer: String,
    /// Ids of the facts and records it is made of.
    facts: Vec<&'a str>,
    sources: Vec<SourceLine<'a>>,
    /// Questions to ask next, as they are typed.
    suggestions: Vec<&'a str>,
    confidence: f32,
}

#[derive(Serialize)]
struct SourceLine<'a> {
    id: &'a str,
    title: &'a str,
    publisher: &'a str,
    url: &'a str,
    date: Option<String>,
    at: Option<&'a str>,
}

/// Answers one question on standard output, and writes the answer's picture where a file is given for it. Exit status 0
/// answered, 3 nothing on file, 2 not a question, 4 no picture of what was answered.
///
/// # Errors
/// When standard output or the picture's file cannot be written.
pub fn once(
    question: &str,
    json: bool,
    all: bool,
    file: Option<&Path>,
    speech: &Speech,
    corpus: &Corpus,
) -> io::Result<ExitCode> {
    let answer = dialogue::answer(question, corpus);
    let (knowledge, words) = (&corpus.knowledge, speech.voice(None, question, &corpus.knowledge).words);
    // First, since whoever reads the text may leave before its end (`… | head`).
    let lacks_picture = match file {
        Some(file) => picture::write(&answer, Some(file), words, knowledge)?.is_none(),
        None => false,
    };
    if json {
        let line = line(&serde_json::Value::Null, question, &answer, all, words, knowledge)?;
        writeln!(io::stdout(), "{line}")?;
    } else {
        let mut out = anstream::stdout();
        writeln!(out, "{}", drawn(&answer, all, words, knowledge, Styles::coloured()))?;
        if !all && page(&answer, 0, words, knowledge).pages > 1 {
            writeln!(out, "{}", words.say("all-shown"))?;
        }
        write!(out, "{}", render::suggestions(&answer, words, knowledge, Styles::coloured()))?;
    }
    if lacks_picture {
        writeln!(io::stderr(), "{}", words.say("picture-none"))?;
    }
    Ok(match answer.kind() {
        Kind::Answer | Kind::List | Kind::Comparison | Kind::Chat if lacks_picture => {
            ExitCode::from(NO_PICTURE)
        }
        Kind::Answer | Kind::List | Kind::Comparison | Kind::Chat => ExitCode::SUCCESS,
        Kind::DidYouMean | Kind::Unknown | Kind::Nearest => ExitCode::from(NOTHING),
        Kind::Error => ExitCode::from(UNREADABLE),
    })
}

/// The first page of an answer, or everything it rests on.
fn drawn(answer: &Answer, all: bool, words: Words, knowledge: &Knowledge, styles: Styles) -> String {
    if all {
        render::whole(answer, words, knowledge, styles)
    } else {
        render::answer(answer, 0, words, knowledge, styles)
    }
}

/// Answers questions from `input`, one JSON object a line, each with one on `output`, in order.
///
/// A line that cannot be read is answered with kind `error`; the batch goes on.
///
/// # Errors
/// When `input` cannot be read or `output` cannot be written.
pub fn batch(
    input: impl BufRead,
    mut output: impl Write,
    all: bool,
    speech: &Speech,
    corpus: &Corpus,
) -> io::Result<()> {
    let mut contexts: HashMap<String, (Context, Option<Language>)> = HashMap::new();
    for (at, bytes) in input.split(b'\n').enumerate() {
        let mut bytes = bytes?;
        // Windows programs put a byte-order mark before the first line.
        if at == 0 && bytes.starts_with(MARK) {
            bytes.drain(..MARK.len());
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let reply = match serde_json::from_slice::<Turn>(&bytes) {
            Ok(turn) => {
                let mut alone = (Context::default(), None);
                let (context, carried) = match &turn.conversation {
                    serde_json::Value::Null => &mut alone,
                    named => contexts.entry(named.to_string()).or_default(),
                };
                let (answer, next) = dialogue::converse(&turn.text, context, corpus);
                let voice = speech.voice(*carried, &turn.text, &corpus.knowledge);
                (*context, *carried) = (next, voice.carried);
                line(&turn.conversation, &turn.text, &answer, all, voice.words, &corpus.knowledge)?
            }
            Err(error) => unreadable(&bytes, &error)?,
        };
        writeln!(output, "{reply}")?;
        output.flush()?;
    }
    Ok(())
}

fn unreadable(bytes: &[u8], error: &serde_json::Error) -> serde_json::Result<String> {
    let text = String::from_utf8_lossy(bytes);
    serde_json::to_string(&Line {
        conversation: &serde_json::Value::Null,
        text: &text,
        kind: Kind::Error,
        answer: format!(
            "not a line that can be read: {error}; expected {{\"conversation\": \"c1\", \"text\": \"/aid netherlands\"}}"
        ),
        facts: Vec::new(),
        sources: Vec::new(),
        suggestions: Vec::new(),
        confidence: 0.0,
    })
}

fn line(
    conversation: &serde_json::Value,
    text: &str,
    answer: &Answer,
    all: bool,
    words: Words,
    knowledge: &Knowledge,
) -> serde_json::Result<String> {
    let sources = answer.citations(knowledge).into_iter().filter_map(|citation| {
        let source = knowledge.source(&citation.source)?;
        Some(SourceLine {
            id: &source.id,
            title: &source.title,
            publisher: &source.publisher,
            url: &source.url,
            date: source.date.map(|date| date.to_string()),
            at: citation.at.as_deref(),
        })
    });
    serde_json::to_string(&Line {
        conversation,
        text,
        kind: answer.kind(),
        answer: drawn(answer, all, words, knowledge, Styles::default()),
        facts: answer.facts(),
        sources: sources.collect(),
        suggestions: answer.suggestions.iter().map(|suggestion| suggestion.question.as_str()).collect(),
        confidence: answer.confidence,
    })
}
