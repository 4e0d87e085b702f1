//! One fact, its typed value, and what it is derived from.

use jiff::civil::Date;

use super::model::Citation;
use super::period::Period;

/// One fact.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Id; of a derived fact `<agreement>.<aspect>`.
    pub id: String,
    /// Id of the party, if it belongs to one.
    pub party: Option<String>,
    /// Id of the topic.
    pub topic: String,
    /// Ids of further topics.
    pub also: Vec<String>,
    /// Ways to ask for it.
    pub asks: Vec<String>,
    /// What is said.
    pub statement: String,
    /// The typed value in the statement.
    pub value: Option<Value>,
    /// Day it is known for.
    pub as_of: Date,
    /// Where it comes from; never empty.
    pub sources: Vec<Citation>,
    /// Caveat.
    pub note: Option<String>,
    /// Day to look at it again.
    pub review_by: Option<Date>,
    /// Id of the person whose words it reports.
    pub speaker: Option<String>,
    /// Id of the fact that replaces it.
    pub superseded_by: Option<String>,
    /// The aspect of an agreement's record it is derived from.
    pub aspect: Option<Aspect>,
}

impl Fact {
    /// Whether it stands, or another replaces it.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.superseded_by.is_none()
    }

    /// All its topics, the main one first.
    pub fn topics(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.topic.as_str()).chain(self.also.iter().map(String::as_str))
    }

    /// The sum, where the value is money.
    #[must_use]
    pub fn money(&self) -> Option<&Money> {
        match &self.value {
            Some(Value::Money(money)) => Some(money),
            _ => None,
        }
    }
}

/// The aspects of an agreement's record that are answered as facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aspect {
    /// When, where and by whom it was signed.
    Signing,
    /// How long it runs.
    Duration,
    /// Its official title.
    Title,
    /// Whether it is in force.
    Status,
}

impl Aspect {
    /// All aspects.
    pub const ALL: [Self; 4] = [Self::Signing, Self::Duration, Self::Title, Self::Status];

    /// The name in ids and in the vocabulary.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Signing => "signing",
            Self::Duration => "duration",
            Self::Title => "title",
            Self::Status => "status",
        }
    }
}

/// The typed value of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A sum in whole units of its own currency.
    Money(Money),
    /// A day.
    Date(Date),
    /// A count and what is counted.
    Number {
        /// How many.
        number: f64,
        /// Of what.
        unit: String,
    },
    /// Id of a person.
    Person(String),
    /// A place by name.
    Place(String),
    /// A span of time in words.
    Duration(String),
    /// Yes or no, where the fact settles a question that asks for one.
    Answer(bool),
}

/// A sum of money.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// Whole units.
    pub amount: i64,
    /// ISO 4217 code.
    pub currency: String,
    /// For which time.
    pub period: Option<Period>,
    /// For each year of the period.
    pub yearly: bool,
    /// "at least", "up to" or "about".
    pub qualifier: Option<String>,
    /// What it covers.
    pub covers: Option<String>,
}

impl Money {
    /// Whether two sums are of one currency, time and scope, so that one can be said to be more.
    #[must_use]
    pub fn is_comparable(&self, other: &Self) -> bool {
        let of = |money: &Self| (money.currency.clone(), money.period, money.covers.clone(), money.yearly);
        of(self) == of(other)
    }
}
