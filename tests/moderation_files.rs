//! The fact file under several hands: two moderators, an editor on disk, a file sent in, through the built binary.

#![cfg(unix)]

mod stand_in;

use std::fs;
use std::time::{Duration, Instant, SystemTime};

use stand_in::desk::{Desk, FACT, FIGURE, Modal};
use stand_in::faults::Fault;
use stand_in::fixtures::option;
use stand_in::moderators::Member;
use stand_in::reading::{button, text};
use stand_in::transcript::Event;

/// In which time a change on disk has to be in effect, and what the tests' machine may take on top.
const TWO_SECONDS: Duration = Duration::from_secs(2);
const SLACK: Duration = Duration::from_secs(3);

/// A way to save a text.
type Save<'a> = &'a dyn Fn(&str);

#[tokio::test]
async fn the_second_of_two_is_told_shown_both_and_can_go_on() {
    let desk = Desk::open().await;
    let (first, second) = (Member::manager("601"), Member::with_role("602"));
    let theirs = desk.preview(&second, FACT, FIGURE, "€2.2 billion").await;
    let ours = desk.preview(&first, FACT, FIGURE, "€2.1 billion").await;
    assert!(text(&desk.press(&first, &ours, "Confirm").await).contains("Done."));
    let after = desk.text();
    let confirm = button(&theirs, "Confirm").expect("a button");
    let told = desk.shown(&second.press(&theirs, &confirm)).await;
    for part in ["changed in between", "change 1", "€2.1 billion", "€2.2 billion"] {
        assert!(text(&told).contains(part), "{part}: {told}");
    }
    assert!(button(&told, "Confirm").is_none(), "{told}");
    assert_eq!((desk.text(), desk.history().len()), (after, 1));
    // What was typed is in the form again, and now goes on top of what was shown.
    let modal = Modal::read(&desk.press(&second, &told, "Edit again").await);
    assert!(modal.get("statement").contains("€2.2 billion"), "{modal:?}");
    let preview = desk.shown(&modal.sent_by(&second, Some(&told))).await;
    assert!(text(&preview).contains("€2.1 billion") && text(&preview).contains("€2.2 billion"), "{preview}");
    assert!(text(&desk.press(&second, &preview, "Confirm").await).contains("Done."));
    assert!(desk.text().contains("€2.2 billion"));
    assert_eq!(desk.findings(), None);
    desk.close().await;
}

#[tokio::test]
async fn two_confirmations_at_the_same_instant_make_one_change() {
    let desk = Desk::open().await;
    let (first, second) = (Member::manager("601"), Member::manager("602"));
    let ours = desk.preview(&first, FACT, FIGURE, "€2.1 billion").await;
    let theirs = desk.preview(&second, FACT, FIGURE, "€2.2 billion").await;
    let presses = [(&first, &ours), (&second, &theirs)]
        .map(|(member, preview)| member.press(preview, &button(preview, "Confirm").expect("a button")));
    presses.iter().for_each(|press| desk.stand_in.send(press));
    let mut done = 0;
    for press in &presses {
        done += usize::from(text(&desk.stand_in.answer(press).await).contains("Done."));
    }
    assert_eq!((done, desk.history().len()), (1, 1));
    assert_eq!(desk.findings(), None);
    desk.close().await;
}

#[tokio::test]
async fn an_edit_on_disk_between_preview_and_confirm_stays() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let preview = desk.preview(&member, FACT, FIGURE, "€2.1 billion").await;
    let by_hand = desk.text().replace("€128 million", "€129 million") + "\n# by hand\n";
    fs::write(desk.path("facts.toml"), by_hand).expect("written");
    assert!(text(&desk.press(&member, &preview, "Confirm").await).contains("Done."));
    let after = desk.text();
    for part in ["€2.1 billion", "€129 million", "# by hand"] {
        assert!(after.contains(part), "{part}: {after}");
    }
    assert!(desk.aid("ireland").await.contains("€129 million"));
    // The same fact by hand is a conflict.
    let preview = desk.preview(&member, FACT, "€2.1 billion", "€2.2 billion").await;
    let by_hand = desk.text().replace("€2.1 billion", "€2.3 billion");
    fs::write(desk.path("facts.toml"), &by_hand).expect("written");
    let told = desk.press(&member, &preview, "Confirm").await;
    assert!(
        text(&told).contains("€2.3 billion") && text(&told).contains("Nothing was overwritten"),
        "{told}"
    );
    assert_eq!(desk.text(), by_hand);
    desk.close().await;
}

#[tokio::test]
async fn facts_are_downloaded_whole_and_of_one_party() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    for options in [vec![], vec![option("party", "the dutch")]] {
        let answer = desk.ask(&member.facts("export", &options)).await;
        let uploaded = &answer["data"]["uploaded"].as_array().or(answer["uploaded"].as_array());
        let uploaded = uploaded.unwrap_or_else(|| panic!("no file: {answer}"));
        assert_eq!((uploaded.len(), &uploaded[0]["name"]), (1, &"facts.toml".into()));
        assert_eq!(uploaded[0]["text"].as_str().map(str::trim_end), Some(desk.text().trim_end()));
    }
    let none = text(&desk.ask(&member.facts("export", &[option("party", "Atlantis")])).await);
    assert!(none.contains("Atlantis"), "{none}");
    desk.close().await;
}

#[tokio::test]
async fn an_import_with_five_errors_tells_all_and_changes_nothing() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let before = desk.kept();
    let wrong = desk
        .text()
        .replacen("demonyms = [", "demonym = [", 1)
        .replacen("topic = \"air-defence\"", "topic = \"air-defense\"", 1)
        .replacen("currency = \"EUR\"", "currency = \"EEE\"", 1)
        .replacen("kind = \"press\"", "kind = \"pres\"", 1)
        .replacen("https://example.org/text", "example.org/text", 1);
    let url = desk.stand_in.attach("facts.toml", &wrong);
    let told = text(&desk.shown(&member.import("facts.toml", wrong.len(), &url)).await);
    for part in ["demonym", "air-defense", "EEE", "pres", "example.org/text"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("Confirm"), "{told}");
    assert_eq!(desk.kept(), before);
    desk.close().await;
}

#[tokio::test]
async fn an_import_that_is_right_shows_its_diff_and_is_in_effect_once_confirmed() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let (start, _) = desk
        .text()
        .split_once("[[fact]]\nid = \"bridge-length\"")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .expect("there");
    let right = start.replace(FIGURE, "€2.4 billion");
    let url = desk.stand_in.attach("facts.toml", &right);
    let preview = desk.shown(&member.import("facts.toml", right.len(), &url)).await;
    assert!(text(&preview).contains("~ fact netherlands-aid-2024"), "{preview}");
    assert!(text(&preview).contains("- fact bridge-length"), "{preview}");
    assert!(desk.text().contains(FIGURE), "not yet");
    assert!(text(&desk.press(&member, &preview, "Confirm").await).contains("Done."));
    assert_eq!(desk.text(), right);
    assert!(desk.aid("netherlands").await.contains("€2.4 billion"));
    assert!(desk.audited(0, "imported").await.contains("facts.toml"));
    assert_eq!((desk.history().len(), desk.findings()), (1, None));
    for (name, size, url) in [
        ("other.toml", 5, url.as_str()),
        ("facts.toml", 900_000_000, &url),
        ("facts.toml", 5, "http://127.0.0.1:9/facts.toml"),
    ] {
        let told = desk.shown(&member.import(name, size, url)).await;
        assert!(button(&told, "Confirm").is_none() && text(&told).contains(' '), "{told}");
    }
    desk.close().await;
}

#[tokio::test]
async fn a_change_on_disk_is_taken_up_whichever_way_it_is_saved() {
    let desk = Desk::open().await;
    let path = desk.path("facts.toml");
    let original = desk.text();
    let with = |figure: &str| original.replace(FIGURE, figure);
    let save_beside = |text: &str| {
        let new = desk.path("facts.toml~");
        fs::write(&new, text).expect("written");
        new
    };
    let in_place = |text: &str| fs::write(&path, text).expect("written");
    let by_renaming = |text: &str| fs::rename(save_beside(text), &path).expect("renamed");
    let truncated_first = |text: &str| {
        fs::write(&path, "").expect("written");
        std::thread::sleep(Duration::from_millis(20));
        fs::write(&path, text).expect("written");
    };
    // As a backup put back, or a checkout that keeps times.
    let older_over_it = |text: &str| {
        let new = save_beside(text);
        let file = fs::File::options().write(true).open(&new).expect("opened");
        file.set_modified(SystemTime::now() - Duration::from_hours(24)).expect("set");
        fs::rename(new, &path).expect("renamed");
    };
    // Two in one second: what the second says counts.
    let twice = |text: &str| {
        fs::write(&path, with("€7 billion")).expect("written");
        std::thread::sleep(Duration::from_millis(900));
        fs::write(&path, text).expect("written");
    };
    let ways: [(&str, &str, Save); 8] = [
        ("in place", "€2.1 billion", &in_place),
        ("renamed over", "€2.2 billion", &by_renaming),
        ("truncated and written", "€2.3 billion", &truncated_first),
        ("an older file over it", "€2.4 billion", &older_over_it),
        ("twice", "€2.5 billion", &twice),
        ("twice again", "€2.6 billion", &twice),
        ("and again", "€2.8 billion", &twice),
        ("back again", "€2 billion", &in_place),
    ];
    for (way, figure, save) in ways {
        save(&with(figure));
        let saved = Instant::now();
        desk.aid_says("netherlands", figure).await;
        let took = saved.elapsed();
        println!("{way}: in effect after {took:?}");
        assert!(took < TWO_SECONDS + SLACK, "{way}: {took:?}");
    }
    assert!(desk.audit().is_empty(), "what was valid all along is not reported: {:?}", desk.audit());
    desk.close().await;
}

#[tokio::test]
async fn a_broken_file_leaves_the_last_good_facts_and_is_reported_once() {
    let desk = Desk::open().await;
    let path = desk.path("facts.toml");
    let original = desk.text();
    let broken = original.replace(FIGURE, "€2.1 billion").replacen("kind = \"press\"", "kind = \"pres\"", 1);
    fs::write(&path, &broken).expect("written");
    let report = desk.audited(0, "pres").await;
    assert!(report.contains("facts") && report.contains(':'), "{report}");
    assert!(desk.aid("netherlands").await.contains(FIGURE));
    // Saved again as broken as before, and then right: what is waited for comes after a second report would have.
    fs::write(&path, &broken).expect("written");
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(desk.audit().len(), 1, "{:?}", desk.audit());
    fs::write(&path, original.replace(FIGURE, "€2.3 billion")).expect("written");
    desk.aid_says("netherlands", "€2.3 billion").await;
    assert_eq!(desk.audit().len(), 1, "{:?}", desk.audit());
    // Broken anew is news.
    let mark = desk.stand_in.transcript().mark();
    fs::write(&path, &broken).expect("written");
    desk.audited(mark, "pres").await;
    // Gone altogether is, too.
    let mark = desk.stand_in.transcript().mark();
    fs::remove_file(&path).expect("removed");
    let posted = |event: &Event| event.call("POST", "/channels/").map(|call| text(&call.body));
    let report = desk.stand_in.transcript().wait_for("report of the missing file", mark, posted).await;
    let folder = desk.path("").to_string_lossy().trim_end_matches('/').to_owned();
    assert!(!report.replace('\\', "").contains(&folder), "a path of the server: {report}");
    assert!(desk.aid("netherlands").await.contains("€2.3 billion"));
    desk.close().await;
}

#[tokio::test]
async fn a_disk_that_refuses_is_told_and_the_draft_is_kept() {
    let desk = Desk::open().await;
    let member = Member::manager("601");
    let preview = desk.preview(&member, FACT, FIGURE, "€2.1 billion").await;
    // A folder where the history has to be written: refused even to root, whom no mode stops.
    fs::create_dir(desk.path("history.jsonl")).expect("made");
    let before = desk.text();
    let confirm = button(&preview, "Confirm").expect("a button");
    let told = desk.shown(&member.press(&preview, &confirm)).await;
    assert!(
        text(&told).contains("The disk refuses") && text(&told).contains("Nothing was changed"),
        "{told}"
    );
    assert_eq!(desk.text(), before);
    fs::remove_dir(desk.path("history.jsonl")).expect("removed");
    assert!(text(&desk.press(&member, &told, "Confirm").await).contains("Done."));
    assert!(desk.text().contains("€2.1 billion"));
    desk.close().await;
}

#[tokio::test]
async fn a_file_is_fetched_for_who_may_import_alone_and_not_waited_for_too_long() {
    let desk = Desk::open().await;
    let url = desk.stand_in.attach("facts.toml", "x = 1");
    desk.ask(&Member::plain("601").import("facts.toml", 5, &url)).await;
    let fetched = desk.stand_in.transcript().count(|event| event.call("GET", "/attachments/").is_some());
    assert_eq!(fetched, 0);
    desk.stand_in.fail("GET", "/attachments/", Fault::Slow(Duration::from_secs(12)), 1);
    let told = text(&desk.ask(&Member::manager("601").import("facts.toml", 5, &url)).await);
    assert!(told.contains("too long"), "{told}");
    desk.close().await;
}
