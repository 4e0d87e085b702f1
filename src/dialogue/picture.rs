//! Which picture says more than an answer's text, as plain data: ids of the facts and agreements that it shows. Doors have it
//! drawn ([`crate::picture`]). Nothing is added up or converted, and what cannot stand on one axis does not (SPEC section 9).

use std::cmp::Reverse;

use super::answer::{Answer, Content, ListOf, Range, Row, RowOf};
use crate::knowledge::{Aspect, Fact, Knowledge, Money, Period};

/// Sums of one year that are shown: the greatest, which is rarely a part of another.
const OF_A_YEAR: usize = 2;
/// Bars of a picture at most: as many as a screen of a phone holds.
const BARS: usize = 10;
/// Topics whose sums are a party's aid as a whole and not one use of it.
const WHOLE: [&str; 2] = ["aid", "military-aid"];

/// A picture by what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureOf {
    /// A party's sums by year.
    Years {
        /// Id of the party.
        party: String,
        /// Ids of facts, those of one currency together, the earliest year first.
        axes: Vec<Vec<String>>,
        /// Ids of facts in a currency that has no second year to stand beside.
        apart: Vec<String>,
    },
    /// Sums of several parties.
    Sums {
        /// Ids of facts of one currency, time and scope, the greatest first.
        facts: Vec<String>,
        /// Ids of facts of another one.
        apart: Vec<String>,
    },
    /// When agreements were signed.
    Signings {
        /// Ids of agreements in the order of signing, two at least.
        agreements: Vec<String>,
    },
    /// Where those who signed lie.
    Map {
        /// Ids of agreements.
        agreements: Vec<String>,
        /// Ids of agreements that are on file and not counted.
        uncounted: Vec<String>,
    },
}

impl PictureOf {
    /// Ids of all facts and agreements that it shows.
    #[must_use]
    pub fn shows(&self) -> Vec<&str> {
        let ids: Vec<&String> = match self {
            Self::Years { axes, apart, .. } => axes.iter().flatten().chain(apart).collect(),
            Self::Sums { facts, apart } => facts.iter().chain(apart).collect(),
            Self::Signings { agreements } => agreements.iter().collect(),
            Self::Map { agreements, uncounted } => agreements.iter().chain(uncounted).collect(),
        };
        ids.into_iter().map(String::as_str).collect()
    }
}

/// The picture that belongs to an answer; none where its text says as much.
///
/// # Examples
/// ```
/// use accord::dialogue::answer::{Answer, Content};
/// use accord::dialogue::picture::picture_of;
/// use accord::knowledge::load;
///
/// let knowledge = load("tests/facts".as_ref()).map_err(|error| format!("{error:?}"))?;
/// let one = Answer::new(Content::Facts { facts: vec!["netherlands-aid-2024".to_owned()] }, 1.0);
/// assert_eq!(picture_of(&one, &knowledge), None, "one sum needs no chart");
/// # Ok::<(), String>(())
/// ```
#[must_use]
pub fn picture_of(answer: &Answer, knowledge: &Knowledge) -> Option<PictureOf> {
    let known = |ids: &[String]| -> Vec<&Fact> { ids.iter().filter_map(|id| knowledge.fact(id)).collect() };
    match &answer.content {
        Content::FactList { about: ListOf::Aid { party, .. }, facts } => years(party, &known(facts)),
        Content::FactList { about: ListOf::Timeline { .. }, facts } => signings(&known(facts), knowledge),
        Content::Sums { facts, .. } => sums(&known(facts)),
        Content::Comparison { rows, .. } => compared(rows, knowledge),
        Content::Signatories { agreements, range, place, .. } => {
            let is_whole = place.is_none() && *range == Range::default();
            map(agreements, is_whole, knowledge)
        }
        _ => None,
    }
}

/// A party's sums by year; none where no currency has two years.
fn years(party: &str, facts: &[&Fact]) -> Option<PictureOf> {
    let mut sums = of_years(facts);
    sums.sort_by_key(|(period, _, money)| (period.first, period.last, Reverse(money.amount)));
    sums = greatest(sums, OF_A_YEAR);
    if sums.len() > BARS {
        sums = greatest(sums, 1);
    }
    let older = sums.len().saturating_sub(BARS);
    let mut by_currency: Vec<(&str, Vec<&OfYears<'_>>)> = Vec::new();
    for sum in &sums[older..] {
        match by_currency.iter_mut().find(|(currency, _)| *currency == sum.2.currency) {
            Some((_, own)) => own.push(sum),
            None => by_currency.push((&sum.2.currency, vec![sum])),
        }
    }
    // The currency with most years stands first.
    by_currency.sort_by_key(|(_, sums)| Reverse(sums.len()));
    let (axes, apart): (Vec<_>, Vec<_>) =
        by_currency.into_iter().partition(|(_, sums)| sums.iter().any(|(period, ..)| *period != sums[0].0));
    let ids = |(_, sums): (&str, Vec<&OfYears<'_>>)| -> Vec<String> {
        sums.into_iter().map(|(_, fact, _)| fact.id.clone()).collect()
    };
    let axes: Vec<Vec<String>> = axes.into_iter().map(ids).collect();
    let apart = apart.into_iter().flat_map(ids).collect();
    (!axes.is_empty()).then(|| PictureOf::Years { party: party.to_owned(), axes, apart })
}

/// A sum for a year, or for each year of several, with that time and its fact.
type OfYears<'a> = (Period, &'a Fact, &'a Money);

/// The sums that are a party's aid as a whole for a year, each once.
fn of_years<'a>(facts: &[&'a Fact]) -> Vec<OfYears<'a>> {
    let mut sums: Vec<OfYears<'a>> = Vec::new();
    for fact in facts.iter().filter(|fact| fact.is_current() && WHOLE.contains(&fact.topic.as_str())) {
        let Some(money) = fact.money().filter(|money| is_whole(money)) else { continue };
        let Some(period) = money.period.filter(|period| is_years(*period)) else { continue };
        let is_one = period.first.year() == period.last.year();
        if is_one != money.yearly && !sums.iter().any(|(.., own)| *own == money) {
            sums.push((period, fact, money));
        }
    }
    sums
}

/// Whether a sum covers all aid, or all military aid.
fn is_whole(money: &Money) -> bool {
    matches!(money.covers.as_deref(), None | Some("military" | "total"))
}

/// Whether a time is of whole years.
fn is_years(period: Period) -> bool {
    period.first == period.first.first_of_year() && period.last == period.last.last_of_year()
}

/// The first so many sums of each time and currency, which are the greatest.
fn greatest(sums: Vec<OfYears<'_>>, most: usize) -> Vec<OfYears<'_>> {
    let mut kept: Vec<OfYears<'_>> = Vec::new();
    for sum in sums {
        let alike = kept.iter().filter(|own| own.0 == sum.0 && own.2.currency == sum.2.currency);
        if alike.count() < most {
            kept.push(sum);
        }
    }
    kept
}

/// The sums that can stand side by side: the largest group of one currency, time and scope; none where that is one alone.
fn sums(facts: &[&Fact]) -> Option<PictureOf> {
    let mut groups: Vec<Vec<(&Fact, &Money)>> = Vec::new();
    for (fact, money) in facts.iter().filter_map(|fact| Some((*fact, fact.money()?))) {
        match groups.iter_mut().find(|group| group[0].1.is_comparable(money)) {
            Some(group) => group.push((fact, money)),
            None => groups.push(vec![(fact, money)]),
        }
    }
    // Of groups alike in size the first, as the answer has it.
    let at = (0..groups.len()).max_by_key(|at| (groups[*at].len(), Reverse(*at)))?;
    let mut group = groups.remove(at);
    group.sort_by_key(|(_, money)| Reverse(money.amount));
    group.truncate(BARS);
    let ids = |sums: Vec<(&Fact, &Money)>| -> Vec<String> {
        sums.into_iter().map(|(fact, _)| fact.id.clone()).collect()
    };
    let facts = ids(group);
    let apart = groups.into_iter().flat_map(ids).collect();
    (facts.len() > 1).then_some(PictureOf::Sums { facts, apart })
}

fn compared(rows: &[Row], knowledge: &Knowledge) -> Option<PictureOf> {
    let row = rows.iter().find(|row| row.of == RowOf::Aid)?;
    let facts: Vec<&Fact> = row.cells.iter().flatten().filter_map(|id| knowledge.fact(id)).collect();
    sums(&facts)
}

/// The signings among dated facts; none where there are fewer than two.
fn signings(facts: &[&Fact], knowledge: &Knowledge) -> Option<PictureOf> {
    let signed = facts.iter().filter(|fact| fact.aspect == Some(Aspect::Signing));
    let mut agreements: Vec<_> = signed.filter_map(|fact| knowledge.record_of(fact)).collect();
    agreements.sort_by_key(|agreement| agreement.signed);
    let agreements: Vec<String> = agreements.into_iter().map(|agreement| agreement.id.clone()).collect();
    (agreements.len() > 1).then_some(PictureOf::Signings { agreements })
}

/// The map of those who signed, with those who are not counted where the list is of all.
fn map(agreements: &[String], is_whole: bool, knowledge: &Knowledge) -> Option<PictureOf> {
    let is_on_map = |id: &String| {
        let party = knowledge.agreement(id).and_then(|agreement| knowledge.party(&agreement.party));
        party.is_some_and(|party| party.is_country && party.code.is_some())
    };
    let uncounted = knowledge.agreements.iter().filter(|agreement| is_whole && !agreement.counted);
    let uncounted = uncounted.map(|agreement| agreement.id.clone()).collect();
    let agreements = agreements.to_vec();
    (agreements.iter().filter(|id| is_on_map(id)).count() > 1)
        .then_some(PictureOf::Map { agreements, uncounted })
}
