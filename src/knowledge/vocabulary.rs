//! The words of questions, as the rest of the program sees them.

use super::fact::Aspect;

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
}

impl Role {
    /// All roles with the names they have in the vocabulary.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Agreement, "agreement"),
        (Self::Signing, "signing"),
        (Self::Offer, "offer"),
        (Self::Sum, "sum"),
        (Self::Saying, "saying"),
    ];

    /// The role with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, own)| *own == name).map(|(role, _)| role)
    }
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
