//! What the bot registers with Discord, and how it takes Discord's refusals at the start.

#![cfg(unix)]

mod stand_in;

use std::cell::RefCell;
use std::process::Command;
use std::time::Duration;

use nix::sys::signal::Signal;
use serde_json::{Value, json};
use stand_in::StandIn;
use stand_in::bot::{Bot, FIVE_SECONDS, repository};
use stand_in::faults::Fault;
use stand_in::fixtures::{Asker, option};
use stand_in::messages::{BOT, GUILD, in_server};
use stand_in::payload;
use stand_in::reading::text;
use stand_in::transcript::Event;

/// The paths that commands were put to, in order.
fn registered_at(stand_in: &StandIn) -> Vec<String> {
    let entries = stand_in.transcript().since(0);
    entries.iter().filter_map(|entry| Some(entry.event.call("PUT", "")?.path.clone())).collect()
}

/// Waits until commands were put somewhere so many times, and gives where.
async fn registered(stand_in: &StandIn, times: usize) -> Vec<String> {
    let paths = RefCell::new(Vec::new());
    let done = |event: &Event| {
        paths.borrow_mut().extend(event.call("PUT", "/commands").map(|call| call.path.clone()));
        (paths.borrow().len() >= times).then(|| paths.borrow().clone())
    };
    stand_in.transcript().wait_for(&format!("registration {times}"), 0, done).await
}

/// Stops the bot and starts it again, until it has identified.
async fn restarted(stand_in: &StandIn, mut bot: Bot) -> Bot {
    bot.stop(Signal::SIGTERM).await;
    let mark = stand_in.transcript().mark();
    let bot = Bot::start(stand_in, &[]);
    stand_in.identified(mark).await;
    bot
}

/// What `accord commands` prints.
fn printed() -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_accord"))
        .arg("commands")
        .env_clear()
        .current_dir(repository("tests"))
        .output()
        .expect("the built binary starts");
    serde_json::from_slice(&output.stdout).expect("accord commands prints JSON")
}

#[tokio::test]
async fn commands_are_registered_as_they_are_printed() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let sent = |event: &Event| event.call("PUT", "/commands").map(|call| call.body.clone());
    let sent = stand_in.transcript().wait_for("registration", 0, sent).await;
    assert_eq!(sent, printed(), "accord commands prints what is registered");
    assert_eq!(payload::commands(&sent), Vec::<String>::new());
    assert_eq!(registered_at(&stand_in), [format!("/applications/{BOT}/commands")]);
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn commands_that_have_changed_are_registered_again() {
    let (stand_in, mut bot) = StandIn::with_bot().await;
    registered(&stand_in, 1).await;
    let changes: [fn(&mut Vec<Value>); 4] = [
        |commands| {
            let mut described = commands.iter_mut().filter(|command| command["description"] != "");
            described.next().expect("a command has a description")["description"] = json!("Older words");
        },
        |commands| drop(commands.pop()),
        |commands| {
            let mut old = commands[0].clone();
            old["name"] = json!("old");
            commands.push(old);
        },
        |commands| {
            let mut options =
                commands.iter_mut().filter_map(|command| command.get_mut("options")?.as_array_mut());
            options.next().and_then(Vec::pop);
        },
    ];
    for (at, change) in changes.into_iter().enumerate() {
        stand_in.change_commands(change);
        bot = restarted(&stand_in, bot).await;
        registered(&stand_in, at + 2).await;
    }
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_server_for_trying_out_gets_the_commands_alone() {
    let stand_in = StandIn::start();
    let bot = Bot::start(&stand_in, &[("DISCORD_GUILD_ID", "1210000000000000002")]);
    let paths = registered(&stand_in, 1).await;
    assert_eq!(paths, [format!("/applications/{BOT}/guilds/1210000000000000002/commands")]);
    bot.says("registered").await;
    assert_eq!(registered_at(&stand_in).len(), 1);
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_broken_server_is_asked_again() {
    for (method, path) in [("GET", "applications/@me"), ("GET", "/commands"), ("PUT", "/commands")] {
        let stand_in = StandIn::start();
        stand_in.fail(method, path, Fault::Broken(503), 2);
        let bot = Bot::start(&stand_in, &[]);
        stand_in.connected().await;
        bot.says("commands=\"registered\"").await;
        assert_eq!(
            registered_at(&stand_in).last().map(String::as_str),
            Some("/applications/1210000000000000001/commands")
        );
        stand_in.finish(bot).await;
    }
}

#[tokio::test]
async fn a_short_rate_limit_on_registration_is_waited_for() {
    let stand_in = StandIn::start();
    let retry_after = Duration::from_millis(600);
    stand_in.fail("PUT", "/commands", Fault::RateLimited { retry_after, global: false }, 1);
    let bot = Bot::start(&stand_in, &[]);
    bot.says("commands=\"registered\"").await;
    assert_eq!(registered_at(&stand_in).len(), 2);
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_token_that_discord_refuses_ends_the_bot_at_once() {
    let stand_in = StandIn::start();
    let wrong = "MTIxMDAwMDAwMDAwMDAwMDAwMQ.AAAAAA.this-one-was-reset-long-ago-0000000000";
    let mut bot = Bot::start(&stand_in, &[("DISCORD_TOKEN", wrong)]);
    assert_eq!(bot.ended(FIVE_SECONDS).await.code(), Some(2), "{}", bot.output());
    assert!(bot.output().contains("DISCORD_TOKEN"), "{}", bot.output());
    assert!(!bot.output().contains("this-one-was-reset"), "{}", bot.output());
    let calls = stand_in.transcript().count(|event| matches!(event, Event::Called(_)));
    assert_eq!(calls, 1, "ten thousand refused calls are a ban:\n{}", stand_in.transcript().tell());
    stand_in.check();
}

#[tokio::test]
async fn a_token_of_the_wrong_form_is_told_without_asking_discord() {
    let stand_in = StandIn::start();
    let mut bot = Bot::start(&stand_in, &[("DISCORD_TOKEN", "half-a-token")]);
    assert_eq!(bot.ended(FIVE_SECONDS).await.code(), Some(2), "{}", bot.output());
    assert!(bot.output().contains("DISCORD_TOKEN"), "{}", bot.output());
    assert!(!bot.output().contains("half-a-token"), "{}", bot.output());
    assert_eq!(stand_in.transcript().mark(), 0, "{}", stand_in.transcript().tell());
    stand_in.check();
}

#[tokio::test]
async fn a_second_start_does_not_register_again() {
    for environment in [vec![], vec![("DISCORD_GUILD_ID", "1210000000000000002")]] {
        let stand_in = StandIn::start();
        let mut bot = Bot::start(&stand_in, &environment);
        bot.says("commands=\"registered\"").await;
        bot.stop(Signal::SIGTERM).await;
        let bot = Bot::start(&stand_in, &environment);
        bot.says("commands=\"unchanged\"").await;
        let puts = stand_in.transcript().count(|event| event.call("PUT", "/commands").is_some());
        stand_in.finish(bot).await;
        assert_eq!(puts, 1, "{environment:?}");
    }
}

#[tokio::test]
async fn a_long_rate_limit_on_registration_is_waited_for() {
    let stand_in = StandIn::start();
    let retry_after = Duration::from_secs(3);
    stand_in.fail("PUT", "/commands", Fault::RateLimited { retry_after, global: false }, 1);
    let bot = Bot::start(&stand_in, &[]);
    bot.says("commands=\"registered\"").await;
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_rate_limit_on_an_answer_is_waited_for() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    for global in [false, true] {
        let retry_after = Duration::from_millis(500);
        stand_in.fail("POST", "/callback", Fault::RateLimited { retry_after, global }, 1);
        stand_in.ask(&asker.command("aid", &[option("party", "netherlands")])).await;
    }
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_broken_server_is_sent_an_answer_again() {
    let (stand_in, bot) = StandIn::with_bot().await;
    stand_in.fail("POST", "/callback", Fault::Broken(502), 1);
    let asker = Asker::in_server("601");
    stand_in.ask(&asker.command("aid", &[option("party", "netherlands")])).await;
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_broken_server_is_asked_for_its_gateway_again() {
    let stand_in = StandIn::start();
    stand_in.fail("GET", "/gateway/bot", Fault::Broken(503), 1);
    let bot = Bot::start(&stand_in, &[]);
    stand_in.connected().await;
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_server_that_refuses_is_named_and_costs_nobody_else_anything() {
    let stand_in = StandIn::start();
    stand_in.fail("GET", "/guilds/1210000000000000003/commands", Fault::Refused(403, 50_001), 1);
    let servers = "1210000000000000003,1210000000000000004";
    let bot = Bot::start(&stand_in, &[("MODERATION_GUILD_IDS", servers)]);
    bot.says("the server refuses the commands").await;
    assert!(bot.output().contains("1210000000000000003"), "{}", bot.output());
    let paths = registered(&stand_in, 2).await;
    assert!(paths[1].contains("1210000000000000004"), "{paths:?}");
    let asker = Asker::in_server("601");
    stand_in.ask(&asker.command("aid", &[option("party", "netherlands")])).await;
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_server_that_is_broken_for_ever_keeps_none_waiting() {
    let stand_in = StandIn::start();
    let (broken, other, old) = ("1210000000000000003", "1210000000000000004", "1210000000000000005");
    stand_in.fail("GET", &format!("/guilds/{broken}/commands"), Fault::Broken(500), 1_000);
    stand_in.is_in(&[old]);
    stand_in.left_behind(old, vec![json!({ "id": "1", "name": "facts", "description": "Of old" })]);
    let bot = Bot::start(&stand_in, &[("MODERATION_GUILD_IDS", &format!("{broken},{other}"))]);
    bot.says("taken away").await;
    let paths = registered(&stand_in, 3).await;
    assert!(paths[1].contains(other) && paths[2].contains(old), "{paths:?}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn commands_left_behind_in_a_server_are_taken_away() {
    let stand_in = StandIn::start();
    let (old, kept, bare) = ("1210000000000000005", "1210000000000000006", "1210000000000000007");
    stand_in.is_in(&[bare, old, kept]);
    stand_in.left_behind(old, vec![json!({ "id": "1", "name": "facts", "description": "Of old" })]);
    let bot = Bot::start(&stand_in, &[("MODERATION_GUILD_IDS", kept)]);
    bot.says("taken away").await;
    let paths = registered(&stand_in, 3).await;
    assert_eq!(paths[2], format!("/applications/{BOT}/guilds/{old}/commands"));
    let puts = stand_in.transcript().count(|event| event.call("PUT", bare).is_some());
    assert_eq!(puts, 0, "a server without commands is let alone");
    stand_in.finish(bot).await;
}

/// The help as an answer to `/help` has it.
async fn help(stand_in: &StandIn, asker: &Asker) -> String {
    text(&stand_in.ask(&asker.command("help", &[])).await)
}

/// Gives each command that is registered the id of another one, and what the help has to say of `/aid` then.
fn renumbered(stand_in: &StandIn, first: u64) -> String {
    let mut aid = String::new();
    let mut next = first;
    stand_in.change_commands(|commands| {
        for command in commands.iter_mut() {
            command["id"] = json!(next.to_string());
            if command["name"] == "aid" {
                aid = format!("</aid:{next}>");
            }
            next += 1;
        }
    });
    assert!(!aid.is_empty(), "/aid is registered");
    aid
}

#[tokio::test]
async fn the_helps_commands_can_be_tapped_as_soon_as_discord_has_told_their_ids() {
    let stand_in = StandIn::start();
    stand_in.fail("PUT", "/commands", Fault::Refused(403, 50_001), 1);
    let bot = Bot::start(&stand_in, &[]);
    bot.says("Discord refuses the commands").await;
    let (in_a_server, in_dm) = (Asker::in_server("601"), Asker::in_dm("601"));
    let told = help(&stand_in, &in_a_server).await;
    assert!(told.contains("`/aid`") && !told.contains("</"), "nothing is registered: {told}");
    let bot = restarted(&stand_in, bot).await;
    bot.says("commands=\"registered\"").await;
    for asker in [&in_a_server, &in_dm, &Asker::elsewhere("601")] {
        let told = help(&stand_in, asker).await;
        assert!(told.contains("</aid:7") && !told.contains("`/aid`"), "{told}");
    }
    let message = in_server("601", "500", &format!("<@{BOT}> help"));
    stand_in.say(&message);
    let told = text(&stand_in.reply(&message).await);
    assert!(told.contains("</aid:7"), "{told}");
    let aid = renumbered(&stand_in, 720_000_000_000_000_000);
    let bot = restarted(&stand_in, bot).await;
    bot.says("commands=\"unchanged\"").await;
    let told = help(&stand_in, &in_a_server).await;
    assert!(told.contains(&aid), "the id that is registered, {aid}: {told}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn commands_of_a_server_for_trying_out_can_be_tapped_there_alone() {
    let stand_in = StandIn::start();
    let bot = Bot::start(
        &stand_in,
        &[("DISCORD_GUILD_ID", GUILD), ("MODERATION_GUILD_IDS", "1210000000000000006")],
    );
    bot.says("server=1210000000000000006 commands=\"registered\"").await;
    let told = help(&stand_in, &Asker::in_server("601")).await;
    assert!(told.contains("</aid:7") && !told.contains("`/aid`"), "{told}");
    let told = help(&stand_in, &Asker::in_dm("601")).await;
    assert!(told.contains("`/aid`") && !told.contains("</"), "{told}");
    stand_in.finish(bot).await;
}
