//! The bot is killed while edits are being confirmed: whatever the instant, no confirmed edit is lost and none is half.

#![cfg(unix)]

mod stand_in;

use std::time::{Duration, Instant, SystemTime};

use nix::sys::signal::Signal;
use stand_in::desk::Desk;
use stand_in::moderators::Member;
use stand_in::reading::{button, text};
use stand_in::transcript::{Event, PATIENCE};

/// Bots that are killed side by side, and how often each.
const BOTS: u64 = 3;
const KILLS: u64 = 70;
/// Another number of kills a bot: `ACCORD_KILLS=200 cargo test --test kill -- --nocapture` for 600.
const KILLS_VARIABLE: &str = "ACCORD_KILLS";
/// Microseconds at most from the press to the kill.
const FROM_PRESS: u64 = 30_000;
/// From the moment at which the new text stands beside the file, which is a few milliseconds before it replaces it.
const FROM_WRITING: u64 = 4_000;
/// From the record in the history: the answer follows, later in a debug build than in a release.
const FROM_RECORD: u64 = 150_000;
const BRIDGE: &str = "bridge-length";
/// A few countries and words of its own spare each start of a debug build the reading of the built-in ones.
const SMALL: [(&str, &str); 2] = [
    (
        "countries.toml",
        "[[country]]\ncode = \"NL\"\nname = \"Netherlands\"\n\n[[country]]\ncode = \"IE\"\nname = \"Ireland\"\n\n\
         [[country]]\ncode = \"IS\"\nname = \"Iceland\"\n\n[[country]]\ncode = \"UA\"\nname = \"Ukraine\"\n\n\
         [[country]]\ncode = \"RU\"\nname = \"Russia\"\n",
    ),
    ("english.toml", "[words]\nenglish = \"\"\"\nhow long\n\"\"\"\n"),
];

/// What the kills met.
#[derive(Debug, Default)]
struct Met {
    kills: usize,
    confirmed: usize,
    recorded: usize,
    completed: usize,
    untouched: usize,
}

/// Numbers that look random enough to choose an instant; the first one is printed, to be tried again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        // Marsaglia's xorshift.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_confirmed_edit_is_lost_and_none_is_half_made() {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("it is after 1970").as_nanos();
    let seed = u64::try_from(now % 1_000_000_007).expect("it is small") + 1;
    println!("seed {seed}");
    let bots: Vec<_> = (0..BOTS).map(|bot| tokio::spawn(killed_again_and_again(seed + bot))).collect();
    let mut all = Met::default();
    for bot in bots {
        let met = bot.await.expect("no kill did harm");
        all.kills += met.kills;
        all.confirmed += met.confirmed;
        all.recorded += met.recorded;
        all.completed += met.completed;
        all.untouched += met.untouched;
    }
    println!("{all:?}");
    assert!(all.kills >= 200, "{all:?}");
    assert!(all.confirmed > 0 && all.untouched > 0, "the instants are spread on both sides: {all:?}");
}

async fn killed_again_and_again(seed: u64) -> Met {
    let mut dice = Dice(seed);
    let mut desk = Desk::open_with(&SMALL).await;
    let member = Member::manager("601");
    let original = desk.text();
    let (mut met, mut figure) = (Met::default(), 120);
    let kills = std::env::var(KILLS_VARIABLE).ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    for attempt in 0..kills {
        let (from, to) = (format!("{figure} metres"), format!("{} metres", 1_000 + attempt));
        let preview = desk.preview(&member, BRIDGE, &from, &to).await;
        let records = desk.history().len();
        let mark = desk.stand_in.transcript().mark();
        let press = member.press(&preview, &button(&preview, "Confirm").expect("a preview is confirmed"));
        desk.stand_in.send(&press);
        instant(&desk, attempt, records, &mut dice).await;
        desk.bot.signal(Signal::SIGKILL);
        desk.bot.ended(PATIENCE).await;
        let died_with = desk.text();
        desk.stand_in.forgive();
        desk.start_again().await;
        // An answer that was on its way when the bot died has arrived by now.
        // The press is acknowledged before anything is done; the edit of that is the confirmation.
        let path = format!("/{}/messages/@original", press["token"].as_str().unwrap_or_default());
        let entries = desk.stand_in.transcript().since(mark);
        let answer = entries.iter().find_map(|entry| match &entry.event {
            Event::Called(_) => entry.event.call("PATCH", &path).map(|call| text(&call.body)),
            _ => None,
        });
        let context = format!("kill {attempt}, seed {seed}: {from} to {to}");
        assert!(answer.as_ref().is_none_or(|answer| answer.contains("Done.")), "{context}: {answer:?}");
        let is_made = desk.text().contains(&to);
        let is_recorded = desk.history().len() > records;
        assert_eq!(is_made, is_recorded, "{context}: file and history disagree");
        assert!(answer.is_none() || is_made, "{context}: it was confirmed and is lost");
        // Nothing else in the file has changed, not even where the edit was made.
        let wanted = if is_made { 1_000 + attempt } else { figure };
        let whole = original.replace("is 120 metres", &format!("is {wanted} metres"));
        assert_eq!(desk.text(), whole, "{context}: half an edit");
        agree(&desk, &context);
        assert_eq!(desk.findings(), None, "{context}");
        met.kills += 1;
        met.confirmed += usize::from(answer.is_some());
        met.recorded += usize::from(is_recorded);
        met.completed += usize::from(is_made && !died_with.contains(&to));
        met.untouched += usize::from(!is_recorded);
        figure = wanted;
    }
    assert_eq!(desk.findings(), None);
    desk.close().await;
    met
}

/// Waits until the bot is to be killed. Each third kill comes soon after the press, soon after the writing has begun, and
/// around the answer.
async fn instant(desk: &Desk, attempt: u64, records: usize, dice: &mut Dice) {
    let writing = desk.path(&format!(".accord-{}.tmp", records + 1));
    let recorded = desk.history_length();
    let has_come = || match attempt % 3 {
        0 => true,
        1 => writing.exists() || desk.history_length() > recorded,
        _ => desk.history_length() > recorded,
    };
    let began = Instant::now();
    while !has_come() {
        assert!(began.elapsed() < PATIENCE, "nothing was written");
        tokio::time::sleep(Duration::from_micros(100)).await;
    }
    let longest = [FROM_PRESS, FROM_WRITING, FROM_RECORD][usize::try_from(attempt % 3).unwrap_or(0)];
    let until = Instant::now() + Duration::from_micros(dice.below(longest));
    // The runtime's timer counts in milliseconds.
    while Instant::now() < until {
        if until - Instant::now() > Duration::from_millis(3) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        } else {
            tokio::task::yield_now().await;
        }
    }
}

/// The last record's fact is the one in the file, the numbers of the records run from 1.
fn agree(desk: &Desk, context: &str) {
    let records = desk.history();
    for (at, record) in records.iter().enumerate() {
        assert_eq!(record["change"].as_u64(), u64::try_from(at + 1).ok(), "{context}");
    }
    let Some(last) = records.last() else { return };
    let after = last["parts"][0]["after"].as_str().expect("an edit leaves a fact");
    let after: toml::Table = after.parse().expect("a record holds TOML");
    let file: toml::Table = desk.text().parse().expect("the file is TOML");
    let facts = file["fact"].as_array().expect("there are facts");
    let own = facts.iter().find(|fact| fact["id"].as_str() == Some(BRIDGE)).expect("the fact is there");
    assert_eq!(own.as_table(), Some(&after), "{context}: the last record is not what the file says");
    let left: Vec<String> = std::fs::read_dir(desk.path("."))
        .expect("the folder can be read")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with(".accord-"))
        .collect();
    assert!(left.len() <= 1, "{context}: left behind: {left:?}");
}
