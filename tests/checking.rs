//! The checker: every finding at its place, all in one run.

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::{accord, path};
use serde_json::Value;

fn findings(folder: &std::path::Path) -> (i32, Vec<Value>) {
    let output = accord().args(["check", "--json"]).arg(folder).output().expect("the binary runs");
    let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let findings = lines.map(|line| serde_json::from_slice(line).expect("one JSON object a line")).collect();
    (output.status.code().unwrap_or(-1), findings)
}

/// Every file of `tests/broken` has one mistake (or a few), told in its first lines: `# code line:column`.
#[test]
fn each_mistake_is_found_at_its_place() {
    let mut codes = BTreeSet::new();
    for entry in fs::read_dir(path("broken")).expect("tests/broken is there") {
        let broken = entry.expect("an entry").path();
        let text = fs::read_to_string(&broken).expect("a text");
        let expected: Vec<String> = text
            .lines()
            .map_while(|line| line.strip_prefix("# "))
            .map(|line| line.trim().to_owned())
            .collect();
        let folder = tempfile::tempdir().expect("a folder");
        fs::copy(path("facts/facts.toml"), folder.path().join("facts.toml")).expect("copied");
        fs::copy(&broken, folder.path().join("wrong.toml")).expect("copied");
        let (code, found) = findings(folder.path());
        let found: Vec<String> = found
            .iter()
            .map(|finding| {
                format!(
                    "{} {}:{}",
                    finding["code"].as_str().unwrap_or_default(),
                    finding["line"],
                    finding["column"]
                )
            })
            .collect();
        assert_eq!(found, expected, "{}", broken.display());
        assert_eq!(code, 1, "{}", broken.display());
        codes.extend(expected.iter().filter_map(|line| line.split(' ').next().map(str::to_owned)));
    }
    let all = [
        "syntax",
        "no-language",
        "unknown-table",
        "unknown-key",
        "wrong-type",
        "missing-key",
        "empty-text",
        "too-long",
        "control-character",
        "too-many",
        "bad-id",
        "duplicate-id",
        "dangling-reference",
        "not-a-day",
        "bad-period",
        "unknown-currency",
        "amount-without-currency",
        "not-one-value",
        "stray-value-key",
        "unknown-choice",
        "bad-url",
        "bad-country-code",
        "no-source",
        "no-successor",
        "successor-of-current",
        "successor-circle",
        "same-ask",
        "same-name",
        "ask-leads-elsewhere",
    ];
    let untested: Vec<_> = all.into_iter().filter(|code| !codes.contains(*code)).collect();
    assert!(untested.is_empty(), "no broken file shows {untested:?}");
}

#[test]
fn the_report_points_at_the_line_and_says_how_to_mend_it() {
    let output =
        accord().arg("check").arg(path("broken/unknown-key.toml")).output().expect("the binary runs");
    let report = String::from_utf8_lossy(&output.stdout);
    for part in ["unknown-key.toml:", "topik", "did you mean `topic`?", "finding"] {
        assert!(report.contains(part), "{part}: {report}");
    }
}

#[test]
fn clean_facts_are_said_to_be_clean() {
    accord()
        .arg("check")
        .arg(path("facts"))
        .assert()
        .code(0)
        .stdout(predicates::str::contains("nothing to mend"));
    accord().arg("check").assert().code(0);
}

#[test]
fn what_cannot_be_read_is_told_apart_from_what_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let check = |path: &std::path::Path| accord().arg("check").arg(path).output().expect("the binary runs");
    assert_eq!(check(&folder.path().join("missing.toml")).status.code(), Some(2));
    assert_eq!(check(folder.path()).status.code(), Some(2), "a folder with no TOML file");
    let binary = folder.path().join("binary.toml");
    fs::write(&binary, b"title = \"\xff\xfe\"").expect("written");
    let output = check(&binary);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not UTF-8"));
    fs::create_dir(folder.path().join("folder.toml")).expect("created");
    assert_eq!(check(&folder.path().join("folder.toml")).status.code(), Some(2));
    let huge = fs::File::create(folder.path().join("huge.toml")).expect("created");
    huge.set_len(1 << 30).expect("sparse");
    let output = check(&folder.path().join("huge.toml"));
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("larger than"));
}

#[test]
fn facts_that_are_wrong_are_not_loaded_at_all() {
    let output = accord()
        .env("KNOWLEDGE_PATH", path("broken/unknown-key.toml"))
        .args(["ask", "/about"])
        .output()
        .expect("the binary runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("not loaded"));
}

#[test]
fn a_fact_file_of_another_subject_needs_no_topics_of_ours() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("faq.toml");
    let facts = "[about]\ntitle = \"FAQ\"\ndescription = \"Questions.\"\ncovers = \"Answers.\"\n\n[[topic]]\nid = \"git\"\nname = \"version control\"\n\n[[source]]\nid = \"s\"\ntitle = \"Manual\"\npublisher = \"Press\"\nurl = \"https://example.org\"\nkind = \"reference\"\n\n[[fact]]\nid = \"undo\"\ntopic = \"git\"\nasks = [\"how to undo the last commit\"]\nstatement = \"Resetting to the parent undoes the last commit.\"\nas_of = 2024-01-01\nsources = [{ id = \"s\" }]\n";
    std::fs::write(&file, facts).expect("written");
    let output = common::accord().arg("check").arg(&file).output().expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let output = common::accord()
        .env("KNOWLEDGE_PATH", &file)
        .args(["ask", "undo last commit"])
        .output()
        .expect("the binary runs");
    assert!(String::from_utf8_lossy(&output.stdout).contains("Resetting to the parent"), "{output:?}");
}

#[cfg(unix)]
#[test]
fn pipes_and_links_that_lead_in_circles_hang_nothing() {
    use std::process::Command;
    use std::time::Duration;
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(path("facts/facts.toml"), folder.path().join("facts.TOML")).expect("copied");
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).expect("linked");
    let check = || accord().timeout(Duration::from_mins(1)).arg("check").arg(folder.path()).output();
    let output = check().expect("the binary runs");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "read once, and .TOML is TOML: {told}");
    let pipe = folder.path().join("pipe.toml");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    let output = check().expect("the binary ends");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no regular file"), "{output:?}");
}

#[test]
fn fifty_findings_are_told_and_the_rest_is_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(path("facts/facts.toml"), folder.path().join("facts.toml")).expect("copied");
    let wrong: Vec<String> = (0..2_000).map(|at| format!("[[nothing]]\nid = \"x{at}\"\n")).collect();
    let many = wrong.concat() + &"[[fact]]\nid = \"BAD ID\"\n".repeat(500);
    fs::write(folder.path().join("wrong.toml"), many).expect("written");
    let output = accord().arg("check").arg(folder.path()).output().expect("the binary runs");
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(report.matches("Error").count() <= 50, "{}", report.matches("Error").count());
    assert!(report.contains("more") && report.contains("findings"), "{report}");
}

#[test]
fn a_day_that_lies_ahead_and_an_address_in_disguise_are_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let right = fs::read_to_string(path("facts/facts.toml")).expect("there");
    fs::write(
        folder.path().join("facts.toml"),
        right.replacen("as_of = 2024-03-01", "as_of = 2099-03-01", 1),
    )
    .expect("written");
    let (code, found) = findings(folder.path());
    assert_eq!((code, &found[0]["code"]), (1, &"as-of-ahead".into()), "{found:?}");
    let disguised = right.replacen("https://example.org", "https://gov.nl@example.org", 1);
    fs::write(folder.path().join("facts.toml"), disguised).expect("written");
    let (code, found) = findings(folder.path());
    assert_eq!((code, &found[0]["code"]), (1, &"bad-url".into()), "{found:?}");
}
