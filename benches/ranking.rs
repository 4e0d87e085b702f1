//! How often the fact that a rephrased question means comes first, in a fact file of another subject.
//!
//! `cargo bench --bench ranking [-- FILE]`, where FILE is `[{"question", "answer", "rephrasings"}]` as JSON; without one the
//! sample beside the repository is taken, where it is there.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use accord::dialogue;
use accord::dialogue::answer::Content;
use accord::knowledge::load_files;
use accord::knowledge::{File, Files, Knowledge};
use accord::matching::corpus::Corpus;
use serde::Deserialize;

/// A question of the other subject.
#[derive(Deserialize)]
struct Entry {
    question: String,
    answer: String,
    rephrasings: Vec<String>,
}

/// What a fact file allows.
const LONGEST_ASK: usize = 100;
const LONGEST_STATEMENT: usize = 600;

fn main() {
    let given = std::env::args().skip(1).find(|arg| !arg.starts_with("--")).map(PathBuf::from);
    let sample = || Path::new("/work/main").join("../shared/eval/paraphrases.json");
    let path = given.unwrap_or_else(sample);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("no questions to rank: {} is not there", path.display());
        return;
    };
    let entries: Vec<Entry> = match serde_json::from_str(&text) {
        Ok(entries) => entries,
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            return;
        }
    };
    let Some(knowledge) = facts(&entries) else { return };
    let corpus = Corpus::new(knowledge);
    let mut places = Vec::new();
    let mut times = Vec::new();
    let (mut right, mut wrong) = (0, 0);
    let verbose = std::env::args().any(|arg| arg == "--verbose");
    for (at, entry) in entries.iter().enumerate() {
        for rephrasing in &entry.rephrasings {
            let began = Instant::now();
            let ranked = dialogue::ranking(&corpus.read(rephrasing), &corpus);
            times.push(began.elapsed());
            let facts: Vec<&str> = ranked.iter().filter_map(|c| c.fact()).map(|f| f.id.as_str()).collect();
            let place = facts.iter().position(|id| *id == id_of(at));
            places.push(place);
            if verbose && place != Some(0) {
                println!(
                    "{place:?} {rephrasing}\n   want {}\n   got {:?}",
                    entry.question,
                    facts.first().map(|id| &entries[id[1..].parse::<usize>().unwrap()].question)
                );
            }
            if let Content::Facts { facts } = dialogue::answer(rephrasing, &corpus).content {
                if facts[0] == id_of(at) { right += 1 } else { wrong += 1 }
            }
        }
    }
    let all = places.len();
    let first = places.iter().filter(|place| **place == Some(0)).count();
    let mrr: f64 = places.iter().flatten().map(|p| 1.0 / (*p as f64 + 1.0)).sum::<f64>() / all as f64;
    times.sort_unstable();
    println!(
        "{all} rephrasings of {} facts: first {first} ({:.1} %), MRR {mrr:.3}",
        entries.len(),
        100.0 * first as f64 / all as f64
    );
    println!("answered {} of them, {right} right, {wrong} wrong", right + wrong);
    println!("{:?} median a question", times.get(all / 2).copied().unwrap_or(Duration::ZERO));
}

fn id_of(at: usize) -> String {
    format!("q{at}")
}

fn facts(entries: &[Entry]) -> Option<Knowledge> {
    let mut text = String::from(
        "[about]\ntitle = \"Questions\"\ndescription = \"Questions of another subject.\"\ncovers = \"Them.\"\n\n[[topic]]\nid = \"any\"\nname = \"anything\"\n\n[[source]]\nid = \"site\"\ntitle = \"The site\"\npublisher = \"The site\"\nurl = \"https://example.org/\"\nkind = \"press\"\n",
    );
    for (at, entry) in entries.iter().enumerate() {
        let quoted = |text: &str, most: usize| {
            let plain: String = text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .chars()
                .filter(|c| !c.is_control())
                .take(most)
                .collect();
            toml_edit::Value::from(plain.trim()).to_string()
        };
        text.push_str(&format!(
            "\n[[fact]]\nid = \"{}\"\ntopic = \"any\"\nasks = [{}]\nstatement = {}\nas_of = 2018-01-01\nsources = [{{ id = \"site\" }}]\n",
            id_of(at), quoted(&entry.question, LONGEST_ASK), quoted(&entry.answer, LONGEST_STATEMENT)
        ));
    }
    let files = Files(vec![File { path: PathBuf::from("questions.toml"), text }]);
    match load_files(files) {
        Ok(knowledge) => Some(knowledge),
        Err(error) => {
            eprintln!("{error:?}");
            None
        }
    }
}
