//! Mentions, direct messages and replies: who is answered, and what a reply takes up.

#![cfg(unix)]

mod stand_in;

use nix::sys::signal::Signal;
use serde_json::json;
use stand_in::StandIn;
use stand_in::bot::Bot;
use stand_in::fixtures::{Asker, option};
use stand_in::messages::{BOT, answered, bot_user, by_bot, in_dm, in_server, replying};
use stand_in::reading::text;

/// A text that mentions the bot.
fn mentioning(text: &str) -> String {
    format!("<@{BOT}> {text}")
}

#[tokio::test]
async fn a_mention_and_a_direct_message_are_answered_with_a_reply() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let question = "how much did the dutch promise for 2024";
    for message in [
        in_server("601", "500", &mentioning(question)),
        in_server("601", "500", &format!("{question} <@!{BOT}>")),
        in_dm("601", "901", question),
    ] {
        stand_in.say(&message);
        let reply = stand_in.reply(&message).await;
        assert!(text(&reply).contains("€2 billion"), "{reply}");
        assert_eq!(reply["channel_id"], message["channel_id"]);
    }
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn nobody_else_is_answered() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let question = "how much did the dutch promise for 2024";
    let mut own = in_dm("601", "901", question);
    own["author"] = bot_user();
    let mut own_mention = in_server("601", "500", &mentioning(question));
    own_mention["author"] = bot_user();
    let everyone = {
        let mut message = in_server("601", "500", &format!("@everyone {question}"));
        message["mention_everyone"] = true.into();
        message
    };
    for ignored in [
        in_server("601", "500", question),
        everyone,
        by_bot(in_server("800", "500", &mentioning(question)), "800"),
        by_bot(in_dm("800", "908", question), "800"),
        own,
        own_mention,
    ] {
        stand_in.say(&ignored);
    }
    let last = in_server("601", "500", &mentioning("help"));
    stand_in.say(&last);
    stand_in.reply(&last).await;
    // The bot ends when all answers under way are sent, so a reply to one of the others would be there by now.
    let mut bot = bot;
    bot.stop(Signal::SIGTERM).await;
    let posts = stand_in.transcript().count(|event| event.call("POST", "/channels/").is_some());
    assert_eq!(posts, 1, "only the last message was for the bot:\n{}", stand_in.transcript().tell());
    stand_in.check();
}

#[tokio::test]
async fn a_reply_takes_up_the_answer_it_replies_to_even_after_a_restart() {
    let (stand_in, mut bot) = StandIn::with_bot().await;
    let first = in_server("601", "500", &mentioning("how much did the dutch promise for 2024"));
    stand_in.say(&first);
    let by_mention = stand_in.reply(&first).await;
    let asker = Asker::in_server("601");
    let card = asker.command("agreement", &[option("party", "ireland")]);
    let by_command = answered(&card, &stand_in.ask(&card).await);
    bot.stop(Signal::SIGTERM).await;
    let mark = stand_in.transcript().mark();
    let bot = Bot::start(&stand_in, &[]);
    stand_in.identified(mark).await;
    for (to, pings, expected) in [
        (&by_mention, false, "1 March 2024"),
        (&by_mention, true, "1 March 2024"),
        (&by_command, false, "4 September 2024"),
    ] {
        let question = "and when was it signed?";
        let question = if pings { question.to_owned() } else { mentioning(question) };
        let message = replying(in_server("602", "500", &question), to, pings);
        stand_in.say(&message);
        let reply = stand_in.reply(&message).await;
        assert!(text(&reply).contains(expected), "{expected}: {reply}");
    }
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_conversation_goes_on_for_the_same_person_in_the_same_channel_alone() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let (ada, ben) = (Asker::in_server("601"), Asker::in_server("602"));
    let follow_up = [option("question", "and when was it signed?")];
    stand_in.ask(&ada.command("ask", &[option("question", "dutch aid in 2024")])).await;
    stand_in.ask(&ben.command("ask", &[option("question", "aid from ireland")])).await;
    let answer = stand_in.ask(&ada.command("ask", &follow_up)).await;
    assert!(text(&answer).contains("1 March 2024"), "{answer}");
    let answer = stand_in.ask(&ben.command("ask", &follow_up)).await;
    assert!(text(&answer).contains("4 September 2024"), "{answer}");
    let answer = stand_in.ask(&Asker::in_server("603").command("ask", &follow_up)).await;
    assert!(text(&answer).contains("Which"), "a third person's context was guessed: {answer}");
    let mut elsewhere = ada;
    elsewhere.channel = "555".to_owned();
    let answer = stand_in.ask(&elsewhere.command("ask", &follow_up)).await;
    assert!(text(&answer).contains("Which"), "another channel's context was taken: {answer}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn hostile_messages_get_a_valid_reply() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let long = "netherlands ".repeat(330);
    for hostile in [
        "",
        "\u{200b}",
        "@everyone @here <@&5> <#500>",
        "[click](https://evil.example/) ```code``` ||spoiler||",
        "\u{202e}sdnalrehten\u{202c}",
        "# heading\n> quote",
        &"💥".repeat(3_900),
        &long,
    ] {
        let message = in_server("601", "500", &mentioning(hostile));
        stand_in.say(&message);
        let reply = stand_in.reply(&message).await;
        assert!(!text(&reply).is_empty(), "{hostile:?}: {reply}");
    }
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_message_that_is_no_ones_words_is_not_answered() {
    let (stand_in, mut bot) = StandIn::with_bot().await;
    let mut pinned = in_dm("601", "901", "");
    pinned["type"] = json!(6);
    stand_in.say(&pinned);
    let last = in_dm("601", "901", "dutch aid");
    stand_in.say(&last);
    stand_in.reply(&last).await;
    bot.stop(Signal::SIGTERM).await;
    let posts = stand_in.transcript().count(|event| event.call("POST", "/channels/").is_some());
    stand_in.check();
    assert_eq!(posts, 1);
}
