//! Fuzzing of what strangers can send: questions, TOML files, custom ids. Two seconds each with every run of the tests; as
//! long as wanted with `ACCORD_FUZZ_SECONDS=1800 cargo test --release --test fuzz -- --nocapture`.
//!
//! Seeds that are right are cut, joined and sprinkled with what breaks readers. Nothing may panic or take long.

mod common;

use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use accord::discord::custom_id::{Action, LONGEST};
use accord::knowledge::{File, Files, load, load_files};
use accord::retrieval::corpus::Corpus;

/// The variable that says how long, and how long without it.
const SECONDS: &str = "ACCORD_FUZZ_SECONDS";
const USUAL: u64 = 2;
/// No input may take so long, in a debug build on a busy machine.
const TOO_LONG: Duration = Duration::from_secs(20);
/// Characters of an input at most: what Discord lets through in an option.
const LONGEST_INPUT: usize = 6_000;

static CORPUS: LazyLock<Corpus> =
    LazyLock::new(|| Corpus::new(load(&common::path("facts")).expect("the tests' facts are right"), None));

/// What breaks readers of text.
const SPICE: [&str; 24] = [
    "\0",
    "\u{202e}",
    "\u{feff}",
    "\u{301}",
    "\u{1f1f3}\u{1f1f1}",
    "\u{200d}",
    "\"\"\"",
    "'''",
    "[[",
    "]]",
    "\\u",
    "{",
    "}",
    "=",
    "99999999999999999999",
    "-0",
    "2024-02-30",
    "/aid ",
    "party:",
    "|",
    "~",
    ".",
    "ß",
    "Ǆ",
];

const QUESTIONS: [&str; 10] = [
    "how much did the Netherlands promise for 2024",
    "/aid netherlands period:2024",
    "/compare netherlands germany topic:aid",
    "when did ireland sign, and where?",
    "what about 16.02.2024 to mid May",
    "Скільки пообіцяли Нідерланди",
    "hoeveel gaf Nederland in 2,5 miljard",
    "🇳🇱 f16 f-16 F 16",
    "/signatories since:2024-02 until:2024-13 order:date",
    "and the year before?",
];

const IDS: [&str; 6] = [
    "1q/aid Netherlands",
    "1p0|/signatories",
    "1snetherlands-aid-2024",
    "1f0123456,89abcde.fghjkmn.3.2024.0123456.f",
    "1m.....n",
    "1f.....s2024~2025-03",
];

/// Countries and words in place of the built-in ones, whose reading takes a hundred times as long as that of an entry.
const SMALL: [(&str, &str); 3] = [
    ("countries.toml", "[[country]]\ncode = \"NL\"\nname = \"Netherlands\"\n"),
    ("english.toml", "[words]\nenglish = \"\"\"\nhow long\n\"\"\"\n"),
    ("vocabulary.toml", "[[question]]\nkind = \"how-much\"\nwords = [\"how much\"]\n"),
];

/// Marsaglia's xorshift; the seed is printed, to be tried again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    /// A seed with a few cuts, repetitions and spices.
    fn changed(&mut self, seeds: &[String]) -> String {
        let mut letters: Vec<char> = seeds[self.below(seeds.len())].chars().collect();
        for _ in 0..=self.below(6) {
            let (one, other) = (self.below(letters.len() + 1), self.below(letters.len() + 1));
            let (from, to) = (one.min(other), one.max(other));
            match self.below(5) {
                0 => drop(letters.drain(from..to)),
                1 => letters.splice(from..from, SPICE[self.below(SPICE.len())].chars()).for_each(drop),
                2 => {
                    let part: Vec<char> = letters[from..to].to_vec();
                    letters.splice(from..from, part).for_each(drop);
                }
                3 => {
                    let other: Vec<char> = seeds[self.below(seeds.len())].chars().collect();
                    let cut = self.below(other.len() + 1);
                    letters.truncate(from);
                    letters.extend(&other[cut..]);
                }
                _ => {
                    if let Some(letter) = letters.get_mut(from) {
                        *letter =
                            char::from_u32(u32::try_from(self.below(0x3000)).unwrap_or(0)).unwrap_or('?');
                    }
                }
            }
            letters.truncate(LONGEST_INPUT);
        }
        letters.into_iter().collect()
    }
}

/// Tries changed seeds until the time is over.
fn fuzz(what: &str, seeds: &[String], mut try_one: impl FnMut(&str)) {
    let seconds = std::env::var(SECONDS).ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(USUAL);
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("it is after 1970");
    let seed = u64::from(now.subsec_nanos()) + 1;
    println!("{what}: seed {seed}");
    let (mut dice, began, mut tried) = (Dice(seed), Instant::now(), 0_u64);
    while began.elapsed() < Duration::from_secs(seconds) {
        let input = dice.changed(seeds);
        let start = Instant::now();
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| try_one(&input)));
        let took = start.elapsed();
        assert!(outcome.is_ok() && took < TOO_LONG, "{what}, seed {seed}, {took:?}: {input:?}");
        tried += 1;
    }
    println!("{what}: {tried} inputs in {:?}, none broke it", began.elapsed());
}

fn owned(seeds: &[&str]) -> Vec<String> {
    seeds.iter().map(|seed| (*seed).to_owned()).collect()
}

#[test]
fn questions_do_no_harm() {
    fuzz("questions", &owned(&QUESTIONS), |question| drop(accord::dialogue::answer(question, &CORPUS)));
}

#[test]
fn toml_does_no_harm() {
    let whole = std::fs::read_to_string(common::path("facts/facts.toml")).expect("the tests' facts");
    // A piece at a time: reading all of it is slow, and the checker's rules are within an entry.
    let pieces: Vec<String> = whole.split("\n\n").map(str::to_owned).collect();
    fuzz("toml", &pieces, |text| {
        let own = SMALL.iter().copied().chain([("fuzzed.toml", text)]);
        let files = own.map(|(path, text)| File { path: PathBuf::from(path), text: text.to_owned() });
        drop(load_files(Files(files.collect())).map(|_| ()));
    });
}

#[test]
fn custom_ids_do_no_harm_and_lead_back_to_themselves() {
    fuzz("custom ids", &owned(&IDS), |id| {
        let Ok(action) = Action::decode(id, &CORPUS.knowledge) else { return };
        let Some(again) = action.encode() else { return };
        assert!(again.chars().count() <= LONGEST, "{again}");
        assert_eq!(Action::decode(&again, &CORPUS.knowledge), Ok(action));
    });
}
