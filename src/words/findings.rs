//! The checker's words: what each problem is, and how to mend it.

use super::capitalised;
use crate::knowledge::editor::Editor;
use crate::knowledge::{Files, Language, LoadError, Problem, ReadError};
use crate::language::likeness::Lack;

/// Findings that are told where there is little room.
const TOLD: usize = 5;

/// What could not be read, by its name within the folder of the facts, and why; the folder itself has no name there.
#[must_use]
pub fn unread(error: &ReadError, editor: &Editor) -> (Option<String>, String) {
    let (path, why) = error.parts();
    (path.map(|path| editor.relative(path)).filter(|name| !name.is_empty()), why)
}

/// Why facts were not loaded, in a few lines, without where they lie on the server.
#[must_use]
pub fn load_error(error: &LoadError, editor: &Editor) -> String {
    match error {
        LoadError::Read(error) => match unread(error, editor) {
            (Some(name), why) => format!("{name}: {why}"),
            (None, why) => why,
        },
        LoadError::Invalid { files, findings } => {
            let line = |finding: &crate::knowledge::Finding| {
                let (line, column) = files.line_and_column(&finding.place);
                let path = editor.relative(files.path(&finding.place));
                format!(
                    "{path}:{line}:{column}: {}; {}",
                    message(&finding.problem),
                    mend(&finding.problem, files)
                )
            };
            let mut lines: Vec<String> = findings.iter().take(TOLD).map(line).collect();
            if findings.len() > TOLD {
                lines.push(format!("and {} more", findings.len() - TOLD));
            }
            lines.join("\n")
        }
    }
}

/// What is wrong, in a sentence without its place.
#[must_use]
pub fn message(problem: &Problem) -> String {
    match problem {
        Problem::Syntax(message) => format!("not valid TOML: {message}"),
        Problem::UnknownTable { name, .. } => format!("there is no table `{name}`"),
        Problem::UnknownKey { key, .. } => format!("there is no key `{key}` here"),
        Problem::WrongType { key, message } if key.is_empty() => message.clone(),
        Problem::WrongType { key, message } => format!("`{key}`: {message}"),
        Problem::Missing { table, key } => format!("this {table} has no `{key}`"),
        Problem::Empty { key } => format!("`{key}` is empty"),
        Problem::TooLong { key, length, limit } => {
            format!("`{key}` has {length} characters; at most {limit} fit")
        }
        Problem::ControlCharacter { key, code } => {
            format!("`{key}` holds an invisible character (U+{code:04X})")
        }
        Problem::TooMany { key, limit } => format!("`{key}` has more than {limit} entries"),
        Problem::BadId(id) => format!("`{id}` is no id"),
        Problem::DuplicateId { id, .. } => format!("the id `{id}` is taken"),
        Problem::Dangling { id, table, .. } => format!("there is no {} `{id}`", table.name()),
        Problem::NotADay => "this is not a day".to_owned(),
        Problem::BadPeriod(text) => format!("`{text}` is no period"),
        Problem::UnknownCurrency(code) => format!("`{code}` is no currency"),
        Problem::AmountWithoutCurrency => "an amount of money without its currency".to_owned(),
        Problem::NotOneValue { kinds: 0 } => "a value with nothing in it".to_owned(),
        Problem::NotOneValue { kinds } => format!("a value that is {kinds} things at once"),
        Problem::StrayValueKey(key) => format!("`{key}` does not belong to this kind of value"),
        Problem::UnknownChoice { text, .. } => format!("`{text}` is not accepted here"),
        Problem::BadUrl(url) => format!("`{url}` is no web address"),
        Problem::BadCountryCode(code) => format!("`{code}` is no country code"),
        Problem::NoSource => "there is no source".to_owned(),
        Problem::NoSuccessor => "superseded, but by what?".to_owned(),
        Problem::SuccessorOfCurrent => "a current fact has no successor".to_owned(),
        Problem::SuccessorCircle => "the successors of this fact lead back to it".to_owned(),
        Problem::EndsBeforeStart => "this office ends before it starts".to_owned(),
        Problem::SameAsk { ask, other, .. } => format!("`{other}` claims the question “{ask}” too"),
        Problem::SameName { name, other } => format!("“{name}” means `{other}` already"),
        Problem::NoLanguage => "a translation in no language".to_owned(),
        Problem::BadFingerprint(text) => format!("`{text}` is no fingerprint"),
        Problem::AsOfAhead(fact) => format!("`{fact}` is said to be known for a day that lies ahead"),
        Problem::AskLeadsElsewhere { ask, fact, instead: None } => {
            format!("“{ask}” does not lead to `{fact}`: nothing answers it")
        }
        Problem::AskLeadsElsewhere { ask, fact, instead: Some(instead) } => {
            format!("“{ask}” does not lead to `{fact}`: `{instead}` answers it")
        }
    }
}

/// Of a translation of nothing that is on file.
pub const LEFT_OVER: &str = "translates what is not on file; remove it";

/// How the translations into a language stand: how many of how many, and how many are missing, stale, differing and left over.
#[must_use]
pub fn translated(language: Language, (translated, all): (usize, usize), counts: [usize; 4]) -> String {
    let code = language.code();
    let named = ["missing", "stale", "to compare with the English", "left over"];
    let named = counts.iter().zip(named).filter(|(count, _)| **count > 0);
    let named: Vec<String> = named.map(|(count, what)| format!("{count} {what}")).collect();
    let so_far = format!("{code}: {translated} of {all} texts translated");
    if named.is_empty() { so_far } else { format!("{so_far}, {}; --language tells them", named.join(", ")) }
}

/// That a translation was made from an English that has changed since.
#[must_use]
pub fn stale(now: u64) -> String {
    format!("the English has changed since; translate it anew, with from = \"{now:016x}\"")
}

/// That there is no translation.
#[must_use]
pub fn untranslated(now: u64) -> String {
    format!("not translated; its `from` is \"{now:016x}\"")
}

/// That there is a note on one side alone.
#[must_use]
pub fn note_differs(is_in_english: bool) -> String {
    if is_in_english { "the note is not translated" } else { "a note that the English has not" }.to_owned()
}

/// What a translation lacks, or has beside its English.
#[must_use]
pub fn lack(lack: &Lack) -> String {
    match lack {
        Lack::Figure(figure) => format!("“{figure}” is not told"),
        Lack::Month(month) => format!("a date in {} is not told", capitalised(month)),
        Lack::Person(person) => format!("{person} is not named"),
        Lack::Invented(figure) => format!("“{figure}” is not in the English"),
    }
}

/// How to mend it.
#[must_use]
pub fn mend(problem: &Problem, files: &Files) -> String {
    let did_you_mean = |nearest: &Option<String>, otherwise: &str| match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => otherwise.to_owned(),
    };
    let at = |place| {
        let (line, column) = files.line_and_column(place);
        format!("{}:{line}:{column}", files.path(place).display())
    };
    match problem {
        Problem::Syntax(_) => {
            "see toml.io for the syntax; the reports after this one may follow from it".to_owned()
        }
        Problem::UnknownTable { nearest, .. } => {
            did_you_mean(nearest, "knowledge/README.md lists the tables")
        }
        Problem::UnknownKey { nearest, .. } => did_you_mean(nearest, "knowledge/README.md lists the keys"),
        Problem::WrongType { .. } => "knowledge/README.md shows an example of each key".to_owned(),
        Problem::Missing { key, .. } => format!("add `{key} = …`"),
        Problem::Empty { .. } => "write it, or leave the key out where it is optional".to_owned(),
        Problem::TooLong { .. } => "shorten it; what does not fit belongs into a fact of its own".to_owned(),
        Problem::ControlCharacter { .. } => "retype the text without it".to_owned(),
        Problem::TooMany { .. } => "keep the ones people really use".to_owned(),
        Problem::BadId(_) => "lower-case words of letters and digits, joined by single hyphens".to_owned(),
        Problem::DuplicateId { first, .. } => format!("it stands first at {}; choose another", at(first)),
        Problem::Dangling { nearest, table, .. } => {
            did_you_mean(nearest, &format!("add a [[{}]] with this id", table.name()))
        }
        Problem::NotADay => "write year-month-day without quotes or a time: 2024-03-01".to_owned(),
        Problem::BadPeriod(_) => "a year \"2024\", years \"2024-2028\", a month \"2024-03\"".to_owned(),
        Problem::UnknownCurrency(_) => "three capital letters of ISO 4217: EUR, USD, GBP, SEK".to_owned(),
        Problem::AmountWithoutCurrency => "add `currency = \"EUR\"`, or whichever it is".to_owned(),
        Problem::NotOneValue { .. } => {
            "exactly one of money, date, number, person, place, duration, answer".to_owned()
        }
        Problem::StrayValueKey(_) => "remove it, or give the key it belongs to".to_owned(),
        Problem::UnknownChoice { accepted, .. } => format!("one of: {}", accepted.join(", ")),
        Problem::BadUrl(_) => "it has to begin with https:// or http:// and name a host".to_owned(),
        Problem::BadCountryCode(_) => {
            "two capital letters of ISO 3166-1: NL, GB; EU for the Union".to_owned()
        }
        Problem::NoSource => "add `sources = [{ id = \"…\" }]`: no fact stands without one".to_owned(),
        Problem::NoSuccessor => {
            "add `superseded_by = \"…\"` with the id of the fact that replaces it".to_owned()
        }
        Problem::SuccessorOfCurrent => "add `status = \"superseded\"`, or remove `superseded_by`".to_owned(),
        Problem::SuccessorCircle => "let the last of them be current".to_owned(),
        Problem::EndsBeforeStart => "let `since` come before `until`".to_owned(),
        Problem::SameAsk { first, .. } => format!("it does so at {}; reword one of them", at(first)),
        Problem::SameName { .. } => "a name can mean one only: remove it from the other".to_owned(),
        Problem::NoLanguage => {
            "move it into the folder of its language: knowledge/nl, knowledge/uk".to_owned()
        }
        Problem::BadFingerprint(_) => {
            "16 digits of base 16; `accord check --language` prints that of each English text".to_owned()
        }
        Problem::AsOfAhead(_) => "write the day of the newest source; it was known then".to_owned(),
        Problem::AskLeadsElsewhere { .. } => {
            "make it more specific, or give it to the fact that answers it; `accord ask` shows the answer"
                .to_owned()
        }
    }
}
