//! What those who run a bot on the gateway are told: over HTTP, by systemd, in the log.

#![cfg(unix)]

mod stand_in;

use std::os::unix::net::UnixDatagram;
use std::time::{Duration, Instant};

use serde_json::Value;
use stand_in::StandIn;
use stand_in::bot::{Bot, LISTENING};
use stand_in::door::get;
use stand_in::fixtures::{Asker, option};
use stand_in::messages::in_dm;
use stand_in::transcript::PATIENCE;

/// Waits until `/readyz` answers with this status.
async fn readiness(address: &str, status: u16) -> String {
    let began = Instant::now();
    loop {
        let (told, text) = get(address, "/readyz").await;
        if told == status {
            return text;
        }
        assert!(began.elapsed() < PATIENCE, "{told} {text}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn it_is_ready_while_it_is_connected_to_the_gateway() {
    let stand_in = StandIn::start();
    stand_in.gateway().mute_upgrades = 1;
    let bot = Bot::start(&stand_in, &[("HTTP_ADDR", "127.0.0.1:0")]);
    bot.says(LISTENING).await;
    let address = bot.address();
    assert!(readiness(&address, 503).await.contains("0 of 1 shards"));
    assert_eq!(get(&address, "/healthz").await.0, 200, "the process lives all the same");
    stand_in.connected().await;
    readiness(&address, 200).await;
    let mark = stand_in.transcript().mark();
    // A session that goes on is resumed, one that is refused for a while is not there meanwhile.
    stand_in.gateway().mute_upgrades = 1;
    stand_in.gateway().drop_socket();
    readiness(&address, 503).await;
    stand_in.greeted(mark).await;
    readiness(&address, 200).await;
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn what_it_does_is_counted() {
    let stand_in = StandIn::start();
    let bot = Bot::start(&stand_in, &[("HTTP_ADDR", "127.0.0.1:0")]);
    stand_in.connected().await;
    let asker = Asker::in_server("601");
    stand_in.ask(&asker.command("aid", &[option("party", "netherlands")])).await;
    stand_in.ask(&asker.command("ask", &[option("question", "how much did iran promise for 2024")])).await;
    stand_in.ask(&asker.command("frobnicate", &[])).await;
    let message = in_dm("601", "901", "how much military aid in 2024 from the Netherlands?");
    stand_in.say(&message);
    stand_in.reply(&message).await;
    bot.says("command=\"message\"").await;
    let (_, metrics) = get(&bot.address(), "/metrics").await;
    for line in [
        "accord_interactions_total{door=\"gateway\",command=\"aid\",outcome=\"list\"} 1",
        "accord_interactions_total{door=\"gateway\",command=\"unknown\",outcome=\"error\"} 1",
        "accord_interactions_total{door=\"gateway\",command=\"message\",outcome=\"answer\"} 1",
        "accord_interaction_duration_seconds_count{door=\"gateway\"} 4",
        "accord_unanswered_questions_total 1",
        "accord_gateway_shards 1",
        "accord_gateway_shards_connected 1",
    ] {
        assert!(metrics.lines().any(|own| own == line), "{line} is not in:\n{metrics}");
    }
    let told = metrics.lines().filter(|line| line.starts_with("accord_fact_answers_total{"));
    let told: Vec<u64> = told.filter_map(|line| line.rsplit(' ').next()?.parse().ok()).collect();
    assert_eq!(told.iter().sum::<u64>(), 2, "each of two answers has a fact that leads:\n{metrics}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn every_metric_stands_in_the_readme_and_on_the_dashboard() {
    let stand_in = StandIn::start();
    let bot = Bot::start(&stand_in, &[("HTTP_ADDR", "127.0.0.1:0")]);
    stand_in.connected().await;
    let (_, metrics) = get(&bot.address(), "/metrics").await;
    let read = |name: &str| std::fs::read_to_string(stand_in::bot::repository(name)).expect("it is there");
    let (readme, dashboard) = (read("README.md"), read("deploy/grafana.json"));
    serde_json::from_str::<Value>(&dashboard).expect("the dashboard is JSON");
    let mut metrics = metrics.lines().filter_map(|line| line.strip_prefix("# TYPE ")).peekable();
    assert!(metrics.peek().is_some());
    for metric in metrics {
        let (name, kind) = metric.split_once(' ').expect("a name and its type");
        let name = if kind == "counter" { format!("{name}_total") } else { name.to_owned() };
        assert!(readme.contains(&name), "README says nothing of {name}");
        assert!(dashboard.contains(&name) || kind == "info", "the dashboard does not show {name}");
    }
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn systemd_is_told_that_it_is_ready_lives_and_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notify");
    let systemd = UnixDatagram::bind(&path).expect("a socket");
    systemd.set_read_timeout(Some(PATIENCE)).expect("a limit");
    let stand_in = StandIn::start();
    let environment = [("NOTIFY_SOCKET", &*path.to_string_lossy()), ("WATCHDOG_USEC", "1000000")];
    let bot = Bot::start(&stand_in, &environment);
    stand_in.connected().await;
    let mut heard = Vec::new();
    let hear = |heard: &mut Vec<String>| {
        let mut said = [0; 256];
        let length = systemd.recv(&mut said).expect("a word to systemd");
        heard.push(String::from_utf8_lossy(&said[..length]).trim().to_owned());
    };
    (0..4).for_each(|_| hear(&mut heard));
    assert_eq!(heard, ["READY=1", "WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1"]);
    stand_in.finish(bot).await;
    while heard.last().is_some_and(|word| word == "WATCHDOG=1") {
        hear(&mut heard);
    }
    assert_eq!(heard.last().map(String::as_str), Some("STOPPING=1"));
}

#[tokio::test]
async fn the_log_can_be_json() {
    let stand_in = StandIn::start();
    let bot = Bot::start(&stand_in, &[("LOG_FORMAT", "json")]);
    stand_in.connected().await;
    let asker = Asker::in_server("601");
    stand_in.ask(&asker.command("aid", &[option("party", "netherlands")])).await;
    bot.says("\"answered\"").await;
    let output = bot.output();
    let lines: Vec<Value> =
        output.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect();
    let answered = lines.iter().find(|line| line["message"] == "answered").expect("a line for the answer");
    assert_eq!((&answered["command"], &answered["outcome"]), (&"aid".into(), &"Some(List)".into()));
    stand_in.finish(bot).await;
}
