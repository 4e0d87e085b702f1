//! What there is of a party or on a topic as a whole: the card, the aid, the list.

use crate::dialogue::answer::Content;
use crate::dialogue::evidence::{Evidence, flag};
use crate::dialogue::proposal::Asked;
use crate::dialogue::record::{self, AID};
use crate::knowledge::Role;
use crate::language::meaning::{Kind, Meaning, Reference};
use crate::language::reading::Token;

/// The card of a party named, its aid, a topic's list.
pub(super) fn propose(asked: &Asked<'_>) -> Vec<(Content, Evidence)> {
    let (reading, corpus) = (asked.question.reading(), asked.corpus);
    let knowledge = &corpus.knowledge;
    if !reading.countries().is_empty() {
        return Vec::new();
    }
    let names = |token: &Token| token.is_place_name() || token.means(Meaning::Kind(Kind::Which));
    let mut proposed = Vec::new();
    let more = reading.references().contains(&Reference::More);
    if let [party] = reading.parties() {
        let id = &knowledge.parties[*party].id;
        let of_agreement = |token: &Token| names(token) || corpus.index.plays(token, Role::Agreement);
        let card = asked.explained(of_agreement);
        proposed.push((
            record::card(id, corpus).content,
            Evidence { is_card: 1.0, party_own: 1.0, same_party: same_party(asked, id), ..card },
        ));
        let of_aid = |token: &Token| {
            names(token)
                || token.is_time()
                || token.means(Meaning::Kind(Kind::HowMuch))
                || corpus.index.plays(token, Role::Offer)
                || corpus.index.plays(token, Role::Agreement)
                || token.meanings.iter().any(|m| matches!(m, Meaning::Topic(at) if knowledge.within_topic(&knowledge.topics[*at].id, AID)))
        };
        let period = reading.time().period();
        let aid = record::aid(id, period, corpus).content;
        if !matches!(aid, Content::Unknown(_)) && reading.time().impossible.is_none() {
            let evidence = asked.explained(of_aid);
            let plain = period.is_none();
            proposed.push((
                aid,
                Evidence {
                    is_aid: 1.0,
                    party_own: 1.0,
                    time_within: flag(!plain),
                    same_party: same_party(asked, id),
                    same_topic: flag(asked.told.topic == Some(AID)),
                    ..evidence
                },
            ));
        }
    }
    let party = match reading.parties() {
        [] => None,
        [only] => Some(knowledge.parties[*only].id.as_str()),
        _ => return proposed,
    };
    for at in reading.topics().iter().take(2) {
        let id = &knowledge.topics[*at].id;
        let list = record::topic(id, party, corpus).content;
        if !matches!(list, Content::FactList { .. }) {
            continue;
        }
        // "Cyber?" after a list on aid asks for no more of that list.
        let is_on_it = |token: &Token| {
            token.meanings.iter().any(|m| {
                matches!(m, Meaning::Topic(own) if own == at || knowledge.within_topic(&knowledge.topics[*own].id, id))
            })
        };
        let explains = |token: &Token| {
            names(token)
                || is_on_it(token)
                || more && token.is_pointer()
                || corpus.index.plays(token, Role::Offer)
        };
        proposed.push((
            list,
            Evidence {
                is_topic: 1.0,
                topic_own: 1.0,
                time_silent: flag(!reading.time().is_empty()),
                party_own: flag(party.is_some()),
                same_topic: flag(asked.told.topic == Some(id)),
                ..asked.explained(explains)
            },
        ));
    }
    proposed
}

fn same_party(asked: &Asked<'_>, id: &str) -> f32 {
    flag(asked.told.parties.iter().any(|told| told == id))
}
