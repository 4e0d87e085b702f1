//! What a question costs on the shipped facts: time per question (median and 99th percentile), start-up, peak memory.

use std::path::Path;
use std::time::{Duration, Instant};

use accord::dialogue;
use accord::knowledge::load;
use accord::retrieval::corpus::Corpus;

const QUESTIONS: [&str; 12] = [
    "/aid netherlands",
    "how much did the dutch promise for 2024",
    "wehn was the ductch agremeent singed",
    "/compare netherlands germany",
    "/signatories",
    "who signed for denmark",
    "what happens if russia attacks again",
    "Wie lange gilt das niederländische Abkommen?",
    "Де підписали угоду з Нідерландами?",
    "how do i change my billing address",
    "belgium f-16 how many",
    "did argentina sign an agreement",
];
const ROUNDS: usize = 200;

fn main() {
    let began = Instant::now();
    let Ok(knowledge) = load(Path::new("knowledge")) else {
        eprintln!("the shipped facts do not load: run `cargo run -- check`");
        return;
    };
    let loaded = began.elapsed();
    let corpus = Corpus::new(knowledge, None);
    println!("facts: {} written, {} in all", corpus.knowledge.written_facts(), corpus.knowledge.facts.len());
    println!("start-up: load {loaded:?}, load and index {:?}", began.elapsed());
    let mut all: Vec<Duration> = Vec::new();
    for question in QUESTIONS {
        let mut times: Vec<Duration> = (0..ROUNDS).map(|_| time(question, &corpus)).collect();
        times.sort_unstable();
        println!("{:>10.1?} median {:>10.1?} p99  {question}", at(&times, 50), at(&times, 99));
        all.extend(times);
    }
    all.sort_unstable();
    println!("{:>10.1?} median {:>10.1?} p99  all", at(&all, 50), at(&all, 99));
    println!("peak memory: {}", peak_memory());
}

fn time(question: &str, corpus: &Corpus) -> Duration {
    let began = Instant::now();
    std::hint::black_box(dialogue::answer(question, corpus));
    began.elapsed()
}

fn at(sorted: &[Duration], percent: usize) -> Duration {
    sorted[(sorted.len() - 1) * percent / 100]
}

/// Peak resident memory, as Linux tells it.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("not known on this system".to_owned(), |line| line.trim().to_owned())
}
