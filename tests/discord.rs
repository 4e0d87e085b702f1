//! What people get in Discord, driven through the built binary against a stand-in for Discord.

#![cfg(unix)]

mod stand_in;

use serde_json::{Value, json};
use stand_in::StandIn;
use stand_in::fixtures::{Asker, option};
use stand_in::reading::{choices, is_ephemeral, text};

#[tokio::test]
async fn a_figure_comes_with_its_date_and_source() {
    let (stand_in, bot) = StandIn::with_bot().await;
    for asker in [Asker::in_server("601"), Asker::in_dm("602"), Asker::elsewhere("603")] {
        let answer = stand_in.ask(&asker.command("aid", &[option("party", "netherlands")])).await;
        let text = text(&answer);
        for part in ["€2 billion", "As of 1 March 2024", "https://example.org/text"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!is_ephemeral(&answer), "only private:true hides an answer: {answer}");
    }
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn an_option_is_completed_from_the_first_letter_and_before_it() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    let typed = stand_in.ask(&asker.autocomplete("aid", &[], ("party", "neth"))).await;
    assert_eq!(choices(&typed).first().map(|(label, _)| label.as_str()), Some("Netherlands"), "{typed}");
    let empty = stand_in.ask(&asker.autocomplete("aid", &[], ("party", ""))).await;
    assert!(choices(&empty).len() >= 3, "{empty}");
    let given = [option("party", "Netherlands")];
    let second = stand_in.ask(&asker.autocomplete("topic", &given, ("topic", "air"))).await;
    assert!(
        choices(&second).iter().any(|(label, _)| label.to_lowercase().contains("air defence")),
        "{second}"
    );
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn private_answers_are_for_the_asker_alone() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    let options = [option("party", "netherlands"), option("private", true)];
    assert!(is_ephemeral(&stand_in.ask(&asker.command("aid", &options)).await));
    let options = [option("party", "netherlands"), option("private", false)];
    assert!(!is_ephemeral(&stand_in.ask(&asker.command("aid", &options)).await));
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn what_was_typed_and_not_chosen_is_understood_all_the_same() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    for typed in ["nethrlands", "HOLLAND", "the Dutch", "🇳🇱", " Nederland "] {
        let answer = stand_in.ask(&asker.command("aid", &[option("party", typed)])).await;
        assert!(text(&answer).contains("€2 billion"), "{typed}: {answer}");
    }
    let answer = stand_in.ask(&asker.command("aid", &[option("party", "Iran")])).await;
    assert!(text(&answer).contains("Iran") && !text(&answer).contains("billion"), "{answer}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn what_the_bot_does_not_know_is_told_politely_to_the_asker_alone() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    let message = stand_in::messages::in_server("601", "500", "an old answer");
    let long = "1".repeat(100);
    let unknown = [
        asker.command("frobnicate", &[]),
        asker.command("aid", &[option("colour", "blue")]),
        asker.command("aid", &[option("party", 7)]),
        asker.press(&message, "1f../../etc/passwd"),
        asker.press(&message, "1sno-such-fact"),
        asker.press(&message, "1p99999999999999999999|/signatories"),
        asker.press(&message, "nothing of ours"),
        asker.press(&message, "1"),
        asker.press(&message, "é"),
        asker.press(&message, &long),
        asker.choose(&message, "1tnetherlands", "no-such-topic"),
        asker.choose(&message, "1tatlantis", "aid"),
        asker.choose(&message, "menu", "value"),
        asker.submit(&message, "unknown-modal", &[("question", "and germany?")]),
        asker.submit(&message, "", &[]),
    ];
    for interaction in unknown {
        let answer = stand_in.ask(&interaction).await;
        assert!(is_ephemeral(&answer), "{}: {answer}", interaction["data"]);
        assert!(text(&answer).contains(' '), "{}: {answer}", interaction["data"]);
    }
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn an_unknown_autocompletion_has_no_choices() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    for (command, focused) in [("frobnicate", ("party", "n")), ("aid", ("colour", "b"))] {
        let answer = stand_in.ask(&asker.autocomplete(command, &[], focused)).await;
        assert_eq!(answer["data"]["choices"], json!([]), "{command} {focused:?}: {answer}");
    }
    stand_in.finish(bot).await;
}

/// Texts that try to break out of an answer or to break the bot.
fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        "   ",
        "\u{200b}\u{200d}\u{feff}",
        "neth\u{200b}erlands",
        "\u{202e}sdnalrehten\u{202c}",
        "@everyone @here <@601> <@&5> <#500>",
        "[click](https://evil.example/) <https://evil.example> ||spoiler||",
        "```rust\nfn main() {}\n``` `code` **bold** __x__ ~~y~~",
        "# heading\n> quote\n- list\n-# small",
        "n̷̡̛e̵t̸̢h̷e̶r̶l̸a̷n̴d̷s̵",
        "\u{0}\u{1}\u{7}\u{1b}[31m",
        "🏴\u{e0067}\u{e0062}\u{e007f}👩‍👩‍👧‍👦",
        "'; DROP TABLE facts; --",
        "{\"type\": 4}",
        "\\",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.extend([
        "a".repeat(1_000),
        "aid? ".repeat(2_000),
        "@everyone ".repeat(1_000),
        "💥".repeat(6_000),
        "netherlands ".repeat(900),
    ]);
    texts
}

#[tokio::test]
async fn hostile_options_get_a_valid_answer() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    for text in hostile() {
        for (command, name) in [
            ("ask", "question"),
            ("aid", "party"),
            ("topic", "topic"),
            ("quote", "person"),
            ("source", "fact"),
        ] {
            let answer = stand_in.ask(&asker.command(command, &[option(name, text.as_str())])).await;
            let read = stand_in::reading::text(&answer);
            for mark in ["[click](", "||spoiler||", "```", "**bold**", "<@601>", "\n# "] {
                assert!(!read.contains(mark), "/{command} {text:?} is not escaped: {read}");
            }
        }
        stand_in.ask(&asker.autocomplete("aid", &[], ("party", &text))).await;
        stand_in.ask(&asker.autocomplete("source", &[], ("fact", &text))).await;
        stand_in.ask(&asker.on_text("Find facts for this", &text)).await;
    }
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_message_is_searched_for_facts_from_its_menu() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    let about = asker.on_text("Find facts for this", "So the Dutch promised military aid for 2024, right?");
    let answer: Value = stand_in.ask(&about).await;
    assert!(text(&answer).contains("€2 billion"), "{answer}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn what_a_message_quotes_is_searched_too_for_who_asked_alone() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    let news = "The weather was fine, and everybody went to the beach.\nThe Dutch promised military aid for 2024.\n\
                Nobody knows what else was said on that day.";
    let embed = json!([{ "title": "News", "description": news }]);
    let snapshot = json!([{ "message": { "type": 0, "content": news, "embeds": [], "attachments": [],
        "timestamp": "2026-01-01T00:00:00.000000+00:00", "edited_timestamp": null, "flags": 0,
        "mentions": [], "mention_roles": [] } }]);
    let poll = json!({ "question": { "text": "how much did the Dutch promise for 2024" }, "answers": [],
        "expiry": null, "allow_multiselect": false, "layout_type": 1 });
    for (part, holds) in
        [("content", json!(news)), ("embeds", embed), ("message_snapshots", snapshot), ("poll", poll)]
    {
        let mut about = asker.on_text("Find facts for this", "");
        let messages = about["data"]["resolved"]["messages"].as_object_mut();
        messages.into_iter().flatten().for_each(|(_, message)| message[part] = holds.clone());
        let answer: Value = stand_in.ask(&about).await;
        assert!(text(&answer).contains("€2 billion"), "{part}: {answer}");
        assert_eq!(answer["data"]["flags"], 64, "{part}: {answer}");
    }
    let thanks: Value = stand_in.ask(&asker.on_text("Find facts for this", "thanks")).await;
    assert!(text(&thanks).contains("nothing on that"), "{thanks}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn many_at_once_are_all_answered_in_time() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let options = [option("question", "how much did the dutch promise for 2024?")];
    let asked: Vec<Value> =
        (0..100).map(|person| Asker::in_server(&format!("6{person:03}")).command("ask", &options)).collect();
    asked.iter().for_each(|interaction| stand_in.send(interaction));
    for interaction in &asked {
        let answer = stand_in.answer(interaction).await;
        assert!(text(&answer).contains("€2 billion"), "{answer}");
    }
    stand_in.finish(bot).await;
}
