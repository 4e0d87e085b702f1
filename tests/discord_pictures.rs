//! Pictures in Discord: files with what they show, beside the answer they belong to, and none where none is wanted or allowed.

#![cfg(unix)]

mod stand_in;

use serde_json::{Value, json};
use stand_in::StandIn;
use stand_in::faults::Fault;
use stand_in::fixtures::{Asker, option};
use stand_in::messages::in_dm;
use stand_in::reading::text;
use stand_in::transcript::Event;

fn signatories() -> Value {
    Asker::in_server("601").command("signatories", &[])
}

/// The one picture of an answer: that it is a PNG for a phone, listed by its name, with what it shows.
fn assert_pictured(answer: &Value) {
    let uploaded = answer["uploaded"].as_array().unwrap_or_else(|| panic!("no file: {answer}"));
    assert_eq!((uploaded.len(), &uploaded[0]["size"][0]), (1, &json!(975)), "{}", answer["data"]);
    let listed = &answer["data"]["attachments"][0];
    assert_eq!(listed["filename"], "signatories.png");
    assert!(listed["description"].as_str().is_some_and(|alt| alt.contains("Netherlands")), "{listed}");
}

#[tokio::test]
async fn a_picture_goes_with_the_answer_unless_it_is_not_wanted() {
    let (stand_in, bot) = StandIn::with_bot().await;
    assert_pictured(&stand_in.ask(&signatories()).await);
    let mut without = signatories();
    without["data"]["options"] = json!([{ "name": "picture", "type": 5, "value": false }]);
    let answer = stand_in.ask(&without).await;
    assert!(answer["uploaded"].is_null() && text(&answer).contains("Netherlands"), "{answer}");
    let about = stand_in.ask(&Asker::in_server("601").command("about", &[])).await;
    assert!(about["uploaded"].is_null(), "{about}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn where_no_files_may_be_sent_the_text_answers() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let mut forbidden = signatories();
    // Of the rights that the stand-in gives, all but that to attach files (bit 15).
    let rights = forbidden["app_permissions"].as_str().and_then(|rights| rights.parse::<u64>().ok());
    forbidden["app_permissions"] = json!((rights.expect("rights") & !(1 << 15)).to_string());
    let answer = stand_in.ask(&forbidden).await;
    assert!(answer["uploaded"].is_null() && text(&answer).contains("Netherlands"), "{answer}");
    stand_in.fail("POST", "/callback", Fault::Refused(403, 50_013), 1);
    let answer = stand_in.ask(&signatories()).await;
    assert!(answer["uploaded"].is_null() && text(&answer).contains("Netherlands"), "{answer}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_reply_to_a_message_has_it_too() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let message = in_dm("601", "901", "/signatories");
    stand_in.say(&message);
    stand_in.reply(&message).await;
    let posted = |event: &Event| event.call("POST", "/channels/").map(|call| call.body.clone());
    let sent = stand_in.transcript().wait_for("the reply", 0, posted).await;
    assert_eq!(sent["uploaded"][0]["size"][0], json!(975), "{}", sent["attachments"]);
    assert_eq!(sent["attachments"][0]["id"], json!(0));
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn the_option_stands_on_the_commands_that_have_pictures() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    let mut interaction = asker.command("aid", &[option("party", "netherlands")]);
    let options = interaction["data"]["options"].as_array_mut().expect("options");
    options.push(json!({ "name": "picture", "type": 5, "value": true }));
    let answer = stand_in.ask(&interaction).await;
    assert!(text(&answer).contains("€2 billion"), "{answer}");
    stand_in.finish(bot).await;
}
