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
fn the_page_on_coverage_is_current() {
    let output = on_shipped_facts().args(["check", "--coverage"]).output().expect("the binary runs");
    let page = std::fs::read_to_string(path("../knowledge/COVERAGE.md")).expect("there");
    let made = String::from_utf8_lossy(&output.stdout);
    assert!(page == made, "run: cargo run -- check --coverage > knowledge/COVERAGE.md");
}

#[test]
fn conversations() {
    mostly_right("conversations.jsonl", "99");
}

#[test]
fn questions() {
    // A step of the dialogue that goes missing costs half a per cent and more.
    mostly_right("questions.jsonl", "99.5");
}
