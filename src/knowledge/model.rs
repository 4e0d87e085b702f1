//! The facts as the rest of the program sees them: validated, immutable, found by id.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::Serialize;

use super::fact::Fact;
use super::position::{PartyAt, PersonAt, TopicAt};
use super::translation::Translations;
use super::vocabulary::Vocabulary;

/// Everything loaded from one fact file. Parsed and validated once, then shared and never changed.
#[derive(Debug, Default)]
pub struct Knowledge {
    /// What the fact file is about.
    pub about: About,
    /// Countries and organisations with an agreement, in the order of their files.
    pub parties: Vec<Party>,
    /// The agreements' records, ordered by the date of signing.
    pub agreements: Vec<Agreement>,
    /// The sections of the agreements' texts, in the order of their files.
    pub sections: Vec<Section>,
    /// People by name.
    pub people: Vec<Person>,
    /// Sources cited.
    pub sources: Vec<Source>,
    /// Topics and their words.
    pub topics: Vec<Topic>,
    /// Written facts, in file order, then those derived from the agreements' records.
    pub facts: Vec<Fact>,
    /// All countries of the world by name.
    pub countries: Vec<Country>,
    /// The words of questions.
    pub vocabulary: Vocabulary,
    /// The newest `as_of` of all facts.
    pub newest: Option<Date>,
    /// Facts, titles and names in other languages.
    pub translations: Translations,
    pub(super) ids: HashMap<(Table, String), usize>,
}

/// The tables that others refer to by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Table {
    /// `[[party]]`
    Party,
    /// `[[agreement]]`
    Agreement,
    /// `[[person]]`
    Person,
    /// `[[source]]`
    Source,
    /// `[[topic]]`
    Topic,
    /// `[[fact]]`
    Fact,
}

impl Table {
    /// The table's name as it stands between the brackets.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Agreement => "agreement",
            Self::Person => "person",
            Self::Source => "source",
            Self::Topic => "topic",
            Self::Fact => "fact",
        }
    }
}

/// What the fact file says of itself.
#[derive(Debug, Default, Clone)]
pub struct About {
    /// Its title.
    pub title: String,
    /// What it is.
    pub description: String,
    /// What it covers and leaves out.
    pub covers: String,
    /// ISO code of the country all agreements are with: naming it says nothing about the party meant.
    pub home: Option<String>,
    /// ISO codes of countries that many facts speak of without their being parties.
    pub setting: Vec<String>,
}

/// A country or organisation that made an agreement.
#[derive(Debug, Clone)]
pub struct Party {
    /// Slug.
    pub id: String,
    /// Name as a heading.
    pub name: String,
    /// Name within a sentence ("the Netherlands").
    pub in_sentence: String,
    /// ISO 3166-1 alpha-2 code, or "EU".
    pub code: Option<String>,
    /// Whether it is a country; otherwise an organisation.
    pub is_country: bool,
    /// Further names, in any language.
    pub aliases: Vec<String>,
    /// Adjectives and inhabitants.
    pub demonyms: Vec<String>,
    /// Places that stand for it when no other party is named (its capital, its seat of government).
    pub places: Vec<String>,
}

/// The record of one agreement.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// Id.
    pub id: String,
    /// Id of the party.
    pub party: String,
    /// Official title.
    pub title: String,
    /// What people call it, where that tells it from others of its party.
    pub short: Option<String>,
    /// Day of signing.
    pub signed: Date,
    /// City.
    pub place: String,
    /// Country the city is in.
    pub country: String,
    /// Who signed, in the order to name them.
    pub signatories: Vec<Signatory>,
    /// Term, in words ("10 years").
    pub duration: Option<String>,
    /// Status, in words ("in force").
    pub status: String,
    /// Day the status is known for.
    pub status_as_of: Date,
    /// Whether it belongs to the series that is counted.
    pub counted: bool,
    /// Where sources disagree.
    pub note: Option<String>,
    /// Where it comes from.
    pub sources: Vec<Citation>,
}

/// One who signed.
#[derive(Debug, Clone)]
pub struct Signatory {
    /// Id of the person.
    pub person: String,
    /// Role at the time.
    pub role: String,
}

/// A source and the place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Id of the source.
    pub source: String,
    /// Paragraph or section.
    pub at: Option<String>,
}

/// A person.
#[derive(Debug, Clone)]
pub struct Person {
    /// Id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Id of the party they belong to.
    pub party: Option<String>,
    /// Role.
    pub role: Option<String>,
    /// Surname, transliterations.
    pub aliases: Vec<String>,
    /// Offices held, each with its time.
    pub offices: Vec<Office>,
}

/// An office that a person holds or held.
#[derive(Debug, Clone)]
pub struct Office {
    /// What it is called: "Prime Minister".
    pub title: String,
    /// Id of the party whose office it is; none where it is the home country's or an organisation's on its own.
    pub of: Option<String>,
    /// First day, where it is on file.
    pub since: Option<Date>,
    /// Last day; none while it is held.
    pub until: Option<Date>,
}

impl Office {
    /// Whether it was held on this day, as far as the file tells.
    #[must_use]
    pub fn is_held_on(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A source.
#[derive(Debug, Clone)]
pub struct Source {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// http(s) address.
    pub url: String,
    /// Day of publication.
    pub date: Option<Date>,
    /// What kind of publisher.
    pub kind: SourceKind,
}

/// Kinds of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A government, a parliament, a party to the agreement.
    Primary,
    /// News.
    Press,
    /// Institutes, encyclopedias, collections.
    Reference,
}

/// A section of an agreement's text, and the facts that tell what it provides.
#[derive(Debug, Clone)]
pub struct Section {
    /// Id of the agreement.
    pub agreement: String,
    /// Where it stands in the text: "Part IV, section C".
    pub at: String,
    /// What it is about.
    pub title: String,
    /// Whether it is a preamble or closing formula in which nothing stands that a person would ask about.
    pub formal: bool,
    /// Ids of facts; one that was withdrawn since is not on file.
    pub facts: Vec<String>,
}

/// A topic.
#[derive(Debug, Clone)]
pub struct Topic {
    /// Id.
    pub id: String,
    /// Name within a sentence.
    pub name: String,
    /// Id of the wider topic.
    pub parent: Option<String>,
    /// Whether every agreement has it: asked of a country without one, it is the agreement that is asked for.
    pub general: bool,
    /// Words people use for it.
    pub words: Vec<String>,
}

/// A country of the world.
#[derive(Debug, Clone)]
pub struct Country {
    /// ISO 3166-1 alpha-2 code.
    pub code: String,
    /// English name.
    pub name: String,
    /// Names in other languages.
    pub names: Vec<String>,
    /// English adjectives and inhabitants.
    pub demonyms: Vec<String>,
}

impl Knowledge {
    fn position(&self, table: Table, id: &str) -> Option<usize> {
        // The key owns its text; an id is short, so that a copy for the look-up costs less than a second map.
        self.ids.get(&(table, id.to_owned())).copied()
    }

    /// The position of the party with this id.
    #[must_use]
    pub fn party_at(&self, id: &str) -> Option<PartyAt> {
        self.position(Table::Party, id).map(PartyAt)
    }

    /// The party with this id.
    #[must_use]
    pub fn party(&self, id: &str) -> Option<&Party> {
        Some(&self.parties[self.party_at(id)?])
    }

    /// The name of the party with this id; of one that is not on file the id.
    #[must_use]
    pub fn party_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.party(id).map_or(id, |party| &party.name)
    }

    /// The agreement with this id.
    #[must_use]
    pub fn agreement(&self, id: &str) -> Option<&Agreement> {
        Some(&self.agreements[self.position(Table::Agreement, id)?])
    }

    /// The person with this id.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<&Person> {
        Some(&self.people[self.position(Table::Person, id)?])
    }

    /// The position of the person with this id.
    #[must_use]
    pub fn person_at(&self, id: &str) -> Option<PersonAt> {
        self.position(Table::Person, id).map(PersonAt)
    }

    /// The source with this id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        Some(&self.sources[self.position(Table::Source, id)?])
    }

    /// The position of the topic with this id.
    #[must_use]
    pub fn topic_at(&self, id: &str) -> Option<TopicAt> {
        self.position(Table::Topic, id).map(TopicAt)
    }

    /// The topic with this id.
    #[must_use]
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        Some(&self.topics[self.topic_at(id)?])
    }

    /// The fact with this id.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        Some(&self.facts[self.position(Table::Fact, id)?])
    }

    /// A party's agreements, the counted ones first.
    pub fn agreements_of<'a>(&'a self, party: &'a str) -> impl Iterator<Item = &'a Agreement> {
        let of =
            move |counted| self.agreements.iter().filter(move |a| a.party == party && a.counted == counted);
        of(true).chain(of(false))
    }

    /// The agreement whose record a fact is derived from; none for one that was written.
    #[must_use]
    pub fn record_of(&self, fact: &Fact) -> Option<&Agreement> {
        let (agreement, _) = fact.id.split_once('.').filter(|_| fact.aspect.is_some())?;
        self.agreement(agreement)
    }

    /// Whether `topic` is `wider` or stands anywhere below it.
    #[must_use]
    pub fn within_topic(&self, topic: &str, wider: &str) -> bool {
        let mut at = Some(topic);
        // Parents are checked to exist, not to be free of circles: a bounded walk ends either way.
        for _ in 0..8 {
            match at {
                Some(id) if id == wider => return true,
                Some(id) => at = self.topic(id).and_then(|t| t.parent.as_deref()),
                None => return false,
            }
        }
        false
    }

    /// The facts that curators wrote as known for a day which lies ahead of this one. A day's grace is for the clocks of the
    /// world.
    pub fn ahead(&self, today: Date) -> impl Iterator<Item = &Fact> {
        let latest = today.tomorrow().unwrap_or(today);
        self.facts.iter().filter(move |fact| fact.aspect.is_none() && fact.as_of > latest)
    }

    /// The number of facts that curators wrote, without those derived from records.
    #[must_use]
    pub fn written_facts(&self) -> usize {
        self.facts.iter().filter(|f| f.aspect.is_none()).count()
    }
}
