//! What words may mean: names, topics, kinds of question, pointers back.

use crate::knowledge::{CountryAt, Cue, GroupAt, OfficeAt, PartyAt, PersonAt, ReasonAt, TopicAt};

/// The kinds of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A sum.
    HowMuch,
    /// A count.
    HowMany,
    /// A day.
    When,
    /// A place.
    Where,
    /// A person.
    Who,
    /// A span of time.
    HowLong,
    /// What follows from an event.
    WhatIf,
    /// One or several of many.
    Which,
    /// A reason.
    Why,
    /// Two or more side by side.
    Compare,
}

impl Kind {
    /// All kinds with the names they have in the vocabulary.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::HowMuch, "how-much"),
        (Self::HowMany, "how-many"),
        (Self::When, "when"),
        (Self::Where, "where"),
        (Self::Who, "who"),
        (Self::HowLong, "how-long"),
        (Self::WhatIf, "what-if"),
        (Self::Which, "which"),
        (Self::Why, "why"),
        (Self::Compare, "compare"),
    ];

    /// Whether it asks for a figure: a sum or a count.
    #[must_use]
    pub fn wants_figure(self) -> bool {
        matches!(self, Self::HowMuch | Self::HowMany)
    }

    /// Whether a value answers it: a sum, a day, a person, not a reason or a choice.
    #[must_use]
    pub fn wants_value(self) -> bool {
        !matches!(self, Self::Which | Self::Why | Self::WhatIf | Self::Compare)
    }

    /// The kind with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, own)| *own == name).map(|(kind, _)| kind)
    }
}

/// What words point back at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reference {
    /// What was talked of.
    It,
    /// The person talked of.
    Person,
    /// More of the same, where the question begins with it.
    And,
    /// What was talked of before that.
    Again,
    /// The sources of what was said.
    Source,
    /// The rest of it.
    More,
    /// The reason for it.
    Why,
    /// An item of the list shown, counted from 0.
    Item(usize),
    /// The last item of the list shown.
    Last,
    /// The other of two.
    Other,
    /// So many years after the one talked of.
    Years(i16),
}

impl Reference {
    /// The reference with this name in the vocabulary.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "it" => Self::It,
            "person" => Self::Person,
            "and" => Self::And,
            "again" => Self::Again,
            "source" => Self::Source,
            "more" => Self::More,
            "why" => Self::Why,
            "first" => Self::Item(0),
            "second" => Self::Item(1),
            "third" => Self::Item(2),
            "last" => Self::Last,
            "other" => Self::Other,
            "year-before" => Self::Years(-1),
            "year-after" => Self::Years(1),
            "same-year" => Self::Years(0),
            _ => return None,
        })
    }
}

/// What a word or phrase may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// A party.
    Party(PartyAt),
    /// A place that stands for a party when no other party is named.
    Seat(PartyAt),
    /// A city where something took place: "in Berlin".
    Place,
    /// A country that is no party.
    Country(CountryAt),
    /// The country that all agreements are with.
    Home,
    /// A person.
    Person(PersonAt),
    /// A topic.
    Topic(TopicAt),
    /// A kind of question.
    Kind(Kind),
    /// A month, 1 to 12.
    Month(i8),
    /// A reason to decline.
    Declined(ReasonAt),
    /// A group of synonyms.
    Synonym(GroupAt),
    /// Something said before.
    Reference(Reference),
    /// What it does to the question: "since", "not", "now".
    Cue(Cue),
    /// A place in an order, counted from 1.
    Ordinal(i8),
    /// An office, by its position in the vocabulary.
    Office(OfficeAt),
    /// Somebody or some place that no fact file of this kind knows.
    Stranger,
    /// Nothing.
    Filler,
}
