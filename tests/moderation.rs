//! Changing the facts from Discord, driven through the built binary on a copy of the tests' facts.

#![cfg(unix)]

mod stand_in;

use serde_json::{Value, json};
use stand_in::desk::{AUDIT, Desk, FACT, FIGURE, Modal};
use stand_in::fixtures::{Asker, option};
use stand_in::messages::{BOT, GUILD};
use stand_in::moderators::Member;
use stand_in::reading::{button, choices, is_ephemeral, menu, text};

/// The lines that one text has and the other has not.
fn changed<'a>(old: &'a str, new: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let lacks = |one: &'a str, other: &'a str| {
        let other: Vec<&str> = other.lines().collect();
        one.lines().filter(move |line| !other.contains(line)).collect::<Vec<_>>()
    };
    (lacks(old, new), lacks(new, old))
}

#[tokio::test]
async fn the_command_is_registered_in_the_moderation_server_alone_and_hidden_from_others() {
    let desk = Desk::open().await;
    let put = |event: &stand_in::transcript::Event| {
        event.call("PUT", &format!("/guilds/{GUILD}/commands")).map(|call| call.body.clone())
    };
    let own = desk.stand_in.transcript().wait_for("registration in the server", 0, put).await;
    let facts: Vec<&Value> = own.as_array().into_iter().flatten().collect();
    assert_eq!(facts.len(), 2, "{own}");
    for (command, name) in facts.iter().zip(["facts", "Make this a fact"]) {
        assert_eq!((&command["name"], &command["default_member_permissions"]), (&json!(name), &json!("32")));
    }
    assert_eq!(facts[1]["name_localizations"]["nl"], "Maak hier een feit van", "{own}");
    let names: Vec<&str> =
        facts[0]["options"].as_array().into_iter().flatten().filter_map(|own| own["name"].as_str()).collect();
    let wanted = "add edit translate remove show history undo check export import gaps stale".split(' ');
    assert_eq!(names, wanted.collect::<Vec<_>>());
    let everywhere = desk.stand_in.transcript().since(0).into_iter().find_map(|entry| {
        let call = entry.event.call("PUT", &format!("/applications/{BOT}/commands"))?;
        Some(call.body.clone())
    });
    let everywhere = everywhere.expect("the commands for everyone are registered too");
    assert!(everywhere.as_array().is_some_and(|all| {
        all.iter().all(|one| one["name"] != "facts" && one["name"] != "Make this a fact")
    }));
    desk.close().await;
}

#[tokio::test]
async fn an_edit_goes_from_the_form_over_the_preview_into_the_file() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let before = desk.text();
    let mut modal = desk.form(&member, FACT).await;
    assert!(modal.get("statement").contains(FIGURE), "{modal:?}");
    assert_eq!(modal.get("asks"), "how much military aid in 2024\nbillions for the first year");
    assert!(modal.get("details").contains("as_of = 2024-03-01"), "{modal:?}");
    assert_eq!((modal.get("sources"), modal.get("why")), ("text | paragraph 2", ""));
    modal.change("statement", FIGURE, "€2.1 billion");
    modal.change("details", "2_000_000_000", "2_100_000_000");
    modal.set("why", "the report of May");
    let preview = desk.submit(&member, &modal).await;
    let shown = text(&preview);
    for part in ["€2.1 billion", "1 March 2024", "https://example.org/text", FIGURE] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert_eq!(desk.text(), before, "a preview changes nothing");
    let done = desk.press(&member, &preview, "Confirm").await;
    assert!(text(&done).contains("Done.") && button(&done, "Confirm").is_none(), "{done}");
    let after = desk.text();
    let (gone, new) = changed(&before, &after);
    assert_eq!((gone.len(), new.len()), (2, 2), "{gone:?} {new:?}");
    assert!(new[0].contains("€2.1 billion") && new[1].contains("2_100_000_000"), "{new:?}");
    assert_eq!(before.lines().count(), after.lines().count());
    let history = desk.history();
    assert_eq!(history.len(), 1);
    assert_eq!(history[0]["by"], json!({ "id": "601", "name": "asker601" }));
    assert_eq!((&history[0]["why"], &history[0]["what"]), (&json!("the report of May"), &json!("edit")));
    assert!(history[0]["parts"][0]["before"].as_str().is_some_and(|text| text.contains(FIGURE)));
    assert!(history[0]["parts"][0]["after"].as_str().is_some_and(|text| text.contains("€2.1 billion")));
    assert!(desk.aid("netherlands").await.contains("€2.1 billion"), "in use at once");
    let audited = desk.audited(0, "the report of May").await;
    assert!(audited.contains("asker601") && audited.contains(FACT), "{audited}");
    assert_eq!(desk.findings(), None);
    let again = desk.press(&member, &preview, "Confirm").await;
    assert!(text(&again).contains("Already made"), "a second press does nothing: {again}");
    assert_eq!((desk.text(), desk.history().len()), (after, 1));
    desk.close().await;
}

#[tokio::test]
async fn a_new_fact_with_a_new_source_is_asked_about_at_once() {
    let desk = Desk::open().await;
    let member = Member::with_role("601");
    let given = [option("party", "iceland"), option("topic", "air-defence")];
    let mut modal = Modal::read(&desk.ask(&member.facts("add", &given)).await);
    assert!(modal.get("details").contains("party = iceland\ntopic = air-defence"), "{modal:?}");
    modal.set("statement", "Iceland offers Ukraine two test radars for its air defence.");
    modal.set("asks", "air defence radars");
    modal.set("sources", "https://example.org/radar | On radars | The Paper | press | 2024-06-01");
    modal.set("why", "it was missing");
    let before = desk.text();
    let preview = desk.submit(&member, &modal).await;
    assert!(text(&preview).contains("two test radars"), "{preview}");
    let done = desk.press(&member, &preview, "Confirm").await;
    assert!(text(&done).contains("Done."), "{done}");
    let after = desk.text();
    let (gone, _) = changed(&before, &after);
    assert!(gone.is_empty(), "{gone:?}");
    let given = [option("topic", "air defence"), option("party", "iceland")];
    let answer = text(&desk.ask(&Asker::in_server("700").command("topic", &given)).await);
    assert!(answer.contains("two test radars") && answer.contains("https://example.org/radar"), "{answer}");
    assert_eq!(desk.history()[0]["what"], "add");
    assert_eq!(desk.findings(), None);
    desk.close().await;
}

#[tokio::test]
async fn a_withdrawal_is_confirmed_shown_in_the_history_and_undone() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let before = desk.text();
    let given = [option("fact", "bridge-length"), option("reason", "off topic")];
    let preview = desk.shown(&member.facts("remove", &given)).await;
    assert!(text(&preview).contains("120 metres"), "{preview}");
    assert_eq!(desk.text(), before);
    desk.press(&member, &preview, "Confirm").await;
    assert!(!desk.text().contains("bridge-length"));
    let show = desk.shown(&member.facts("show", &[option("fact", "bridge-length")])).await;
    assert!(!text(&show).contains("120 metres"), "{show}");
    let history = text(&desk.shown(&member.facts("history", &[option("fact", "bridge-length")])).await);
    for part in ["asker601", "withdrew", "off topic", "bridge-length"] {
        assert!(history.contains(part), "{part}: {history}");
    }
    let undo = desk.shown(&member.facts("undo", &[option("change", 1)])).await;
    desk.press(&member, &undo, "Confirm").await;
    assert!(desk.text().contains("120 metres"));
    let records = desk.history();
    assert_eq!((records.len(), &records[1]["what"], &records[1]["undoes"]), (2, &json!("undo"), &json!(1)));
    assert_eq!(desk.findings(), None);
    let none = text(&desk.shown(&member.facts("undo", &[option("change", 99)])).await);
    assert!(none.contains("99"), "{none}");
    desk.close().await;
}

#[tokio::test]
async fn an_undo_says_which_later_change_stands_in_its_way() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    desk.edit(&member, FACT, FIGURE, "€2.1 billion").await;
    desk.edit(&member, FACT, "€2.1 billion", "€2.2 billion").await;
    let told = text(&desk.shown(&member.facts("undo", &[option("change", 1)])).await);
    assert!(told.contains("change 2") && told.contains("Nothing was overwritten"), "{told}");
    assert!(desk.text().contains("€2.2 billion"));
    desk.close().await;
}

#[tokio::test]
async fn everything_stored_about_a_fact_is_shown_with_its_history_in_pages() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    for step in 0..9 {
        let (from, to) = (format!("{} metres", 120 + step), format!("{} metres", 121 + step));
        desk.edit(&member, "bridge-length", &from, &to).await;
    }
    let show = desk.shown(&member.facts("show", &[option("fact", "bridge-length")])).await;
    for part in ["id = \"bridge-length\"", "129 metres", "paper", "**9**"] {
        assert!(text(&show).contains(part), "{part}: {show}");
    }
    let newest = desk.shown(&member.facts("history", &[])).await;
    assert!(text(&newest).contains("**9**") && !text(&newest).contains("**1**"), "{newest}");
    assert!(button(&newest, "◀ Newer").is_none());
    let older = button(&newest, "Older ▶").expect("there is an older page");
    let oldest = desk.shown(&member.press(&newest, &older)).await;
    assert!(text(&oldest).contains("**1**") && button(&oldest, "Older ▶").is_none(), "{oldest}");
    let back = desk.press(&member, &oldest, "◀ Newer").await;
    assert_eq!(text(&back), text(&newest));
    let own = desk.shown(&member.history_by("601")).await;
    assert!(text(&own).contains("**9**"), "{own}");
    let others = desk.shown(&member.history_by("602")).await;
    assert!(!text(&others).contains("**9**"), "{others}");
    desk.close().await;
}

#[tokio::test]
async fn the_checkers_report_stale_facts_and_choices_are_told() {
    let desk = Desk::open().await;
    let member = Member::with_role("601");
    assert!(text(&desk.shown(&member.facts("check", &[])).await).contains("Nothing to mend"));
    let stale = text(&desk.shown(&member.facts("stale", &[])).await);
    assert!(stale.contains(FACT) && stale.contains("1 March 2024"), "{stale}");
    let broken = desk.text().replacen("kind = \"press\"", "kind = \"pres\"", 1);
    std::fs::write(desk.path("facts.toml"), broken).expect("written");
    let told = text(&desk.shown(&member.facts("check", &[])).await);
    assert!(told.contains("facts.toml:") && told.contains("pres"), "{told}");
    for (subcommand, option, typed) in
        [("edit", "fact", "netherlands"), ("add", "party", "neth"), ("add", "topic", "")]
    {
        let answer = desk.ask(&member.completing(subcommand, (option, typed))).await;
        assert!(!choices(&answer).is_empty(), "{subcommand} {option}: {answer}");
    }
    desk.close().await;
}

#[tokio::test]
async fn nothing_is_changed_after_cancel() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let before = desk.kept();
    let preview = desk.preview(&member, FACT, FIGURE, "€2.1 billion").await;
    assert!(text(&desk.press(&member, &preview, "Cancel").await).contains("Nothing was changed"));
    assert!(text(&desk.press(&member, &preview, "Confirm").await).contains("gone"));
    assert_eq!(desk.kept(), before);
    assert!(desk.audit().is_empty(), "{AUDIT}");
    desk.close().await;
}

#[tokio::test]
async fn a_refused_form_hands_back_what_was_typed() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let before = desk.kept();
    let first = desk.form(&member, FACT).await;
    let refusals: [(&str, &str, &str); 8] = [
        ("details", "nonsense", "nonsense"),
        ("details", "party = netherlands\ntopic = no-such-topic\nas_of = 2024-03-01", "no-such-topic"),
        ("details", "party = netherlands\ntopic = aid\nas_of = 2024-02-30", "2024-02-30"),
        ("details", "party = netherlands\ntopic = aid\nas_of = 2024-03-01\ncolour = blue", "colour"),
        ("sources", "https://example.org/new", "https://example.org/new"),
        ("sources", "no-such-source", "no-such-source"),
        ("statement", "   ", "statement"),
        ("why", " ", "reason"),
    ];
    for (field, typed, told) in refusals {
        let mut modal = first.clone();
        modal.change("statement", FIGURE, "€2.1 billion");
        modal.set("why", "a test");
        modal.set(field, typed);
        let refused = desk.submit(&member, &modal).await;
        let said = text(&refused);
        assert!(said.contains(told) && said.contains(modal.get("sources")), "{field}: {said}");
        assert!(button(&refused, "Confirm").is_none(), "{field}: {refused}");
        let again = desk.press(&member, &refused, "Edit again").await;
        assert_eq!(Modal::read(&again).fields, modal.fields, "{field}");
    }
    assert_eq!(desk.kept(), before);
    // Mended, it goes through.
    let mut modal = first.clone();
    modal.change("statement", FIGURE, "€2.1 billion");
    modal.set("why", "a test");
    let preview = desk.submit(&member, &modal).await;
    assert!(is_ephemeral(&json!({ "data": preview })), "{preview}");
    let done = desk.press(&member, &preview, "Confirm").await;
    assert!(text(&done).contains("Done."), "{done}");
    desk.close().await;
}

#[tokio::test]
async fn a_gap_becomes_a_fact_or_teaches_one() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let asker = Asker::in_server("7770001112223");
    let ask = |question: &str| asker.command("ask", &[option("question", question)]);
    let (first, second) = ("zorblax quintessence fluxing", "wibbly grommet ordinance");
    for question in [first, first, second] {
        desk.ask(&ask(question)).await;
    }
    let shown = loop {
        let shown = desk.shown(&member.facts("gaps", &[])).await;
        // A question is counted after it has been answered.
        if text(&shown).contains("2× zorblax") && text(&shown).contains("1× wibbly") {
            break shown;
        }
        tokio::task::yield_now().await;
    };
    // Counts are written now and then, not at once.
    let began = std::time::Instant::now();
    let kept = loop {
        let kept = std::fs::read_to_string(desk.path("gaps.json")).unwrap_or_default();
        if kept.contains("wibbly") {
            break kept;
        }
        assert!(began.elapsed() < stand_in::transcript::PATIENCE, "the counts are not written: {kept}");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    };
    assert!(kept.contains("zorblax") && !kept.contains("7770001112223"), "{kept}");
    let (id, values) = menu(&shown, "Teach a fact").expect("a menu");
    // The one asked most comes first; a choice is told by a key, whatever the question's length.
    let taught = values.first().expect("a choice");
    let mut modal = Modal::read(&desk.ask(&member.choose(&shown, &id, taught)).await);
    modal.set("fact", "bridge-length");
    modal.set("why", "they mean the bridge");
    let preview = desk.shown(&modal.sent_by(&member, Some(&shown))).await;
    let done = desk.press(&member, &preview, "Confirm").await;
    assert!(text(&done).contains("Done."), "{done}");
    let answer = text(&desk.ask(&ask(first)).await);
    assert!(answer.replace("**", "").contains("120 metres"), "{answer}");
    let (id, values) = menu(&shown, "New fact").expect("a menu");
    let new = values.last().expect("a choice");
    let mut modal = Modal::read(&desk.ask(&member.choose(&shown, &id, new)).await);
    assert_eq!(modal.get("asks"), second);
    modal.set("statement", "The wibbly grommet ordinance was passed at Testville.");
    modal.set("details", "topic = signing\nas_of = 2024-01-01");
    modal.set("sources", "paper");
    modal.set("why", "asked for");
    let preview = desk.shown(&modal.sent_by(&member, Some(&shown))).await;
    let done = desk.press(&member, &preview, "Confirm").await;
    assert!(text(&done).contains("Done."), "{done}");
    let left = text(&desk.shown(&member.facts("gaps", &[])).await);
    assert!(!left.contains("zorblax") && !left.contains("wibbly"), "{left}");
    desk.close().await;
}
