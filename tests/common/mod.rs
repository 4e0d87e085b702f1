//! The built binary, run as a person or another program would run it.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// A file or folder of the tests.
pub fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// The binary on the tests' own facts, with nothing of the developer's environment.
pub fn accord() -> Command {
    let mut command = on_shipped_facts();
    command.env("KNOWLEDGE_PATH", path("facts"));
    command
}

/// The binary on the facts of the repository.
pub fn on_shipped_facts() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_accord"));
    // Words alone, but where a test is about meaning: hundreds of starts need not load the encoder.
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env_clear().env("MEANING", "off");
    command
}

/// The answer to one question as JSON, whatever the exit status.
#[allow(dead_code, reason = "each test binary compiles this module; not all of them ask")]
pub fn ask(question: &str) -> Value {
    let output = accord().args(["ask", "--json", "--", question]).output().expect("the binary runs");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{question}: {error}: {output:?}"))
}

/// The answers to a batch, one for each line.
#[allow(dead_code, reason = "each test binary compiles this module; not all of them run batches")]
pub fn batch(input: impl Into<Vec<u8>>) -> Vec<Value> {
    let output =
        accord().args(["ask", "--json", "--batch"]).write_stdin(input).output().expect("the binary runs");
    assert!(output.status.success(), "{output:?}");
    let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).expect("one JSON object a line")).collect()
}
