//! The checker: every problem of a fact file in one run, and the validated facts where there is none.

use std::collections::HashMap;

use super::field::{Fields, limit};
use super::finding::{Files, Finding, Place, Problem};
use super::language::Language;
use super::model::{Knowledge, Table};
use super::read::{Entries, Entry, nearest, read_entries};
use super::vocabulary::{Cue, Role, Telling, Vocabulary};
use super::{derive, names, schema, tongue};

/// Reads and checks `files`.
///
/// # Errors
/// Every problem found, ordered by place. The facts' own questions are asked elsewhere, since that takes the bot.
pub fn check(files: &Files) -> Result<Knowledge, Vec<Finding>> {
    let mut findings = Vec::new();
    let entries = read_entries(files, &mut findings);
    let ids = Ids::collect(&entries, &mut findings);
    // What a file that could not be read holds is not known: references into it are no findings of their own.
    if !findings.iter().any(|finding| matches!(finding.problem, Problem::Syntax(_))) {
        ids.resolve(&entries, &mut findings);
    }
    names::check(&entries, &mut findings);
    same_asks(&entries, &mut findings);
    successors(&entries, &mut findings);
    let mut knowledge = build(&entries, &mut Fields { findings: &mut findings });
    knowledge.translations = tongue::translations(&entries, files, &mut Fields { findings: &mut findings });
    if findings.is_empty() {
        derive::complete(&mut knowledge);
        return Ok(knowledge);
    }
    findings.sort_by_key(|finding| (finding.place.file, finding.place.span.start));
    Err(findings)
}

fn build(entries: &Entries, fields: &mut Fields<'_>) -> Knowledge {
    let about = entries.about.first().map(|entry| fields.about(entry)).unwrap_or_default();
    Knowledge {
        about,
        parties: entries.parties.iter().filter_map(|entry| fields.party(entry)).collect(),
        agreements: entries.agreements.iter().filter_map(|entry| fields.agreement(entry)).collect(),
        sections: entries.sections.iter().filter_map(|entry| fields.section(entry)).collect(),
        people: entries.people.iter().filter_map(|entry| fields.person(entry)).collect(),
        sources: entries.sources.iter().filter_map(|entry| fields.source(entry)).collect(),
        topics: entries.topics.iter().filter_map(|entry| fields.topic(entry)).collect(),
        facts: entries.facts.iter().filter_map(|entry| fields.fact(entry)).collect(),
        countries: entries.countries.iter().filter_map(|entry| fields.country(entry)).collect(),
        vocabulary: vocabulary(entries, fields),
        ..Knowledge::default()
    }
}

fn vocabulary(entries: &Entries, fields: &mut Fields<'_>) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    let mut keyed = |file, key, name: Option<&schema::Text>, words: &[schema::Text]| {
        let name = name.map(|name| fields.text(file, key, name, limit::NAME)).unwrap_or_default();
        (name, fields.texts(file, "words", words, limit::ASK))
    };
    for Entry { place, body, .. } in &entries.questions {
        vocabulary.questions.push(keyed(place.file, "kind", body.kind.as_ref(), &body.words));
    }
    for Entry { place, body, .. } in &entries.references {
        vocabulary.references.push(keyed(place.file, "kind", body.kind.as_ref(), &body.words));
    }
    for Entry { place, body, .. } in &entries.declined {
        vocabulary.declined.push(keyed(place.file, "reason", body.reason.as_ref(), &body.words));
    }
    for Entry { place, body, .. } in &entries.shortcuts {
        vocabulary.shortcuts.push(keyed(place.file, "command", body.command.as_ref(), &body.asks));
    }
    for Entry { place, body, .. } in &entries.offices {
        vocabulary.offices.push(keyed(place.file, "title", body.title.as_ref(), &body.words));
    }
    for Entry { place, body, .. } in &entries.cues {
        let (name, words) = keyed(place.file, "kind", body.kind.as_ref(), &body.words);
        vocabulary.cues.extend(Cue::named(&name).map(|cue| (cue, words)));
    }
    let mut numbered = |table: &'static str, entry: &Entry<schema::Numbered>| {
        let number = fields.required(entry, table, "number", entry.body.number.as_ref());
        let names = fields.texts(entry.place.file, "words", &entry.body.words, limit::NAME);
        number.map(|number| (*number.get_ref(), names))
    };
    vocabulary.months = entries.months.iter().filter_map(|entry| numbered("month", entry)).collect();
    vocabulary.numbers = entries.numbers.iter().filter_map(|entry| numbered("number", entry)).collect();
    vocabulary.ordinals = entries.ordinals.iter().filter_map(|entry| numbered("ordinal", entry)).collect();
    vocabulary.magnitudes =
        entries.magnitudes.iter().filter_map(|entry| numbered("magnitude", entry)).collect();
    for Entry { place, body, .. } in &entries.strangers {
        vocabulary.strangers.extend(fields.texts(place.file, "words", &body.words, limit::NAME));
    }
    for Entry { place, body, .. } in &entries.synonyms {
        let role = body.role.as_ref().map(|role| {
            fields.choice(place.file, role, &["agreement", "signing", "offer", "sum", "saying", "country"])
        });
        let words = fields.texts(place.file, "words", &body.words, limit::NAME);
        vocabulary.synonyms.push((words, role.and_then(|role| Role::named(&role))));
    }
    for Entry { place, body, .. } in &entries.languages {
        let code = body.code.as_ref().map(|code| fields.choice(place.file, code, &["en", "nl", "uk"]));
        let words = |text: &Option<schema::Text>| {
            text.as_ref().map(|text| text.get_ref().to_lowercase()).unwrap_or_default()
        };
        let language = code.and_then(|code| Language::of_locale(&code));
        vocabulary.languages.extend(language.map(|language| Telling {
            language,
            words: words(&body.words).split_whitespace().map(str::to_owned).collect(),
            letters: words(&body.letters).chars().collect(),
        }));
    }
    vocabulary.records = entries.records.iter().filter_map(|entry| fields.record(entry)).collect();
    for Entry { place, body, .. } in &entries.words {
        vocabulary.filler.extend(fields.texts(place.file, "filler", &body.filler, limit::NAME));
        vocabulary.endings.extend(fields.texts(place.file, "endings", &body.endings, limit::NAME));
        let before = fields.texts(place.file, "before_places", &body.before_places, limit::NAME);
        vocabulary.before_places.extend(before);
        let listed = |text: &Option<schema::Text>| -> Vec<String> {
            let text = text.as_ref().map(|text| text.get_ref().as_str()).unwrap_or_default();
            text.split_whitespace().map(str::to_owned).collect()
        };
        vocabulary.english.extend(listed(&body.english));
        vocabulary.light.extend(listed(&body.light));
    }
    vocabulary
}

/// Where each id was first given.
struct Ids(HashMap<(Table, String), Place>);

impl Ids {
    fn collect(entries: &Entries, findings: &mut Vec<Finding>) -> Self {
        let mut ids = Self(HashMap::new());
        ids.table(Table::Party, &entries.parties, |body| body.id.as_ref(), findings);
        ids.table(Table::Agreement, &entries.agreements, |body| body.id.as_ref(), findings);
        ids.table(Table::Person, &entries.people, |body| body.id.as_ref(), findings);
        ids.table(Table::Source, &entries.sources, |body| body.id.as_ref(), findings);
        ids.table(Table::Topic, &entries.topics, |body| body.id.as_ref(), findings);
        ids.table(Table::Fact, &entries.facts, |body| body.id.as_ref(), findings);
        ids
    }

    fn table<T>(
        &mut self,
        table: Table,
        entries: &[Entry<T>],
        id: impl Fn(&T) -> Option<&schema::Text>,
        findings: &mut Vec<Finding>,
    ) {
        for entry in entries {
            let Some(id) = id(&entry.body) else { continue };
            let place = Place { file: entry.place.file, span: id.span() };
            match self.0.entry((table, id.get_ref().trim().to_owned())) {
                std::collections::hash_map::Entry::Vacant(slot) => {
                    slot.insert(place);
                }
                std::collections::hash_map::Entry::Occupied(taken) => {
                    let problem =
                        Problem::DuplicateId { id: id.get_ref().clone(), first: taken.get().clone() };
                    findings.push(Finding { place, problem });
                }
            }
        }
    }

    /// Reports every reference that leads nowhere.
    fn resolve(&self, entries: &Entries, findings: &mut Vec<Finding>) {
        let mut refer = |file, table, text: &schema::Text| self.refer(file, table, text, findings);
        for Entry { place, body, .. } in &entries.agreements {
            body.party.iter().for_each(|text| refer(place.file, Table::Party, text));
            body.signatories.iter().for_each(|s| refer(place.file, Table::Person, &s.get_ref().person));
            body.sources.iter().for_each(|s| refer(place.file, Table::Source, &s.get_ref().id));
        }
        // The facts of a section are not looked up: one that is withdrawn must not keep the rest from loading.
        for Entry { place, body, .. } in &entries.sections {
            body.agreement.iter().for_each(|text| refer(place.file, Table::Agreement, text));
        }
        for Entry { place, body, .. } in &entries.people {
            body.party.iter().for_each(|text| refer(place.file, Table::Party, text));
            let of = body.offices.iter().filter_map(|office| office.get_ref().of.as_ref());
            of.for_each(|text| refer(place.file, Table::Party, text));
        }
        for Entry { place, body, .. } in &entries.topics {
            body.parent.iter().for_each(|text| refer(place.file, Table::Topic, text));
        }
        // A fact file without agreements has no records to tell: the built-in vocabulary may stay as it is.
        for Entry { place, body, .. } in entries.records.iter().filter(|_| !entries.agreements.is_empty()) {
            body.topic.iter().for_each(|text| refer(place.file, Table::Topic, text));
        }
        for Entry { place, body, .. } in &entries.facts {
            body.party.iter().for_each(|text| refer(place.file, Table::Party, text));
            body.topic.iter().chain(&body.also).for_each(|text| refer(place.file, Table::Topic, text));
            body.sources.iter().for_each(|s| refer(place.file, Table::Source, &s.get_ref().id));
            body.superseded_by.iter().for_each(|text| refer(place.file, Table::Fact, text));
            let in_value = body.value.as_ref().and_then(|value| value.get_ref().person.as_ref());
            body.speaker.iter().chain(in_value).for_each(|text| refer(place.file, Table::Person, text));
        }
    }

    fn refer(&self, file: usize, table: Table, text: &schema::Text, findings: &mut Vec<Finding>) {
        let id = text.get_ref().clone();
        if self.0.contains_key(&(table, id.clone())) {
            return;
        }
        let known = self.0.keys().filter(|(of, _)| *of == table).map(|(_, id)| id.as_str());
        let nearest = nearest(&id, known);
        let place = Place { file, span: text.span() };
        findings.push(Finding { place, problem: Problem::Dangling { id, table, nearest } });
    }
}

/// Two facts of one party (or of none) may not claim the same way of asking: which of them should answer?
fn same_asks(entries: &Entries, findings: &mut Vec<Finding>) {
    let mut claimed: HashMap<(Option<&String>, String), (&str, Place)> = HashMap::new();
    let current = entries.facts.iter().filter(|entry| entry.body.superseded_by.is_none());
    let written: Vec<_> = current
        .filter_map(|entry| {
            let body = &entry.body;
            let party = body.party.as_ref().map(toml::Spanned::get_ref);
            Some((body.id.as_ref()?.get_ref().as_str(), party, entry.place.file, &body.asks))
        })
        .collect();
    let parties: HashMap<&str, Option<&String>> =
        written.iter().map(|(id, party, ..)| (*id, *party)).collect();
    let translated = entries.translations.iter().filter_map(|entry| {
        let id = entry.body.of.as_ref()?.get_ref().as_str();
        Some((id, *parties.get(id)?, entry.place.file, &entry.body.asks))
    });
    for (id, party, file, asks) in written.iter().copied().chain(translated) {
        for ask in asks {
            let place = Place { file, span: ask.span() };
            let key = names::plain(ask.get_ref());
            if let Some((other, first)) = claimed.get(&(party, key.clone())) {
                let problem = Problem::SameAsk { ask: key, other: (*other).to_owned(), first: first.clone() };
                findings.push(Finding { place, problem });
            } else {
                claimed.insert((party, key), (id, place));
            }
        }
    }
}

/// Every chain of successors has to end at a current fact.
fn successors(entries: &Entries, findings: &mut Vec<Finding>) {
    let next: HashMap<&str, &str> = entries
        .facts
        .iter()
        .filter_map(|entry| {
            Some((
                entry.body.id.as_ref()?.get_ref().as_str(),
                entry.body.superseded_by.as_ref()?.get_ref().as_str(),
            ))
        })
        .collect();
    for Entry { place, body, .. } in &entries.facts {
        let Some(successor) = &body.superseded_by else { continue };
        let mut at = successor.get_ref().as_str();
        let mut steps = 0;
        while let Some(later) = next.get(at) {
            at = later;
            steps += 1;
            if steps > next.len() {
                let place = Place { file: place.file, span: successor.span() };
                findings.push(Finding { place, problem: Problem::SuccessorCircle });
                break;
            }
        }
    }
}
