//! A bot on its own copy of the tests' facts, moderated through the stand-in.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::StandIn;
use super::bot::{Bot, repository};
use super::fixtures::{Asker, option};
use super::messages::{GUILD, answered};
use super::moderators::{MODERATOR_ROLE, Member};
use super::reading::{button, fields, text};
use super::transcript::Event;

/// The channel that changes are posted in.
pub const AUDIT: &str = "1210000000000000700";
/// A fact of the tests' fact file, and the figure in it.
pub const FACT: &str = "netherlands-aid-2024";
/// The figure as its statement says it.
pub const FIGURE: &str = "€2 billion";

/// A stand-in, a bot and the folder of its facts.
pub struct Desk {
    /// Discord.
    pub stand_in: StandIn,
    /// The bot, until it is stopped.
    pub bot: Bot,
    folder: TempDir,
}

impl Desk {
    /// Starts a bot that has connected, on a copy of the tests' facts.
    pub async fn open() -> Self {
        Self::open_with(&[]).await
    }

    /// The same, with more files in the folder.
    pub async fn open_with(files: &[(&str, &str)]) -> Self {
        let stand_in = StandIn::start();
        let folder = TempDir::new().expect("a temporary folder can be made");
        fs::copy(repository("tests/facts/facts.toml"), folder.path().join("facts.toml")).expect("copied");
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder is made");
            fs::write(path, text).expect("written");
        }
        let bot = start(&stand_in, &folder);
        stand_in.connected().await;
        Self { stand_in, bot, folder }
    }

    /// Starts the bot anew, after it has ended.
    pub async fn start_again(&mut self) {
        let mark = self.stand_in.transcript().mark();
        self.bot = start(&self.stand_in, &self.folder);
        self.stand_in.identified(mark).await;
    }

    /// Stops the bot and fails the test with everything it did wrong.
    pub async fn close(self) {
        self.stand_in.finish(self.bot).await;
    }

    /// A file in the folder of the facts.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The fact file as it is on disk.
    pub fn text(&self) -> String {
        fs::read_to_string(self.path("facts.toml")).expect("the fact file can be read")
    }

    /// The history's records.
    pub fn history(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.path("history.jsonl")).unwrap_or_default();
        text.lines().map(|line| serde_json::from_str(line).expect("a record is a line of JSON")).collect()
    }

    /// The length of the history's file, which grows with each record.
    pub fn history_length(&self) -> u64 {
        fs::metadata(self.path("history.jsonl")).map_or(0, |held| held.len())
    }

    /// Everything that is kept on disk: facts, history, counts.
    pub fn kept(&self) -> Vec<Vec<u8>> {
        let names = ["facts.toml", "history.jsonl", "gaps.json"];
        names.iter().map(|name| fs::read(self.path(name)).unwrap_or_default()).collect()
    }

    /// What `accord check` says of the folder; nothing where it is clean.
    pub fn findings(&self) -> Option<String> {
        let output = Command::new(env!("CARGO_BIN_EXE_accord"))
            .arg("check")
            .arg(self.folder.path())
            .env_clear()
            .current_dir(self.folder.path())
            .output()
            .expect("the built binary starts");
        let said = [output.stdout, output.stderr].concat();
        (output.status.code() != Some(0)).then(|| String::from_utf8_lossy(&said).into_owned())
    }

    /// What was posted in the audit channel.
    pub fn audit(&self) -> Vec<String> {
        let path = format!("/channels/{AUDIT}/messages");
        let entries = self.stand_in.transcript().since(0);
        let posted = entries.iter().filter_map(|entry| Some(text(&entry.event.call("POST", &path)?.body)));
        posted.collect()
    }

    /// Waits for the post in the audit channel, from a place in the transcript on, that says this.
    pub async fn audited(&self, mark: usize, saying: &str) -> String {
        let path = format!("/channels/{AUDIT}/messages");
        let posted = |event: &Event| {
            Some(text(&event.call("POST", &path)?.body)).filter(|posted| posted.contains(saying))
        };
        self.stand_in.transcript().wait_for(&format!("audit of {saying}"), mark, posted).await
    }

    /// Sends an interaction; gives the answer, and where it is a message that message as it then stands.
    pub async fn ask(&self, interaction: &Value) -> Value {
        self.stand_in.ask(interaction).await
    }

    /// What anyone is answered to `/aid`.
    pub async fn aid(&self, party: &str) -> String {
        let asker = Asker::in_server("999");
        text(&self.ask(&asker.command("aid", &[option("party", party), option("period", "2024")])).await)
    }

    /// Waits until what anyone is answered to `/aid` says this.
    pub async fn aid_says(&self, party: &str, figure: &str) {
        let began = std::time::Instant::now();
        loop {
            let told = self.aid(party).await;
            if told.contains(figure) {
                return;
            }
            let took = began.elapsed();
            assert!(took < super::transcript::PATIENCE, "no {figure} after {took:?}: {told}");
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }

    /// Opens the form of a fact.
    pub async fn form(&self, member: &Member, fact: &str) -> Modal {
        let modal = self.ask(&member.facts("edit", &[option("fact", fact)])).await;
        Modal::read(&modal)
    }

    /// Sends a form off; gives the message that answers it.
    pub async fn submit(&self, member: &Member, modal: &Modal) -> Value {
        self.shown(&modal.sent_by(member, None)).await
    }

    /// Sends an interaction that is answered with a message, and gives the message.
    pub async fn shown(&self, interaction: &Value) -> Value {
        let response = self.ask(interaction).await;
        assert!(matches!(response["type"].as_u64(), Some(4 | 7)), "no message: {response}");
        answered(interaction, &response)
    }

    /// A preview of an edit of a fact's statement.
    pub async fn preview(&self, member: &Member, fact: &str, from: &str, to: &str) -> Value {
        let mut modal = self.form(member, fact).await;
        modal.change("statement", from, to);
        modal.set("why", "a test");
        let preview = self.submit(member, &modal).await;
        assert!(button(&preview, "Confirm").is_some(), "{preview}");
        preview
    }

    /// Presses the button with this label.
    pub async fn press(&self, member: &Member, message: &Value, label: &str) -> Value {
        let id = button(message, label).unwrap_or_else(|| panic!("no button {label}: {message}"));
        self.ask(&member.press(message, &id)).await
    }

    /// Edits a fact's statement and confirms it.
    pub async fn edit(&self, member: &Member, fact: &str, from: &str, to: &str) {
        let preview = self.preview(member, fact, from, to).await;
        let done = self.press(member, &preview, "Confirm").await;
        assert!(text(&done).contains("Done."), "{done}");
    }
}

fn start(stand_in: &StandIn, folder: &TempDir) -> Bot {
    let path = folder.path().to_string_lossy();
    let environment = [
        ("KNOWLEDGE_PATH", &*path),
        ("MODERATION_GUILD_IDS", GUILD),
        ("MODERATOR_ROLE_IDS", MODERATOR_ROLE),
        ("AUDIT_CHANNEL_ID", AUDIT),
        ("GAPS", "on"),
    ];
    Bot::start(stand_in, &environment)
}

/// A modal that was opened, to be filled in and sent off.
#[derive(Debug, Clone)]
pub struct Modal {
    /// Its id.
    pub id: String,
    /// Its fields, with what stands in them.
    pub fields: Vec<(String, String)>,
}

impl Modal {
    /// Reads it from the answer that opens it.
    pub fn read(response: &Value) -> Self {
        assert_eq!(response["type"], 9, "no modal: {response}");
        let id = response["data"]["custom_id"].as_str().unwrap_or_default().to_owned();
        Self { id, fields: fields(response) }
    }

    /// What stands in a field.
    pub fn get(&self, name: &str) -> &str {
        let field = self.fields.iter().find(|(own, _)| own == name);
        &field.unwrap_or_else(|| panic!("no field {name}: {self:?}")).1
    }

    /// Writes something else into a field.
    pub fn set(&mut self, name: &str, value: &str) {
        let field = self.fields.iter_mut().find(|(own, _)| own == name);
        value.clone_into(&mut field.unwrap_or_else(|| panic!("there is no field {name}")).1);
    }

    /// Replaces something that stands in a field.
    pub fn change(&mut self, name: &str, from: &str, to: &str) {
        let now = self.get(name);
        assert!(now.contains(from), "{name} does not hold {from}: {now}");
        self.set(name, &now.replace(from, to));
    }

    /// Sent off by someone.
    pub fn sent_by(&self, member: &Member, message: Option<&Value>) -> Value {
        let fields: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        member.submit(message, &self.id, &fields)
    }
}
