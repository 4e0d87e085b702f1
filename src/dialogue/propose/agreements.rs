//! The agreements filtered, ordered and counted: signed when, where, before or after whom; the first, the last, the n-th.

use jiff::civil::Date;

use crate::dialogue::answer::{Content, Range};
use crate::dialogue::evidence::{Evidence, flag};
use crate::dialogue::proposal::Asked;
use crate::knowledge::{Agreement, Cue, PartyAt, Period, Role};
use crate::language::meaning::{Kind, Meaning};
use crate::language::normalize::normalize;
use crate::language::reading::{Reading, Token};
use crate::language::time::Side;
use crate::retrieval::corpus::Corpus;

/// What agreements are filtered by.
struct Filter<'a> {
    reading: &'a Reading,
    /// Where they were signed: a city or a country, as agreements write it.
    place: Option<&'a str>,
    /// The party whose day theirs is before, after or the same as.
    beside: Option<(Cue, PartyAt, Date)>,
}

/// The list that fits what is asked, one of its places, or its length.
pub(super) fn propose(asked: &Asked<'_>) -> Vec<(Content, Evidence)> {
    let (reading, corpus) = (asked.question.reading(), asked.corpus);
    let filter = Filter::new(reading, corpus);
    let names_other =
        filter.beside.is_none() && !(reading.parties().is_empty() && reading.countries().is_empty());
    let in_country = filter.place.is_some();
    if names_other && !in_country || reading.time().impossible.is_some() {
        return Vec::new();
    }
    let on_signing =
        |token: &Token| corpus.index.is_subject(token) || token.means(Meaning::Cue(Cue::Everyone));
    if !reading.tokens().iter().any(on_signing)
        && filter.place.is_none()
        && filter.beside.is_none()
        && reading.time().is_empty()
    {
        return Vec::new();
    }
    let agreements: Vec<&Agreement> =
        corpus.knowledge.agreements.iter().filter(|a| a.counted && filter.holds(a)).collect();
    let evidence = asked.explained(|token| filter.explains(token, corpus));
    let evidence = Evidence {
        is_agreements: 1.0,
        time_equal: flag(!reading.time().is_empty()),
        filtered: flag(filter.place.is_some() || filter.beside.is_some() || !reading.time().is_empty()),
        lists: flag(filter.lists(corpus)),
        negation_agrees: flag(!reading.has(Cue::Not)),
        ..evidence
    };
    if agreements.is_empty() {
        return Vec::new();
    }
    let mut proposed = vec![(list(&agreements, &filter), evidence)];
    if let Some(facts) = one(&agreements, &filter) {
        proposed.push((Content::Facts { facts }, Evidence { ordinal: 1.0, is_record: 1.0, ..evidence }));
    }
    proposed
}

impl<'a> Filter<'a> {
    fn new(reading: &'a Reading, corpus: &'a Corpus) -> Self {
        let knowledge = &corpus.knowledge;
        let tokens = reading.tokens();
        let names = |token: &Token, place: &str| {
            let own = normalize(place);
            token.text == own || own.split(' ').next() == Some(token.text.as_str()) && token.text.len() > 3
        };
        let in_place = (1..tokens.len()).find_map(|at| {
            let is_in = corpus.index.lexicon.comes_before_places(&tokens[at - 1].text);
            let place = |agreement: &'a Agreement| {
                [agreement.place.as_str(), agreement.country.as_str()]
                    .into_iter()
                    .find(|place| names(&tokens[at], place))
            };
            if is_in { knowledge.agreements.iter().find_map(place) } else { None }
        });
        let beside = reading.parties().iter().find_map(|party| {
            let at = tokens.iter().position(|token| token.means(Meaning::Party(*party)))?;
            let cue = tokens[..at].iter().rev().take(5).find_map(|token| {
                [Cue::SameDay, Cue::Before, Cue::After]
                    .into_iter()
                    .find(|cue| token.means(Meaning::Cue(*cue)))
            })?;
            let signed = knowledge.agreements_of(&knowledge.parties[*party].id).next()?.signed;
            Some((cue, *party, signed))
        });
        Self { reading, place: in_place.filter(|_| beside.is_none()), beside }
    }

    fn holds(&self, agreement: &Agreement) -> bool {
        let in_place = |place: &str| {
            let first = |name: &str| normalize(name).split(' ').next().unwrap_or_default().to_owned();
            agreement.country == place || first(&agreement.place) == first(place)
        };
        let beside = |(cue, _, day): &(Cue, PartyAt, Date)| match cue {
            Cue::Before => agreement.signed < *day,
            Cue::After => agreement.signed > *day,
            _ => agreement.signed == *day,
        };
        self.place.is_none_or(in_place)
            && self.beside.as_ref().is_none_or(beside)
            && self.reading.time().holds(agreement.signed)
    }

    /// Whether the question asks for a list: "which countries", "who", "list", "how many".
    fn lists(&self, corpus: &Corpus) -> bool {
        let asks = [Kind::Which, Kind::Who, Kind::HowMany].into_iter().any(|kind| self.reading.asks(kind));
        asks || self.reading.has(Cue::Everyone)
            || self.reading.tokens().iter().any(|token| corpus.index.plays(token, Role::Country))
    }

    fn explains(&self, token: &Token, corpus: &Corpus) -> bool {
        let place = self.place.map(normalize);
        let is_place = place.as_ref().is_some_and(|place| place.contains(token.text.as_str()));
        let is_beside = self.beside.is_some_and(|(_, party, _)| token.means(Meaning::Party(party)));
        let is_list_word = |m: &Meaning| {
            matches!(m, Meaning::Kind(Kind::Which | Kind::Who | Kind::HowMany | Kind::When))
                || matches!(m, Meaning::Ordinal(_) | Meaning::Month(_) | Meaning::Cue(_))
        };
        is_place
            || is_beside
            || token.is_time()
            || token.meanings.iter().any(is_list_word)
            || corpus.index.is_subject(token)
            || corpus.index.plays(token, Role::Country)
    }
}

/// The whole list, within the range that a door can ask for again.
fn list(agreements: &[&Agreement], filter: &Filter<'_>) -> Content {
    let time = filter.reading.time();
    let day = Period::day;
    let range = match (time.period(), time.side, filter.beside) {
        (None, _, Some((Cue::Before, _, signed))) => {
            Range { since: None, until: signed.yesterday().ok().map(day) }
        }
        (None, _, Some((Cue::After, _, signed))) => {
            Range { since: signed.tomorrow().ok().map(day), until: None }
        }
        (None, _, Some((_, _, signed))) => Range { since: Some(day(signed)), until: Some(day(signed)) },
        (None, _, None) => Range::default(),
        (Some(period), Side::Within, _) => Range { since: Some(period), until: time.periods.last().copied() },
        (Some(period), Side::Since, _) => Range { since: Some(period), until: None },
        (Some(period), Side::Until, _) => Range { since: None, until: Some(period) },
        (Some(period), Side::Before, _) => {
            Range { since: None, until: period.first.yesterday().ok().map(day) }
        }
        (Some(period), Side::After, _) => Range { since: period.last.tomorrow().ok().map(day), until: None },
    };
    Content::Signatories {
        agreements: agreements.iter().map(|agreement| agreement.id.clone()).collect(),
        range,
        by_name: false,
        place: filter.place.map(str::to_owned),
    }
}

/// The records at the place in the order that is asked for: those of one day share their place.
fn one(agreements: &[&Agreement], filter: &Filter<'_>) -> Option<Vec<String>> {
    let reading = filter.reading;
    let ordinal = reading.ordinals().first().and_then(|place| usize::try_from(*place).ok());
    let place = match ordinal {
        Some(place) => agreements.get(place.checked_sub(1)?)?,
        None if reading.has(Cue::Last) => agreements.last()?,
        None => match filter.beside {
            Some((Cue::After, ..)) => agreements.first()?,
            Some((Cue::Before, ..)) => agreements.last()?,
            _ => return None,
        },
    };
    let same_day = agreements.iter().filter(|agreement| agreement.signed == place.signed);
    let mut ids: Vec<String> = same_day.map(|agreement| format!("{}.signing", agreement.id)).collect();
    // The one counted out stands first.
    let own = format!("{}.signing", place.id);
    ids.sort_by_key(|id| *id != own);
    Some(ids)
}
