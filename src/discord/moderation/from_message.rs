//! The menu that begins a fact with what a message says.

use serenity::all::{CommandInteraction, Message};

use super::form::Form;
use super::plain::is_blank;
use super::{Desk, Done, Step, report, words};
use crate::discord::escape::fit;
use crate::discord::message::said_in;
use crate::discord::words::MAKE_FACT;
use crate::knowledge::limit;

impl Desk {
    /// The form of a new fact with the message's text as its statement, and where the message stands to find its source by.
    pub(super) fn take_up(&self, command: &CommandInteraction, step: &Step) -> Done {
        let message = command.data.resolved.messages.values().next();
        let begun = message.map(|message| (said_in(message), message)).filter(|(text, _)| !is_blank(text));
        let mut done = match begun {
            Some((text, message)) => {
                let statement = fit(&text, limit::STATEMENT);
                let sources = source(command, message);
                self.begin(&Form { statement, sources, ..self.blank("", "", step) }, None, step)
            }
            None => report::message(words::NO_TEXT).into(),
        };
        MAKE_FACT.clone_into(&mut done.reply.name);
        done
    }
}

/// A source's line with the message's address and day, following *Message Link* of Discord's documentation. What it comes from is
/// for the moderator to say: until then it is refused.
fn source(command: &CommandInteraction, message: &Message) -> String {
    let server = command.guild_id.map_or_else(|| "@me".to_owned(), |server| server.to_string());
    let address = format!("https://discord.com/channels/{server}/{}/{}", message.channel_id, message.id);
    words::message_source(&address, &message.timestamp.date().to_string())
}
