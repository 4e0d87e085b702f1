//! README's commands work as written.

mod common;

use std::process::Command;

use common::path;

/// Lines of the shell blocks of README in each language.
fn commands() -> Vec<String> {
    let read = |name| std::fs::read_to_string(path(name)).expect("README is there");
    let readmes = ["../README.md", "../README.nl.md", "../README.uk.md"].map(read).concat();
    let blocks = readmes.split("```sh\n").skip(1).filter_map(|block| block.split("```").next());
    blocks.flat_map(str::lines).map(str::to_owned).collect()
}

#[test]
fn every_shell_command_of_the_readme_works() {
    // These build, test or fit for minutes, or are this very test; the shipped facts are checked beside the tests (.ci/run).
    let left_out = [
        "cargo test",
        "cargo bench",
        "cargo build --release",
        "cargo run -- fit training",
        "cargo run -- check",
        "cargo run -- check --json knowledge",
    ];
    let mut tried = 0;
    for command in commands().iter().filter(|command| !left_out.contains(&command.as_str())) {
        let here = command
            .replace("cargo run --", env!("CARGO_BIN_EXE_accord"))
            .replace("cargo run", env!("CARGO_BIN_EXE_accord"));
        let output = Command::new("bash")
            .args(["-c", &here])
            .current_dir(path(".."))
            .env_remove("KNOWLEDGE_PATH")
            .stdin(std::process::Stdio::null())
            .output();
        let output = output.expect("bash runs");
        assert!(output.status.success(), "{command}: {output:?}");
        tried += 1;
    }
    assert!(tried >= 6, "README shows its commands in ```sh blocks");
}

#[test]
fn the_readme_lists_every_command_and_variable() {
    let readme = std::fs::read_to_string(path("../README.md")).expect("README.md is there");
    for spec in accord::dialogue::command::COMMANDS {
        assert!(readme.contains(&format!("/{}", spec.name)), "README says nothing of /{}", spec.name);
    }
    for name in accord::config::VARIABLES {
        assert!(readme.contains(name), "README says nothing of {name}");
    }
    let example = std::fs::read_to_string(path("../.env.example")).expect(".env.example is there");
    for name in accord::config::VARIABLES {
        assert!(example.contains(&format!("{name}=")), ".env.example says nothing of {name}");
    }
}
