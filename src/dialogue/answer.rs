//! An answer as plain data: every door draws it, none decides what is true.

use serde::Serialize;

use crate::knowledge::{Citation, Knowledge, Period};
pub use crate::language::reading::Correction;

/// What kind of answer it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Facts that answer the question.
    Answer,
    /// A list.
    List,
    /// Two or more side by side.
    Comparison,
    /// Close readings to choose from.
    DidYouMean,
    /// Nothing on file.
    Unknown,
    /// Not what was asked for, but near, and told as such.
    Nearest,
    /// A word for company's sake, and no facts.
    Chat,
    /// Not a question that can be read.
    Error,
}

impl Kind {
    /// Whether it was a question that the file has no answer to, though it may have something near.
    #[must_use]
    pub fn is_unanswered(self) -> bool {
        matches!(self, Self::Unknown | Self::Nearest)
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What is said.
    pub content: Content,
    /// Slips that were mended to read the question.
    pub corrections: Vec<Correction>,
    /// Questions to ask next, or to choose from.
    pub suggestions: Vec<Suggestion>,
    /// How sure it is that this answers the question, 0 to 1.
    pub confidence: f32,
    /// Yes or no, where it was asked for and the first fact says so.
    pub verdict: Option<bool>,
    /// Where the question is asked back: the fact it came nearest to, so that it is not lost.
    pub nearest: Option<String>,
}

/// A question that can be asked next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What people read on it: "Aid from Germany".
    pub label: Label,
    /// What to type.
    pub question: String,
}

/// What a suggestion is of. Parties, topics and people are given by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// Who has signed.
    Signed,
    /// A party's aid.
    Aid(String),
    /// A party's agreement.
    Agreement(String),
    /// A topic, of one party or of all.
    Topic {
        /// Id of the topic.
        topic: String,
        /// Id of the party.
        party: Option<String>,
    },
    /// Two parties side by side.
    Comparison(String, String),
    /// A person's words.
    Quotes(String),
    /// The question as it is typed.
    Question,
}

/// What an answer says. Facts, agreements and parties are given by id.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// One or more facts, the one that answers first.
    Facts {
        /// Ids.
        facts: Vec<String>,
    },
    /// Everything on a topic, or of a kind, fact by fact.
    FactList {
        /// What the list is of.
        about: ListOf,
        /// Ids.
        facts: Vec<String>,
    },
    /// The card of one party's agreements.
    Card {
        /// Id of the agreement.
        agreement: String,
        /// Facts that belong on the card: aid, priorities.
        facts: Vec<String>,
        /// Ids of the party's further agreements.
        others: Vec<String>,
    },
    /// The list of agreements.
    Signatories {
        /// Ids of agreements, in the order asked for.
        agreements: Vec<String>,
        /// First and last day asked for.
        range: Range,
        /// Whether they are ordered by name.
        by_name: bool,
        /// Where they were signed, where one place was asked for.
        place: Option<String>,
    },
    /// Sums of several parties, the greatest first where they can be ranked.
    Sums {
        /// Ids of facts, one for each party.
        facts: Vec<String>,
        /// Whether all are of one currency, time and scope, so that their order says which is more.
        ranked: bool,
    },
    /// Who holds an office.
    Office {
        /// Id of the person.
        person: String,
        /// Position of the office among the person's.
        office: usize,
        /// Id of the fact that tells of them.
        fact: String,
    },
    /// What comes near without answering.
    Nearest {
        /// Ids of facts.
        facts: Vec<String>,
        /// What there is nothing on.
        unknown: Unknown,
    },
    /// Thanks, a greeting and the like.
    Chat(Chat),
    /// Side by side.
    Comparison {
        /// Ids of parties.
        parties: Vec<String>,
        /// The rows.
        rows: Vec<Row>,
    },
    /// The sources of one fact.
    Sources {
        /// Id of the fact.
        fact: String,
    },
    /// What the fact file covers.
    About,
    /// How to ask.
    Help,
    /// Close readings: the suggestions are the choices.
    DidYouMean(Unclear),
    /// Nothing on file.
    Unknown(Unknown),
    /// A question that cannot be read.
    Refused(Refusal),
}

/// What is said for company's sake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chat {
    /// Thanks.
    Thanks,
    /// A greeting.
    Greeting,
    /// A farewell.
    Farewell,
    /// Assent and small noises.
    Assent,
}

/// What a list of facts is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListOf {
    /// A party's aid.
    Aid {
        /// Id of the party.
        party: String,
        /// The time asked for.
        period: Option<Period>,
    },
    /// A topic, of one party or of all.
    Topic {
        /// Id of the topic.
        topic: String,
        /// Id of the party.
        party: Option<String>,
    },
    /// A person's words.
    Quotes {
        /// Id of the person.
        person: String,
    },
    /// Dated facts in order.
    Timeline {
        /// When.
        range: Range,
        /// Id of the party, where only its facts are asked for.
        party: Option<String>,
        /// Id of the topic, where only facts on it are asked for.
        topic: Option<String>,
    },
}

/// First and last day of a list, where they were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Range {
    /// From this period's first day on.
    pub since: Option<Period>,
    /// Up to this period's last day.
    pub until: Option<Period>,
}

/// One row of a comparison: ids of facts, one for each party, where there is one.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What is compared.
    pub of: RowOf,
    /// One cell for each party.
    pub cells: Vec<Option<String>>,
}

/// What a row compares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowOf {
    /// Signing: date, place, signatories.
    Signing,
    /// Duration.
    Duration,
    /// Aid.
    Aid,
    /// A topic by id.
    Topic(String),
}

/// What was unclear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unclear {
    /// Which party is meant.
    Party,
    /// Which of several facts is meant.
    Fact,
    /// A name that is near to several.
    Name {
        /// As typed.
        typed: String,
    },
}

/// Why there is nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unknown {
    /// A country with no agreement on file.
    NoAgreement {
        /// The country's name.
        country: String,
    },
    /// A name that is no party's.
    NoParty {
        /// As typed.
        typed: String,
    },
    /// A name that is no topic's.
    NoTopic {
        /// As typed.
        typed: String,
    },
    /// A name that is nobody's on file.
    NoPerson {
        /// As typed.
        typed: String,
    },
    /// A person with no recorded words.
    NoQuotes {
        /// Name.
        person: String,
    },
    /// No such fact.
    NoFact {
        /// As typed.
        typed: String,
    },
    /// A party with nothing on a topic.
    NothingOnTopic {
        /// Name of the party in a sentence.
        party: String,
        /// Name of the topic.
        topic: String,
    },
    /// A party with nothing for a time.
    NothingForPeriod {
        /// Name of the party in a sentence, if one was named.
        party: Option<String>,
        /// The time asked for.
        period: Period,
    },
    /// A day that no calendar has.
    NoSuchDay {
        /// Day of the month.
        day: i8,
        /// Month.
        month: i8,
        /// Year.
        year: i16,
    },
    /// A name that nobody and nothing on file has.
    Stranger {
        /// As typed.
        typed: String,
    },
    /// An opinion, a prediction, something personal.
    Declined {
        /// The vocabulary's word for it.
        reason: String,
    },
    /// Nothing that fits.
    Nothing {
        /// Name of the party in a sentence, if one was named.
        party: Option<String>,
        /// What was asked about, in the words that were typed.
        about: Vec<String>,
    },
}

/// Why a question could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing was asked.
    Empty,
    /// Too long.
    TooLong {
        /// Characters that are read.
        limit: usize,
    },
    /// No such command.
    UnknownCommand {
        /// As typed.
        name: String,
        /// The one that may have been meant.
        nearest: Option<&'static str>,
    },
    /// Something a command needs is not there.
    MissingOption {
        /// The command's name.
        command: &'static str,
        /// The option's name.
        option: &'static str,
    },
    /// A period that cannot be read.
    BadPeriod {
        /// As typed.
        typed: String,
    },
    /// A word that is not among an option's choices.
    BadChoice {
        /// As typed.
        typed: String,
        /// What is accepted.
        accepted: &'static [&'static str],
    },
}

impl Answer {
    /// An answer with no corrections and suggestions yet.
    #[must_use]
    pub fn new(content: Content, confidence: f32) -> Self {
        Self {
            content,
            corrections: Vec::new(),
            suggestions: Vec::new(),
            confidence,
            verdict: None,
            nearest: None,
        }
    }

    /// The kind of answer.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.content {
            Content::Facts { .. }
            | Content::Card { .. }
            | Content::Sources { .. }
            | Content::Office { .. }
            | Content::About
            | Content::Help => Kind::Answer,
            Content::FactList { .. } | Content::Signatories { .. } => Kind::List,
            Content::Comparison { .. } | Content::Sums { .. } => Kind::Comparison,
            Content::Nearest { .. } => Kind::Nearest,
            Content::Chat(_) => Kind::Chat,
            Content::DidYouMean(_) => Kind::DidYouMean,
            Content::Unknown(_) => Kind::Unknown,
            Content::Refused(_) => Kind::Error,
        }
    }

    /// Ids of the facts and records it is made of.
    #[must_use]
    pub fn facts(&self) -> Vec<&str> {
        match &self.content {
            Content::Facts { facts }
            | Content::FactList { facts, .. }
            | Content::Sums { facts, .. }
            | Content::Nearest { facts, .. } => facts.iter().map(String::as_str).collect(),
            Content::Card { agreement, facts, others } => {
                [agreement].into_iter().chain(others).chain(facts).map(String::as_str).collect()
            }
            Content::Signatories { agreements, .. } => agreements.iter().map(String::as_str).collect(),
            Content::Comparison { rows, .. } => {
                rows.iter().flat_map(|row| row.cells.iter().flatten()).map(String::as_str).collect()
            }
            Content::Sources { fact } | Content::Office { fact, .. } => vec![fact],
            Content::About
            | Content::Help
            | Content::Chat(_)
            | Content::DidYouMean(_)
            | Content::Unknown(_)
            | Content::Refused(_) => Vec::new(),
        }
    }

    /// Ids of the facts and records that it tells in answer to the question: of a party's aid the one that leads. Other lists say
    /// what there is, and what only comes near does not answer.
    #[must_use]
    pub fn told(&self) -> Vec<&str> {
        match &self.content {
            Content::FactList { about: ListOf::Aid { .. }, facts } => {
                facts.first().map(String::as_str).into_iter().collect()
            }
            Content::Facts { .. }
            | Content::Card { .. }
            | Content::Office { .. }
            | Content::Sums { .. }
            | Content::Comparison { .. } => self.facts(),
            _ => Vec::new(),
        }
    }

    /// The citations of these facts and records, each once, in order.
    #[must_use]
    pub fn citations<'a>(&'a self, knowledge: &'a Knowledge) -> Vec<&'a Citation> {
        let mut citations: Vec<&Citation> = Vec::new();
        for id in self.facts() {
            let of_fact = knowledge.fact(id).map(|fact| &fact.sources);
            let sources = of_fact.or_else(|| knowledge.agreement(id).map(|agreement| &agreement.sources));
            for citation in sources.into_iter().flatten() {
                if !citations.contains(&citation) {
                    citations.push(citation);
                }
            }
        }
        citations
    }
}
