//! Answers in the asker's language: words, facts, plurals, what is not translated, and which language it is.

mod common;

use std::collections::BTreeSet;
use std::fs;

use accord::dialogue::command::COMMANDS;
use accord::knowledge::{Knowledge, Language, load};
use accord::language::likeness::{Lack, lacks};
use accord::words::Words;
use common::{accord, on_shipped_facts, path};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use serde_json::Value;

fn shipped() -> Knowledge {
    load("knowledge".as_ref()).unwrap_or_else(|_| panic!("the shipped facts load"))
}

/// Each message of a language by id, with the variables in it.
fn messages(language: Language) -> Vec<(String, BTreeSet<String>)> {
    let text = fs::read_to_string(path(&format!("../src/words/{}.ftl", language.code()))).expect("there");
    let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((id, _)) = line.split_once(" = ").filter(|_| line.starts_with(char::is_alphabetic)) {
            found.push((id.to_owned(), BTreeSet::new()));
        }
        let variables = line.split("{ $").skip(1).filter_map(|rest| rest.split([' ', '}']).next());
        if let Some((_, own)) = found.last_mut() {
            own.extend(variables.map(str::to_owned));
        }
    }
    found
}

#[test]
fn every_language_has_the_same_messages_with_the_same_variables() {
    let english = messages(Language::English);
    assert!(english.len() > 150, "{}", english.len());
    for language in Language::TRANSLATED {
        for ((id, variables), (own, mut theirs)) in english.iter().zip(messages(language)) {
            assert_eq!(*id, own, "in {language:?}, in the order of en.ftl");
            // How many it is of chooses a plural, where the language has one there.
            if !variables.contains("count") {
                theirs.remove("count");
            }
            assert_eq!(*variables, theirs, "{id} in {language:?}");
        }
        assert_eq!(english.len(), messages(language).len());
    }
}

#[test]
fn every_message_is_used_and_can_be_read() {
    let mut code = String::new();
    let mut folders = vec![path("../src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                code.push_str(&fs::read_to_string(path).expect("text"));
            }
        }
    }
    // Ids that are put together from a command's or option's name.
    let built =
        |id: &str| ["command-", "option-", "name-", "choice-"].iter().any(|part| id.starts_with(part));
    let nothing = |id: &str| ["nothing", "unsure"].iter().any(|part| id.starts_with(part));
    for (id, _) in messages(Language::English) {
        assert!(built(&id) || nothing(&id) || code.contains(&format!("\"{id}\"")), "{id} is used nowhere");
        for language in Language::ALL {
            let said = Words::of(language).say(&id);
            assert!(said != id || id.starts_with("name-") || id == "since" || id == "until", "{id}: {said}");
        }
    }
    for spec in &COMMANDS {
        for words in Language::ALL.map(Words::of) {
            assert!(
                !words.command(spec).starts_with("command-") && !words.typed(spec.name).contains("name-")
            );
            spec.options.iter().for_each(|own| assert!(!words.option(spec, own).starts_with("option-")));
        }
    }
}

/// Frames: what is said around what is put in. No common English word stands in those of the others.
#[test]
fn no_english_is_left_in_the_other_languages() {
    let english = ["the", "and", "with", "what", "which", "from", "there", "fact", "on file", "agreement"];
    for language in Language::TRANSLATED {
        let text = fs::read_to_string(path(&format!("../src/words/{}.ftl", language.code()))).expect("there");
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let said = line.split_once(" = ").map_or(line, |(_, said)| said);
            // What is put in, choices by number or code, and what is typed as it is in every language stand between marks.
            let said: String =
                said.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect();
            let words: Vec<&str> = said
                .split_whitespace()
                .filter(|word| !word.starts_with(['/', '[', '*']))
                .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
                .collect();
            let said = format!(" {} ", words.join(" ").to_lowercase());
            for word in english {
                assert!(!said.contains(&format!(" {word} ")), "{language:?}: {line}");
            }
        }
    }
}

#[test]
fn every_fact_is_translated_from_the_english_as_it_is() {
    let knowledge = shipped();
    for language in Language::TRANSLATED {
        for fact in knowledge.facts.iter().filter(|fact| fact.aspect.is_none()) {
            let own = knowledge.fact_in(fact, language);
            let own =
                own.unwrap_or_else(|| panic!("{} is not translated into {language:?}, or stale", fact.id));
            assert_eq!(own.note.is_some(), fact.note.is_some(), "{}", fact.id);
        }
        assert_eq!(knowledge.left_over(language).count(), 0);
    }
}

#[test]
fn a_figure_date_or_name_that_differs_is_found() {
    let knowledge = shipped();
    let english = "On 1 March 2024 Mark Rutte spoke of 2,000 drones.";
    assert_eq!(
        lacks(
            english,
            "1 березня 2024 року Марк Рютте говорив про 2000 дронів.",
            Language::Ukrainian,
            &knowledge
        ),
        []
    );
    let wrong = "Op 1 april 2024 sprak iemand over 2.500 drones.";
    assert_eq!(
        lacks(english, wrong, Language::Dutch, &knowledge),
        [
            Lack::Figure("2,000".to_owned()),
            Lack::Invented("2.500".to_owned()),
            Lack::Month("march".to_owned()),
            Lack::Person("Mark Rutte".to_owned()),
        ]
    );
}

fn said(args: &[&str]) -> String {
    let output = on_shipped_facts().arg("ask").args(args).output().expect("the binary runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn an_answer_is_told_in_the_language_that_was_chosen() {
    let dutch = said(&["--language", "nl", "how much did the Dutch promise for 2024"]);
    assert!(dutch.contains("zegde Nederland voor 2024 € 2 miljard aan militaire steun"), "{dutch}");
    assert!(
        dutch.contains("Noot: ") && dutch.contains("Stand van 1 maart 2024") && dutch.contains("Bron: "),
        "{dutch}"
    );
    let ukrainian = said(&["--language", "uk", "how much did the Dutch promise for 2024"]);
    assert!(ukrainian.contains("2 мільярди євро військової допомоги"), "{ukrainian}");
    assert!(ukrainian.contains("Станом на 1 березня 2024 року"), "{ukrainian}");
}

#[test]
fn an_answer_is_told_in_the_language_of_the_question() {
    assert!(said(&["wie is de premier van Nederland?"]).contains("Stand van"));
    assert!(said(&["скільки обіцяли Нідерланди на 2024 рік?"]).contains("Станом на"));
    assert!(said(&["how much did the Dutch promise for 2024"]).contains("As of"));
    let english = said(&["--language", "en", "wie is de premier van Nederland?"]);
    assert!(english.contains("As of"), "{english}");
}

#[test]
fn the_locale_of_the_terminal_counts_in_its_order() {
    let ask = |set: &[(&str, &str)]| {
        let mut command = on_shipped_facts();
        command.envs(set.iter().copied()).args(["ask", "/agreement netherlands"]);
        String::from_utf8(command.output().expect("the binary runs").stdout).expect("UTF-8")
    };
    let dutch = ask(&[("LANG", "nl_NL.UTF-8")]);
    assert!(dutch.contains("Ondertekend op 1 maart 2024 in Charkiv, Oekraïne"), "{dutch}");
    assert!(
        dutch.contains("Looptijd: 10 jaar") && dutch.contains("minister-president van Nederland"),
        "{dutch}"
    );
    let ukrainian = ask(&[("LANG", "nl_NL.UTF-8"), ("LC_ALL", "uk_UA.UTF-8")]);
    assert!(ukrainian.contains("Підписано 1 березня 2024 року у Харкові (Україна)"), "{ukrainian}");
    assert!(ukrainian.contains("Марк Рютте (прем'єр-міністр Нідерландів)"), "{ukrainian}");
    assert!(ask(&[("LANG", "de_DE.UTF-8")]).contains("Signed on 1 March 2024 in Kharkiv, Ukraine"));
}

#[test]
fn a_conversation_goes_on_in_its_language() {
    let lines = [
        "{\"conversation\": \"c\", \"text\": \"wie is de premier van Nederland?\"}",
        "{\"conversation\": \"c\", \"text\": \"/aid netherlands\"}",
        "{\"conversation\": \"c\", \"text\": \"and when was the agreement signed?\"}",
    ];
    let output = on_shipped_facts()
        .args(["ask", "--json", "--batch"])
        .write_stdin(lines.join("\n"))
        .output()
        .expect("the binary runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let answers: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let says = |at: usize, text: &str| answers[at]["answer"].as_str().is_some_and(|said| said.contains(text));
    assert!(says(0, "Stand van") && says(1, "Stand van") && says(2, "signed the agreement"), "{answers:#?}");
}

/// The tests' facts with translations beside them, in a folder of their own.
fn with_translation(from: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(path("facts/facts.toml"), folder.path().join("facts.toml")).expect("copied");
    fs::create_dir(folder.path().join("nl")).expect("made");
    let text = format!(
        "[[translation]]\nof = \"netherlands-aid-2024\"\nfrom = \"{from}\"\nstatement = \"Nederland zegde voor 2024 € 2 miljard toe.\"\n"
    );
    fs::write(folder.path().join("nl/facts.toml"), text).expect("written");
    folder
}

#[test]
fn a_stale_translation_is_told_in_english_with_a_word_that_says_so() {
    let knowledge = load(&path("facts")).unwrap_or_else(|_| panic!("the tests' facts load"));
    let fact = knowledge.fact("netherlands-aid-2024").expect("on file");
    let now = accord::knowledge::of_english(&fact.statement, fact.note.as_deref());
    let ask = |folder: &tempfile::TempDir| {
        let mut command = accord();
        command.env("KNOWLEDGE_PATH", folder.path());
        let question = ["ask", "--language", "nl", "how much did the Dutch promise for 2024"];
        String::from_utf8(command.args(question).output().expect("runs").stdout).expect("UTF-8")
    };
    let current = with_translation(&format!("{now:016x}"));
    assert!(ask(&current).contains("Nederland zegde voor 2024"), "{}", ask(&current));
    let stale = with_translation("0123456789abcdef");
    let told = ask(&stale);
    assert!(
        told.contains("(Engels) ") && told.contains(&fact.statement) && !told.contains("zegde"),
        "{told}"
    );
    let mut check = accord();
    check.args(["check", "--language", "nl"]).arg(stale.path());
    let told = contains("the English has changed since").and(contains("nl: ")).and(contains("1 stale"));
    check.assert().code(1).stdout(told);
}

#[test]
fn a_translation_that_is_none_is_told_with_its_place() {
    let folder = with_translation("no fingerprint");
    let mut check = accord();
    check.args(["check", "--json"]).arg(folder.path());
    check.assert().code(1).stdout(contains("bad-fingerprint").and(contains("\"line\":3")));
    fs::rename(folder.path().join("nl"), folder.path().join("elsewhere")).expect("moved");
    let mut check = accord();
    check.args(["check", "--json"]).arg(folder.path());
    check.assert().code(1).stdout(contains("no-language"));
}
