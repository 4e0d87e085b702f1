//! Translations of facts from Discord: written in a form, told once confirmed, marked when the English changes, out and in.

#![cfg(unix)]

mod stand_in;

use std::fs;

use serde_json::Value;
use stand_in::desk::{Desk, FACT, FIGURE, Modal};
use stand_in::fixtures::{Asker, option, spoken};
use stand_in::moderators::Member;
use stand_in::reading::{button, text};

/// The tests' facts in Dutch, before anything is translated.
const DUTCH: (&str, &str) = ("nl/facts.toml", "# In Dutch.\n");
const STATEMENT: &str = "In de overeenkomst zegde Nederland voor 2024 € 2 miljard aan militaire steun toe.";

async fn form(desk: &Desk, member: &Member) -> Modal {
    let options = [option("fact", FACT), option("language", "nl")];
    Modal::read(&desk.ask(&member.facts("translate", &options)).await)
}

/// A bot to which the fact's translation was given.
async fn translated(member: &Member) -> Desk {
    let desk = Desk::open_with(&[DUTCH]).await;
    let mut modal = form(&desk, member).await;
    modal.set("statement", STATEMENT);
    modal.set("asks", "hoeveel krijgt kyiv dat jaar\nwat geven we in 2024");
    modal.set("why", "so that the Dutch can read it");
    let preview = desk.submit(member, &modal).await;
    assert!(button(&preview, "Confirm").is_some() && text(&preview).contains("+asks = ["), "{preview}");
    desk.press(member, &preview, "Confirm").await;
    desk
}

async fn in_dutch(desk: &Desk) -> String {
    let asker = Asker::in_server("999");
    let question = asker.command("ask", &[option("question", "dutch military aid in 2024")]);
    text(&desk.ask(&spoken("nl", question)).await)
}

#[tokio::test]
async fn a_translation_goes_from_its_form_into_the_file_of_its_language_and_is_told() {
    let member = Member::manager("601");
    let desk = translated(&member).await;
    let file = fs::read_to_string(desk.path("nl/facts.toml")).expect("it can be read");
    assert!(file.starts_with("# In Dutch.\n") && file.contains(STATEMENT), "{file}");
    assert!(file.contains("asks = [\n    \"hoeveel krijgt kyiv dat jaar\",\n"), "{file}");
    assert_eq!(desk.findings(), None);
    let told = in_dutch(&desk).await;
    assert!(told.contains("€ 2 miljard") && !told.contains("(Engels)"), "{told}");
    let modal = form(&desk, &member).await;
    assert_eq!(modal.get("statement"), STATEMENT);
    assert_eq!(
        desk.history().last().map(|record| record["parts"][0]["table"].clone()),
        Some("translation".into())
    );
    desk.close().await;
}

#[tokio::test]
async fn what_makes_no_translation_is_handed_back_and_nothing_is_made() {
    let member = Member::manager("601");
    let desk = Desk::open_with(&[DUTCH]).await;
    let mut modal = form(&desk, &member).await;
    modal.set("statement", STATEMENT);
    modal.set("asks", &"hoeveel ".repeat(40));
    modal.set("why", "a test");
    let told = desk.submit(&member, &modal).await;
    assert!(button(&told, "Confirm").is_none() && text(&told).contains(STATEMENT), "{told}");
    modal.set("why", "  ");
    let told = text(&desk.submit(&member, &modal).await);
    assert!(told.contains("reason is empty") && told.contains(STATEMENT), "{told}");
    let options = [option("fact", FACT), option("language", "uk")];
    let none = text(&desk.shown(&member.facts("translate", &options)).await);
    assert!(none.contains("no file") && none.contains("`uk`"), "{none}");
    assert!(desk.history().is_empty());
    desk.close().await;
}

#[tokio::test]
async fn an_edit_of_the_english_says_that_its_translation_is_not_told_any_more() {
    let member = Member::manager("601");
    let desk = translated(&member).await;
    let preview = desk.preview(&member, FACT, FIGURE, "€2 billion in all").await;
    assert!(text(&preview).contains("/facts translate"), "{preview}");
    desk.press(&member, &preview, "Confirm").await;
    let told = in_dutch(&desk).await;
    assert!(told.contains("(Engels)") && told.contains("in all") && !told.contains("miljard"), "{told}");
    desk.close().await;
}

#[tokio::test]
async fn a_translation_goes_out_and_comes_in_under_a_name_of_its_own() {
    let member = Member::manager("601");
    let desk = translated(&member).await;
    let options = [option("party", "netherlands"), option("language", "nl")];
    let answer = desk.ask(&member.facts("export", &options)).await;
    let uploaded = answer["data"]["uploaded"].as_array().or(answer["uploaded"].as_array());
    let file: &Value = uploaded.and_then(|files| files.first()).expect("a file");
    let text_of = file["text"].as_str().expect("text");
    assert_eq!((&file["name"], text_of.contains(STATEMENT)), (&"facts.nl.toml".into(), true));
    let english = desk.text();
    let better = text_of.replace("zegde", "beloofde");
    let url = desk.stand_in.attach("facts.nl.toml", &better);
    let preview = desk.shown(&member.import("facts.nl.toml", better.len(), &url)).await;
    desk.press(&member, &preview, "Confirm").await;
    assert!(in_dutch(&desk).await.contains("beloofde"));
    assert_eq!(desk.text(), english);
    desk.close().await;
}
