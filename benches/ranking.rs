//! How often the fact that a rephrased question means comes first, in a fact file of another subject.
//!
//! `cargo bench --bench ranking [-- FILE]`, where FILE is `[{"question", "answer", "rephrasings"}]` as JSON; without one
//! `../shared/eval/paraphrases.json`, where the team keeps a sample, which a clone does not have.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use accord::dialogue;
use accord::dialogue::answer::Content;
use accord::knowledge::{File, Files, Knowledge, limit, load_files};
use accord::retrieval::corpus::{Corpus, Found};
use serde::Deserialize;

/// A question of the other subject.
#[derive(Deserialize)]
struct Entry {
    question: String,
    answer: String,
    rephrasings: Vec<String>,
}

const HEAD: &str = r#"
[about]
title = "Questions"
description = "Questions of another subject."
covers = "Them."

[[topic]]
id = "any"
name = "anything"

[[source]]
id = "site"
title = "The site"
publisher = "The site"
url = "https://example.org/"
kind = "press"
"#;

fn main() {
    let given = std::env::args().skip(1).find(|arg| !arg.starts_with("--")).map(PathBuf::from);
    let sample = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval/paraphrases.json");
    let path = given.unwrap_or_else(sample);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("no questions to rank: {} is not there", path.display());
        return;
    };
    match serde_json::from_str::<Vec<Entry>>(&text) {
        Ok(entries) => match facts(&entries) {
            Ok(knowledge) => measure(&entries, &Corpus::new(knowledge, None)),
            Err(problem) => eprintln!("{problem}"),
        },
        Err(error) => eprintln!("{}: {error}", path.display()),
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of questions are far below 2^52")]
fn measure(entries: &[Entry], corpus: &Corpus) {
    let (mut places, mut times) = (Vec::new(), Vec::new());
    let (mut right, mut wrong) = (0, 0);
    for (at, entry) in entries.iter().enumerate() {
        for rephrasing in &entry.rephrasings {
            let began = Instant::now();
            let ranked = corpus.rank(&corpus.read(rephrasing), &BTreeSet::new());
            times.push(began.elapsed());
            let mut facts = ranked.iter().filter_map(|hit| match corpus.found(hit) {
                Found::Fact(fact) => Some(fact),
                Found::Shortcut(_) => None,
            });
            places.push(facts.position(|fact| fact.id == id_of(at)));
            if let Content::Facts { facts } = dialogue::answer(rephrasing, corpus).content {
                let is_it = facts.first().is_some_and(|id| *id == id_of(at));
                *(if is_it { &mut right } else { &mut wrong }) += 1;
            }
        }
    }
    let all = places.len().max(1) as f64;
    let first = places.iter().filter(|place| **place == Some(0)).count();
    let reciprocal: f64 = places.iter().flatten().map(|place| 1.0 / (*place as f64 + 1.0)).sum();
    times.sort_unstable();
    println!(
        "{} rephrasings of {} facts: first {first} ({:.1} %), mean reciprocal rank {:.3}",
        places.len(),
        entries.len(),
        100.0 * first as f64 / all,
        reciprocal / all
    );
    println!("answered {}: {right} right, {wrong} wrong", right + wrong);
    println!("{:?} median a question", times.get(times.len() / 2).copied().unwrap_or_default());
}

fn id_of(at: usize) -> String {
    format!("q{at}")
}

/// The questions as a fact file: the question is the way to ask, the answer the statement, both cut to what is allowed.
fn facts(entries: &[Entry]) -> Result<Knowledge, String> {
    let quoted = |text: &str, most: usize| {
        let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut: String = plain.chars().filter(|c| !c.is_control()).take(most).collect();
        toml_edit::Value::from(cut.trim()).to_string()
    };
    let mut text = HEAD.to_owned();
    for (at, entry) in entries.iter().enumerate() {
        let (ask, statement) = (quoted(&entry.question, limit::ASK), quoted(&entry.answer, limit::STATEMENT));
        let _ = write!(
            text,
            "\n[[fact]]\nid = \"{}\"\ntopic = \"any\"\nasks = [{ask}]\nstatement = {statement}\nas_of = 2018-01-01\nsources = [{{ id = \"site\" }}]\n",
            id_of(at)
        );
    }
    load_files(Files(vec![File { path: PathBuf::from("questions.toml"), text }]))
        .map_err(|error| format!("{error:?}"))
}
