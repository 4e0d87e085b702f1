//! From the entries as written to the model, field by field. What cannot be converted is reported and left out.

use super::fact::{Aspect, Fact, Money, Value};
use super::field::{Fields, limit};
use super::finding::Problem;
use super::model::{
    About, Agreement, Citation, Country, Office, Party, Person, Section, Signatory, Source, SourceKind, Topic,
};
use super::period::Period;
use super::read::Entry;
use super::schema;

const COVERS: &[&str] =
    &["military", "civil", "humanitarian", "financial", "energy", "reconstruction", "total"];

impl Fields<'_> {
    pub fn about(&mut self, entry: &Entry<schema::About>) -> About {
        let file = entry.place.file;
        let body = &entry.body;
        let mut required = |key, text: Option<&schema::Text>| {
            self.required(entry, "about", key, text)
                .map(|t| self.text(file, key, t, limit::DESCRIPTION))
                .unwrap_or_default()
        };
        About {
            title: required("title", body.title.as_ref()),
            description: required("description", body.description.as_ref()),
            covers: required("covers", body.covers.as_ref()),
            home: body.home.as_ref().map(|code| self.country_code(file, code)),
            setting: body.setting.iter().map(|code| self.country_code(file, code)).collect(),
        }
    }

    pub fn party(&mut self, entry: &Entry<schema::Party>) -> Option<Party> {
        let (file, body) = (entry.place.file, &entry.body);
        let id = self.id(entry, "party", body.id.as_ref(), limit::SHORT_ID);
        let name = self.required(entry, "party", "name", body.name.as_ref());
        let name = name.map(|name| self.text(file, "name", name, limit::NAME));
        let in_sentence = self.optional(file, "in_sentence", body.in_sentence.as_ref(), limit::NAME);
        let kind = self.required(entry, "party", "kind", body.kind.as_ref());
        let is_country = kind.map(|kind| self.choice(file, kind, &["country", "organisation"]) == "country");
        let code = body.code.as_ref().map(|code| self.country_code(file, code));
        let aliases = self.texts(file, "aliases", &body.aliases, limit::NAME);
        let demonyms = self.texts(file, "demonyms", &body.demonyms, limit::NAME);
        let places = self.texts(file, "places", &body.places, limit::NAME);
        let name = name?;
        Some(Party {
            id: id?,
            in_sentence: in_sentence.unwrap_or_else(|| name.clone()),
            name,
            code,
            is_country: is_country?,
            aliases,
            demonyms,
            places,
        })
    }

    pub fn agreement(&mut self, entry: &Entry<schema::Agreement>) -> Option<Agreement> {
        let (file, body) = (entry.place.file, &entry.body);
        let table = "agreement";
        let id = self.id(entry, table, body.id.as_ref(), limit::ID - 12);
        let mut required = |key, text: Option<&schema::Text>, limit| {
            let text = self.required(entry, table, key, text)?;
            Some(self.text(file, key, text, limit))
        };
        let party = required("party", body.party.as_ref(), limit::SHORT_ID);
        let title = required("title", body.title.as_ref(), limit::TITLE);
        let place = required("place", body.place.as_ref(), limit::NAME);
        let country = required("country", body.country.as_ref(), limit::NAME);
        let status = required("status", body.status.as_ref(), limit::TITLE);
        let signed = self.required_day(entry, table, "signed", body.signed.as_ref());
        let status_as_of = self.required_day(entry, table, "status_as_of", body.status_as_of.as_ref());
        let duration = self.optional(file, "duration", body.duration.as_ref(), limit::NAME);
        let short = self.optional(file, "short", body.short.as_ref(), limit::NAME);
        let note = self.optional(file, "note", body.note.as_ref(), limit::NOTE);
        let sources = self.citations(entry, &body.sources);
        if body.signatories.is_empty() && !entry.faulty.iter().any(|key| key == "signatories") {
            let problem = Problem::Missing { table, key: "signatories" };
            self.report(file, entry.place.span.clone(), problem);
        }
        let signatories = body.signatories.iter().map(|signatory| Signatory {
            person: self.text(file, "person", &signatory.get_ref().person, limit::ID),
            role: self.text(file, "role", &signatory.get_ref().role, limit::TITLE),
        });
        let signatories = signatories.collect();
        Some(Agreement {
            id: id?,
            party: party?,
            title: title?,
            short,
            signed: signed?,
            place: place?,
            country: country?,
            signatories,
            duration,
            status: status?,
            status_as_of: status_as_of?,
            counted: body.counted.unwrap_or(true),
            note,
            sources,
        })
    }

    fn citations<T>(
        &mut self,
        entry: &Entry<T>,
        citations: &[toml::Spanned<schema::Citation>],
    ) -> Vec<Citation> {
        let file = entry.place.file;
        if citations.is_empty() && !entry.faulty.iter().any(|key| key == "sources") {
            self.report(file, entry.place.span.clone(), Problem::NoSource);
        }
        let read = citations.iter().map(toml::Spanned::get_ref);
        read.map(|citation| Citation {
            source: citation.id.get_ref().clone(),
            at: self.optional(file, "at", citation.at.as_ref(), limit::NAME),
        })
        .collect()
    }

    pub fn section(&mut self, entry: &Entry<schema::Section>) -> Option<Section> {
        let (file, body, table) = (entry.place.file, &entry.body, "section");
        let mut required = |key, text: Option<&schema::Text>, limit| {
            let text = self.required(entry, table, key, text)?;
            Some(self.text(file, key, text, limit))
        };
        let agreement = required("agreement", body.agreement.as_ref(), limit::ID);
        let at = required("at", body.at.as_ref(), limit::TITLE);
        let title = required("title", body.title.as_ref(), limit::TITLE);
        let facts = self.texts(file, "facts", &body.facts, limit::ID);
        Some(Section { agreement: agreement?, at: at?, title: title?, formal: body.formal, facts })
    }

    pub fn person(&mut self, entry: &Entry<schema::Person>) -> Option<Person> {
        let (file, body) = (entry.place.file, &entry.body);
        let id = self.id(entry, "person", body.id.as_ref(), limit::ID);
        let name = self.required(entry, "person", "name", body.name.as_ref());
        let name = name.map(|name| self.text(file, "name", name, limit::NAME));
        let role = self.optional(file, "role", body.role.as_ref(), limit::TITLE);
        let aliases = self.texts(file, "aliases", &body.aliases, limit::NAME);
        let party = body.party.as_ref().map(|party| party.get_ref().clone());
        let offices = body.offices.iter().map(|office| self.office(file, office)).collect();
        Some(Person { id: id?, name: name?, party, role, aliases, offices })
    }

    fn office(&mut self, file: usize, office: &toml::Spanned<schema::Office>) -> Office {
        let body = office.get_ref();
        let since = body.since.as_ref().and_then(|day| self.day(file, day));
        let until = body.until.as_ref().and_then(|day| self.day(file, day));
        if since.zip(until).is_some_and(|(since, until)| until < since) {
            self.report(file, office.span(), Problem::EndsBeforeStart);
        }
        Office {
            title: self.text(file, "title", &body.title, limit::TITLE),
            of: body.of.as_ref().map(|of| of.get_ref().clone()),
            since,
            until,
        }
    }

    pub fn source(&mut self, entry: &Entry<schema::Source>) -> Option<Source> {
        let (file, body) = (entry.place.file, &entry.body);
        let table = "source";
        let id = self.id(entry, table, body.id.as_ref(), limit::ID);
        let title = self.required(entry, table, "title", body.title.as_ref());
        let title = title.map(|title| self.text(file, "title", title, limit::TITLE));
        let publisher = self.required(entry, table, "publisher", body.publisher.as_ref());
        let publisher = publisher.map(|publisher| self.text(file, "publisher", publisher, limit::TITLE));
        let url = self.required(entry, table, "url", body.url.as_ref()).map(|url| self.url(file, url));
        let date = body.date.as_ref().and_then(|date| self.day(file, date));
        let kind = self.required(entry, table, "kind", body.kind.as_ref());
        let kind =
            kind.map(|kind| match self.choice(file, kind, &["primary", "press", "reference"]).as_str() {
                "primary" => SourceKind::Primary,
                "press" => SourceKind::Press,
                _ => SourceKind::Reference,
            });
        Some(Source { id: id?, title: title?, publisher: publisher?, url: url?, date, kind: kind? })
    }

    pub fn topic(&mut self, entry: &Entry<schema::Topic>) -> Option<Topic> {
        let (file, body) = (entry.place.file, &entry.body);
        let id = self.id(entry, "topic", body.id.as_ref(), limit::SHORT_ID);
        let name = self.required(entry, "topic", "name", body.name.as_ref());
        let name = name.map(|name| self.text(file, "name", name, limit::NAME));
        let words = self.texts(file, "words", &body.words, limit::NAME);
        let parent = body.parent.as_ref().map(|parent| parent.get_ref().clone());
        Some(Topic { id: id?, name: name?, parent, general: body.general, words })
    }

    pub fn fact(&mut self, entry: &Entry<schema::Fact>) -> Option<Fact> {
        let (file, body) = (entry.place.file, &entry.body);
        let table = "fact";
        let id = self.id(entry, table, body.id.as_ref(), limit::ID);
        let topic = self.required(entry, table, "topic", body.topic.as_ref());
        let statement = self.required(entry, table, "statement", body.statement.as_ref());
        let statement = statement.map(|text| self.text(file, "statement", text, limit::STATEMENT));
        let as_of = self.required_day(entry, table, "as_of", body.as_of.as_ref());
        let asks = self.asks(file, &body.asks);
        if asks.is_empty() && !entry.faulty.iter().any(|key| key == "asks") {
            self.report(file, entry.place.span.clone(), Problem::Missing { table, key: "asks" });
        }
        let value = body.value.as_ref().and_then(|value| self.value(file, value));
        let note = self.optional(file, "note", body.note.as_ref(), limit::NOTE);
        let review_by = body.review_by.as_ref().and_then(|date| self.day(file, date));
        let sources = self.citations(entry, &body.sources);
        self.status(entry);
        let own = |text: &Option<schema::Text>| text.as_ref().map(|text| text.get_ref().clone());
        Some(Fact {
            id: id?,
            party: own(&body.party),
            topic: topic?.get_ref().clone(),
            also: body.also.iter().map(|topic| topic.get_ref().clone()).collect(),
            asks,
            statement: statement?,
            value,
            as_of: as_of?,
            sources,
            note,
            review_by,
            speaker: own(&body.speaker),
            superseded_by: own(&body.superseded_by),
            aspect: None,
        })
    }

    fn status(&mut self, entry: &Entry<schema::Fact>) {
        let (file, body) = (entry.place.file, &entry.body);
        let status = body.status.as_ref().map(|status| self.choice(file, status, &["current", "superseded"]));
        let superseded = status.as_deref() == Some("superseded");
        match (&body.status, &body.superseded_by) {
            (Some(status), None) if superseded => self.report(file, status.span(), Problem::NoSuccessor),
            (_, Some(successor)) if !superseded => {
                self.report(file, successor.span(), Problem::SuccessorOfCurrent);
            }
            _ => {}
        }
    }

    fn value(&mut self, file: usize, value: &toml::Spanned<schema::Value>) -> Option<Value> {
        let (span, body) = (value.span(), value.get_ref());
        let kinds = [
            body.money.is_some(),
            body.date.is_some(),
            body.number.is_some(),
            body.person.is_some(),
            body.place.is_some(),
            body.duration.is_some(),
            body.answer.is_some(),
        ];
        let kinds = kinds.into_iter().filter(|given| *given).count();
        if kinds != 1 {
            self.report(file, span, Problem::NotOneValue { kinds });
            return None;
        }
        let of_money = [
            ("currency", &body.currency),
            ("period", &body.period),
            ("per", &body.per),
            ("qualifier", &body.qualifier),
            ("covers", &body.covers),
        ];
        if body.money.is_none() {
            for (key, text) in of_money {
                if let Some(text) = text {
                    self.report(file, text.span(), Problem::StrayValueKey(key));
                }
            }
        }
        if let (Some(unit), None) = (&body.unit, &body.number) {
            self.report(file, unit.span(), Problem::StrayValueKey("unit"));
        }
        if let Some(date) = &body.date {
            return self.day(file, date).map(Value::Date);
        }
        if let Some(number) = &body.number {
            let unit = self.optional(file, "unit", body.unit.as_ref(), limit::NAME);
            return Some(Value::Number { number: *number.get_ref(), unit: unit.unwrap_or_default() });
        }
        if let Some(person) = &body.person {
            return Some(Value::Person(person.get_ref().clone()));
        }
        if let Some(place) = &body.place {
            return Some(Value::Place(self.text(file, "place", place, limit::NAME)));
        }
        if let Some(duration) = &body.duration {
            return Some(Value::Duration(self.text(file, "duration", duration, limit::NAME)));
        }
        if let Some(answer) = &body.answer {
            return Some(Value::Answer(self.choice(file, answer, &["yes", "no"]) == "yes"));
        }
        self.money(file, value).map(Value::Money)
    }

    fn money(&mut self, file: usize, value: &toml::Spanned<schema::Value>) -> Option<Money> {
        let body = value.get_ref();
        let amount = *body.money.as_ref()?.get_ref();
        let currency = match &body.currency {
            None => {
                self.report(file, value.span(), Problem::AmountWithoutCurrency);
                None
            }
            Some(code) if iso_currency::Currency::from_code(code.get_ref()).is_none() => {
                self.report(file, code.span(), Problem::UnknownCurrency(code.get_ref().clone()));
                None
            }
            Some(code) => Some(code.get_ref().clone()),
        };
        let period = body.period.as_ref().and_then(|period| {
            let read = period.get_ref().parse::<Period>().ok();
            if read.is_none() {
                self.report(file, period.span(), Problem::BadPeriod(period.get_ref().clone()));
            }
            read
        });
        let yearly = body.per.as_ref().is_some_and(|per| self.choice(file, per, &["year"]) == "year");
        let qualifier =
            body.qualifier.as_ref().map(|q| self.choice(file, q, &["at least", "up to", "about"]));
        let covers = body.covers.as_ref().map(|covers| self.choice(file, covers, COVERS));
        Some(Money { amount, currency: currency?, period, yearly, qualifier, covers })
    }

    pub fn country(&mut self, entry: &Entry<schema::Country>) -> Option<Country> {
        let (file, body) = (entry.place.file, &entry.body);
        let code = self.required(entry, "country", "code", body.code.as_ref());
        let code = code.map(|code| self.country_code(file, code));
        let name = self.required(entry, "country", "name", body.name.as_ref());
        let name = name.map(|name| self.text(file, "name", name, limit::NAME));
        let names = self.texts(file, "names", &body.names, limit::NAME);
        let demonyms = self.texts(file, "demonyms", &body.demonyms, limit::NAME);
        Some(Country { code: code?, name: name?, names, demonyms })
    }

    /// How people ask for one aspect of a record.
    pub fn record(&mut self, entry: &Entry<schema::Record>) -> Option<(Aspect, String, Vec<String>)> {
        let (file, body) = (entry.place.file, &entry.body);
        let name = self.required(entry, "record", "aspect", body.aspect.as_ref());
        let name = name.map(|name| self.choice(file, name, &["signing", "duration", "title", "status"]));
        let topic = self.required(entry, "record", "topic", body.topic.as_ref());
        let asks = self.texts(file, "asks", &body.asks, limit::ASK);
        let aspect = Aspect::ALL.into_iter().find(|aspect| Some(aspect.name()) == name.as_deref())?;
        Some((aspect, topic?.get_ref().clone(), asks))
    }
}
