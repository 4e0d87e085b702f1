//! How answers read (SPEC section 9): every golden answer in every language, for both doors, held to the limits of a phone and
//! of a terminal; and twelve of the tests' own as they are told.

#![cfg(unix)]

mod stand_in;

use std::path::Path;

use accord::dialogue::answer::{Answer, Content};
use accord::dialogue::command::parse;
use accord::dialogue::context::Context;
use accord::dialogue::page::{Page, Span, page};
use accord::dialogue::{converse, respond, restate};
use accord::discord::mentions::Tappable;
use accord::discord::render::draw;
use accord::knowledge::{Knowledge, Language, load};
use accord::retrieval::corpus::Corpus;
use accord::terminal::render::{Styles, answer as in_terminal};
use accord::words::{Voice, Words};
use serde_json::{Value, json};
use stand_in::payload;

/// Pages of a list that are looked at.
const PAGES: usize = 3;
/// Of a terminal: a page of 24 lines, and two where the longer words of Ukrainian take another.
const COLUMNS: usize = 80;
const LINES: usize = 26;
/// Lines of a list on a page.
const ITEMS: usize = 16;
/// Characters that are seen of an answer to a plain question in Discord, and of a page of a list.
const SCREEN: usize = 900;
const LIST: usize = 1_200;
/// Buttons under an answer.
const BUTTONS: usize = 5;

fn corpus(folder: &str) -> Corpus {
    let knowledge = load(Path::new(folder)).unwrap_or_else(|_| panic!("{folder} loads"));
    Corpus::new(knowledge, None)
}

/// What is asked in a golden file: the text, and the conversation that it belongs to.
fn golden(file: &str) -> Vec<(String, Option<String>)> {
    let text = std::fs::read_to_string(Path::new("tests/golden").join(file)).expect("it is there");
    let lines = text.lines().filter(|line| !line.is_empty());
    let read = |line: &str| {
        let asked: Value = serde_json::from_str(line).expect("a line is JSON");
        let text = |key: &str| asked[key].as_str().map(str::to_owned);
        (text("text").expect("each asks something"), text("conversation"))
    };
    lines.map(read).collect()
}

/// The message for Discord, as JSON.
fn in_discord(answer: &Answer, context: &Context, at: usize, words: Words, corpus: &Corpus) -> Value {
    let voice = Voice { words, carried: None };
    let drawn = draw(answer, context, at, voice, &Tappable::default(), &corpus.knowledge);
    json!({ "type": 4, "data": drawn.response(false) })
}

/// What is seen of a message: without the addresses of its links and without marks.
fn seen(message: &Value) -> String {
    let embed = &message["data"]["embeds"][0];
    let text = format!(
        "{}\n{}",
        embed["title"].as_str().unwrap_or_default(),
        embed["description"].as_str().unwrap_or_default()
    );
    let mut seen = String::new();
    for (at, part) in text.split("](").enumerate() {
        let rest = if at == 0 { part } else { part.split_once(')').map_or("", |(_, rest)| rest) };
        seen.push_str(rest);
    }
    seen.replace(['*', '\\', '['], "")
}

/// What a person would be ashamed of in a page as both doors draw it.
fn faults(answer: &Answer, context: &Context, at: usize, words: Words, corpus: &Corpus) -> Vec<String> {
    let mut faults = Vec::new();
    let page = page(answer, at, words, &corpus.knowledge);
    let text = in_terminal(answer, at, words, &corpus.knowledge, Styles::default());
    // Where addresses can be followed, they stand behind the names.
    let width = |line: &str| line.split(" https://").next().unwrap_or_default().chars().count();
    let lines: usize = text.lines().map(|line| width(line).div_ceil(COLUMNS).max(1)).sum();
    if lines > LINES && !matches!(answer.content, Content::About | Content::Help) {
        faults.push(format!("{lines} lines in the terminal"));
    }
    let message = in_discord(answer, context, at, words, corpus);
    faults.extend(payload::response(&message));
    let (length, most) = (seen(&message).chars().count(), if page.blocks.is_empty() { SCREEN } else { LIST });
    if length > most {
        faults.push(format!("{length} characters in Discord"));
    }
    let items: usize = page.blocks.iter().map(|block| block.lines.len()).sum();
    if items > ITEMS {
        faults.push(format!("{items} lines of a list"));
    }
    faults.extend(buttons(&message));
    faults.extend(leads_here(answer, &corpus.knowledge));
    // A card's lines are one record's: the first has its source.
    if !matches!(answer.content, Content::Card { .. }) {
        faults.extend(unsourced(&page));
    }
    faults
}

fn buttons(message: &Value) -> Option<String> {
    let rows = message["data"]["components"].as_array().into_iter().flatten();
    let buttons: Vec<&Value> = rows
        .flat_map(|row| row["components"].as_array().into_iter().flatten())
        .filter(|component| component["type"] == 2)
        .collect();
    let primary = buttons.iter().filter(|button| button["style"] == 1).count();
    (buttons.len() > BUTTONS || primary > 1).then(|| format!("{} buttons, {primary} primary", buttons.len()))
}

/// A question offered that leads to what is on screen.
fn leads_here(answer: &Answer, knowledge: &Knowledge) -> Option<String> {
    let here = match &answer.content {
        Content::Card { agreement, .. } => {
            let party = &knowledge.agreement(agreement)?.party;
            Some(format!("/agreement {}", knowledge.party_name(party)))
        }
        _ => restate(answer),
    };
    let offered = answer.suggestions.iter().find(|next| Some(&next.question) == here.as_ref())?;
    Some(format!("{} leads here", offered.question))
}

/// A line of a list or a cell of a comparison without a source.
fn unsourced(page: &Page) -> Option<String> {
    let lines = page.blocks.iter().flat_map(|block| &block.lines);
    let is_sourced = |spans: &[Span]| spans.iter().any(|span| matches!(span, Span::Source(_)));
    lines.filter(|line| !is_sourced(&line.spans)).map(|line| format!("no source: {line:?}")).next()
}

#[test]
fn every_golden_answer_reads_well_in_each_language() {
    let corpus = corpus("knowledge");
    let mut wrong = Vec::new();
    for file in ["questions.jsonl", "conversations.jsonl"] {
        let (mut context, mut last) = (Context::default(), None);
        for (text, conversation) in golden(file) {
            if conversation.is_none() || conversation != last {
                context = Context::default();
            }
            let (answer, next) = converse(&text, &context, &corpus);
            for words in Language::ALL.map(Words::of) {
                let pages = page(&answer, 0, words, &corpus.knowledge).pages;
                for at in 0..pages.min(PAGES) {
                    let faults = faults(&answer, &next, at, words, &corpus);
                    wrong.extend(
                        faults.iter().map(|fault| format!("{text} ({:?}, {at}): {fault}", words.language())),
                    );
                }
            }
            (context, last) = (next, conversation);
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn twelve_answers_are_told_as_they_were() {
    let corpus = corpus("tests/facts");
    for (name, command) in [
        ("aid", "/aid netherlands"),
        ("aid-in-a-year", "/aid netherlands period:2024"),
        ("signatories", "/signatories"),
        ("agreement", "/agreement netherlands"),
        ("topic", "/topic air defence"),
        ("compare", "/compare netherlands ireland"),
        ("timeline", "/timeline"),
        ("quote", "/quote ada ambassador"),
        ("source", "/source netherlands-aid-2024"),
        ("about", "/about"),
        ("help", "/help"),
        ("no-such-party", "/aid atlantis"),
    ] {
        let request = parse(command).expect("a command");
        let (answer, context) = respond(&request, &Context::default(), &corpus);
        let terminal = in_terminal(&answer, 0, Words::ENGLISH, &corpus.knowledge, Styles::default());
        let message = in_discord(&answer, &context, 0, Words::ENGLISH, &corpus);
        let text = format!("{command}\n\n{terminal}\n────────\n{}", seen(&message));
        insta::assert_snapshot!(name, text);
    }
}
