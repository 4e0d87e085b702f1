//! Whatever a conversation comes to fits into a button and comes back out of it the same.

mod common;

use std::sync::LazyLock;

use accord::dialogue::context::Context;
use accord::dialogue::converse;
use accord::discord::custom_id::{Action, LONGEST, Unreadable};
use accord::knowledge;
use accord::retrieval::corpus::Corpus;
use proptest::prelude::*;

static SHIPPED: LazyLock<Corpus> = LazyLock::new(|| {
    let folder = common::path("../knowledge");
    // What is wrong with them `accord check` tells; here it would be the whole file.
    Corpus::new(knowledge::load(&folder).unwrap_or_else(|_| panic!("the shipped facts load")), None)
});

/// What people type, with a gap for a party, a topic or a time.
const QUESTIONS: [&str; 20] = [
    "/aid {party}",
    "/agreement {party}",
    "/topic {topic}",
    "/topic {topic} party:{party}",
    "/compare {party} {party}",
    "/compare {party} {party} third:{party} topic:{topic}",
    "/signatories since:{time}",
    "/signatories since:{time} until:{time}",
    "/timeline since:{time}",
    "{party}",
    "{topic} of {party}",
    "how much did {party} promise for {time}",
    "when did {party} sign",
    "what about {party}",
    "and {topic}?",
    "the first one",
    "the other",
    "more",
    "who signed",
    "the year before",
];

fn question() -> impl Strategy<Value = String> {
    let party =
        prop::sample::select(SHIPPED.knowledge.parties.iter().map(|p| p.name.clone()).collect::<Vec<_>>());
    let topic =
        prop::sample::select(SHIPPED.knowledge.topics.iter().map(|t| t.name.clone()).collect::<Vec<_>>());
    let time = prop_oneof!["202[2-9]", "2024-0[1-9]", "2024-1[0-2]-2[0-9]", "202[2-5]-202[6-9]"];
    (prop::sample::select(&QUESTIONS[..]), prop::collection::vec(party, 3), topic, time.clone(), time)
        .prop_map(|(template, parties, topic, since, until)| {
            let filled =
                parties.iter().fold(template.to_owned(), |text, party| text.replacen("{party}", party, 1));
            filled.replace("{topic}", &topic).replacen("{time}", &since, 1).replacen("{time}", &until, 1)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_context_that_can_be_reached_fits_and_survives(questions in prop::collection::vec(question(), 1..5)) {
        let mut context = Context::default();
        for question in &questions {
            context = converse(question, &context, &SHIPPED).1;
            for action in [Action::FollowUp(context.clone()), Action::Asked(context.clone())] {
                let id = action.encode();
                prop_assert!(id.is_some(), "{questions:?} comes to {context:?}, which is too long");
                let id = id.unwrap_or_default();
                prop_assert!(id.chars().count() <= LONGEST);
                prop_assert_eq!(Action::decode(&id, &SHIPPED.knowledge), Ok(action));
            }
        }
    }

    #[test]
    fn no_id_that_was_tampered_with_panics(id in "1[a-z]?[ -~]{0,100}|.{0,100}") {
        let _ = Action::decode(&id, &SHIPPED.knowledge);
    }
}

#[test]
fn what_is_gone_is_told_from_what_was_tampered_with() {
    let (_, context) = converse("/aid netherlands", &Context::default(), &SHIPPED);
    let id = Action::FollowUp(context).encode().expect("fits");
    let others = knowledge::load(&common::path("facts/facts.toml"))
        .unwrap_or_else(|_| panic!("the tests' facts load"));
    let (_, elsewhere) = converse("/aid japan", &Context::default(), &SHIPPED);
    let gone = Action::FollowUp(elsewhere).encode().expect("fits");
    assert_eq!(Action::decode(&gone, &others), Err(Unreadable::Gone));
    assert_eq!(Action::decode(&id.replace('1', "9"), &SHIPPED.knowledge), Err(Unreadable::Foreign));
}
