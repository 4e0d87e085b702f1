//! Bringing answers to Discord where the way there fails: again, no sooner than asked, once, and not too late.

#![cfg(unix)]

mod stand_in;

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use stand_in::StandIn;
use stand_in::faults::Fault;
use stand_in::fixtures::{Asker, option};
use stand_in::messages::{in_dm, in_server, snowflake_of};
use stand_in::reading::text;
use stand_in::transcript::Event;

fn question() -> Value {
    Asker::in_server("601").command("aid", &[option("party", "netherlands")])
}

/// The messages that were posted, or tried to be.
fn posts(stand_in: &StandIn) -> Vec<Value> {
    let entries = stand_in.transcript().since(0);
    entries.iter().filter_map(|entry| Some(entry.event.call("POST", "/channels/")?.body.clone())).collect()
}

#[tokio::test]
async fn a_connection_lost_before_the_response_is_made_anew() {
    let (stand_in, bot) = StandIn::with_bot().await;
    for done in [false, true] {
        stand_in.fail("POST", "/callback", Fault::Lost { done }, 1);
        let asked = question();
        let answer = stand_in.ask(&asked).await;
        assert!(text(&answer).contains("€2 billion"), "{answer}");
    }
    // What had arrived after all is not taken for lost.
    stand_in.ask(&question()).await;
    assert!(!bot.output().contains("not delivered"), "{}", bot.output());
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn an_answer_that_hangs_is_sent_again_in_time() {
    let (stand_in, bot) = StandIn::with_bot().await;
    stand_in.fail("POST", "/callback", Fault::Slow(Duration::from_mins(1)), 1);
    stand_in.ask(&question()).await;
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_wait_that_discord_asks_for_before_a_reply_is_kept() {
    // The stand-in fails the test where the call comes sooner.
    for retry_after in [Duration::from_millis(500), Duration::from_secs(4)] {
        let (stand_in, bot) = StandIn::with_bot().await;
        stand_in.fail("POST", "/channels/", Fault::RateLimited { retry_after, global: false }, 1);
        let message = in_dm("601", "901", "dutch aid");
        stand_in.say(&message);
        stand_in.reply(&message).await;
        stand_in.finish(bot).await;
    }
}

#[tokio::test]
async fn a_reply_that_is_refused_for_its_reference_is_sent_without_it() {
    for (status, code) in [(400, 160_002), (400, 50_035), (403, 50_013)] {
        let (stand_in, bot) = StandIn::with_bot().await;
        stand_in.fail("POST", "/channels/", Fault::Refused(status, code), 1);
        stand_in.say(&in_server("601", "500", "<@1210000000000000001> dutch aid"));
        let alone = |event: &Event| {
            let call = event.call("POST", "/channels/")?;
            (call.status == 200).then(|| call.body.clone())
        };
        let sent = stand_in.transcript().wait_for("message without a reference", 0, alone).await;
        assert!(sent["message_reference"].is_null() && text(&sent).contains("€2 billion"), "{code}: {sent}");
        stand_in.finish(bot).await;
    }
}

#[tokio::test]
async fn a_message_that_is_sent_again_carries_the_same_nonce() {
    let (stand_in, bot) = StandIn::with_bot().await;
    stand_in.fail("POST", "/channels/", Fault::Broken(502), 1);
    let message = in_dm("601", "901", "dutch aid");
    stand_in.say(&message);
    stand_in.reply(&message).await;
    let sent = posts(&stand_in);
    assert_eq!(sent.len(), 2, "{sent:?}");
    assert_eq!(sent[0]["enforce_nonce"], json!(true));
    let nonce = sent[0]["nonce"].as_str().expect("a nonce");
    assert!((1..=25).contains(&nonce.len()), "{nonce}");
    assert_eq!(sent[1]["nonce"], sent[0]["nonce"]);
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn what_is_old_when_it_is_replayed_is_not_answered() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let (mut old, mut fresh) = (question(), question());
    old["id"] = json!(snowflake_of(Duration::from_secs(20)));
    let mut message = in_dm("601", "901", "dutch aid");
    message["id"] = json!(snowflake_of(Duration::from_mins(1)));
    // Missed in an outage, and sent again when the bot resumes.
    let mark = stand_in.transcript().mark();
    stand_in.gateway().drop_socket();
    stand_in.send(&old);
    stand_in.say(&message);
    stand_in.resumed(mark).await;
    bot.says("dropped: too old").await;
    fresh["id"] = json!(snowflake_of(Duration::ZERO));
    let answer = stand_in.ask(&fresh).await;
    assert!(text(&answer).contains("€2 billion"), "{answer}");
    stand_in.forgive();
    let path = format!("/interactions/{}/", old["id"].as_str().expect("an id"));
    let answered = stand_in.transcript().count(|event| event.call("POST", &path).is_some());
    assert_eq!((answered, posts(&stand_in).len()), (0, 0), "{}", bot.output());
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn what_has_become_too_old_is_dropped_before_it_is_thought_about() {
    /// More than can be answered in three seconds by any build.
    const FLOOD: usize = 1_500;
    let (stand_in, bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    for _ in 0..FLOOD {
        let hard =
            "what did the netherlands and germany and japan promise for air defence in twenty twenty four";
        stand_in.send(&asker.command("ask", &[option("question", hard)]));
    }
    bot.says("dropped: too old").await;
    // What comes after the flood is answered in time again; the stand-in fails the test for any answer that is late.
    let began = Instant::now();
    loop {
        let fresh = question();
        stand_in.send(&fresh);
        let path = format!("/interactions/{}/", fresh["id"].as_str().expect("an id"));
        tokio::time::sleep(Duration::from_millis(500)).await;
        if stand_in.transcript().count(|event| event.call("POST", &path).is_some()) > 0 {
            break;
        }
        assert!(began.elapsed() < Duration::from_mins(1), "{}", bot.output());
    }
    stand_in.forgive();
    stand_in.finish(bot).await;
}
