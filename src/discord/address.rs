//! From a message to the bot to the reply: a function of what was said, the facts and the time.

use std::time::Instant;

use serenity::all::{ActionRowComponent, CreateMessage, GuildId, Message, MessageType, UserId};

use super::custom_id::{Action, carried as language_in};
use super::interact::{pictured, told};
use super::memory::{Memory, Remembered, Speaker};
use super::mentions::Mentions;
use super::render::draw;
use crate::dialogue::answer::Kind;
use crate::dialogue::converse;
use crate::picture::Picture;
use crate::retrieval::corpus::Corpus;
use crate::words::Voice;

/// What is replied, and how it is told in the log.
pub struct Said {
    /// What goes to Discord.
    pub reply: CreateMessage,
    /// The kind of answer.
    pub outcome: Kind,
    /// Ids of the facts that it tells.
    pub told: Vec<String>,
    /// The picture that goes with it, to be drawn.
    pub picture: Option<Picture>,
}

/// Answers a message that mentions the bot or was sent to it directly; nothing for any other, and for bots'.
#[must_use]
pub fn reply(
    message: &Message,
    me: UserId,
    corpus: &Corpus,
    memory: &Memory,
    mentions: &Mentions,
    now: Instant,
) -> Option<Said> {
    let speaker = addressed(message, me)?;
    let text = message.content.replace(&format!("<@{me}>"), " ").replace(&format!("<@!{me}>"), " ");
    // A reply to an answer takes up what that answer's buttons carry; else what this person last asked here.
    let replied = message
        .referenced_message
        .as_deref()
        .filter(|answered| answered.author.id == me)
        .and_then(|m| carried(m, corpus));
    let (context, carried) = replied.unwrap_or_else(|| memory.recall(speaker, now));
    // A message tells nothing of its author's Discord.
    let voice = Voice::of(carried, "", &text, &corpus.knowledge.vocabulary.languages);
    let (answer, next) = converse(text.trim(), &context, corpus);
    memory.remember(speaker, (next.clone(), voice.carried), now);
    let picture = pictured(&answer, true, voice.words, &corpus.knowledge);
    let commands = mentions.within(message.guild_id.map(GuildId::get));
    let drawn = draw(&answer, &next, 0, voice, &commands, &corpus.knowledge);
    let told = told(&answer, &corpus.knowledge);
    Some(Said { reply: drawn.reply(message), outcome: answer.kind(), told, picture })
}

/// Whose message it is, where it is said to the bot: it mentions the bot or was sent to it directly, and by no bot.
#[must_use]
pub fn addressed(message: &Message, me: UserId) -> Option<Speaker> {
    let direct = message.guild_id.is_none();
    let mentioned = message.mentions.iter().any(|user| user.id == me);
    let speaks = matches!(message.kind, MessageType::Regular | MessageType::InlineReply);
    let is_said = speaks && !message.author.bot && message.author.id != me && (direct || mentioned);
    is_said.then(|| (message.author.id.get(), message.channel_id.get()))
}

/// The context in the components of one of the bot's own messages.
fn carried(message: &Message, corpus: &Corpus) -> Option<Remembered> {
    let components = message.components.iter().flat_map(|row| &row.components);
    components.into_iter().find_map(|component| match component {
        ActionRowComponent::Button(button) => {
            let id = serde_json::to_value(button).ok()?.get("custom_id")?.as_str()?.to_owned();
            match Action::decode(&id, &corpus.knowledge) {
                Ok(Action::FollowUp(context)) => Some((context, language_in(&id))),
                _ => None,
            }
        }
        _ => None,
    })
}
