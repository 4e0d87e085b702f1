//! The HTTP door against what nobody but Discord's own prober sends, and what those who run the bot ask of it.

#![cfg(unix)]

mod stand_in;

use std::process::Command;
use std::time::Duration;

use nix::sys::signal::Signal;
use serde_json::{Value, json};
use stand_in::StandIn;
use stand_in::bot::{Bot, FIVE_SECONDS};
use stand_in::desk::{Desk, FACT, FIGURE};
use stand_in::door::{Request, get, ping};
use stand_in::faults::Fault;
use stand_in::fixtures::{Asker, option};
use stand_in::messages::GUILD;
use stand_in::moderators::{MODERATOR_ROLE, Member};
use stand_in::reading::{button, text};
use stand_in::transcript::Event;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Without its picture, which would follow by a call.
fn aid() -> Value {
    let no_picture = json!({ "name": "picture", "type": 5, "value": false });
    Asker::in_server("601").command("aid", &[option("party", "netherlands"), no_picture])
}

async fn status(request: &Request, address: &str) -> u16 {
    request.post(address).await.expect("a request is answered").0
}

#[tokio::test]
async fn a_ping_is_answered_and_an_interaction_in_the_response() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let address = stand_in.address().await;
    let pong = Request::of(&ping()).post(&address).await.expect("answered");
    assert_eq!(pong, (200, json!({ "type": 1 })));
    let (status, answer) = Request::of(&aid()).post(&address).await.expect("answered");
    assert_eq!(status, 200, "{answer}");
    assert!(text(&answer).contains("€2 billion"), "{answer}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn what_is_not_signed_by_discord_is_refused_whatever_it_is() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let address = stand_in.address().await;
    for body in [aid().to_string(), ping().to_string(), String::new()] {
        let good = Request::signed(body.clone(), 0);
        let signature = good.signature.clone().expect("it is signed");
        let spoilt = [
            Request { signature: None, ..good.clone() },
            Request { timestamp: None, ..good.clone() },
            Request { signature: None, timestamp: None, ..good.clone() },
            Request { signature: Some(String::new()), ..good.clone() },
            Request { signature: Some("0".repeat(128)), ..good.clone() },
            Request { signature: Some("z".repeat(128)), ..good.clone() },
            Request { signature: Some("é".repeat(64)), ..good.clone() },
            Request { signature: Some(signature[..126].to_owned()), ..good.clone() },
            Request { signature: Some(format!("{signature}00")), ..good.clone() },
            Request { body: format!("{body} "), ..good.clone() },
            Request { timestamp: Some("now".to_owned()), ..good.clone() },
            Request { timestamp: Some("9".repeat(40)), ..good.clone() },
            Request { timestamp: Request::signed(String::new(), 1).timestamp, ..good.clone() },
            Request::signed_at(body.clone(), ""),
            Request::signed_at(body.clone(), &i64::MIN.to_string()),
            Request::signed_at(body.clone(), &i64::MAX.to_string()),
            Request::signed(body.clone(), -310),
            Request::signed(body.clone(), 310),
        ];
        for request in spoilt {
            assert_eq!(status(&request, &address).await, 401, "{request:?}");
        }
    }
    assert_eq!(status(&Request::of(&aid()), &address).await, 200, "none of it has harmed the bot");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn what_was_caught_and_is_sent_again_is_refused() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let address = stand_in.address().await;
    let request = Request::signed(aid().to_string(), -200);
    assert_eq!(status(&request, &address).await, 200, "on its way for long, and fresh enough");
    assert_eq!(status(&request, &address).await, 401);
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn what_is_signed_and_no_interaction_is_a_bad_request() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let address = stand_in.address().await;
    for body in
        ["", "{}", "[]", "null", "{\"type\":", "{\"type\":2}", "{\"type\":2,\"id\":\"0\",\"token\":\"t\"}"]
    {
        assert_eq!(status(&Request::signed(body.to_owned(), 0), &address).await, 400, "{body}");
    }
    let newer = json!({ "id": "77", "token": "t", "type": 99, "data": { "unheard": "of" } });
    let (status, answer) = Request::of(&newer).post(&address).await.expect("answered");
    assert_eq!((status, &answer["data"]["flags"]), (200, &json!(64)), "{answer}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_body_is_read_up_to_a_mebibyte() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let address = stand_in.address().await;
    let blanks = |bytes: usize| Request::signed(format!("{}{}", ping(), " ".repeat(bytes)), 0);
    let length = ping().to_string().len();
    assert_eq!(status(&blanks(1024 * 1024 - length), &address).await, 200);
    assert_eq!(status(&blanks(1024 * 1024 - length + 1), &address).await, 413);
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn nothing_but_interactions_can_be_posted() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let address = stand_in.address().await;
    assert_eq!(get(&address, "/interactions").await.0, 405);
    assert_eq!(get(&address, "/").await.0, 404);
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn what_was_acknowledged_is_finished_when_the_bot_is_told_to_stop() {
    let mut desk = Desk::open().await;
    let member = Member::manager("601");
    let preview = desk.preview(&member, FACT, FIGURE, "€2.1 billion").await;
    // Discord takes a second for the edit that tells of the change.
    desk.stand_in.fail("PATCH", "/messages/@original", Fault::Slow(Duration::from_secs(1)), 1);
    let press = member.press(&preview, &button(&preview, "Confirm").expect("a button"));
    let mark = desk.stand_in.transcript().mark();
    desk.stand_in.send(&press);
    let held = |event: &Event| matches!(event, Event::Held(_)).then_some(());
    desk.stand_in.transcript().wait_for("an edit under way", mark, held).await;
    desk.bot.stop(Signal::SIGTERM).await;
    assert!(text(&desk.stand_in.answer(&press).await).contains("Done."));
    assert!(desk.text().contains("€2.1 billion"));
    desk.stand_in.check();
}

#[tokio::test]
async fn a_request_under_way_is_answered_when_the_bot_is_told_to_stop() {
    let (stand_in, mut bot) = StandIn::with_bot().await;
    let address = stand_in.address().await;
    let Request { signature, timestamp, body } = Request::of(&aid());
    let (signature, timestamp) = (signature.expect("it is signed"), timestamp.expect("it has a time"));
    let head = format!(
        "POST /interactions HTTP/1.1\r\nHost: {address}\r\nX-Signature-Ed25519: {signature}\r\n\
         X-Signature-Timestamp: {timestamp}\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        body.len()
    );
    let mut connection = TcpStream::connect(&address).await.expect("connected");
    connection.write_all(head.as_bytes()).await.expect("sent");
    let mut goes_on = [0; 25];
    connection.read_exact(&mut goes_on).await.expect("the bot reads on");
    assert_eq!(&goes_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    bot.signal(Signal::SIGTERM);
    while TcpStream::connect(&address).await.is_ok() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    connection.write_all(body.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.expect("answered");
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("€2 billion"), "{answer}");
    assert_eq!(bot.ended(FIVE_SECONDS).await.code(), Some(0));
    stand_in.check();
}

#[tokio::test]
async fn an_edit_at_one_replica_is_told_by_the_other() {
    let desk = Desk::open().await;
    let folder = desk.path("");
    let replica = Bot::start(
        &desk.stand_in,
        &[
            ("KNOWLEDGE_PATH", &*folder.to_string_lossy()),
            ("MODERATION_GUILD_IDS", GUILD),
            ("MODERATOR_ROLE_IDS", MODERATOR_ROLE),
        ],
    );
    let first = desk.bot.address();
    let second = desk.stand_in.address().await;
    assert_ne!(first, second);
    let member = Member::manager("601");
    // The form opens at the second replica, and every step from there on goes to it, too.
    desk.edit(&member, FACT, FIGURE, "€2.1 billion").await;
    let began = std::time::Instant::now();
    loop {
        let (_, answer) = Request::of(&aid()).post(&first).await.expect("answered");
        if text(&answer).contains("€2.1 billion") {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(5), "stale for five seconds: {answer}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    drop(replica);
    desk.close().await;
}

#[tokio::test]
async fn those_who_run_it_see_that_it_lives_and_what_it_does() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let address = stand_in.address().await;
    assert_eq!(get(&address, "/healthz").await.0, 200);
    assert_eq!(get(&address, "/readyz").await, (200, "ready\n".to_owned()));
    stand_in.ask(&aid()).await;
    assert_eq!(status(&Request::signed_at(ping().to_string(), "1"), &address).await, 401);
    let (status, metrics) = get(&address, "/metrics").await;
    assert_eq!(status, 200);
    for line in [
        "accord_interactions_total{door=\"http\",command=\"aid\",outcome=\"list\"} 1",
        "accord_interaction_duration_seconds_count{door=\"http\"} 1",
        "accord_http_requests_refused_total{reason=\"timestamp\"} 1",
        "accord_gateway_shards 0",
        "accord_edits_total 0",
        "# EOF",
    ] {
        assert!(metrics.lines().any(|own| own == line), "{line} is not in:\n{metrics}");
    }
    let facts = metrics.lines().find_map(|line| line.strip_prefix("accord_facts "));
    assert!(facts.and_then(|facts| facts.parse::<u64>().ok()).is_some_and(|facts| facts > 0), "{metrics}");
    stand_in.finish(bot).await;
}

/// `accord health` with this address: whether it ended with status 0, and what it said.
fn health(address: &str) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_accord"))
        .arg("health")
        .env_clear()
        .env("HTTP_ADDR", address)
        .current_dir(std::env::temp_dir())
        .output()
        .expect("the built binary starts");
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[tokio::test]
async fn a_container_asks_whether_it_is_ready() {
    let (stand_in, mut bot) = StandIn::with_bot().await;
    let address = stand_in.address().await;
    let asked = tokio::task::spawn_blocking({
        let address = address.clone();
        move || health(&address)
    });
    assert_eq!(asked.await.expect("asked"), (Some(0), "ready\n".to_owned()));
    bot.stop(Signal::SIGTERM).await;
    let (code, said) = health(&address);
    assert!(code == Some(1) && said.contains("no answer"), "{code:?} {said}");
    stand_in.check();
}

#[tokio::test]
async fn what_is_missing_or_wrong_is_named_before_anything_is_served() {
    let stand_in = StandIn::start();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let taken = taken.local_addr().expect("an address").to_string();
    let no_point = format!("02{}", "0".repeat(62));
    for (name, value) in [
        ("DISCORD_PUBLIC_KEY", ""),
        ("DISCORD_PUBLIC_KEY", "0123"),
        ("DISCORD_PUBLIC_KEY", no_point.as_str()),
        ("DISCORD_TOKEN", ""),
        ("DISCORD_TOKEN", "no token"),
        ("HTTP_ADDR", "8080"),
        ("HTTP_ADDR", taken.as_str()),
    ] {
        let mut bot = Bot::start(&stand_in, &[(name, value)]);
        let status = bot.ended(Duration::from_secs(20)).await;
        assert_eq!(status.code(), Some(2), "{name}={value}: {}", bot.output());
        assert!(bot.output().contains(name), "{name}={value}: {}", bot.output());
    }
    stand_in.check();
}
