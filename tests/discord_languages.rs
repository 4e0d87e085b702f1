//! Answers in the language of the person's Discord, of the question, or the one that was chosen; the commands' names.

#![cfg(unix)]

mod stand_in;

use std::process::Command;

use serde_json::Value;
use stand_in::StandIn;
use stand_in::bot::{Bot, repository};
use stand_in::fixtures::{Asker, option, spoken};
use stand_in::messages::{answered, in_dm};
use stand_in::reading::{Tap, choices, taps, text};

fn aid() -> Value {
    Asker::in_server("601").command("aid", &[option("party", "netherlands")])
}

#[tokio::test]
async fn an_answer_is_in_the_language_of_the_persons_discord() {
    let (stand_in, bot) = StandIn::with_bot().await;
    for (locale, day) in [
        ("en-GB", "As of 1 March 2024"),
        ("de", "As of 1 March 2024"),
        ("nl", "Stand van 1 maart 2024"),
        ("uk", "Станом на 1 березня 2024 року"),
    ] {
        let answer = text(&stand_in.ask(&spoken(locale, aid())).await);
        assert!(answer.contains(day), "{locale}: {answer}");
    }
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_picture_is_told_in_the_language_of_the_answer() {
    let facts = repository("knowledge").display().to_string();
    let stand_in = StandIn::start();
    let bot = Bot::start(&stand_in, &[("KNOWLEDGE_PATH", &facts)]);
    stand_in.connected().await;
    for (locale, told) in [
        ("en-GB", "Bar chart. Netherlands: aid to Ukraine, by year"),
        ("nl", "Balkendiagram. Nederland: steun aan Oekraïne per jaar"),
        ("uk", "Смугова діаграма. Нідерланди: допомога Україні за роками"),
    ] {
        let answer = stand_in.ask(&spoken(locale, aid())).await;
        let alt = answer["data"]["attachments"][0]["description"].as_str().unwrap_or_default();
        assert!(alt.starts_with(told), "{locale}: {answer}");
    }
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_language_that_was_chosen_goes_on_in_the_buttons() {
    let (stand_in, bot) = StandIn::with_bot().await;
    let asker = Asker::in_server("601");
    let options = [option("question", "dutch aid"), option("language", "uk")];
    let question = spoken("nl", asker.command("ask", &options));
    let answer = stand_in.ask(&question).await;
    // The tests' facts have no translations, which is said.
    assert!(text(&answer).contains("(англ.) The Netherlands committed"), "{answer}");
    let pressed = taps(&answer).into_iter().find_map(|tap| match tap {
        Tap::Press(id) if id.starts_with("us") => Some(id),
        _ => None,
    });
    let id = pressed.expect("a button that carries the language");
    let next = stand_in.ask(&spoken("en-GB", asker.press(&answered(&question, &answer), &id))).await;
    let said = text(&next);
    assert!(said.contains("Джерела") && said.contains("Станом на 1 березня 2024 року"), "{said}");
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn a_message_is_answered_in_its_own_language_and_so_is_what_follows() {
    let (stand_in, bot) = StandIn::with_bot().await;
    for (said, day) in [
        ("hoeveel beloofde Nederland voor 2024?", "Stand van"),
        ("2024?", "Stand van"),
        ("how much did the Dutch promise for 2024?", "As of"),
    ] {
        let message = in_dm("604", "904", said);
        stand_in.say(&message);
        let answer = text(&stand_in.reply(&message).await);
        assert!(answer.contains(day), "{said}: {answer}");
    }
    stand_in.finish(bot).await;
}

#[tokio::test]
async fn choices_are_named_in_the_language_and_stand_for_the_same() {
    let facts = repository("knowledge").display().to_string();
    let stand_in = StandIn::start();
    let bot = Bot::start(&stand_in, &[("KNOWLEDGE_PATH", &facts)]);
    stand_in.connected().await;
    let typed = Asker::in_server("601").autocomplete("aid", &[], ("party", "duits"));
    let shown = choices(&stand_in.ask(&spoken("nl", typed)).await);
    assert_eq!(shown.first(), Some(&("Duitsland".to_owned(), "Germany".to_owned())));
    stand_in.finish(bot).await;
}

/// What `accord commands` prints.
fn commands() -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_accord"))
        .arg("commands")
        .env_clear()
        .current_dir(repository("tests"))
        .output()
        .expect("the built binary starts");
    serde_json::from_slice(&output.stdout).expect("accord commands prints JSON")
}

/// A name or description in a language.
fn localised<'a>(of: &'a Value, key: &str, locale: &str) -> &'a str {
    let own = of[format!("{key}_localizations")][locale].as_str();
    own.or_else(|| of[key].as_str()).unwrap_or_default()
}

#[test]
fn names_and_descriptions_are_valid_and_unique_in_each_language() {
    for locale in ["nl", "uk"] {
        let mut names = Vec::new();
        for command in commands() {
            let is_typed = command["type"].as_u64().unwrap_or(1) == 1;
            let levels = command["options"].as_array().cloned().unwrap_or_default();
            let mut own = Vec::new();
            for part in levels.iter().chain([&command]).filter(|_| is_typed) {
                assert!(!part["name_localizations"][locale].is_null(), "{part}");
                assert!(!part["description_localizations"][locale].is_null(), "{part}");
                let (name, said) = (localised(part, "name", locale), localised(part, "description", locale));
                // Application Command Naming: ^[-_'\p{L}\p{N}]{1,32}$, in lower case.
                let fits = |c: char| c.is_alphanumeric() || "-_'".contains(c);
                assert!((1..=32).contains(&name.chars().count()) && name.chars().all(fits), "{name}");
                assert_eq!(name, name.to_lowercase());
                assert!((1..=100).contains(&said.chars().count()), "{said}");
                own.push(name.to_owned());
            }
            names.push(localised(&command, "name", locale).to_owned());
            own.pop();
            let all = own.len();
            own.sort_unstable();
            own.dedup();
            assert_eq!(own.len(), all, "{command}");
        }
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "{locale}");
    }
}

#[test]
fn a_command_keeps_within_discords_limit_with_its_longest_translation() {
    fn longest(value: &Value, key: &str) -> usize {
        let translated =
            value[format!("{key}_localizations")].as_object().into_iter().flat_map(|own| own.values());
        let all = translated.chain([&value[key]]).filter_map(Value::as_str);
        all.map(|text| text.chars().count()).max().unwrap_or_default()
    }
    fn size(value: &Value) -> usize {
        let own = longest(value, "name") + longest(value, "description");
        let options = value["options"].as_array().into_iter().flatten().map(size).sum::<usize>();
        let choices = value["choices"].as_array().into_iter().flatten();
        let choices = choices.map(|choice| {
            longest(choice, "name") + choice["value"].as_str().map_or(0, |value| value.chars().count())
        });
        own + options + choices.sum::<usize>()
    }
    for command in commands() {
        assert!(size(&command) <= 8_000, "{command}");
    }
}
