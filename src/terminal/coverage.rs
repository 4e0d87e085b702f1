//! `accord check --coverage`: what the fact file covers, as a page of Markdown that stands beside the facts.

use std::fmt::Write;

use crate::knowledge::{Fact, Knowledge, Section, SourceKind, day};

/// The page.
#[must_use]
pub fn coverage(knowledge: &Knowledge) -> String {
    let written: Vec<&Fact> = knowledge.facts.iter().filter(|fact| fact.aspect.is_none()).collect();
    let mut page = "# What the facts cover\n\nMade by `accord check --coverage`; a test tells when it is out of date.\n\n".to_owned();
    let of_agreements: Vec<&Fact> = written.iter().filter(|fact| fact.party.is_some()).copied().collect();
    let superseded = written.iter().filter(|fact| !fact.is_current()).count();
    let _ = writeln!(
        page,
        "{} facts ({superseded} of them superseded), {} agreements, {} parties, {} people, {} sources. Of the {} facts about parties {} rest on a primary source; of all facts {}.\n",
        written.len(),
        knowledge.agreements.len(),
        knowledge.parties.len(),
        knowledge.people.len(),
        knowledge.sources.len(),
        of_agreements.len(),
        share(&of_agreements, knowledge),
        share(&written, knowledge),
    );
    page.push_str(
        "## By party\n\n| party | facts | on a primary source | oldest | newest |\n|---|---|---|---|---|\n",
    );
    for party in &knowledge.parties {
        let own: Vec<&Fact> =
            written.iter().filter(|fact| fact.party.as_ref() == Some(&party.id)).copied().collect();
        row(&mut page, &party.name, &own, knowledge);
    }
    let general: Vec<&Fact> = written.iter().filter(|fact| fact.party.is_none()).copied().collect();
    row(&mut page, "of no party", &general, knowledge);
    page.push_str("\n## By topic\n\n| topic | facts | parties with a fact on it | parties without |\n|---|---|---|---|\n");
    for topic in &knowledge.topics {
        let is_on = |fact: &&&Fact| fact.topics().any(|own| knowledge.within_topic(own, &topic.id));
        let on: Vec<&Fact> = written.iter().filter(is_on).copied().collect();
        let has = |id: &String| on.iter().any(|fact| fact.party.as_ref() == Some(id));
        let without: Vec<&str> = knowledge
            .parties
            .iter()
            .filter(|party| !has(&party.id))
            .map(|party| party.name.as_str())
            .collect();
        let named = match without.len() {
            0 => "—".to_owned(),
            1..=8 => without.join(", "),
            several => format!("{several}"),
        };
        let _ = writeln!(
            page,
            "| {} | {} | {} | {named} |",
            topic.name,
            on.len(),
            knowledge.parties.len() - without.len()
        );
    }
    page.push_str("\n## By kind of source\n\n| kind | sources | facts that cite one |\n|---|---|---|\n");
    for (kind, name) in
        [(SourceKind::Primary, "primary"), (SourceKind::Press, "press"), (SourceKind::Reference, "reference")]
    {
        let sources = knowledge.sources.iter().filter(|source| source.kind == kind).count();
        let facts = written.iter().filter(|fact| cites(fact, kind, knowledge)).count();
        let _ = writeln!(page, "| {name} | {sources} | {facts} |");
    }
    sections(&mut page, knowledge);
    page
}

/// The sections of each agreement's text, with the facts that tell what they provide.
fn sections(page: &mut String, knowledge: &Knowledge) {
    page.push_str("\n## By section of each text\n");
    for agreement in &knowledge.agreements {
        let own: Vec<&Section> =
            knowledge.sections.iter().filter(|section| section.agreement == agreement.id).collect();
        if own.is_empty() {
            continue;
        }
        let party = knowledge.party_name(&agreement.party);
        let _ = writeln!(page, "\n### {party}\n\n| where | what | facts |\n|---|---|---|");
        for section in own {
            let on_file = section.facts.iter().filter(|id| knowledge.fact(id).is_some());
            let told: Vec<String> = on_file.map(|id| format!("`{id}`")).collect();
            let told = match (told.is_empty(), section.formal) {
                (false, _) => told.join(", "),
                (true, true) => "formal".to_owned(),
                (true, false) => "**none**".to_owned(),
            };
            let _ = writeln!(page, "| {} | {} | {told} |", section.at, section.title);
        }
    }
}

fn row(page: &mut String, name: &str, facts: &[&Fact], knowledge: &Knowledge) {
    let dates = || facts.iter().map(|fact| fact.as_of);
    let told = |date: Option<_>| date.map_or("—".to_owned(), day);
    let (oldest, newest) = (told(dates().min()), told(dates().max()));
    let _ =
        writeln!(page, "| {name} | {} | {} | {oldest} | {newest} |", facts.len(), share(facts, knowledge));
}

/// The share of facts that cite a primary source, in per cent.
fn share(facts: &[&Fact], knowledge: &Knowledge) -> String {
    let primary = facts.iter().filter(|fact| cites(fact, SourceKind::Primary, knowledge)).count();
    match facts.len() {
        0 => "—".to_owned(),
        all => format!("{} %", (primary * 100 + all / 2) / all),
    }
}

fn cites(fact: &Fact, kind: SourceKind, knowledge: &Knowledge) -> bool {
    fact.sources
        .iter()
        .any(|citation| knowledge.source(&citation.source).is_some_and(|source| source.kind == kind))
}
