//! The command that gives an answer again: what a page's button asks for.

use super::answer::{Answer, Content, ListOf, Range};

/// The shortest command that leads to the same list, where there is one.
#[must_use]
pub fn restate(answer: &Answer) -> Option<String> {
    match &answer.content {
        Content::FactList { about, .. } => Some(match about {
            ListOf::Aid { party, period: None } => format!("/aid {party}"),
            ListOf::Aid { party, period: Some(period) } => format!("/aid {party} period:{period}"),
            ListOf::Topic { topic, party: None } => format!("/topic {topic}"),
            ListOf::Topic { topic, party: Some(party) } => format!("/topic {topic} party:{party}"),
            ListOf::Quotes { person } => format!("/quote {person}"),
            ListOf::Timeline { range, party, topic } => {
                let of = |option: &str, id: &Option<String>| {
                    id.as_ref().map(|id| format!(" {option}:{id}")).unwrap_or_default()
                };
                format!("/timeline{}{}{}", within(range), of("party", party), of("topic", topic))
            }
        }),
        Content::Signatories { range, by_name, .. } => {
            let order = if *by_name { " order:name" } else { "" };
            Some(format!("/signatories{order}{}", within(range)))
        }
        _ => None,
    }
}

fn within(range: &Range) -> String {
    let since = range.since.map(|since| format!(" since:{since}")).unwrap_or_default();
    let until = range.until.map(|until| format!(" until:{until}")).unwrap_or_default();
    format!("{since}{until}")
}
