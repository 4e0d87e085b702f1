//! The fact file in a database: in and out byte for byte, its tables through all versions, many writers at once.

#![cfg(unix)]

mod common;
mod postgres;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use accord::knowledge::editor::{Change, EditError, Editor};
use accord::knowledge::entry::EntryTable;
use accord::knowledge::history::{Author, Part, Record, Wanted, What};
use accord::knowledge::postgres::{Address, Postgres};
use accord::knowledge::store::Store;
use accord::knowledge::tellings::Tellings;
use jiff::Timestamp;
use postgres::{PASSWORD, Server};
use tempfile::TempDir;

/// Writers at once, and the edits of each; another number of edits: `ACCORD_EDITS=500 cargo test --test store`.
const WRITERS: usize = 2;
const EDITS: usize = 60;
const EDITS_VARIABLE: &str = "ACCORD_EDITS";
const FACT: &str = "netherlands-aid-2024";
const OTHER: &str = "bridge-length";

/// Runs the built binary with the server's database.
fn accord(server: &Server, arguments: &[&str]) -> Output {
    let output = common::accord().env("STORE", server.url()).args(arguments).output().expect("it runs");
    let said = said(&output);
    assert!(!said.contains(PASSWORD) && !said.contains("postgres://"), "{said}");
    output
}

fn said(output: &Output) -> String {
    let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{out}{error}")
}

/// A folder with all that a store keeps, with what is easily lost on the way.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let text = fs::read_to_string(common::path("facts/facts.toml")).expect("there");
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("in a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    put("facts.toml", &text);
    put("windows.toml", "\u{feff}# made on Windows\r\n\r\n");
    put("nl/Bijlage één.toml", "# no line break at its end: ‘один’ \u{1f1f3}\u{1f1f1}");
    let editor = Editor::new(Arc::new(accord::knowledge::folder::Folder::new(folder.path())));
    for to in ["€2.1 billion", "€2.2 billion"] {
        let (file, before) = editor.find(EntryTable::Fact, FACT).expect("readable").expect("there");
        editor.make(&edit(FACT, file, &before, to, 0), Timestamp::now(), None).expect("made");
    }
    put(
        "gaps.json",
        "{\n  \"how many tanks\": {\n    \"count\": 3,\n    \"first\": \"2026-11-27T09:00:00.123456789Z\",\n    \
         \"last\": \"2026-11-27T10:00:00Z\"\n  }\n}",
    );
    put("told.json", "{\n  \"netherlands-aid-2024\": 3\n}");
    put("drafts/1795000000000.json", "{\"not\": \"looked at\"}");
    folder
}

/// An edit of the figure in a fact's statement.
fn edit(id: &str, file: String, before: &str, to: &str, seen: u64) -> Change {
    let line = before.lines().find(|line| line.starts_with("statement")).expect("a statement");
    let after = before.replace(line, &format!("statement = \"It is {to} now.\""));
    assert_ne!(before, after);
    let (before, after) = (Some(before.to_owned()), Some(after));
    let part = Part { table: Some(EntryTable::Fact), id: id.to_owned(), before, after, removed: None };
    let by = Author { id: "7".to_owned(), name: "Ada".to_owned() };
    Change { what: What::Edit, file, parts: vec![part], undoes: None, seen, by, why: "a test".to_owned() }
}

/// All files of a folder and those in it, by name, but for locks.
fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with(".accord.lock") {
                let name = path.strip_prefix(folder).expect("within").to_string_lossy().into_owned();
                found.insert(name, fs::read(path).expect("readable"));
            }
        }
    }
    found
}

#[test]
fn what_is_pushed_is_pulled_byte_for_byte() {
    let Some(server) = Server::start() else { return };
    let (folder, pulled) = (folder(), tempfile::tempdir().expect("a folder"));
    let (from, to) = (folder.path().to_string_lossy(), pulled.path().join("new"));
    let output = accord(&server, &["store", "push", &from]);
    assert!(output.status.success(), "{output:?}");
    assert!(said(&output).contains("3 files, 2 changes, 1 unanswered questions, 1 drafts"), "{output:?}");
    let output = accord(&server, &["store", "pull", &to.to_string_lossy()]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(bytes(&to), bytes(folder.path()));
    // Once more onto itself, where all of it stands already.
    let output = accord(&server, &["store", "pull", &to.to_string_lossy()]);
    assert!(output.status.success() && bytes(&to) == bytes(folder.path()), "{output:?}");
}

#[test]
fn the_terminal_answers_and_checks_what_the_database_holds() {
    let Some(server) = Server::start() else { return };
    let output = accord(&server, &["ask", "/about"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(said(&output).contains("accord store push"), "{output:?}");
    accord(&server, &["store", "push", &folder().path().to_string_lossy()]);
    let output = accord(&server, &["ask", "/aid netherlands"]);
    assert!(output.status.success() && said(&output).contains("€2.2 billion"), "{output:?}");
    assert!(said(&accord(&server, &["check"])).contains("the database facts at 127.0.0.1"));
}

#[test]
fn nothing_is_lost_by_carrying_facts_to_and_fro() {
    let Some(server) = Server::start() else { return };
    let folder = folder();
    let path = folder.path().to_string_lossy().into_owned();
    fs::write(folder.path().join("wrong.toml"), "[[fact]]\n").expect("written");
    let refused = |arguments: &[&str], why: &str| {
        let output = accord(&server, arguments);
        assert!(output.status.code() == Some(1) && said(&output).contains(why), "{why}: {output:?}");
    };
    refused(&["store", "push", &path], "wrong.toml");
    assert_eq!(server.ask("select count(*) from fact_file"), "0", "what is not valid stays where it is");
    fs::remove_file(folder.path().join("wrong.toml")).expect("removed");
    assert!(accord(&server, &["store", "push", &path]).status.success());
    refused(&["store", "push", &path], "--replace");
    assert!(accord(&server, &["store", "push", "--replace", &path]).status.success());
    fs::write(folder.path().join("own.toml"), "# of this folder alone\n").expect("written");
    refused(&["store", "pull", &path], "own.toml");
    fs::remove_file(folder.path().join("own.toml")).expect("removed");
    let history = folder.path().join("history.jsonl");
    let other = fs::read_to_string(&history).expect("there").replace("Ada", "Bea");
    fs::write(&history, &other).expect("written");
    refused(&["store", "pull", &path], "a history of its own");
    assert_eq!(fs::read_to_string(&history).expect("there"), other);
    fs::write(&history, format!("{other}{other}")).expect("written");
    refused(&["store", "push", "--replace", &path], "history.jsonl:3");
    assert_eq!(server.ask("select count(*) from change"), "2");
}

#[test]
fn tables_of_the_first_version_are_brought_up_to_date_with_all_they_hold() {
    let Some(server) = Server::start() else { return };
    server.ask(include_str!("../migrations/0001_tables.sql"));
    server.ask("create table migration (number integer primary key, at timestamptz not null default now())");
    server.ask("insert into migration (number) values (1)");
    let facts = fs::read_to_string(common::path("facts/facts.toml")).expect("there");
    server.ask(&format!("insert into fact_file values ('facts.toml', $accord${facts}$accord$)"));
    // Several processes come at once, as replicas do.
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let output = accord(&server, &["ask", "/aid netherlands"]);
                assert!(output.status.success() && said(&output).contains("€2 billion"), "{output:?}");
            });
        }
    });
    assert_eq!(server.ask("select count(*) from migration"), "3");
    assert_eq!(server.ask("select body from fact_file"), facts.trim());
    let version = || server.ask("select number from fact_version").parse::<u64>().expect("a number");
    let before = version();
    server.ask("update fact_file set body = body || ' '");
    assert_eq!(version(), before + 1);
    server.ask("insert into migration (number) values (99)");
    let output = accord(&server, &["ask", "/about"]);
    assert!(output.status.code() == Some(2) && said(&output).contains("newer version"), "{output:?}");
}

#[test]
fn a_database_that_is_not_there_or_refuses_is_said_so_without_a_secret() {
    let Some(mut server) = Server::start() else { return };
    server.ask("alter user accord password 'another'");
    let output = accord(&server, &["ask", "/about"]);
    assert!(output.status.code() == Some(2) && said(&output).contains("password"), "{output:?}");
    server.stop();
    let began = Instant::now();
    let output = accord(&server, &["ask", "/about"]);
    assert!(output.status.code() == Some(2) && said(&output).contains("cannot be reached"), "{output:?}");
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn tls_is_used_and_a_certificate_that_nobody_vouches_for_refused() {
    let Some(mut server) = Server::start() else { return };
    let certificate = server.offer_tls();
    let ask = |trusted: Option<&Path>| {
        let mut command = common::accord();
        command.env("STORE", server.url_with_tls()).args(["ask", "/about"]);
        command.envs(trusted.map(|file| ("SSL_CERT_FILE", file)));
        said(&command.output().expect("it runs"))
    };
    let told = ask(Some(&certificate));
    assert!(told.contains("holds no fact file yet"), "{told}");
    let told = ask(None);
    assert!(told.contains("certificate") && !told.contains(PASSWORD), "{told}");
}

/// A store of the server's database, with connections of its own, as another replica has.
fn store(server: &Server) -> Arc<dyn Store> {
    let address = Address::read(&server.url()).expect("a URL");
    Arc::new(Postgres::open(&address).expect("the database is there"))
}

#[test]
fn replicas_add_to_each_others_counts_of_facts_told() {
    let Some(server) = Server::start() else { return };
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let told = Tellings::new(store(&server));
                for _ in 0..20 {
                    [FACT, "bridge-length", "gone"].iter().for_each(|fact| told.count(fact));
                    told.flush().expect("written");
                }
            });
        }
    });
    let most = Tellings::new(store(&server)).most(2, |fact| fact != "gone").expect("readable");
    assert_eq!(most, [("bridge-length".to_owned(), 40), (FACT.to_owned(), 40)]);
    assert_eq!(server.ask("select count(*) from telling"), "2", "what is gone is forgotten");
}

#[test]
fn writers_at_once_lose_no_edit_and_double_none() {
    let Some(server) = Server::start() else { return };
    accord(&server, &["store", "push", &common::path("facts").to_string_lossy()]);
    let edits = std::env::var(EDITS_VARIABLE).ok().and_then(|edits| edits.parse().ok()).unwrap_or(EDITS);
    let began = Instant::now();
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let editor = Editor::new(store(&server));
            // One writer on each fact, and both in the same file.
            let fact = [FACT, OTHER][writer % 2];
            scope.spawn(move || {
                for edit_number in 0..edits {
                    let (file, before) =
                        editor.find(EntryTable::Fact, fact).expect("readable").expect("there");
                    let to = format!("{writer}-{edit_number} metres");
                    editor.make(&edit(fact, file, &before, &to, 0), Timestamp::now(), None).expect("made");
                }
            });
        }
    });
    let all = WRITERS * edits;
    println!("{all} edits by {WRITERS} writers: {:?}", began.elapsed());
    let editor = Editor::new(store(&server));
    let records = editor.history().expect("readable");
    assert!(records.iter().map(|record| record.change).eq(1..=u64::try_from(all).expect("few")));
    for fact in [FACT, OTHER] {
        let own: Vec<&Record> = records.iter().filter(|record| record.fact() == Some(fact)).collect();
        assert_eq!(own.len(), edits, "{fact}");
        let meets = |two: &[&Record]| two[0].parts[0].after == two[1].parts[0].before;
        assert!(own.windows(2).all(meets), "an edit of {fact} was made on what was overwritten");
        let (_, now) = editor.find(EntryTable::Fact, fact).expect("readable").expect("there");
        assert_eq!(own.last().and_then(|last| last.parts[0].after.as_deref()), Some(now.as_str()));
    }
}

#[test]
fn the_same_fact_is_never_changed_by_two_who_saw_the_same() {
    let Some(server) = Server::start() else { return };
    accord(&server, &["store", "push", &common::path("facts").to_string_lossy()]);
    let editors: Vec<Editor> = (0..6).map(|_| Editor::new(store(&server))).collect();
    let (file, before) = editors[0].find(EntryTable::Fact, FACT).expect("readable").expect("there");
    let outcomes: Vec<_> = thread::scope(|scope| {
        let made = editors.iter().enumerate().map(|(at, editor)| {
            let change = edit(FACT, file.clone(), &before, &format!("{at} metres"), 0);
            scope.spawn(move || editor.make(&change, Timestamp::now(), None).map(|made| made.record.change))
        });
        let made: Vec<_> = made.collect();
        made.into_iter().map(|made| made.join().expect("it ends")).collect()
    });
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
    for error in outcomes.into_iter().filter_map(Result::err) {
        assert!(
            matches!(&error, EditError::Conflict { since, outside, .. } if since == &[1] && !outside),
            "{error:?}"
        );
    }
}

#[test]
fn one_press_makes_one_change_wherever_it_arrives() {
    let Some(server) = Server::start() else { return };
    accord(&server, &["store", "push", &common::path("facts").to_string_lossy()]);
    let (one, other) = (Editor::new(store(&server)), Editor::new(store(&server)));
    let (file, before) = one.find(EntryTable::Fact, FACT).expect("readable").expect("there");
    let there = edit(FACT, file.clone(), &before, "5 metres", 0);
    assert_eq!(one.make(&there, Timestamp::now(), Some(77)).expect("made").record.change, 1);
    // Undone meanwhile, so that nothing but the press itself tells.
    let back = one.reverse(1, there.by.clone(), "wrong".to_owned()).expect("there");
    one.make(&back, Timestamp::now(), Some(78)).expect("made");
    assert!(matches!(other.make(&there, Timestamp::now(), Some(77)), Err(EditError::Seen(1))));
    let (records, count) =
        other.changes(Wanted { entry: Some(FACT), by: Some("7") }, 0, 1).expect("readable");
    assert_eq!((records[0].change, count), (2, 2));
    assert_eq!(other.changes(Wanted { entry: Some(FACT), by: Some("8") }, 0, 9).expect("readable").1, 0);
    assert!(matches!(other.reverse(9, there.by, String::new()), Err(EditError::NoChange(9))));
}
