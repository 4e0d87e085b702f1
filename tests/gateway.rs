//! The life of the connection: identify, every way of losing it, and the end.

#![cfg(unix)]

mod stand_in;

use std::time::Duration;

use nix::sys::signal::Signal;
use serde_json::{Value, json};
use stand_in::StandIn;
use stand_in::bot::{Bot, FIVE_SECONDS};
use stand_in::faults::Fault;
use stand_in::fixtures::{Asker, option};
use stand_in::gateway::{PRIVILEGED_INTENTS, Welcome};
use stand_in::messages::{guild, in_server};
use stand_in::reading::{is_ephemeral, text};
use stand_in::transcript::Event;

/// A question with a known answer.
fn question() -> Value {
    Asker::in_server("601").command("aid", &[option("party", "netherlands")])
}

/// Asks, and fails the test unless the answer is the right one.
async fn answers(stand_in: &StandIn) {
    let answer = stand_in.ask(&question()).await;
    assert!(text(&answer).contains("€2 billion"), "{answer}");
}

/// How many times the bot has identified.
fn identifies(stand_in: &StandIn) -> usize {
    stand_in.transcript().count(|event| event.sent(2).is_some())
}

#[tokio::test]
async fn identifies_with_no_privileged_intent() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let identify = stand_in.identified(0).await;
    let intents = identify["intents"].as_u64().expect("identify has intents");
    assert_eq!(intents & PRIVILEGED_INTENTS, 0, "{intents:#x}");
    assert_eq!(
        intents,
        1 << 9 | 1 << 12,
        "messages in servers and direct ones, and nothing that is not used"
    );
    assert_eq!(identify["shard"], json!([0, 1]));
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn resumes_after_the_socket_broke_off_and_answers_what_came_meanwhile() {
    let (stand_in, bot) = StandIn::with_bot().await;
    answers(&stand_in).await;
    let mark = stand_in.transcript().mark();
    stand_in.gateway().drop_socket();
    let missed = question();
    stand_in.send(&missed);
    let resume = stand_in.resumed(mark).await;
    assert_eq!(resume["seq"], 2, "READY and one interaction had been seen");
    stand_in.answer(&missed).await;
    answers(&stand_in).await;
    assert_eq!(identifies(&stand_in), 1);
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn resumes_when_discord_asks_to_reconnect() {
    let (stand_in, bot) = StandIn::with_bot().await;
    answers(&stand_in).await;
    for _ in 0..2 {
        let mark = stand_in.transcript().mark();
        stand_in.gateway().ask_to_reconnect();
        stand_in.resumed(mark).await;
        answers(&stand_in).await;
    }
    assert_eq!(identifies(&stand_in), 1);
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn resumes_after_a_close_that_allows_it() {
    let (stand_in, bot) = StandIn::with_bot().await;
    for code in [1001, 4000, 4008] {
        answers(&stand_in).await;
        let mark = stand_in.transcript().mark();
        stand_in.gateway().close(Some(code));
        stand_in.resumed(mark).await;
    }
    answers(&stand_in).await;
    assert_eq!(identifies(&stand_in), 1);
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn is_back_after_a_close_with_no_code() {
    let stand_in = StandIn::start();
    let bot = Bot::start(&stand_in, &[]);
    stand_in.connected().await;
    let mark = stand_in.transcript().mark();
    stand_in.gateway().close(None);
    stand_in.greeted(mark).await;
    answers(&stand_in).await;
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn begins_a_new_session_when_the_old_one_is_invalid() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let mark = stand_in.transcript().mark();
    stand_in.gateway().invalidate(false);
    stand_in.identified(mark).await;
    answers(&stand_in).await;
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn resumes_a_session_that_is_said_to_be_resumable() {
    let (stand_in, bot) = StandIn::with_bot().await;
    answers(&stand_in).await;
    let mark = stand_in.transcript().mark();
    stand_in.gateway().invalidate(true);
    stand_in.resumed(mark).await;
    answers(&stand_in).await;
    assert_eq!(identifies(&stand_in), 1);
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn begins_a_new_session_when_a_resume_is_refused() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let mark = stand_in.transcript().mark();
    stand_in.gateway().plan(Welcome::InvalidSession(false));
    stand_in.gateway().ask_to_reconnect();
    stand_in.resumed(mark).await;
    stand_in.identified(mark).await;
    answers(&stand_in).await;
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn resumes_when_heartbeats_are_not_acknowledged() {
    let stand_in = StandIn::start();
    stand_in.gateway().heartbeat = Duration::from_secs(1);
    let bot = Bot::start(&stand_in, &[]);
    stand_in.connected().await;
    stand_in.transcript().wait_for("heartbeat", 0, |event| event.sent(1).map(|_| ())).await;
    stand_in.gateway().acknowledges = false;
    let mark = stand_in.transcript().mark();
    let opened = |event: &Event| matches!(event, Event::Opened(_)).then_some(());
    stand_in.transcript().wait_for("new connection", mark, opened).await;
    stand_in.gateway().acknowledges = true;
    stand_in.resumed(mark).await;
    answers(&stand_in).await;
    assert_eq!(identifies(&stand_in), 1);
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_close_that_no_retry_mends_ends_the_bot() {
    let codes =
        [(4004, "DISCORD_TOKEN"), (4010, "shard"), (4012, "version"), (4013, "intents"), (4014, "intents")];
    for (code, told) in codes {
        let stand_in = StandIn::start();
        stand_in.gateway().plan(Welcome::Close(code));
        let mut bot = Bot::start(&stand_in, &[]);
        stand_in.identified(0).await;
        assert_eq!(bot.ended(FIVE_SECONDS).await.code(), Some(2), "{code}: {}", bot.output());
        assert!(bot.output().contains(told), "{code}: {}", bot.output());
        assert_eq!(identifies(&stand_in), 1, "{code}");
        stand_in.check();
    }
}

#[tokio::test]
async fn waits_for_discord_when_it_is_away_at_the_start() {
    let mut stand_in = StandIn::start();
    stand_in.go_away();
    let mut bot = Bot::start(&stand_in, &[]);
    bot.says("cannot be reached").await;
    assert!(bot.is_running(), "{}", bot.output());
    stand_in.come_back();
    stand_in.connected().await;
    answers(&stand_in).await;
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn is_back_when_discord_is_back() {
    let (mut stand_in, mut bot) = StandIn::with_bot().await;
    answers(&stand_in).await;
    let mark = stand_in.transcript().mark();
    stand_in.go_away();
    bot.says("not connected").await;
    assert!(bot.is_running(), "{}", bot.output());
    stand_in.come_back();
    stand_in.greeted(mark).await;
    answers(&stand_in).await;
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn events_that_are_not_known_do_no_harm() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let mut later_kind = question();
    later_kind["type"] = json!(99);
    let mut later_fields = question();
    later_fields["a_later_field"] = json!({ "with": ["anything"] });
    later_fields["data"]["options"][0]["a_later_field"] = json!(7);
    later_fields["context"] = json!(99);
    stand_in.gateway().dispatch("SOMETHING_OF_LATER", json!({ "id": "1" }));
    stand_in.gateway().dispatch("GUILD_CREATE", guild());
    assert!(is_ephemeral(&stand_in.ask(&later_kind).await));
    stand_in.gateway().dispatch("INTERACTION_CREATE", json!({ "id": "1", "type": 2 }));
    stand_in.gateway().dispatch("MESSAGE_CREATE", json!({ "id": "1" }));
    stand_in.gateway().send_raw("{\"op\": 99, \"d\": null, \"s\": null, \"t\": null}");
    stand_in.gateway().send_raw("not json");
    let answer = stand_in.ask(&later_fields).await;
    assert!(text(&answer).contains("€2 billion"), "{answer}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn ends_within_five_seconds_when_told_to() {
    for signal in [Signal::SIGTERM, Signal::SIGINT] {
        let (stand_in, mut bot) = StandIn::with_bot().await;
        answers(&stand_in).await;
        bot.stop(signal).await;
        let left = |event: &Event| match event {
            Event::Closed { code, .. } => Some(*code),
            _ => None,
        };
        let code = stand_in.transcript().wait_for("the bot's leave", 0, left).await;
        assert_eq!(code, Some(1000), "a clean leave takes the bot offline at once");
        stand_in.check();
    }
}

#[tokio::test]
async fn ends_when_told_to_while_discord_is_away() {
    let mut stand_in = StandIn::start();
    stand_in.go_away();
    let mut bot = Bot::start(&stand_in, &[]);
    bot.says("cannot be reached").await;
    bot.stop(Signal::SIGTERM).await;
    stand_in.check();
    let (mut stand_in, mut bot) = StandIn::with_bot().await;
    stand_in.go_away();
    bot.says("not connected").await;
    bot.stop(Signal::SIGINT).await;
    stand_in.check();
}

#[tokio::test]
async fn an_answer_under_way_is_finished_before_the_end() {
    let (stand_in, mut bot) = StandIn::with_bot().await;
    stand_in.fail("POST", "/callback", Fault::Slow(Duration::from_secs(1)), 1);
    let asked = question();
    stand_in.send(&asked);
    let held = |event: &Event| matches!(event, Event::Held(_)).then_some(());
    stand_in.transcript().wait_for("answer under way", 0, held).await;
    bot.stop(Signal::SIGTERM).await;
    stand_in.answer(&asked).await;
    stand_in.check();
}

#[tokio::test]
async fn an_answer_that_is_lost_is_logged_without_what_opens_it() {
    let (stand_in, bot) = StandIn::with_bot().await;
    stand_in.fail("POST", "/callback", Fault::Lost { done: false }, 9);
    stand_in.gateway().dispatch("INTERACTION_CREATE", question());
    bot.says("not delivered").await;
    let output = bot.output();
    // An interaction's token lets whoever reads it speak as the bot for fifteen minutes.
    assert!(!output.contains("interaction-token") && !output.contains("/callback"), "{output}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn an_answer_that_hangs_does_not_keep_the_bot_from_ending() {
    let (stand_in, mut bot) = StandIn::with_bot().await;
    stand_in.fail("POST", "/messages", Fault::Slow(Duration::from_mins(1)), 1);
    stand_in.say(&stand_in::messages::in_dm("601", "901", "dutch aid"));
    let held = |event: &Event| matches!(event, Event::Held(_)).then_some(());
    stand_in.transcript().wait_for("answer under way", 0, held).await;
    bot.stop(Signal::SIGTERM).await;
    stand_in.check();
}

#[tokio::test]
async fn an_interaction_of_a_later_kind_is_told_so() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let mut later = Asker::in_server("601").command("aid", &[option("party", "netherlands")]);
    later["type"] = json!(6);
    let answer = stand_in.ask(&later).await;
    assert!(is_ephemeral(&answer), "{answer}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn an_interaction_with_a_part_of_later_is_answered() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    let mut message = in_server("601", "500", "an answer");
    message["interaction_metadata"] = json!({ "id": "1", "type": 5 });
    stand_in.ask(&asker.press(&message, "1q/aid Netherlands")).await;
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn the_log_has_no_colours_in_a_pipe() {
    let stand_in = StandIn::start();
    let mut bot = Bot::start(&stand_in, &[]);
    stand_in.connected().await;
    bot.stop(Signal::SIGTERM).await;
    stand_in.check();
    assert!(!bot.output().contains('\u{1b}'), "{}", bot.output());
}
