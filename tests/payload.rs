//! The checks of the stand-in can fail: each payload here is refused by Discord, and has to be found out.

#![cfg(unix)]

mod stand_in;

use serde_json::{Value, json};
use stand_in::payload;

/// The answer to an interaction with a message that is right.
fn right() -> Value {
    let button = |id: &str| json!({ "type": 2, "style": 1, "label": "Next", "custom_id": id });
    json!({ "type": 4, "data": {
        "embeds": [{ "type": "rich", "description": "An answer", "fields": [{ "name": "As of", "value": "today" }] }],
        "components": [{ "type": 1, "components": [button("a"), button("b")] }],
        "allowed_mentions": { "parse": [] },
    } })
}

/// The same answer with one thing changed.
fn with(pointer: &str, value: Value) -> Value {
    let mut changed = right();
    *changed.pointer_mut(pointer).unwrap_or_else(|| panic!("nothing at {pointer}")) = value;
    changed
}

#[test]
fn what_is_right_is_let_through() {
    assert_eq!(payload::response(&right()), Vec::<String>::new());
    let choices =
        json!({ "type": 8, "data": { "choices": [{ "name": "Netherlands", "value": "netherlands" }] } });
    assert_eq!(payload::response(&choices), Vec::<String>::new());
}

#[test]
fn what_is_wrong_with_a_message_is_found() {
    for (pointer, value) in [
        ("/type", json!(77)),
        ("/data/allowed_mentions", json!(null)),
        ("/data/allowed_mentions", json!({ "parse": ["everyone"] })),
        ("/data/allowed_mentions", json!({ "parse": [], "users": ["1"] })),
        ("/data/allowed_mentions", json!({ "parse": [], "replied_user": true })),
        ("/data/embeds", json!([])),
        ("/data/embeds/0/description", json!("a".repeat(4_097))),
        ("/data/embeds/0/fields/0/value", json!("a".repeat(1_025))),
        ("/data/embeds/0/fields/0/value", json!(" ")),
        ("/data/components/0/components/1/custom_id", json!("a")),
        ("/data/components/0/components/1/custom_id", json!("a".repeat(101))),
        ("/data/components/0/components/1/label", json!("a".repeat(81))),
        ("/data/components/0/components/1/label", json!("")),
        ("/data/components/0/components", json!([])),
        ("/data/components/0/type", json!("row")),
    ] {
        let changed = with(pointer, value);
        assert!(!payload::response(&changed).is_empty(), "not found: {pointer} in {changed}");
    }
    let many: Vec<Value> =
        (0..2).map(|_| json!({ "type": "rich", "description": "a".repeat(3_001) })).collect();
    assert!(!payload::response(&with("/data/embeds", json!(many))).is_empty(), "6,002 characters in all");
    assert!(!payload::message(&json!({ "content": "hello" })).is_empty(), "edits need allowed_mentions too");
}

#[test]
fn what_is_wrong_with_files_is_found() {
    let listed =
        |id: u64, description: &str| json!({ "id": id, "filename": "a.png", "description": description });
    let uploaded = |part: &str, bytes: u64| json!({ "name": "a.png", "part": part, "bytes": bytes });
    let sent = |listed: Value, uploaded: Value| {
        let mut sent = with("/data/embeds", json!([{ "type": "rich", "description": "An answer" }]));
        (sent["data"]["attachments"], sent["uploaded"]) = (listed, uploaded);
        sent
    };
    let right = sent(json!([listed(0, "A chart")]), json!([uploaded("files[0]", 9)]));
    assert_eq!(payload::response(&right), Vec::<String>::new());
    for (listed, uploaded) in [
        (json!([]), json!([uploaded("files[0]", 9)])),
        (json!([listed(0, "A chart")]), json!([])),
        (json!([listed(1, "A chart")]), json!([uploaded("files[0]", 9)])),
        (json!([listed(0, &"a".repeat(1_025))]), json!([uploaded("files[0]", 9)])),
        (json!([listed(0, "")]), json!([uploaded("files[0]", 9)])),
        (json!([listed(0, "A chart")]), json!([uploaded("files[0]", 0)])),
        (json!([listed(0, "A chart")]), json!([uploaded("files[0]", 11 * 1024 * 1024)])),
    ] {
        let changed = sent(listed, uploaded);
        assert!(!payload::response(&changed).is_empty(), "not found: {changed}");
    }
}

#[test]
fn what_is_wrong_with_choices_modals_and_menus_is_found() {
    let choice = |name: &str, value: &str| json!({ "name": name, "value": value });
    let long = "a".repeat(101);
    for choices in [
        json!(null),
        json!((0..26).map(|n| choice("Name", &n.to_string())).collect::<Vec<_>>()),
        json!([choice(&long, "value")]),
        json!([choice("Name", &long)]),
        json!([choice("", "value")]),
        json!([choice("Name", "")]),
    ] {
        let sent = json!({ "type": 8, "data": { "choices": choices } });
        assert!(!payload::response(&sent).is_empty(), "not found: {sent}");
    }
    let input = json!({ "type": 4, "custom_id": "question", "style": 1, "label": "Your question" });
    for (title, rows) in [
        ("a".repeat(46), json!([{ "type": 1, "components": [input] }])),
        ("Title".to_owned(), json!([])),
        ("Title".to_owned(), json!([{ "type": 1, "components": [input, input] }])),
    ] {
        let sent = json!({ "type": 9, "data": { "custom_id": "id", "title": title, "components": rows } });
        assert!(!payload::response(&sent).is_empty(), "not found: {sent}");
    }
    let option = json!({ "label": "Aid", "value": "aid" });
    for options in [json!([]), json!([option, option]), json!(vec![option; 26])] {
        let menu =
            json!([{ "type": 1, "components": [{ "type": 3, "custom_id": "menu", "options": options }] }]);
        assert!(!payload::response(&with("/data/components", menu.clone())).is_empty(), "not found: {menu}");
    }
}

#[test]
fn what_is_wrong_with_commands_is_found() {
    let option = |name: &str, required: bool| json!({ "type": 3, "name": name, "description": "d", "required": required });
    let command =
        |name: &str, options: Value| json!({ "name": name, "description": "d", "options": options });
    assert_eq!(
        payload::commands(&json!([command("aid", json!([option("party", true)]))])),
        Vec::<String>::new()
    );
    for commands in [
        json!({}),
        json!([command("Aid", json!([]))]),
        json!([command("aid", json!([])), command("aid", json!([]))]),
        json!([command("aid", json!([option("a", false), option("b", true)]))]),
        json!([command("aid", json!([option("a", true), option("a", true)]))]),
        json!([command("aid", json!(vec![option("a", true); 26]))]),
        json!([{ "name": "aid", "description": "d".repeat(101) }]),
        json!([{ "name": "aid", "description": "" }]),
    ] {
        assert!(!payload::commands(&commands).is_empty(), "not found: {commands}");
    }
}
