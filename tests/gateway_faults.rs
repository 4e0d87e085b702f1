//! A gateway that misbehaves: every loop of failures has a pace, every wait a limit, and what cannot be mended an end.

#![cfg(unix)]

mod stand_in;

use std::time::Duration;

use serde_json::{Value, json};
use stand_in::StandIn;
use stand_in::bot::{Bot, FIVE_SECONDS};
use stand_in::faults::Fault;
use stand_in::fixtures::{Asker, option};
use stand_in::gateway::Welcome;
use stand_in::reading::text;
use stand_in::transcript::Event;

/// Clocks and the way between two processes differ by less.
const TOLERANCE: Duration = Duration::from_millis(50);

/// Asks, and fails the test unless the answer is the right one.
async fn answers(stand_in: &StandIn) {
    let asker = Asker::in_server("601");
    let answer = stand_in.ask(&asker.command("aid", &[option("party", "netherlands")])).await;
    assert!(text(&answer).contains("€2 billion"), "{answer}");
}

/// Waits for so many events that fit, and gives when they came, since the first.
async fn times(stand_in: &StandIn, what: &str, count: usize, fits: impl Fn(&Event) -> bool) -> Vec<Duration> {
    let seen = std::cell::Cell::new(0);
    let enough = |event: &Event| {
        seen.set(seen.get() + usize::from(fits(event)));
        (seen.get() >= count).then_some(())
    };
    stand_in.transcript().wait_for(what, 0, enough).await;
    stand_in.transcript().times(fits)
}

fn is_opened(event: &Event) -> bool {
    matches!(event, Event::Opened(_))
}

/// Fails the test unless the connections have been a second, then two, then four apart, and the log is short.
async fn backs_off(stand_in: &StandIn, bot: &Bot) {
    let opened = times(stand_in, "fourth connection", 4, is_opened).await;
    for (at, wait) in [1, 2, 4].into_iter().enumerate() {
        let apart = opened[at + 1].saturating_sub(opened[at]);
        assert!(apart + TOLERANCE >= Duration::from_secs(wait), "{at}: {apart:?}");
    }
    let lines = bot.output().lines().count();
    assert!(lines <= 8, "a state is told once:\n{}", bot.output());
}

#[tokio::test]
async fn a_peer_that_closes_after_each_ready_is_come_back_to_ever_less_often() {
    for code in [1000, 4000] {
        let stand_in = StandIn::start();
        stand_in.gateway().closes_when_welcome = Some(code);
        let bot = Bot::start(&stand_in, &[]);
        backs_off(&stand_in, &bot).await;
        // What is asked between two connections would wait for the next, longer than Discord does.
        times(&stand_in, "fourth end", 4, |event| matches!(event, Event::Closed { .. })).await;
        stand_in.gateway().closes_when_welcome = None;
        times(&stand_in, "fourth resume", 4, |event| event.sent(6).is_some()).await;
        answers(&stand_in).await;
        stand_in.finish(bot).await;
    }
}

#[tokio::test]
async fn a_session_that_is_invalid_after_each_resume_is_resumed_ever_less_often() {
    let (stand_in, bot) = StandIn::with_bot().await;
    answers(&stand_in).await;
    for _ in 0..3 {
        stand_in.gateway().plan(Welcome::InvalidSession(true));
    }
    stand_in.gateway().ask_to_reconnect();
    backs_off(&stand_in, &bot).await;
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_session_that_is_invalid_after_each_identify_spends_few_starts() {
    let stand_in = StandIn::start();
    for _ in 0..3 {
        stand_in.gateway().plan(Welcome::InvalidSession(false));
    }
    let bot = Bot::start(&stand_in, &[]);
    let identified = times(&stand_in, "third identify", 3, |event| event.sent(2).is_some()).await;
    for pair in identified.windows(2) {
        assert!(pair[1].saturating_sub(pair[0]) >= Duration::from_secs(5), "{identified:?}");
    }
    let asked = stand_in.transcript().count(|event| event.call("GET", "/gateway/bot").is_some());
    assert!(asked >= 3, "the limit is read before each start but the first: {asked}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn the_last_session_starts_of_a_day_are_not_spent() {
    let stand_in = StandIn::start();
    stand_in.starts_left(11);
    stand_in.gateway().plan(Welcome::InvalidSession(false));
    let mut bot = Bot::start(&stand_in, &[]);
    stand_in.identified(0).await;
    assert_eq!(bot.ended(FIVE_SECONDS * 2).await.code(), Some(2), "{}", bot.output());
    assert!(bot.output().contains("session starts"), "{}", bot.output());
    // Started anew, as a service manager does, it spends none either.
    let mark = stand_in.transcript().mark();
    stand_in.starts_left(10);
    let mut bot = Bot::start(&stand_in, &[]);
    assert_eq!(bot.ended(FIVE_SECONDS * 2).await.code(), Some(2), "{}", bot.output());
    let since = stand_in.transcript().since(mark);
    assert!(since.iter().all(|entry| entry.event.sent(2).is_none()), "{}", stand_in.transcript().tell());
    stand_in.check();
}

#[tokio::test]
async fn a_close_that_ends_the_session_begins_a_new_one() {
    for code in [4003, 4007, 4009] {
        let (stand_in, bot) = StandIn::with_bot().await;
        let mark = stand_in.transcript().mark();
        stand_in.gateway().close(Some(code));
        stand_in.identified(mark).await;
        answers(&stand_in).await;
        stand_in.finish(bot).await;
    }
}

#[tokio::test]
async fn too_few_shards_are_counted_anew() {
    let stand_in = StandIn::start();
    stand_in.gateway().plan(Welcome::Close(4011));
    let bot = Bot::start(&stand_in, &[]);
    stand_in.identified(0).await;
    let mark = stand_in.transcript().mark();
    stand_in.recommends_shards(2);
    for shard in [json!([0, 2]), json!([1, 2])] {
        let is_it = |event: &Event| event.sent(2).filter(|(_, data)| data["shard"] == shard).map(|_| ());
        stand_in.transcript().wait_for(&format!("shard {shard}"), mark, is_it).await;
    }
    answers(&stand_in).await;
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn an_upgrade_that_is_never_answered_is_given_up() {
    let stand_in = StandIn::start();
    stand_in.gateway().mute_upgrades = 1;
    let bot = Bot::start(&stand_in, &[]);
    stand_in.connected().await;
    answers(&stand_in).await;
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_call_that_hangs_at_the_start_is_given_up() {
    let stand_in = StandIn::start();
    stand_in.fail("GET", "/applications/@me", Fault::Slow(Duration::from_mins(1)), 1);
    let bot = Bot::start(&stand_in, &[]);
    stand_in.connected().await;
    answers(&stand_in).await;
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_session_is_resumed_where_discord_wants_it() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let mark = stand_in.transcript().mark();
    stand_in.gateway().ask_to_reconnect();
    stand_in.resumed(mark).await;
    let upgraded = |event: &Event| match event {
        Event::Upgrade(path) => Some(path.clone()),
        _ => None,
    };
    let path = stand_in.transcript().wait_for("upgrade", mark, upgraded).await;
    assert_eq!(path, "/resume/");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn an_unreadable_frame_is_told_without_what_is_in_it() {
    let (stand_in, bot) = StandIn::with_bot().await;
    for raw in [
        r#"{"op": 0, "s": "one", "t": "MESSAGE_CREATE", "d": {"content": "a-secret-question"}}"#,
        r#"{"op": 0, "t": 3, "d": {"token": "a-secret-token""#,
    ] {
        stand_in.gateway().send_raw(raw);
    }
    let mut odd: Value = Asker::in_server("601").command("ask", &[option("question", "a-secret-question")]);
    odd["token"] = json!("a-secret-token");
    odd["data"]["options"] = json!("a-secret-list");
    stand_in.ask(&odd).await;
    answers(&stand_in).await;
    let output = bot.output();
    assert!(output.contains("cannot be read") && !output.contains("a-secret"), "{output}");
    stand_in.finish(bot).await;
}
