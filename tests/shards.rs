//! A part of the shards in this process, the rest in others.

#![cfg(unix)]

mod stand_in;

use std::time::Duration;

use serde_json::json;
use stand_in::StandIn;
use stand_in::bot::Bot;
use stand_in::gateway::Welcome;

#[tokio::test]
async fn a_part_identifies_after_the_shards_before_it() {
    let stand_in = StandIn::start();
    let began = std::time::Instant::now();
    let bot = Bot::start(&stand_in, &[("SHARDS", "1-1/2")]);
    let identify = stand_in.identified(0).await;
    assert_eq!(identify["shard"], json!([1, 2]));
    // Discord lets one shard identify in five seconds, and shard 0 runs elsewhere.
    assert!(began.elapsed() > Duration::from_secs(5), "{:?}", began.elapsed());
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn too_small_a_total_is_refused_with_a_clear_word() {
    let stand_in = StandIn::start();
    stand_in.gateway().plan(Welcome::Close(4011));
    let mut bot = Bot::start(&stand_in, &[("SHARDS", "0-1/2")]);
    let status = bot.ended(Duration::from_secs(30)).await;
    assert_eq!(status.code(), Some(2), "{}", bot.output());
    assert!(bot.output().contains("set a larger total"), "{}", bot.output());
    stand_in.check();
}
