//! What only the Discord door says.

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
pub const SOURCE: &str = "Source";
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
/// Heading of the sources.
pub const SOURCES: &str = "Sources";
/// Heading of what stands behind the statement.
pub const AS_OF: &str = "As of";
/// Heading of a note.
pub const NOTE: &str = "Note";
/// Said in the audit channel when the fact file on disk is not valid.
pub const NOT_VALID: &str = "The fact file on disk is not valid; the facts in use stay as they are.";
