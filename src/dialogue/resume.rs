//! From what was said and what was talked of to the questions that may be meant. It answers none of them, and leaves none
//! out because another looks better.

use super::context::{Context, Shown};
use super::question::Question;
use super::record::AID;
use crate::knowledge::{Cue, Fact, PartyAt, Period, PersonAt, TopicAt, Value};
use crate::language::meaning::{Kind, Reference};
use crate::language::reading::Reading;
use crate::retrieval::corpus::Corpus;

/// The questions that a text may be within a conversation; the first is the text as it stands.
#[must_use]
pub fn resume(reading: &Reading, text: &str, context: &Context, corpus: &Corpus) -> Vec<Question> {
    let plain = Question::plain(reading.clone(), text);
    let mut questions = vec![plain.clone()];
    if let ([person], true) = (reading.people(), reading.parties().is_empty()) {
        questions.extend(plain.clone().for_party_of(*person, corpus));
    }
    if *context != Context::default() {
        let talk = Talk::new(context, corpus);
        if reading.parties().is_empty() && reading.countries().is_empty() {
            talk.without_party(&plain, &mut questions);
        } else {
            talk.of_another(&plain, &mut questions);
        }
    }
    questions
}

/// What was talked of, as positions.
struct Talk<'a> {
    context: &'a Context,
    corpus: &'a Corpus,
    parties: Vec<PartyAt>,
    topic: Option<TopicAt>,
    /// The fact just told.
    fact: Option<&'a Fact>,
}

impl<'a> Talk<'a> {
    fn new(context: &'a Context, corpus: &'a Corpus) -> Self {
        let knowledge = &corpus.knowledge;
        Self {
            context,
            corpus,
            parties: context.parties.iter().filter_map(|id| knowledge.party_at(id)).collect(),
            topic: context.topic.as_ref().and_then(|id| knowledge.topic_at(id)),
            fact: context.fact.as_ref().and_then(|id| knowledge.fact(id)),
        }
    }

    /// A question that names no party: of the one talked of, on what was talked of, or of none at all.
    fn without_party(&self, plain: &Question, questions: &mut Vec<Question>) {
        let reading = plain.reading();
        let corpus = self.corpus;
        if let Some(period) = self.context.period {
            let year = period.first.year();
            if !reading.time().months.is_empty() {
                questions.push(plain.clone().in_year(year));
            }
        }
        let of_party: Vec<Question> = match self.pointed(reading).as_slice() {
            [] if self.parties.is_empty() => Vec::new(),
            [] => vec![plain.clone().of_parties(&self.parties, corpus)],
            items => items.iter().map(|at| plain.clone().of_item(*at, corpus)).collect(),
        };
        let period = self.shifted(reading);
        for question in of_party.iter().cloned().chain([plain.clone()]) {
            let question = question.during(period);
            self.on_what_was_told(&question, questions);
        }
        questions.extend(of_party);
        if let Some(person) = self.person().filter(|_| points_at_person(reading)) {
            questions.push(plain.clone().of_person(person, corpus));
        }
    }

    /// A question that names a party: the same as was asked of the one before.
    fn of_another(&self, plain: &Question, questions: &mut Vec<Question>) {
        let reading = plain.reading();
        let again = plain.clone().asking(self.context.kind);
        self.on_what_was_told(&again, questions);
        if let Some(period) = self.context.period.filter(|_| reading.time().is_empty()) {
            self.on_what_was_told(&again.clone().during(Some(period)), questions);
        }
        let others: Vec<PartyAt> =
            self.parties.iter().copied().filter(|at| !reading.parties().contains(at)).collect();
        if (reading.asks(Kind::Compare) || reading.has(Cue::Most)) && !others.is_empty() {
            let beside = plain.clone().of_parties(&others, self.corpus);
            questions.extend(self.topic.map(|topic| beside.clone().on_topic(topic, self.corpus)));
            questions.push(beside);
        }
    }

    /// The question on the topic talked of, on the fact just told, and on what its kind asks of every agreement.
    fn on_what_was_told(&self, question: &Question, questions: &mut Vec<Question>) {
        let corpus = self.corpus;
        if let Some(topic) = self.topic {
            questions.push(question.clone().on_topic(topic, corpus).asking(self.context.kind));
        }
        if let Some(fact) = self.fact.filter(|fact| fact.aspect.is_none()) {
            questions.push(question.clone().about(fact, corpus));
        }
        let of_every = match question.reading().kind() {
            Kind::When | Kind::Where | Kind::Who => Some("signing"),
            Kind::HowLong => Some("duration"),
            Kind::HowMuch => Some(AID),
            _ => None,
        };
        let of_every = of_every.and_then(|id| corpus.knowledge.topic_at(id));
        if let Some(topic) = of_every.filter(|topic| Some(*topic) != self.topic) {
            questions.push(question.clone().on_topic(topic, corpus));
        }
    }

    /// The parties of the list shown that the question points at: "the first one", "the other".
    fn pointed(&self, reading: &Reading) -> Vec<PartyAt> {
        let items = self.items();
        let item = |reference: &Reference| match reference {
            Reference::Item(at) => items.get(*at),
            Reference::Last => items.last(),
            Reference::Other => items.get(1),
            _ => None,
        };
        let place = |at: &i8| usize::try_from(*at).ok()?.checked_sub(1);
        let by_place = reading.ordinals().iter().filter_map(place).filter_map(|at| items.get(at));
        reading.references().iter().filter_map(item).chain(by_place).copied().collect()
    }

    /// The parties of the list shown, in its order.
    fn items(&self) -> Vec<PartyAt> {
        let knowledge = &self.corpus.knowledge;
        match self.context.shown {
            Shown::Signatories(range) => {
                let agreements = knowledge.agreements.iter().filter(|a| a.counted && range.holds(a.signed));
                agreements.filter_map(|agreement| knowledge.party_at(&agreement.party)).collect()
            }
            _ => self.parties.clone(),
        }
    }

    /// "The year before": the time talked of, shifted.
    fn shifted(&self, reading: &Reading) -> Option<Period> {
        let years = reading.references().iter().find_map(|reference| match reference {
            Reference::Years(years) => Some(*years),
            _ => None,
        })?;
        Period::year(self.context.period?.first.year().checked_add(years)?).ok()
    }

    /// Whom the last answer quoted or named, or who signed for its party.
    fn person(&self) -> Option<PersonAt> {
        let knowledge = &self.corpus.knowledge;
        let fact = self.fact?;
        let named = match &fact.value {
            Some(Value::Person(person)) => Some(person),
            _ => fact.speaker.as_ref(),
        };
        let by_id = || knowledge.people.iter().map(|p| &p.id).find(|id| fact.id == format!("who-is-{id}"));
        let signed = || {
            let of_party =
                |id: &&String| knowledge.person(id).is_some_and(|person| person.party == fact.party);
            let agreement = knowledge.agreements_of(fact.party.as_ref()?).next()?;
            agreement.signatories.iter().map(|signatory| &signatory.person).find(of_party)
        };
        knowledge.person_at(named.or_else(by_id).or_else(signed)?)
    }
}

fn points_at_person(reading: &Reading) -> bool {
    reading.people().is_empty() && reading.references().contains(&Reference::Person)
}
