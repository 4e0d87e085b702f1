//! `accord console`: a conversation, with history and Tab completion at a terminal, plain where it is piped.

use std::io::{self, BufRead, IsTerminal, Write};

use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::{Editor, Helper, Highlighter, Hinter, Validator};

use super::render::{self, Styles};
use super::words;
pub use super::words::NO_TOKEN;
use crate::dialogue;
use crate::dialogue::answer::{Answer, Suggestion};
use crate::dialogue::command::COMMANDS;
use crate::dialogue::complete::complete;
use crate::dialogue::context::Context;
use crate::retrieval::corpus::Corpus;

const PROMPT: &str = "> ";
/// Lines of history kept, in memory only: questions are nobody's business once the console is closed.
const HISTORY: usize = 500;

/// Runs the conversation until the input ends.
///
/// # Errors
/// When the terminal cannot be read or written.
pub fn run(corpus: &Corpus) -> io::Result<()> {
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        interactive(corpus)
    } else {
        piped(io::stdin().lock(), corpus)
    }
}

fn piped(input: impl BufRead, corpus: &Corpus) -> io::Result<()> {
    let mut conversation = Conversation::default();
    for line in input.split(b'\n') {
        let line = line?;
        turn(&String::from_utf8_lossy(&line), &mut conversation, corpus)?;
    }
    Ok(())
}

fn interactive(corpus: &Corpus) -> io::Result<()> {
    let config = rustyline::Config::builder()
        .max_history_size(HISTORY)
        .map_err(io::Error::other)?
        .auto_add_history(true);
    let mut editor = Editor::<Completions<'_>, _>::with_config(config.build()).map_err(io::Error::other)?;
    editor.set_helper(Some(Completions { corpus }));
    writeln!(anstream::stdout(), "{}\n", words::GREETING)?;
    let mut conversation = Conversation::default();
    loop {
        match editor.readline(PROMPT) {
            Ok(line) => turn(&line, &mut conversation, corpus)?,
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => return Ok(()),
            Err(error) => return Err(io::Error::other(error)),
        }
    }
}

/// The one conversation of a console.
#[derive(Default)]
struct Conversation {
    context: Context,
    suggestions: Vec<Suggestion>,
}

/// Answers one line. A number picks one of the suggestions shown before; `/new` starts afresh.
fn turn(line: &str, conversation: &mut Conversation, corpus: &Corpus) -> io::Result<()> {
    let line = line.trim();
    if line.is_empty() {
        return Ok(());
    }
    if line.eq_ignore_ascii_case("/new") {
        *conversation = Conversation::default();
        return writeln!(anstream::stdout(), "{}\n", words::AFRESH);
    }
    let picked =
        line.parse::<usize>().ok().and_then(|number| conversation.suggestions.get(number.checked_sub(1)?));
    let question = picked.map_or(line.to_owned(), |suggestion| suggestion.question.clone());
    let (answer, next) = dialogue::converse(&question, &conversation.context, corpus);
    show(&answer, corpus)?;
    *conversation = Conversation { context: next, suggestions: answer.suggestions };
    Ok(())
}

fn show(answer: &Answer, corpus: &Corpus) -> io::Result<()> {
    let mut out = anstream::stdout();
    writeln!(out, "{}", render::answer(answer, &corpus.knowledge, Styles::coloured()))?;
    writeln!(out, "{}", render::suggestions(answer, Styles::coloured()))?;
    out.flush()
}

#[derive(Helper, Highlighter, Hinter, Validator)]
struct Completions<'a> {
    corpus: &'a Corpus,
}

impl Completer for Completions<'_> {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        at: usize,
        _: &rustyline::Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let typed = line.get(..at).unwrap_or(line);
        let Some(command) = typed.strip_prefix('/') else { return Ok((at, Vec::new())) };
        let Some((name, rest)) = command.split_once(' ') else {
            let fitting = COMMANDS.iter().filter(|spec| spec.name.starts_with(command));
            return Ok((1, fitting.map(|spec| pair(spec.name)).collect()));
        };
        let Some(spec) = COMMANDS.iter().find(|spec| spec.name == name) else { return Ok((at, Vec::new())) };
        let word = rest.rsplit(' ').next().unwrap_or_default();
        let (option, part) = match word.split_once(':') {
            Some((name, part)) => (spec.options.iter().find(|option| option.name == name), part),
            None => (spec.options.first(), word),
        };
        let Some(option) = option else { return Ok((at, Vec::new())) };
        let choices = complete(option.takes, part, self.corpus).into_iter();
        let pairs = choices.map(|choice| Pair { display: choice.label, replacement: choice.value });
        Ok((at - part.len(), pairs.collect()))
    }
}

fn pair(text: &str) -> Pair {
    Pair { display: text.to_owned(), replacement: text.to_owned() }
}
