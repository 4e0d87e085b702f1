//! Replicas that share a fact file in a database, each posted to as a proxy would post.

#![cfg(unix)]

mod postgres;
mod replica;
mod stand_in;

use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use replica::{Replica, press, with_facts};
use stand_in::StandIn;
use stand_in::desk::{AUDIT, FACT, FIGURE};
use stand_in::door::Request;
use stand_in::fixtures::{Asker, option};
use stand_in::moderators::Member;
use stand_in::reading::{menu, text};
use stand_in::transcript::{Event, PATIENCE};

/// Within which a change has to be in use everywhere, whatever gets lost.
const FIVE_SECONDS: Duration = Duration::from_secs(5);
/// Edits at each of two replicas; another number: `ACCORD_EDITS=500 cargo test --test http_store`.
const EDITS: u64 = 8;
const EDITS_VARIABLE: &str = "ACCORD_EDITS";
/// Kills of a replica that confirms; another number: `ACCORD_KILLS=100`.
const KILLS: u64 = 6;
const KILLS_VARIABLE: &str = "ACCORD_KILLS";
/// Another fact of the tests' facts, and its figure.
const OTHER: (&str, &str) = ("bridge-length", "120 metres");

/// What was posted in the audit channel that holds this.
fn audited(stand_in: &StandIn, part: &str) -> usize {
    let path = format!("/channels/{AUDIT}/messages");
    let posted =
        |event: &Event| event.call("POST", &path).is_some_and(|call| text(&call.body).contains(part));
    stand_in.transcript().since(0).iter().filter(|entry| posted(&entry.event)).count()
}

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).ok().and_then(|number| number.parse().ok()).unwrap_or(otherwise)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn replicas_that_edit_at_once_lose_nothing_and_double_nothing() {
    let Some(server) = with_facts() else { return };
    let stand_in = StandIn::start();
    let (one, other) = (Replica::start(&stand_in, &server).await, Replica::start(&stand_in, &server).await);
    let edits = number(EDITS_VARIABLE, EDITS);
    let edit = async |replica: &Replica<'_>, member: Member, fact: &str, first: &str| {
        let mut from = first.to_owned();
        for at in 0..edits {
            let to = format!("{} metres", 1_000 + at);
            let preview = replica.preview(&member, fact, &from, &to).await;
            let told = replica.confirm(&member, &preview).await;
            assert!(told.contains("Done."), "{told}");
            from = to;
        }
    };
    let (ada, bea) = (Member::manager("601"), Member::manager("602"));
    tokio::join!(edit(&one, ada, FACT, FIGURE), edit(&other, bea, OTHER.0, OTHER.1));
    let all = (2 * edits).to_string();
    let kept = "select count(*) || ' ' || max(revision) || ' ' || count(distinct record) from change";
    assert_eq!(server.ask(kept), format!("{all} {all} {all}"));
    let last = format!("{} metres", 999 + edits);
    let in_both = server.ask("select body from fact_file").matches(&last).count();
    assert_eq!(in_both, 2, "the last edit of each fact stands");
    assert_eq!(audited(&stand_in, "`"), usize::try_from(2 * edits).expect("few"), "each is posted once");
    one.aid_says(&last, FIVE_SECONDS).await;
    other.aid_says(&last, FIVE_SECONDS).await;
    one.stop().await;
    other.stop().await;
    stand_in.check();
}

#[tokio::test]
async fn each_step_of_an_edit_may_reach_another_replica() {
    let Some(server) = with_facts() else { return };
    let stand_in = StandIn::start();
    let (one, other) = (Replica::start(&stand_in, &server).await, Replica::start(&stand_in, &server).await);
    let member = Member::manager("601");
    let mut modal = one.form(&member, FACT).await;
    modal.change("statement", FIGURE, "€2.1 billion");
    modal.set("why", "a test");
    let preview = other.shown(&modal.sent_by(&member, None)).await;
    let stale = one.preview(&member, FACT, FIGURE, "€2.7 billion").await;
    let told = one.confirm(&member, &preview).await;
    assert!(told.contains("Done."), "{told}");
    assert!(other.confirm(&member, &preview).await.contains("Already made"));
    let took = other.aid_says("€2.1 billion", FIVE_SECONDS).await;
    println!("in use at the other replica after {took:?}");
    // Who comes second is told, and shown both.
    let conflict = other.confirm(&member, &stale).await;
    assert!(conflict.contains("was changed in between, by change 1"), "{conflict}");
    assert!(conflict.contains("€2.1 billion") && conflict.contains("€2.7 billion"), "{conflict}");
    // A question that one of them could not answer is among those of the other.
    one.ask(&Asker::in_server("999").command("ask", &[option("question", "how many submarines")])).await;
    let began = Instant::now();
    while menu(&other.shown(&member.facts("gaps", &[])).await, "New fact").is_none() {
        assert!(began.elapsed() < PATIENCE, "the question is not there");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let history = text(&other.shown(&member.facts("history", &[])).await);
    assert!(history.contains(FACT), "{history}");
    assert_eq!((server.ask("select count(*) from change"), audited(&stand_in, FACT)), ("1".to_owned(), 1));
    one.stop().await;
    other.stop().await;
    stand_in.check();
}

#[tokio::test]
async fn one_press_that_a_proxy_sends_twice_is_one_change() {
    let Some(server) = with_facts() else { return };
    let stand_in = StandIn::start();
    let (one, other) = (Replica::start(&stand_in, &server).await, Replica::start(&stand_in, &server).await);
    let member = Member::manager("601");
    let preview = one.preview(&member, FACT, FIGURE, "€2.1 billion").await;
    let press = press(&member, &preview);
    let again = Request::of(&press);
    let (first, second) = tokio::join!(one.ask(&press), again.post(&other.address));
    assert!(second.is_ok_and(|(status, _)| status == 200));
    let told = text(&first);
    assert!(told.contains("Done.") || told.contains("Already made"), "{told}");
    one.stop().await;
    other.stop().await;
    assert_eq!((server.ask("select count(*) from change"), audited(&stand_in, FACT)), ("1".to_owned(), 1));
    stand_in.check();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_replica_that_is_killed_while_it_confirms_leaves_all_of_it_or_nothing() {
    let Some(server) = with_facts() else { return };
    let stand_in = StandIn::start();
    let other = Replica::start(&stand_in, &server).await;
    let member = Member::manager("601");
    let (mut figure, mut made) = (FIGURE.to_owned(), 0);
    for kill in 0..number(KILLS_VARIABLE, KILLS) {
        let mut one = Replica::start(&stand_in, &server).await;
        let to = format!("€{kill}.5 billion");
        let preview = one.preview(&member, FACT, &figure, &to).await;
        stand_in.send_in_vain(&one.address, &press(&member, &preview));
        // A change takes some hundred milliseconds in a debug build; the kills are spread over them.
        tokio::time::sleep(Duration::from_millis(60 * (kill % 10))).await;
        one.bot.signal(Signal::SIGKILL);
        one.bot.ended(PATIENCE).await;
        stand_in.forgive();
        let before = server.ask("select count(*) from change").parse::<u64>().expect("a number");
        let told = other.confirm(&member, &preview).await;
        let expected = if before > kill { "Already made" } else { "Done." };
        made += u64::from(before > kill);
        // One that was killed may still be on its way into the database.
        assert!(told.contains(expected) || told.contains("Already made"), "kill {kill}: {told}");
        assert_eq!(server.ask("select count(*) from change"), (kill + 1).to_string(), "kill {kill}");
        assert_eq!(server.ask(&format!("select body like '%{to}%' from fact_file")), "t", "kill {kill}");
        figure = to;
    }
    println!("{made} of the changes had been made when the replica was killed");
    other.stop().await;
    stand_in.check();
}

#[tokio::test]
async fn without_the_database_answers_go_on_and_moderators_are_told() {
    let Some(mut server) = with_facts() else { return };
    let stand_in = StandIn::start();
    let (one, other) = (Replica::start(&stand_in, &server).await, Replica::start(&stand_in, &server).await);
    let member = Member::manager("601");
    let preview = one.preview(&member, FACT, FIGURE, "€2.1 billion").await;
    server.stop();
    one.bot.says("the database is lost").await;
    assert!(one.aid().await.contains(FIGURE));
    for interaction in [
        member.facts("edit", &[option("fact", FACT)]),
        member.facts("history", &[]),
        member.facts("gaps", &[]),
        member.facts("check", &[]),
        press(&member, &preview),
    ] {
        let began = Instant::now();
        let told = text(&one.ask(&interaction).await);
        assert!(told.contains("the database cannot be reached"), "{interaction}: {told}");
        assert!(told.contains("Nothing was changed"), "{told}");
        assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    }
    assert!(other.aid().await.contains(FIGURE));
    server.go_on();
    one.bot.says("the database is back").await;
    other.bot.says("the database is back").await;
    // What was begun before can be finished.
    let told = one.confirm(&member, &preview).await;
    assert!(told.contains("Done."), "{told}");
    other.aid_says("€2.1 billion", FIVE_SECONDS).await;
    one.stop().await;
    other.stop().await;
    stand_in.check();
}

#[tokio::test]
async fn a_database_that_hangs_holds_nobody_up() {
    let Some(server) = with_facts() else { return };
    let stand_in = StandIn::start();
    let one = Replica::start(&stand_in, &server).await;
    let member = Member::manager("601");
    let preview = one.preview(&member, FACT, FIGURE, "€2.1 billion").await;
    server.hang(true);
    for (interaction, longest) in [
        // A form opens within Discord's three seconds or not at all.
        (member.facts("edit", &[option("fact", FACT)]), 3),
        (member.facts("edit", &[option("fact", FACT)]), 3),
        (press(&member, &preview), 10),
    ] {
        let began = Instant::now();
        let told = text(&one.ask(&interaction).await);
        assert!(told.contains("the database does not answer in time"), "{interaction}: {told}");
        assert!(began.elapsed() < Duration::from_secs(longest), "{:?}", began.elapsed());
        assert!(one.aid().await.contains(FIGURE));
    }
    one.bot.says("the database is lost").await;
    server.hang(false);
    one.bot.says("the database is back").await;
    let told = one.confirm(&member, &preview).await;
    assert!(told.contains("Done."), "{told}");
    one.stop().await;
    stand_in.check();
}

#[tokio::test]
async fn notifications_that_get_lost_cost_a_few_seconds() {
    let Some(server) = with_facts() else { return };
    let stand_in = StandIn::start();
    let (one, other) = (Replica::start(&stand_in, &server).await, Replica::start(&stand_in, &server).await);
    server.ask(
        "create or replace function accord_count_version() returns trigger language plpgsql as \
         $$ begin update fact_version set number = number + 1; return null; end $$",
    );
    let member = Member::manager("601");
    let preview = one.preview(&member, FACT, FIGURE, "€2.1 billion").await;
    assert!(one.confirm(&member, &preview).await.contains("Done."));
    let took = other.aid_says("€2.1 billion", FIVE_SECONDS).await;
    println!("without a notification in use at the other replica after {took:?}");
    // And by hand, past every replica.
    server.ask("update fact_file set body = replace(body, '€2.1 billion', '€2.6 billion')");
    one.aid_says("€2.6 billion", FIVE_SECONDS).await;
    other.aid_says("€2.6 billion", FIVE_SECONDS).await;
    one.stop().await;
    other.stop().await;
    stand_in.check();
}

#[tokio::test]
async fn what_is_not_valid_in_the_database_is_told_once_and_leaves_the_facts_in_use() {
    let Some(server) = with_facts() else { return };
    let stand_in = StandIn::start();
    let (one, other) = (Replica::start(&stand_in, &server).await, Replica::start(&stand_in, &server).await);
    server.ask(
        "update fact_file set body = replace(body, '€2 billion', '€9 billion') || E'\\n[[fact]]\\n# half'",
    );
    for replica in [&one, &other] {
        replica.bot.says("is not valid; the facts in use stay as they are").await;
        assert!(replica.aid().await.contains(FIGURE));
    }
    server.ask("update fact_file set body = replace(body, E'\\n[[fact]]\\n# half', '')");
    one.aid_says("€9 billion", FIVE_SECONDS).await;
    other.aid_says("€9 billion", FIVE_SECONDS).await;
    one.stop().await;
    other.stop().await;
    assert_eq!(audited(&stand_in, "valid"), 1);
    stand_in.check();
}
