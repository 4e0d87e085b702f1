//! What lies in `deploy/` works as it says.

#![cfg(unix)]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use common::path;

fn read(name: &str) -> String {
    fs::read_to_string(path(&format!("../{name}"))).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The lines of the shell blocks of a page.
fn commands(page: &str) -> Vec<String> {
    let blocks = page.split("```sh\n").skip(1).filter_map(|block| block.split("```").next());
    blocks.flat_map(str::lines).map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

fn shell(command: &str, folder: &Path) -> Output {
    let own = Path::new(env!("CARGO_BIN_EXE_accord")).parent().expect("the binary lies in a folder");
    let search = format!("{}:{}", own.display(), std::env::var("PATH").unwrap_or_default());
    Command::new("bash")
        .args(["-c", command])
        .current_dir(folder)
        .env_clear()
        .env("PATH", search)
        .output()
        .expect("bash runs")
}

#[test]
fn a_backup_made_as_the_page_says_holds_the_facts_and_their_history_and_is_clean() {
    let folder = tempfile::tempdir().expect("a folder");
    let facts = folder.path().join("knowledge");
    fs::create_dir_all(facts.join("drafts")).expect("a folder");
    fs::copy(path("facts/facts.toml"), facts.join("facts.toml")).expect("copied");
    for (name, text) in
        [("history.jsonl", ""), (".accord.lock", ""), (".vectors.bin", "x"), ("drafts/1.json", "{}")]
    {
        fs::write(facts.join(name), text).expect("written");
    }
    let commands = commands(&read("deploy/BACKUP.md"));
    assert!(commands.len() >= 3, "{commands:?}");
    for command in commands {
        let output = shell(&command, folder.path());
        assert!(output.status.success(), "{command}: {output:?}");
    }
    let restored = folder.path().join("restored/knowledge");
    let same = |name: &str| fs::read(restored.join(name)).ok() == fs::read(facts.join(name)).ok();
    assert!(same("facts.toml") && same("history.jsonl"));
    let mut kept: Vec<_> =
        fs::read_dir(&restored).expect("restored").flatten().map(|file| file.file_name()).collect();
    kept.sort();
    assert_eq!(kept, ["facts.toml", "history.jsonl"]);
}

#[test]
fn the_unit_is_right_and_lets_the_bot_do_little() {
    if Command::new("systemd-analyze").arg("--version").output().is_err() {
        eprintln!(
            "systemd-analyze is missing: deploy/accord.service was not looked at (apt-get install systemd)"
        );
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    // Verifying looks for the binary, too.
    let unit = read("deploy/accord.service").replace("/usr/local/bin/accord", env!("CARGO_BIN_EXE_accord"));
    fs::write(folder.path().join("accord.service"), unit).expect("written");
    for command in [
        "systemd-analyze verify ./accord.service",
        "systemd-analyze security --offline=true --threshold=25 ./accord.service",
    ] {
        let output = shell(command, folder.path());
        assert!(output.status.success(), "{command}: {output:?}");
    }
}

#[test]
fn the_images_user_is_nobody_and_its_files_are_those_of_the_repository() {
    let (file, ignored) = (read("Containerfile"), read(".dockerignore"));
    assert!(file.contains(":nonroot\n") && !file.contains("USER root"));
    let copied = file.lines().filter(|line| line.starts_with("COPY") && !line.contains("--from="));
    for name in copied.filter_map(|line| line.split_whitespace().rev().nth(1)) {
        assert!(path("..").join(name).exists(), "{name}");
    }
    assert!(ignored.lines().any(|line| line == ".env"), "a token must not get into an image");
    let declared =
        read("Cargo.toml").lines().find_map(|line| line.strip_prefix("rust-version = ").map(str::to_owned));
    let version = declared.expect("a rust-version").trim_matches('"').to_owned();
    assert!(file.contains(&format!("rust-{version}-")), "the image is built with Rust {version}");
}
