//! Who may moderate: every step, by everyone who may not and everyone who may, through the built binary.

#![cfg(unix)]

mod stand_in;

use serde_json::{Value, json};
use stand_in::desk::{Desk, FACT, FIGURE, Modal};
use stand_in::fixtures::{Asker, option};
use stand_in::moderators::Member;
use stand_in::reading::{button, choices, is_ephemeral, menu, text};

const REFUSED: &str = "Facts are changed in the moderation server alone";

/// What someone has before them, so that every step can be taken from it.
struct Prepared {
    preview: Value,
    form: Modal,
    teaching: Modal,
    history: Value,
    gaps: Value,
    import: String,
}

/// Prepares all that one who may moderate can have before them.
async fn prepare(desk: &Desk, member: &Member, to: &str) -> Prepared {
    let preview = desk.preview(member, FACT, FIGURE, to).await;
    let mut form = desk.form(member, FACT).await;
    form.change("statement", FIGURE, to);
    form.set("why", "a form");
    let gaps = desk.shown(&member.facts("gaps", &[])).await;
    let (id, values) = menu(&gaps, "Teach a fact").expect("a menu of gaps");
    let mut teaching = Modal::read(&desk.ask(&member.choose(&gaps, &id, &values[0])).await);
    teaching.set("fact", "bridge-length");
    teaching.set("why", "a lesson");
    let history = desk.shown(&member.facts("history", &[])).await;
    assert!(button(&history, "Older ▶").is_some(), "{history}");
    let text = desk.text().replace("# A small", "# Another small");
    let import = desk.stand_in.attach("facts.toml", &text);
    Prepared { preview, form, teaching, history, gaps, import }
}

/// Every step that there is, taken by someone from what is prepared. The last ones change or end something.
fn steps(by: &Member, from: &Prepared) -> Vec<(&'static str, Value)> {
    let fact = || option("fact", FACT);
    let button = |message: &Value, label: &str| {
        by.press(message, &button(message, label).unwrap_or_else(|| panic!("no {label}: {message}")))
    };
    let menu = |label: &str| {
        let (id, values) = menu(&from.gaps, label).expect("a menu");
        by.choose(&from.gaps, &id, &values[0])
    };
    vec![
        ("add", by.facts("add", &[option("party", "iceland"), option("topic", "aid")])),
        ("edit", by.facts("edit", &[fact()])),
        ("remove", by.facts("remove", &[fact(), option("reason", "a test")])),
        ("show", by.facts("show", &[fact()])),
        ("history", by.facts("history", &[fact()])),
        ("undo", by.facts("undo", &[option("change", 1)])),
        ("check", by.facts("check", &[])),
        ("export", by.facts("export", &[])),
        ("export of a party", by.facts("export", &[option("party", "netherlands")])),
        ("import", by.import("facts.toml", 5_000, &from.import)),
        ("gaps", by.facts("gaps", &[])),
        ("stale", by.facts("stale", &[])),
        ("the menu of a message", by.on_text("Make this a fact", "Iceland gave a bridge.")),
        ("completing add party", by.completing("add", ("party", "neth"))),
        ("completing add topic", by.completing("add", ("topic", "aid"))),
        ("completing edit", by.completing("edit", ("fact", "neth"))),
        ("completing remove", by.completing("remove", ("fact", "neth"))),
        ("completing show", by.completing("show", ("fact", "neth"))),
        ("completing history", by.completing("history", ("fact", "neth"))),
        ("completing export", by.completing("export", ("party", "neth"))),
        ("the form", from.form.sent_by(by, None)),
        ("the lesson", from.teaching.sent_by(by, Some(&from.gaps))),
        ("Older", button(&from.history, "Older ▶")),
        ("New fact", menu("New fact")),
        ("Teach a fact", menu("Teach a fact")),
        ("Edit again", button(&from.preview, "Edit again")),
        ("Cancel", button(&from.preview, "Cancel")),
        ("Confirm", button(&from.preview, "Confirm")),
    ]
}

/// A desk with a history of two pages and a gap.
async fn opened() -> Desk {
    let desk = Desk::open().await;
    let member = Member::manager("600");
    for step in 0..9 {
        let (from, to) = (format!("{} metres", 120 + step), format!("{} metres", 121 + step));
        desk.edit(&member, "bridge-length", &from, &to).await;
    }
    let question = [option("question", "zorblax quintessence fluxing")];
    desk.ask(&Asker::in_server("700").command("ask", &question)).await;
    while menu(&desk.shown(&member.facts("gaps", &[])).await, "New fact").is_none() {
        tokio::task::yield_now().await;
    }
    // Counts are written now and then; from here on nothing changes by itself.
    let began = std::time::Instant::now();
    while !desk.path("gaps.json").exists() {
        assert!(began.elapsed() < stand_in::transcript::PATIENCE, "the counts are not written");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    desk
}

/// Whether the answer refuses: no choices, or the words for it to the asker alone.
fn is_refused(answer: &Value) -> bool {
    match answer["type"].as_u64() {
        Some(8) => answer["data"]["choices"] == json!([]),
        Some(4) => is_ephemeral(answer) && text(answer).contains(REFUSED),
        _ => false,
    }
}

#[tokio::test]
async fn who_may_not_is_refused_at_every_step_and_nothing_changes() {
    let desk = opened().await;
    // Each of them had the right when everything was prepared.
    let before_and_after: [(&str, Member, Member); 10] = [
        ("the right lost in between", Member::manager("601"), Member::plain("601")),
        ("administrator no more", Member::administrator("602"), Member::plain("602")),
        ("the role removed", Member::with_role("603"), Member::plain("603")),
        ("another role instead", Member::with_role("604"), Member::with_other_role("604")),
        ("in a direct message", Member::manager("605"), Member::manager("605").in_dm()),
        ("manager elsewhere", Member::manager("606"), Member::manager("606").elsewhere()),
        ("administrator elsewhere", Member::manager("607"), Member::administrator("607").elsewhere()),
        ("the role's id elsewhere", Member::with_role("608"), Member::with_role("608").elsewhere()),
        ("where the bot is not", Member::manager("609"), Member::manager("609").by_user_install()),
        ("never had a right", Member::manager("610"), Member::plain("611")),
    ];
    let mut cases = 0;
    for (why, before, after) in before_and_after {
        let prepared = prepare(&desk, &before, "€2.5 billion").await;
        let kept = desk.kept();
        for (step, interaction) in steps(&after, &prepared) {
            let answer = desk.ask(&interaction).await;
            assert!(is_refused(&answer), "{step}, {why}: {answer}");
            assert_eq!(desk.kept(), kept, "{step}, {why}");
            cases += 1;
        }
        // Nothing was taken from the draft either.
        let again = desk.press(&before, &prepared.preview, "Edit again").await;
        assert_eq!(again["type"], 9, "{why}: {again}");
    }
    println!("rights: {cases} cases refused");
    assert_eq!(cases, 280);
    desk.close().await;
}

#[tokio::test]
async fn who_may_is_allowed_every_step() {
    let desk = opened().await;
    let mut cases = 0;
    for member in [Member::manager("601"), Member::administrator("602"), Member::with_role("603")] {
        let prepared = prepare(&desk, &member, "€2.5 billion").await;
        for (step, interaction) in steps(&member, &prepared) {
            if step == "Confirm" {
                // Cancel has come before it; a fresh one is confirmed below.
                continue;
            }
            let answer = desk.ask(&interaction).await;
            assert!(!text(&answer).contains(REFUSED), "{step}: {answer}");
            assert!(answer["type"] != 8 || !choices(&answer).is_empty(), "{step}: {answer}");
            assert!(!text(&answer).contains("gone"), "{step}: {answer}");
            cases += 1;
        }
        desk.edit(&member, FACT, FIGURE, "€2.5 billion").await;
        desk.edit(&member, FACT, "€2.5 billion", FIGURE).await;
        cases += 1;
    }
    println!("rights: {cases} cases allowed");
    assert_eq!(cases, 84);
    desk.close().await;
}

#[tokio::test]
async fn a_draft_belongs_to_who_began_it() {
    let desk = opened().await;
    let (owner, other) = (Member::manager("601"), Member::manager("602"));
    let prepared = prepare(&desk, &owner, "€2.5 billion").await;
    let kept = desk.kept();
    let own = ["the lesson", "Edit again", "Cancel", "Confirm"];
    let mut cases = 0;
    for (step, interaction) in steps(&other, &prepared) {
        if own.contains(&step) {
            let answer = desk.ask(&interaction).await;
            assert!(is_ephemeral(&answer) && text(&answer).contains("gone"), "{step}: {answer}");
            assert_eq!(desk.kept(), kept, "{step}");
            cases += 1;
        }
        if step == "the form" {
            // What they typed is theirs: it becomes a draft of their own, and the other one stays.
            let answer = desk.ask(&interaction).await;
            assert!(is_ephemeral(&answer) && text(&answer).contains("€2.5 billion"), "{answer}");
            assert_eq!(desk.kept(), kept, "{step}");
        }
    }
    println!("rights: {cases} cases of another's draft");
    assert_eq!(cases, own.len());
    let done = desk.press(&owner, &prepared.preview, "Confirm").await;
    assert!(text(&done).contains("Done."), "the owner still has it: {done}");
    desk.close().await;
}

#[tokio::test]
async fn forged_ids_get_a_polite_answer_and_change_nothing() {
    let desk = opened().await;
    let member = Member::manager("601");
    let prepared = prepare(&desk, &member, "€2.5 billion").await;
    let kept = desk.kept();
    let (message, form) = (&prepared.preview, &prepared.form);
    let verbs = ["c", "x", "e", "h", "n", "l", "f", "t", "z", "é", ""];
    let of = ["", "0", "-1", "1", "999999", "18446744073709551616", "1:2:3", "../../etc/passwd", "💥"];
    let mut cases = 0;
    for id in verbs.iter().flat_map(|verb| of.iter().map(move |of| format!("M1{verb}{of}"))) {
        let mut modal = form.clone();
        modal.id.clone_from(&id);
        let forged = [
            member.press(message, &id),
            member.choose(message, &id, "no such question"),
            modal.sent_by(&member, Some(message)),
            Member::plain("602").press(message, &id),
            Member::plain("602").choose(message, &id, "no such question"),
            modal.sent_by(&Member::plain("602"), Some(message)),
        ];
        for (at, interaction) in forged.iter().enumerate() {
            let answer = desk.ask(interaction).await;
            // A page of the history is all that a press may show; a menu may open a form.
            let is_told = text(&answer).contains(' ') || answer["type"] == 9;
            assert!(is_told, "{id} {at}: {answer}");
            assert!(at < 3 || is_refused(&answer), "{id} {at}: {answer}");
            assert_eq!(desk.kept(), kept, "{id} {at}");
            cases += 1;
        }
    }
    println!("rights: {cases} forged components");
    desk.close().await;
}
