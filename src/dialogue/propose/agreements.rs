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

/// What asks for a place in the order of days.
const ORDER: [Cue; 4] = [Cue::Last, Cue::Before, Cue::After, Cue::SameDay];

/// The topics of the agreements as a whole.
const OF_ALL: [&str; 2] = ["agreements", "signatories"];

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
    if asked.question.reading().time().impossible.is_some() {
        return Vec::new();
    }
    of_named(asked).into_iter().chain(of_all(asked)).collect()
}

/// The agreements of the parties named beside each other, in the order of their days: "who was quicker, Spain or Portugal?"
fn of_named(asked: &Asked<'_>) -> Option<(Content, Evidence)> {
    let (reading, corpus) = (asked.question.reading(), asked.corpus);
    let named = corpus.parties(reading);
    let mut agreements: Vec<&Agreement> =
        named.iter().filter_map(|party| corpus.knowledge.agreements_of(&party.id).next()).collect();
    // "Compare the Dutch and the Irish agreement" asks for more than their days.
    let is_of_order = |token: &Token| is_place_in_order(token) && !token.means(Meaning::Kind(Kind::Compare));
    if agreements.len() < 2 || !reading.tokens().iter().any(is_of_order) {
        return None;
    }
    agreements.sort_by_key(|agreement| agreement.signed);
    let explains = |token: &Token| {
        token.is_place_name() || is_list_word(token) || is_place_in_order(token) || is_signing(token, corpus)
    };
    let evidence = Evidence {
        is_agreements: 1.0,
        party_own: 1.0,
        filtered: 1.0,
        lists: 1.0,
        ..asked.explained(explains)
    };
    let ids = agreements.iter().map(|agreement| agreement.id.clone()).collect();
    Some((
        Content::Signatories { agreements: ids, range: Range::default(), by_name: false, place: None },
        evidence,
    ))
}

/// The list of all within the filter, and the one at the place that is asked for.
fn of_all(asked: &Asked<'_>) -> Vec<(Content, Evidence)> {
    let (reading, corpus) = (asked.question.reading(), asked.corpus);
    let filter = Filter::new(reading, corpus);
    let names_other =
        filter.beside.is_none() && !(reading.parties().is_empty() && reading.countries().is_empty());
    if names_other && filter.place.is_none() {
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
    if agreements.is_empty() {
        return Vec::new();
    }
    let explains = |token: &Token| filter.explains(token, corpus);
    let evidence = Evidence {
        is_agreements: 1.0,
        time_equal: flag(!reading.time().is_empty()),
        filtered: flag(filter.place.is_some() || filter.beside.is_some() || !reading.time().is_empty()),
        lists: flag(filter.lists(corpus) && !reading.asks(Kind::HowMuch)),
        negation_agrees: flag(!reading.has(Cue::Not)),
        ..asked.explained(explains)
    };
    let mut proposed = vec![(list(&agreements, &filter), evidence)];
    let explained = asked.explained(|token| filter.explains(token, corpus) || is_place_in_order(token));
    let Evidence { coverage, covers_all, missed, missing, .. } = explained;
    let counted = Evidence { counted_out: 1.0, coverage, covers_all, missed, missing, ..evidence };
    if let Some(several) = several(&agreements, &filter) {
        proposed.push((several, Evidence { filtered: 1.0, lists: 1.0, ..counted }));
    } else if let Some(facts) = one(&agreements, &filter) {
        proposed.push((Content::Facts { facts }, Evidence { is_record: 1.0, ..counted }));
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
        let is_beside = self.beside.is_some_and(|(cue, party, _)| {
            token.means(Meaning::Party(party)) || token.means(Meaning::Cue(cue))
        });
        let is_side = self.reading.time().side != Side::Within && is_place_in_order(token);
        is_place
            || is_beside
            || is_side
            || token.is_time()
            || is_list_word(token)
            || is_signing(token, corpus)
    }
}

/// Whether a word asks for a list or for what stands in its lines, or says from where to where it goes.
fn is_list_word(token: &Token) -> bool {
    token.meanings.iter().any(|m| {
        matches!(m, Meaning::Kind(Kind::Which | Kind::Who | Kind::HowMany | Kind::When) | Meaning::Month(_))
            || matches!(m, Meaning::Cue(cue) if !ORDER.contains(cue))
    })
}

/// Whether a word counts out one of a list, or asks which of several comes before the other.
fn is_place_in_order(token: &Token) -> bool {
    token.meanings.iter().any(|m| {
        matches!(m, Meaning::Ordinal(_) | Meaning::Kind(Kind::Compare))
            || matches!(m, Meaning::Cue(cue) if ORDER.contains(cue))
    })
}

/// Whether a word is of what all of this is about: to sign, the agreements, the countries.
fn is_signing(token: &Token, corpus: &Corpus) -> bool {
    let is_of_all = |m: &Meaning| matches!(m, Meaning::Topic(at) if OF_ALL.contains(&corpus.knowledge.topics[*at].id.as_str()));
    corpus.index.is_subject(token)
        || corpus.index.plays(token, Role::Country)
        || token.meanings.iter().any(is_of_all)
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
        (None, _, None) => of_months(agreements, filter),
        (Some(period), Side::Within, _) => Range {
            since: Some(period.begins()),
            until: Some(time.periods.last().map_or(period, |last| *last).ends()),
        },
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

/// The months without a year that are asked for, in the year of the agreements signed then.
fn of_months(agreements: &[&Agreement], filter: &Filter<'_>) -> Range {
    let months = &filter.reading.time().months;
    let within = |agreement: Option<&&Agreement>| {
        let signed = agreement?.signed;
        months
            .iter()
            .filter_map(|month| month.of(signed.year()))
            .find(|period| period.contains(&Period::day(signed)))
    };
    Range { since: within(agreements.first()), until: within(agreements.last()) }
}

/// The first or the last so many: "the three newest". Those of the same day as one of them come with it.
fn several(agreements: &[&Agreement], filter: &Filter<'_>) -> Option<Content> {
    let reading = filter.reading;
    let number = reading.tokens().iter().find_map(|token| token.text.parse::<usize>().ok())?;
    if !(2..agreements.len()).contains(&number) || !reading.time().is_empty() {
        return None;
    }
    let range = if reading.has(Cue::Last) {
        let first = agreements[agreements.len() - number].signed;
        Range { since: Some(Period::day(first)), until: None }
    } else if reading.ordinals().contains(&1) {
        Range { since: None, until: Some(Period::day(agreements[number - 1].signed)) }
    } else {
        return None;
    };
    let within = agreements.iter().filter(|agreement| range.holds(agreement.signed));
    let agreements = within.map(|agreement| agreement.id.clone()).collect();
    Some(Content::Signatories { agreements, range, by_name: false, place: filter.place.map(str::to_owned) })
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
