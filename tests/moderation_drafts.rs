//! What a moderator typed is never lost and never made twice: restarts, lost replies, stale forms, odd layouts.

#![cfg(unix)]

mod stand_in;

use std::fs;

use nix::sys::signal::Signal;
use serde_json::Value;
use stand_in::desk::{Desk, FACT, FIGURE, Modal};
use stand_in::faults::Fault;
use stand_in::fixtures::option;
use stand_in::moderators::Member;
use stand_in::reading::{button, text};

/// Imports a text over the fact file; gives the message that answers it.
async fn import(desk: &Desk, member: &Member, content: &str) -> Value {
    let url = desk.stand_in.attach("facts.toml", content);
    desk.shown(&member.import("facts.toml", content.len(), &url)).await
}

#[tokio::test]
async fn what_touches_the_disk_is_acknowledged_first() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let preview = desk.preview(&member, FACT, FIGURE, "€2.1 billion").await;
    let press = member.press(&preview, &button(&preview, "Confirm").expect("a button"));
    let mark = desk.stand_in.transcript().mark();
    desk.stand_in.send(&press);
    let first = desk.stand_in.acknowledged_since(mark, &press).await;
    assert_eq!(first["type"], 6, "the message changes later: {first}");
    assert!(text(&desk.stand_in.answer(&press).await).contains("Done."));
    let check = member.facts("check", &[]);
    let mark = desk.stand_in.transcript().mark();
    desk.stand_in.send(&check);
    let first = desk.stand_in.acknowledged_since(mark, &check).await;
    assert_eq!((&first["type"], &first["data"]["flags"]), (&5.into(), &64.into()));
    desk.stand_in.answer(&check).await;
    desk.close().await;
}

#[tokio::test]
async fn nothing_is_made_where_the_press_could_not_be_acknowledged() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let preview = desk.preview(&member, FACT, FIGURE, "€2.1 billion").await;
    let before = desk.text();
    desk.stand_in.fail("POST", "/callback", Fault::Refused(404, 10_062), 1);
    let press = member.press(&preview, &button(&preview, "Confirm").expect("a button"));
    desk.stand_in.send(&press);
    desk.bot.says("not acknowledged").await;
    desk.stand_in.forgive();
    assert_eq!((desk.text(), desk.history().len()), (before, 0));
    assert!(text(&desk.press(&member, &preview, "Confirm").await).contains("Done."));
    desk.close().await;
}

#[tokio::test]
async fn a_change_whose_reply_is_lost_is_told_to_the_second_press() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let preview = desk.preview(&member, FACT, FIGURE, "€2.1 billion").await;
    desk.stand_in.fail("PATCH", "/messages/@original", Fault::Refused(404, 10_015), 1);
    let press = member.press(&preview, &button(&preview, "Confirm").expect("a button"));
    desk.stand_in.send(&press);
    desk.bot.says("not delivered").await;
    desk.stand_in.forgive();
    assert_eq!(desk.history().len(), 1);
    let again = desk.press(&member, &preview, "Confirm").await;
    assert!(text(&again).contains("Already made") && text(&again).contains("**1**"), "{again}");
    assert_eq!(desk.history().len(), 1);
    desk.close().await;
}

#[tokio::test]
async fn a_draft_lasts_a_restart() {
    let mut desk = Desk::open().await;
    let member = Member::manager("601");
    let preview = desk.preview(&member, FACT, FIGURE, "€2.1 billion").await;
    desk.bot.stop(Signal::SIGTERM).await;
    desk.start_again().await;
    assert!(text(&desk.press(&member, &preview, "Confirm").await).contains("Done."));
    assert!(desk.text().contains("€2.1 billion"));
    desk.close().await;
}

#[tokio::test]
async fn a_form_whose_draft_is_gone_goes_on_all_the_same() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let mut modal = desk.form(&member, FACT).await;
    modal.change("statement", FIGURE, "€2.1 billion");
    modal.set("why", "a test");
    fs::remove_dir_all(desk.path("drafts")).expect("there were drafts");
    let preview = desk.submit(&member, &modal).await;
    assert!(text(&desk.press(&member, &preview, "Confirm").await).contains("Done."));
    assert!(desk.text().contains("€2.1 billion"));
    desk.close().await;
}

#[tokio::test]
async fn a_stale_form_shows_the_other_version_and_goes_on_from_it() {
    let desk = Desk::open().await;
    let (first, second) = (Member::manager("601"), Member::manager("602"));
    let mut modal = desk.form(&second, FACT).await;
    modal.change("statement", FIGURE, "€2.2 billion");
    modal.set("why", "later");
    desk.edit(&first, FACT, FIGURE, "€2.1 billion").await;
    let told = desk.submit(&second, &modal).await;
    for part in ["change 1", "€2.1 billion", "€2.2 billion"] {
        assert!(text(&told).contains(part), "{part}: {told}");
    }
    assert!(!text(&told).contains("outside"), "{told}");
    let again = Modal::read(&desk.press(&second, &told, "Edit again").await);
    let preview = desk.shown(&again.sent_by(&second, Some(&told))).await;
    assert!(text(&desk.press(&second, &preview, "Confirm").await).contains("Done."), "{preview}");
    assert!(desk.text().contains("€2.2 billion"));
    desk.close().await;
}

#[tokio::test]
async fn going_on_from_a_conflict_keeps_what_the_other_changed_elsewhere() {
    for is_gone in [false, true] {
        let desk = Desk::open().await;
        let (first, second) = (Member::manager("601"), Member::manager("602"));
        let mut modal = desk.form(&second, FACT).await;
        let asks = format!("{}\nwhat came from the lowlands", modal.get("asks"));
        modal.set("asks", &asks);
        modal.set("why", "later");
        desk.edit(&first, FACT, FIGURE, "€2.1 billion").await;
        if is_gone {
            fs::remove_dir_all(desk.path("drafts")).expect("there were drafts");
        }
        let told = desk.submit(&second, &modal).await;
        assert!(text(&told).contains("by change 1.") && button(&told, "Confirm").is_none(), "{told}");
        let again = Modal::read(&desk.press(&second, &told, "Edit again").await);
        assert!(again.get("statement").contains("€2.1 billion"), "{again:?}");
        let preview = desk.shown(&again.sent_by(&second, Some(&told))).await;
        assert!(text(&desk.press(&second, &preview, "Confirm").await).contains("Done."), "{preview}");
        let held = desk.text();
        assert!(held.contains("€2.1 billion") && held.contains("from the lowlands"), "{is_gone}: {held}");
        desk.close().await;
    }
}

#[tokio::test]
async fn a_day_that_lies_ahead_is_a_finding() {
    let desk = Desk::open().await;
    let ahead = desk.text().replacen("as_of = 2024-03-01", "as_of = 2099-03-01", 1);
    assert_ne!(ahead, desk.text());
    fs::write(desk.path("facts.toml"), ahead).expect("written");
    let told = text(&desk.shown(&Member::manager("601").facts("check", &[])).await);
    assert!(told.contains("lies ahead"), "{told}");
    desk.close().await;
}

#[tokio::test]
async fn damaged_counts_are_told() {
    let desk = Desk::open().await;
    fs::write(desk.path("gaps.json"), "{\"how many tanks\": {\"cou").expect("written");
    let told = text(&desk.shown(&Member::manager("601").facts("gaps", &[])).await);
    assert!(told.contains("damaged"), "{told}");
    desk.close().await;
}

#[tokio::test]
async fn an_import_shows_its_lines_always_and_one_with_a_byte_order_mark_is_undone() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let original = desk.text();
    let commented = format!("\u{feff}{original}\n# only a comment\n");
    let preview = import(&desk, &member, &commented).await;
    assert!(text(&preview).contains("+# only a comment"), "{preview}");
    assert!(text(&desk.press(&member, &preview, "Confirm").await).contains("Done."));
    let undo = desk.shown(&member.facts("undo", &[option("change", 1)])).await;
    assert!(text(&undo).contains("-# only a comment"), "{undo}");
    assert!(text(&desk.press(&member, &undo, "Confirm").await).contains("Done."));
    assert_eq!(desk.text(), original);
    desk.close().await;
}

#[tokio::test]
async fn an_undone_removal_stands_where_it_stood_with_its_comments() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let header = "[[fact]]\nid = \"netherlands-aid-2024\"";
    let original = desk.text().replace(header, &format!("# said in the text\n{header}"));
    assert!(original.contains("# said in the text"), "the fact has its header before its id");
    fs::write(desk.path("facts.toml"), &original).expect("written");
    let options = [option("fact", FACT), option("reason", "a test")];
    let removal = desk.shown(&member.facts("remove", &options)).await;
    assert!(text(&removal).contains("-# said in the text"), "{removal}");
    assert!(text(&desk.press(&member, &removal, "Confirm").await).contains("Done."));
    assert!(!desk.text().contains("# said in the text"));
    let undo = desk.shown(&member.facts("undo", &[option("change", 1)])).await;
    assert!(text(&desk.press(&member, &undo, "Confirm").await).contains("Done."));
    assert_eq!(desk.text(), original);
    desk.close().await;
}

#[tokio::test]
async fn a_reason_of_blanks_is_none() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let options = [option("fact", FACT), option("reason", " \u{200b}\u{3164} ")];
    let told = desk.shown(&member.facts("remove", &options)).await;
    assert!(text(&told).contains("reason is empty") && button(&told, "Confirm").is_none(), "{told}");
    let mut modal = desk.form(&member, FACT).await;
    modal.change("statement", FIGURE, "€2.1 billion");
    modal.set("why", "\u{200b}");
    let told = desk.submit(&member, &modal).await;
    assert!(text(&told).contains("reason is empty"), "{told}");
    desk.close().await;
}

#[tokio::test]
async fn a_preview_shows_all_that_is_stored_and_warns() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let mut modal = desk.form(&member, FACT).await;
    // The value stays at two thousand million, and the day lies ahead.
    modal.change("statement", FIGURE, "€3 billion");
    modal.change("details", "2024-03-01", "2099-03-01");
    modal.set("why", "seen in the paper");
    let preview = text(&desk.submit(&member, &modal).await);
    for part in ["seen in the paper", "asks", "topic", "the statement does not say that", "lies ahead"] {
        assert!(preview.contains(part), "{part}: {preview}");
    }
    desk.close().await;
}

#[tokio::test]
async fn findings_tell_file_and_line_and_blame_nobody_for_another_file() {
    let desk = Desk::open_with(&[("other.toml", "# all right\n")]).await;
    let member = Member::manager("601");
    let mut modal = desk.form(&member, FACT).await;
    modal.change("statement", FIGURE, "€2.1 billion");
    modal.set("why", "a test");
    let mut wrong = modal.clone();
    wrong.change("details", "military-aid", "no-such-topic");
    let told = text(&desk.submit(&member, &wrong).await);
    let place = told.split("facts.toml:").nth(1).and_then(|rest| rest.split(':').next());
    assert!(place.is_some_and(|line| line.parse::<u32>().is_ok()), "{told}");
    let folder = desk.path("").to_string_lossy().into_owned();
    assert!(!told.contains(&folder), "a path of the server: {told}");
    fs::write(desk.path("other.toml"), "broken = \n").expect("written");
    let told = text(&desk.submit(&member, &modal).await);
    assert!(told.contains("Nothing is wrong with this change") && told.contains("other.toml:1"), "{told}");
    assert!(!told.contains(&folder), "{told}");
    desk.close().await;
}

#[tokio::test]
async fn all_that_is_wrong_with_a_form_is_told_in_one_round() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let mut modal = desk.form(&member, FACT).await;
    modal.change("statement", FIGURE, "€2.1 billion");
    modal.change("details", "military-aid", "no-such-topic\nnonsense\ncolour = blue");
    modal.set("sources", "https://example.org/new");
    modal.set("why", "a test");
    let told = text(&desk.submit(&member, &modal).await);
    for part in ["nonsense", "`colour`", "Sources:", "no-such-topic", "facts.toml:"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("there is no source"), "said twice: {told}");
    desk.close().await;
}

#[tokio::test]
async fn a_page_past_the_end_is_the_last_page() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    desk.edit(&member, FACT, FIGURE, "€2.1 billion").await;
    let shown = desk.shown(&member.facts("history", &[option("fact", FACT)])).await;
    assert!(text(&shown).contains(FACT), "{shown}");
    let old = desk.ask(&member.press(&shown, &format!("M1h7:{FACT}:"))).await;
    assert!(text(&old).contains("page 1") && text(&old).contains("a test"), "{old}");
    desk.close().await;
}
