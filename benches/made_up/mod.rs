//! Made-up facts and questions for measuring growth: words drawn as language draws them, a few often and most seldom.

use std::fmt::Write;
use std::path::PathBuf;

use accord::knowledge::{File, Files, Knowledge};

/// Parties that the made-up facts belong to: id, name, country.
const PARTIES: [(&str, &str, &str); 6] = [
    ("netherlands", "Netherlands", "NL"),
    ("germany", "Germany", "DE"),
    ("france", "France", "FR"),
    ("denmark", "Denmark", "DK"),
    ("japan", "Japan", "JP"),
    ("poland", "Poland", "PL"),
];
const TOPICS: usize = 40;
/// Words of a way to ask and of a statement.
const ASKED: usize = 6;
const STATED: usize = 24;

/// The same numbers each time: xorshift, as George Marsaglia described it.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    /// A word: the earlier in the list, the likelier, as few words are common and most are seldom.
    fn word<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let reach = self.roll(words.len()) + 1;
        words[self.roll(reach)]
    }
}

fn words() -> Vec<&'static str> {
    let list = include_str!("../../knowledge/english.toml");
    let listed = list.split("english = \"\"\"").nth(1).and_then(|rest| rest.split("\"\"\"").next());
    let mut words: Vec<&str> =
        listed.unwrap_or_default().split_whitespace().filter(|word| word.len() > 4).collect();
    let mut dice = Dice(7);
    for at in (1..words.len()).rev() {
        words.swap(at, dice.roll(at + 1));
    }
    words
}

/// A fact file of this many facts.
pub fn facts(count: usize) -> Files {
    let (words, mut dice) = (words(), Dice(42));
    let mut text = String::from(
        "[about]\ntitle = \"Made up\"\ndescription = \"Made-up facts.\"\ncovers = \"Nothing real.\"\n\n[[source]]\nid = \"site\"\ntitle = \"A site\"\npublisher = \"A site\"\nurl = \"https://example.org/\"\nkind = \"press\"\n",
    );
    for (id, name, code) in PARTIES {
        let _ = write!(
            text,
            "\n[[party]]\nid = \"{id}\"\nname = \"{name}\"\nkind = \"country\"\ncode = \"{code}\"\n"
        );
    }
    for topic in 0..TOPICS {
        let _ = write!(text, "\n[[topic]]\nid = \"topic-{topic}\"\nname = \"topic {topic}\"\n");
    }
    for at in 0..count {
        let mut line = |length| (0..length).map(|_| dice.word(&words)).collect::<Vec<_>>().join(" ");
        let (ask, other, statement) = (line(ASKED), line(ASKED), line(STATED));
        let (party, topic) = (PARTIES[at % PARTIES.len()].0, at % TOPICS);
        let _ = write!(
            text,
            "\n[[fact]]\nid = \"fact-{at}\"\nparty = \"{party}\"\ntopic = \"topic-{topic}\"\nasks = [\"{ask}\", \"{other}\"]\nstatement = \"{statement}.\"\nas_of = 2024-03-01\nsources = [{{ id = \"site\" }}]\n"
        );
    }
    Files(vec![File { path: PathBuf::from("made-up.toml"), text }])
}

/// Questions, each with the fact it means: a way of asking with one word gone and one misspelt.
pub fn questions(knowledge: &Knowledge, count: usize) -> Vec<(String, String)> {
    let mut dice = Dice(99);
    let facts: Vec<_> = knowledge.facts.iter().filter(|fact| fact.aspect.is_none()).collect();
    (0..count)
        .map(|_| {
            let fact = facts[dice.roll(facts.len())];
            let mut words: Vec<String> = fact.asks[0].split(' ').map(str::to_owned).collect();
            words.remove(dice.roll(words.len()));
            let misspelt = dice.roll(words.len());
            if words[misspelt].len() > 6 {
                words[misspelt].remove(3);
            }
            let party = fact.party.clone().unwrap_or_default();
            (format!("what about {} in {party}", words.join(" ")), fact.id.clone())
        })
        .collect()
}
