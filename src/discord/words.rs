//! What only the Discord door says.

use crate::dialogue::answer::Correction;
use crate::knowledge::{Agreement, day};

/// Said where a component cannot be read.
pub const FOREIGN: &str =
    "This button is from another version of the bot, so it cannot be read any more. Ask again with /ask.";
/// Said where what a component refers to is gone.
pub const GONE: &str =
    "What this button refers to is no longer in the fact file. Ask again with /ask to see what is there now.";
/// Said to an interaction of a kind that is not known.
pub const UNKNOWN_INTERACTION: &str = "This bot does not know that kind of request yet. Try /help.";
/// Label of the button that opens the modal for a follow-up.
pub const FOLLOW_UP: &str = "Ask a follow-up";
/// Title of that modal.
pub const FOLLOW_UP_TITLE: &str = "Ask a follow-up question";
/// Label of its field.
pub const FOLLOW_UP_LABEL: &str = "Your question";
/// Example in its field.
pub const FOLLOW_UP_EXAMPLE: &str = "and when was it signed?";
/// Label of the button for sources.
pub const SOURCE: &str = "Sources";
/// Label of the button for the page before.
pub const PREVIOUS: &str = "◀ Previous";
/// Label of the button for the page after.
pub const NEXT: &str = "Next ▶";
/// Placeholder of the menu of a party's topics.
pub const TOPICS: &str = "More on this agreement";
/// Name of the message menu.
pub const FIND_FACTS: &str = "Find facts for this";
/// Description of the option that answers to the asker alone.
pub const PRIVATE: &str = "Show the answer to you alone";
/// Description of the option that leaves the picture out.
pub const PICTURE: &str = "Whether a picture goes with the answer; it does where it says more";
/// Said in the audit channel when the fact file on disk is not valid.
pub const NOT_VALID: &str = "The fact file on disk is not valid; the facts in use stay as they are.";
/// Label of the button that leads from an overview to every fact.
pub const ALL_FACTS: &str = "All facts ▶";
/// Placeholder of the menu of agreements.
pub const OPEN: &str = "Open an agreement…";

/// Said of a fact whose place a newer one has taken.
pub const SUPERSEDED: &str = "A newer fact has taken the place of this one.";

/// What was mended to read a question.
#[must_use]
pub fn read_instead(correction: &Correction) -> String {
    format!("Read “{}” as {}.", correction.typed, correction.read_as)
}

/// Which page of how many, behind a title.
#[must_use]
pub fn page_of(at: usize, pages: usize) -> String {
    format!(" ({}/{pages})", at + 1)
}

/// Small print, as Discord marks it; nothing for nothing.
#[must_use]
pub fn small(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("-# {}", text.replace('\n', " ")) }
}

/// A command in the help.
#[must_use]
pub fn command(name: &str, description: &str) -> String {
    format!("`/{name}` {description}")
}

/// When and where an agreement was signed, in a menu.
#[must_use]
pub fn signed(agreement: &Agreement) -> String {
    format!("{}, {}", day(agreement.signed), agreement.place)
}

/// How many facts a topic has, in a menu.
#[must_use]
pub fn facts(count: usize) -> String {
    if count == 1 { "1 fact".to_owned() } else { format!("{count} facts") }
}
