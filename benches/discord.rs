//! What an answer in Discord takes, from the interaction's arrival to the response on the wire, through the stand-in: one
//! after the other, and at a steady rate.

#![cfg(unix)]

#[path = "../tests/stand_in/mod.rs"]
mod stand_in;

use std::collections::HashMap;
use std::time::{Duration, Instant};

use stand_in::StandIn;
use stand_in::bot::{Bot, repository};
use stand_in::fixtures::{Asker, option};

/// Interactions one after the other.
const SINGLE: usize = 1_000;
/// Interactions a second, and for how many seconds.
const RATE: usize = 200;
const SECONDS: usize = 30;
/// Discord gives up after this.
const LATE: Duration = Duration::from_secs(3);
const PARTIES: [&str; 5] = ["netherlands", "Niederlande", "nethrlands", "germany", "japan"];

#[tokio::main]
async fn main() {
    let facts = repository("knowledge");
    let stand_in = StandIn::start();
    let bot = Bot::start(&stand_in, &[("KNOWLEDGE_PATH", facts.to_str().unwrap_or("knowledge"))]);
    stand_in.connected().await;
    let asker = Asker::in_server("601");
    let command = |at: usize| asker.command("aid", &[option("party", PARTIES[at % PARTIES.len()])]);
    let mut times = Vec::new();
    for at in 0..SINGLE {
        let began = Instant::now();
        stand_in.ask(&command(at)).await;
        times.push(began.elapsed());
    }
    tell(&format!("{SINGLE} one after the other"), &mut times);

    let mark = stand_in.transcript().mark();
    let mut sent = HashMap::new();
    let mut tick = tokio::time::interval(Duration::from_secs(1) / u32::try_from(RATE).unwrap_or(1));
    for at in 0..RATE * SECONDS {
        tick.tick().await;
        let interaction = command(at);
        let id = interaction["id"].as_str().unwrap_or_default().to_owned();
        sent.insert(id, Instant::now());
        stand_in.send(&interaction);
    }
    tokio::time::sleep(LATE).await;
    let mut answered = Vec::new();
    for entry in stand_in.transcript().since(mark) {
        let Some(call) = entry.event.call("POST", "/callback") else { continue };
        let id = call.path.split('/').nth(2).unwrap_or_default();
        answered.extend(sent.get(id).map(|began| entry.at.duration_since(*began)));
    }
    let late = answered.iter().filter(|time| **time > LATE).count();
    let all = sent.len();
    println!("{RATE} a second for {SECONDS} s: {} of {all} answered, {late} of them late", answered.len());
    tell("at that rate", &mut answered);
    stand_in.finish(bot).await;
}

fn tell(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |percent: usize| {
        times.get(times.len().saturating_sub(1) * percent / 100).copied().unwrap_or_default()
    };
    println!("{what}: {:?} median, {:?} p99", at(50), at(99));
}
