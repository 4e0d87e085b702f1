//! Sums of several parties for one time: who gave most, which is more.

use crate::dialogue::answer::Content;
use crate::dialogue::evidence::{Evidence, flag};
use crate::dialogue::proposal::Asked;
use crate::dialogue::record::{self, AID, fits_time};
use crate::knowledge::{Cue, Fact, Period, Role};
use crate::language::meaning::{Kind, Meaning};
use crate::language::reading::Token;
use crate::retrieval::corpus::Corpus;

/// Sums that are shown at most.
const MOST: usize = 12;

/// The sums of the parties named, or of all, the greatest first where they are of one currency, time and scope.
pub(super) fn propose(asked: &Asked<'_>) -> Vec<(Content, Evidence)> {
    let (reading, corpus) = (asked.question.reading(), asked.corpus);
    let knowledge = &corpus.knowledge;
    let several = reading.parties().len() > 1;
    let asks = reading.has(Cue::Most) && (several || reading.parties().is_empty());
    if !asks || !reading.countries().is_empty() {
        return Vec::new();
    }
    let period = reading.time().period();
    let named: Vec<&str> = if several {
        reading.parties().iter().map(|at| knowledge.parties[*at].id.as_str()).collect()
    } else {
        knowledge.parties.iter().map(|party| party.id.as_str()).collect()
    };
    let mut sums: Vec<&Fact> = named.iter().filter_map(|party| sum(party, period, corpus)).collect();
    if sums.len() < 2 {
        return Vec::new();
    }
    let ranked = several && are_comparable(&sums) || !several && period.is_some();
    if !several {
        // Of all parties only the sums of the commonest currency can stand in one order.
        let euros = |fact: &&Fact| fact.money().is_some_and(|money| money.currency == "EUR");
        sums.retain(euros);
    }
    sums.sort_by_key(|fact| std::cmp::Reverse(fact.money().map_or(0, |money| money.amount)));
    sums.truncate(MOST);
    let evidence = asked.explained(|token: &Token| {
        let is_aid = |m: &Meaning| {
            matches!(m, Meaning::Topic(at) if knowledge.within_topic(&knowledge.topics[*at].id, AID))
                || matches!(m, Meaning::Kind(Kind::HowMuch | Kind::Who | Kind::Which | Kind::Compare))
        };
        token.is_place_name()
            || token.is_time()
            || token.meanings.iter().any(is_aid)
            || corpus.index.plays(token, Role::Offer)
            || corpus.index.plays(token, Role::Agreement)
            || corpus.index.plays(token, Role::Sum)
    });
    let facts = sums.iter().map(|fact| fact.id.clone()).collect();
    vec![(
        Content::Sums { facts, ranked },
        Evidence { is_sums: 1.0, has_money: 1.0, time_equal: flag(period.is_some()), ..evidence },
    )]
}

/// A party's sum for a time, or its headline.
fn sum<'a>(party: &str, period: Option<Period>, corpus: &'a Corpus) -> Option<&'a Fact> {
    let mut facts = record::aid_facts(party, corpus);
    facts.retain(|fact| fact.is_current() && fact.money().is_some());
    match period {
        None => facts.first().copied(),
        Some(period) => {
            let exact = |fact: &&Fact| fact.money().and_then(|money| money.period) == Some(period);
            facts.into_iter().filter(exact).min_by_key(|fact| fits_time(fact, period, corpus))
        }
    }
}

fn are_comparable(sums: &[&Fact]) -> bool {
    let mut sums = sums.iter().filter_map(|fact| fact.money());
    sums.next().is_none_or(|first| sums.all(|money| money.is_comparable(first)))
}
