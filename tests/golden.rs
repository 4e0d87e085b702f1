//! The project's own questions and conversations, asked of the shipped facts: most of them have to be answered right.

mod common;

use common::{on_shipped_facts, path};

#[track_caller]
fn mostly_right(file: &str, per_cent: &str) {
    let output = on_shipped_facts()
        .args(["eval", "--min", per_cent])
        .arg(path("golden").join(file))
        .output()
        .expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn conversations() {
    mostly_right("conversations.jsonl", "97");
}

#[test]
fn questions() {
    mostly_right("questions.jsonl", "97");
}
