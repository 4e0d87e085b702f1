//! What follows from the facts as written: the records told as facts, the order of agreements, the ids' index.

use super::fact::{Aspect, Fact, Value};
use super::model::{Agreement, Knowledge, Table};

/// Completes facts that have been validated.
pub(super) fn complete(knowledge: &mut Knowledge) {
    knowledge.agreements.sort_by(|a, b| (a.signed, &a.party).cmp(&(b.signed, &b.party)));
    index(knowledge);
    let derived: Vec<Fact> = knowledge
        .agreements
        .iter()
        .flat_map(|agreement| {
            let records = knowledge.vocabulary.records.iter();
            records.filter_map(|(aspect, topic, asks)| tell(knowledge, agreement, *aspect, topic, asks))
        })
        .collect();
    knowledge.facts.extend(derived);
    knowledge.newest = knowledge.facts.iter().map(|fact| fact.as_of).max();
    index(knowledge);
}

fn index(knowledge: &mut Knowledge) {
    let mut ids = std::mem::take(&mut knowledge.ids);
    ids.clear();
    ids.extend(knowledge.parties.iter().enumerate().map(|(i, e)| ((Table::Party, e.id.clone()), i)));
    ids.extend(knowledge.agreements.iter().enumerate().map(|(i, e)| ((Table::Agreement, e.id.clone()), i)));
    ids.extend(knowledge.people.iter().enumerate().map(|(i, e)| ((Table::Person, e.id.clone()), i)));
    ids.extend(knowledge.sources.iter().enumerate().map(|(i, e)| ((Table::Source, e.id.clone()), i)));
    ids.extend(knowledge.topics.iter().enumerate().map(|(i, e)| ((Table::Topic, e.id.clone()), i)));
    ids.extend(knowledge.facts.iter().enumerate().map(|(i, e)| ((Table::Fact, e.id.clone()), i)));
    knowledge.ids = ids;
}

/// One aspect of a record as a fact, where the record has it.
fn tell(
    knowledge: &Knowledge,
    agreement: &Agreement,
    aspect: Aspect,
    topic: &str,
    asks: &[String],
) -> Option<Fact> {
    let party = knowledge.party(&agreement.party)?;
    // Further agreements of a party go by their titles, since "the agreement" means the one that is counted.
    let name = if agreement.counted {
        format!("the agreement between Ukraine and {}", party.in_sentence)
    } else {
        format!("the {}", agreement.title)
    };
    let (statement, value) = match aspect {
        Aspect::Signing => (signing(knowledge, agreement, &name), Some(Value::Date(agreement.signed))),
        Aspect::Duration => {
            let duration = agreement.duration.clone()?;
            let dated = format!("{}, signed on {},", capitalised(&name), day(agreement.signed));
            (format!("{dated} runs for {duration}."), Some(Value::Duration(duration)))
        }
        Aspect::Title => {
            let of = format!(
                "The agreement that Ukraine and {} signed on {}",
                party.in_sentence,
                day(agreement.signed)
            );
            (format!("{of} bears the title “{}”.", agreement.title), None)
        }
        Aspect::Status => {
            let status = format!("{}, signed on {}", capitalised(&name), day(agreement.signed));
            (format!("{status}: {} (as of {}).", agreement.status, day(agreement.status_as_of)), None)
        }
    };
    // "When was it signed" asks for the counted agreement; this one has to be named.
    let of_agreement = |ask: &String| match &agreement.short {
        Some(short) => format!("{ask} {short}"),
        None => ask.clone(),
    };
    let as_of = if aspect == Aspect::Status { agreement.status_as_of } else { agreement.signed };
    Some(Fact {
        id: format!("{}.{}", agreement.id, aspect.name()),
        party: Some(agreement.party.clone()),
        topic: topic.to_owned(),
        also: Vec::new(),
        asks: asks.iter().map(of_agreement).collect(),
        statement,
        value,
        as_of,
        sources: agreement.sources.clone(),
        note: agreement.note.clone(),
        review_by: None,
        speaker: None,
        superseded_by: None,
        aspect: Some(aspect),
    })
}

fn signing(knowledge: &Knowledge, agreement: &Agreement, name: &str) -> String {
    let signatories: Vec<String> = agreement
        .signatories
        .iter()
        .map(|signatory| {
            let person = knowledge.person(&signatory.person).map_or(signatory.person.as_str(), |p| &p.name);
            format!("{person} ({})", signatory.role)
        })
        .collect();
    let place = if agreement.place.contains(&agreement.country) {
        agreement.place.clone()
    } else {
        format!("{}, {}", agreement.place, agreement.country)
    };
    format!("{} signed {name} in {place} on {}.", listed(&signatories), day(agreement.signed))
}

/// "A, B and C".
#[must_use]
pub fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// A day as facts write it: "1 March 2024".
#[must_use]
pub fn day(date: jiff::civil::Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(date.month()).ok().and_then(|month| MONTHS.get(month - 1)).unwrap_or(&"");
    format!("{} {month} {}", date.day(), date.year())
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
