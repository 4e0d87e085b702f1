//! Moderating the facts from Discord: every step checks the rights anew, and nothing typed is lost.

pub mod commands;
mod confirm;
mod drafts;
mod exchange;
mod flow;
mod form;
mod from_message;
mod look;
mod plain;
mod preview;
mod report;
pub mod rights;
mod source;
mod translate;
mod warn;
mod words;

use std::sync::{Arc, Mutex, MutexGuard};

use jiff::Timestamp;
use serde_json::{Value, json};
use serenity::all::{
    CommandInteraction, CommandType, CreateAutocompleteResponse, CreateInteractionResponse,
    CreateInteractionResponseMessage, Interaction, ResolvedOption, ResolvedValue,
};

use drafts::Drafts;
use rights::Rights;

use super::completion::choices;
use super::interact::Reply;
use super::rest::File;
use super::words::MAKE_FACT;
use crate::dialogue::answer::Kind;
use crate::dialogue::command::Takes;
use crate::knowledge::Language;
use crate::knowledge::gaps::{Gaps, held, without_ids};
use crate::knowledge::history::Author;
use crate::knowledge::tellings::Tellings;
use crate::language::normalize::normalize;
use crate::retrieval::library::Library;
use crate::words::Words;

/// What moderation's components begin with; those of answers begin with a version's digit.
const MARK: &str = "M1";

/// A component's id: a verb and what it is about.
fn mark(verb: char, of: &str) -> String {
    format!("{MARK}{verb}{of}")
}

/// A file that came with a command.
pub struct Attached {
    /// Its name.
    pub name: String,
    /// Its text, or why there is none.
    pub text: Result<String, String>,
}

/// What is sent, and what the audit channel is told.
pub struct Done {
    /// The response.
    pub reply: Reply,
    /// A change that was made, in a line.
    pub audit: Option<String>,
    /// Files to download.
    pub files: Vec<File>,
}

impl From<CreateInteractionResponse> for Done {
    fn from(response: CreateInteractionResponse) -> Self {
        let reply = Reply::new(response, commands::FACTS.to_owned(), None);
        Self { reply, audit: None, files: Vec::new() }
    }
}

impl From<CreateInteractionResponseMessage> for Done {
    fn from(message: CreateInteractionResponseMessage) -> Self {
        CreateInteractionResponse::Message(message).into()
    }
}

/// Where the facts are moderated.
pub struct Desk {
    library: Arc<Library>,
    rights: Rights,
    drafts: Mutex<Drafts>,
    /// Held while a change is made, so that a second press sees what became of the first.
    making: Mutex<()>,
    gaps: Option<Gaps>,
    told: Option<Tellings>,
}

/// Who does something, and when.
struct Step {
    by: u64,
    author: Author,
    at: Timestamp,
    /// The interaction's id.
    interaction: u64,
}

impl Desk {
    /// A desk for a library. With `keep_gaps`, unanswered questions and facts told are counted beside the facts.
    #[must_use]
    pub fn new(library: Arc<Library>, rights: Rights, keep_gaps: bool) -> Self {
        let gaps = keep_gaps.then(|| Gaps::new(library.store().clone()));
        let told = keep_gaps.then(|| Tellings::new(library.store().clone()));
        let drafts = Mutex::new(Drafts::new(library.store().clone()));
        Self { library, rights, drafts, making: Mutex::default(), gaps, told }
    }

    /// Whether an interaction is one of moderation's.
    #[must_use]
    pub fn concerns(interaction: &Interaction) -> bool {
        match interaction {
            Interaction::Command(command) | Interaction::Autocomplete(command) => {
                [commands::FACTS, MAKE_FACT].contains(&command.data.name.as_str())
            }
            Interaction::Component(component) => component.data.custom_id.starts_with(MARK),
            Interaction::Modal(modal) => modal.data.custom_id.starts_with(MARK),
            _ => false,
        }
    }

    /// Whether the one who sent an interaction may moderate, by what Discord says in it.
    #[must_use]
    pub fn allows(&self, interaction: &Interaction) -> bool {
        match interaction {
            Interaction::Command(i) | Interaction::Autocomplete(i) => {
                self.rights.allow(i.guild_id, i.member.as_deref())
            }
            Interaction::Component(i) => self.rights.allow(i.guild_id, i.member.as_ref()),
            Interaction::Modal(i) => self.rights.allow(i.guild_id, i.member.as_ref()),
            _ => false,
        }
    }

    /// What an interaction is acknowledged with before it is done, where that may take longer than Discord waits. Nothing
    /// where a form opens, which no acknowledgement can precede, or where the answer is at hand.
    #[must_use]
    pub fn acknowledgement(&self, interaction: &Interaction) -> Option<Value> {
        if !self.allows(interaction) {
            return None;
        }
        // 5: a message follows, for this person alone. 6: the message itself changes later.
        let message = || Some(json!({ "type": 5, "data": { "flags": 64 } }));
        match interaction {
            Interaction::Command(command) if command.data.kind == CommandType::Message => None,
            Interaction::Command(command) => {
                let name = command.data.options.first().map(|option| option.name.as_str());
                if matches!(name, Some("add" | "edit" | "translate")) { None } else { message() }
            }
            Interaction::Modal(_) => message(),
            Interaction::Component(component) => {
                let rest = component.data.custom_id.strip_prefix(MARK).unwrap_or_default();
                rest.starts_with(['c', 'g', 'h']).then(|| json!({ "type": 6 }))
            }
            _ => None,
        }
    }

    /// Counts a question that had no answer, in memory. What has no word in it asks for nothing; small talk has an answer.
    pub fn unanswered(&self, question: &str, at: Timestamp) {
        let plain = normalize(&without_ids(question));
        if let Some(gaps) = self.gaps.as_ref().filter(|_| plain.chars().any(char::is_alphabetic)) {
            gaps.count(&plain, at);
        }
    }

    /// Counts a fact of the fact file that was told, in memory.
    pub fn tells(&self, fact: &str) {
        self.told.iter().for_each(|told| told.count(fact));
    }

    /// Writes the counts of unanswered questions and of facts told.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn flush(&self) -> std::io::Result<()> {
        let gaps = self.gaps.as_ref().map_or(Ok(()), Gaps::flush);
        gaps.and(self.told.as_ref().map_or(Ok(()), Tellings::flush))
    }

    /// Does what an interaction asks for, if the one who sent it may.
    #[must_use]
    pub fn moderate(&self, interaction: &Interaction, attached: Option<Attached>, at: Timestamp) -> Done {
        let user = match interaction {
            Interaction::Command(i) | Interaction::Autocomplete(i) => &i.user,
            Interaction::Component(i) => &i.user,
            Interaction::Modal(i) => &i.user,
            _ => return report::message(words::NO_RIGHT).into(),
        };
        let allowed = self.allows(interaction);
        if let Interaction::Autocomplete(command) = interaction {
            return self.autocomplete(command, allowed);
        }
        if !allowed {
            let mut done = Done::from(report::message(words::NO_RIGHT));
            done.reply.outcome = Some(Kind::Error);
            return done;
        }
        let author = Author { id: user.id.to_string(), name: user.name.clone() };
        let step = Step { by: user.id.get(), author, at, interaction: interaction.id().get() };
        match interaction {
            Interaction::Command(command) if command.data.kind == CommandType::Message => {
                self.take_up(command, &step)
            }
            Interaction::Command(command) => self.command(command, attached, &step),
            Interaction::Component(component) => self.component(component, &step),
            Interaction::Modal(modal) => self.modal(modal, &step),
            _ => report::message(words::NO_RIGHT).into(),
        }
    }

    fn autocomplete(&self, command: &CommandInteraction, allowed: bool) -> Done {
        let found = command.data.autocomplete().filter(|_| allowed).map(|focused| {
            let takes = match focused.name {
                "party" => Takes::Party,
                "topic" => Takes::Topic,
                _ => Takes::Fact,
            };
            choices(takes, focused.value, Words::ENGLISH, &self.library.current())
        });
        let response = CreateAutocompleteResponse::new().set_choices(found.unwrap_or_default());
        CreateInteractionResponse::Autocomplete(response).into()
    }

    fn command(&self, command: &CommandInteraction, attached: Option<Attached>, step: &Step) -> Done {
        let options = command.data.options();
        let Some(ResolvedOption { name, value: ResolvedValue::SubCommand(options), .. }) = options.first()
        else {
            return report::message(&Words::ENGLISH.say("unknown-interaction")).into();
        };
        let text = |name: &str| {
            options.iter().find(|option| option.name == name).and_then(|option| match option.value {
                ResolvedValue::String(text) => Some(text),
                _ => None,
            })
        };
        let given = |name: &str| text(name).unwrap_or_default();
        let value =
            |name: &str| options.iter().find(|option| option.name == name).map(|option| &option.value);
        match *name {
            "add" => self.add(given("party"), given("topic"), step),
            "edit" => self.edit(given("fact"), step),
            "remove" => self.remove(given("fact"), given("reason"), step),
            "show" => self.show(given("fact")),
            "history" => {
                let by = match value("by") {
                    Some(ResolvedValue::User(user, _)) => user.id.to_string(),
                    _ => String::new(),
                };
                self.history(0, given("fact"), &by).into()
            }
            "undo" => match value("change") {
                Some(ResolvedValue::Integer(number)) => self.undo(*number, step),
                _ => report::message(&Words::ENGLISH.say("unknown-interaction")).into(),
            },
            "check" => self.check(jiff::tz::Offset::UTC.to_datetime(step.at).date()),
            "translate" => match in_language(given("language")) {
                Some(language) => self.translate(given("fact"), language),
                None => report::message(&Words::ENGLISH.say("unknown-interaction")).into(),
            },
            "export" => self.export(given("party"), in_language(given("language"))),
            "import" => self.import(attached, step),
            "gaps" => self.gaps_page(0).into(),
            "stale" => {
                let today = jiff::tz::Offset::UTC.to_datetime(step.at).date();
                report::stale(&self.library.current().knowledge, today).into()
            }
            _ => report::message(&Words::ENGLISH.say("unknown-interaction")).into(),
        }
    }

    fn drafts(&self) -> MutexGuard<'_, Drafts> {
        held(&self.drafts)
    }
}

/// The language of a translation, where one is asked for.
fn in_language(code: &str) -> Option<Language> {
    Language::of_locale(code).filter(|language| Language::TRANSLATED.contains(language))
}
