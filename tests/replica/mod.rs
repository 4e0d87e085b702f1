//! Bots that serve one fact file in a database, each posted to as a proxy would post.

use std::process::Command;
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use serde_json::{Value, json};

use crate::postgres::{PASSWORD, Server};
use crate::stand_in::StandIn;
use crate::stand_in::bot::{Bot, LISTENING, repository};
use crate::stand_in::desk::{AUDIT, Modal};
use crate::stand_in::fixtures::{Asker, option};
use crate::stand_in::messages::{GUILD, answered};
use crate::stand_in::moderators::{MODERATOR_ROLE, Member};
use crate::stand_in::reading::{button, text};

/// A bot that serves, and where.
pub struct Replica<'a> {
    stand_in: &'a StandIn,
    /// Its process.
    pub bot: Bot,
    /// Where it listens.
    pub address: String,
}

impl<'a> Replica<'a> {
    /// Starts one on the server's database.
    pub async fn start(stand_in: &'a StandIn, server: &Server) -> Self {
        let url = server.url();
        let environment = [
            ("STORE", url.as_str()),
            ("KNOWLEDGE_PATH", "/nowhere"),
            ("MODERATION_GUILD_IDS", GUILD),
            ("MODERATOR_ROLE_IDS", MODERATOR_ROLE),
            ("AUDIT_CHANNEL_ID", AUDIT),
            ("GAPS", "on"),
            ("LOG_LEVEL", "debug"),
        ];
        let bot = Bot::start(stand_in, &environment);
        bot.says(LISTENING).await;
        let address = bot.address();
        Self { stand_in, bot, address }
    }

    /// Sends an interaction, and gives the answer.
    pub async fn ask(&self, interaction: &Value) -> Value {
        self.stand_in.ask_at(&self.address, interaction).await
    }

    /// What is answered with a message.
    pub async fn shown(&self, interaction: &Value) -> Value {
        let response = self.ask(interaction).await;
        assert!(matches!(response["type"].as_u64(), Some(4 | 7)), "no message: {response}");
        answered(interaction, &response)
    }

    /// Opens the form of a fact.
    pub async fn form(&self, member: &Member, fact: &str) -> Modal {
        Modal::read(&self.ask(&member.facts("edit", &[option("fact", fact)])).await)
    }

    /// A preview of an edit of a fact's statement.
    pub async fn preview(&self, member: &Member, fact: &str, from: &str, to: &str) -> Value {
        let mut modal = self.form(member, fact).await;
        modal.change("statement", from, to);
        modal.set("why", "a test");
        self.shown(&modal.sent_by(member, None)).await
    }

    /// Confirms it, and gives what is told then.
    pub async fn confirm(&self, member: &Member, preview: &Value) -> String {
        text(&self.ask(&press(member, preview)).await)
    }

    /// What anyone is answered about Dutch aid.
    pub async fn aid(&self) -> String {
        let no_picture = json!({ "name": "picture", "type": 5, "value": false });
        let asked = [option("party", "netherlands"), option("period", "2024"), no_picture];
        text(&self.ask(&Asker::in_server("999").command("aid", &asked)).await)
    }

    /// Waits until it says this, and gives how long that took.
    pub async fn aid_says(&self, figure: &str, within: Duration) -> Duration {
        let began = Instant::now();
        loop {
            let told = self.aid().await;
            let took = began.elapsed();
            if told.contains(figure) {
                return took;
            }
            assert!(took < within, "no {figure} after {took:?}: {told}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Stops it; nothing it has said holds a secret.
    pub async fn stop(mut self) {
        self.bot.stop(Signal::SIGTERM).await;
        let said = self.bot.output();
        assert!(!said.contains(PASSWORD) && !said.contains("postgres://"), "{said}");
    }
}

/// The press of Confirm.
pub fn press(member: &Member, preview: &Value) -> Value {
    let id = button(preview, "Confirm").unwrap_or_else(|| panic!("no Confirm: {preview}"));
    member.press(preview, &id)
}

/// A server with the tests' facts in it.
pub fn with_facts() -> Option<Server> {
    let server = Server::start()?;
    let pushed = Command::new(env!("CARGO_BIN_EXE_accord"))
        .args(["store", "push"])
        .arg(repository("tests/facts"))
        .env_clear()
        .env("STORE", server.url())
        .current_dir(std::env::temp_dir())
        .output()
        .expect("the built binary starts");
    assert!(pushed.status.success(), "{pushed:?}");
    Some(server)
}
