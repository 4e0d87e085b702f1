//! The console and the batch, as people and programs use them; and hostile input.

mod common;

use common::{accord, batch, on_shipped_facts, path};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn a_piped_console_answers_line_by_line_in_plain_text() {
    let output = accord()
        .write_stdin("/aid netherlands\n\nwhen did ireland sign\n")
        .output()
        .expect("the binary runs");
    assert!(output.status.success());
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("€2 billion") && text.contains("4 September 2024"), "{text}");
    assert!(!text.contains('\u{1b}'), "colours in a pipe: {text}");
}

#[test]
fn a_suggestion_is_picked_by_its_number() {
    let output = accord().write_stdin("/aid netherlands\n1\n").output().expect("the binary runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("Agreement on tests between Ukraine and the Netherlands"), "{text}");
}

#[test]
fn a_batch_answers_each_line_in_order_with_all_its_fields() {
    let input = concat!(
        "{\"conversation\": \"c1\", \"text\": \"/aid netherlands\"}\n",
        "\n",
        "not json\n",
        "{\"conversation\": 7, \"text\": \"what is love\"}\n",
        "{\"text\": \"/signatories\"}",
    );
    let answers = batch(input);
    let kinds: Vec<&Value> = answers.iter().map(|answer| &answer["kind"]).collect();
    assert_eq!(kinds, ["list", "error", "unknown", "list"]);
    assert_eq!(answers[0]["conversation"], "c1");
    assert_eq!(answers[0]["text"], "/aid netherlands");
    assert_eq!(answers[2]["conversation"], 7);
    for field in ["conversation", "text", "kind", "answer", "facts", "sources", "suggestions", "confidence"] {
        assert!(answers.iter().all(|answer| answer.get(field).is_some()), "{field}");
    }
}

#[test]
fn hostile_input_gets_a_clear_answer() {
    let long = "a".repeat(6_000);
    let texts = [
        "",
        "   ",
        "\u{0}\u{1}\u{7}",
        "\u{202e}sdnalrehten dia/",
        "n̷e̵t̸h̷e̶r̶l̸a̷n̴d̷s̵",
        &long,
        "@everyone <@123> **bold** [x](http://evil)",
        "/aid \"; rm -rf /",
        "/source ../../etc/passwd",
        "/aid \u{feff}",
        "🇳🇱🇳🇱🇳🇱🇳",
        "/timeline since:9999-99-99",
        "/compare",
        "\\",
        "{}",
        "null",
        "/topic 💥",
        "オランダ",
        "٢٠٢٤",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    ];
    let input: String =
        texts.iter().map(|text| json!({ "conversation": "x", "text": text }).to_string() + "\n").collect();
    let answers = batch(input);
    assert_eq!(answers.len(), texts.len());
    for answer in &answers {
        let text = answer["answer"].as_str().unwrap_or_default();
        assert!(!text.is_empty() && text.chars().all(|c| c == '\n' || !c.is_control()), "{answer}");
    }
    assert_eq!(answers[4]["facts"][0], "netherlands-agreement", "zalgo is read through");
    assert_eq!(answers[5]["kind"], "error", "6,000 characters");
}

#[test]
fn bytes_that_are_no_text_do_not_end_a_batch() {
    let mut input = b"\xff\xfe\n".to_vec();
    input.extend_from_slice(b"{\"conversation\": \"c\", \"text\": \"/about\"}\n");
    let answers = batch(input);
    assert_eq!(answers[0]["kind"], "error");
    assert_eq!(answers[1]["kind"], "answer");
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_accord"))
        .args(["ask", "/signatories"])
        .env("KNOWLEDGE_PATH", path("facts"))
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the binary runs");
    drop(child.stdout.take());
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn the_shipped_facts_answer_the_first_question() {
    let output = on_shipped_facts().write_stdin("/aid netherlands\n").output().expect("the binary runs");
    let text = String::from_utf8_lossy(&output.stdout);
    for part in ["€2 billion", "2024", "As of 1 March 2024", "https://"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// No input makes matching panic: many texts a run, since each run starts the binary.
    #[test]
    fn no_input_breaks_the_batch(texts in proptest::collection::vec("(/[a-z]{0,6} )?\\PC{0,80}", 40)) {
        let input: String = texts.iter().map(|text| json!({ "text": text }).to_string() + "\n").collect();
        prop_assert_eq!(batch(input).len(), texts.len());
    }
}

#[test]
fn a_batch_with_a_byte_order_mark_loses_no_line() {
    let answers = batch("\u{feff}{\"conversation\": \"c1\", \"text\": \"/aid netherlands\"}\n");
    assert_eq!((&answers[0]["conversation"], &answers[0]["kind"]), (&json!("c1"), &json!("list")));
}

#[test]
fn exit_and_quit_leave_the_console() {
    for word in ["exit", "QUIT", "/quit"] {
        let typed = format!("{word}\n/aid netherlands\n");
        let output = accord().write_stdin(typed).output().expect("the binary runs");
        assert!(output.status.success() && output.stdout.is_empty(), "{word}: {output:?}");
    }
}

#[test]
fn the_env_file_here_counts_and_none_of_a_parent_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let below = folder.path().join("below");
    std::fs::create_dir(&below).expect("made");
    std::fs::write(folder.path().join(".env"), "GAPS=maybe\n").expect("written");
    let check = || {
        let mut command = accord();
        command.current_dir(&below).arg("check").arg(path("facts")).output().expect("the binary runs")
    };
    assert_eq!(check().status.code(), Some(0), "the parent's .env is not ours");
    std::fs::write(below.join(".env"), "# ours\nKNOWLEDGE_PATH=my facts\n").expect("written");
    let output = check();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && told.contains("line 2"), "{told}");
}

#[test]
fn questions_with_a_mistyped_key_are_no_questions() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("questions.jsonl");
    let line = r#"{"category": "aid", "text": "dutch aid", "expect": "answer", "must_nott": ["x"]}"#;
    std::fs::write(&file, line).expect("written");
    let output = accord().arg("eval").arg(&file).output().expect("the binary runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && told.contains("must_nott"), "{told}");
}
