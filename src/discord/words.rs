//! What only the Discord door says, apart from messages by id.

/// Name of the message menu, by which Discord tells that it was chosen, whatever language it is shown in.
pub const FIND_FACTS: &str = "Find facts for this";
/// Name of the menu that begins a fact with a message's text.
pub const MAKE_FACT: &str = "Make this a fact";
/// Said in the audit channel when the fact file, as it is kept, is not valid.
pub const NOT_VALID: &str = "The fact file is not valid any more; the facts in use stay as they are.";

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
