//! The promise never to invent: every figure, date and name in an answer stands in a fact, a record or a source that the
//! answer cites.

mod common;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use accord::dialogue::answer::{Answer, Content, ListOf};
use accord::dialogue::context::Context;
use accord::dialogue::converse;
use accord::dialogue::page::page;
use accord::knowledge::{Citation, Knowledge, Value, day, load};
use accord::language::normalize::words;
use accord::retrieval::corpus::Corpus;
use accord::terminal::render::{Styles, answer as rendered};
use accord::words::{Words, years};
use rayon::prelude::*;
use serde_json::Value as Json;

/// Words with a capital that answers are framed with, and no one's name.
const FRAME: &str = "Aid As Agreement Agreements Also Ask By Duration Facts For From In Note Read Signed Source Sources \
                     Status The This Timeline Topic Where Which What Who Words nothing It Superseded Priorities Up Since Recorded Nearest Sums Side Of \
                     Year Over Runs Yes No Not Counted";

/// Pages of a list that are looked at.
const PAGES: usize = 3;

/// A text without the numbers of its sources and pages, and how many sources are not shown.
fn without_marks(text: &str) -> String {
    let is_number = |part: &str| part.chars().all(|c| c.is_ascii_digit() || c == ',' || c == ' ');
    let mut left = String::new();
    for line in text.lines().filter(|line| !line.starts_with("Page ") && !line.contains(" more: /source ")) {
        for (at, part) in line.split('[').enumerate() {
            match part.split_once(']') {
                Some((number, rest)) if at > 0 && is_number(number) => left.push_str(rest),
                _ => left.push_str(part),
            }
        }
        left.push('\n');
    }
    left
}

/// All that an answer may say: the texts of what it cites, and how its heading names what was asked for.
fn cited(answer: &Answer, question: &str, knowledge: &Knowledge) -> HashSet<String> {
    let mut known = HashSet::new();
    let mut add = |part: &str| known.extend(words(part).into_iter().map(|word| word.text));
    add(FRAME);
    add(question);
    let source = |citation: &Citation| {
        let source = knowledge.source(&citation.source);
        let told = source.map(|s| {
            format!("{} {} {} {}", s.title, s.publisher, s.url, s.date.map(day).unwrap_or_default())
        });
        format!("{} {}", told.unwrap_or_default(), citation.at.clone().unwrap_or_default())
    };
    let mut facts: Vec<String> = answer.facts().into_iter().map(str::to_owned).collect();
    if let Content::Card { agreement, .. } = &answer.content {
        facts.push(agreement.clone());
    }
    for id in &facts {
        if let Some(fact) = knowledge.fact(id) {
            add(&format!(
                "{id} {} {} {} {}",
                fact.statement,
                fact.note.clone().unwrap_or_default(),
                day(fact.as_of),
                Words::ENGLISH.brief_day(fact.as_of)
            ));
            // The typed value says the same as the statement, in the program's own form.
            fact.money()
                .into_iter()
                .for_each(|money| add(&format!("{} {}", Words::ENGLISH.sum(money), years(money))));
            if let Some(Value::Date(date)) = fact.value {
                add(&day(date));
            }
            fact.sources.iter().for_each(|citation| add(&source(citation)));
            fact.superseded_by.iter().for_each(|by| add(by));
            fact.topics().filter_map(|id| knowledge.topic(id)).for_each(|topic| add(&topic.name));
            fact.party.iter().filter_map(|id| knowledge.party(id)).for_each(|party| add(&party.name));
        }
        let of_record = id.split('.').next().unwrap_or(id);
        if let Some(record) = knowledge.agreement(of_record) {
            let by = record.signatories.iter().filter_map(|s| Some((&s.role, knowledge.person(&s.person)?)));
            by.for_each(|(role, person)| add(&format!("{role} {}", person.name)));
            knowledge.party(&record.party).into_iter().for_each(|party| add(&party.name));
            add(&format!(
                "{} {} {} {} {} {} {}",
                record.title,
                record.short.clone().unwrap_or_default(),
                Words::ENGLISH.brief_day(record.signed),
                day(record.signed),
                record.signed,
                record.place,
                record.country
            ));
            add(&format!("{} {}", record.status, day(record.status_as_of)));
            add(&format!(
                "{} {}",
                record.duration.clone().unwrap_or_default(),
                record.note.clone().unwrap_or_default()
            ));
            for signatory in &record.signatories {
                add(&signatory.role);
                knowledge.person(&signatory.person).iter().for_each(|person| add(&person.name));
            }
            record.sources.iter().for_each(|citation| add(&source(citation)));
            knowledge.party(&record.party).iter().for_each(|party| add(&party.name));
        }
    }
    if let Content::Office { person, office, .. } = &answer.content
        && let Some(person) = knowledge.person(person)
        && let Some(office) = person.offices.get(*office)
    {
        add(&format!("{} {}", person.name, office.title));
        office.of.iter().filter_map(|id| knowledge.party(id)).for_each(|party| add(&party.name));
        office.since.iter().chain(&office.until).for_each(|date| add(&day(*date)));
    }
    // The days between which a list lies are those asked for, or follow from the record of a party named.
    if let Content::Signatories { range, .. } = &answer.content {
        for period in range.since.iter().chain(&range.until) {
            add(&format!("{period} {} {}", day(period.first), day(period.last)));
        }
        // Which agreements are not counted stands under the list.
        for agreement in knowledge.agreements.iter().filter(|agreement| !agreement.counted) {
            add(&Words::ENGLISH.uncounted(agreement, knowledge));
        }
    }
    if let Content::FactList { about: ListOf::Timeline { range, .. }, .. } = &answer.content {
        range.since.iter().chain(&range.until).for_each(|period| add(&period.to_string()));
    }
    if let Content::FactList { about: ListOf::Aid { period: Some(period), .. }, .. } = &answer.content {
        add(&period.to_string());
    }
    // A heading counts what stands under it, and names the party, topic or person that was asked for, mended if misspelt.
    add(&facts.len().to_string());
    answer
        .corrections
        .iter()
        .for_each(|correction| add(&format!("{} {}", correction.typed, correction.read_as)));
    known
}

/// The words of a text that are figures, dates or names.
fn claims(text: &str) -> Vec<String> {
    let is_claim = |typed: &str| typed.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    words(text).into_iter().filter(|word| is_claim(&word.typed)).map(|word| word.text).collect()
}

/// Fails where an answer to a question of this file says what is not on file; how many answers were looked at. `names` are
/// words that headings are made of.
fn look_at(file: &Path, names: &HashSet<String>, corpus: &Corpus) -> usize {
    let mut answers = 0;
    let lines = std::fs::read_to_string(file).expect("there");
    let mut contexts = std::collections::HashMap::<String, Context>::new();
    for line in lines.lines() {
        let line: Json = serde_json::from_str(line).expect("one JSON object a line");
        let question = line["text"].as_str().expect("a text");
        let mut alone = Context::default();
        let context = match line["conversation"].as_str() {
            Some(conversation) => contexts.entry(conversation.to_owned()).or_default(),
            None => &mut alone,
        };
        let (answer, next) = converse(question, context, corpus);
        *context = next;
        if matches!(
            answer.content,
            Content::About
                | Content::Help
                | Content::Refused(_)
                | Content::Chat(_)
                | Content::Unknown(_)
                | Content::DidYouMean(_)
        ) {
            continue;
        }
        answers += 1;
        let known = cited(&answer, question, &corpus.knowledge);
        let pages = page(&answer, 0, Words::ENGLISH, &corpus.knowledge).pages;
        let said: Vec<String> = (0..pages.min(PAGES))
            .map(|at| rendered(&answer, at, Words::ENGLISH, &corpus.knowledge, Styles::default()))
            .collect();
        let said = without_marks(&said.join("\n"));
        // The first line may be a heading made of names; everything below it has to be on file.
        // That something is not on file names what was asked for, and claims nothing.
        let is_nearest = matches!(answer.content, Content::Nearest { .. });
        let from = said.lines().position(|line| is_nearest && line.starts_with("Nearest")).unwrap_or(0);
        for (at, line) in said.lines().enumerate().skip(from) {
            for claim in claims(line) {
                let heading = at == 0 && names.contains(&claim);
                assert!(
                    known.contains(&claim) || heading,
                    "{question}: “{claim}” in “{line}” is not on file"
                );
            }
        }
    }
    answers
}

#[test]
fn nothing_is_said_that_is_not_on_file() {
    let knowledge = load(&common::path("../knowledge")).unwrap_or_else(|_| panic!("the shipped facts load"));
    let corpus = Corpus::new(knowledge, None);
    let golden = ["questions.jsonl", "conversations.jsonl"].map(|file| common::path("golden").join(file));
    let training = std::fs::read_dir(common::path("../training")).expect("there");
    let training = training.map(|entry| entry.expect("readable").path());
    let training = training.filter(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    let files: Vec<PathBuf> = golden.into_iter().chain(training).collect();
    let known = &corpus.knowledge;
    let names = known.parties.iter().map(|party| &party.name);
    let names = names.chain(known.people.iter().map(|person| &person.name));
    let names = names.chain(known.topics.iter().map(|topic| &topic.name));
    let names: HashSet<String> = names.flat_map(|name| words(name)).map(|word| word.text).collect();
    // Some ten thousand answers: on all cores.
    let answers: usize = files.par_iter().map(|file| look_at(file, &names, &corpus)).sum();
    assert!(answers > 400, "{answers} answers were looked at");
}
