//! Every command with options as people fill them, and everything that can be tapped under the answers.

#![cfg(unix)]

mod stand_in;

use std::collections::HashSet;
use std::process::Command;

use serde_json::{Value, json};
use stand_in::StandIn;
use stand_in::bot::{Bot, repository};
use stand_in::fixtures::{Asker, option};
use stand_in::messages::answered;
use stand_in::reading::{Tap, choices, is_ephemeral, taps, text};

/// The commands as `accord commands` prints them.
fn commands() -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_accord"))
        .arg("commands")
        .env_clear()
        .current_dir(repository("tests"))
        .output()
        .expect("the built binary starts");
    serde_json::from_slice(&output.stdout).expect("accord commands prints a JSON list")
}

/// A value as a person fills it in: the first that is offered, or else what the option's name asks for.
async fn plausible(stand_in: &StandIn, asker: &Asker, command: &str, spec: &Value) -> Value {
    let name = spec["name"].as_str().expect("an option has a name");
    let offered = spec["choices"][0]["value"].clone();
    let value = match (spec["type"].as_u64(), name) {
        (Some(5), _) => json!(false),
        (Some(4), _) => json!(1),
        _ if !offered.is_null() => offered,
        _ if spec["autocomplete"] == true => {
            let offers = choices(&stand_in.ask(&asker.autocomplete(command, &[], (name, ""))).await);
            assert!(!offers.is_empty(), "/{command} {name}: nothing to choose before the first letter");
            json!(offers[0].1)
        }
        (_, "question") => json!("how much did the netherlands promise for 2024?"),
        _ => json!("2024"),
    };
    option(name, value)
}

/// Each command twice: with what it requires, and with everything it takes. Message menus once.
async fn filled_in(stand_in: &StandIn, asker: &Asker) -> Vec<Value> {
    let mut interactions = Vec::new();
    for command in commands() {
        let name = command["name"].as_str().expect("a command has a name");
        if command["type"] == 3 {
            interactions.push(asker.on_text(name, "the dutch promised military aid for 2024"));
            continue;
        }
        let (mut required, mut all) = (Vec::new(), Vec::new());
        for spec in command["options"].as_array().into_iter().flatten() {
            let filled = plausible(stand_in, asker, name, spec).await;
            if spec["required"] == true {
                required.push(filled.clone());
            }
            all.push(filled);
        }
        interactions.push(asker.command(name, &required));
        if all.len() > required.len() {
            interactions.push(asker.command(name, &all));
        }
    }
    interactions
}

/// What a tap sends.
fn tapped(asker: &Asker, message: &Value, tap: &Tap) -> Value {
    match tap {
        Tap::Press(id) => asker.press(message, id),
        Tap::Choose(id, value) => asker.choose(message, id, value),
    }
}

/// Taps everything under a message, and under what that leads to; how many different taps there were.
async fn tap_all(
    stand_in: &StandIn,
    asker: &Asker,
    root: Value,
    depth: usize,
    known: &mut HashSet<Tap>,
) -> usize {
    let mut open = vec![(root, depth)];
    let mut count = 0;
    while let Some((message, depth)) = open.pop() {
        let news = taps(&message).into_iter().filter(|tap| known.insert(tap.clone())).collect::<Vec<_>>();
        for tap in news {
            let mut interaction = tapped(asker, &message, &tap);
            let mut answer = stand_in.ask(&interaction).await;
            if answer["type"] == 9 {
                let id = answer["data"]["custom_id"].as_str().unwrap_or_default();
                let field = &answer["data"]["components"][0]["components"][0]["custom_id"];
                let typed = [(field.as_str().unwrap_or_default(), "when was the dutch agreement signed?")];
                interaction = asker.submit(&message, id, &typed);
                answer = stand_in.ask(&interaction).await;
            }
            let embeds = answer["data"]["embeds"].as_array().map_or(0, Vec::len);
            assert!(embeds > 0, "{tap:?} under “{}” led to {answer}", text(&message));
            count += 1;
            if depth > 1 {
                open.push((answered(&interaction, &answer), depth - 1));
            }
        }
    }
    count
}

/// No button of the bot's own may ask what the bot cannot answer: the log has one line for each with its outcome.
fn no_tap_fails(bot: &Bot) {
    let output = bot.output();
    let fails = |line: &&str| {
        line.contains("component") && (line.contains("Some(Unknown)") || line.contains("Some(Error)"))
    };
    let failed: Vec<&str> = output.lines().filter(fails).collect();
    assert!(failed.is_empty(), "taps led to no answer:\n{}", failed.join("\n"));
}

#[tokio::test]
async fn every_command_is_answered_wherever_it_is_asked() {
    let (stand_in, bot) = StandIn::with_bot().await;
    for asker in [Asker::in_server("601"), Asker::in_dm("602"), Asker::elsewhere("603")] {
        for interaction in filled_in(&stand_in, &asker).await {
            let answer = stand_in.ask(&interaction).await;
            let embeds = answer["data"]["embeds"].as_array().map_or(0, Vec::len);
            assert!(embeds > 0, "{}: {answer}", interaction["data"]);
        }
    }
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn everything_under_an_answer_leads_to_an_answer() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    let (mut count, mut known) = (0, HashSet::new());
    for interaction in filled_in(&stand_in, &asker).await {
        let answer = stand_in.ask(&interaction).await;
        let root = answered(&interaction, &answer);
        count += tap_all(&stand_in, &asker, root, 2, &mut known).await;
    }
    assert!(count > 20, "only {count} taps: the answers have lost what is under them");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn everything_under_the_shipped_facts_leads_to_an_answer() {
    let stand_in = StandIn::start();
    let knowledge = repository("knowledge");
    let knowledge = knowledge.to_str().expect("the repository's path is UTF-8");
    let bot = Bot::start(&stand_in, &[("KNOWLEDGE_PATH", knowledge)]);
    stand_in.connected().await;
    let asker = Asker::in_server("601");
    let mut known = HashSet::new();
    for interaction in filled_in(&stand_in, &asker).await {
        let answer = stand_in.ask(&interaction).await;
        tap_all(&stand_in, &asker, answered(&interaction, &answer), 1, &mut known).await;
    }
    no_tap_fails(&bot);
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn buttons_work_after_a_restart_and_keep_a_private_answer_private() {
    let (stand_in, mut bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    let card = asker.command("aid", &[option("party", "netherlands"), option("private", true)]);
    let message = answered(&card, &stand_in.ask(&card).await);
    bot.stop(nix::sys::signal::Signal::SIGTERM).await;
    let mark = stand_in.transcript().mark();
    let bot = Bot::start(&stand_in, &[]);
    stand_in.identified(mark).await;
    for tap in taps(&message) {
        let answer = stand_in.ask(&tapped(&asker, &message, &tap)).await;
        assert!(answer["type"] != 4 || is_ephemeral(&answer), "{tap:?}: {answer}");
    }
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_follow_up_typed_into_the_modal_takes_up_the_answer_above() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    let card = asker.command("aid", &[option("party", "netherlands")]);
    let message = answered(&card, &stand_in.ask(&card).await);
    let other = Asker::in_server("602");
    let mut opened = Vec::new();
    for tap in taps(&message) {
        let answer = stand_in.ask(&tapped(&other, &message, &tap)).await;
        opened.extend((answer["type"] == 9).then_some(answer));
    }
    let [modal] = opened.as_slice() else { panic!("not one modal: {opened:?}") };
    let id = modal["data"]["custom_id"].as_str().expect("a modal has an id");
    let typed = [("question", "and when was it signed?")];
    let answer = stand_in.ask(&Asker::in_server("603").submit(&message, id, &typed)).await;
    assert!(text(&answer).contains("1 March 2024"), "{answer}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn no_button_offers_what_is_not_on_file() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    let card = asker.command("agreement", &[option("party", "iceland")]);
    let message = answered(&card, &stand_in.ask(&card).await);
    for tap in taps(&message) {
        let Tap::Press(id) = &tap else { continue };
        let answer = stand_in.ask(&asker.press(&message, id)).await;
        assert!(!text(&answer).contains("has no"), "{tap:?}: {answer}");
    }
    stand_in.finish(bot).await;
}
