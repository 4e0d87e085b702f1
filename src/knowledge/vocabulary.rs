//! The words of questions, as the rest of the program sees them.

use super::fact::Aspect;
use super::language::Language;

/// What a group of synonyms stands for, where that matters to how a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What the fact file is about: "agreement", "deal".
    Agreement,
    /// How that comes about: "sign".
    Signing,
    /// What a party does in it: "promise", "commit".
    Offer,
    /// What sums are told with: "billion", "euros".
    Sum,
    /// What people do who are quoted: "say", "wrote".
    Saying,
    /// What parties are: "country", "state".
    Country,
}

impl Role {
    /// All roles with the names they have in the vocabulary.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Agreement, "agreement"),
        (Self::Signing, "signing"),
        (Self::Offer, "offer"),
        (Self::Sum, "sum"),
        (Self::Saying, "saying"),
        (Self::Country, "country"),
    ];

    /// The role with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, own)| *own == name).map(|(role, _)| role)
    }
}

/// What single words do to a question, whatever it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cue {
    /// From a time on: "since".
    Since,
    /// Up to a time: "by", "until".
    Until,
    /// Before a time or an event.
    Before,
    /// After a time or an event.
    After,
    /// The first of two times: "between".
    Between,
    /// On the day of something else: "the same day as".
    SameDay,
    /// As things are now: "currently", "the latest".
    Now,
    /// Not: "have not signed", "without".
    Not,
    /// Something was done, not only promised: "delivered", "arrived".
    Done,
    /// The greatest of several: "the most".
    Most,
    /// The last in an order.
    Last,
    /// Of everybody: "all countries", "in total".
    Everyone,
    /// A yes or a no is asked for: "did", "is it true".
    YesNo,
    /// Thanks.
    Thanks,
    /// A greeting.
    Greeting,
    /// A farewell.
    Farewell,
    /// Assent and small noises: "ok", "lol".
    Assent,
    /// What was asked last is taken back: "sorry", "I meant".
    Correction,
}

impl Cue {
    /// All cues with the names they have in the vocabulary.
    pub const ALL: [(Self, &'static str); 18] = [
        (Self::Since, "since"),
        (Self::Until, "until"),
        (Self::Before, "before"),
        (Self::After, "after"),
        (Self::Between, "between"),
        (Self::SameDay, "same-day"),
        (Self::Now, "now"),
        (Self::Not, "not"),
        (Self::Done, "done"),
        (Self::Most, "most"),
        (Self::Last, "last"),
        (Self::Everyone, "everyone"),
        (Self::YesNo, "yes-no"),
        (Self::Thanks, "thanks"),
        (Self::Greeting, "greeting"),
        (Self::Farewell, "farewell"),
        (Self::Assent, "assent"),
        (Self::Correction, "correction"),
    ];

    /// The cue with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, own)| *own == name).map(|(cue, _)| cue)
    }

    /// Whether it is said for company's sake and asks for nothing.
    #[must_use]
    pub fn is_chat(self) -> bool {
        matches!(self, Self::Thanks | Self::Greeting | Self::Farewell | Self::Assent)
    }
}

/// What tells that a question is in a language.
#[derive(Debug, Clone)]
pub struct Telling {
    /// The language.
    pub language: Language,
    /// Words that tell, in lower case.
    pub words: Vec<String>,
    /// Letters that no other of the languages has, in lower case.
    pub letters: Vec<char>,
}

/// The words of questions, apart from any one fact.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Words of each kind of question: (kind, words).
    pub questions: Vec<(String, Vec<String>)>,
    /// Words that point back at what was said before: (kind, words).
    pub references: Vec<(String, Vec<String>)>,
    /// Names of months: (1 to 12, names).
    pub months: Vec<(i8, Vec<String>)>,
    /// What tells which language a question is in.
    pub languages: Vec<Telling>,
    /// What single words do to a question: (cue, words).
    pub cues: Vec<(Cue, Vec<String>)>,
    /// Places in an order: (which, words).
    pub ordinals: Vec<(i8, Vec<String>)>,
    /// Words behind a number that multiply it: (power of ten, words).
    pub magnitudes: Vec<(i8, Vec<String>)>,
    /// What offices are called: (title, words).
    pub offices: Vec<(String, Vec<String>)>,
    /// Names of people and places that no fact file of this kind knows: they are never mended into a name it has.
    pub strangers: Vec<String>,
    /// Numbers as words: (number, words).
    pub numbers: Vec<(i8, Vec<String>)>,
    /// Groups of words that mean the same: (words, what they stand for in every fact file).
    pub synonyms: Vec<(Vec<String>, Option<Role>)>,
    /// Words of questions that are declined: (reason, words).
    pub declined: Vec<(String, Vec<String>)>,
    /// Ways to ask for an aspect of a record: (aspect, topic, asks).
    pub records: Vec<(Aspect, String, Vec<String>)>,
    /// Plain questions that a command answers: (command, asks).
    pub shortcuts: Vec<(String, Vec<String>)>,
    /// Words that carry nothing.
    pub filler: Vec<String>,
    /// Case endings of names.
    pub endings: Vec<String>,
    /// Prepositions after which a city is a place, not the government that sits there.
    pub before_places: Vec<String>,
    /// Common English words: spelled right, whatever they resemble.
    pub english: Vec<String>,
    /// Those that are hardly ever nouns, and so say little about which fact is meant.
    pub light: Vec<String>,
}
