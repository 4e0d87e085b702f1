//! Thanks, greetings and the like by themselves.

use crate::dialogue::answer::{Chat, Content};
use crate::dialogue::evidence::Evidence;
use crate::dialogue::proposal::Asked;
use crate::knowledge::Cue;

/// A word in return, where a question has such a cue.
pub(super) fn propose(asked: &Asked<'_>) -> Vec<(Content, Evidence)> {
    let reading = asked.question.reading();
    if asked.question.is_carried() {
        return Vec::new();
    }
    let cues = [
        (Cue::Thanks, Chat::Thanks),
        (Cue::Farewell, Chat::Farewell),
        (Cue::Greeting, Chat::Greeting),
        (Cue::Assent, Chat::Assent),
    ];
    let said = cues.into_iter().find(|(cue, _)| reading.has(*cue));
    said.map(|(_, chat)| (Content::Chat(chat), Evidence { is_chat: 1.0, ..asked.explained(|_| false) }))
        .into_iter()
        .collect()
}
