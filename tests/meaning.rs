//! Meaning beside words: what it adds, and that everything else holds without it.

mod common;

use assert_cmd::Command;
use common::on_shipped_facts;
use serde_json::Value;

/// In no word of it a way of asking the fact that answers.
const QUESTION: &str = "how much warning must the dutch give before walking away from the deal";

fn asked(command: &mut Command, question: &str) -> (Value, String) {
    let output = command.args(["ask", "--json", "--", question]).output().expect("the binary runs");
    let answer = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"));
    (answer, String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn what_has_other_words_is_found_by_meaning() {
    let (answer, _) = asked(on_shipped_facts().env("MEANING", "on"), QUESTION);
    assert!(answer["answer"].as_str().is_some_and(|text| text.contains("three months")), "{answer}");
}

#[test]
fn other_languages_are_understood() {
    for (question, told) in [
        ("на скільки років укладено угоду з Нідерландами", "10 років"),
        ("hoe lang loopt het akkoord met Nederland", "tien jaar"),
        ("wie lange gilt das Abkommen mit den Niederlanden", "10 years"),
    ] {
        let (answer, _) = asked(on_shipped_facts().env("MEANING", "on"), question);
        assert!(answer["answer"].as_str().is_some_and(|text| text.contains(told)), "{question}: {answer}");
    }
}

#[test]
fn without_an_encoder_words_alone_answer_and_it_is_said_once() {
    let words = asked(on_shipped_facts().env("MEANING", "off"), "nl aid 2024");
    let none = asked(on_shipped_facts().env("MEANING", "on").env("ENCODER_PATH", "/nowhere"), "nl aid 2024");
    assert_eq!(words.0, none.0);
    assert!(words.1.is_empty(), "{}", words.1);
    assert_eq!(none.1.matches("No sentence encoder in /nowhere").count(), 1, "{}", none.1);
}

#[test]
fn what_is_on_another_subject_is_not_answered_by_meaning_either() {
    for question in
        ["what is the weather in amsterdam", "book me a table for two", "who won the champions league"]
    {
        let (answer, _) = asked(on_shipped_facts().env("MEANING", "on"), question);
        assert!(answer["kind"] != "answer" && answer["kind"] != "list", "{question}: {answer}");
    }
}

#[test]
fn a_damaged_encoder_is_as_none() {
    let folder = tempfile::tempdir().expect("a folder");
    for file in ["model.onnx", "tokenizer.json"] {
        std::fs::write(folder.path().join(file), "not what it should be").expect("written");
    }
    let words = asked(on_shipped_facts().env("MEANING", "off"), QUESTION);
    let damaged = asked(on_shipped_facts().env("MEANING", "on").env("ENCODER_PATH", folder.path()), QUESTION);
    assert_eq!(words.0, damaged.0);
}
