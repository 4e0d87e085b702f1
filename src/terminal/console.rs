//! `accord console`: a conversation, with history and Tab completion at a terminal, plain where it is piped.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::{Editor, Helper, Highlighter, Hinter, Validator};

use super::picture;
use super::render::{self, Styles};
pub use super::words::NO_TOKEN;
use crate::dialogue;
use crate::dialogue::answer::{Answer, Suggestion};
use crate::dialogue::command::{COMMANDS, OptionSpec};
use crate::dialogue::complete::complete;
use crate::dialogue::context::Context;
use crate::dialogue::page::page;
use crate::retrieval::corpus::Corpus;
use crate::words::{Speech, Voice, Words, text};

const PROMPT: &str = "> ";
/// Lines of history kept, in memory only: questions are nobody's business once the console is closed.
const HISTORY: usize = 500;

/// Runs the conversation until the input ends.
///
/// # Errors
/// When the terminal cannot be read or written.
pub fn run(speech: &Speech, corpus: &Corpus) -> io::Result<()> {
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        interactive(speech, corpus)
    } else {
        piped(io::stdin().lock(), speech, corpus)
    }
}

fn piped(input: impl BufRead, speech: &Speech, corpus: &Corpus) -> io::Result<()> {
    let mut conversation = Conversation::default();
    for line in input.split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        if leaves(&line) {
            break;
        }
        turn(line.trim_start_matches('\u{feff}'), &mut conversation, speech, corpus)?;
    }
    Ok(())
}

fn interactive(speech: &Speech, corpus: &Corpus) -> io::Result<()> {
    let config = rustyline::Config::builder()
        .max_history_size(HISTORY)
        .map_err(io::Error::other)?
        .auto_add_history(true);
    let mut editor = Editor::<Completions<'_>, _>::with_config(config.build()).map_err(io::Error::other)?;
    editor.set_helper(Some(Completions { corpus }));
    let words = speech.voice(None, "", &corpus.knowledge).words;
    writeln!(anstream::stdout(), "{}\n", words.say("console-greeting"))?;
    let mut conversation = Conversation::default();
    loop {
        match editor.readline(PROMPT) {
            Ok(line) if leaves(&line) => return Ok(()),
            Ok(line) => turn(&line, &mut conversation, speech, corpus)?,
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => return Ok(()),
            Err(error) => return Err(io::Error::other(error)),
        }
    }
}

/// Whether a line says no more than that somebody wants to leave.
fn leaves(line: &str) -> bool {
    let word = line.trim().trim_start_matches('/');
    ["exit", "quit", "bye", ":q"].iter().any(|leave| word.eq_ignore_ascii_case(leave))
}

/// The one conversation of a console.
#[derive(Default)]
struct Conversation {
    context: Context,
    /// The language of the last answer.
    voice: Voice,
    suggestions: Vec<Suggestion>,
    /// An answer of several pages, and which of them was shown.
    shown: Option<(Answer, usize)>,
    /// The last answer.
    told: Option<Answer>,
}

/// Answers one line. A number picks one of the suggestions shown before; `/new` starts afresh, `/picture` writes a picture.
fn turn(line: &str, conversation: &mut Conversation, speech: &Speech, corpus: &Corpus) -> io::Result<()> {
    let line = line.trim();
    if line.is_empty() {
        return Ok(());
    }
    let voice = speech.voice(conversation.voice.carried, line, &corpus.knowledge);
    if line.eq_ignore_ascii_case("/new") {
        *conversation = Conversation::default();
        return writeln!(anstream::stdout(), "{}\n", voice.words.say("afresh"));
    }
    if let Some(file) = picture_file(line) {
        return write_picture(conversation, file, voice.words, corpus);
    }
    let picked =
        line.parse::<usize>().ok().and_then(|number| conversation.suggestions.get(number.checked_sub(1)?));
    let question = picked.map_or(line.to_owned(), |suggestion| suggestion.question.clone());
    if let Some(shown) = conversation.shown.as_mut().filter(|_| turns(line, voice.words)) {
        shown.1 += 1;
        return show(&shown.0, shown.1, conversation.voice.words, corpus);
    }
    let (answer, next) = dialogue::converse(&question, &conversation.context, corpus);
    show(&answer, 0, voice.words, corpus)?;
    let shown =
        Some((answer.clone(), 0)).filter(|_| page(&answer, 0, voice.words, &corpus.knowledge).pages > 1);
    let suggestions = answer.suggestions.clone();
    *conversation = Conversation { context: next, voice, suggestions, shown, told: Some(answer) };
    Ok(())
}

/// Whether a line asks for the next page, in English or the language of what is shown.
fn turns(line: &str, words: Words) -> bool {
    let asks = |words: Words| line.to_lowercase() == words.say("turn");
    asks(words) || asks(Words::ENGLISH)
}

/// The file that `/picture` names, where a line is that command; an empty name where it names none.
fn picture_file(line: &str) -> Option<&str> {
    let (command, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    command.eq_ignore_ascii_case("/picture").then(|| rest.trim())
}

/// Writes the picture of the last answer, in that answer's language. What stands in the way is told, and the conversation goes
/// on.
fn write_picture(shown: &Conversation, file: &str, words: Words, corpus: &Corpus) -> io::Result<()> {
    let file = Some(Path::new(file)).filter(|file| !file.as_os_str().is_empty());
    let write = |answer| picture::write(answer, file, shown.voice.words, &corpus.knowledge);
    let written = shown.told.as_ref().map_or(Ok(None), write);
    let said = match written {
        Ok(Some(file)) => words.say_with("picture-in", [("file", text(file.display().to_string()))]),
        Ok(None) => words.say("picture-none"),
        Err(error) => words.say_with("picture-not", [("error", text(error.to_string()))]),
    };
    writeln!(anstream::stdout(), "{said}\n")
}

/// Shows a page of an answer; one past the last is the last.
fn show(answer: &Answer, at: usize, words: Words, corpus: &Corpus) -> io::Result<()> {
    let mut out = anstream::stdout();
    let knowledge = &corpus.knowledge;
    let page = page(answer, at, words, knowledge);
    writeln!(out, "{}", render::answer(answer, at, words, knowledge, Styles::coloured()))?;
    if page.at + 1 < page.pages {
        writeln!(out, "{}", words.say("turns-page"))?;
    }
    writeln!(out, "{}", render::suggestions(answer, words, knowledge, Styles::coloured()))?;
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
            let begun = command.to_lowercase();
            let fitting = COMMANDS.iter().filter(|spec| spec.name.starts_with(&begun));
            return Ok((1, fitting.map(|spec| pair(spec.name)).collect()));
        };
        let spec = COMMANDS.iter().find(|spec| spec.name.eq_ignore_ascii_case(name));
        let Some((option, part)) = spec.and_then(|spec| begun(spec.options, rest)) else {
            return Ok((at, Vec::new()));
        };
        let choices = complete(option.takes, part, self.corpus).into_iter();
        let pairs = choices.map(|choice| Pair { display: choice.label, replacement: choice.value });
        Ok((at - part.len(), pairs.collect()))
    }
}

/// The option that is being typed, and what of it is: the last that is named, or the first with all that was typed. Names
/// have blanks in them.
fn begun<'a>(options: &'static [OptionSpec], rest: &'a str) -> Option<(&'static OptionSpec, &'a str)> {
    let named = options.iter().filter_map(|option| {
        let at = rest.rfind(&format!("{}:", option.name))?;
        let is_word = at == 0 || rest[..at].ends_with(' ');
        is_word.then_some((at, option, &rest[at + option.name.len() + 1..]))
    });
    let last = named.max_by_key(|(at, ..)| *at).map(|(_, option, part)| (option, part));
    let (option, part) = last.or_else(|| Some((options.first()?, rest)))?;
    Some((option, part.trim_start()))
}

fn pair(text: &str) -> Pair {
    Pair { display: text.to_owned(), replacement: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(command: &str, rest: &'static str) -> Option<(&'static str, &'static str)> {
        let spec = COMMANDS.iter().find(|spec| spec.name == command)?;
        begun(spec.options, rest).map(|(option, part)| (option.name, part))
    }

    #[test]
    fn a_name_with_blanks_is_one_word() {
        assert_eq!(part("aid", "United K"), Some(("party", "United K")));
        assert_eq!(part("topic", "air defence party:United K"), Some(("party", "United K")));
        assert_eq!(part("aid", " "), Some(("party", "")));
        assert_eq!(part("help", "x"), None);
    }

    #[test]
    fn who_wants_to_leave_is_let_go() {
        assert!(["exit", " QUIT ", "/quit"].into_iter().all(leaves));
        assert!(!["exit strategy", "when did britain quit", ""].into_iter().any(leaves));
    }
}
