//! What moderators read.

use std::io;

use super::form::FormError;
use crate::discord::escape::escape;
use crate::knowledge::database::DatabaseError;
use crate::knowledge::editor::{EditError, Editor};
use crate::knowledge::{Files, Finding, Language, ReadError};
use crate::words::findings;

/// Said to whom it does not concern.
pub const NO_RIGHT: &str = "Facts are changed in the moderation server alone, by members who may manage it or hold the moderators' role.";
/// Said where a draft is gone.
pub const EXPIRED: &str = "This draft is gone: an hour has passed, or it is someone else's. What it held still stands above; begin again with /facts.";
/// Said where a question was answered or forgotten meanwhile.
pub const NO_SUCH_GAP: &str =
    "This question is not among the unanswered ones any more. /facts gaps shows those that are.";
/// The questions asked more often, and those asked less often.
pub const MORE_ASKED: &str = "◀ Asked more";
/// Those asked less often.
pub const LESS_ASKED: &str = "Asked less ▶";
/// Said after Cancel.
pub const CANCELLED: &str = "Cancelled. Nothing was changed.";
/// Said where nothing would change.
pub const NOTHING_CHANGES: &str = "That is what the fact says already: nothing to change.";
/// Labels of the buttons.
pub const CONFIRM: &str = "Confirm";
/// Back to the form.
pub const EDIT_AGAIN: &str = "Edit again";
/// Away with it.
pub const CANCEL: &str = "Cancel";
/// The page before.
pub const NEWER: &str = "◀ Newer";
/// The page after.
pub const OLDER: &str = "Older ▶";
/// A gap becomes a fact.
pub const NEW_FACT: &str = "New fact";
/// A fact learns to be asked like that.
pub const TEACH: &str = "Teach a fact";
/// Titles of the modals, at most 45 characters.
pub const ADD_TITLE: &str = "A new fact";
/// Of an edit.
pub const EDIT_TITLE: &str = "Edit the fact";
/// Of teaching.
pub const TEACH_TITLE: &str = "Teach a fact this way of asking";
/// Of a translation, before the language's own name.
pub const TRANSLATE_TITLE: &str = "Translate the fact";
/// Labels of the fields, at most 45 characters.
pub const STATEMENT: &str = "Statement: party, figure, period, date";
/// Of a translation.
pub const TRANSLATED: &str = "Statement, every figure, date and name kept";
/// Of its note.
pub const NOTE: &str = "Note, where the English has one";
/// Of its ways of asking.
pub const ASKED: &str = "Asked as, one a line, as people put it";
/// Ways to ask.
pub const ASKS: &str = "Asked as, one a line, without the party";
/// The other keys.
pub const DETAILS: &str = "Details, one a line: key = value";
/// Where it comes from.
pub const SOURCES: &str = "Sources, one a line";
/// Example of sources.
pub const SOURCES_EXAMPLE: &str =
    "source-id | paragraph 4\nhttps://… | title | publisher | primary, press or reference | 2024-03-01";
/// Why.
pub const WHY: &str = "Reason for the change";
/// Which fact.
pub const FACT: &str = "Id of the fact";
/// No history yet.
pub const NO_HISTORY: &str = "No change is recorded.";
/// No gaps.
pub const NO_GAPS: &str = "No unanswered question is recorded.";
/// Above the facts that were told most often.
pub const TOLD_MOST: &str = "Told most often";
/// Said of a message that has nothing to begin a fact with.
pub const NO_TEXT: &str = "This message has no text that could be a fact. Use /facts add to write one.";
/// Above the gaps, where their file was damaged.
pub const GAPS_DAMAGED: &str = "The counts of unanswered questions were damaged and are counted anew; the damaged file is kept beside them as gaps.json.damaged.";
/// Gaps are switched off.
pub const GAPS_OFF: &str = "Unanswered questions are not recorded (GAPS=off).";
/// Nothing to mend.
pub const CLEAN: &str = "Nothing to mend.";
/// No stale fact.
pub const FRESH: &str = "No fact is past its `review_by`.";

/// What is wrong with a form, a line each.
#[must_use]
pub fn form_errors(errors: &[FormError]) -> String {
    let line = |error: &FormError| match error {
        FormError::Detail(line) => format!("Details: “{line}” is no `key = value`"),
        FormError::Key(key) => format!(
            "Details: there is no key `{key}` here; party, topic, also, value, as_of, note, review_by, speaker, status, superseded_by"
        ),
        FormError::Source(line) => format!(
            "Sources: “{line}” needs address | title | publisher | kind, or the id of a source on file"
        ),
        FormError::Empty(field) => format!("The {field} is empty"),
    };
    errors.iter().map(|error| format!("• {}", line(error))).collect::<Vec<_>>().join("\n")
}

/// A message as the beginning of a source's line, with what is to be put in its place.
#[must_use]
pub fn message_source(address: &str, day: &str) -> String {
    format!("{address} | title | Discord | primary, press or reference | {day}")
}

/// Said where a language has no file beside the fact's own.
#[must_use]
pub fn no_translations(language: Language) -> String {
    let (name, code) = (language.name(), language.code());
    format!(
        "{name}: there is no file for it yet. Put one with the name of the fact's own into the folder `{code}`."
    )
}

/// Above what a translation would change.
#[must_use]
pub fn translation(language: Language, why: &str) -> String {
    format!("{}: this would be told. Reason: {}", language.name(), escape(why.trim()))
}

/// Said to a second press.
#[must_use]
pub fn made(line: &str) -> String {
    format!("Already made: {line}")
}

/// Said instead of opening a form that would cut what it shows.
#[must_use]
pub fn too_long(field: &str) -> String {
    format!(
        "The {field} of this fact do not fit into Discord's form, which would cut them. Use /facts export and /facts import, or edit the file."
    )
}

/// Above a preview: the reason, and what to look at again.
#[must_use]
pub fn preview(why: &str, warnings: &[String]) -> String {
    let first = format!("As people will see it. Reason: {}", escape(why.trim()));
    let warnings = warnings.iter().map(|warning| format!("⚠ {warning}"));
    std::iter::once(first).chain(warnings).collect::<Vec<_>>().join("\n")
}

/// Findings that are told, with their places; the rest is counted.
#[must_use]
pub fn finding_lines(findings: &[Finding], files: &Files, editor: &Editor, most: usize) -> String {
    let line = |finding: &Finding| {
        let (line, column) = files.line_and_column(&finding.place);
        let path = editor.relative(files.path(&finding.place));
        let (message, mend) = (findings::message(&finding.problem), findings::mend(&finding.problem, files));
        format!("• `{path}:{line}:{column}` {message}: {mend}")
    };
    let mut lines: Vec<String> = findings.iter().take(most).map(line).collect();
    if findings.len() > most {
        lines.push(format!("and {} more", findings.len() - most));
    }
    lines.join("\n")
}

/// Findings that are told of a refused change.
const TOLD: usize = 10;

/// All that is wrong with a form in one round: what cannot be read in it, and what the checker says of the rest.
#[must_use]
pub fn refused(wrong: &[FormError], error: EditError, editor: &Editor) -> String {
    let is_told = |finding: &Finding| wrong.iter().any(|error| error.explains(&finding.problem));
    let rest = match error {
        EditError::Invalid { files, mut findings, earlier } if !wrong.is_empty() => {
            findings.retain(|finding| !is_told(finding));
            let own = finding_lines(&findings, &files, editor, TOLD);
            format!("{own}{}", not_by_it(&earlier, &files, editor))
        }
        error => edit_error(&error, editor),
    };
    let own = (!wrong.is_empty()).then(|| form_errors(wrong));
    own.into_iter().chain([rest]).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Findings that were there before a change.
fn not_by_it(earlier: &[Finding], files: &Files, editor: &Editor) -> String {
    match earlier {
        [] => String::new(),
        _ => format!(
            "\nNot by this change, but in the fact file already:\n{}",
            finding_lines(earlier, files, editor, TOLD)
        ),
    }
}

/// Why a change was not made, and what to do.
#[must_use]
pub fn edit_error(error: &EditError, editor: &Editor) -> String {
    match error {
        EditError::Invalid { files, findings, earlier } if findings.is_empty() => format!(
            "Nothing is wrong with this change, but the fact file is not valid as it is kept, so nothing can be changed before that is mended:\n{}",
            finding_lines(earlier, files, editor, TOLD)
        ),
        EditError::Invalid { files, findings, earlier } => {
            let own = finding_lines(findings, files, editor, TOLD);
            let rest = not_by_it(earlier, files, editor);
            format!("The fact file would not be valid:\n{own}{rest}")
        }
        EditError::Conflict { id, since, outside: false, .. } if since.is_empty() => {
            format!(
                "The id `{id}` is taken; give this one another `id` among the details. Nothing was overwritten."
            )
        }
        EditError::Conflict { id, since, outside, .. } => {
            let numbers: Vec<String> = since.iter().rev().map(u64::to_string).collect();
            let by = match (numbers.as_slice(), outside) {
                ([], _) => "outside of Discord".to_owned(),
                (numbers, false) => format!("by change {}", numbers.join(", ")),
                (numbers, true) => format!("by change {}, and outside of Discord", numbers.join(", ")),
            };
            let what = if id.is_empty() { "The file".to_owned() } else { format!("`{id}`") };
            format!("{what} was changed in between, {by}. Nothing was overwritten.")
        }
        EditError::Disk { path, error } => {
            format!("The disk refuses: `{}`: {error}. Nothing was changed.", editor.relative(path))
        }
        EditError::Read(ReadError::Database(error)) => format!("Not done: {}", database(error)),
        EditError::Unsure(error) => format!(
            "Not sure: {error}, and it was lost while the change was being made. Press Confirm once more in a moment: that says whether it was made, or makes it."
        ),
        EditError::Read(error) => format!("Not done: {}.", read_error(error, editor)),
        EditError::NoFile(_)
        | EditError::Entry(_)
        | EditError::NoChange(_)
        | EditError::Busy
        | EditError::Seen(_) => {
            format!("Not done: {error}.")
        }
    }
}

/// Why the fact file cannot be read, without where it lies on the server.
#[must_use]
pub fn read_error(error: &ReadError, editor: &Editor) -> String {
    match findings::unread(error, editor) {
        (Some(name), why) => format!("`{name}`: {why}"),
        (None, why) => why,
    }
}

/// Why the database cannot be used, and what that means for now.
fn database(error: &DatabaseError) -> String {
    if error.is_passing() {
        format!(
            "{error}. Nothing was changed; questions are answered from the facts as they were last read. Try again in a moment."
        )
    } else {
        format!("{error}. Nothing was changed.")
    }
}

/// Why something that stands beside the facts cannot be read.
#[must_use]
pub fn not_read(error: &io::Error) -> String {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<DatabaseError>()) {
        Some(error) => format!("Not done: {}", database(error)),
        None => format!("Not done: {error}."),
    }
}
