//! Changing the fact file: what is changed, what stays, and what a crash leaves behind.

mod common;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use accord::knowledge::editor::{Change, EditError, Editor};
use accord::knowledge::entry::EntryTable;
use accord::knowledge::folder::Folder;
use accord::knowledge::history::{Author, Part, Wanted, What};
use accord::knowledge::load;
use jiff::Timestamp;

const FACT: &str = "netherlands-aid-2024";

struct Desk {
    _folder: tempfile::TempDir,
    path: PathBuf,
    editor: Editor,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_owned();
    fs::copy(common::path("facts/facts.toml"), path.join("facts.toml")).expect("copied");
    let editor = Editor::new(Arc::new(Folder::new(&path)));
    Desk { _folder: folder, path, editor }
}

impl Desk {
    fn text(&self) -> String {
        fs::read_to_string(self.path.join("facts.toml")).expect("there")
    }

    fn fields(&self) -> String {
        self.editor.find(EntryTable::Fact, FACT).expect("readable").expect("there").1
    }

    /// An edit of the one fact, as someone who saw its fields as they are now would confirm it.
    fn edit(&self, from: &str, to: &str) -> Change {
        let before = self.fields();
        let after = before.replace(from, to);
        assert_ne!(before, after, "{from} stands in it");
        change(What::Edit, Some(before), Some(after))
    }

    fn make(&self, change: &Change) -> Result<u64, EditError> {
        self.editor.make(change, Timestamp::UNIX_EPOCH, None).map(|made| made.record.change)
    }
}

fn change(what: What, before: Option<String>, after: Option<String>) -> Change {
    Change {
        what,
        file: "facts.toml".to_owned(),
        parts: vec![Part {
            table: Some(EntryTable::Fact),
            id: FACT.to_owned(),
            before,
            after,
            removed: None,
        }],
        undoes: None,
        seen: 0,
        by: author(),
        why: "a test".to_owned(),
    }
}

fn author() -> Author {
    Author { id: "7".to_owned(), name: "Ada".to_owned() }
}

#[test]
fn an_edit_changes_the_lines_of_its_fact_alone_and_is_recorded() {
    let desk = desk();
    let before = desk.text();
    assert_eq!(desk.make(&desk.edit("€2 billion", "€2.1 billion")).expect("made"), 1);
    let after = desk.text();
    let changed: Vec<(&str, &str)> =
        before.lines().zip(after.lines()).filter(|(old, new)| old != new).collect();
    assert_eq!(before.lines().count(), after.lines().count());
    assert!(changed.len() == 1 && changed[0].1.contains("€2.1 billion"), "{changed:?}");
    let history = desk.editor.history().expect("readable");
    assert_eq!(history.len(), 1);
    assert_eq!((history[0].fact(), history[0].by.name.as_str()), (Some(FACT), "Ada"));
    assert!(load(&desk.path).is_ok());
}

#[test]
fn undoing_brings_back_every_byte_and_is_a_change_of_its_own() {
    let desk = desk();
    let before = desk.text();
    desk.make(&desk.edit("€2 billion", "€2.1 billion")).expect("made");
    let undo = desk.editor.reverse(1, author(), "wrong".to_owned()).expect("there");
    assert_eq!(desk.make(&undo).expect("made"), 2);
    assert_eq!(desk.text(), before);
    assert!(matches!(desk.editor.reverse(9, author(), String::new()), Err(EditError::NoChange(9))));
}

#[test]
fn an_undo_says_which_later_change_stands_in_its_way() {
    let desk = desk();
    desk.make(&desk.edit("€2 billion", "€2.1 billion")).expect("made");
    desk.make(&desk.edit("€2.1 billion", "€2.2 billion")).expect("made");
    let undo = desk.editor.reverse(1, author(), "wrong".to_owned()).expect("there");
    match desk.make(&undo) {
        Err(EditError::Conflict { id, now, since, outside }) => {
            assert_eq!((id.as_str(), since.as_slice(), outside), (FACT, &[2][..], false));
            assert!(now.is_some_and(|now| now.contains("€2.2 billion")));
        }
        other => panic!("{other:?}"),
    }
    assert!(desk.text().contains("€2.2 billion"));
}

#[test]
fn the_second_of_two_is_told_and_what_else_changed_on_disk_stays() {
    let desk = desk();
    let second = desk.edit("€2 billion", "€3 billion");
    let elsewhere = desk.text() + "\n# added by hand\n";
    fs::write(desk.path.join("facts.toml"), &elsewhere).expect("written");
    desk.make(&desk.edit("€2 billion", "€2.5 billion")).expect("made");
    assert!(matches!(desk.make(&second), Err(EditError::Conflict { .. })));
    let text = desk.text();
    assert!(text.contains("€2.5 billion") && text.contains("# added by hand"), "{text}");
}

#[test]
fn what_would_not_be_valid_changes_nothing() {
    let desk = desk();
    let before = desk.text();
    for (from, to) in [
        ("as_of = ", "as_if = "),
        ("military-aid", "no-such-topic"),
        ("currency = \"EUR\"", "currency = \"EEE\""),
    ] {
        let outcome = desk.make(&desk.edit(from, to));
        assert!(
            matches!(&outcome, Err(EditError::Invalid { findings, .. }) if !findings.is_empty()),
            "{outcome:?}"
        );
    }
    let broken = change(What::Edit, Some(desk.fields()), Some("id = ".to_owned()));
    assert!(matches!(desk.make(&broken), Err(EditError::Entry(_))));
    assert_eq!(desk.text(), before);
    assert!(desk.editor.history().expect("readable").is_empty());
}

#[test]
fn a_withdrawn_fact_can_be_brought_back() {
    let desk = desk();
    let removal = change(What::Remove, Some(desk.fields()), None);
    desk.make(&removal).expect("made");
    assert_eq!(desk.editor.find(EntryTable::Fact, FACT).expect("readable"), None);
    desk.make(&desk.editor.reverse(1, author(), "it was right".to_owned()).expect("there")).expect("made");
    assert!(desk.fields().contains("€2 billion"));
}

#[test]
fn a_crash_between_record_and_file_is_made_up_for() {
    let desk = desk();
    let before = desk.text();
    desk.make(&desk.edit("€2 billion", "€2.1 billion")).expect("made");
    let after = desk.text();
    // As the disk is when the process dies after the record and before the renaming.
    fs::write(desk.path.join(".accord-1.tmp"), &after).expect("written");
    fs::write(desk.path.join("facts.toml"), format!("{before}\n# by hand\n")).expect("written");
    assert_eq!(desk.editor.recover().expect("recovered"), Some(1));
    assert_eq!(desk.text(), format!("{after}\n# by hand\n"));
    assert_eq!(desk.editor.recover().expect("nothing left"), None);
}

#[test]
fn what_was_reverted_by_hand_stays_reverted() {
    let desk = desk();
    let before = desk.text();
    desk.make(&desk.edit("€2 billion", "€2.1 billion")).expect("made");
    fs::write(desk.path.join("facts.toml"), &before).expect("written");
    assert_eq!(desk.editor.recover().expect("recovered"), None);
    assert_eq!(desk.text(), before);
}

#[cfg(unix)]
#[test]
fn mode_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = desk();
    let real = desk.path.join("real");
    fs::create_dir(&real).expect("made");
    fs::rename(desk.path.join("facts.toml"), real.join("facts.txt")).expect("moved");
    fs::set_permissions(real.join("facts.txt"), fs::Permissions::from_mode(0o640)).expect("set");
    symlink("real/facts.txt", desk.path.join("facts.toml")).expect("linked");
    desk.make(&desk.edit("€2 billion", "€2.1 billion")).expect("made");
    assert!(desk.path.join("facts.toml").is_symlink());
    let mode = fs::metadata(real.join("facts.txt")).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn writers_take_turns_across_processes() {
    let desk = desk();
    let lock =
        fs::File::options().create(true).append(true).open(desk.path.join(".accord.lock")).expect("opened");
    lock.lock().expect("locked");
    assert!(matches!(desk.make(&desk.edit("€2 billion", "€2.1 billion")), Err(EditError::Busy)));
    drop(lock);
    assert!(desk.make(&desk.edit("€2 billion", "€2.1 billion")).is_ok());
}

/// Reading 200,000 records takes longer than that, in any build.
const SOON: std::time::Duration = std::time::Duration::from_millis(300);

#[test]
fn a_long_history_costs_a_change_nothing() {
    let desk = desk();
    desk.make(&desk.edit("€2 billion", "€2.1 billion")).expect("made");
    let path = desk.path.join("history.jsonl");
    let line = fs::read_to_string(&path).expect("there");
    // As after years: 200,000 records of other facts before the last one.
    let old = line.replace(FACT, "another-fact");
    let mut text: String =
        (1..200_000).map(|at| old.replacen("\"change\":1,", &format!("\"change\":{at},"), 1)).collect();
    text += &line.replacen("\"change\":1,", "\"change\":200000,", 1);
    fs::write(&path, text).expect("written");
    let length = fs::metadata(&path).expect("there").len();
    let began = std::time::Instant::now();
    assert_eq!(desk.make(&desk.edit("€2.1 billion", "€2.2 billion")).expect("made"), 200_001);
    let took = began.elapsed();
    println!("a change after {length} bytes of history: {took:?}");
    assert!(took < SOON, "{took:?}");
    let undo = desk.editor.reverse(200_001, author(), "wrong".to_owned()).expect("there");
    assert_eq!(desk.make(&undo).expect("made"), 200_002);
    let wanted = Wanted { entry: Some(FACT), by: None };
    assert_eq!(desk.editor.changes(wanted, 0, 2).expect("readable").0.len(), 2);
    // What is once known is not read again.
    let began = std::time::Instant::now();
    let (records, count) = desk.editor.changes(Wanted::default(), 150_000, 8).expect("readable");
    assert_eq!((records[0].change, count), (50_002, 200_002));
    let undo = desk.editor.reverse(7, author(), "wrong".to_owned()).expect("there");
    assert_eq!(undo.undoes, Some(7));
    let took = began.elapsed();
    println!("a page and a change from long ago: {took:?}");
    assert!(took < SOON, "{took:?}");
    // A conflict looks for the changes of its own entry alone.
    let began = std::time::Instant::now();
    let stale =
        Change { seen: 7, ..change(What::Edit, Some("id = \"of-old\"".to_owned()), Some(desk.fields())) };
    let outcome = desk.make(&stale);
    assert!(
        matches!(&outcome, Err(EditError::Conflict { since, .. }) if *since == [200_002, 200_001, 200_000]),
        "{outcome:?}"
    );
    let taken = Change { seen: 200_002, ..change(What::Add, None, Some(desk.fields())) };
    let outcome = desk.make(&taken);
    assert!(
        matches!(&outcome, Err(EditError::Conflict { since, outside: false, .. }) if since.is_empty()),
        "a taken id was not changed in between: {outcome:?}"
    );
    let took = began.elapsed();
    println!("two conflicts: {took:?}");
    assert!(took < SOON, "{took:?}");
}
