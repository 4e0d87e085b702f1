//! The words of an answer's page that both doors draw: places, people, sources, counts.

use jiff::civil::Date;

use super::bundle::{Words, text};
use super::capitalised;
use crate::knowledge::{Agreement, Citation, Fact, Knowledge, Source};

/// What stands between two parts of a line.
pub const BETWEEN: &str = " · ";
/// What stands between the day of a month and what happened on it.
pub const AFTER_DAY: &str = "  ";

impl Words {
    /// Before an answer to a question for yes or no.
    #[must_use]
    pub fn verdict(self, yes: bool) -> String {
        self.say(if yes { "yes" } else { "no" })
    }

    /// Behind what was known on a day: ", as of 8 Dec 2025".
    #[must_use]
    pub fn as_of_brief(self, date: Date) -> String {
        self.say_with("as-of-brief", [("day", text(self.brief_day(date)))])
    }

    /// The day for which an answer is known.
    #[must_use]
    pub fn as_of(self, date: Date) -> String {
        self.say_with("as-of", [("day", text(self.day(date)))])
    }

    /// Where a list begins or ends: "Spain, 27 May 2024".
    #[must_use]
    pub fn end_of_list(self, agreement: &Agreement, knowledge: &Knowledge) -> String {
        format!("{}, {}", self.party(&agreement.party, knowledge), self.day(agreement.signed))
    }

    /// What a fact is about: its party and topic, without what the lead says.
    #[must_use]
    pub fn subject(self, fact: &Fact, knowledge: &Knowledge) -> String {
        let topic = knowledge.topic(&fact.topic).map(|topic| self.name(&topic.name, knowledge));
        let topic = topic.unwrap_or_default();
        match fact.party.as_deref().filter(|id| knowledge.party(id).is_some()) {
            Some(party) => format!("{}{BETWEEN}{topic}", self.party(party, knowledge)),
            None => capitalised(&topic),
        }
    }

    /// A source as a line of the list of sources.
    #[must_use]
    pub fn source(self, source: &Source, citation: &Citation) -> String {
        let date = source.date.map(|date| format!(", {}", self.day(date))).unwrap_or_default();
        format!("{}: {}{date}{} ", source.publisher, source.title, at(citation))
    }

    /// Sources that are not shown: "+3 more".
    #[must_use]
    pub fn more_sources(self, count: usize) -> String {
        self.say_with("more-sources", [("count", count.into())])
    }

    /// By whom an agreement was signed.
    #[must_use]
    pub fn signed_by(self, agreement: &Agreement, knowledge: &Knowledge) -> String {
        self.say_with("by-people", [("people", text(self.signatories(agreement, knowledge)))])
    }

    /// How long an agreement runs.
    #[must_use]
    pub fn runs_for(self, duration: &str, knowledge: &Knowledge) -> String {
        self.say_with("runs-for", [("duration", text(self.name(duration, knowledge)))])
    }

    /// What has become of an agreement.
    #[must_use]
    pub fn status(self, agreement: &Agreement, knowledge: &Knowledge) -> String {
        let status = text(self.name(&agreement.status, knowledge));
        self.say_with("status", [("status", status), ("day", text(self.day(agreement.status_as_of)))])
    }

    /// Behind the day, in a comparison: where, and who signed for the party.
    #[must_use]
    pub fn place_and_people(self, agreement: &Agreement, knowledge: &Knowledge) -> String {
        let of_party =
            |id: &str| knowledge.person(id).filter(|person| person.party.as_ref() == Some(&agreement.party));
        let signed = agreement.signatories.iter().filter_map(|s| of_party(&s.person));
        let people: Vec<String> = signed.map(|person| self.person(person, knowledge)).collect();
        let by = if people.is_empty() { String::new() } else { format!("{BETWEEN}{}", self.listed(&people)) };
        format!(", {}{by}", self.name(&agreement.place, knowledge))
    }

    /// A signing among other events.
    #[must_use]
    pub fn signs(self, agreement: &Agreement, knowledge: &Knowledge) -> String {
        let party = ("party", text(self.party(&agreement.party, knowledge)));
        let place = ("in_place", text(self.in_place(&agreement.place, knowledge)));
        match &agreement.short {
            None => self.say_with("signs", [party, place]),
            Some(short) => {
                let short = ("short", text(self.name(short, knowledge)));
                self.say_with("signs-short", [party, place, short])
            }
        }
    }

    /// An agreement's record in a sentence: party, title, day and place.
    #[must_use]
    pub fn recorded(self, agreement: &Agreement, knowledge: &Knowledge) -> String {
        self.say_with(
            "recorded",
            [
                ("party", text(self.party(&agreement.party, knowledge))),
                ("title", text(self.title(agreement, knowledge))),
                ("day", text(self.day(agreement.signed))),
                ("in_place", text(self.in_country(agreement, knowledge))),
            ],
        )
    }

    /// An agreement that is not among those counted.
    #[must_use]
    pub fn uncounted(self, agreement: &Agreement, knowledge: &Knowledge) -> String {
        let name = self.party(&agreement.party, knowledge);
        let short = agreement.short.as_deref().map(|short| self.name(short, knowledge));
        let name = short.map_or(name.clone(), |short| format!("{name}, {short}"));
        format!("{name} ({})", self.brief_day(agreement.signed))
    }

    /// Which agreements a list leaves out.
    #[must_use]
    pub fn not_counted(self, others: &[String]) -> String {
        self.say_with("not-counted", [("parties", text(self.listed(others)))])
    }

    /// How many facts there are behind the first page.
    #[must_use]
    pub fn facts_on_file(self, count: usize) -> String {
        self.say_with("facts-on-file", [("count", count.into())])
    }

    /// Behind what is equal for all parties compared.
    #[must_use]
    pub fn for_each(self, count: usize) -> String {
        self.say(if count == 2 { "for-both" } else { "for-all" })
    }

    /// Which page of how many.
    #[must_use]
    pub fn page_of(self, at: usize, pages: usize) -> String {
        self.say_with("page-of", [("at", (at + 1).into()), ("pages", pages.into())])
    }

    /// What was mended to read a question.
    #[must_use]
    pub fn read_instead(self, typed: &str, meant: &str) -> String {
        self.say_with("read-as", [("typed", text(typed)), ("meant", text(meant))])
    }
}

/// What stands before the sums of a year or a party.
#[must_use]
pub fn before_sums(of: &str) -> String {
    format!("{of}: ")
}

/// Behind the day: a party and where it signed.
#[must_use]
pub fn party_at(party: &str, place: &str) -> String {
    format!("  {party}{BETWEEN}{place}")
}

/// A source in the line under an answer: publisher and place.
#[must_use]
pub fn source_brief(source: &Source, citation: &Citation) -> String {
    format!("{}{}", source.publisher, at(citation))
}

fn at(citation: &Citation) -> String {
    citation.at.as_ref().map(|at| format!(", {at}")).unwrap_or_default()
}

/// A publisher by name, without where it was carried or copied.
#[must_use]
pub fn publisher(source: &Source) -> &str {
    let name = source.publisher.split([',', '(']).next().unwrap_or_default().trim();
    if name.is_empty() { &source.publisher } else { name }
}
