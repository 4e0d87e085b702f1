//! What only the terminal says.

use crate::dialogue::answer::Answer;
use crate::dialogue::{Candidate, Step};
use crate::language::reading::Reading;
use crate::retrieval::corpus::Corpus;

/// The console's greeting.
pub const GREETING: &str = "Ask about Ukraine's security agreements: “how much did the Dutch promise?”, /aid germany, /signatories, /help. /new starts afresh, a number picks a suggestion, Ctrl-D ends.";

/// Said after `/new`.
pub const AFRESH: &str = "A new conversation.";

/// Said where the console opens because no token is set.
pub const NO_TOKEN: &str = "\
No DISCORD_TOKEN is set, so this is the console. To connect to Discord:
  1. https://discord.com/developers/applications, New Application.
  2. Bot, Reset Token, Copy.
  3. Put the line DISCORD_TOKEN=<the token> into a file .env here, and start again.
";

/// What is said of a word that carries nothing.
pub const FILLER: &str = "filler";

/// What a word weighs.
#[must_use]
pub fn weight(weight: f32) -> String {
    format!("weight {weight:.2}")
}

/// What a question was read as, on one line.
#[must_use]
pub fn read_as(reading: &Reading, corpus: &Corpus) -> String {
    let kinds: Vec<String> = reading.kinds.iter().map(|kind| format!("{kind:?}")).collect();
    let periods: Vec<String> = reading.periods.iter().map(ToString::to_string).collect();
    let mended = reading.corrections.iter().map(|slip| format!("{} as {}", slip.typed, slip.read_as));
    let parts = [
        ("parties", corpus.parties(reading).iter().map(|party| party.id.clone()).collect()),
        ("topics", corpus.topics(reading).iter().map(|topic| topic.id.clone()).collect()),
        ("asks", kinds),
        ("time", periods),
        ("read", mended.collect()),
    ];
    let said = parts.into_iter().filter(|(_, of): &(_, Vec<String>)| !of.is_empty());
    let mut said: Vec<String> = said.map(|(name, of)| format!("{name}: {}", of.join(", "))).collect();
    said.push(
        if corpus.is_on_subject(reading) { "on the subject" } else { "on no subject of the file" }.into(),
    );
    said.join(" · ")
}

/// A candidate with what it was ranked by, and the question's words that it lacks.
#[must_use]
pub fn candidate(id: &str, candidate: &Candidate<'_>, lacks: &[&str]) -> String {
    let hit = &candidate.hit;
    let found = format!(
        "{id:<40} score {:.2}, confidence {:.2} (words {:.2}, likeness {:.2}",
        candidate.score, candidate.confidence, hit.coverage, hit.likeness
    );
    let verbatim = if hit.verbatim { ", in its words" } else { "" };
    let value = if hit.answers_kind { ", value asked for" } else { "" };
    let lacks = if lacks.is_empty() { String::new() } else { format!(", lacks: {}", lacks.join(", ")) };
    format!("{found}{verbatim}{value}{lacks})")
}

/// What decided, and what is answered.
#[must_use]
pub fn decided(answer: &Answer, step: Step) -> String {
    let why = match step {
        Step::Words => "the very words of one of its questions",
        Step::Declined => "declined: words of an opinion, a prediction or an instruction",
        Step::Country => "a country without an agreement",
        Step::Direction => "declined: what Ukraine gives, or what another country gets",
        Step::Quotes => "what a person is quoted with",
        Step::Names => "nothing but names and topics",
        Step::List => "a list, for a time",
        Step::Record => "the agreement's record",
        Step::Ranking => "the best candidate",
        Step::Time => "declined: the best candidate is for another time",
        Step::Party => "asked back: several parties have candidates as good",
        Step::Unsure => "declined: no candidate is sure enough",
    };
    match answer.facts().first() {
        Some(fact) => format!("answered with {fact}, confidence {:.2}: {why}", answer.confidence),
        None => why.to_owned(),
    }
}
