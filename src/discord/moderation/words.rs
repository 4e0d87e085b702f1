//! What moderators read.

use super::form::FormError;
use crate::knowledge::editor::EditError;
use crate::words::findings;

/// Said to whom it does not concern.
pub const NO_RIGHT: &str = "Facts are changed in the moderation server alone, by members who may manage it or hold the moderators' role.";
/// Said where a draft is gone.
pub const EXPIRED: &str = "This draft is gone: an hour has passed, the bot was restarted, or it is someone else's. What it held still stands above; begin again with /facts.";
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
/// Labels of the fields, at most 45 characters.
pub const STATEMENT: &str = "Statement: party, figure, period, date";
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

/// Why a change was not made, and what to do.
#[must_use]
pub fn edit_error(error: &EditError) -> String {
    match error {
        EditError::Invalid { files, findings } => {
            let lines = findings.iter().take(10).map(|finding| {
                format!(
                    "• {}: {}",
                    findings::message(&finding.problem),
                    findings::mend(&finding.problem, files)
                )
            });
            format!("The fact file would not be valid:\n{}", lines.collect::<Vec<_>>().join("\n"))
        }
        EditError::Conflict { id, since, .. } => {
            let by = match since.as_slice() {
                [] => "outside of Discord, or it is not there any more".to_owned(),
                numbers => {
                    format!("by change {}", numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(", "))
                }
            };
            let what = if id.is_empty() { "The file".to_owned() } else { format!("`{id}`") };
            format!("{what} was changed in between, {by}. Nothing was overwritten.")
        }
        EditError::Disk { .. } => format!("The disk refuses: {error}. Nothing was changed."),
        EditError::Read(_)
        | EditError::NoFile(_)
        | EditError::Entry(_)
        | EditError::NoChange(_)
        | EditError::Busy => {
            format!("Not done: {error}.")
        }
    }
}
