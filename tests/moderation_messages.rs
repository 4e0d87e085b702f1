//! The menu "Make this a fact", and the facts told that `/facts gaps` counts.

#![cfg(unix)]

mod stand_in;

use std::time::Duration;

use serde_json::{Value, json};
use stand_in::desk::{Desk, FACT, Modal};
use stand_in::fixtures::{Asker, option};
use stand_in::messages::GUILD;
use stand_in::moderators::Member;
use stand_in::reading::{button, is_ephemeral, text};
use stand_in::transcript::PATIENCE;

const MENU: &str = "Make this a fact";

/// The message that a menu's command is about, to be changed.
fn message(command: &mut Value) -> &mut Value {
    let messages = command["data"]["resolved"]["messages"].as_object_mut();
    messages.and_then(|all| all.values_mut().next()).expect("a message is resolved")
}

#[tokio::test]
async fn a_message_begins_a_fact_and_what_it_comes_from_is_still_asked_for() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let command = member.on_text(MENU, "Iceland gave 3 bridges.");
    let mut modal = Modal::read(&desk.ask(&command).await);
    assert_eq!(modal.get("statement"), "Iceland gave 3 bridges.");
    assert_eq!(modal.get("asks"), "");
    let target = command["data"]["target_id"].as_str().expect("an id");
    let source = modal.get("sources").to_owned();
    let address = format!("https://discord.com/channels/{GUILD}/500/{target} | ");
    assert!(source.starts_with(&address) && source.ends_with("2026-01-01"), "{source}");
    modal.set("asks", "bridges of Iceland");
    modal.set("details", "topic = signing\nas_of = 2026-01-01");
    modal.set("why", "said in the channel");
    let refused = desk.submit(&member, &modal).await;
    assert!(
        button(&refused, "Confirm").is_none() && text(&refused).contains("is not accepted here"),
        "{refused}"
    );
    modal.set("sources", "paper");
    let preview = desk.submit(&member, &modal).await;
    let done = desk.press(&member, &preview, "Confirm").await;
    assert!(text(&done).contains("Done.") && desk.text().contains("Iceland gave 3 bridges."), "{done}");
    desk.close().await;
}

#[tokio::test]
async fn embeds_are_read_long_messages_cut_and_empty_ones_refused() {
    let desk = Desk::open().await;
    let member = Member::with_role("601");
    let mut quoting = member.on_text(MENU, "Look:");
    message(&mut quoting)["embeds"] = json!([{ "title": "News", "description": "Iceland gave a bridge." }]);
    let modal = Modal::read(&desk.ask(&quoting).await);
    assert_eq!(modal.get("statement"), "Look:\nNews\nIceland gave a bridge.");
    let modal = Modal::read(&desk.ask(&member.on_text(MENU, &"Brücke ".repeat(280))).await);
    let statement = modal.get("statement");
    assert!(
        (500..=600).contains(&statement.chars().count()) && statement.ends_with("Brücke…"),
        "{statement}"
    );
    for empty in ["", "\u{200b} \n"] {
        let kept = desk.kept();
        let told = desk.ask(&member.on_text(MENU, empty)).await;
        assert!(is_ephemeral(&told) && text(&told).contains("/facts add"), "{told}");
        assert_eq!(desk.kept(), kept);
    }
    desk.close().await;
}

#[tokio::test]
async fn facts_told_are_counted_without_a_word_of_the_question() {
    let mut desk = Desk::open().await;
    let (member, asker) = (Member::manager("601"), Asker::in_server("7770001112223"));
    let questions = [FACT, FACT, "bridge-length"].map(|fact| match fact {
        FACT => "how much military aid from the Netherlands in 2024",
        _ => "how long is the test bridge",
    });
    for question in questions {
        desk.ask(&asker.command("ask", &[option("question", question)])).await;
    }
    // A list tells none of its facts, and what the file does not have none either.
    desk.ask(&asker.command("timeline", &[])).await;
    desk.ask(&asker.command("aid", &[option("party", "iran")])).await;
    let wanted = format!("2× `{FACT}`\n1× `bridge-length`");
    let shown = async |desk: &Desk| text(&desk.shown(&member.facts("gaps", &[])).await);
    let began = std::time::Instant::now();
    while !shown(&desk).await.contains(&wanted) {
        // A fact is counted after it has been told.
        assert!(began.elapsed() < PATIENCE, "{}", shown(&desk).await);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    desk.bot.stop(nix::sys::signal::Signal::SIGTERM).await;
    let kept = std::fs::read_to_string(desk.path("told.json")).expect("written at the end");
    assert_eq!(
        serde_json::from_str::<Value>(&kept).expect("JSON"),
        json!({ FACT: 2, "bridge-length": 1 }),
        "ids and counts, and nothing else"
    );
    desk.start_again().await;
    let told = shown(&desk).await;
    assert!(told.contains("Told most often") && told.contains(&wanted), "{told}");
    desk.close().await;
}
