//! Whether the bot holds for long: commands, plain questions, completions and questions without an answer at a steady rate,
//! while its facts change on disk; how many are answered, how fast, and what memory it takes at the start and at the end.
//!
//! A minute, or as long as wanted: `ACCORD_SOAK_SECONDS=1800 cargo bench --bench soak`.

#![cfg(unix)]

#[path = "../tests/stand_in/mod.rs"]
mod stand_in;

use std::collections::HashMap;
use std::time::{Duration, Instant};

use serde_json::Value;
use stand_in::StandIn;
use stand_in::bot::{Bot, repository};
use stand_in::fixtures::{Asker, option};

/// Interactions a second.
const RATE: u32 = 100;
/// The variable that says for how many seconds, and how many without it.
const SECONDS: &str = "ACCORD_SOAK_SECONDS";
const USUAL: u32 = 60;
/// Discord gives up after this.
const LATE: Duration = Duration::from_secs(3);
/// The facts are written anew so often.
const FACTS_CHANGE: u32 = 20 * RATE;
/// People who ask, each with a conversation that is remembered.
const PEOPLE: u32 = 5_000;
/// Until then caches fill and the allocator takes its share.
const WARM: u32 = 20 * RATE;

#[tokio::main]
async fn main() {
    let seconds = std::env::var(SECONDS).ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(USUAL);
    let facts = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(repository("knowledge")).expect("the facts are there") {
        let path = entry.expect("readable").path();
        let name = path.file_name().unwrap_or_default().to_owned();
        if path.is_file() {
            std::fs::copy(&path, facts.path().join(name)).expect("copied");
        }
    }
    let questions = std::fs::read_to_string(repository("tests/golden/questions.jsonl")).expect("there");
    let questions: Vec<String> = questions
        .lines()
        .filter_map(|line| Some(serde_json::from_str::<Value>(line).ok()?["text"].as_str()?.to_owned()))
        .collect();
    assert!(!questions.is_empty(), "the golden questions can be read");
    let stand_in = StandIn::start();
    let path = facts.path().to_string_lossy();
    let bot = Bot::start(&stand_in, &[("KNOWLEDGE_PATH", &*path), ("GAPS", "on")]);
    stand_in.connected().await;

    let mark = stand_in.transcript().mark();
    let mut sent = HashMap::new();
    let mut warm = None;
    let mut tick = tokio::time::interval(Duration::from_secs(1) / RATE);
    for at in 0..RATE * seconds {
        tick.tick().await;
        if at == WARM.min(RATE * seconds / 2) {
            warm = bot.memory();
        }
        if at % FACTS_CHANGE == FACTS_CHANGE - 1 {
            let file = facts.path().join("soak.toml");
            std::fs::write(file, format!("# written for the {at}th time\n")).expect("written");
        }
        let asker = Asker::in_server(&(600 + at % PEOPLE).to_string());
        let question = &questions[usize::try_from(at).unwrap_or(0) % questions.len()];
        let interaction = match at % 10 {
            0..4 => asker.command("ask", &[option("question", question.as_str())]),
            4 => asker.command("ask", &[option("question", format!("how many submarines in month {at}"))]),
            5 => asker.command("signatories", &[]),
            6 => asker.autocomplete("agreement", &[], ("party", "nethrl")),
            _ => asker.command("aid", &[option("party", "Niederlande")]),
        };
        sent.insert(interaction["id"].as_str().unwrap_or_default().to_owned(), Instant::now());
        stand_in.send(&interaction);
    }
    tokio::time::sleep(LATE).await;
    let mut answered = stand_in.transcript().find(mark, |entry| {
        let call = entry.event.call("POST", "/callback").filter(|call| call.status < 300)?;
        let began = sent.get(call.path.split('/').nth(2)?)?;
        Some(entry.at.duration_since(*began))
    });
    answered.sort_unstable();
    let late = answered.iter().filter(|time| **time > LATE).count();
    let at = |percent: usize| {
        answered.get(answered.len().saturating_sub(1) * percent / 100).copied().unwrap_or_default()
    };
    println!("{RATE} a second for {seconds} s: {} of {} answered, {late} late", answered.len(), sent.len());
    println!("median {:?}, p99 {:?}, longest {:?}", at(50), at(99), at(100));
    println!("memory in KiB: {warm:?} once warm, {:?} at the end", bot.memory());
    stand_in.finish(bot).await;
}
